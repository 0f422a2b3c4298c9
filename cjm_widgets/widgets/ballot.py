"""One person's ballot in an open vote: dots on cards, changeable until the vote is closed."""

from __future__ import annotations

import logging
from threading import RLock
from typing import TYPE_CHECKING

from cjm_widgets.model import ModelError, PainPoint, Stage, Touchpoint, Vote, VoteOption
from cjm_widgets.store import MyBallot
from cjm_widgets.widgets import wire
from cjm_widgets.widgets.page import STATIC, PageWidget, keep_under
from cjm_widgets.widgets.shown import label
from cjm_widgets.words import _, language, speaking

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from cjm_widgets.model import Entity, Workshop
    from cjm_widgets.store import Seat

logger = logging.getLogger(__name__)


class Ballot(PageWidget):
    """The cards of a vote with a − and a + for each. What was given is told to nobody but this page."""

    _esm = STATIC / "ballot.js"
    _css = STATIC / "ballot.css"

    def __init__(self, seat: Seat, vote: str, *, paper: str | None = None) -> None:
        """Vote in ``vote``; ``paper`` names a ballot that whoever leads enters for somebody, which begins empty."""
        self._seat, self._vote, self._paper = seat, vote, paper
        self._language = language()
        self._lock = RLock()
        self._version = 1
        mine = MyBallot(dots={}, done=False) if paper is not None else seat.votes.mine(vote)
        self._state: dict[str, object] = self._now(seat.workshop)
        person = seat.person or ""
        super().__init__(
            {
                "keep": keep_under(seat.workshop.id, person, "ballot", vote, paper or ""),
                "says": _says(),
                "paper": paper or "",
                "ballot": self._state,
                # What lies in the box when the page opens; after that the page knows it best.
                "dots": dict(mine.dots),
                "done": mine.done,
            }
        )
        self._unsubscribe = seat.subscribe(self._refresh)

    def _leave(self) -> None:
        unsubscribe = getattr(self, "_unsubscribe", None)
        if unsubscribe is not None:
            unsubscribe()

    def _refresh(self, view: Workshop, *, always: bool = False) -> None:
        """Look at the vote again. Called from the follower's thread, where no language is set."""
        with self._lock, speaking(self._language):
            now = self._now(view)
            if now != self._state or always:
                self._state = now
                self._version += 1
                self._tell({"type": "ballot", "seq": self._version, "ballot": now})

    def _now(self, view: Workshop) -> dict[str, object]:
        asked = view.find(Vote, self._vote)
        if asked is None:
            return {"state": "gone", "question": "", "each": 0, "limit": None, "locked": False, "options": []}
        cards = ((option, view.get(option.card)) for option in view.of(VoteOption, vote=self._vote))
        return {
            "state": asked.state or "open",
            "question": asked.question,
            "each": asked.dots_each or 0,
            "limit": asked.limit,
            "locked": self._seat.clock.locked and not self._seat.viewer.leads,
            "options": [
                {
                    "card": option.card,
                    "title": label(card) if card else _("(no longer there)"),
                    "note": note(card, view),
                }
                for option, card in cards
            ],
        }

    def _receive(self, message: wire.Message, _buffers: Sequence[memoryview]) -> None:
        match message:
            case wire.Hello():
                self._refresh(self._seat.workshop, always=True)
            case wire.Ping():
                self._tell({"type": "pong", "n": message.n, "seq": 0})
            case wire.Cast():
                self._cast(message)
            case _:
                self._ignore("a ballot takes no such message")

    def _cast(self, message: wire.Cast) -> None:
        future = self._seat.votes.cast(self._vote, message.dots, done=message.done, paper=self._paper)
        future.add_done_callback(lambda done: self._settle(message.n, done))

    def _settle(self, n: int, done: Future[None]) -> None:
        with speaking(self._language):
            error = done.exception()
            said = ""
            if isinstance(error, ModelError):
                logger.info("A ballot was refused: %s", type(error).__name__)
                said = f"{error.problem} {error.way_out}".strip()
            elif error is not None:
                logger.error("a ballot could not be put in", exc_info=error)
                said = _("This could not be saved. Try again in a moment.")
            self._tell({"type": "cast", "n": n, "message": said})


def note(card: Entity | None, view: Workshop) -> str:
    """Say where a card stands on the map, in a few words; nothing where it stands nowhere."""
    touchpoint = view.find(Touchpoint, card.touchpoint) if isinstance(card, PainPoint) else None
    if touchpoint is not None:
        return touchpoint.name
    stage = view.find(Stage, card.stage) if isinstance(card, Touchpoint) else None
    return " · ".join(filter(None, (stage.name if stage else "", card.channel if isinstance(card, Touchpoint) else "")))


def _says() -> dict[str, str]:
    """Give what the parts of a ballot say, in the language in use."""
    return {
        "secret": _("Nobody sees your dots, now or later."),
        "paper": _("Paper ballot: {name}. It replaces what was entered under this name before."),
        "limit": _("At most {n} on one card."),
        "left": _("{n} of {all} dots left"),
        "given": _("{card}: {n}. {left} of {all} dots left."),
        "less": _("One dot less for {card}"),
        "more": _("One dot more for {card}"),
        "dots": _("Dots: {n}"),
        "sending": _("Sending…"),
        "in": _("In the box"),
        "finish": _("I have finished"),
        "finished": _("I have finished"),
        "later": _("You can change it until the vote is closed."),
        "change": _("You can still change it until the vote is closed."),
        "locked": _("Everything is locked for the moment. Look at the wall."),
        "closed": _("This vote is closed. Your last ballot counts."),
        "gone": _("This vote was taken back."),
    }
