"""Times as people and programs write them, read by a strict grammar of our own.

Engines are too kind: DuckDB reads ``2026-01-05 02:00:00 PM`` as two in the morning and forgets the ``+02:00`` of a
stamp that it casts to a timestamp. So the parts are taken out by pattern, and what does not match is no time.
Results are in UTC where a zone was written, else as written; microseconds are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from cjm_widgets.analysis.errors import AmbiguousTimes
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ibis.expr.types import BooleanValue, StringColumn, StringValue, Table, TimestampValue

_CLOCK = r"(?:[T, ]+(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s*([AaPp])?(?:[.]?[Mm][.]?)?)?"
_ZONE = r"\s*([Zz]|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?\s*$"
_PLAIN = r"^\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.]\d{1,9})?)?)?$"
_YEAR_FIRST = r"^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _CLOCK + _ZONE
_YEAR_LAST = r"^\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})" + _CLOCK + _ZONE
_DOTTED = r"^\s*\d{1,2}[.]\d{1,2}[.]\d{4}"
_SECONDS = r"^\s*(\d{10})\s*$"
_MILLISECONDS = r"^\s*(\d{13})\s*$"
_ZONE_HOURS = r"([+-])(\d{2}):?(\d{2})?$"
_ZONED = (
    r"\d\s*(?:[AaPp][.]?[Mm][.]?)?\s*(?:[Zz]|UTC|GMT)\s*$"
    r"|:\d{2}(?:[.,]\d+)?\s*(?:[AaPp][.]?[Mm][.]?)?\s*[+-]\d{2}(?::?\d{2})?\s*$"
)
_MONTHS = 12
_NOON = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeStyle:
    """How the times of one column are written."""

    plain: bool
    """Every one is ``2026-01-05 14:00:00`` or a beginning of it: the fast way."""
    day_first: bool | None
    """For dates that end in the year: day before month, month before day, or None where there are none."""
    year_last: int
    """Rows whose date ends in the year and can be read one way or the other."""
    zoned: int
    """Rows with a zone."""
    zoneless: int
    """Rows with a date and no zone."""
    guessed: bool = False
    """The order of day and month was told from the values, not by the person."""


def judge_times(table: Table, column: str, *, place: str, day_first: bool | None = None) -> TimeStyle:
    """Look at every value of a text column and tell how to read them.

    Raises AmbiguousTimes when dates such as 03/04/2026 occur and no value shows which part is the day.
    """
    text = table[column]
    given = ~_blank(text)
    last = text.re_search(_YEAR_LAST)
    first_part = text.re_extract(_YEAR_LAST, 1).try_cast("int64")
    second_part = text.re_extract(_YEAR_LAST, 2).try_cast("int64")
    seen = (
        table.aggregate(
            given=given.sum(),
            plain=(given & text.re_search(_PLAIN)).sum(),
            dated=(last | text.re_search(_YEAR_FIRST)).sum(),
            zoned=((last | text.re_search(_YEAR_FIRST)) & text.re_search(_ZONED)).sum(),
            last=last.sum(),
            dotted=(last & text.re_search(_DOTTED)).sum(),
            day_shown=((first_part > _MONTHS) & (second_part <= _MONTHS)).sum(),
            month_shown=((second_part > _MONTHS) & (first_part <= _MONTHS)).sum(),
            either=((first_part <= _MONTHS) & (second_part <= _MONTHS)).sum(),
        )
        .execute()
        .fillna(0)
        .astype(int)
        .iloc[0]
    )
    order: bool | None = None
    guessed = False
    if seen["last"]:
        order, guessed = day_first, day_first is None
        if order is None:
            order = _order({name: int(seen[name]) for name in seen.index})
        if order is None:
            raise AmbiguousTimes(
                place,
                _("dates such as 03/04/2026 can be read day first or month first, and none here shows which."),
                _("Say whether the day comes first."),
            )
    return TimeStyle(
        plain=bool(seen["plain"] == seen["given"]),
        day_first=order,
        year_last=int(seen["day_shown"] + seen["month_shown"] + seen["either"]),
        zoned=int(seen["zoned"]),
        zoneless=int(seen["dated"] - seen["zoned"]),
        guessed=guessed and bool(seen["either"]),
    )


def _order(seen: Mapping[str, int]) -> bool | None:
    """Tell whether the day comes first, or None; dots are written day first everywhere."""
    if seen["day_shown"] != seen["month_shown"]:
        return seen["day_shown"] > seen["month_shown"]
    # No row can be read both ways, or all are written with dots.
    return True if not seen["either"] or seen["dotted"] == seen["last"] else None


_FIRST_YEAR = 1000
_LAST_YEAR = 9000


def parse_times(text: StringColumn, style: TimeStyle) -> TimestampValue:
    """Return the expression of a column's times, null where the text is no time."""
    if text.type().is_timestamp():
        return text.cast("timestamp")
    if style.plain:
        return _sensible(text.try_cast("timestamp"))
    year_first = _stamp(text, _YEAR_FIRST, year=1, month=2, day=3)
    day, month = (1, 2) if style.day_first else (2, 1)
    year_last = _stamp(text, _YEAR_LAST, year=3, month=month, day=day)
    parsed = ibis.cases(
        (text.re_search(_YEAR_FIRST), year_first),
        (text.re_search(_YEAR_LAST), year_last),
        (text.re_search(_SECONDS), _epoch(text, _SECONDS, "s")),
        (text.re_search(_MILLISECONDS), _epoch(text, _MILLISECONDS, "ms")),
        else_=ibis.null("timestamp"),
    )
    return _sensible(parsed)


def _sensible(time: TimestampValue) -> TimestampValue:
    """Give null for years that no calendar of Python's holds once a zone is taken into account."""
    return time.year().between(_FIRST_YEAR, _LAST_YEAR).ifelse(time, ibis.null("timestamp"))


def _epoch(text: StringColumn, pattern: str, unit: str) -> TimestampValue:
    return text.re_extract(pattern, 1).try_cast("int64").as_timestamp(unit).cast("timestamp")


def _blank(text: StringColumn) -> BooleanValue:
    return text.isnull() | (text.strip() == "")


def _stamp(text: StringColumn, pattern: str, *, year: int, month: int, day: int) -> TimestampValue:
    """Put the parts of a date, a clock and a zone together; groups 4, 5 and 6 are clock, half of day and zone."""

    def part(number: int) -> StringValue:
        return text.re_extract(pattern, number)

    clock = part(4).replace(",", ".")
    local = (part(year) + "-" + part(month) + "-" + part(day) + " " + (clock == "").ifelse("00:00", clock)).try_cast(
        "timestamp"
    )
    half = part(5).lower()
    hour = clock.re_extract(r"^(\d{1,2})", 1).try_cast("int64")
    shift_hours = ibis.cases(
        ((half == "p") & (hour < _NOON), _NOON), ((half == "a") & (hour == _NOON), -_NOON), else_=0
    )
    # Fifteen o'clock in the afternoon is a slip, not a time.
    sound = (half == "") | hour.between(1, _NOON)
    zone = part(6)
    hours = zone.re_extract(_ZONE_HOURS, 2).try_cast("int64").fill_null(0)
    minutes = zone.re_extract(_ZONE_HOURS, 3).try_cast("int64").fill_null(0)
    east = zone.startswith("-").ifelse(-1, 1) * (hours * 60 + minutes)
    return sound.ifelse(local + (shift_hours * 60 - east).as_interval("m"), ibis.null("timestamp"))
