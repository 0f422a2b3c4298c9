"""The driver shares that were written down for a journey, and what is missing where there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.model import Claim, Measurement, Question, Source, Touchpoint
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.model import Workshop

_FEWEST = 2


def driver_shares(workshop: Workshop, journey: str) -> Mapping[str, float]:
    """Give the share of R², 0–1, by touchpoint id; of the survey that most people answered where there are several.

    Shares on fewer than 30 answer sheets, or fewer than ten a question, do not count; those of two surveys are not
    compared with each other.
    """
    by_source: dict[str, list[Measurement]] = {}
    for one in _written(workshop, journey):
        if not one.too_few and one.value is not None:
            by_source.setdefault(one.source or "", []).append(one)
    best = max(by_source.values(), key=lambda some: (some[0].n or 0, some[0].source or ""), default=[])
    return {one.about: (one.value or 0.0) / 100 for one in best}


def what_drivers_need(workshop: Workshop, journey: str) -> str:
    """Say what is missing until shares of what drives the overall score can be told, in a sentence with a way out."""
    few = [one for one in _written(workshop, journey) if one.too_few]
    if few:
        n = few[0].n or 0
        said = ngettext(
            "What drives the overall score cannot be told yet: {n} answer sheet is too few. It takes 30, and ten a "
            "question.",
            "What drives the overall score cannot be told yet: {n} answer sheets are too few. It takes 30, and ten a "
            "question.",
            n,
        )
        return said.format(n=n)
    surveys = workshop.of(Source, type="survey")
    if not surveys:
        return _(
            "What drives the overall score is not known: no survey is there. Bring one in at step 2, with an overall "
            "score and a rating of each touchpoint in one sheet."
        )
    if not any(_asks_enough(workshop, one) for one in surveys):
        return _(
            "What drives the overall score is not known: no survey has an overall score that is tied to no touchpoint, "
            "and ratings of two or more touchpoints in one sheet. Bring such a one in at step 2, and tie its ratings."
        )
    return _(
        "What drives the overall score is not known: the ratings are tied, but gave no shares. Work the numbers out "
        "again at step 2; if it stays so, too few people answered all of them, or all answered alike."
    )


def _written(workshop: Workshop, journey: str) -> tuple[Measurement, ...]:
    return tuple(
        one
        for touchpoint in workshop.of(Touchpoint, journey=journey)
        for one in workshop.of(Measurement, about=touchpoint.id, measure="driver")
    )


def _asks_enough(workshop: Workshop, source: Source) -> bool:
    """Tell whether a survey's first question is about the whole, and others are tied to two touchpoints by name."""
    columns = [one.column for one in workshop.of(Question, source=source.id)]
    tied = {
        one.name: one.about
        for one in workshop.of(Claim, source=source.id, signal="question")
        if one.name in columns and workshop.find(Touchpoint, one.about) is not None
    }
    return bool(columns) and columns[0] not in tied and len(set(tied.values())) >= _FEWEST
