"""The strip of a live workshop: step, phase, timer, "I am done", who else writes where I write, and what is mine."""

from __future__ import annotations

import logging
import time
from threading import RLock
from typing import TYPE_CHECKING, Literal
from uuid import uuid4

from cjm_widgets.model import Draft, ModelError, Person, Phase, Team
from cjm_widgets.model.entities.people import COLOURS
from cjm_widgets.model.names import LONGEST_NAME, is_name
from cjm_widgets.view.phases import phase_says, phase_title
from cjm_widgets.widgets import wire
from cjm_widgets.widgets.attendance import attendance, initials
from cjm_widgets.widgets.page import STATIC, PageWidget
from cjm_widgets.words import _, language, speaking

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Future

    from cjm_widgets.model import Clock, Json, Workshop
    from cjm_widgets.store import Receipt, Seat
    from cjm_widgets.store import Room as Moment

logger = logging.getLogger(__name__)

HAND_OVER = "hand-over"
"""What a page asks for that wants to go on with another device."""


class Room(PageWidget):
    """Where the room is, on one page. It says that its page is there for as long as the page says so."""

    _esm = STATIC / "room.js"
    _css = STATIC / "room.css"

    def __init__(self, seat: Seat, *, size: Literal["strip", "wall"] = "strip") -> None:
        """Follow the clock and the room of ``seat``; ``wall`` is large enough for the last row, and has no buttons."""
        self._seat = seat
        self._language = language()
        self._lock = RLock()
        self._page = uuid4().hex
        self._writing: tuple[str | None, str | None] = (None, None)
        self._moment = seat.room.now()
        self._version = 1
        self._told = self._now()
        super().__init__(
            {
                "size": size,
                "colours": list(COLOURS),
                "person": seat.person or "",
                "hands_over": seat.resume_key is not None,
                "says": _says(),
                "now": time.time(),
                "room": self._told,
            }
        )
        self._endings = (
            seat.subscribe(self._look),
            seat.subscribe_clock(self._look_at_clock),
            seat.room.subscribe(self._look_around),
        )

    def _leave(self) -> None:
        for end in getattr(self, "_endings", ()):
            end()

    def _look(self, _view: Workshop) -> None:
        """Look again after a change. Called from the follower's thread, where no language is set."""
        self._refresh()

    def _look_at_clock(self, _clock: Clock) -> None:
        self._refresh()

    def _look_around(self, moment: Moment) -> None:
        with self._lock:
            self._moment = moment
        self._refresh()

    def _refresh(self, *, always: bool = False) -> None:
        """Tell the page where the room is, if that has changed."""
        with self._lock, speaking(self._language):
            now = self._now()
            if now != self._told or always:
                self._told = now
                self._version += 1
                self._tell({"type": "room", "seq": self._version, "now": time.time(), "room": now})

    def _now(self) -> dict[str, object]:
        view, clock = self._seat.workshop, self._seat.clock
        phase = clock.phase(clock.step)
        there = attendance(view, self._moment, clock.step)
        return {
            "step": str(clock.step),
            "number": clock.step.number,
            "step_title": _(clock.step.label),
            "workshop": view.settings.title,
            "phase": str(phase),
            "phase_title": phase_title(phase),
            "phase_says": phase_says(phase),
            "ends_at": clock.ends_at,
            "left_s": clock.left_s,
            "locked": clock.locked,
            "people": there.counted,
            "done_people": len(there.done),
            # Whether one is done is asked while one writes; a ballot says it by itself.
            "asks_done": phase is Phase.COLLECT and self._me() is not None,
            "done": self._seat.person in there.done,
            "writing": self._others(view),
            "me": self._as_shown(self._me()),
            "teams": [[team.id, team.name] for team in view.all(Team)],
        }

    def _me(self) -> Person | None:
        return self._seat.workshop.find(Person, self._seat.person)

    def _as_shown(self, me: Person | None) -> dict[str, str] | None:
        if me is None:
            return None
        return {"name": me.name, "team": me.team or "", "colour": me.colour, "initials": initials(me.name)}

    def _others(self, view: Workshop) -> list[str]:
        """Name those who are writing in the text that is being written in here."""
        if self._writing[0] is None:
            return []
        found = [one for one in self._moment.editing if (one.entity, one.field) == self._writing]
        people = (view.find(Person, one.person) for one in found)
        return sorted({_("Somebody") if person is None else person.name for person in people})

    def _receive(self, message: wire.Message, _buffers: Sequence[memoryview]) -> None:
        match message:
            case wire.Hello():
                self._be_here()
                self._refresh(always=True)
            case wire.Ping():
                self._be_here()
                self._tell({"type": "time", "n": message.n, "now": time.time()})
            case wire.Here():
                self._writing = (message.entity, message.field)
                self._be_here()
                self._refresh()
            case wire.Done():
                self._set_done(message)
            case wire.Submit():
                self._change_me(message)
            case wire.Go() if message.step == HAND_OVER:
                self._hand_over()
            case _:
                self._ignore("the strip of the room takes no such message")

    def _be_here(self) -> None:
        self._seat.room.here(self._page, entity=self._writing[0], field=self._writing[1])

    def _set_done(self, message: wire.Done) -> None:
        try:
            self._seat.room.set_done(message.step, done=message.done)
            with self._lock:
                self._moment = self._seat.room.now()
        except (ModelError, ValueError) as error:
            self._say(error)
        self._refresh(always=True)

    def _change_me(self, message: wire.Submit) -> None:
        """Change one's own name, team and colour; what else a page sends is left out."""
        me = self._me()
        fields: dict[str, Json] = {}
        for name in ("name", "team", "colour"):
            value = message.values.get(name)
            if isinstance(value, str):
                fields[name] = value.strip() or None
        if me is None or not fields:
            return
        if "name" in fields and fields["name"] is None:
            self._answer(message.n, errors={"name": _("Please say your name.")})
            return
        if "name" in fields and not is_name(fields["name"]):
            said = _("A name takes 1 to {n} characters.").format(n=LONGEST_NAME)
            self._answer(message.n, errors={"name": said})
            return
        future = self._seat.apply([Draft(kind=Person.KIND, entity=me.id, fields=fields)])
        future.add_done_callback(lambda done: self._changed_me(message.n, done))

    def _changed_me(self, n: int, done: Future[Receipt]) -> None:
        with speaking(self._language):
            error = done.exception()
            if isinstance(error, ModelError):
                logger.info("A change of a person was refused: %s", type(error).__name__)
                self._answer(n, errors={"name": f"{error.problem} {error.way_out}".strip()})
            elif error is not None:
                logger.error("a person could not be changed", exc_info=error)
                self._answer(n, errors={"name": _("This could not be saved. Try again in a moment.")})
            else:
                self._answer(n, said=_("Saved"))
                self._refresh()

    def _answer(self, n: int, *, errors: Mapping[str, str] | None = None, said: str = "") -> None:
        self._tell({"type": "answer", "n": n, "errors": dict(errors or {}), "message": said})

    def _hand_over(self) -> None:
        """Show the one-time code for another device. It goes to this page only, and into no log."""
        try:
            made = self._seat.door.hand_over()
        except ModelError as error:
            self._say(error)
            return
        self._tell({"type": "code", "code": made.code, "ends_at": made.expires, "now": time.time()})

    def _say(self, error: Exception) -> None:
        said = f"{error.problem} {error.way_out}".strip() if isinstance(error, ModelError) else str(error)
        self._tell({"type": "said", "message": said})


def _says() -> dict[str, str]:
    """Give what the parts of the strip say, in the language in use."""
    return {
        "label": _("The workshop"),
        "called": _("The facilitator calls everyone to step {n}: {step}"),
        "done": _("I am done"),
        "done_of": _("{n} of {all}"),
        "done_short": _("done"),
        "paused": _("paused"),
        "little": _("One minute left."),
        "over": _("Time is up"),
        "locked": _("Everything is locked for the moment. Look at the wall."),
        "writing": _("Writing in this text too: {names}"),
        "me": _("You are {name}: name, team, colour, other device"),
        "you": _("You in this workshop"),
        "name": _("Your name"),
        "team": _("Your team"),
        "no_team": _("No team"),
        "colour": _("Your colour"),
        "colour_n": _("Colour {n}"),
        "save": _("Save"),
        "device": _("Go on with another device"),
        "device_help": _(
            "Open the address on the wall there, choose “I have joined on another device” and type this code. It works"
            " once, and brings along what you typed and have not sent."
        ),
        "device_show": _("Show a code"),
        "device_left": _("valid for {time}"),
    }
