"""Rows that may stay and rows that must go, each with the one reason that applies first."""

# Ibis has isnull and notnull only.
# ruff: noqa: PD003, PD004

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis
import pandas as pd

from cjm_widgets.analysis.errors import NothingLeft
from cjm_widgets.analysis.reading import ROW
from cjm_widgets.analysis.report import ImportReport, Tally
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ibis.expr.types import BooleanValue, StringColumn, StringValue, Table

_FATE = "cjm_fate"
_EXAMPLE = "cjm_example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A condition under which a row gets the ``code``, and what of the row serves as an example."""

    code: str
    applies: BooleanValue
    example: StringValue
    column: str | None = None
    """Column of the file that the check looks at, where a code alone would not say which."""


def is_blank(text: StringColumn) -> BooleanValue:
    """Return the expression that is true where a cell is empty or holds only blanks."""
    return text.isnull() | (text.strip() == "")


def cell(text: StringColumn) -> StringValue:
    """Return the expression of a cell without blanks around it, null where nothing is left."""
    return text.strip().nullif("")


def in_one_line(table: Table, columns: Sequence[str]) -> StringValue:
    """Return the expression of several cells as one text, for examples of rows where something is missing."""
    joined: StringValue = ibis.literal("")
    for number, column in enumerate(columns):
        text = table[column].cast("string").fill_null("")
        joined = text if number == 0 else joined + ", " + text
    return joined


def tally(table: Table, checks: Sequence[Check]) -> list[Tally]:
    """Count the rows of each check, in the checks' order; a row counts for the first check that applies."""
    if not checks:
        return []
    judged = table.select(
        **{
            ROW: table[ROW],
            _FATE: ibis.cases(*((check.applies, number) for number, check in enumerate(checks))),
            _EXAMPLE: ibis.cases(*((check.applies, check.example) for check in checks)),
        }
    )
    judged = judged.filter(judged[_FATE].notnull())
    counted = judged.group_by(_FATE).aggregate(rows=judged.count(), first=judged[ROW].min()).order_by(_FATE).execute()
    firsts = [int(first) for first in counted["first"]]
    shown = judged.filter(judged[ROW].isin(firsts)).execute() if firsts else None
    examples = {} if shown is None else dict(zip(shown[ROW], shown[_EXAMPLE], strict=True))
    return [
        Tally(
            code=checks[number].code,
            column=checks[number].column,
            rows=int(rows),
            row=int(first),
            example=_text(examples[first]),
        )
        for number, rows, first in counted.itertuples(index=False)
    ]


def tally_each(table: Table, checks: Sequence[Check]) -> list[Tally]:
    """Count the rows of each check by itself: a row may count for several."""
    return [found for check in checks for found in tally(table, [check])]


def tally_repeats(table: Table, columns: Sequence[str]) -> Tally:
    """Count rows equal to an earlier one in all of ``columns``; the example is the first such row."""
    groups = table.group_by(list(columns)).aggregate(times=table.count())
    groups = groups.filter(groups.times > 1)
    repeats = groups.aggregate(rows=(groups.times - 1).sum()).execute()["rows"].iloc[0]
    if pd.isna(repeats) or not int(repeats):
        return Tally(code="repeated", rows=0)
    later = mark_repeats(table, columns).filter(lambda marked: marked.cjm_repeat)
    first = later.order_by(ROW).limit(1)
    shown = first.mutate(**{_EXAMPLE: in_one_line(first, columns)}).execute().iloc[0]
    return Tally(code="repeated", rows=int(repeats), row=int(shown[ROW]), example=_text(shown[_EXAMPLE]))


def mark_repeats(table: Table, columns: Sequence[str]) -> Table:
    """Add the flag ``cjm_repeat``: an earlier row of the file says the same in all of ``columns``."""
    place = ibis.row_number().over(ibis.window(group_by=list(columns), order_by=ROW))
    return table.mutate(cjm_repeat=place > 0)


def drop_repeats(table: Table, columns: Sequence[str]) -> Table:
    """Keep the first of rows that say the same in all of ``columns``."""
    marked = mark_repeats(table, columns)
    return marked.filter(~marked.cjm_repeat).select(*table.columns)


def period(table: Table, column: str = "time") -> tuple[datetime | None, datetime | None]:
    """Return the first and the last time of a table; None where it has none."""
    if column not in table.columns:
        return None, None
    ends = table.aggregate(start=table[column].min(), end=table[column].max()).execute().iloc[0]
    return as_datetime(ends["start"]), as_datetime(ends["end"])


def as_datetime(stamp: object) -> datetime | None:
    """Turn a stamp as pandas gives it into Python's, None where it is none."""
    found = pd.Timestamp(stamp)  # type: ignore[arg-type]
    return None if pd.isna(found) else found.to_pydatetime(warn=False)


def require_rows(report: ImportReport) -> None:
    """Refuse a file of which nothing is left. Raises NothingLeft, which tells why."""
    if report.kept:
        return
    why = "; ".join(found.sentence() for found in report.reasons)
    raise NothingLeft(report.file, _("no row can be used: {why}.").format(why=why), _("Check which column is which."))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
