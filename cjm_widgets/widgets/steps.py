"""The list of steps: where one is, what is done, and the way to another."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

from cjm_widgets.widgets import wire
from cjm_widgets.widgets.page import STATIC, PageWidget
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

logger = logging.getLogger(__name__)


class StepState(TypedDict):
    """A step as the list shows it."""

    key: str
    title: str
    state: NotRequired[Literal["todo", "doing", "done"]]
    note: NotRequired[str]
    """What is still missing, in a few words."""


class Steps(PageWidget):
    """The steps of a workshop in order; a press on one asks to go there."""

    _esm = STATIC / "steps.js"
    _css = STATIC / "steps.css"

    def __init__(
        self, steps: Sequence[StepState], current: str, on_go: Callable[[str], None], *, title: str = ""
    ) -> None:
        """Show ``steps`` with ``current`` marked; ``on_go`` gets the key of the one that somebody wants to see."""
        self._on_go = on_go
        self._version = 1
        self._steps = [_whole(step) for step in steps]
        self._current = current
        super().__init__(
            {
                "title": title,
                "label": title or _("Steps"),
                "steps": self._steps,
                "current": current,
            }
        )

    def update_steps(self, steps: Sequence[StepState] | None = None, *, current: str | None = None) -> None:
        """Show another state of the steps, or another one as current. May be called from any thread."""
        if steps is not None:
            self._steps = [_whole(step) for step in steps]
        if current is not None:
            self._current = current
        self._version += 1
        self._show()

    def _show(self) -> None:
        self._tell({"type": "steps", "seq": self._version, "steps": self._steps, "current": self._current})

    def _receive(self, message: wire.Message, _buffers: Sequence[memoryview]) -> None:
        match message:
            case wire.Hello():
                self._show()
            case wire.Ping():
                self._tell({"type": "pong", "n": message.n, "seq": 0})
            case wire.Go():
                self._go(message.step)
            case _:
                self._ignore("a list of steps takes no such message")

    def _go(self, step: str) -> None:
        if all(step != one["key"] for one in self._steps):
            self._ignore("there is no such step")
            return
        self._on_go(step)


def _whole(step: StepState) -> StepState:
    return {
        "key": step["key"],
        "title": step["title"],
        "state": step.get("state", "todo"),
        "note": step.get("note", ""),
    }
