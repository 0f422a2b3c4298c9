"""A seat: one person's view of a workshop and their right to change it. It is all that a page is handed."""

from __future__ import annotations

from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING

from cjm_widgets.model import (
    Journey,
    Look,
    Person,
    Role,
    Viewer,
    Workshop,
    derived_id,
    may_lead,
    new_id,
)
from cjm_widgets.model.viewer import is_gone
from cjm_widgets.store import sources
from cjm_widgets.store.admit import Request, admit
from cjm_widgets.store.authors import anonymous_kinds, signed_for
from cjm_widgets.store.ballots import Votes
from cjm_widgets.store.clockwork import turning
from cjm_widgets.store.door import Door
from cjm_widgets.store.keys import Keys, hashed
from cjm_widgets.store.listeners import Listeners
from cjm_widgets.store.place import Place
from cjm_widgets.store.receipt import Receipt
from cjm_widgets.store.room import RoomDesk
from cjm_widgets.store.scores import Scoring, own_scores
from cjm_widgets.store.steps import Steps
from cjm_widgets.store.undo import invert
from cjm_widgets.store.waiting import Waiting
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from cjm_widgets.model import Clock, Draft, Entity
    from cjm_widgets.model.workshop import Shelf
    from cjm_widgets.store.replica import State
    from cjm_widgets.store.steps import Ids
    from cjm_widgets.store.store import Store
    from cjm_widgets.store.turn import Turn


class Seat:
    """The visible view, and ``apply``. Any thread may use it."""

    def __init__(self, store: Store, workshop: str, viewer: Viewer, keys: Keys | None = None) -> None:
        """Sit down at a workshop; ``keys`` are the person's, where there is one. Raises UnknownWorkshop."""
        self._store = store
        self._replica = store.current(workshop)
        self._viewer = viewer
        self._lock = RLock()
        self._keys = keys or Keys()
        self._look = Look(self._replica.sight)
        self._view: tuple[State, Viewer, Mapping[str, Entity], Workshop] | None = None
        self._scores: Mapping[str, Entity] = own_scores(store.database, workshop, viewer.own)
        self._mine: set[str] = set()
        self._steps = Steps()
        self._waiting = Waiting()
        self._listeners: Listeners[Workshop] = Listeners()
        self._clock_listeners: Listeners[Clock] = Listeners()
        place = Place(
            store=store, replica=self._replica, keys=self._keys, who=lambda: self.viewer, view=lambda: self.workshop
        )
        self.votes = Votes(place)
        """Votes: open, take part, close."""
        self.door = Door(place)
        """Who may come in, and who is sent out."""
        self.room = RoomDesk(place)
        """Who is there, who is done, what is typed and not sent."""
        self._told_last: tuple[Mapping[str, Shelf], Clock] = (self.workshop.shelves, self.clock)
        self._leave = store.follower.listen(self._replica, self._told)

    @property
    def workshop(self) -> Workshop:
        """What this person may see now; the same object until it changes."""
        state = self._replica.state
        known = self._view
        if known is not None and known[0] is state and known[1] is self._viewer and known[2] is self._scores:
            return known[3]
        with self._lock:
            viewer, scores = self._viewer, self._scores
            view = self._look.at(viewer, state.clock, state.workshop)
            if scores:
                view = self._waiting.among(view, scores)
            self._view = (state, viewer, scores, view)
            return view

    @property
    def clock(self) -> Clock:
        """The step, the phases and the timer."""
        return self._replica.state.clock

    @property
    def viewer(self) -> Viewer:
        """Who sits here, with the anonymous cards that are known to be theirs.

        A co-facilitator who was removed while their page is open leads no longer.
        """
        if self._viewer.leads and is_gone(self._viewer, self._replica.state.workshop):
            return replace(self._viewer, role=Role.READER)
        return self._viewer

    @property
    def person(self) -> str | None:
        """The person's id; None for a seat that is nobody's."""
        return self._viewer.person

    @property
    def role(self) -> Role:
        """The person's role."""
        return self.viewer.role

    @property
    def can_undo(self) -> bool:
        """Tell whether this seat has a batch to take back."""
        return self._steps.can_undo

    @property
    def undo_at(self) -> float:
        """When what ``undo`` would take back was written, in seconds of the monotonic clock; 0 where there is none."""
        return self._steps.last_at

    @property
    def can_redo(self) -> bool:
        """Tell whether this seat has a batch to bring back."""
        return self._steps.can_redo

    @property
    def resume_key(self) -> str | None:
        """The person's key, for their page's own storage; None for a page that a reload does not bring back."""
        return self._keys.reveal if self._keys.lasting else None

    def id_for(self, kind: str, about: str, *parts: str) -> str:
        """Give the one id of this person's record of ``kind`` about something; the same on all their devices.

        For kinds that are anonymous it tells nobody whose the record is.
        """
        workshop = self._replica.state.workshop
        if self._keys.lasting or kind in anonymous_kinds(workshop.settings):
            # What a record is about has a journey of its own, whether the page names it or not.
            named = (part for part in parts if workshop.find(Journey, part) is None)
            return self._keys.id(kind, about, *named)
        return derived_id(kind, about, self._viewer.person or "", *parts)

    def apply(
        self,
        changes: Sequence[Draft],
        *,
        base: int | None = None,
        batch: str | None = None,
        for_person: str | None = None,
    ) -> Future[Receipt]:
        """Write changes, all or none; the future resolves when they are on the disk.

        With ``for_person`` those who lead write new cards for somebody without a device: signed by that person, where
        the kind is not anonymous and it is a person's id and not the name of a sheet of paper, and no more settled
        than their own would be.

        ``base`` is the sequence number that the person had seen, what is visible now unless said otherwise. The
        future raises Refused, Stale, Gone, InvalidValue, or a StoreError when the database cannot do it.
        """
        drafts = tuple(draft if draft.id else replace(draft, id=new_id("change")) for draft in changes)
        request = Request(
            drafts=drafts,
            # A batch of one's own is named after its first change: random ids are not cheap.
            batch=batch or (drafts[0].id if drafts else new_id("batch")),
            base=self._replica.state.workshop.seq if base is None else base,
            viewer=self._viewer,
            mine=self._mine,
            keys=self._keys,
            proxy=for_person is not None,
        )
        if for_person is not None:
            may_lead(self.viewer, _("Card"))
            person = self._replica.state.workshop.find(Person, for_person)
            author = None if person is None else person.id  # a sheet of paper has a name, and nobody's
            request = replace(request, drafts=tuple(signed_for(draft, author) for draft in drafts))
        scores: dict[str, Entity | None] = {}

        def do(turn: Turn) -> Receipt:
            # Whose page it is may have become clearer while this waited its turn.
            viewer = self._viewer
            scoring = Scoring(turn, viewer, self._keys, request.drafts, for_person or "")
            if not scoring.kept:
                return admit(turn, replace(request, viewer=viewer))
            receipt = Receipt(seq=turn.seq, batch="")
            if scoring.rest:
                receipt = admit(turn, replace(request, viewer=viewer, drafts=scoring.rest))
            secrets = {**receipt.secrets, **scoring.write()}
            scores.update(scoring.kept)
            return replace(receipt, secrets=secrets)

        def then(receipt: Receipt) -> None:
            if scores:
                with self._lock:
                    merged: dict[str, Entity | None] = {**self._scores, **scores}
                    self._scores = {id: one for id, one in merged.items() if one is not None}
            self._wrote(request.batch, receipt)
            if scores:
                self._store.follower.repeat(self._told)

        self._mine.update(draft.id for draft in drafts)
        return self._store.submit(self._replica, do, then)

    def undo(self) -> Future[Receipt | None]:
        """Take back this seat's last batch; the receipt says what could not be. None where there is none.

        The future raises Refused where the policy does not allow it now; the batch can then be taken back later.
        """
        step = self._steps.back(self._take_back)
        return self._store.submit(self._replica, step.do, step.then, step.failed)

    def redo(self) -> Future[Receipt | None]:
        """Bring back what ``undo`` took back last."""
        step = self._steps.forth(self._take_back)
        return self._store.submit(self._replica, step.do, step.then, step.failed)

    def claim(self, secrets: Mapping[str, str]) -> frozenset[str]:
        """Show the secrets that this page holds, by card; give the ids of the cards that they open."""
        opened = self._store.opened_by(self._replica.id, {card: hashed(secret) for card, secret in secrets.items()})
        self._own(opened)
        self._scores = own_scores(self._store.database, self._replica.id, self._viewer.own)
        return opened

    def set_clock(self, move: Callable[[Clock], Clock]) -> Future[Clock]:
        """Change the clock, as it is when the turn comes; for those who lead. The future raises Refused."""
        return self._store.submit(self._replica, turning(self.viewer, move))

    def keep_data(self, file: Path, fingerprint: str, *, kind: str, rows: int) -> None:
        """Keep the data of a source with the workshop, under the fingerprint of its content; for those who lead.

        Raises Refused, StoreError or ModelError. Data that is there already is not kept twice.
        """
        sources.keep_data(self._store.database, self._replica.id, self.viewer, file, fingerprint, kind=kind, rows=rows)

    def data_file(self, fingerprint: str) -> Path | None:
        """Give a file with the data of that fingerprint, written to this machine when it is first asked for.

        None where the workshop has no such data, or the viewer does not lead. Raises StoreError.
        """
        return sources.data_file(self._store.database, self._replica.id, self.viewer, fingerprint)

    def subscribe(self, callback: Callable[[Workshop], None]) -> Callable[[], None]:
        """Call ``callback`` with the view after changes, coalesced, on the follower's thread; give what ends it.

        It is called when what this seat sees has changed, or the clock. It must be quick, for all pages of the process
        wait; what it raises goes to the server's log.
        """
        return self._listeners.add(callback)

    def subscribe_clock(self, callback: Callable[[Clock], None]) -> Callable[[], None]:
        """Call ``callback`` with the clock when it has changed, as ``subscribe`` does with the view."""
        return self._clock_listeners.add(callback)

    def close(self) -> None:
        """Get up: no callback is called any more."""
        self._leave()
        self.room.close()
        self._listeners.clear()
        self._clock_listeners.clear()

    def _told(self, state: State) -> None:
        shelves, clock = self._told_last
        if self._scores and clock is not state.clock:  # revealed, or wiped
            self._scores = own_scores(self._store.database, self._replica.id, self._viewer.own)
        view = self.workshop
        self._told_last = (view.shelves, state.clock)
        if clock is not state.clock:
            self._clock_listeners.tell(state.clock)
        if shelves is not view.shelves or clock is not state.clock:
            self._listeners.tell(view)

    def _own(self, cards: frozenset[str] | set[str]) -> None:
        with self._lock:
            if not cards <= self._viewer.own:
                self._viewer = replace(self._viewer, own=self._viewer.own | cards)

    def _wrote(self, batch: str, receipt: Receipt) -> None:
        """Remember what was accepted, for undo. Called before anybody who waits is told."""
        self._own(set(receipt.secrets))
        self._steps.wrote(batch, receipt.changes)

    def _take_back(self, turn: Turn, ids: Ids) -> Request | tuple[str, ...]:
        """Give the batch that takes changes back, or what of them stays where there is nothing to write."""
        inverse = invert(turn, ids, self._mine)
        if not inverse.drafts:
            return tuple(inverse.kept)
        self._mine.update(draft.id for draft in inverse.drafts)
        # What this page made or deleted itself it may also bring back.
        touched = frozenset(draft.entity for draft in inverse.drafts)
        hidden = frozenset(id for id in touched if turn.workshop.get(id) is None)
        viewer = replace(self._viewer, own=self._viewer.own | hidden)
        return Request(
            drafts=inverse.drafts, batch=new_id("batch"), viewer=viewer, mine=self._mine, kept=tuple(inverse.kept)
        )
