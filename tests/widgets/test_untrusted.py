"""Whoever has opened a page can send anything over its comm: nothing of it raises or changes something."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_widgets.widgets import Ask, Board, Form, Grid, Steps, Table, Uploader
from cjm_widgets.widgets.wire import LONGEST_TEXT, Malformed, parse
from tests.widgets.conftest import Page
from tests.widgets.room import JOURNEY, MemorySeat, Room, shop

if TYPE_CHECKING:
    from collections.abc import Callable

GOOD = {
    "type": "change", "id": "c-1", "batch": None, "base": 1, "kind": "touchpoint", "entity": "touchpoint-1",
    "fields": {"name": "Hacked"}, "made": False,
}  # fmt: skip

FORGED = {
    "another kind": {"kind": "stage", "entity": "stage-1"},
    "an unknown kind": {"kind": "nothing"},
    "the settings": {"kind": "workshop", "entity": "workshop-1", "fields": {"title": "Hacked"}},
    "an id that is no id": {"entity": "../../etc/passwd"},
    "an id of another kind": {"entity": "stage-1"},
    "a record that is not there": {"entity": "touchpoint-99"},
    "a record that is not shown": {"entity": "touchpoint-other"},
    "making one that is not shown": {"entity": "touchpoint-other", "made": True},
    "making one that is deleted at once": {"entity": "touchpoint-98", "made": True, "fields": {"deleted": True}},
    "the author": {"fields": {"author": "person-ben"}},
    "another journey": {"fields": {"journey": "journey-2"}},
    "a field that is not there": {"fields": {"nothing": 1}},
    "a field with a strange name": {"fields": {"__class__": 1}},
    "no field": {"fields": {}},
    "fields that are a list": {"fields": [1]},
    "a list as value": {"fields": {"name": ["x"]}},
    "an object as value": {"fields": {"name": {"x": 1}}},
    "a number as text": {"fields": {"name": 5}},
    "a text that is too long": {"fields": {"name": "x" * 301}},
    "a text that is huge": {"fields": {"name": "x" * (LONGEST_TEXT + 1)}},
    "a scale out of range": {"fields": {"satisfaction": 99}},
    "a scale that is true": {"fields": {"satisfaction": True}},
    "a number that is none": {"fields": {"volume_per_month": float("nan")}},
    "a reference to nothing": {"fields": {"stage": "stage-99"}},
    "a reference to another kind": {"fields": {"stage": "touchpoint-2"}},
    "a rank that is none": {"fields": {"rank": "V0"}},
    "a revival": {"fields": {"deleted": False}},
    "a base from the future": {"base": 10_000},
    "a base that is text": {"base": "1"},
    "a base below nothing": {"base": -1},
    "an id that is too long": {"id": "c" * 81},
    "an id that is a number": {"id": 5},
    "a batch that is no id": {"batch": "A B"},
    "made that is text": {"made": "yes"},
}


@pytest.fixture
def page(room: Room, ana: MemorySeat, page_of: Callable[[Board], Page]) -> Page:
    page = page_of(Board(ana, "touchpoint", columns="stage", fixed={"journey": JOURNEY}))
    from cjm_widgets.model import Draft  # noqa: PLC0415 - only here

    room.append(
        [
            Draft(kind="journey", entity="journey-2", fields={"title": "Another"}),
            Draft(kind="touchpoint", entity="touchpoint-other", fields={"journey": "journey-2", "name": "Elsewhere"}),
        ],
        batch="other", base=None, author=None,
    )  # fmt: skip
    page.told.clear()
    return page


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED.keys())
def test_a_forged_change_changes_nothing(page: Page, room: Room, ana: MemorySeat, forged: dict[str, object]) -> None:
    before = room.workshop
    answers = page.say(GOOD | forged)
    assert room.workshop is before
    assert ana.applied == []
    assert [answer["type"] for answer in answers] in ([], ["refused"])


@pytest.mark.parametrize("content", [None, 5, "change", [], {}, {"type": None}, {"type": []}, {"type": "drop tables"}])
def test_what_is_no_message_is_logged_and_ignored(
    page: Page, content: object, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert page.say(content) == []
    assert "ignored" in caplog.text


def test_what_people_wrote_is_not_in_the_log(page: Page, caplog: pytest.LogCaptureFixture) -> None:
    page.say(GOOD | {"fields": {"name": ["a secret"]}})
    page.say(GOOD | {"kind": "stage", "fields": {"name": "a secret"}})
    assert "a secret" not in caplog.text


def test_a_page_cannot_set_a_trait(page: Page) -> None:
    spec = page.widget.spec
    page.widget._handle_msg({
        "content": {"data": {"method": "update", "state": {"spec": {}, "_esm": "alert(1)"}, "buffer_paths": []}},
        "buffers": [],
    })  # fmt: skip
    assert page.widget.spec == spec
    assert "alert(1)" not in page.widget._esm


messages = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
parts = st.fixed_dictionaries(
    {
        "type": st.sampled_from(
            ["hello", "change", "batch", "undo", "redo", "ping", "submit", "go", "upload-start", "upload-part"]
        )
    },
    optional={
        name: messages | st.sampled_from(["touchpoint", "touchpoint-1", "c-1", "upload-1", 0, 1])
        for name in (
            "id",
            "batch",
            "base",
            "kind",
            "entity",
            "fields",
            "made",
            "n",
            "seen",
            "values",
            "upload",
            "size",
            "changes",
        )
    },
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts | messages)
def test_any_message_parses_or_is_malformed(content: object) -> None:
    with suppress(Malformed):
        parse(content)


@settings(max_examples=60, deadline=None)
@given(st.lists(parts | messages, max_size=6))
def test_no_message_raises_in_any_widget(contents: list[object]) -> None:
    seat = MemorySeat(shop(), "person-ana")
    widgets = [
        Board(seat, "touchpoint", columns="stage"),
        Form(seat, "emotion", each="touchpoint", group="stage"),
        Table(seat, "stage", parts=("activity",)),
        Grid(seat, "emotion", rows="touchpoint", columns="touchpoint", value="valence"),
        Ask([], on_submit=lambda _values: None),
        Steps([{"key": "a", "title": "A"}], "a", lambda _step: None),
        Uploader(lambda _path, _name: None),
    ]
    for widget in widgets:
        page = Page(widget)
        for content in contents:
            page.say(content, [b"xyz"])
        widget.close()
