"""The funnel: how many come from step to step, in three readings.

closed
    Steps 1 to k were done in this order; other events may lie between.
open
    The same for those who came in later: of the steps before the earliest one that a customer ever did, none is
    asked for; from there on all are, in order.
any
    The step was done, whatever else was, in whatever order.

So a customer in the closed count is in the open one, and who is in the open one is in the any-order one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import ibis

from cjm_widgets.analysis.engine import hold, release
from cjm_widgets.analysis.errors import BadParameter, UnknownName, listed
from cjm_widgets.analysis.events import in_order, require_events
from cjm_widgets.analysis.intervals import wilson
from cjm_widgets.analysis.results import Result, frame
from cjm_widgets.analysis.sessions import GAP_MINUTES, cut_sessions, named_sessions
from cjm_widgets.words import _

if TYPE_CHECKING:
    import pandas as pd
    from ibis.expr.types import BooleanColumn, Table

Order = Literal["closed", "open", "any"]
Grain = Literal["customer", "session"]

_UNITS: dict[str, list[str]] = {"customer": ["customer"], "session": ["customer", "session"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelStep(Result):
    """One step; shares carry Wilson's 95 % interval."""

    name: str
    count: int
    """Customers (or sessions) who reached it."""
    share: float
    """``count`` among the funnel's ``n``, 0–1."""
    share_low: float
    share_high: float
    came_on: int
    """Those of the step before who reached this one as well; at the first step, ``count``."""
    drop_off: float
    """Share of the step before who did not reach this one, 0–1; 0 at the first step."""
    drop_off_low: float
    drop_off_high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel(Result):
    """A funnel with its reading and its grain, which belong beside every number of it."""

    order: Order
    grain: Grain
    n: int
    """Those who entered: at the first step when closed, at any step else. Shares are of these."""
    units: int
    """All customers (or sessions) in the data, whether they entered or not."""
    steps: tuple[FunnelStep, ...]

    def table(self) -> pd.DataFrame:
        """Return one row a step: name, count, share with interval, came_on, drop-off with interval."""
        return frame(self.steps)


def count_funnel(
    events: Table,
    steps: Sequence[str] | Mapping[str, Sequence[str]],
    *,
    order: Order = "closed",
    per: Grain = "customer",
    gap_minutes: float | None = GAP_MINUTES,
) -> Funnel:
    """Count who reached each step.

    ``steps`` are event names, or step name → the event names that count for it (a stage's events, say).
    Per session, sessions are cut at ``gap_minutes``, or are the file's own where that is None.
    Raises UnknownName for an event that does not occur, BadParameter for a funnel of no steps.
    """
    require_events(events)
    named = _named(steps)
    _check(events, named, order, per)
    if per == "session":
        events = cut_sessions(events, gap_minutes=gap_minutes) if gap_minutes is not None else named_sessions(events)
    keys = _UNITS[per]
    units = int(events.select(*keys).distinct().count().execute())
    # Only the funnel's events, numbered within their unit: the number is the order, ties included.
    every = sorted({name for names in named.values() for name in names})
    chosen = events.filter(events.event.isin(every))
    placed = hold(chosen.select(*keys, event=chosen.event, place=ibis.row_number().over(in_order(*keys))))
    try:
        counts, entered = _follow(placed, keys, list(named.values()), order)
    finally:
        release(placed)
    return Funnel(
        order=order,
        grain=per,
        n=counts[0][0] if order == "closed" else entered,
        units=units,
        steps=_steps(list(named), counts, counts[0][0] if order == "closed" else entered),
    )


def _named(steps: Sequence[str] | Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    if isinstance(steps, Mapping):
        return {name: tuple(events) for name, events in steps.items()}
    named: dict[str, tuple[str, ...]] = {}
    for step in steps:
        name, again = step, 2
        while name in named:  # the same event twice in a funnel: come back to it
            name, again = f"{step} ({again})", again + 1
        named[name] = (step,)
    return named


def _check(events: Table, named: Mapping[str, Sequence[str]], order: str, per: str) -> None:
    if not named:
        raise BadParameter("funnel", _("it has no steps."), _("Name at least one event."))
    for parameter, value, choices in (("order", order, get_args(Order)), ("per", per, get_args(Grain))):
        if value not in choices:
            raise BadParameter(
                parameter,
                _("“{value}” is not among the choices.").format(value=value),
                _("Choose from: {names}.").format(names=listed(choices)),
            )
    there = [str(name) for name in events.select("event").distinct().order_by("event").execute()["event"]]
    for name in (one for names in named.values() for one in names):
        if name not in there:
            raise UnknownName(_("funnel"), name, there)


def _follow(
    placed: Table, keys: list[str], steps: Sequence[Sequence[str]], order: Order
) -> tuple[list[tuple[int, int]], int]:
    """Return (reached, reached together with the step before) for each step, and how many did any step."""
    entered = int(placed.select(*keys).distinct().count().execute())
    entry = _entries(placed, keys, steps) if order == "open" else None
    counts: list[tuple[int, int]] = []
    before: Table | None = None
    try:
        for number, names in enumerate(steps):
            reached = hold(_reach(placed, keys, number, names, before=before, entry=entry, order=order))
            count = int(reached.count().execute())
            both = count if before is None else int(reached.semi_join(before, keys).count().execute())
            counts.append((count, both))
            if before is not None:
                release(before)
            before = reached
    finally:
        for table in (before, entry):
            if table is not None:
                release(table)
    return counts, entered


def _reach(
    placed: Table,
    keys: list[str],
    number: int,
    names: Sequence[str],
    *,
    before: Table | None,
    entry: Table | None,
    order: Order,
) -> Table:
    """Return who reached a step, with the place at which they first did so."""
    here = placed.filter(placed.event.isin(list(names))).select(*keys, "place")
    if before is not None and order != "any":
        earlier = before.rename(cjm_place="place")
        if entry is None:
            joined = here.inner_join(earlier, keys)
            here = joined.filter(joined.place > joined.cjm_place)
        else:
            joined = here.left_join(earlier, keys).select(*keys, "place", "cjm_place")
            entries = joined.inner_join(entry, keys)
            here = entries.filter(_came_in_order(entries, number))
    elif entry is not None:
        here = here.inner_join(entry, keys).filter(lambda entries: entries.entry == number)
    return here.group_by(keys).aggregate(place=here.place.min())


def _came_in_order(entries: Table, number: int) -> BooleanColumn:
    # Who never did the step before has no place there: the comparison is null, and null is not kept.
    return (entries.entry == number) | ((entries.entry < number) & (entries.place > entries.cjm_place))


def _entries(placed: Table, keys: list[str], steps: Sequence[Sequence[str]]) -> Table:
    """Return the earliest step of the funnel that each unit ever did."""
    first = ibis.cases(*((placed.event.isin(list(names)), number) for number, names in enumerate(steps)))
    return hold(placed.group_by(keys).aggregate(entry=first.min()))


def _steps(names: Sequence[str], counts: Sequence[tuple[int, int]], n: int) -> tuple[FunnelStep, ...]:
    steps = []
    for number, (name, (count, both)) in enumerate(zip(names, counts, strict=True)):
        low, high = wilson(count, n)
        previous = counts[number - 1][0] if number else count
        lost = previous - both
        lost_low, lost_high = wilson(lost, previous) if number else (0.0, 0.0)
        steps.append(
            FunnelStep(
                name=name,
                count=count,
                share=count / n if n else 0.0,
                share_low=low,
                share_high=high,
                came_on=both,
                drop_off=lost / previous if previous else 0.0,
                drop_off_low=lost_low,
                drop_off_high=lost_high,
            )
        )
    return tuple(steps)
