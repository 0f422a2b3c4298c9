"""Files as they come: each is read, or refused in a sentence that names the place and the way out."""

from __future__ import annotations

import gzip
import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_widgets.analysis import (
    CommentColumns,
    DataError,
    EmptyFile,
    EventColumns,
    ImportReport,
    NothingLeft,
    UnknownColumn,
    UnreadableFile,
    prepare_comments,
    prepare_events,
    preview,
)
from cjm_widgets.analysis import files as files_module

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COLUMNS = EventColumns(customer="who", time="when", event="what")
GOOD = "who,when,what\na,2026-01-05T10:00:00,look\nb,2026-01-05T10:01:00,buy\n"


def read(path: Path, backend: Any, columns: EventColumns = COLUMNS) -> tuple[list[tuple[Any, ...]], ImportReport]:
    table, report = prepare_events(path, columns, backend=backend)
    assert report.read == report.kept + report.dropped
    assert sum(one.rows for one in report.reasons) == report.dropped
    rows = table.order_by("row").select("customer", "event").execute()
    assert len(rows) == report.kept
    return list(rows.itertuples(index=False, name=None)), report


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plain.csv", GOOD.encode()),
        ("mark.csv", b"\xef\xbb\xbf" + GOOD.encode()),
        ("semicolon.csv", GOOD.replace(",", ";").encode()),
        ("tab.tsv", GOOD.replace(",", "\t").encode()),
        ("bar.csv", GOOD.replace(",", "|").encode()),
        ("windows.csv", GOOD.replace("\n", "\r\n").encode()),
        ("old-mac.csv", GOOD.replace("\n", "\r").encode()),
        ("mixed-ends.csv", GOOD.replace("\n", "\r\n", 2).encode()),
        ("no-end.csv", GOOD.strip().encode()),
        ("blank-lines.csv", GOOD.replace("\n", "\n\n").encode()),
        ("blank-end.csv", (GOOD + "\n\n\n").encode()),
        ("quoted.csv", GOOD.replace("who", '"who"').replace("look", '"look"').encode()),
        ("packed.csv.gz", gzip.compress(GOOD.encode(), mtime=0)),
        ("packed-without-the-name.csv", gzip.compress(GOOD.encode(), mtime=0)),
        ("sixteen.csv", GOOD.encode("utf-16")),
        ("trailing-blanks.csv", GOOD.replace("who,when", "who ,  when\t").encode()),
        ("blanks-in-cells.csv", GOOD.replace("look", "  look ").encode()),
    ],
)
def test_read(tmp_path: Path, backend: Any, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    rows, report = read(path, backend)
    assert rows == [("a", "look"), ("b", "buy")]
    assert report.file == name
    assert preview(path).columns == ("who", "when", "what")


def test_windows_1252(tmp_path: Path, backend: Any) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("who,when,what\nJürgen,2026-01-05,Größe – 20 €\n".encode("cp1252"))
    rows, report = read(path, backend)
    assert rows == [("Jürgen", "Größe – 20 €")]
    assert report.encoding == "cp1252"
    assert [note.code for note in report.notes] == ["encoding"]


def test_quoted_line_breaks_and_the_lines_named(tmp_path: Path, backend: Any) -> None:
    path = tmp_path / "lines.csv"
    path.write_text(
        '"who","when","what"\n'  # line 1
        'a,2026-01-05,"two\nlines, ""and"" more"\n'  # lines 2–3
        "\n"  # line 4
        "b,never,look\n"  # line 5
        "c,2026-01-05\n"  # line 6
        "d,2026-01-05,look,again\n"  # line 7
        ",2026-01-05,look\n"  # line 8
        "e,,look\n"  # line 9
        "f,2026-01-05,\n",  # line 10
        encoding="utf-8",
    )
    rows, report = read(path, backend)
    assert rows == [("a", 'two\nlines, "and" more')]
    assert {one.code: one.line for one in report.reasons} == {
        "unreadable_time": 5,
        "too_few_cells": 6,
        "too_many_cells": 7,
        "no_customer": 8,
        "no_time": 9,
        "no_event": 10,
    }
    assert "1 row: no readable time, first at line 5: 'never'" in report.sentences()


def test_rows_that_repeat_are_told_and_kept_or_dropped(tmp_path: Path, backend: Any) -> None:
    path = tmp_path / "twice.csv"
    path.write_text(GOOD + GOOD.split("\n", 1)[1], encoding="utf-8")
    table, report = prepare_events(path, COLUMNS, backend=backend)
    assert int(table.count().execute()) == 4
    assert [(note.code, note.rows, note.line) for note in report.notes] == [("repeated", 2, 4)]
    table, report = prepare_events(path, COLUMNS, drop_repeated=True, backend=backend)
    assert sorted(table.execute()["row"]) == [0, 1]
    assert (report.kept, report.dropped, report.reasons[-1].code) == (2, 2, "repeated")


def test_two_hundred_columns_of_which_three_are_kept(tmp_path: Path, backend: Any) -> None:
    path = tmp_path / "wide.csv"
    names = [f"extra {number}" for number in range(197)]
    path.write_text(
        ",".join([*names, "who", "when", "what"])
        + "\n"
        + ",".join(["secret"] * 197 + ["a", "2026-01-05", "look"])
        + "\n",
        encoding="utf-8",
    )
    table, report = prepare_events(path, COLUMNS, backend=backend)
    assert set(table.columns) == {"customer", "time", "event", "row"}
    assert report.columns == ("who", "when", "what")


def test_names_that_are_blank_equal_or_strange(tmp_path: Path, backend: Any) -> None:
    path = tmp_path / "names.csv"
    path.write_text('who,Who,,it\'s ""\nx,y,z,q\n'.replace('"', ""), encoding="utf-8")
    assert preview(path).columns == ("who", "Who (2)", "column 3", "it's")
    path.write_text('"a""; drop table x; --",when,what\np,2026-01-05,look\n', encoding="utf-8")
    rows, _report = read(path, backend, EventColumns(customer='a"; drop table x; --', time="when", event="what"))
    assert rows == [("p", "look")]


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"", EmptyFile, "0 bytes"),
        (b"  \n \n", EmptyFile, "only blanks"),
        (b"who,when,what\n", EmptyFile, "heading"),
        (gzip.compress(b"", mtime=0), EmptyFile, "holds nothing"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", UnreadableFile, "a picture"),
        (b"PK\x03\x04" + b"\x00" * 40, UnreadableFile, "an Excel or ZIP file"),
        (b"who,when,what\n\x00\x01\x02", UnreadableFile, "no text file"),
        (b"who,when,what\na,2026-01-05,\x81\x8d\n", UnreadableFile, "neither UTF-8 nor Windows-1252"),
        (b"\xef\xbb\xbfwho,when,what\na,2026-01-05,\xff\n", UnreadableFile, "says that it is utf-8"),
        (gzip.compress(GOOD.encode(), mtime=0)[:-12], UnreadableFile, "damaged or cut off"),
        (b"\x1f\x8b" + b"nonsense" * 5, UnreadableFile, "damaged or cut off"),
        (b"PAR1" + b"nonsense" * 5, UnreadableFile, "Parquet"),
        (b'who,when,what\na,2026-01-05,"open\nb,2026-01-05,look\n', UnreadableFile, "never closed"),
        (b"who,when\na,2026-01-05\n", UnknownColumn, "no column “what”"),
        (b"customer,when,what\na,2026-01-05,look\n", UnknownColumn, "no column “who”"),
        (b"who,when,what\n,,\n,,\n", NothingLeft, "2 rows: no customer"),
    ],
)
def test_refused(tmp_path: Path, backend: Any, content: bytes, error: type[DataError], words: str) -> None:
    path = tmp_path / "given.csv"
    path.write_bytes(content)
    with pytest.raises(error) as raised:
        prepare_events(path, COLUMNS, backend=backend)
    said = str(raised.value)
    assert said.startswith("given.csv")
    assert words in said
    assert raised.value.way_out


def test_a_file_that_is_not_there_or_a_folder(tmp_path: Path, backend: Any) -> None:
    for path in (tmp_path / "gone.csv", tmp_path):
        with pytest.raises(UnreadableFile) as raised:
            prepare_events(path, COLUMNS, backend=backend)
        assert path.name in str(raised.value)


def test_a_misspelt_column_is_guessed(tmp_path: Path, backend: Any) -> None:
    path = tmp_path / "given.csv"
    path.write_text(GOOD, encoding="utf-8")
    with pytest.raises(UnknownColumn, match="Did you mean “when”"):
        prepare_events(path, EventColumns(customer="who", time="wehn", event="what"), backend=backend)
    with pytest.raises(UnknownColumn, match="The file has: who, when, what"):
        prepare_events(path, EventColumns(customer="zzz", time="when", event="what"), backend=backend)


def test_a_packed_file_that_would_fill_the_disk(tmp_path: Path, backend: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "MAX_BYTES", 2_000_000)
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(GOOD.encode() + b"a" * 3_000_000))
    with pytest.raises(UnreadableFile, match="larger than"):
        prepare_events(path, COLUMNS, backend=backend)


def test_a_cell_of_a_million_characters(tmp_path: Path, backend: Any) -> None:
    path = tmp_path / "long.csv"
    path.write_text(GOOD + f"c,2026-01-05,{'x' * 1_000_000}\nd,never,look\n", encoding="utf-8")
    rows, report = read(path, backend)
    assert [len(event) for _who, event in rows] == [4, 3, 1_000_000]
    assert report.reasons[0].example == "never"
    assert preview(path).rows[0] == ("a", "2026-01-05T10:00:00", "look")


def test_a_file_of_one_column(tmp_path: Path, backend: Any) -> None:
    path = tmp_path / "texts.csv"
    path.write_text('comment\n"Too small, again"\n\nFine\n', encoding="utf-8")
    table, report = prepare_comments(path, CommentColumns(text="comment"), backend=backend)
    assert list(table.order_by("row").execute()["text"]) == ["Too small, again", "Fine"]
    assert [(one.code, one.line) for one in report.reasons] == [("no_text", 3)]


def refusal(read_it: Callable[[], object]) -> str:
    """Return what a refused file says, nothing for one that was read; whatever else is raised fails the test."""
    try:
        read_it()
    except DataError as error:
        return str(error)
    return ""


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), cuts=st.integers(1, 6))
def test_damaged_at_random_it_is_read_or_refused(tmp_path: Path, backend: Any, seed: int, cuts: int) -> None:
    dice = random.Random(seed)
    content = bytearray(GOOD.encode() + b'c,"2026-01-05 10:00","a\nb"\n' * 3)
    for _cut in range(cuts):
        if not content:
            break
        place = dice.randrange(len(content))
        match dice.randrange(4):
            case 0:
                content[place] = dice.randrange(256)
            case 1:
                del content[place : place + dice.randrange(1, 9)]
            case 2:
                content[place:place] = dice.choice([b'"', b",", b"\n", b"\r", b"\xff", b"\x00", b'""', b";"])
            case _:
                del content[place + 1 :]
    path = tmp_path / "mutated.csv"
    path.write_bytes(bytes(content))
    for read_it in (lambda: read(path, backend), lambda: preview(path)):
        assert (refusal(read_it) or "mutated.csv").startswith("mutated.csv"), bytes(content)
