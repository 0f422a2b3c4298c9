"""Notices when the loop does not turn, and names what holds it: a session and the code it is in.

A thread asks the loop for a sign of life. When one and the same callback has kept it from answering for ``report``
seconds, the log says whose it is and where; after ``interrupt`` seconds an exception is raised in that code, which
usually frees everybody else unharmed. What cannot be freed so is replaced by the server (``supervisor``), which hears
of it with each beat. Many callbacks of many pages that each take their time are a crowd, and nobody's fault.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.serve.light import turn
from cjm_widgets.serve.light.failures import stack
from cjm_widgets.serve.light.session import LightSession
from cjm_widgets.serve.light.shell import Interrupted

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from cjm_widgets.serve.light.loop import HostLoop
    from cjm_widgets.serve.light.turn import Turn

logger = logging.getLogger(__name__)

_STEP_SECONDS: Final = 0.2
_ASKED_SECONDS: Final = 0.2
"""How long a session that was told to stop may still hold the loop."""
_AWAY_SECONDS: Final = 2.0
"""So late, this thread was away itself: the machine slept, or another one's turn was long. That is nobody's fault."""

_TURN: Final = LightSession.in_turn.__code__
_HANDLE: Final = asyncio.Handle._run.__code__  # noqa: SLF001 - the one frame under which every callback runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long the loop may stand still, in seconds."""

    report: float = 0.5
    interrupt: float = 3.0


class Watchdog(threading.Thread):
    """Watches the loop from its own thread; made in the loop's thread, which must be the main one."""

    def __init__(self, loop: HostLoop, patience: Patience, beat: Callable[[float, str], None]) -> None:
        """Call ``beat(seconds stuck, session)`` with every look, from this thread."""
        super().__init__(name="watchdog", daemon=True)
        self._loop = loop
        self._patience = patience
        self._beat = beat
        self._main = threading.get_ident()
        self._asked = self._answered = time.monotonic()
        self._noted = self._reported = self._struck = False
        self._told: tuple[str, float] | None = None
        self._holder: tuple[object, object] = (None, None)
        self._held_since = self._asked
        if hasattr(signal, "pthread_kill"):
            signal.signal(signal.SIGINT, self._strike)

    def tell_to_stop(self, identity: str) -> None:
        """Interrupt this session's code if it holds the loop now."""
        self._told = identity, time.monotonic()

    def run(self) -> None:
        """Look, for as long as the process lives."""
        looked = time.monotonic()
        while not self._loop.is_closed():
            away = time.monotonic() - looked
            if away > _AWAY_SECONDS:
                self._forgive(away)
            stuck = self._look()
            self._beat(stuck, self._whose() if stuck > self._patience.report else "")
            looked = time.monotonic()
            time.sleep(_STEP_SECONDS)

    def _forgive(self, seconds: float) -> None:
        """Leave out of account for how long nobody in this process had a turn, or who held it all is not to be told."""
        now = time.monotonic()
        if self._answered < self._asked:  # an answer that comes meanwhile is later than now
            self._asked = min(now, self._asked + seconds)
        self._held_since = min(now, self._held_since + seconds)

    def _look(self) -> float:
        """Return for how many seconds the loop has not turned."""
        now = time.monotonic()
        if self._answered >= self._asked:
            if self._noted:
                logger.warning("The loop turns again after %.1f s", self._answered - self._asked)
            self._noted = self._reported = self._struck = False
            if self._told is not None and self._told[1] < self._asked:
                self._told = None  # the loop has turned since
            self._asked = now
            self._holder = (None, None)
            self._loop.call_soon_threadsafe(self._answer)
            return 0.0
        stuck = now - self._holding_since(now)
        if stuck > self._patience.report and not self._reported:
            self._noted = self._reported = True
            calls = "\n".join(stack(sys._current_frames().get(self._main)))  # noqa: SLF001 - what it is for
            logger.warning("The loop has not turned for %.1f s; session %s holds it:\n%s", stuck, self._whose(), calls)
        told = self._told is not None and stuck >= _ASKED_SECONDS and self._whose() == self._told[0]
        if (told or stuck > self._patience.interrupt) and not self._struck and hasattr(signal, "pthread_kill"):
            self._struck = True
            signal.pthread_kill(self._main, signal.SIGINT)
        return stuck

    def _holding_since(self, now: float) -> float:
        """Return since when the callback that runs now is known to run; another one begins anew."""
        holder = _callback(sys._current_frames().get(self._main))  # noqa: SLF001 - as below
        if not _same(holder, self._holder):
            # The first one that is seen may have begun with the question.
            self._held_since = self._asked if _same(self._holder, (None, None)) else now
            self._holder = holder
            self._reported = self._struck = False
        return self._held_since

    def _answer(self) -> None:
        self._answered = time.monotonic()

    def _whose(self) -> str:
        whose = whose_code(sys._current_frames().get(self._main))  # noqa: SLF001 - as above
        return whose.id if whose else "nobody's"

    def _strike(self, _number: int, frame: FrameType | None) -> None:
        """Raise in the code that holds the loop, if it is a session's and the loop still stands; else do nothing."""
        whose = whose_code(frame)
        same = _same(_callback(frame), self._holder)  # not another one that has begun since
        if self._struck and same and self._answered < self._asked and whose is not None:
            logger.warning("The code of session %s is interrupted", whose.id)
            raise Interrupted("It kept everybody waiting")


def _callback(frame: FrameType | None) -> tuple[object, object]:
    """Return what tells the callback that a thread is in from every other: its handle, and the message it answers."""
    message = None
    while frame is not None:
        if frame.f_code is _TURN and message is None:
            message = frame.f_locals.get("message")
        if frame.f_code is _HANDLE:
            return frame.f_locals.get("self"), message
        frame = frame.f_back
    return None, message


def _same(one: tuple[object, object], other: tuple[object, object]) -> bool:
    return one[0] is other[0] and one[1] is other[1]


def whose_code(frame: FrameType | None) -> Turn | None:
    """Return the session whose code a thread is in, by the calls that it is under."""
    while frame is not None:
        if frame.f_code is _TURN:
            found = frame.f_locals.get("self")
            return found.turn if isinstance(found, LightSession) else None
        if frame.f_code is _HANDLE:
            handle = frame.f_locals.get("self")
            context = getattr(handle, "_context", None)
            return turn.of(context) if context is not None else None
        frame = frame.f_back
    return None
