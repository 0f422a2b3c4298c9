"""From a file of survey answers to scores, in all and by touchpoint.

A survey table has ``row``, the answers as numbers under ``answer: <column of the file>`` and, where mapped, the
columns ``response``, ``time``, ``touchpoint`` and ``weight``.
"""

# Ibis has isnull and notnull only.
# ruff: noqa: PD003, PD004

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from cjm_widgets.analysis.engine import connect, hold, release
from cjm_widgets.analysis.errors import BadParameter, UnknownColumn
from cjm_widgets.analysis.files import opened
from cjm_widgets.analysis.numerals import number
from cjm_widgets.analysis.reading import ROW, read_as_text
from cjm_widgets.analysis.report import ImportReport, write_report
from cjm_widgets.analysis.results import Result
from cjm_widgets.analysis.scores import Reading, Scale, Score, scale_range, score_answers
from cjm_widgets.analysis.sorting import (
    Check,
    cell,
    in_one_line,
    is_blank,
    period,
    require_rows,
    tally,
    tally_each,
    tally_repeats,
)
from cjm_widgets.analysis.times import TimeStyle, judge_times, parse_times
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ibis.backends.duckdb import Backend
    from ibis.expr.types import Table

ANSWER = "answer: "
"""Before the name of a question's column in a survey table, so that no question can be taken for a weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyColumns:
    """Which columns hold answers, and which column is what else."""

    scores: Mapping[str, Scale]
    """Column of the file → the scale of its answers."""
    touchpoint: str | None = None
    """What the answers are about; any other grouping will do."""
    time: str | None = None
    weight: str | None = None
    response: str | None = None
    """Id of the answer sheet; a second sheet of the same id is reported."""

    def others(self) -> dict[str, str]:
        """Return role → column for the columns besides the scores that are named."""
        named = {
            "response": self.response, "time": self.time, "touchpoint": self.touchpoint, "weight": self.weight
        }  # fmt: skip
        return {role: column for role, column in named.items() if column is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupScore(Result):
    """The score of one group of answers."""

    group: str | None
    """None for answers that name no group."""
    score: Score


def prepare_survey(
    path: Path, columns: SurveyColumns, *, day_first: bool | None = None, backend: Backend | None = None
) -> tuple[Table, ImportReport]:
    """Read a file of answers; report what was dropped (a row without a usable weight) and what is odd.

    Codes stay as they are, missing codes and codes outside the scale included: ``score_survey`` counts them.
    Raises a DataError.
    """
    if not columns.scores:
        raise BadParameter("scores", _("no question is named."), _("Name a column and its scale."))
    for scale in columns.scores.values():
        scale_range(scale)
    backend = backend or connect()
    others = columns.others()
    questions = {f"{ANSWER}{column.strip()}": column for column in columns.scores}
    with opened(path) as file:
        source = read_as_text(backend, file, {**others, **questions})
        text = source.table
        style: TimeStyle | None = None
        if columns.time and not text["time"].type().is_timestamp():
            style = judge_times(text, "time", place=f"{file.name}, {columns.time}", day_first=day_first)
        dropped = tally(text, _dropped(text, [*others, *questions]))
        notes = tally_each(text, _odd(text, style, questions, columns.scores))
        kept = hold(_converted(text, style, questions))
        if columns.response:
            notes.append(tally_repeats(kept.filter(kept.response.notnull()), ["response"]))
        report = write_report(
            source,
            columns=(*others.values(), *columns.scores),
            dropped=dropped,
            noted=notes,
            period=period(kept),
        )
        release(text)
    require_rows(report)
    return kept, report


def score_survey(
    survey: Table,
    column: str | Sequence[str],
    scale: Scale,
    *,
    missing: Sequence[float] = (),
    top: int | None = None,
    reading: Reading = "mean",
    weighted: bool = True,
) -> Score:
    """Score one question of a survey table, or the answers to several together, each answer for itself.

    Weights count where the table has them and ``weighted`` is left on.
    """
    columns = [column] if isinstance(column, str) else column
    answers = (
        pd.concat([_answers(survey, one) for one in columns]) if len(columns) > 1 else _answers(survey, columns[0])
    )
    return _score(answers, scale, missing=missing, top=top, reading=reading, weighted=weighted)


def score_by(
    survey: Table,
    column: str,
    scale: Scale,
    *,
    claims: Mapping[str, str] | None = None,
    missing: Sequence[float] = (),
    top: int | None = None,
    reading: Reading = "mean",
    weighted: bool = True,
) -> tuple[GroupScore, ...]:
    """Score one question by touchpoint, or by what ``claims`` makes of it (value of the file → touchpoint or stage id).

    Groups come in the order of their names; answers without a group, and groups that no claim names, come last as None.
    """
    if "touchpoint" not in survey.columns:
        raise BadParameter("touchpoint", _("the survey has no such column."), _("Name it when importing."))
    answers = _answers(survey, column)
    groups: dict[str | None, list[int]] = {}
    for place, named in enumerate(answers["touchpoint"]):
        group = named if isinstance(named, str) else None
        if claims is not None:
            group = claims.get(group) if group is not None else None
        groups.setdefault(group, []).append(place)
    return tuple(
        GroupScore(
            group=group,
            score=_score(
                answers.iloc[groups[group]], scale, missing=missing, top=top, reading=reading, weighted=weighted
            ),
        )
        for group in sorted(groups, key=lambda group: (group is None, group or ""))
    )


def _score(
    answers: pd.DataFrame,
    scale: Scale,
    *,
    missing: Sequence[float],
    top: int | None,
    reading: Reading,
    weighted: bool,
) -> Score:
    weights = answers["weight"].tolist() if weighted and "weight" in answers.columns else None
    return score_answers(answers["code"].tolist(), scale, weights=weights, missing=missing, top=top, reading=reading)


def _answers(survey: Table, column: str) -> pd.DataFrame:
    name = f"{ANSWER}{column.strip()}"
    if name not in survey.columns:
        raise UnknownColumn(
            _("survey"), column, [one.removeprefix(ANSWER) for one in survey.columns if one.startswith(ANSWER)]
        )
    chosen = [role for role in ("weight", "touchpoint") if role in survey.columns]
    answers: pd.DataFrame = (
        survey.order_by(ROW).select(code=survey[name], **{role: survey[role] for role in chosen}).execute()
    )
    return answers


def _dropped(text: Table, roles: Sequence[str]) -> list[Check]:
    if "weight" not in text.columns:
        return []
    weight = number(text["weight"])
    return [
        Check(code="no_weight", applies=weight.isnull() | (weight <= 0), example=in_one_line(text, roles)),
    ]


def _odd(text: Table, style: TimeStyle | None, questions: Mapping[str, str], scales: Mapping[str, str]) -> list[Check]:
    checks = [
        Check(
            code="unreadable_score",
            applies=~is_blank(text[question]) & number(text[question]).isnull(),
            example=text[question],
            column=column.strip(),
        )
        for question, column in questions.items()
    ]
    for question, column in questions.items():
        low, high = scale_range(scales[column])
        code = number(text[question])
        checks.append(
            Check(
                code="outside_scale",
                applies=code.notnull() & ((code < low) | (code > high)),
                example=text[question],
                column=column.strip(),
            )
        )
    if style is not None:
        unreadable = ~is_blank(text["time"]) & parse_times(text["time"], style).isnull()
        checks.append(Check(code="unreadable_time", applies=unreadable, example=text["time"]))
    return checks


def _converted(text: Table, style: TimeStyle | None, questions: Mapping[str, str]) -> Table:
    chosen = {role: cell(text[role]) for role in ("response", "touchpoint") if role in text.columns}
    if "time" in text.columns:
        chosen["time"] = text["time"].cast("timestamp") if style is None else parse_times(text["time"], style)
    if "weight" in text.columns:
        chosen["weight"] = number(text["weight"])
    chosen |= {question: number(text[question]) for question in questions}
    table = text.select(**chosen, **{ROW: text[ROW]})
    return table.filter(table.weight > 0) if "weight" in chosen else table
