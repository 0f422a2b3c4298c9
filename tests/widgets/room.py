"""A room in memory: a workshop that several seats share, with the store's promises, able to fail on demand."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from threading import RLock
from typing import TYPE_CHECKING

from cjm_widgets.model import (
    DELETED,
    KINDS,
    Change,
    Clock,
    Draft,
    FieldKind,
    Fold,
    Journey,
    ModelError,
    Person,
    Role,
    Settings,
    Stage,
    Touchpoint,
    Viewer,
    Workshop,
    derived_id,
    making,
    spread,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cjm_widgets.model import Entity, Json

WORKSHOP = "workshop-1"
JOURNEY = "journey-1"


class Stale(ModelError):
    """As the store's: somebody else changed this text since the base."""

    def __init__(self, field: str, mine: object, theirs: object) -> None:
        self.field, self.mine, self.theirs = field, mine, theirs
        super().__init__(field, "Somebody else has changed this meanwhile.", "Choose which version stays.")


@dataclass(frozen=True)
class Receipt:
    seq: int
    batch: str


@dataclass
class Room:
    """The log, its fold, and who is told of it."""

    things: Sequence[Entity] = ()
    fold: Fold = field(default_factory=lambda: Fold(WORKSHOP))
    log: list[Change] = field(default_factory=list)
    lock: RLock = field(default_factory=RLock)
    callbacks: list[Callable[[Workshop], None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.append([making(thing) for thing in self.things], batch="start", base=0, author=None)

    @property
    def workshop(self) -> Workshop:
        return self.fold.workshop

    def append(self, drafts: Sequence[Draft], *, batch: str, base: int | None, author: str | None) -> Receipt:
        """Accept changes, or raise; a change id that is there already does nothing."""
        with self.lock:
            known = {change.id: change for change in self.log}
            if all(draft.id in known for draft in drafts) and drafts:
                return Receipt(known[drafts[0].id].seq, known[drafts[0].id].batch)
            made = []
            for draft in drafts:
                checked = self._revived(_signed(draft, author, self.workshop)).checked(self.workshop.get(draft.entity))
                self._refuse_stale(checked, base, author)
                seq = len(self.log) + len(made) + 1
                made.append(
                    Change(
                        seq=seq,
                        id=checked.id,
                        batch=batch,
                        base=base or 0,
                        kind=checked.kind,
                        entity=checked.entity,
                        fields=checked.fields,
                        author=author,
                        at="2027-01-01T00:00:00.000Z",
                    )
                )
            self.log.extend(made)
            workshop = self.fold.add(made)
            told = list(self.callbacks)
        for callback in told:
            callback(workshop)
        return Receipt(workshop.seq, batch)

    def _revived(self, draft: Draft) -> Draft:
        """Give what is made again after it was deleted as the store does: its tombstone is lifted."""
        gone = self.workshop.get(draft.entity) is None and any(one.entity == draft.entity for one in self.log)
        return (
            replace(draft, fields={**draft.fields, DELETED: False}) if gone and DELETED not in draft.fields else draft
        )

    def _refuse_stale(self, draft: Draft, base: int | None, author: str | None) -> None:
        thing = self.workshop.get(draft.entity)
        if base is None or thing is None:
            return
        for change in self.log:
            if change.entity != draft.entity or change.seq <= base or change.author == author:
                continue
            for name in change.fields.keys() & draft.fields.keys():
                spec = KINDS[draft.kind].FIELDS.get(name)
                if spec is not None and spec.kind in {FieldKind.TEXT, FieldKind.PROSE}:
                    raise Stale(name, draft.fields[name], getattr(thing, name))


def _signed(draft: Draft, author: str | None, workshop: Workshop) -> Draft:
    """Give the draft with its author, as the store signs what is new."""
    if author is None or workshop.get(draft.entity) is not None or "author" not in KINDS[draft.kind].FIELDS:
        return draft
    if DELETED in draft.fields or "author" in draft.fields:
        return draft
    return replace(draft, fields={**draft.fields, "author": author})


class MemorySeat:
    """A seat in the room."""

    def __init__(self, room: Room, person: str | None = None, role: Role = Role.FACILITATOR) -> None:
        self.room = room
        self.person = person
        self.role = role
        self.failure: Exception | None = None
        """What the next change is refused with."""
        self.held: list[Callable[[], None]] | None = None
        """A list while answers are held back; ``release`` gives them."""
        self.applied: list[Draft] = []
        self._done: list[str] = []
        self._undone: list[str] = []
        self._n = 0
        self.clock = Clock()

    @property
    def workshop(self) -> Workshop:
        return self.room.workshop

    @property
    def viewer(self) -> Viewer:
        return Viewer(role=self.role, person=self.person)

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def id_for(self, kind: str, about: str, *parts: str) -> str:
        return derived_id(kind, about, self.person or "", *parts)

    def apply(self, changes: Sequence[Draft], *, base: int | None = None, batch: str | None = None) -> Future[Receipt]:
        future: Future[Receipt] = Future()
        self.applied.extend(changes)

        def work() -> None:
            try:
                self._fail_once()
                repeat = {draft.id for draft in changes} <= {change.id for change in self.room.log}
                self._n += 1
                receipt = self.room.append(
                    changes, batch=batch or f"batch-{id(self)}-{self._n}", base=base, author=self.person
                )
            except Exception as error:  # noqa: BLE001 - the future carries it
                future.set_exception(error)
            else:
                if not repeat:
                    self._done.append(receipt.batch)
                    self._undone.clear()
                future.set_result(receipt)

        if self.held is None:
            work()
        else:
            self.held.append(work)
        return future

    def _fail_once(self) -> None:
        if self.failure is not None:
            failure, self.failure = self.failure, None
            raise failure

    def release(self) -> None:
        held, self.held = self.held or [], None
        for work in held:
            work()

    def subscribe(self, callback: Callable[[Workshop], None]) -> Callable[[], None]:
        self.room.callbacks.append(callback)

        def end() -> None:
            if callback in self.room.callbacks:
                self.room.callbacks.remove(callback)

        return end

    def undo(self) -> Future[Receipt | None]:
        return self._step(self._done, self._undone)

    def redo(self) -> Future[Receipt | None]:
        return self._step(self._undone, self._done)

    def _step(self, source: list[str], target: list[str]) -> Future[Receipt | None]:
        future: Future[Receipt | None] = Future()
        if not source:
            future.set_result(None)
            return future
        batch = source.pop()
        back: list[Draft] = []
        for change in [one for one in self.room.log if one.batch == batch]:
            before: dict[str, Json] = {}
            for earlier in self.room.log[: change.seq - 1]:
                if earlier.entity == change.entity:
                    before |= earlier.fields
            new = not any(one.entity == change.entity for one in self.room.log[: change.seq - 1])
            fields = {name: before.get(name) for name in change.fields if name != DELETED}
            if new:
                fields = {DELETED: True}
            elif DELETED in change.fields:
                fields[DELETED] = bool(before.get(DELETED, False))
            back.append(Draft(kind=change.kind, entity=change.entity, fields=fields))
        receipt = self.room.append(back, batch=f"{batch}~", base=None, author=self.person)
        target.append(receipt.batch)
        future.set_result(receipt)
        return future


def shop(touchpoints: int = 4, stages: Sequence[str] = ("Looks around", "Chooses a size", "Waits")) -> Room:
    """Make a room with a small journey in it; the last touchpoint is not placed yet."""
    names = ("Sees an advert", "Reads the size table", "Asks the chat", "Gets the parcel", "Sends a dress back")
    ranks = spread(max(touchpoints, len(stages)))
    ids = [f"stage-{n + 1}" for n in range(len(stages))]
    return Room([
        Settings(id=WORKSHOP, title="First purchase"),
        *(Person(id=f"person-{name.lower()}", name=name) for name in ("Ana", "Ben")),
        Journey(id=JOURNEY, title="First purchase", rank="V"),
        *(Stage(id=ids[n], journey=JOURNEY, name=name, rank=ranks[n]) for n, name in enumerate(stages)),
        *(
            Touchpoint(
                id=f"touchpoint-{n + 1}",
                journey=JOURNEY,
                name=names[n] if n < len(names) else f"Touchpoint {n + 1}",
                channel=("Website", "App", "Chat", "Parcel")[n % 4],
                evidence_grade=n % 4,
                stage=None if n == touchpoints - 1 else ids[n * len(ids) // touchpoints],
                rank=ranks[n],
            )
            for n in range(touchpoints)
        ),
    ])  # fmt: skip
