"""The one thread of a process that writes: what waits together is committed together.

A commit that reaches the disk costs the same for one change as for fifty, so whatever has queued up while one commit
was under way goes into the next. Each piece of work has its own outcome; one that is refused disturbs no other.
"""

from __future__ import annotations

import logging
import time
from concurrent.futures import Future
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from cjm_widgets.store import log
from cjm_widgets.store.errors import StoreError, UnknownWorkshop, Unreachable
from cjm_widgets.store.failures import DRIVER_ERRORS, explain
from cjm_widgets.store.turn import Turn
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cjm_widgets.store.database import Database
    from cjm_widgets.store.link import Link
    from cjm_widgets.store.replica import Replica

T = TypeVar("T")

logger = logging.getLogger(__name__)

MOST_AT_ONCE: Final = 200
"""How many pieces of work go into one commit."""
PATIENCE_S: Final = 20.0
"""How long we try to reach a database that does not answer, in seconds; it may be starting again."""
_PAUSE_S: Final = 0.2


@dataclass(slots=True, kw_only=True, eq=False)
class Work(Generic[T]):
    """Something to do in a turn to write, and where its outcome goes."""

    replica: Replica
    do: Callable[[Turn], T]
    then: Callable[[T], None] | None = None
    """Called once it is on the disk, before anybody who waits is told."""
    failed: Callable[[], None] | None = None
    """Called where it could not be done, before anybody who waits is told."""
    future: Future[T] = field(default_factory=Future)
    context: Context = field(default_factory=copy_context)
    """Of whoever asked: refusals are said in their language."""
    result: T | None = None
    error: BaseException | None = None

    def attempt(self, turn: Turn) -> None:
        """Do it and remember the outcome; only the database's own errors go on to the caller."""
        self.error = None
        try:
            self.result = self.context.run(self.do, turn)
        except DRIVER_ERRORS:
            raise
        except Exception as error:  # noqa: BLE001 - it belongs to whoever asked
            self.error = error

    def settle(self) -> None:
        """Tell whoever waits."""
        try:
            if self.error is not None:
                if self.failed is not None:
                    self.failed()
            elif self.then is not None:
                self.then(self.result)  # type: ignore[arg-type]
        except Exception:
            logger.exception("after a change")
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)  # type: ignore[arg-type]

    def fail(self, error: BaseException) -> None:
        """Tell whoever waits that it could not be done."""
        self.error = error
        self.settle()


class Writer:
    """A queue of work and the thread that does it."""

    def __init__(self, database: Database, written: Callable[[Sequence[Replica]], None]) -> None:
        """Write to ``database``; call ``written`` with the workshops after every commit."""
        self._database = database
        self._written = written
        self._queue: SimpleQueue[Work[object] | None] = SimpleQueue()
        self._closing = Event()
        self._link: Link | None = None
        self._thread = Thread(target=self._run, name="cjm-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Work[T]) -> Future[T]:
        """Put work into the queue; its future resolves when it is on the disk, or raises why not."""
        if self._closing.is_set():
            raise StoreError(self._database.name, _("The store is closed."), _("Reload the page."))
        work.future.set_running_or_notify_cancel()
        self._queue.put(work)  # type: ignore[arg-type]
        return work.future

    def close(self) -> None:
        """Do what is in the queue, then end the thread."""
        if not self._closing.is_set():
            self._closing.set()
            self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while True:
            group, last = self._next()
            if group:
                self._do(group)
            if last:
                break
        if self._link is not None:
            self._link.close()
            self._link = None

    def _next(self) -> tuple[list[Work[object]], bool]:
        """Wait for work, and take along what else is there."""
        first = self._queue.get()
        if first is None:
            return [], True
        group = [first]
        while len(group) < MOST_AT_ONCE:
            try:
                work = self._queue.get_nowait()
            except Empty:
                break
            if work is None:
                return group, True
            group.append(work)
        return group, False

    def _do(self, group: Sequence[Work[object]]) -> None:
        """Commit a group, or, where the database refuses the whole, one by one."""
        try:
            self._persist(group)
        except StoreError as error:
            if len(group) == 1 or isinstance(error, Unreachable):
                for work in group:
                    work.fail(error)
                return
            for work in group:
                self._do([work])
        except Exception as error:
            logger.exception("a change could not be written")
            for work in group:
                work.fail(error)

    def _persist(self, group: Sequence[Work[object]]) -> None:
        """Commit a group; while the database does not answer, wait for it.

        A connection that breaks during the commit leaves open whether it happened. Trying again is right in both
        cases: changes that are there already are known by their ids.
        """
        end = time.monotonic() + PATIENCE_S
        while True:
            try:
                self._commit(group)
            except DRIVER_ERRORS as error:
                explained = explain(error, self._database.name)
                if not isinstance(explained, Unreachable) or self._closing.is_set() or time.monotonic() > end:
                    raise explained from error
                self._closing.wait(_PAUSE_S)
            else:
                return

    def _commit(self, group: Sequence[Work[object]]) -> None:
        # Always in the same order, so that two processes that lock several workshops do not wait for each other.
        replicas = {work.replica.id: work.replica for work in sorted(group, key=lambda work: work.replica.id)}
        link = self._link = self._link or self._database.link()
        held: list[Replica] = []
        done = False
        try:
            link.begin()
            missing = self._lock(link, replicas, held)
            turns = {replica.id: Turn(link, replica) for replica in held}
            for work in group:
                if work.replica.id in missing:
                    work.error = UnknownWorkshop(work.replica.id)
                else:
                    work.attempt(turns[work.replica.id])
            link.commit()
            done = True
            for replica in held:
                replica.publish()
        finally:
            if not done:
                self._give_up(held)
            for replica in held:
                replica.lock.release()
        for work in group:
            work.settle()
        self._written(held)

    def _lock(self, link: Link, replicas: dict[str, Replica], held: list[Replica]) -> set[str]:
        """Lock the workshops and bring them up to date; give those that do not exist."""
        missing = set()
        for id, replica in replicas.items():
            rows = link.rows(log.LOCK, {"workshop": id})
            if not rows:
                missing.add(id)
                continue
            replica.lock.acquire()
            held.append(replica)
            replica.catch_up(link, (rows[0][0], rows[0][1]))
        return missing

    def _give_up(self, held: Sequence[Replica]) -> None:
        for replica in held:
            replica.spoil()
        link, self._link = self._link, None
        if link is not None:
            try:
                link.rollback()
                link.close()
            except DRIVER_ERRORS:
                link.drop()
