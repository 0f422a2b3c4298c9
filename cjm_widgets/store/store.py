"""The store: where workshops are kept. One for each process; any thread may use it."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Self, TypeVar

from sqlalchemy import delete, select

from cjm_widgets.model import (
    KINDS,
    Change,
    Clock,
    Draft,
    FieldKind,
    Settings,
    Viewer,
    Workshop,
    is_id,
    making,
    making_all,
    new_id,
)
from cjm_widgets.store import history, log, schema
from cjm_widgets.store.admit import Request, admit
from cjm_widgets.store.database import Database
from cjm_widgets.store.entrance import Entrance
from cjm_widgets.store.errors import UnknownWorkshop
from cjm_widgets.store.failures import DRIVER_ERRORS, explain
from cjm_widgets.store.follower import Follower
from cjm_widgets.store.keys import hashed
from cjm_widgets.store.presence import Presence
from cjm_widgets.store.replica import Replica
from cjm_widgets.store.seat import Seat
from cjm_widgets.store.snapshots import Snapshots, write_snapshot
from cjm_widgets.store.writer import Work, Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from types import TracebackType

    from cjm_widgets.store.history import Batch, Listed
    from cjm_widgets.store.keys import Keys
    from cjm_widgets.store.link import Link
    from cjm_widgets.store.receipt import Receipt
    from cjm_widgets.store.turn import Turn

T = TypeVar("T")


class Store:
    """Workshops in one database."""

    def __init__(self, address: str) -> None:
        """Open the database at an SQLAlchemy URL, making its tables where there are none. Raises StoreError."""
        self.database = Database(address)
        self.follower = Follower(self.database)
        self._snapshots = Snapshots(self.database)
        self._writer = Writer(self.database, self._written)
        self._replicas: dict[str, Replica] = {}
        self.presence = Presence(self.database)
        self.entrance = Entrance(self)
        """How people come in."""
        self._lock = Lock()

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Write what is in the queue, end the threads, let go of the database."""
        self.presence.close()
        self._writer.close()
        self.follower.close()
        self._snapshots.close()
        self.database.close()

    def list(self) -> tuple[Listed, ...]:
        """Give the workshops, the one that was worked on last first."""
        return history.workshops(self.database)

    def create(self, title: str, **settings: object) -> str:
        """Make a workshop with nothing but its settings; give its id. Raises InvalidValue."""
        id = new_id("workshop")
        return self._begin(id, (making(Settings(id=id, title=title, **settings)),), None)  # type: ignore[arg-type]

    def add(self, workshop: Workshop, *, title: str | None = None, author: str | None = None) -> str:
        """Make a workshop with everything that is in ``workshop`` (from a file or a template), as one batch.

        It keeps its id unless there is one with that id already. Gives the id. Raises InvalidValue.
        """
        taken = any(listed.id == workshop.id for listed in self.list())
        id = new_id("workshop") if taken else workshop.id
        drafts = [_moved(draft, workshop.id, id) for draft in making_all(workshop)]
        settings = next((draft for draft in drafts if draft.entity == id), None)
        if settings is None:
            settings = making(Settings(id=id, title=title or workshop.settings.title))
            drafts.insert(0, settings)
        elif title is not None:
            drafts[drafts.index(settings)] = Draft(
                kind=settings.kind, entity=id, fields={**settings.fields, "title": title}
            )
        return self._begin(id, drafts, author)

    def rename(self, workshop: str, title: str) -> Future[Receipt]:
        """Give a workshop another title."""
        return self.apply(workshop, [Draft(kind=Settings.KIND, entity=workshop, fields={"title": title})])

    def forget(self, workshop: str) -> None:
        """Delete a workshop and everything that belongs to it, for good. Raises UnknownWorkshop."""
        with self.database.writing() as connection:
            gone = connection.execute(delete(schema.workshop).where(schema.workshop.c.id == workshop))
            if gone.rowcount == 0:
                raise UnknownWorkshop(workshop)
            for table in schema.OF_A_WORKSHOP:
                connection.execute(delete(table).where(table.c.workshop == workshop))
        with self._lock:
            self._replicas.pop(workshop, None)

    def load(self, workshop: str) -> Workshop:
        """Give a workshop as it stands on the disk now, all of it. Raises UnknownWorkshop."""
        return self.current(workshop).state.workshop

    def clock(self, workshop: str) -> Clock:
        """Give a workshop's clock as it stands on the disk now. Raises UnknownWorkshop."""
        return self.current(workshop).state.clock

    def seat(self, workshop: str, viewer: Viewer, *, keys: Keys | None = None) -> Seat:
        """Give a seat at a workshop; people who have joined get theirs from ``entrance``. Raises UnknownWorkshop."""
        return Seat(self, workshop, viewer, keys)

    def apply(
        self,
        workshop: str,
        drafts: Sequence[Draft],
        *,
        author: str | None = None,
        base: int | None = None,
        batch: str | None = None,
        viewer: Viewer | None = None,
    ) -> Future[Receipt]:
        """Write a batch, all or nothing, once however often it is sent; pages go through a seat instead.

        Without a ``viewer`` no policy is asked, and ``author`` signs. The future raises Refused, Stale, Gone,
        InvalidValue, ModelError, or a StoreError when the database cannot do it.
        """
        request = Request(
            drafts=tuple(d if d.id else Draft(kind=d.kind, entity=d.entity, fields=d.fields, id=new_id("change"))
                         for d in drafts),
            batch=batch or new_id("batch"),
            base=base,
            author=author,
            viewer=viewer,
        )  # fmt: skip
        return self.submit(self.replica(workshop), lambda turn: admit(turn, request))

    def history(self, workshop: str, entity: str, field: str | None = None) -> tuple[Change, ...]:
        """Give the changes of one thing in order, or only those of one of its fields."""
        return history.of_thing(self.database, workshop, entity, field)

    def batches(self, workshop: str, *, limit: int = 100) -> tuple[Batch, ...]:
        """Give the last batches, the newest first."""
        return history.batches(self.database, workshop, limit)

    def changes(self, workshop: str, *, since: int = 0) -> tuple[Change, ...]:
        """Give the log after the sequence number ``since``."""
        return history.log_since(self.database, workshop, since)

    def snapshot(self, workshop: str) -> int:
        """Write a snapshot now, in this thread; give its sequence number. It happens by itself, too."""
        return write_snapshot(self.database, self.current(workshop))

    def opened_by(self, workshop: str, hashes: Mapping[str, str]) -> frozenset[str]:
        """Give those anonymous cards of ``hashes`` (by id, the hash of a secret) whose secret it is."""
        table = schema.card_secret.c
        with self.database.reading() as connection:
            return frozenset(
                card
                for card, known in hashes.items()
                if is_id(card)
                and connection.execute(
                    select(table.hash).where(table.workshop == workshop, table.entity == card, table.hash == known)
                ).first()
            )

    def opened_by_keys(self, workshop: str, keys: Keys) -> frozenset[str]:
        """Give those anonymous cards whose secret a person's keys make."""
        table = schema.card_secret.c
        with self.database.reading() as connection:
            rows = connection.execute(select(table.entity, table.hash).where(table.workshop == workshop)).all()
        return frozenset(entity for entity, known in rows if hashed(keys.secret(entity)) == known)

    def replica(self, id: str) -> Replica:
        """Give this process's copy of a workshop, which may lag behind where nobody follows. Raises UnknownWorkshop."""
        with self._lock:
            known = self._replicas.get(id)
        return known if known is not None else self.current(id)

    def submit(
        self,
        replica: Replica,
        do: Callable[[Turn], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[], None] | None = None,
    ) -> Future[T]:
        """Have ``do`` done in a turn to write; see Work."""
        return self._writer.submit(Work(replica=replica, do=do, then=then, failed=failed))

    def current(self, id: str) -> Replica:
        """Give this process's copy of a workshop, brought up to date. Raises UnknownWorkshop."""
        if not is_id(id):  # it came in an address or a message
            raise UnknownWorkshop(id if id.isprintable() else "…")
        with self._lock:
            replica = self._replicas.get(id) or Replica(id)
        with self._linked() as link, replica.lock:
            replica.catch_up(link)
            replica.publish()
        self._snapshots.see(replica)
        with self._lock:
            return self._replicas.setdefault(id, replica)

    def _begin(self, id: str, drafts: Sequence[Draft], author: str | None) -> str:
        """Write a new workshop's first batch together with the workshop itself."""
        at, batch = log.now(), new_id("batch")
        changes = [
            Change(
                seq=seq, id=draft.id, batch=batch, base=0, kind=draft.kind, entity=draft.entity, fields=draft.fields,
                author=author, at=at,
            )
            for seq, draft in enumerate((draft.checked(None) for draft in drafts), start=1)
        ]  # fmt: skip
        title = next(str(change.fields["title"]) for change in changes if change.entity == id)
        row = {"id": id, "title": title, "seq": len(changes), "clock_version": 1, "created": at, "changed": at}
        clock = {"workshop": id, "state": log.to_json(Clock().as_json())}
        with self._linked() as link:
            link.begin()
            link.run(log.INSERT_WORKSHOP, row)
            link.run(log.INSERT_CLOCK, clock)
            log.append(link, id, changes)
            link.commit()
        return id

    @contextmanager
    def _linked(self) -> Iterator[Link]:
        """Give a connection for a moment; what was begun and not committed is rolled back."""
        try:
            link = self.database.link()
            try:
                yield link
            finally:
                link.close()
        except DRIVER_ERRORS as error:
            raise explain(error, self.database.name) from error

    def _written(self, replicas: Sequence[Replica]) -> None:
        self.follower.nudge()
        for replica in replicas:
            self._snapshots.see(replica)


def _moved(draft: Draft, old: str, new: str) -> Draft:
    """Give a draft of a workshop whose id, which is also that of its settings, becomes another."""
    if old == new:
        return draft
    specs = KINDS[draft.kind].FIELDS
    fields = {
        # Only references: a title may happen to read like the id.
        name: new if value == old and name in specs and specs[name].kind is FieldKind.REF else value
        for name, value in draft.fields.items()
    }
    return Draft(kind=draft.kind, entity=new if draft.entity == old else draft.entity, fields=fields)


def open_store(address: str) -> Store:
    """Open the store at an SQLAlchemy URL, ``sqlite:////home/me/workshops.sqlite``. Raises StoreError."""
    return Store(address)
