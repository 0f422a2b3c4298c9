"""Sessions: a customer's events without a long pause between them."""

# Ibis has isnull and notnull only.
# ruff: noqa: PD003, PD004

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_widgets.analysis.errors import BadParameter
from cjm_widgets.analysis.events import in_order, require_events
from cjm_widgets.analysis.results import Result, frame
from cjm_widgets.words import _

if TYPE_CHECKING:
    import pandas as pd
    from ibis.expr.types import Table

GAP_MINUTES = 30.0
"""Longest pause within a session, as web analytics has it."""

MICROSECONDS_PER_SECOND = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCounts(Result):
    """How the events fall into sessions."""

    sessions: int
    customers: int
    gap_minutes: float | None
    """The pause that parts two sessions; None where the file named its sessions."""
    sessions_per_customer: float
    """Mean."""
    median_events: float
    median_duration_s: float
    """Seconds from a session's first event to its last; 0 for a session of one event."""

    def table(self) -> pd.DataFrame:
        """Return the counts as a table of one row."""
        return frame((self,))


def cut_sessions(events: Table, *, gap_minutes: float = GAP_MINUTES) -> Table:
    """Cut each customer's events where a pause is longer than the gap; number the sessions in a column ``session``.

    The numbers are text, from “1”. A column ``session`` that was there before is replaced.
    """
    require_events(events)
    if not gap_minutes > 0:
        raise BadParameter(
            "gap_minutes", _("{value} is no pause.").format(value=gap_minutes), _("Give minutes above 0.")
        )
    window = in_order()
    pause = events.time.delta(events.time.lag().over(window), unit="microsecond")
    begins = (pause.isnull() | (pause > round(gap_minutes * 60 * MICROSECONDS_PER_SECOND))).cast("int64")
    marked = events.mutate(cjm_begins=begins)
    number = marked.cjm_begins.cumsum(group_by="customer", order_by=["time", "row"])
    kept = [column for column in events.columns if column != "session"]
    return marked.mutate(session=number.cast("string")).select(*kept, "session")


def count_sessions(events: Table, *, gap_minutes: float | None = GAP_MINUTES) -> SessionCounts:
    """Count sessions, cut by pause, or (with None) those that the file named in its session column."""
    cut = cut_sessions(events, gap_minutes=gap_minutes) if gap_minutes is not None else named_sessions(events)
    each = cut.group_by(["customer", "session"]).aggregate(
        events=cut.count(), duration=cut.time.max().delta(cut.time.min(), unit="microsecond")
    )
    whole = (
        each.aggregate(
            sessions=each.count(),
            customers=each.customer.nunique(),
            events=each.events.median(),
            duration=each.duration.median(),
        )
        .execute()
        .iloc[0]
    )
    customers = int(whole["customers"])
    return SessionCounts(
        sessions=int(whole["sessions"]),
        customers=customers,
        gap_minutes=gap_minutes,
        sessions_per_customer=int(whole["sessions"]) / customers if customers else 0.0,
        median_events=float(whole["events"]),
        median_duration_s=float(whole["duration"]) / MICROSECONDS_PER_SECOND,
    )


def named_sessions(events: Table) -> Table:
    """Return the events that the file gave a session; refuse a table without that column. Raises BadParameter."""
    require_events(events)
    if "session" not in events.columns:
        raise BadParameter(
            "session", _("the data has no session column."), _("Name one, or give the pause that parts two sessions.")
        )
    return events.filter(events.session.notnull())
