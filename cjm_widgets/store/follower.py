"""The one thread of a process that watches the database and tells those who want to know.

SQLite is asked whether anything at all has changed (``PRAGMA data_version``, which costs microseconds), PostgreSQL how
far the workshops are. What this process wrote itself is known at once. News is told coalesced: whoever was slow gets
the state as it is now, not every state in between.
"""

from __future__ import annotations

import logging
from contextvars import Context, copy_context
from dataclasses import dataclass
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Final

from cjm_widgets.store.errors import UnknownWorkshop
from cjm_widgets.store.failures import DRIVER_ERRORS

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.store.database import Database
    from cjm_widgets.store.link import Link
    from cjm_widgets.store.replica import Replica, State

logger = logging.getLogger(__name__)

POLL_S: Final = 0.08
"""How often the database is asked, in seconds."""
REST_S: Final = 0.02
"""The least time between two looks, in seconds."""
_AFTER_FAILURE_S: Final = 0.5
_PATIENT: Final = 10
"""How many failures in a row are taken quietly; then one line goes to the log."""


@dataclass(slots=True, eq=False)
class _Listener:
    replica: Replica
    callback: Callable[[State], None]
    context: Context
    told: State | None


class Follower:
    """Watches the workshops that somebody listens to."""

    def __init__(self, database: Database) -> None:
        """Watch ``database``, once somebody listens."""
        self._database = database
        self._listeners: list[_Listener] = []
        self._lock = Lock()
        self._wake = Event()
        self._closing = Event()
        self._thread: Thread | None = None
        self._link: Link | None = None
        self._data_version = -1
        self._joined = 0
        """How many listeners there ever were, and at the last look: a new one's workshop may lag behind."""
        self._joined_seen = 0
        self._failures = 0

    def listen(self, replica: Replica, callback: Callable[[State], None]) -> Callable[[], None]:
        """Call ``callback`` from the follower's thread with each new state; give the function that ends it."""
        listener = _Listener(replica, callback, copy_context(), replica.state)
        with self._lock:
            self._listeners.append(listener)
            self._joined += 1
            if self._thread is None and not self._closing.is_set():
                self._thread = Thread(target=self._run, name="cjm-follower", daemon=True)
                self._thread.start()
        self._wake.set()

        def leave() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return leave

    def repeat(self, callback: Callable[[State], None]) -> None:
        """Tell ``callback`` once more: something beside the log has changed for it."""
        with self._lock:
            for listener in self._listeners:
                if listener.callback == callback:
                    listener.told = None
        self._wake.set()

    def nudge(self) -> None:
        """Look at once: this process has written."""
        self._wake.set()

    def close(self) -> None:
        """End the thread; a callback that is running is waited for."""
        with self._lock:
            self._closing.set()
            thread = self._thread
            self._listeners.clear()
        self._wake.set()
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while not self._closing.is_set():
            self._wake.wait(_AFTER_FAILURE_S if self._failures else POLL_S)
            self._wake.clear()
            if self._closing.is_set():
                break
            self._look()
            self._tell()
            # Under a rain of changes everybody is told of several at once.
            self._closing.wait(REST_S)
        self._hang_up()

    def _look(self) -> None:
        try:
            link = self._link = self._link or self._open()
            version, joined = link.data_version(), self._joined
            if version is None or (version, joined) != (self._data_version, self._joined_seen):
                self._catch_up(link)
                self._data_version, self._joined_seen = version or 0, joined
            self._failures = 0
        except DRIVER_ERRORS as error:
            self._failed(error)

    def _open(self) -> Link:
        link = self._database.link()
        link.read_only_moments()
        self._data_version = -1
        return link

    def _catch_up(self, link: Link) -> None:
        with self._lock:
            replicas = {listener.replica.id: listener.replica for listener in self._listeners}
        for replica in replicas.values():
            # The question is asked without the lock, so that a slow answer keeps nobody waiting.
            try:
                position = replica.position(link)
                with replica.lock:
                    replica.catch_up(link, position)
                    replica.publish()
            except UnknownWorkshop:
                continue  # forgotten; whoever still looks at it keeps what they see

    def _tell(self) -> None:
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            state = listener.replica.state
            if state is listener.told:
                continue
            listener.told = state
            try:
                listener.context.run(listener.callback, state)
            except Exception:
                logger.exception("a page could not be told of a change")

    def _failed(self, error: BaseException) -> None:
        self._failures += 1
        if self._failures == _PATIENT:
            logger.warning("The database does not answer (%s); asking again.", type(error).__name__)
        link, self._link = self._link, None
        if link is not None:
            link.drop()

    def _hang_up(self) -> None:
        if self._link is not None:
            try:
                self._link.close()
            except DRIVER_ERRORS:
                self._link.drop()
            self._link = None
