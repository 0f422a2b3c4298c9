"""Counts of customers, events and channels.

An events table has the columns ``customer``, ``time``, ``event``, ``row`` and, where the file had them, ``channel``
and ``session``; ``row`` is the place in the file and breaks ties in time. Everything is written in Ibis, so that the
same expressions run where the data already is.
"""

# Ibis has isnull and notnull only.
# ruff: noqa: PD003

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from cjm_widgets.analysis.errors import UnknownColumn
from cjm_widgets.analysis.reading import ROW
from cjm_widgets.analysis.results import Result, frame
from cjm_widgets.analysis.sorting import as_datetime
from cjm_widgets.words import _

if TYPE_CHECKING:
    from datetime import datetime

    import pandas as pd
    from ibis.expr.types import Table

NEEDED = ("customer", "time", "event", ROW)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCount(Result):
    """How often one event or channel occurs, and with how many customers."""

    name: str | None
    """None for rows that name no channel."""
    events: int
    customers: int
    share: float
    """``customers`` among all customers, 0–1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCounts(Result):
    """What there is in an events table."""

    customers: int
    events: int
    period_start: datetime | None
    period_end: datetime | None
    names: tuple[NameCount, ...]
    """By event name, the most frequent first, then by name."""
    channels: tuple[NameCount, ...]
    """The same by channel; empty where there is no such column."""

    def table(self) -> pd.DataFrame:
        """Return the events by name: name, events, customers, share."""
        return frame(self.names, columns=("name", "events", "customers", "share"))


def require_events(events: Table) -> None:
    """Refuse a table that lacks one of the columns of an events table. Raises UnknownColumn."""
    for column in NEEDED:
        if column not in events.columns:
            raise UnknownColumn(_("events"), column, events.columns)


def count_events(events: Table) -> EventCounts:
    """Count customers and events, in all, by event name and by channel."""
    require_events(events)
    whole = (
        events.aggregate(
            customers=events.customer.nunique(), events=events.count(), start=events.time.min(), end=events.time.max()
        )
        .execute()
        .iloc[0]
    )
    customers = int(whole["customers"])
    return EventCounts(
        customers=customers,
        events=int(whole["events"]),
        period_start=as_datetime(whole["start"]),
        period_end=as_datetime(whole["end"]),
        names=count_by(events, "event", customers),
        channels=count_by(events, "channel", customers) if "channel" in events.columns else (),
    )


def count_by(events: Table, column: str, customers: int) -> tuple[NameCount, ...]:
    """Count events and customers by the values of ``column``; shares are of ``customers``."""
    counted = (
        events.group_by(name=events[column])
        .aggregate(events=events.count(), customers=events.customer.nunique())
        .order_by(ibis.desc("events"), "name")
        .execute()
    )
    return tuple(
        NameCount(
            name=str(name) if isinstance(name, str) else None,
            events=int(n),
            customers=int(people),
            share=int(people) / customers if customers else 0.0,
        )
        for name, n, people in counted.itertuples(index=False)
    )


def in_order(*groups: str) -> ibis.expr.builders.WindowBuilder:
    """Return the window of one customer's events (or of one of ``groups``) in time, ties in file order."""
    return ibis.window(group_by=list(groups) or ["customer"], order_by=["time", ROW])


def collapse_repeats(events: Table) -> Table:
    """Drop an event that repeats the same customer's event just before it; what stays is the change of place."""
    require_events(events)
    before = events.event.lag().over(in_order())
    marked = events.mutate(cjm_before=before)
    return marked.filter(marked.cjm_before.isnull() | (marked.cjm_before != marked.event)).select(*events.columns)
