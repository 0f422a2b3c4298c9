"""How many are in the room and how many of them are done: counted the same way for phones, the wall and who leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_widgets.model import Person, Role

if TYPE_CHECKING:
    from cjm_widgets.model import Step, Workshop
    from cjm_widgets.store import Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """The participants of a workshop at one moment."""

    people: tuple[Person, ...]
    """All who have joined and were not removed, by name."""
    here: frozenset[str]
    """Those whose page is there."""
    done: frozenset[str]
    """Those who say that they are done with the step."""

    @property
    def counted(self) -> int:
        """How many could be done: who is here, and who was done before they left."""
        return len(self.here | self.done)


def attendance(workshop: Workshop, room: Room, step: Step) -> Attendance:
    """Give who is in and who is done with ``step``; those who lead are not counted."""
    people = tuple(
        sorted(
            (one for one in workshop.all(Person) if one.role == str(Role.PARTICIPANT)),
            key=lambda one: (one.name.casefold(), one.id),
        )
    )
    ids = {one.id for one in people}
    return Attendance(people=people, here=room.here & ids, done=room.done.get(str(step), frozenset()) & ids)


def initials(name: str) -> str:
    """Give one or two letters for a name; the first of its first and of its last word."""
    words = [word for word in name.split() if word]
    if not words:
        return "?"
    ends = (words[0], words[-1]) if len(words) > 1 else (words[0],)
    return "".join(word[0] for word in ends).upper()
