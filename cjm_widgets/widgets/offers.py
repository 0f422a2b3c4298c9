"""A list of things with one button each: what a press makes of a thing is the step's to say."""

from __future__ import annotations

import logging
from threading import Lock, RLock, Thread
from typing import TYPE_CHECKING, NotRequired, TypedDict

from cjm_widgets.model import ModelError
from cjm_widgets.widgets import wire
from cjm_widgets.widgets.page import STATIC, PageWidget
from cjm_widgets.words import _, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cjm_widgets.model import Workshop
    from cjm_widgets.widgets.seat import Seat

logger = logging.getLogger(__name__)


class Offer(TypedDict):
    """A thing as the list shows it."""

    key: str
    """Its id."""
    title: str
    mark: NotRequired[str]
    """A number or letter before it."""
    note: NotRequired[str]
    done: NotRequired[str]
    """What was made of it already."""
    action: NotRequired[str]
    """What its button says, where that is not what all others say."""


class Offers(PageWidget):
    """Things in an order, each with a button that makes something of it; drawn anew when the workshop changes."""

    _esm = STATIC / "offers.js"
    _css = STATIC / "offers.css"

    def __init__(
        self,
        seat: Seat,
        find: Callable[[Workshop], Sequence[Offer]],
        on_take: Callable[[str], str],
        *,
        action: str,
        empty: str,
        title: str = "",
        help: str = "",
    ) -> None:
        """Show what ``find`` gives. ``action`` is what every button says, ``empty`` what stands there without things.

        ``on_take`` gets the key of the thing whose button was pressed, on a thread of its own, and gives a sentence
        that says what was made; a ModelError is shown as such a sentence.
        """
        self._seat, self._find, self._on_take = seat, find, on_take
        self._lock = RLock()
        self._busy = Lock()
        self._version = 1
        self._said = ""
        self._offers = [_whole(one) for one in find(seat.workshop)]
        super().__init__({"title": title, "help": help, "action": action, "empty": empty, "offers": self._offers})
        self._unsubscribe = seat.subscribe(self._follow)

    def _follow(self, workshop: Workshop) -> None:
        """Look again. Called from the follower's thread, where no language is set."""
        with speaking(self._language), self._lock:
            found = [_whole(one) for one in self._find(workshop)]
            if found != self._offers:
                self._offers = found
                self._show()

    def _show(self) -> None:
        with self._lock:
            self._version += 1
            self._tell({"type": "offers", "seq": self._version, "offers": self._offers, "said": self._said})

    def _leave(self) -> None:
        unsubscribe = getattr(self, "_unsubscribe", None)
        if unsubscribe is not None:
            unsubscribe()

    def _receive(self, message: wire.Message, _buffers: Sequence[memoryview]) -> None:
        match message:
            case wire.Hello():
                self._follow(self._seat.workshop)
                self._show()
            case wire.Ping():
                self._tell({"type": "pong", "n": message.n, "seq": 0})
            case wire.Go():
                self._take(message.step)
            case _:
                self._ignore("a list of offers takes no such message")

    def _take(self, key: str) -> None:
        with self._lock:
            if all(key != one["key"] for one in self._offers):
                self._ignore("there is no such thing in the list")
                return
        # A second press while the first is being worked on makes nothing twice.
        if self._busy.acquire(blocking=False):
            Thread(target=self._make, args=(key,), daemon=True).start()

    def _make(self, key: str) -> None:
        with speaking(self._language):
            try:
                said = self._on_take(key)
            except ModelError as error:
                said = f"{error.problem} {error.way_out}".strip()
            except Exception:
                logger.exception("the callback of a list of offers failed")
                said = _("This did not work. Try again; if it stays so, reload the page.")
            finally:
                self._busy.release()
        with self._lock:
            self._said = said
            self._follow(self._seat.workshop)
            self._show()


def _whole(offer: Offer) -> Offer:
    return {
        "key": offer["key"],
        "title": offer["title"],
        "mark": offer.get("mark", ""),
        "note": offer.get("note", ""),
        "done": offer.get("done", ""),
        "action": offer.get("action", ""),
    }
