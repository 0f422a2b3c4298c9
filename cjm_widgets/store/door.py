"""The door, from inside: the join code, co-facilitators' links, one's own way to another device, who is sent out."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, select

from cjm_widgets.model import DELETED, KINDS, Draft, ModelError, Person, Refused, may_lead, new_id
from cjm_widgets.model.viewer import Class, Role, class_of
from cjm_widgets.store import log, schema, statements
from cjm_widgets.store.admit import Request, admit
from cjm_widgets.store.backups import backup
from cjm_widgets.store.clockwork import move_clock
from cjm_widgets.store.keys import hashed, new_code, new_key, seal, stretched
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from cjm_widgets.model import Clock
    from cjm_widgets.store.place import Place
    from cjm_widgets.store.receipt import Receipt
    from cjm_widgets.store.turn import Turn

CODE_LETTERS: Final = 6
HANDOVER_LETTERS: Final = 8
HANDOVER_S: Final = 600.0
"""How long a one-time code works, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """A one-time code to type on one's other device."""

    code: str = field(repr=False)
    expires: float
    """In seconds since 1970 UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiped:
    """What became of a rehearsal."""

    backup: Path
    """Everything as it was before."""
    receipt: Receipt | None
    """None where there was nothing to wipe."""


class Door:
    """Who may come in, for those who lead; and one's own hand-over."""

    def __init__(self, place: Place) -> None:
        """Stand at the door of ``place``'s workshop."""
        self._place = place

    def open(self) -> Future[Clock]:
        """Open joining; the code that was there stays, and the first one is made. The future raises Refused."""
        return self._move(joining=True, anew=False)

    def close(self) -> Future[Clock]:
        """Close joining; who is in stays in, and comes back by their own key."""
        return self._move(joining=False, anew=False)

    def renew(self) -> Future[Clock]:
        """Make a new code; the old one leads nowhere from now on."""
        return self._move(joining=None, anew=True)

    def invite(self) -> Future[str]:
        """Make a co-facilitator's link; the future gives the key to put into it, which is stored nowhere."""
        key, viewer = new_key(), self._place.who()

        def do(turn: Turn) -> str:
            may_lead(viewer, _("Link"), alone=True)
            row = {"workshop": turn.id, "hash": hashed(key)}
            if not turn.link.rows(statements.INVITATION, row):
                turn.link.run(statements.INSERT_INVITATION, row)
            return key

        return self._place.submit(do)

    def withdraw(self) -> Future[None]:
        """Close all co-facilitators' links; those who came in by them stay until they are removed."""
        viewer = self._place.who()

        def do(turn: Turn) -> None:
            may_lead(viewer, _("Link"), alone=True)
            turn.link.run(statements.DELETE_INVITATIONS, {"workshop": turn.id})

        return self._place.submit(do)

    def hand_over(self) -> HandOver:
        """Make a one-time code that brings this person, and all that is theirs, to another device.

        Raises Refused for a page that belongs to nobody.
        """
        keys = self._place.keys
        if not keys.lasting or self._place.who().person is None:
            raise Refused(_("Another device"), _("This page belongs to nobody."), _("Join first."))
        code, expires = new_code(HANDOVER_LETTERS), time.time() + HANDOVER_S
        name, lock = stretched(code)
        row = {"hash": name, "workshop": self._place.id, "sealed": seal(lock, keys.reveal), "expires": expires}
        with self._place.database.writing() as connection:
            connection.execute(insert(schema.handover).values(**row))
        return HandOver(code=code, expires=expires)

    def remove(self, person: str, *, cards: bool) -> Future[Receipt]:
        """Remove a person: their key ends. With ``cards`` what they signed goes too; what is anonymous stays.

        The future raises Refused or ModelError. It is one batch, which ``Seat.undo`` does not know; bringing the
        person back (lifting the tombstone) brings their key back.
        """
        viewer, batch = self._place.who(), new_id("batch")
        ids: dict[str, str] = {}

        def do(turn: Turn) -> Receipt:
            found = turn.workshop.find(Person, person)
            if found is None:
                raise ModelError(_("Person"), _("There is nobody like this on the list."))
            may_lead(viewer, _("Person"), alone=found.role != str(Role.PARTICIPANT))
            if found.role == str(Role.FACILITATOR):
                raise Refused(_("Person"), _("The facilitator stays."))
            gone = [person]
            if cards:
                gone += [thing.id for thing in turn.workshop if getattr(thing, "author", None) == person]
            return admit(turn, Request(drafts=_deleting(turn, gone, ids), batch=batch, author=viewer.person))

        return self._place.submit(do)

    def removed(self) -> tuple[tuple[str, str], ...]:
        """Give the id and the name of everybody who was removed one by one, the last first. Raises StoreError."""
        table = schema.change.c
        here = (table.workshop == self._place.id, table.kind == Person.KIND)
        query = select(table.entity, table.batch, table.fields).where(*here).order_by(table.seq)
        names: dict[str, str] = {}
        gone: dict[str, str] = {}
        with self._place.database.reading() as connection:
            rows = connection.execute(query).all()
        for entity, batch, fields in rows:
            given = json.loads(fields)
            names[entity] = str(given.get("name") or names.get(entity, ""))
            if given.get(DELETED) is True:
                gone[entity] = batch
            elif DELETED in given:
                gone.pop(entity, None)
        # A rehearsal that was wiped took them all at once; nobody of them waits to be let in.
        together = Counter(gone.values())
        return tuple((id, names[id]) for id, batch in reversed(gone.items()) if together[batch] == 1)

    def let_in_again(self, person: str) -> Future[Receipt]:
        """Take a removal back: the person, their key, and what went with them. The future raises ModelError."""
        viewer, batch = self._place.who(), new_id("batch")
        ids: dict[str, str] = {}

        def do(turn: Turn) -> Receipt:
            history = log.of_entity(turn.link, turn.id, person)
            roles = (change.fields["role"] for change in reversed(history) if "role" in change.fields)
            guest = str(Role.PARTICIPANT)
            may_lead(viewer, _("Person"), alone=next(roles, guest) != guest)
            last = next((change for change in reversed(history) if DELETED in change.fields), None)
            if last is None or last.fields[DELETED] is not True or history[0].kind != Person.KIND:
                raise ModelError(_("Person"), _("There is nobody like this to let in again."))
            # The person goes first, and what goes along right after them.
            with_them = takewhile(lambda one: one.batch == last.batch, log.since(turn.link, turn.id, last.seq - 1))
            drafts = [
                Draft(kind=one.kind, entity=one.entity, fields={DELETED: False},
                      id=ids.setdefault(one.entity, new_id("change")))
                for one in with_them
            ]  # fmt: skip
            return admit(turn, Request(drafts=drafts, batch=batch, author=viewer.person))

        return self._place.submit(do)

    def wipe_rehearsal(self, folder: Path) -> Future[Wiped]:
        """Back everything up into ``folder``, then take away all that participants wrote, votes, and the participants.

        What those who lead have prepared stays. It is one batch of tombstones, so that the log still has everything;
        ballots, scores, half-written entries and presence go for good, but for the back-up. The clock is rewound.
        Raises Refused or StoreError before anything is wiped; the future raises StoreError.
        """
        viewer, batch = self._place.who(), new_id("batch")
        may_lead(viewer, _("Rehearsal"), alone=True)
        saved = backup(self._place.store, folder)
        ids: dict[str, str] = {}

        def do(turn: Turn) -> Wiped:
            gone = list(dict.fromkeys(_rehearsed(turn)))
            drafts = _deleting(turn, gone, ids)
            receipt = None
            if drafts:
                receipt = admit(turn, Request(drafts=drafts, batch=batch, author=viewer.person))
            for query in statements.DELETE_OF_WORKSHOP.values():
                turn.link.run(query, {"workshop": turn.id})
            turn.set_clock(turn.clock.rewound())
            return Wiped(backup=saved, receipt=receipt)

        return self._place.submit(do)

    def _move(self, *, joining: bool | None, anew: bool) -> Future[Clock]:
        viewer, made = self._place.who(), new_code(CODE_LETTERS)

        def do(turn: Turn) -> Clock:
            may_lead(viewer, _("Joining"))
            clock, code = turn.clock, turn.clock.join_code
            if anew or code is None:
                code = made
                while turn.link.rows(statements.DOOR, {"code": code}):
                    code = new_code(CODE_LETTERS)
                turn.link.run(statements.DELETE_DOORS, {"workshop": turn.id})
                turn.link.run(statements.INSERT_DOOR, {"code": code, "workshop": turn.id})
            opened = clock.joining if joining is None else joining
            return move_clock(turn, replace(clock, joining=opened, join_code=code))

        return self._place.submit(do)


def _deleting(turn: Turn, gone: list[str], ids: dict[str, str]) -> list[Draft]:
    """Give the drafts that take things away; tried again, they have the same ids."""
    things = [thing for id in gone if (thing := turn.workshop.get(id)) is not None]
    return [
        Draft(kind=thing.KIND, entity=thing.id, fields={DELETED: True}, id=ids.setdefault(thing.id, new_id("change")))
        for thing in things
    ]


def _rehearsed(turn: Turn) -> Iterator[str]:
    """Give what participants wrote, in person or without a name, what was voted, and the participants."""
    workshop = turn.workshop
    people = {one.id for one in workshop.all(Person) if one.role == str(Role.PARTICIPANT)}
    met: set[str] = set()
    for change in log.since(turn.link, turn.id, 0):
        if change.entity in met:
            continue
        met.add(change.entity)
        if change.kind not in KINDS or class_of(change.kind) in (Class.SETTINGS, Class.PEOPLE):
            continue
        # An anonymous card begins as "written", which those who lead do not begin with; so does one by proxy.
        if change.author in people or change.fields.get("standing") == "written":
            yield change.entity
    for thing in workshop:
        if class_of(thing.KIND) is Class.VOTE:
            yield thing.id
    yield from people
