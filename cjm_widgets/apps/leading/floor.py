"""What all desks of the facilitator's page stand on: the seat, the journey, the step on this screen, the room."""

from __future__ import annotations

import logging
import time
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from cjm_widgets.model import Journey, ModelError
from cjm_widgets.store.room import Room
from cjm_widgets.words import _, language, speaking

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.apps.visit import Visit
    from cjm_widgets.model import Clock, Step
    from cjm_widgets.store import Seat

logger = logging.getLogger(__name__)
T = TypeVar("T")
WAIT_S: Final = 20.0
"""How long a button waits for the database, in seconds."""


MOST_WAYS: Final = 100
"""How many things done to the room can be taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """How something that was done to the room is taken back."""

    label: str
    """What is taken back, as it stands on the button."""
    go: Callable[[], Future[bool]]
    """Its future gives False where others have gone on since, so that nothing goes back."""
    at: float
    """When it was done, in seconds of the monotonic clock."""


class Floor:
    """The seat of whoever leads, and what they look at."""

    def __init__(self, here: Visit, seat: Seat, journey: str, shown: Step) -> None:
        """Begin with ``shown`` on the screen, and look into the room."""
        self.here, self.seat, self.journey, self.shown = here, seat, journey, shown
        self._language = language()
        self.said = ""
        """What the last press on the strip came to, where it did not work."""
        self.room = self._look()
        self._listeners: list[Callable[[], None]] = []
        self._ways: deque[WayBack] = deque(maxlen=MOST_WAYS)
        self._end = seat.room.subscribe(self._entered)

    @property
    def clock(self) -> Clock:
        """The clock of now."""
        return self.seat.clock

    def listen(self, callback: Callable[[], None]) -> None:
        """Call ``callback`` when somebody comes, goes or is done, and when the clock is moved."""
        self._listeners.append(callback)
        self.seat.subscribe_clock(lambda _clock: callback())

    def tell(self) -> None:
        """Let everybody look again."""
        for callback in self._listeners:
            try:
                callback()
            except Exception:
                logger.exception("a desk could not be drawn")

    @property
    def called(self) -> str:
        """The journey everybody is called to."""
        journeys = [one.id for one in self.seat.workshop.all(Journey)]
        called = self.clock.journey
        return called if called in journeys else next(iter(journeys), self.journey)

    def move(self, move: Callable[[Clock], Clock], label: str = "") -> Future[Clock]:
        """Move the clock; what does not work is said on the strip. With a ``label``, undo takes it back."""
        turned: list[tuple[Clock, Clock]] = []

        def turn(clock: Clock) -> Clock:
            after = _on_time(clock, move(clock), time.time())
            turned.append((clock, after))
            return after

        def settle(done: Future[Clock]) -> None:
            if done.exception() is None and label and turned[-1][0] != turned[-1][1]:
                self.way_back(label, lambda: self._turn_back(*turned[-1]))
            self.settle(done)

        future = self.seat.set_clock(turn)
        future.add_done_callback(settle)
        return future

    def way_back(self, label: str, go: Callable[[], Future[bool]]) -> None:
        """Remember how what was just done is taken back."""
        self._ways.append(WayBack(label=label, go=go, at=time.monotonic()))

    @property
    def undoes(self) -> str | None:
        """What undo would take back, as a phrase; empty for what was written, None where there is nothing."""
        if self._is_next(ways := self._ways):
            return ways[-1].label
        return "" if self.seat.can_undo else None

    def undo(self) -> None:
        """Take back what this page did last: to the room, or what was written."""
        if not self._is_next(self._ways):
            self.seat.undo().add_done_callback(self.settle)
            return
        way = self._ways.pop()
        try:
            way.go().add_done_callback(lambda done: self._went(way, done))
        except ModelError as error:
            self.said = str(error)
            self.tell()

    def _is_next(self, ways: deque[WayBack]) -> bool:
        return bool(ways) and ways[-1].at >= self.seat.undo_at

    def _turn_back(self, before: Clock, after: Clock) -> Future[bool]:
        """Put the clock back, as far as nobody has moved it on."""
        stayed: list[bool] = []

        def turn(clock: Clock) -> Clock:
            back = clock.taken_back(before, after)
            stayed.append(back == clock)
            return back

        went: Future[bool] = Future()

        def settle(done: Future[Clock]) -> None:
            error = done.exception()
            if error is not None:
                went.set_exception(error)
            else:
                went.set_result(not stayed[-1])

        self.seat.set_clock(turn).add_done_callback(settle)
        return went

    def _went(self, way: WayBack, done: Future[bool]) -> None:
        self.settle(done)
        if done.exception() is None and not done.result():
            with speaking(self._language):
                self.said = _("“{what}”: others have gone on since, so it stays.").format(what=way.label)
            self.tell()

    def settle(self, done: Future[T]) -> None:
        """Say on the strip why something did not work, or nothing where it did."""
        error = done.exception()
        self.said = ""
        if error is not None:
            known = isinstance(error, ModelError)
            with speaking(self._language):
                again = _("This did not work. Try again; if it stays so, reload the page.")
            self.said = str(error) if known else again
            if not known:
                logger.error("the strip could not do what was pressed", exc_info=error)
        self.tell()

    def _entered(self, room: Room) -> None:
        self.room = room
        self.tell()

    def _look(self) -> Room:
        try:
            return self.seat.room.now()
        except ModelError:
            return Room()


def _on_time(before: Clock, after: Clock, now: float) -> Clock:
    """Give the clock without a timer that has run out where the room has moved on: what begins has not run out."""
    moved = (before.step, before.phases) != (after.step, after.phases)
    out = after.ends_at is not None and after.ends_at <= now and after.ends_at == before.ends_at
    return after.timed(0) if moved and out else after
