"""Where the room's evidence came from; the last three are the files beside this folder."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, TypeVar

from cjm_widgets.model import Card, Source
from sample_data.shop.order import in_order

C = TypeVar("C", bound="Card")

INTERVIEWS: Final = "source-interviews"
TICKETS: Final = "source-tickets"
CARRIER: Final = "source-carrier"
CUSTOMERS: Final = "source-customer-report"
EVENTS: Final = "source-events"
SURVEY: Final = "source-survey"
COMMENTS: Final = "source-comments"

SOURCES: Final = in_order(
    Source(
        id=INTERVIEWS,
        title="Interviews with first-time buyers",
        type="interview",
        n=8,
        period_start="2026-10-05",
        period_end="2026-10-14",
        consent="invented",
        segment="Women of 24 to 41 who ordered once; nobody who gave up before ordering.",
    ),
    Source(
        id=TICKETS,
        title="Help desk, tickets of first-time buyers",
        type="ticket",
        n=214,
        period_start="2026-09-01",
        period_end="2026-10-31",
        consent="invented",
        segment="Only those who wrote to us.",
    ),
    Source(
        id=CARRIER,
        title="Carrier's delivery report",
        type="analytics",
        n=4812,
        period_start="2026-08-01",
        period_end="2026-10-31",
        consent="invented",
        segment="All parcels, first orders and later ones.",
    ),
    Source(
        id=CUSTOMERS,
        title="Monthly customer report",
        type="analytics",
        n=3960,
        period_start="2026-04-01",
        period_end="2026-06-30",
        consent="invented",
        segment="Everybody whose first order was in these months.",
    ),
    Source(
        id=EVENTS,
        title="Shop and parcel events",
        type="event_log",
        n=11031,
        period_start="2026-01-05",
        period_end="2026-04-23",
        consent="invented",
        segment="1,500 first-time visitors. What they did elsewhere, and why, is not in it.",
    ),
    Source(
        id=SURVEY,
        title="Survey after single moments",
        type="survey",
        n=964,
        period_start="2026-01-07",
        period_end="2026-04-13",
        consent="invented",
        segment="Those who answered; a sheet is about one moment only.",
    ),
    Source(
        id=COMMENTS,
        title="Comments on the shop",
        type="review",
        n=330,
        period_start="2026-01-08",
        period_end="2026-04-12",
        consent="invented",
        segment="Those who wrote something: the pleased and the angry.",
    ),
)


def graded(grade: int, source: str, card: C) -> C:
    """Give ``card`` with its evidence: the grade 0–3, and the n and date of the source it stands on."""
    found = next(one for one in SOURCES if one.id == source)
    return replace(card, evidence_grade=grade, evidence_source=source, evidence_n=found.n, evidence_on=found.period_end)
