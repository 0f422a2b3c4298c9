from __future__ import annotations

import os
from queue import Queue
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import Field, FieldKind, ModelError
from cjm_widgets.widgets import Ask, Steps, Uploader
from cjm_widgets.widgets.uploader import CHUNK_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.widgets.conftest import Page

FIELDS = (
    Field(kind=FieldKind.TEXT, name="title", label="Title", required=True, default=""),
    Field(kind=FieldKind.COUNT, name="people", label="People", low=2, high=40),
)
PATIENCE_SECONDS = 10


def listen(page: Page) -> Queue[dict[str, object]]:
    """Give a queue of what the page is told from now on, for answers that come from other threads."""
    told: Queue[dict[str, object]] = Queue()
    page.widget.send = told.put
    return told


def test_answers_are_checked_beside_their_fields(page_of: Callable[..., Page]) -> None:
    page = page_of(Ask(FIELDS, on_submit=lambda _values: pytest.fail("not to be handed over")))
    (answer,) = page.say({"type": "submit", "n": 1, "values": {"people": 99}})
    assert answer["errors"] == {
        "title": "Title: It must be given.",
        "people": "People: It takes a whole number from 2 to 40.",
    }


@pytest.mark.parametrize(
    ("result", "errors", "message"),
    [
        (None, {}, ""),
        ("Here we go.", {}, "Here we go."),
        ({"title": "Taken."}, {"title": "Taken."}, ""),
        (ModelError("workshop", "No room left.", "Delete one."), {"": "No room left. Delete one."}, ""),
        (OSError("/secret"), {"": "This did not work. Try again; if it stays so, reload the page."}, ""),
    ],
)
def test_what_the_callback_gives_is_what_the_page_is_told(
    page_of: Callable[..., Page], result: object, errors: dict[str, str], message: str
) -> None:
    def submit(values: dict[str, object]) -> object:
        assert values == {"title": "First purchase", "people": None}
        if isinstance(result, Exception):
            raise result
        return result

    page = page_of(Ask(FIELDS, on_submit=submit))
    told = listen(page)
    page.say({"type": "submit", "n": 7, "values": {"title": "First purchase"}})
    answer = told.get(timeout=PATIENCE_SECONDS)
    assert answer == {"type": "answer", "n": 7, "errors": errors, "message": message}


def test_a_step_that_is_there_can_be_gone_to(page_of: Callable[..., Page]) -> None:
    gone: list[str] = []
    page = page_of(Steps([{"key": "a", "title": "A"}, {"key": "b", "title": "B"}], "a", gone.append))
    page.say({"type": "go", "step": "b"})
    page.say({"type": "go", "step": "c"})
    assert gone == ["b"]
    page.widget.update_steps(current="b")
    assert page.of("steps")[-1]["current"] == "b"
    (state,) = page.say({"type": "hello", "seen": 0})
    assert state["current"] == "b"


def parts_of(data: bytes) -> list[bytes]:
    return [data[at : at + CHUNK_BYTES] for at in range(0, len(data), CHUNK_BYTES)]


def start(name: str = "events.csv", size: int = 1, upload: str = "upload-1") -> dict[str, object]:
    return {"type": "upload-start", "upload": upload, "name": name, "size": size}


def part(n: int, upload: str = "upload-1") -> dict[str, object]:
    return {"type": "upload-part", "upload": upload, "n": n}


def test_a_file_arrives_as_it_was_sent(page_of: Callable[..., Page]) -> None:
    data = os.urandom(CHUNK_BYTES + 1234)
    got: Queue[tuple[bytes, str]] = Queue()
    page = page_of(Uploader(lambda path, name: got.put((path.read_bytes(), name))))
    (go,) = page.say(start("C:\\data\\events.csv", len(data)))
    assert go == {"type": "upload-go", "upload": "upload-1", "chunk_bytes": CHUNK_BYTES}
    for n, chunk in enumerate(parts_of(data)):
        ack = page.say(part(n), [chunk])[0]
        assert (ack["type"], ack["n"]) == ("upload-ack", n)
    assert got.get(timeout=PATIENCE_SECONDS) == (data, "events.csv")


def test_a_page_that_missed_the_end_hears_it_again(page_of: Callable[..., Page]) -> None:
    page = page_of(Uploader(lambda _path, _name: "12 rows"))
    told = listen(page)
    page.say(start(size=3))
    page.say(part(0), [b"abc"])
    kinds = [told.get(timeout=PATIENCE_SECONDS)["type"] for _ in range(4)]
    assert kinds == ["upload-go", "upload-ack", "upload-working", "upload-done"]
    page.say(start(size=3))
    assert [told.get(timeout=PATIENCE_SECONDS)["type"] for _ in range(2)] == ["upload-ack", "upload-done"]


def test_a_part_sent_twice_is_taken_once(page_of: Callable[..., Page]) -> None:
    page = page_of(Uploader(lambda _path, _name: None))
    page.say(start(size=CHUNK_BYTES + 1))
    page.say(part(0), [bytes(CHUNK_BYTES)])
    (ack,) = page.say(part(0), [bytes(CHUNK_BYTES)])
    assert (ack["n"], ack["received"]) == (0, CHUNK_BYTES)


@pytest.mark.parametrize("name", ["events.exe", "events.csv.html", "csv"])
def test_other_kinds_of_files_are_refused(page_of: Callable[..., Page], name: str) -> None:
    page = page_of(Uploader(lambda _path, _name: None))
    assert [answer["type"] for answer in page.say(start(name))] == ["upload-refused"]


@pytest.mark.parametrize("size", [0, 1001])
def test_empty_and_too_large_files_are_refused_before_they_come(page_of: Callable[..., Page], size: int) -> None:
    page = page_of(Uploader(lambda _path, _name: None, max_bytes=1000))
    assert [answer["type"] for answer in page.say(start(size=size))] == ["upload-refused"]


@pytest.mark.parametrize(("n", "data"), [(1, b"abc"), (0, b"ab"), (0, b"abcd"), (0, b"")])
def test_a_part_of_the_wrong_size_or_place_ends_it(page_of: Callable[..., Page], n: int, data: bytes) -> None:
    page = page_of(Uploader(lambda _path, _name: None))
    page.say(start(size=3))
    assert page.say(part(n), [data])[-1]["type"] == "upload-refused"
    assert page.widget._folder is None


@pytest.mark.parametrize("end", ["cancel", "close", "comm"])
def test_what_has_arrived_goes_when_nobody_wants_it(page_of: Callable[..., Page], end: str) -> None:
    page = page_of(Uploader(lambda _path, _name: None))
    page.say(start(size=CHUNK_BYTES * 2))
    folder: Path = page.widget._folder
    page.say(part(0), [bytes(CHUNK_BYTES)])
    assert folder.exists()
    if end == "cancel":
        page.say({"type": "upload-cancel", "upload": "upload-1"})
    elif end == "close":
        page.widget.close()
    else:
        page.widget.comm.handle_close({})
    assert not folder.exists()


def test_a_callback_that_fails_gives_a_sentence(page_of: Callable[..., Page]) -> None:
    def fail(_path: Path, _name: str) -> None:
        raise OSError("/secret")

    page = page_of(Uploader(fail))
    told = listen(page)
    page.say(start(size=1))
    page.say(part(0), [b"a"])
    refused = [told.get(timeout=PATIENCE_SECONDS) for _ in range(4)][-1]
    assert refused == {
        "type": "upload-refused", "upload": "upload-1", "message": "This file could not be read. Is it the right one?",
    }  # fmt: skip
