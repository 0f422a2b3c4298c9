from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.widgets.room import MemorySeat, Room, shop

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.widgets.page import PageWidget


class Page:
    """A page without a browser: says what a page says, and keeps what it is told."""

    def __init__(self, widget: PageWidget) -> None:
        self.widget = widget
        self.told: list[dict[str, object]] = []
        widget.send = self.told.append

    def say(self, content: object, buffers: object = ()) -> list[dict[str, object]]:
        """Send a message, give the answers to it."""
        before = len(self.told)
        self.widget._hear(self.widget, content, list(buffers))
        return self.told[before:]

    def of(self, kind: str) -> list[dict[str, object]]:
        return [message for message in self.told if message["type"] == kind]

    def change(self, entity: str = "touchpoint-1", **more: object) -> list[dict[str, object]]:
        base = self.widget.start["seq"]
        message = {"type": "change", "id": "c-1", "batch": None, "base": base, "kind": "touchpoint", "entity": entity}
        return self.say({**message, "fields": {"channel": "Chat"}, "made": False, **more})


@pytest.fixture
def room() -> Room:
    return shop(touchpoints=4)


@pytest.fixture
def ana(room: Room) -> MemorySeat:
    return MemorySeat(room, "person-ana")


@pytest.fixture
def ben(room: Room) -> MemorySeat:
    return MemorySeat(room, "person-ben")


@pytest.fixture
def page_of() -> Callable[[PageWidget], Page]:
    return Page
