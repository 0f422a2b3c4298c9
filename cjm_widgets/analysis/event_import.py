"""From a file of events to the table that every count on events starts from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_widgets.analysis.engine import connect, hold, release
from cjm_widgets.analysis.files import opened
from cjm_widgets.analysis.reading import ROW, read_as_text
from cjm_widgets.analysis.report import ImportReport, Tally, write_report
from cjm_widgets.analysis.sorting import (
    Check,
    cell,
    drop_repeats,
    in_one_line,
    is_blank,
    period,
    require_rows,
    tally,
    tally_repeats,
)
from cjm_widgets.analysis.times import TimeStyle, judge_times, parse_times

if TYPE_CHECKING:
    from pathlib import Path

    from ibis.backends.duckdb import Backend
    from ibis.expr.types import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class EventColumns:
    """Which column of the file is what; the last two may be missing."""

    customer: str
    time: str
    event: str
    channel: str | None = None
    session: str | None = None

    def roles(self) -> dict[str, str]:
        """Return role → column for the columns that are named."""
        named = {
            "customer": self.customer,
            "time": self.time,
            "event": self.event,
            "channel": self.channel,
            "session": self.session,
        }
        return {role: column for role, column in named.items() if column is not None}


def prepare_events(
    path: Path,
    columns: EventColumns,
    *,
    day_first: bool | None = None,
    drop_repeated: bool = False,
    backend: Backend | None = None,
) -> tuple[Table, ImportReport]:
    """Read a file of events, convert it in plain sight and report every row that did not survive.

    The table has ``customer``, ``event`` (text), ``time`` (timestamp, UTC where the file has zones), ``channel`` and
    ``session`` (text) where mapped, and ``row``, the place in the file that breaks ties in time. It lives in
    ``backend``, or in an engine of its own. ``day_first`` settles dates such as 03/04/2026. Rows that repeat an
    earlier one in every mapped column are reported and kept, because two clicks within a second are two clicks;
    ``drop_repeated`` drops them. Raises a DataError.
    """
    backend = backend or connect()
    with opened(path) as file:
        source = read_as_text(backend, file, columns.roles())
        text = source.table
        style: TimeStyle | None = None
        if not text["time"].type().is_timestamp():
            style = judge_times(text, "time", place=f"{file.name}, {columns.time}", day_first=day_first)
        checks = _checks(text, style, list(columns.roles()))
        dropped = tally(text, checks)
        notes = _time_notes(style) if style else []
        kept = hold(_converted(text, style))
        said = [column for column in kept.columns if column != ROW]
        repeats = tally_repeats(kept, said)
        if drop_repeated and repeats.rows:
            kept = hold(drop_repeats(kept, said))
            dropped.append(repeats)
        else:
            notes.append(repeats)
        report = write_report(
            source, columns=tuple(columns.roles().values()), dropped=dropped, noted=notes, period=period(kept)
        )
        release(text)
    require_rows(report)
    return kept, report


def _checks(text: Table, style: TimeStyle | None, roles: list[str]) -> list[Check]:
    whole = in_one_line(text, roles)
    checks = [
        Check(code="no_customer", applies=is_blank(text["customer"]), example=whole),
        Check(code="no_event", applies=is_blank(text["event"]), example=whole),
    ]
    if style is None:
        return [*checks, Check(code="no_time", applies=text["time"].isnull(), example=whole)]
    unreadable = parse_times(text["time"], style).isnull()
    return [
        *checks,
        Check(code="no_time", applies=is_blank(text["time"]), example=whole),
        Check(code="unreadable_time", applies=unreadable, example=text["time"]),
    ]


def _converted(text: Table, style: TimeStyle | None) -> Table:
    time = text["time"].cast("timestamp") if style is None else parse_times(text["time"], style)
    chosen = {"customer": cell(text["customer"]), "time": time, "event": cell(text["event"])}
    chosen |= {role: cell(text[role]) for role in ("channel", "session") if role in text.columns}
    table = text.select(**chosen, **{ROW: text[ROW]})
    return table.filter(table.customer.notnull(), table.time.notnull(), table.event.notnull())


def _time_notes(style: TimeStyle) -> list[Tally]:
    notes = []
    if style.zoned:
        notes.append(Tally(code="zones", rows=style.zoned))
        notes.append(Tally(code="no_zone", rows=style.zoneless))
    if style.guessed:
        notes.append(Tally(code="day_first" if style.day_first else "month_first", rows=style.year_last))
    return notes
