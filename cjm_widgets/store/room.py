"""The room: who is there, who has entered something, who is done, who is editing what; never what they write."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Note, Person, Refused, Step, Vote
from cjm_widgets.model.viewer import Class, class_of
from cjm_widgets.store import aside
from cjm_widgets.store.authors import anonymous_kinds
from cjm_widgets.store.ballots import Turnout, Votes
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cjm_widgets.model import Workshop
    from cjm_widgets.store.place import Place

GONE_S: Final = 15.0
"""A page that has not said for so many seconds that it is there is gone."""


@dataclass(frozen=True, slots=True)
class Editing:
    """A text that somebody else is editing."""

    person: str | None
    entity: str
    field: str


def _nothing() -> Mapping[str, frozenset[str]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The room at one moment."""

    here: frozenset[str] = frozenset()
    """The people whose page was seen within the last seconds."""
    pages: int = 0
    """How many pages there are, those of nobody in particular among them."""
    done: Mapping[str, frozenset[str]] = field(default_factory=_nothing)
    """By step: the people who say that they are done."""
    entered: Mapping[str, frozenset[str]] = field(default_factory=_nothing)
    """By step: the people who have entered something under their name; for those who lead.

    Whose anonymous entries there are is not known to anybody, so nobody is named for them.
    """
    turnouts: Mapping[str, Turnout] = field(default_factory=lambda: MappingProxyType({}))
    """By open vote."""
    editing: tuple[Editing, ...] = ()
    """What others are editing, of what this seat can see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What the tables beside the log say, the same for all seats."""

    pages: dict[str, tuple[str | None, str | None, str | None]]
    done: dict[str, frozenset[str]]
    turnouts: dict[str, Turnout]


class RoomDesk:
    """The room for one seat."""

    def __init__(self, place: Place) -> None:
        """Sit in the room of ``place``'s workshop."""
        self._place = place
        self._pages: set[str] = set()
        self._endings: list[Callable[[], None]] = []

    def here(self, page: str, *, entity: str | None = None, field: str | None = None) -> None:
        """Say that this page is there, every five seconds or so; ``page`` is a random id of its own.

        ``entity`` and ``field`` say which text is being edited on it. Of an anonymous card that is never noted.
        """
        self._pages.add(page[:64])
        if entity is None or field is None or not self._may_tell(entity):
            entity = field = None
        self._place.store.presence.note(self._place.id, page[:64], self._place.who().person, entity, field)

    def leave(self, page: str) -> None:
        """Say that a page has gone. Raises StoreError."""
        self._pages.discard(page[:64])
        self._place.store.presence.leave(self._place.id, page[:64])

    def now(self) -> Room:
        """Look into the room. Raises StoreError."""
        return self._seen(self._read())

    def subscribe(self, callback: Callable[[Room], None]) -> Callable[[], None]:
        """Call ``callback`` with the room whenever it has changed, within about a second; give what ends it."""
        last: list[Room] = []

        def look() -> None:
            room = self._seen(self._place.store.presence.facts(self._place.id, self._read))
            if last != [room]:
                last[:] = [room]
                callback(room)

        end = self._place.store.presence.watch(look)
        self._endings.append(end)
        return end

    def _read(self) -> _Facts:
        votes, workshop = Votes(self._place), self._place.state.workshop
        return _Facts(
            pages=aside.present(self._place.database, self._place.id, within_s=GONE_S),
            done=aside.who_is_done(self._place.database, self._place.id),
            turnouts={vote.id: votes.turnout(vote.id) for vote in workshop.of(Vote, state="open")},
        )

    def _seen(self, facts: _Facts) -> Room:
        viewer, workshop = self._place.who(), self._place.state.workshop
        people = {person for person, _entity, _field in facts.pages.values() if person is not None}
        return Room(
            here=frozenset(person for person in people if workshop.find(Person, person) is not None),
            pages=len(facts.pages),
            done=MappingProxyType(facts.done),
            entered=MappingProxyType(entered(workshop) if viewer.leads else {}),
            turnouts=MappingProxyType(facts.turnouts),
            editing=self._editing(facts.pages),
        )

    def set_done(self, step: Step | str, *, done: bool = True) -> None:
        """Say that this person is done with a step, or not any more. Raises Refused for a page of nobody."""
        person = self._place.who().person
        if person is None or self._place.state.workshop.find(Person, person) is None:
            raise Refused(_("Done"), _("This page belongs to nobody."), _("Join first."))
        aside.mark_done(self._place.database, self._place.id, str(Step(step)), person, done=done)

    def keep_draft(self, form: str, text: str) -> None:
        """Keep what was typed into a form and not sent, readable with this person's key only; no text forgets it.

        Does nothing on a page that a reload does not bring back. Raises ModelError where it is too long.
        """
        if self._place.keys.lasting:
            # Half a character, as a box that is full may cut one, could not be sent to a page again.
            text = text.encode(errors="replace").decode()
            aside.keep_draft(self._place.database, self._place.id, self._place.keys, form, text)

    def drafts(self) -> dict[str, str]:
        """Give what this person typed and did not send, by form, on whichever device."""
        if not self._place.keys.lasting:
            return {}
        return aside.drafts_of(self._place.database, self._place.id, self._place.keys)

    def close(self) -> None:
        """Watch no longer. Whether the page is gone, the page says, or its silence."""
        while self._endings:
            self._endings.pop()()

    def _may_tell(self, entity: str) -> bool:
        viewer, view = self._place.who(), self._place.view()
        thing = view.get(entity)
        if thing is None or thing.id in viewer.own or thing.KIND in anonymous_kinds(view.settings):
            return False
        return not (getattr(thing, "author", "") is None and getattr(thing, "standing", "") == "written")

    def _editing(self, pages: Mapping[str, tuple[str | None, str | None, str | None]]) -> tuple[Editing, ...]:
        found = [
            Editing(person, entity, field)
            for page, (person, entity, field) in sorted(pages.items())
            if entity is not None and field is not None and page not in self._pages
        ]
        if not found:
            return ()
        view = self._place.view()
        return tuple(one for one in found if view.get(one.entity) is not None)


def entered(workshop: Workshop) -> dict[str, frozenset[str]]:
    """Give the people who have entered something under their name, by step."""
    found: dict[str, set[str]] = {}
    for kind, shelf in workshop.shelves.items():
        if class_of(kind) is not Class.ALONE:
            continue
        for author, things in shelf.by_author.items():
            for thing in things:
                step = thing.step if isinstance(thing, Note) else thing.STEP
                if step is not None:
                    found.setdefault(step, set()).add(author)
    return {step: frozenset(people) for step, people in found.items()}
