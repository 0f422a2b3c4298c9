"""What all desks of the facilitator's page stand on: the seat, the journey, the step on this screen, the room."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final, TypeVar

from cjm_widgets.model import ModelError
from cjm_widgets.store.room import Room
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from cjm_widgets.apps.visit import Visit
    from cjm_widgets.model import Clock, Step
    from cjm_widgets.store import Seat

logger = logging.getLogger(__name__)
T = TypeVar("T")
WAIT_S: Final = 20.0
"""How long a button waits for the database, in seconds."""


class Floor:
    """The seat of whoever leads, and what they look at."""

    def __init__(self, here: Visit, seat: Seat, journey: str, shown: Step) -> None:
        """Begin with ``shown`` on the screen, and look into the room."""
        self.here, self.seat, self.journey, self.shown = here, seat, journey, shown
        self.said = ""
        """What the last press on the strip came to, where it did not work."""
        self.room = self._look()
        self._listeners: list[Callable[[], None]] = []
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

    def move(self, move: Callable[[Clock], Clock]) -> Future[Clock]:
        """Move the clock; what does not work is said on the strip."""
        future = self.seat.set_clock(move)
        future.add_done_callback(self.settle)
        return future

    def settle(self, done: Future[T]) -> None:
        """Say on the strip why something did not work, or nothing where it did."""
        error = done.exception()
        self.said = ""
        if error is not None:
            known = isinstance(error, ModelError)
            self.said = str(error) if known else _("This did not work. Try again; if it stays so, reload the page.")
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
