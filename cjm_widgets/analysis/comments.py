"""Comments: what customers wrote, when, about what.

A comments table has ``text``, ``row`` and, where mapped, ``date`` (timestamp), ``touchpoint`` and ``score`` (number).
"""

# Ibis has isnull and notnull only.
# ruff: noqa: PD003, PD004

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_widgets.analysis.engine import connect, hold, release
from cjm_widgets.analysis.files import opened
from cjm_widgets.analysis.numerals import number
from cjm_widgets.analysis.reading import ROW, read_as_text
from cjm_widgets.analysis.report import ImportReport, write_report
from cjm_widgets.analysis.results import Result, frame
from cjm_widgets.analysis.sorting import (
    Check,
    as_datetime,
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

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    import pandas as pd
    from ibis.backends.duckdb import Backend
    from ibis.expr.types import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentColumns:
    """Which column of the file is what; only the text must be there."""

    text: str
    date: str | None = None
    touchpoint: str | None = None
    score: str | None = None

    def roles(self) -> dict[str, str]:
        """Return role → column for the columns that are named."""
        named = {"text": self.text, "date": self.date, "touchpoint": self.touchpoint, "score": self.score}
        return {role: column for role, column in named.items() if column is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentCount(Result):
    """Comments about one touchpoint."""

    touchpoint: str | None
    """None for comments that name none."""
    comments: int
    share: float
    """Of all comments, 0–1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentCounts(Result):
    """How many comments there are, and about what."""

    n: int
    period_start: datetime | None
    period_end: datetime | None
    by_touchpoint: tuple[CommentCount, ...]
    """Most first, then by name; comments that name no touchpoint last. Empty without that column."""

    def table(self) -> pd.DataFrame:
        """Return one row a touchpoint: touchpoint, comments, share."""
        return frame(self.by_touchpoint, columns=("touchpoint", "comments", "share"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark(Result):
    """One comment."""

    text: str
    date: datetime | None
    touchpoint: str | None
    score: float | None


def prepare_comments(
    path: Path, columns: CommentColumns, *, day_first: bool | None = None, backend: Backend | None = None
) -> tuple[Table, ImportReport]:
    """Read a file of comments; rows without text are dropped and reported. Raises a DataError.

    A comment whose date cannot be read is kept without one; one that repeats another word for word is kept too.
    """
    backend = backend or connect()
    roles = columns.roles()
    with opened(path) as file:
        source = read_as_text(backend, file, roles)
        text = source.table
        style: TimeStyle | None = None
        if columns.date and not text["date"].type().is_timestamp():
            style = judge_times(text, "date", place=f"{file.name}, {columns.date}", day_first=day_first)
        dropped = tally(
            text, [Check(code="no_text", applies=is_blank(text["text"]), example=in_one_line(text, list(roles)))]
        )
        notes = tally_each(text, _odd(text, style))
        kept = hold(_converted(text, style))
        notes.append(tally_repeats(kept, [column for column in kept.columns if column != ROW]))
        report = write_report(
            source, columns=tuple(roles.values()), dropped=dropped, noted=notes, period=period(kept, "date")
        )
        release(text)
    require_rows(report)
    return kept, report


def count_comments(comments: Table) -> CommentCounts:
    """Count comments, in all and by touchpoint."""
    n = int(comments.count().execute())
    start, end = period(comments, "date")
    found: list[CommentCount] = []
    if "touchpoint" in comments.columns:
        counted = comments.group_by("touchpoint").aggregate(n=comments.count()).execute()
        found = [
            CommentCount(touchpoint=name if isinstance(name, str) else None, comments=int(many), share=int(many) / n)
            for name, many in counted.itertuples(index=False)
        ]
    found.sort(key=lambda one: (one.touchpoint is None, -one.comments, one.touchpoint or ""))
    return CommentCounts(n=n, period_start=start, period_end=end, by_touchpoint=tuple(found))


def list_comments(comments: Table, *, touchpoint: str | None = None, limit: int = 100) -> tuple[Remark, ...]:
    """Return comments in file order, all or those about one touchpoint."""
    chosen = comments if touchpoint is None else comments.filter(comments.touchpoint == touchpoint)
    rows = chosen.order_by(ROW).limit(limit).execute().to_dict("records")
    return tuple(
        Remark(
            text=str(row["text"]),
            date=as_datetime(row.get("date")),
            touchpoint=row["touchpoint"] if isinstance(row.get("touchpoint"), str) else None,
            score=_score(row.get("score")),
        )
        for row in rows
    )


def _score(value: object) -> float | None:
    return float(value) if isinstance(value, float) and value == value else None  # noqa: PLR0124 - not a number


def _odd(text: Table, style: TimeStyle | None) -> list[Check]:
    checks = []
    if "score" in text.columns:
        odd = ~is_blank(text["score"]) & number(text["score"]).isnull()
        checks.append(Check(code="unreadable_score", applies=odd, example=text["score"]))
    if style is not None:
        odd = ~is_blank(text["date"]) & parse_times(text["date"], style).isnull()
        checks.append(Check(code="unreadable_time", applies=odd, example=text["date"]))
    return checks


def _converted(text: Table, style: TimeStyle | None) -> Table:
    chosen = {"text": cell(text["text"])}
    if "date" in text.columns:
        chosen["date"] = text["date"].cast("timestamp") if style is None else parse_times(text["date"], style)
    if "touchpoint" in text.columns:
        chosen["touchpoint"] = cell(text["touchpoint"])
    if "score" in text.columns:
        chosen["score"] = number(text["score"])
    table = text.select(**chosen, **{ROW: text[ROW]})
    return table.filter(table.text.notnull())
