"""Short ways to say what store tests need to say."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Condition
from typing import TYPE_CHECKING

from cjm_widgets.model import DELETED, Clock, Draft, Person, Phase, Role, Step, Touchpoint, Viewer, new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cjm_widgets.model import Json, Workshop
    from cjm_widgets.store import Room, Seat, Store

FACILITATOR = Viewer(role=Role.FACILITATOR)
WAIT_S = 20
"""How long a test waits before it fails."""


def journey(id: str = "journey-1") -> Draft:
    return Draft(kind="journey", entity=id, fields={"title": "First order"})


def touchpoint(id: str, name: str = "Gets the parcel", **fields: Json) -> Draft:
    return Draft(kind="touchpoint", entity=id, fields={"journey": "journey-1", "name": name, **fields})


def edit(id: str, kind: str = "touchpoint", **fields: Json) -> Draft:
    return Draft(kind=kind, entity=id, fields=fields, id=new_id("change"))


def note(id: str, text: str = "Nobody reads the size table", step: str = "touchpoints", **fields: Json) -> Draft:
    return Draft(kind="note", entity=id, fields={"text": text, "step": step, **fields})


def gone(id: str, kind: str = "touchpoint") -> Draft:
    return Draft(kind=kind, entity=id, fields={DELETED: True})


def name_of(seat: Seat, id: str) -> str | None:
    found = seat.workshop.find(Touchpoint, id)
    return None if found is None else found.name


def participant(store: Store, workshop: str, name: str, *, team: str | None = None) -> Viewer:
    """Let somebody in; give what they are."""
    id = f"person-{name.lower()}"
    fields: dict[str, Json] = {"name": name, "role": "participant"}
    store.apply(
        workshop, [Draft(kind=Person.KIND, entity=id, fields=fields | ({"team": team} if team else {}))]
    ).result(WAIT_S)
    return Viewer(role=Role.PARTICIPANT, person=id)


def phase(seat: Seat, step: Step, phase: Phase) -> Clock:
    return seat.set_clock(lambda clock: clock.at(step, phase)).result(WAIT_S)


class Watch:
    """Keeps the last view that a seat was told of, and waits for one that fits."""

    def __init__(self) -> None:
        self.views: list[Workshop] = []
        self._told = Condition()

    def __call__(self, view: Workshop) -> None:
        with self._told:
            self.views.append(view)
            self._told.notify_all()

    def until(self, fits: Callable[[Workshop], bool]) -> Workshop:
        with self._told:
            assert self._told.wait_for(lambda: bool(self.views) and fits(self.views[-1]), WAIT_S), "nobody was told"
            return self.views[-1]


class Window:
    """Looks into the room and waits for what one waits for."""

    def __init__(self, seat: Seat) -> None:
        self.rooms: list[Room] = []
        self._told = Condition()
        seat.room.subscribe(self._look)

    def _look(self, room: Room) -> None:
        with self._told:
            self.rooms.append(room)
            self._told.notify_all()

    def until(self, fits: Callable[[Room], bool]) -> Room:
        with self._told:
            assert self._told.wait_for(lambda: bool(self.rooms) and fits(self.rooms[-1]), WAIT_S), self.rooms
            return self.rooms[-1]


@contextmanager
def watching(seat: Seat) -> Iterator[Watch]:
    watch = Watch()
    leave = seat.subscribe(watch)
    try:
        yield watch
    finally:
        leave()


def team(id: str) -> Draft:
    return Draft(kind="team", entity=id, fields={"name": id.title()})


def open_door(leader: Seat) -> str:
    """Open joining; give the code."""
    code = leader.door.open().result(WAIT_S).join_code
    assert code is not None
    return code


def joined(store: Store, leader: Seat, name: str, **said: str) -> Seat:
    """Let somebody in by the code on the wall."""
    code = leader.clock.join_code
    assert code is not None
    here = store.entrance.join(code, name=name, caller=f"test {name}", **said).result(WAIT_S)  # type: ignore[arg-type]
    return store.entrance.resume(here.workshop, here.key)
