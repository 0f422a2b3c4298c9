"""From a survey and its ties to numbers: how touchpoints and stages score, and what drives the overall score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets import analysis
from cjm_widgets.model import Claim, Question
from cjm_widgets.steps.driving import drivers_of
from cjm_widgets.steps.importing import read_codes
from cjm_widgets.steps.number import number
from cjm_widgets.steps.ties import Ties

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ibis.expr.types import Table

    from cjm_widgets.model import Measurement, Source, Workshop


def survey_numbers(workshop: Workshop, source: Source, survey: Table) -> Iterator[Measurement]:
    """Score every touchpoint and stage that a question is tied to; then what drives the overall score, if it shows."""
    ties = Ties.of(workshop, source.id, "question")
    questions = workshop.of(Question, source=source.id)
    if "touchpoint" in survey.columns:
        yield from _by_place(source, survey, questions, ties)
    else:
        claimed = {one.name for one in workshop.of(Claim, source=source.id, signal="question")}
        yield from _by_question(source, survey, questions, ties, claimed)
    drivers = drivers_of(workshop, source, survey)
    for driver in () if drivers is None else drivers.drivers:
        value, low, high = (round(100 * one, 4) for one in (driver.share, driver.low, driver.high))
        yield number(
            source, driver.name, "driver", value=value, low=low, high=high, n=drivers.n if drivers else 0,
            grain="response", too_few=drivers is None or drivers.too_few,
        )  # fmt: skip


def _by_place(source: Source, survey: Table, questions: Sequence[Question], ties: Ties) -> Iterator[Measurement]:
    """Score a survey whose rows say what they are about."""
    for question in questions:
        scale, missing = question.scale or "nps", read_codes(question.missing)
        for by in ties.both():
            groups = analysis.score_by(survey, question.column, scale, claims=by, missing=missing)  # type: ignore[arg-type]
            for one in groups:
                if one.group is not None:
                    yield _score(source, one.group, scale, one.score)


def _by_question(
    source: Source, survey: Table, questions: Sequence[Question], ties: Ties, claimed: set[str]
) -> Iterator[Measurement]:
    """Score a survey with a row an answer sheet: a question that is tied by its own name is about that place alone."""
    for scale in dict.fromkeys(one.scale or "nps" for one in questions):
        asked = [one for one in questions if (one.scale or "nps") == scale]
        for by in ties.both():
            found: dict[str, list[Question]] = {}
            for question in asked:
                for about in _places(question, questions, by, claimed):
                    found.setdefault(about, []).append(question)
            for about, some in found.items():
                missing = sorted({code for one in some for code in read_codes(one.missing)})
                columns = [one.column for one in some]
                score = analysis.score_survey(survey, columns, scale, missing=missing)  # type: ignore[arg-type]
                yield _score(source, about, scale, score)


def _places(
    question: Question, questions: Sequence[Question], by: Mapping[str, str], claimed: set[str]
) -> Sequence[str]:
    """Give what a question is about: what its own name is tied to, else what the survey as a whole is."""
    if question.column in claimed:
        return [by[question.column]] if question.column in by else []
    others = {one.column for one in questions[1:]}
    return list(dict.fromkeys(about for name, about in by.items() if name not in others))


def _score(source: Source, about: str, scale: str, score: analysis.Score) -> Measurement:
    # Shares go on the map as percentages; NPS in points and the CES mean as they are.
    times = 100.0 if score.measure in ("csat", "ces_share") else 1.0

    def told(value: float | None) -> float | None:
        return None if value is None else round(times * value, 4)

    return number(
        source, about, scale, value=told(score.value), low=told(score.low), high=told(score.high), n=score.n,
        grain="response", too_few=score.too_few,
    )  # fmt: skip
