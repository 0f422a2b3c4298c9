"""The strip with which a room is led: step, phase, timer, lock, undo, and the ways to one's own desks."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass, field
from threading import RLock
from typing import TYPE_CHECKING, Final

from cjm_widgets.widgets import wire
from cjm_widgets.widgets.page import STATIC, PageWidget
from cjm_widgets.words import _, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

logger = logging.getLogger(__name__)
MINUTES: Final = (1, 2, 3, 5, 8, 10, 12, 15, 20, 25, 30)
"""What the timer is offered to be set to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the room is, as the strip shows it."""

    called: str
    shown: str
    phase: str
    running: bool
    left_s: float
    planned: int
    """Minutes that the agenda plans for the item that runs; 0 where it does not say."""
    locked: bool
    late: str
    tab: str
    counts: Mapping[str, str] = field(default_factory=dict)
    """What stands beside the name of a tab."""
    can_undo: bool = False
    undo: str = ""
    """What undo takes back, as a phrase; empty for what was written."""
    journeys: Sequence[tuple[str, str]] = ()
    """Id and title of the journeys to choose from; none where there is only one."""
    journey: str = ""
    called_journey: str = ""
    """The one on this screen, and the one everybody is called to."""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseButton:
    """A phase as the strip offers it."""

    key: str
    title: str
    letter: str
    """With Alt and Shift it is the shortcut."""
    does: str
    """What it does to the phones."""


class Lead(PageWidget):
    """The strip. It knows nothing of clocks; it shows a ``Standing`` and hands on what is pressed."""

    _esm = STATIC / "lead.js"
    _css = STATIC / "lead.css"

    def __init__(
        self,
        look: Callable[[], Standing],
        on_press: Callable[[str], None],
        *,
        steps: Sequence[tuple[str, str]],
        phases: Sequence[PhaseButton],
        tabs: Sequence[tuple[str, str]],
    ) -> None:
        """Show what ``look`` gives; ``on_press`` gets what was pressed.

        That is ``phase:reveal``, ``call:emotions``, ``tab:votes``, ``journey:j1``, ``timer:300``, or ``start``,
        ``pause``, ``minute``, ``lock``, ``unlock``, ``undo``.
        """
        self._look, self._on_press = look, on_press
        self._lock, self._version = RLock(), 1
        self._standing: Standing | None = None
        names = [name for name, _title in steps]
        self._known = {
            *(f"phase:{one.key}" for one in phases),
            *(f"call:{name}" for name in names),
            *(f"tab:{key}" for key, _title in tabs),
            *("start", "pause", "minute", "lock", "unlock", "undo"),
        }
        super().__init__(
            {
                "label": _("What to look at"),
                "title": _("Lead the room"),
                "steps": [list(one) for one in steps],
                "phases": [[one.key, one.title, one.letter, one.does] for one in phases],
                "tabs": [list(one) for one in tabs],
                "minutes": list(MINUTES),
                "says": _says(),
                "lead": asdict(look()),
            }
        )

    def redraw(self) -> None:
        """Show where the room is now, where that has changed. May be called from any thread."""
        with speaking(self._language), self._lock:
            standing = self._look()
            if standing != self._standing:
                self._standing = standing
                self._show(standing)

    def _show(self, standing: Standing) -> None:
        self._version += 1
        self._tell({"type": "lead", "seq": self._version, "lead": asdict(standing)})

    def _receive(self, message: wire.Message, _buffers: Sequence[memoryview]) -> None:
        match message:
            case wire.Hello():
                with self._lock:
                    self._show(self._look())
            case wire.Ping():
                self._tell({"type": "pong", "n": message.n, "seq": 0})
            case wire.Go():
                if message.step in self._known or _is_timer(message.step) or self._is_journey(message.step):
                    self._on_press(message.step)
                else:
                    self._ignore("there is nothing like this to press")
            case _:
                self._ignore("the strip takes no such message")

    def _is_journey(self, pressed: str) -> bool:
        what, _colon, journey = pressed.partition(":")
        return what == "journey" and any(journey == id for id, _title in self._look().journeys)


def _is_timer(pressed: str) -> bool:
    what, _colon, seconds = pressed.partition(":")
    return what == "timer" and seconds.isdecimal() and int(seconds) <= 24 * 3600


def _says() -> dict[str, str]:
    return {
        "everybody": _("Everybody is at"),
        "phase": _("Phase"),
        "timer": _("Timer"),
        "start": _("Start"),
        "pause": _("Pause"),
        "minute": _("One minute more"),
        "set": _("Set the timer"),
        "minutes": _("{n} min"),
        "as_planned": _("{n} min, as planned"),
        "over": _("Time is up"),
        "lock": _("Lock"),
        "unlock": _("Unlock"),
        "locked": _("Locked."),
        "lock_help": _("While it is locked, nobody in the room can write or vote"),
        "undo": _("Undo"),
        "undo_help": _("Takes back the last thing you wrote, moved or merged"),
        "undo_room": _("Takes back what you did to the room last"),
        "undo_what": _("Undo: {what}"),
        "journey": _("Journey"),
        "call": _("Call everyone to"),
        "cancel": _("Cancel"),
    }
