"""What all widgets on a workshop's log share: telling the page what is new, and taking its changes to the seat."""

from __future__ import annotations

import logging
from threading import RLock
from typing import TYPE_CHECKING

from cjm_widgets.model import KINDS, Draft, ModelError
from cjm_widgets.widgets import wire
from cjm_widgets.widgets.jotted import desk_of, jotted, keep_jotted
from cjm_widgets.widgets.page import PageWidget, keep_under
from cjm_widgets.widgets.rights import Ground, Rights, rights
from cjm_widgets.widgets.seat import leads
from cjm_widgets.widgets.shown import Rec, Sent, Shown
from cjm_widgets.words import _, language, speaking

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Future

    from cjm_widgets.model import Workshop
    from cjm_widgets.model.fields import Json
    from cjm_widgets.store import Receipt
    from cjm_widgets.widgets.seat import Seat
    from cjm_widgets.widgets.writing import Writable

logger = logging.getLogger(__name__)


class Linked(PageWidget):
    """A widget that shows records and lets people change them."""

    def __init__(self, seat: Seat, kind: str, spec: Mapping[str, object], *, fixed: Mapping[str, Json]) -> None:
        """Show records of ``kind`` to ``seat``; new ones get the values in ``fixed``."""
        self._seat = seat
        self._language = language()
        self._kind = kind
        self._fixed = dict(fixed)
        self._lock = RLock()
        self._sent = Sent()
        self._making: dict[str, str] = {}
        self._history: tuple[bool, bool] | None = None
        view = seat.workshop
        self._seq = self._shown_seq = view.seq
        self._sent.update(self._shown(view))
        self._rights, self._ground = self._rights_in(view), Ground(seat, kind, view)
        place = (type(self).__name__, kind, *map(str, fixed.values()), str(spec.get("place", "")))
        person = seat.person or ""
        keep = keep_under(view.id, person, *place)
        self._desk = desk_of(seat)
        super().__init__(
            {
                "person": person,
                "leads": leads(seat),
                "limit": wire.MOST_CHANGES,
                **spec,
                "rights": self._rights,
                "jotted": {} if self._desk is None else jotted(self._desk, keep),
                "keep": keep,
            },
            start={"seq": self._seq, "records": self._sent.records},
        )
        self._unsubscribe = seat.subscribe(self._refresh)
        self._refresh(seat.workshop)

    def _shown(self, view: Workshop) -> Shown:
        """Give what of ``view`` the page shows; each widget says."""
        raise NotImplementedError

    def _writable(self) -> Mapping[str, Writable]:
        """Give what people write here, by kind."""
        raise NotImplementedError

    def _new_fields(self, entity: str, view: Workshop) -> dict[str, Json] | None:
        """Give what a new record ``entity`` has besides what the person entered; None where it may not be made."""
        del entity, view
        return self._own_fixed()

    def _own_fixed(self) -> dict[str, Json]:
        """Give those of the fixed values that this kind has a field for."""
        return {name: value for name, value in self._fixed.items() if name in KINDS[self._kind].FIELDS}

    def _leave(self) -> None:
        """End the subscription; no page is there any more. Also called for a widget that was never quite made."""
        unsubscribe = getattr(self, "_unsubscribe", None)
        if unsubscribe is not None:
            unsubscribe()

    def _refresh(self, view: Workshop) -> None:
        """Send what is new in ``view``. Called from any thread."""
        with self._lock:
            if view.seq < self._seq:
                return
            put, drop = self._sent.update(self._shown(view))
            self._seq = view.seq
            for made in put.keys() & self._making.keys():
                del self._making[made]
            if put or drop:
                self._tell({"type": "patch", "seq": self._seq, "put": put, "drop": drop})
                self._shown_seq = self._seq
            self._tell_rights(view)
            self._tell_history()

    def _rights_in(self, view: Workshop) -> Rights | None:
        with speaking(self._language):
            return rights(self._seat, self._kind, view, self._sent.keys, self._fixed)

    def _tell_rights(self, view: Workshop, *, always: bool = False) -> None:
        ground = Ground(self._seat, self._kind, view)
        if not always and ground.holds(self._ground):
            return
        now, self._ground = self._rights_in(view), ground
        if now is not None and (always or now != self._rights):
            self._rights = now
            self._tell({"type": "rights", **now})

    def _tell_history(self, *, always: bool = False) -> None:
        now = (bool(self._seat.can_undo), bool(self._seat.can_redo))
        if always or now != self._history:
            self._history = now
            self._tell({"type": "history", "can_undo": now[0], "can_redo": now[1]})

    def _receive(self, message: wire.Message, _buffers: Sequence[memoryview]) -> None:
        match message:
            case wire.Hello():
                self._greet(message.seen)
            case wire.Ping():
                with self._lock:
                    self._tell({"type": "pong", "n": message.n, "seq": self._shown_seq})
            case wire.Change():
                self._apply(message.id, (message,), message.base)
            case wire.Batch():
                self._apply(message.id, message.changes, message.base)
            case wire.Undo():
                self._history_step("undo")
            case wire.Redo():
                self._history_step("redo")
            case wire.Jot():
                keep_jotted(self._desk, str(self.spec["keep"]), message)
            case _:
                self._ignore("this widget takes no such message")

    def _greet(self, seen: int) -> None:
        with self._lock:
            self._refresh(self._seat.workshop)
            if seen < self._shown_seq or seen > self._seq:
                records: dict[str, Rec] = self._sent.records
                self._tell({"type": "state", "seq": self._seq, "records": records})
            self._tell_rights(self._seat.workshop, always=True)
            self._tell_history(always=True)

    def _apply(self, id: str, changes: Sequence[wire.Change], base: int | None) -> None:
        """Take changes to the seat, all or none; the page hears of them under ``id``."""
        try:
            drafts = self._drafts(changes, base)
            batch = changes[0].batch if len(changes) == 1 else None
            future = self._seat.apply(drafts, base=base, batch=batch)
        except Exception as error:  # noqa: BLE001 - whatever it is, the page is told and the kernel goes on
            self._refuse(id, error)
            return
        future.add_done_callback(lambda done: self._settle(id, done))

    def _drafts(self, changes: Sequence[wire.Change], base: int | None) -> list[Draft]:
        """Give the changes to apply; raises ModelError where the page may not ask for one of them."""
        view = self._seat.workshop
        if base is not None and base > view.seq:
            logger.warning("%s refused a change based on the future", type(self).__name__)
            raise ModelError(self._kind, _("The page is out of step. Reload it; what you wrote is kept."))
        near = dict(self._making)
        drafts: list[Draft] = []
        for number, change in enumerate(changes, start=1):
            try:
                drafts.append(self._draft(change, view, near))
            except ModelError as error:
                if len(changes) > 1:
                    error.problem = _("Number {n}: {problem}").format(n=number, problem=error.problem)
                raise
        with self._lock:
            self._making.update(near)
        return drafts

    def _draft(self, change: wire.Change, view: Workshop, near: dict[str, str]) -> Draft:
        """Give one change to apply; a new thing is added to ``near``."""
        writable = self._writable().get(change.kind)
        if writable is None:
            logger.warning("%s refused a change of another kind", type(self).__name__)
            raise ModelError(self._kind, _("This cannot be changed here."))
        fields = writable.check(change, view, near)
        there = view.get(change.entity)
        with self._lock:
            shown = there is not None and change.kind == there.KIND and change.entity in self._sent
            known = shown or (there is None and change.entity in near)
        if known:
            if change.made:  # another page was first; what it hangs on stays
                fields = {name: value for name, value in fields.items() if name not in writable.ties}
            return Draft(kind=change.kind, entity=change.entity, fields=fields, id=change.id)
        if there is not None or not change.made:
            if there is not None:
                logger.warning("%s refused a change of a record that it does not show", type(self).__name__)
            raise ModelError(self._kind, _("This is no longer there: somebody has deleted it."))
        added = self._added(change, writable, view, near)
        if added is None or "deleted" in fields:
            logger.warning("%s refused to make a record", type(self).__name__)
            raise ModelError(self._kind, _("This cannot be added here."))
        near[change.entity] = change.kind
        return Draft(kind=change.kind, entity=change.entity, fields={**fields, **added}, id=change.id)

    def _added(
        self, change: wire.Change, writable: Writable, view: Workshop, near: Mapping[str, str]
    ) -> Mapping[str, Json] | None:
        """Give what a new thing has besides what the person entered; None where it may not be made."""
        if change.kind == self._kind:
            return self._new_fields(change.entity, view)
        writable.tie(change, self._sent.keys | near.keys())
        return writable.fixed if writable.added else None

    def _settle(self, change: str, done: Future[Receipt]) -> None:
        error = done.exception()
        if error is not None:
            self._refuse(change, error)
            return
        with self._lock:
            self._refresh(self._seat.workshop)
            self._tell({"type": "ack", "id": change, "seq": done.result().seq})
            self._tell_history()

    def _history_step(self, name: str) -> None:
        try:
            future = self._seat.undo() if name == "undo" else self._seat.redo()
        except Exception as error:  # noqa: BLE001 - as in _apply
            self._refuse(name, error)
            return
        future.add_done_callback(lambda done: self._settle_step(name, done))

    def _settle_step(self, name: str, done: Future[Receipt | None]) -> None:
        error = done.exception()
        if error is not None:
            self._refuse(name, error)
            return
        with self._lock:
            self._refresh(self._seat.workshop)
            self._tell_history(always=True)

    def _refuse(self, change: str, error: BaseException) -> None:
        """Tell the page why not; what nobody foresaw goes to the log, and a plain sentence to the person."""
        message: dict[str, object] = {"type": "refused", "id": change}
        if isinstance(error, ModelError):
            logger.info("%s refused a change of %s: %s", type(self).__name__, self._kind, type(error).__name__)
            message["message"] = self._sentence(error)
            field = getattr(error, "field", None)
            if isinstance(field, str):
                message["field"] = field
            for name in ("mine", "theirs"):
                if hasattr(error, name):
                    message[name] = getattr(error, name)
        else:
            logger.error("a change failed", exc_info=error)
            message["message"] = _("This could not be saved. Reload the page; what you wrote is kept.")
        self._tell(message)

    def _sentence(self, error: ModelError) -> str:
        return f"{error.problem} {error.way_out}".strip()
