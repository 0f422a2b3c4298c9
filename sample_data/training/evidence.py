"""Where the room's evidence came from: little, and the map says so."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, TypeVar

from cjm_widgets.model import Card, Source
from sample_data.shop.order import in_order

C = TypeVar("C", bound="Card")

CALLS: Final = "source-follow-up-calls"
SHEETS: Final = "source-feedback-sheets"
REVIEWS: Final = "source-half-year-reviews"
QUESTIONS: Final = "source-questions-to-coaches"

SOURCES: Final = in_order(
    Source(
        id=CALLS,
        title="Calls to clients four weeks after the training",
        type="interview",
        n=11,
        period_start="2026-03-02",
        period_end="2026-09-30",
        consent="invented",
        segment="Heads of trained teams who took the call; fourteen did not.",
    ),
    Source(
        id=SHEETS,
        title="Feedback sheets from the last afternoon",
        type="survey",
        n=214,
        period_start="2026-01-12",
        period_end="2026-09-25",
        consent="invented",
        segment="Everybody in the room on day three, before they went home.",
    ),
    Source(
        id=REVIEWS,
        title="Reviews after half a year",
        type="observation",
        n=25,
        period_start="2025-07-01",
        period_end="2026-08-31",
        consent="invented",
        segment="All clients trained in that time: what they had to show.",
    ),
    Source(
        id=QUESTIONS,
        title="Questions that reached the coaches",
        type="ticket",
        n=63,
        period_start="2026-01-12",
        period_end="2026-09-30",
        consent="invented",
        segment="Only clients who asked; nine of twenty-five never did.",
    ),
)


def graded(grade: int, source: str, card: C) -> C:
    """Give ``card`` with its evidence: the grade 0–3, and the n and date of the source it stands on."""
    found = next(one for one in SOURCES if one.id == source)
    return replace(card, evidence_grade=grade, evidence_source=source, evidence_n=found.n, evidence_on=found.period_end)
