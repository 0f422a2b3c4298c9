"""A seat: one person's view of a workshop and their right to change it. It is all that a page is handed."""

from __future__ import annotations

import logging
from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING

from cjm_widgets import places
from cjm_widgets.model import Refused, Role, Viewer, new_id, visible
from cjm_widgets.store import datasets
from cjm_widgets.store.admit import Request, admit
from cjm_widgets.store.authors import hashed
from cjm_widgets.store.steps import Steps
from cjm_widgets.store.undo import invert
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from cjm_widgets.model import Clock, Draft, Workshop
    from cjm_widgets.store.receipt import Receipt
    from cjm_widgets.store.replica import State
    from cjm_widgets.store.steps import Ids
    from cjm_widgets.store.store import Store
    from cjm_widgets.store.turn import Turn

logger = logging.getLogger(__name__)


class Seat:
    """The visible view, and ``apply``. Any thread may use it."""

    def __init__(self, store: Store, workshop: str, viewer: Viewer) -> None:
        """Sit down at a workshop. Raises UnknownWorkshop."""
        self._store = store
        self._replica = store.current(workshop)
        self._viewer = viewer
        self._lock = RLock()
        self._view: tuple[State, Viewer, Workshop] | None = None
        self._mine: set[str] = set()
        self._steps = Steps()
        self._subscribers: dict[object, Callable[[Workshop], None]] = {}
        self._leave = store.follower.listen(self._replica, self._told)

    @property
    def workshop(self) -> Workshop:
        """What this person may see now; the same object until it changes."""
        state = self._replica.state
        known = self._view
        if known is not None and known[0] is state and known[1] is self._viewer:
            return known[2]
        with self._lock:
            viewer = self._viewer
            view = visible(viewer, state.clock, state.workshop)
            self._view = (state, viewer, view)
            return view

    @property
    def clock(self) -> Clock:
        """The step, the phases and the timer."""
        return self._replica.state.clock

    @property
    def viewer(self) -> Viewer:
        """Who sits here, with the anonymous cards that are known to be theirs."""
        return self._viewer

    @property
    def person(self) -> str | None:
        """The person's id; None for a seat that is nobody's."""
        return self._viewer.person

    @property
    def role(self) -> Role:
        """The person's role."""
        return self._viewer.role

    @property
    def can_undo(self) -> bool:
        """Tell whether this seat has a batch to take back."""
        return self._steps.can_undo

    @property
    def can_redo(self) -> bool:
        """Tell whether this seat has a batch to bring back."""
        return self._steps.can_redo

    def apply(self, changes: Sequence[Draft], *, base: int | None = None, batch: str | None = None) -> Future[Receipt]:
        """Write changes, all or none; the future resolves when they are on the disk.

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
        )

        def do(turn: Turn) -> Receipt:
            # Whose page it is may have become clearer while this waited its turn.
            return admit(turn, replace(request, viewer=self._viewer))

        def then(receipt: Receipt) -> None:
            self._wrote(request.batch, receipt)

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
        return opened

    def set_clock(self, move: Callable[[Clock], Clock]) -> Future[Clock]:
        """Change the clock, as it is when the turn comes; for those who lead. The future raises Refused."""
        viewer = self._viewer

        written: list[int] = []

        def do(turn: Turn) -> Clock:
            if not viewer.leads:
                raise Refused(_("Clock"), _("The facilitator sets steps, phases and the timer."))
            # Tried again because nobody knew whether the commit had happened: if it has, that was it.
            if turn.clock_version in written:
                return turn.clock
            clock = move(turn.clock)
            written.append(turn.set_clock(clock))
            return clock

        return self._store.submit(self._replica, do)

    def keep_data(self, file: Path, fingerprint: str, *, kind: str, rows: int) -> None:
        """Keep the data of a source with the workshop, under the fingerprint of its content; for those who lead.

        Raises Refused, StoreError or ModelError. Data that is there already is not kept twice.
        """
        if not self._viewer.leads:
            raise Refused(_("Customer data"), _("The facilitator brings it in."))
        if self.data_file(fingerprint) is None:
            name = _data_name(fingerprint)
            datasets.put_dataset(self._store.database, self._replica.id, file, name=name, kind=kind, rows=rows)

    def data_file(self, fingerprint: str) -> Path | None:
        """Give a file with the data of that fingerprint, written to this machine when it is first asked for.

        None where the workshop has no such data, or the viewer does not lead. Raises StoreError.
        """
        if not self._viewer.leads:
            return None
        database, workshop = self._store.database, self._replica.id
        name = _data_name(fingerprint)
        kept = next((one for one in datasets.datasets(database, workshop) if one.name == name), None)
        if kept is None:
            return None
        return datasets.dataset_file(database, workshop, kept.fingerprint, places.data_folder() / "cache")

    def subscribe(self, callback: Callable[[Workshop], None]) -> Callable[[], None]:
        """Call ``callback`` with the view after changes, coalesced, on the follower's thread; give what ends it.

        It must be quick, for all pages of the process wait; what it raises goes to the server's log.
        """
        key = object()
        with self._lock:
            self._subscribers[key] = callback

        def leave() -> None:
            with self._lock:
                self._subscribers.pop(key, None)

        return leave

    def close(self) -> None:
        """Get up: no callback is called any more."""
        self._leave()
        with self._lock:
            self._subscribers.clear()

    def _told(self, _state: State) -> None:
        with self._lock:
            callbacks = tuple(self._subscribers.values())
        view = self.workshop
        for callback in callbacks:
            try:
                callback(view)
            except Exception:
                logger.exception("a page could not be told of a change")

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


def _data_name(fingerprint: str) -> str:
    return f"{fingerprint}.parquet"
