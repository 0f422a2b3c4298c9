"""What an import kept, what it dropped and why: the report that stands beside every accepted file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_widgets.analysis.lines import find_lines, find_records
from cjm_widgets.analysis.results import Result, frame
from cjm_widgets.words import N_, _, figure, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    import pandas as pd

    from cjm_widgets.analysis.reading import TextTable

_SHOWN_CHARACTERS = 80

REASONS = {
    "too_few_cells": N_("fewer cells than the heading"),
    "too_many_cells": N_("more cells than the heading"),
    "damaged": N_("cannot be read as a row"),
    "no_customer": N_("no customer"),
    "no_event": N_("no event"),
    "no_time": N_("no time"),
    "unreadable_time": N_("no readable time"),
    "no_text": N_("no text"),
    "repeated": N_("the same as an earlier row"),
    "no_weight": N_("no weight above 0"),
}
"""Why a row was dropped: code → words."""

NOTES = {
    "repeated": N_("the same as an earlier row, and kept"),
    "unreadable_time": N_("no readable time, and kept without one"),
    "unreadable_score": N_("a score that is no number, counted as missing"),
    "outside_scale": N_("a code outside its scale, counted as missing"),
    "zones": N_("the time had a zone and was turned to UTC"),
    "no_zone": N_("the time had no zone and was taken as UTC, as others in this file have one"),
    "day_first": N_("the date was read day first, as the values show"),
    "month_first": N_("the date was read month first, as the values show"),
    "encoding": N_("read as Windows-1252, because the file is not UTF-8"),
}
"""What else is worth knowing: code → words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Result):
    """Rows that share a fate, with the first of them as an example."""

    code: str
    """A key of REASONS (dropped) or NOTES (kept)."""
    text: str
    """The same in words, in the language in use."""
    rows: int
    line: int | None = None
    """Line of the first one in the file, the heading being line 1."""
    example: str | None = None
    """What stands there."""
    column: str | None = None
    """Column of the file it is about, where that is not plain."""

    def sentence(self) -> str:
        """Say the finding in one sentence, such as “37 rows: no readable time, first at line 812: '13/45/2026'”."""
        said = ngettext("{n} row: {text}", "{n} rows: {text}", self.rows).format(n=figure(self.rows, 0), text=self.text)
        if self.column is not None:
            said += _(", in column {column}").format(column=self.column)
        if self.line is not None:
            said += _(", first at line {line}").format(line=self.line)
        if self.example is not None:
            said += f": {self.example!r}"
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport(Result):
    """What became of every row of a file: ``read == kept + dropped``, always."""

    file: str
    """File name."""
    encoding: str | None
    """None for a Parquet file."""
    delimiter: str | None
    columns: tuple[str, ...]
    """Columns taken over; all others were left behind."""
    read: int
    kept: int
    dropped: int
    period_start: datetime | None
    """First and last time among the rows kept; None where the data has no times."""
    period_end: datetime | None
    reasons: tuple[Finding, ...]
    """Dropped rows by reason; their rows add up to ``dropped``."""
    notes: tuple[Finding, ...]
    """Rows that were kept and are worth knowing about."""

    def sentences(self) -> tuple[str, ...]:
        """Say the whole report, a sentence each: the count first, then the reasons, then the notes."""
        head = _("{kept} of {read} rows taken over from {file}").format(
            kept=figure(self.kept, 0), read=figure(self.read, 0), file=self.file
        )
        return (head, *(found.sentence() for found in (*self.reasons, *self.notes)))

    def table(self) -> pd.DataFrame:
        """Return reasons and notes as a table: code, text, rows, line, example, column."""
        return frame((*self.reasons, *self.notes), columns=("code", "text", "rows", "line", "example", "column"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A count of rows on its way into a report; ``row`` is where the first of them stands."""

    code: str
    rows: int
    row: int | None = None
    example: str | None = None
    column: str | None = None


def write_report(
    source: TextTable,
    *,
    columns: Sequence[str],
    dropped: Sequence[Tally],
    noted: Sequence[Tally],
    period: tuple[datetime | None, datetime | None],
) -> ImportReport:
    """Put the report together: words for codes, lines for rows, and the rows that were no rows at all."""
    file = source.file
    lines = _lines(source, [tally.row for tally in (*dropped, *noted) if tally.row is not None])
    reasons = (*_rejected(source), *_findings(dropped, REASONS, lines))
    gone = sum(found.rows for found in reasons)
    read = source.rows + len(source.rejected)
    if file.encoding == "cp1252":
        noted = (*noted, Tally(code="encoding", rows=read))
    return ImportReport(
        file=file.name,
        encoding=file.encoding if file.format == "csv" else None,
        delimiter=file.delimiter if file.format == "csv" else None,
        columns=tuple(columns),
        read=read,
        kept=read - gone,
        dropped=gone,
        period_start=period[0],
        period_end=period[1],
        reasons=reasons,
        notes=_findings(noted, NOTES, lines),
    )


def _findings(tallies: Sequence[Tally], words: dict[str, str], lines: dict[int, int]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            code=tally.code,
            text=_(words[tally.code]),
            rows=tally.rows,
            line=None if tally.row is None else lines.get(tally.row),
            example=_short(tally.example),
            column=tally.column,
        )
        for tally in tallies
        if tally.rows
    )


def _rejected(source: TextTable) -> tuple[Finding, ...]:
    groups: dict[str, list[int]] = {}
    texts = {one.record: one.text for one in source.rejected}
    for one in source.rejected:
        groups.setdefault(one.reason, []).append(one.record)
    if not groups:
        return ()
    firsts = [min(records) for records in groups.values()]
    at = find_records(source.file.path, source.file.delimiter, records=firsts)
    return tuple(
        Finding(
            code=reason,
            text=_(REASONS[reason]),
            rows=len(records),
            line=at.get(min(records)),
            example=_short(texts[min(records)]),
        )
        for reason, records in sorted(groups.items())
    )


def _lines(source: TextTable, rows: Sequence[int]) -> dict[int, int]:
    if not rows:
        return {}
    if source.file.format == "parquet":
        return {row: row + 1 for row in rows}  # a Parquet file has no heading
    return find_lines(
        source.file.path,
        source.file.delimiter,
        rows=rows,
        skipped=[one.record for one in source.rejected],
        width=len(source.file.header),
    )


def _short(text: str | None) -> str | None:
    if text is None or len(text) <= _SHOWN_CHARACTERS:
        return text
    return text[:_SHOWN_CHARACTERS] + "…"
