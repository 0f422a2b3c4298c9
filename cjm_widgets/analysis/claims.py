"""Events seen as the map sees them: through the touchpoints and stages that claim them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from cjm_widgets.analysis.events import NameCount, count_by, require_events
from cjm_widgets.analysis.funnel import Funnel, Grain, Order, count_funnel
from cjm_widgets.analysis.intervals import wilson
from cjm_widgets.analysis.results import Result, frame
from cjm_widgets.analysis.sessions import GAP_MINUTES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from ibis.expr.types import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach(Result):
    """How many customers a touchpoint or a stage reached."""

    about: str
    """Id of the touchpoint or stage."""
    events: int
    customers: int
    share: float
    """``customers`` among all customers in the data, 0–1, with Wilson's 95 % interval."""
    share_low: float
    share_high: float
    n: int
    """All customers in the data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaches(Result):
    """Reach of everything that claims events, in the order of the claims, and what nobody claims."""

    n: int
    """All customers in the data."""
    reached: tuple[Reach, ...]
    unclaimed: tuple[NameCount, ...]
    """Events that no claim names."""
    absent: tuple[str, ...]
    """Claimed event names that do not occur in the data."""

    def table(self) -> pd.DataFrame:
        """Return one row a touchpoint or stage: about, events, customers, share with interval, n."""
        return frame(self.reached)


def relabel(events: Table, claims: Mapping[str, str]) -> Table:
    """Replace each event's name by the touchpoint or stage that claims it; unclaimed events are left out.

    The result is an events table again: transitions and funnels of touchpoints or stages are counted on it.
    """
    require_events(events)
    claimed = events.filter(events.event.isin(sorted(claims)))
    return claimed.mutate(event=claimed.event.cast("string").substitute(dict(claims)))


def count_reach(events: Table, claims: Mapping[str, str]) -> Reaches:
    """Count events and customers per touchpoint (or stage), given event → touchpoint (or stage) id."""
    require_events(events)
    customers = int(events.aggregate(n=events.customer.nunique()).execute()["n"].iloc[0])
    names = count_by(events, "event", customers)
    there = {one.name: one for one in names if one.name is not None}
    found = {claims[name]: one for name, one in there.items() if name in claims}
    # Customers of several events cannot be added up; where one event makes the touchpoint, its count is the answer.
    shared = {about for about, times in Counter(claims[name] for name in there if name in claims).items() if times > 1}
    if shared:
        several = relabel(events, {name: about for name, about in claims.items() if about in shared})
        found |= {str(one.name): one for one in count_by(several, "event", customers)}
    return Reaches(
        n=customers,
        reached=tuple(_reach(about, found.get(about), customers) for about in dict.fromkeys(claims.values())),
        unclaimed=tuple(one for one in names if one.name not in claims),
        absent=tuple(sorted(name for name in claims if name not in there)),
    )


def count_stage_funnel(
    events: Table,
    claims: Mapping[str, str],
    stages: Sequence[str],
    *,
    order: Order = "closed",
    per: Grain = "customer",
    gap_minutes: float | None = GAP_MINUTES,
) -> Funnel:
    """Count the funnel over ``stages`` (ids, in order), given event → stage; any of a stage's events counts for it.

    A stage without an event that occurs is left out: the funnel would end there by default, not by fact.
    Without any, the funnel has no steps.
    """
    there = {str(name) for name in events.select("event").distinct().execute()["event"]}
    steps = {
        stage: tuple(sorted(event for event, about in claims.items() if about == stage and event in there))
        for stage in stages
    }
    steps = {stage: names for stage, names in steps.items() if names}
    if not steps:
        return Funnel(order=order, grain=per, n=0, units=0, steps=())
    return count_funnel(events, steps, order=order, per=per, gap_minutes=gap_minutes)


def _reach(about: str, found: NameCount | None, customers: int) -> Reach:
    reached = found.customers if found else 0
    low, high = wilson(reached, customers)
    return Reach(
        about=about,
        events=found.events if found else 0,
        customers=reached,
        share=reached / customers if customers else 0.0,
        share_low=low,
        share_high=high,
        n=customers,
    )


def between(events: Table, origin: str, target: str) -> Table:
    """Return customer and ``seconds`` from the first ``origin`` to the first ``target`` at or after it.

    For waits that other events may interrupt, such as from sending a parcel back to the refund.
    """
    require_events(events)
    starts = events.filter(events.event == origin)
    first = starts.group_by("customer").aggregate(began=starts.time.min())
    ends = events.filter(events.event == target).inner_join(first, "customer")
    ends = ends.filter(ends.time >= ends.began)
    last = ends.group_by(["customer", "began"]).aggregate(ended=ends.time.min())
    return last.select(
        customer=last.customer, seconds=last.ended.delta(last.began, unit="microsecond") / ibis.literal(1_000_000)
    )
