"""How times are read, and what is no time."""

# Times as files have them: without a zone, or in UTC.
# ruff: noqa: DTZ001

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from cjm_widgets.analysis import AmbiguousTimes, EventColumns, NothingLeft, prepare_events

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = EventColumns(customer="who", time="when", event="what")


def read(tmp_path: Path, backend: Any, times: list[str], *, day_first: bool | None = None) -> tuple[list[Any], Any]:
    path = tmp_path / "times.csv"
    rows = [f"{number};{time};x" for number, time in enumerate(times)]
    path.write_text("\n".join(["who;when;what", *rows]), encoding="utf-8")
    table, report = prepare_events(path, COLUMNS, day_first=day_first, backend=backend)
    found = dict(table.select("customer", "time").execute().itertuples(index=False))
    return [found[str(n)].to_pydatetime() if str(n) in found else None for n in range(len(times))], report


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-05", datetime(2026, 1, 5)),
        ("2026-01-05 14:03", datetime(2026, 1, 5, 14, 3)),
        ("2026-01-05T14:03:09", datetime(2026, 1, 5, 14, 3, 9)),
        ("2026-01-05T14:03:09.25", datetime(2026, 1, 5, 14, 3, 9, 250_000)),
        ("2026-01-05 14:03:09,250", datetime(2026, 1, 5, 14, 3, 9, 250_000)),
        ("2026-01-05T14:03:09.123456789", datetime(2026, 1, 5, 14, 3, 9, 123_456)),
        ("2026-1-5 4:03", datetime(2026, 1, 5, 4, 3)),
        ("2026/01/05 14:03", datetime(2026, 1, 5, 14, 3)),
        # A zone is not forgotten: five o'clock in Berlin is three in Greenwich.
        ("2026-07-05T05:00:00+02:00", datetime(2026, 7, 5, 3)),
        ("2026-07-05T05:00:00+0200", datetime(2026, 7, 5, 3)),
        ("2026-07-05T05:00:00-01:30", datetime(2026, 7, 5, 6, 30)),
        ("2026-07-05T05:00:00Z", datetime(2026, 7, 5, 5)),
        ("2026-07-05 05:00:00 UTC", datetime(2026, 7, 5, 5)),
        # Nor is the half of the day.
        ("2026-01-05 02:00:00 PM", datetime(2026, 1, 5, 14)),
        ("2026-01-05 12:30 am", datetime(2026, 1, 5, 0, 30)),
        ("2026-01-05 12:30 p.m.", datetime(2026, 1, 5, 12, 30)),
        ("31.12.2026 08:00", datetime(2026, 12, 31, 8)),
        ("03.04.2026", datetime(2026, 4, 3)),
        ("12/31/2026 09:30:00 AM", datetime(2026, 12, 31, 9, 30)),
        ("1767607200", datetime(2026, 1, 5, 10)),
        ("1767607200500", datetime(2026, 1, 5, 10, 0, 0, 500_000)),
    ],
)
def test_readable(tmp_path: Path, backend: Any, text: str, expected: datetime) -> None:
    assert read(tmp_path, backend, [text])[0] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "yesterday", "2026", "2026-13-01", "2026-02-30", "13/45/2026", "2026-01-05 25:00", "2026-01-05 13:00 PM",
        "2026-01-05 10:00 Europe/Berlin", "infinity", "epoch", "0", "12:30", "2026-01-05T10:00:00+", "05.01.26",
        "2026-01-05 10:00:60", "' or 1=1 --",
    ],
)  # fmt: skip
def test_unreadable(tmp_path: Path, backend: Any, text: str) -> None:
    with pytest.raises(NothingLeft, match="no readable time"):
        read(tmp_path, backend, [text])


def test_formats_may_be_mixed(tmp_path: Path, backend: Any) -> None:
    found, report = read(
        tmp_path, backend, ["2026-01-05T10:00:00", "2026-01-05T10:00:00.5", "2026-01-05T12:00:00+02:00", "nonsense"]
    )
    assert found == [datetime(2026, 1, 5, 10), datetime(2026, 1, 5, 10, 0, 0, 500_000), datetime(2026, 1, 5, 10), None]
    notes = {note.code: note.rows for note in report.notes}
    assert notes == {"zones": 1, "no_zone": 2}
    assert [(one.code, one.rows, one.line, one.example) for one in report.reasons] == [
        ("unreadable_time", 1, 5, "nonsense")
    ]


def test_the_values_show_which_part_is_the_day(tmp_path: Path, backend: Any) -> None:
    found, report = read(tmp_path, backend, ["03/04/2026", "13/04/2026"])
    assert found == [datetime(2026, 4, 3), datetime(2026, 4, 13)]
    assert [note.code for note in report.notes] == ["day_first"]
    found, report = read(tmp_path, backend, ["03/04/2026", "04/13/2026"])
    assert found == [datetime(2026, 3, 4), datetime(2026, 4, 13)]
    assert [note.code for note in report.notes] == ["month_first"]


def test_what_the_values_do_not_show_is_asked(tmp_path: Path, backend: Any) -> None:
    with pytest.raises(AmbiguousTimes, match="day first or month first"):
        read(tmp_path, backend, ["03/04/2026", "05/06/2026"])
    assert read(tmp_path, backend, ["03/04/2026"], day_first=True)[0] == [datetime(2026, 4, 3)]
    assert read(tmp_path, backend, ["03/04/2026"], day_first=False)[0] == [datetime(2026, 3, 4)]


def test_a_broken_date_is_no_reason_to_ask(tmp_path: Path, backend: Any) -> None:
    found, _report = read(tmp_path, backend, ["2026-01-05", "13/45/2026"])
    assert found == [datetime(2026, 1, 5), None]


def test_a_year_beyond_any_calendar_is_dropped_and_reported(tmp_path: Path) -> None:
    file = tmp_path / "edge.csv"
    rows = ["a,9999-12-31T23:59:59-12:00,x", "a,0001-01-01T00:00:00+12:00,x", "a,2026-01-05T10:00:00+00:00,x"]
    file.write_text("who,when,what\n" + "\n".join(rows) + "\n", encoding="utf-8")
    table, report = prepare_events(file, EventColumns(customer="who", time="when", event="what"))
    assert (report.kept, report.dropped) == (1, 2)
    assert int(table.count().execute()) == 1
