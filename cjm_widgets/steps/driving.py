"""What drives the overall score of a survey, touchpoint by touchpoint; and what is missing until that can be told.

It takes a survey with a row an answer sheet: one question about the whole, and two or more that rate a touchpoint each
and are tied to it. Ratings of one touchpoint alone, or a survey that asks each person about one touchpoint, say how it
was there, but not how much it weighs in the whole.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from cjm_widgets import analysis
from cjm_widgets.model import Claim, Question, Touchpoint
from cjm_widgets.steps.importing import read_codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ibis.expr.types import Table

    from cjm_widgets.model import Source, Workshop

logger = logging.getLogger(__name__)

FEWEST: Final = 2
"""One touchpoint alone would have all of the share, whatever it is."""


def drivers_of(workshop: Workshop, source: Source, survey: Table) -> analysis.Drivers | None:
    """Give the shares by touchpoint id; None where the survey does not ask for the whole and two touchpoints.

    None, too, where its answers do not allow it: too few, all the same, or one question that says what others say.
    """
    if "touchpoint" in survey.columns:
        return None
    questions = workshop.of(Question, source=source.id)
    tied = ties_by_column(workshop, source.id)
    about: dict[str, list[str]] = {}
    for question in questions:
        place = tied.get(question.column)
        if place is not None and workshop.find(Touchpoint, place) is not None:
            about.setdefault(place, []).append(question.column)
    # The first question is the one about the whole, unless somebody has tied it to one place.
    overall = questions[0] if questions and tied.get(questions[0].column) is None else None
    if overall is None or len(about) < FEWEST:
        return None
    try:
        return analysis.survey_drivers(
            survey,
            overall.column,
            about,
            {one.column: one.scale or "nps" for one in questions},  # type: ignore[misc]
            missing={one.column: read_codes(one.missing) for one in questions},
        )
    except analysis.DataError as problem:
        logger.info("no driver shares from a survey: %s", type(problem).__name__)
        return None


def ties_by_column(workshop: Workshop, source: str) -> Mapping[str, str | None]:
    """Give what each question has been tied to by its own column; questions that no tie names are left out."""
    columns = {one.column for one in workshop.of(Question, source=source)}
    claims = workshop.of(Claim, source=source, signal="question")
    return {one.name: one.about for one in claims if one.name in columns}
