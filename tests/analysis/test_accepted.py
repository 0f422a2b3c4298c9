"""An accepted import: only what was mapped, whole or not at all, and a fingerprint that follows the rows."""

# ruff: noqa: S608

from __future__ import annotations

import gzip
import random
from pathlib import Path
from typing import Any

import pytest

from cjm_widgets.analysis import (
    EventColumns,
    SurveyColumns,
    UnreadableFile,
    connect,
    count_transitions,
    fingerprint,
    open_accepted,
    prepare_events,
    prepare_survey,
    score_survey,
    write_accepted,
)

HEAD = "who,mail,when,what\n"
ROWS = [f"{who},{who}@example.org,2026-01-05T10:{minute:02}:00,{what}\n"
        for minute, (who, what) in enumerate(["pa", "qa", "pb", "pc", "qb"])]  # fmt: skip
COLUMNS = EventColumns(customer="who", time="when", event="what")


def prepared(path: Path, text: str, backend: Any) -> Any:
    path.write_text(text, encoding="utf-8")
    return prepare_events(path, COLUMNS, backend=backend)[0]


def test_only_mapped_columns_are_kept(tmp_path: Path, backend: Any) -> None:
    table = prepared(tmp_path / "e.csv", HEAD + "".join(ROWS), backend)
    accepted = write_accepted(table, tmp_path / "kept" / "e.parquet")
    written = Path(accepted.path).read_bytes()
    assert b"example.org" not in written
    assert accepted.size_bytes == len(written)
    opened = open_accepted(Path(accepted.path))
    assert set(opened.columns) == {"customer", "time", "event", "row"}
    assert count_transitions(opened) == count_transitions(table)
    assert fingerprint(opened) == accepted.fingerprint
    assert [file.name for file in (tmp_path / "kept").iterdir()] == ["e.parquet"]


def test_the_same_rows_give_the_same_print(tmp_path: Path, backend: Any) -> None:
    path = tmp_path / "e.csv"
    first = fingerprint(prepared(path, HEAD + "".join(ROWS), backend))
    assert len(first) == 64
    shuffled = ROWS[:]
    random.Random(1).shuffle(shuffled)
    assert shuffled != ROWS
    assert fingerprint(prepared(path, HEAD + "".join(shuffled), backend)) == first
    assert fingerprint(prepared(path, (HEAD + "".join(ROWS)).replace(",", ";"), backend)) == first
    assert fingerprint(prepared(path, HEAD + "".join(ROWS) + "x,,never,a\n", backend)) == first
    packed = tmp_path / "other-name.csv.gz"
    packed.write_bytes(gzip.compress((HEAD + "".join(ROWS)).encode()))
    assert fingerprint(prepare_events(packed, COLUMNS)[0]) == first
    for other in (ROWS[:-1], [*ROWS, ROWS[0]], [ROWS[0].replace("10:00", "10:01"), *ROWS[1:]]):
        assert fingerprint(prepared(path, HEAD + "".join(other), backend)) != first


def test_the_order_counts_where_times_tie(tmp_path: Path, backend: Any) -> None:
    path = tmp_path / "e.csv"
    tied = ["p,,2026-01-05,a\n", "p,,2026-01-05,b\n"]
    first = prepared(path, HEAD + "".join(tied), backend)
    other = prepared(path, HEAD + "".join(reversed(tied)), backend)
    assert fingerprint(first) != fingerprint(other)


def test_cells_cannot_be_shifted_into_one_another(tmp_path: Path, backend: Any) -> None:
    path = tmp_path / "e.csv"
    columns = EventColumns(customer="who", time="when", event="what", channel="mail")
    prints = set()
    for mail, what in (("a", "b1:c"), ("a1:b", "c"), ("", "ab"), ("-", "ab")):
        path.write_text(f"{HEAD}p,{mail},2026-01-05,{what}\n", encoding="utf-8")
        prints.add(fingerprint(prepare_events(path, columns, backend=backend)[0]))
    assert len(prints) == 4


def test_a_write_that_fails_leaves_what_was_there(
    tmp_path: Path, backend: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept" / "e.parquet"
    table = prepared(tmp_path / "e.csv", HEAD + "".join(ROWS), backend)
    write_accepted(table, path)
    before = path.read_bytes()

    def fail(_self: Path, _target: Path) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_accepted(table.limit(1), path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_surveys_too(tmp_path: Path, backend: Any) -> None:
    path = tmp_path / "s.csv"
    path.write_text("nps,name\n10,Ann\n0,Bob\n9,Cy\n", encoding="utf-8")
    table = prepare_survey(path, SurveyColumns(scores={"nps": "nps"}), backend=backend)[0]
    accepted = write_accepted(table, tmp_path / "s.parquet")
    opened = open_accepted(Path(accepted.path))
    assert score_survey(opened, "nps", "nps") == score_survey(table, "nps", "nps")
    assert fingerprint(opened) == accepted.fingerprint


def test_a_missing_or_damaged_file_is_told(tmp_path: Path) -> None:
    damaged = tmp_path / "d.parquet"
    damaged.write_bytes(b"PAR1 nothing")
    for path in (damaged, tmp_path / "gone.parquet"):
        with pytest.raises(UnreadableFile, match="Import the file again"):
            open_accepted(path)


def test_the_engine_fetches_nothing() -> None:
    backend = connect()
    settings = dict(
        backend.raw_sql("select name, value from duckdb_settings() where name like 'auto%known_extensions'").fetchall()
    )
    backend.disconnect()
    assert settings == {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


def test_a_parquet_file_as_input(tmp_path: Path, backend: Any) -> None:
    path = tmp_path / "in.parquet"
    backend.raw_sql(
        f"copy (select * from (values (1, timestamptz '2026-01-05 10:00:00+02', 'a', 'x'), (1, null, 'b', 'y'),"
        f" (null, timestamptz '2026-01-05 10:00:00+02', 'b', 'y')) t(\"who \", \"when\", what, other)) to '{path}'"
    )
    table, report = prepare_events(path, COLUMNS, backend=backend)
    row = table.execute().iloc[0]
    assert (row["customer"], row["time"].isoformat(), row["event"]) == ("1", "2026-01-05T08:00:00", "a")
    assert [(one.code, one.line) for one in report.reasons] == [("no_customer", 3), ("no_time", 2)]
    assert (report.encoding, report.delimiter) == (None, None)
