"""How people come in: by the code on the wall, a co-facilitator's link, their own key, a code from their phone.

There are no accounts. A page makes (or is given) a resume key and keeps it in its own storage; the database has a hash
of it. Joining again with the same key gives the same person, so that a lost answer makes no second one.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, select

from cjm_widgets.model import ModelError, Person, Role, Team, Viewer, is_id, making, new_id
from cjm_widgets.model.entities.people import COLOURS
from cjm_widgets.model.names import LONGEST_NAME, is_name
from cjm_widgets.store import schema, statements
from cjm_widgets.store.admit import Request, admit
from cjm_widgets.store.attempts import Attempts
from cjm_widgets.store.errors import NotIn
from cjm_widgets.store.keys import Keys, hashed, is_key, new_key, stretched, typed, unseal
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from cjm_widgets.model import Workshop
    from cjm_widgets.store.seat import Seat
    from cjm_widgets.store.store import Store
    from cjm_widgets.store.turn import Turn

MOST_PEOPLE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Somebody who is in."""

    workshop: str
    person: str
    role: Role
    key: str = field(repr=False)
    """Their resume key, for their page's own storage: never in an address, a log line, a file."""


class Entrance:
    """The way into the workshops of a store."""

    def __init__(self, store: Store) -> None:
        """Let people into ``store``."""
        self._store = store
        self._attempts = Attempts(store.database)

    def find(self, code: str, *, caller: str) -> str:
        """Give the workshop that a join code leads to; ``caller`` is who asks, such as their network address.

        Raises NotIn where the code is wrong, old or closed, and TooOften after too many of those.
        """
        self._attempts.check(caller)
        table = schema.door.c
        with self._store.database.reading() as connection:
            workshop = connection.execute(select(table.workshop).where(table.code == typed(code))).scalar()
        if workshop is None:
            self._attempts.note(caller, typed(code))
            raise NotIn(_("This code leads nowhere."), _("Compare it with the one on the wall."))
        clock = self._store.clock(workshop)
        if clock.join_code != typed(code) or not clock.joining:
            self._attempts.note(caller, typed(code))
            raise NotIn(_("Joining is closed."), _("Ask the facilitator to open it."))
        return str(workshop)

    def join(
        self, code: str, *, name: str, caller: str, team: str | None = None, colour: str = "", key: str | None = None
    ) -> Future[Joined]:
        """Let somebody in by the code on the wall; the future raises NotIn, InvalidValue or ModelError.

        ``key`` is one that the page has made and kept before it asked: then asking twice lets in once.
        """
        keys = _keys(key)
        workshop = self.find(code, caller=caller)

        def check(turn: Turn) -> None:
            if not turn.clock.joining or turn.clock.join_code != typed(code):
                raise NotIn(_("Joining is closed."), _("Ask the facilitator to open it."))

        return self._let_in(workshop, Role.PARTICIPANT, keys, _person(name, Role.PARTICIPANT, team, colour), check)

    def accept(
        self, workshop: str, link: str, *, name: str, caller: str, colour: str = "", key: str | None = None
    ) -> Future[Joined]:
        """Let in a co-facilitator by the key in their link; asking twice with one ``key`` lets in once."""
        keys = _keys(key)
        self._attempts.check(caller)
        table = schema.invitation.c
        query = select(table.hash).where(table.workshop == workshop, table.hash == hashed(link))
        known = None
        if is_id(workshop):
            with self._store.database.reading() as connection:
                known = connection.execute(query).first()
        if known is None:
            self._attempts.note(caller, link)
            raise NotIn(_("This link is no longer open."), _("Ask the facilitator for a new one."))

        def check(turn: Turn) -> None:
            if not turn.link.rows(statements.INVITATION, {"workshop": turn.id, "hash": hashed(link)}):
                raise NotIn(_("This link is no longer open."), _("Ask the facilitator for a new one."))

        person = _person(name, Role.CO_FACILITATOR, None, colour)
        return self._let_in(workshop, Role.CO_FACILITATOR, keys, person, check)

    def resume(self, workshop: str, key: str) -> Seat:
        """Give the seat of whoever has this key, with the anonymous cards that are theirs.

        Raises NotIn where there is no such person (any more), and UnknownWorkshop.
        """
        known, keys = self.check(workshop, key), Keys(key)
        own = self._store.opened_by_keys(workshop, keys)
        viewer = Viewer(role=known.role, person=known.person, own=own)
        return self._store.seat(workshop, viewer, keys=keys)

    def check(self, workshop: str, key: str) -> Joined:
        """Give whoever has this key. Raises NotIn where nobody does (any more), and UnknownWorkshop."""
        known = self.whose(workshop, key)
        if known is None:
            raise NotIn(_("This page belongs to nobody in this workshop."), _("Join again."))
        return known

    def whose(self, workshop: str, key: str) -> Joined | None:
        """Tell who has this key; None where nobody does, or who had it was removed. Raises UnknownWorkshop."""
        if not (is_key(key) and is_id(workshop)):
            return None
        table = schema.member.c
        query = select(table.person, table.role).where(table.workshop == workshop, table.hash == hashed(key))
        with self._store.database.reading() as connection:
            row = connection.execute(query).first()
        if row is None or self._store.load(workshop).find(Person, row[0]) is None:
            return None
        return Joined(workshop=workshop, person=row[0], role=Role(row[1]), key=key)

    def take_over(self, code: str, *, caller: str) -> Joined:
        """Give the person, and their key, that a one-time code from their other device stands for; it works once.

        Raises NotIn where the code is wrong, used or old, and TooOften.
        """
        self._attempts.check(caller)
        name, lock = stretched(typed(code))
        table = schema.handover
        with self._store.database.writing() as connection:
            gone = (
                delete(table).where(table.c.hash == name).returning(table.c.workshop, table.c.sealed, table.c.expires)
            )
            row = connection.execute(gone).first()
            connection.execute(delete(table).where(table.c.expires < time.time()))
        key = None if row is None or row[2] < time.time() else unseal(lock, row[1])
        known = None if row is None or key is None else self.whose(row[0], key)
        if known is None:
            self._attempts.note(caller, typed(code))
            raise NotIn(_("This code has been used, or is too old."), _("Make a new one."))
        return known

    def _let_in(
        self, workshop: str, role: Role, keys: Keys, person: Person, check: Callable[[Turn], None]
    ) -> Future[Joined]:
        change = new_id("change")

        def do(turn: Turn) -> Joined:
            rows = turn.link.rows(statements.MEMBER, {"workshop": turn.id, "hash": keys.hash})
            if rows:
                if turn.workshop.find(Person, rows[0][0]) is None:
                    raise NotIn(_("You are no longer on the list of this workshop."), _("Join again."))
                return Joined(workshop=turn.id, person=rows[0][0], role=Role(rows[0][1]), key=keys.reveal)
            check(turn)
            _check_person(person, turn.workshop)
            drafts = (replace(making(_coloured(person, turn.workshop)), id=change),)
            admit(turn, Request(drafts=drafts, batch=change, author=person.id))
            row = {"workshop": turn.id, "hash": keys.hash, "person": person.id, "role": str(role)}
            turn.link.run(statements.INSERT_MEMBER, row)
            return Joined(workshop=turn.id, person=person.id, role=role, key=keys.reveal)

        return self._store.submit(self._store.replica(workshop), do)


def _keys(key: str | None) -> Keys:
    if key is not None and not is_key(key):
        raise ModelError(_("key"), _("It takes 32 to 200 characters."), _("Reload the page."))
    return Keys(key or new_key())


def _person(name: str, role: Role, team: str | None, colour: str) -> Person:
    clean = " ".join(name.split())
    if not is_name(clean):
        raise ModelError(_("Name"), _("It takes 1 to {n} characters.").format(n=LONGEST_NAME))
    if colour and colour not in COLOURS:
        raise ModelError(_("Colour"), _("This colour is not on the palette."))
    return Person(id=new_id("person"), name=clean, role=str(role), team=team or None, colour=colour)


def _check_person(person: Person, workshop: Workshop) -> None:
    if person.team is not None and workshop.find(Team, person.team) is None:
        raise ModelError(_("Team"), _("This team is not on the list."), _("Choose another one."))
    if len(workshop.all(Person)) >= MOST_PEOPLE:
        raise NotIn(_("The workshop is full: {n} people.").format(n=MOST_PEOPLE), _("Ask the facilitator."))


def _coloured(person: Person, workshop: Workshop) -> Person:
    """Give the person with the colour that fewest have, unless they chose one."""
    if person.colour:
        return person
    worn = [one.colour for one in workshop.all(Person)]
    return replace(person, colour=min(COLOURS, key=worn.count))
