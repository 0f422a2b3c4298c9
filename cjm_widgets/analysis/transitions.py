"""From one event to the next: how often, by how many customers, and how long it takes."""

# Ibis has isnull and notnull only.
# ruff: noqa: PD004

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_widgets.analysis.engine import hold, release
from cjm_widgets.analysis.events import in_order, require_events
from cjm_widgets.analysis.results import Result, frame
from cjm_widgets.analysis.sessions import MICROSECONDS_PER_SECOND

if TYPE_CHECKING:
    import pandas as pd
    from ibis.expr.types import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition(Result):
    """A directed step: ``origin`` is directly followed by ``target`` in one customer's events."""

    origin: str
    target: str
    count: int
    customers: int
    """Customers who made it at least once."""
    share: float
    """Among all transitions that leave ``origin``, 0–1."""
    median_s: float
    """Median seconds between the two events."""
    p95_s: float
    """95th percentile of the same, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transitions(Result):
    """All directed transitions, most frequent first, then by name."""

    total: int
    transitions: tuple[Transition, ...]

    def table(self) -> pd.DataFrame:
        """Return one row a transition: origin, target, count, customers, share, median_s, p95_s."""
        return frame(
            self.transitions,
            columns=("origin", "target", "count", "customers", "share", "median_s", "p95_s"),
        )

    def count(self, origin: str, target: str) -> int:
        """Return how often ``target`` follows ``origin``; 0 where it never does."""
        return next((one.count for one in self.transitions if (one.origin, one.target) == (origin, target)), 0)


def count_transitions(events: Table) -> Transitions:
    """Count what follows what within each customer's events; ties in time are in file order.

    The last event of a customer leads nowhere and counts for none.
    """
    require_events(events)
    window = in_order()
    steps = events.select(
        customer=events.customer,
        origin=events.event,
        target=events.event.lead().over(window),
        micros=events.time.lead().over(window).delta(events.time, unit="microsecond"),
    )
    # Held, then counted twice: distinct customers and percentiles of a window in one query take ten times as long
    # on ten million events.
    held = hold(steps.filter(steps.target.notnull()))
    try:
        found = _waits(held).merge(_customers(held), on=["origin", "target"])
    finally:
        release(held)
    found = found.sort_values(["n", "origin", "target"], ascending=[False, True, True], kind="stable")
    leaving = found.groupby("origin")["n"].sum().to_dict()
    return Transitions(
        total=int(found["n"].sum()),
        transitions=tuple(
            Transition(
                origin=str(row["origin"]),
                target=str(row["target"]),
                count=int(row["n"]),
                customers=int(row["customers"]),
                share=int(row["n"]) / int(leaving[row["origin"]]),
                median_s=float(row["median"]) / MICROSECONDS_PER_SECOND,
                p95_s=float(row["p95"]) / MICROSECONDS_PER_SECOND,
            )
            for row in found.to_dict("records")
        ),
    )


def _waits(steps: Table) -> pd.DataFrame:
    found: pd.DataFrame = (
        steps.group_by(["origin", "target"])
        .aggregate(n=steps.count(), median=steps.micros.median(), p95=steps.micros.quantile(0.95))
        .execute()
    )
    return found


def _customers(steps: Table) -> pd.DataFrame:
    each = steps.select("origin", "target", "customer").distinct()
    found: pd.DataFrame = each.group_by(["origin", "target"]).aggregate(customers=each.count()).execute()
    return found
