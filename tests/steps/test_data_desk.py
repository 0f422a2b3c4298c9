"""The desk, driven as its widgets drive it: each press is one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_widgets import places
from cjm_widgets.model import ModelError, Source
from cjm_widgets.steps.data_desk import DataDesk
from cjm_widgets.widgets.ask import Ask

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.store import Seat

EVENTS = places.share("sample_data") / "events.csv"


def press(ask: object, **answers: object) -> object:
    assert isinstance(ask, Ask)
    given, errors = ask._check({**ask.spec["values"], **answers})
    assert not errors
    return ask._on_submit(given)


def test_a_file_goes_through_four_steps_and_nothing_is_kept_before_the_last(seat: Seat) -> None:
    before = seat.workshop
    taken: list[str] = []
    desk = DataDesk(seat, taken.append)
    assert desk._look(EVENTS, "my events.csv") == "4 columns found."
    _uploader, _rows, kind = desk.box.children
    press(kind)
    columns = desk.box.children[3]
    press(columns, consent="invented")
    report, take = desk.box.children[4:]
    assert report.spec["rows"]
    assert seat.workshop == before
    assert taken == []
    assert press(take) == "Taken in."
    (source,) = taken
    made = seat.workshop.find(Source, source)
    assert made is not None
    assert made.title == "My events"
    _uploader, told = desk.box.children
    assert "My events: 11,031 rows taken in" in told.value


def test_pressing_twice_takes_in_once(seat: Seat) -> None:
    desk = DataDesk(seat, lambda _source: None)
    desk._look(EVENTS, "events.csv")
    press(desk.box.children[2])
    press(desk.box.children[3], consent="invented")
    take = desk.box.children[5]
    press(take)
    n = len(seat.workshop.all(Source))
    with pytest.raises(ModelError, match="already"):
        press(take)
    assert len(seat.workshop.all(Source)) == n


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("empty.csv", b"", "empty"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        ("heading.csv", b"a,b,c\n", "no row"),
        ("../../etc/passwd.csv", b"", "passwd"),
    ],
)
def test_a_bad_file_is_refused_by_the_name_the_person_knows(
    name: str, content: bytes, word: str, seat: Seat, tmp_path: Path
) -> None:
    before = seat.workshop
    file = tmp_path / "file"
    file.write_bytes(content)
    desk = DataDesk(seat, lambda _source: None)
    with pytest.raises(ModelError, match=word) as refused:
        desk._look(file, name)
    assert ".." not in str(refused.value)
    assert len(desk.box.children) == 1
    assert seat.workshop == before
