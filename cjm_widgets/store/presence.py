"""Who is there: noted by pages, written for all pages of this process at once, read once for all who watch.

A page is there while the browser says so, not while its kernel runs. Nothing here goes through the log, and all of it
may be lost.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Final, TypeVar, cast

from cjm_widgets.session import kept
from cjm_widgets.store import aside
from cjm_widgets.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.store.database import Database

F = TypeVar("F")

logger = logging.getLogger(__name__)

EVERY_S: Final = 4.0
"""How often it is written that pages are still there, in seconds."""
LOOK_S: Final = 1.0
"""How often those who watch are told, in seconds."""
REST_S: Final = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A page that said that it is there."""

    person: str | None
    entity: str | None
    field: str | None
    at: float
    """``time.monotonic()`` of then."""


class Presence:
    """The presence of this process's pages. Any thread may use it."""

    def __init__(self, database: Database) -> None:
        """Write to ``database``, once a page says something."""
        self._database = database
        self._lock = Lock()
        self._noted: dict[tuple[str, str], Noted] = {}
        self._known: dict[tuple[str, str], Noted] = {}
        self._facts: dict[str, object] = {}
        self._watchers: dict[object, Callable[[], None]] = {}
        self._wake, self._closing = Event(), Event()
        self._thread: Thread | None = None
        self._written = 0.0

    def note(self, workshop: str, page: str, person: str | None, entity: str | None, field: str | None) -> None:
        """Note that a page is there, and which text is being edited on it; it is written within seconds."""
        noted = Noted(person=person, entity=entity, field=field, at=time.monotonic())
        with self._lock:
            known = self._known.get((workshop, page))
            self._noted[workshop, page] = self._known[workshop, page] = noted
        if known is None or (known.person, known.entity, known.field) != (person, entity, field):
            self._written = 0.0  # this is news
            self._wake.set()
        self._start()

    def leave(self, workshop: str, page: str) -> None:
        """Note that a page has gone. Raises StoreError."""
        with self._lock:
            self._noted.pop((workshop, page), None)
            self._known.pop((workshop, page), None)
        aside.leave(self._database, workshop, page)
        self._wake.set()

    def watch(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call ``callback`` every second or so, on a thread of its own; give what ends it."""
        key = object()
        with self._lock:
            self._watchers[key] = kept(callback)  # in the context of the page that asked
        self._start()

        def end() -> None:
            with self._lock:
                self._watchers.pop(key, None)

        return end

    def facts(self, workshop: str, read: Callable[[], F]) -> F:
        """Give what ``read`` gives, read once a round for all who watch a workshop."""
        known = self._facts.get(workshop)
        if known is None:
            known = self._facts[workshop] = read()
        return cast("F", known)

    def close(self) -> None:
        """End the thread."""
        self._closing.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()

    def _start(self) -> None:
        with self._lock:
            if self._thread is None and not self._closing.is_set():
                self._thread = Thread(target=self._run, name="cjm-presence", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while not self._closing.is_set():
            self._wake.wait(LOOK_S)
            self._wake.clear()
            if self._closing.is_set():
                break
            self._write()
            self._facts = {}
            with self._lock:
                watchers = tuple(self._watchers.values())
            for watcher in watchers:
                try:
                    watcher()
                except StoreError as error:
                    logger.warning("Nobody knows who is there: %s", error)
                except Exception:
                    logger.exception("a page could not be told who is there")
            self._closing.wait(REST_S)

    def _write(self) -> None:
        if time.monotonic() - self._written < EVERY_S:
            return
        with self._lock:
            noted, self._noted = self._noted, {}
        if not noted:
            return
        self._written = time.monotonic()
        rows = [(workshop, page, one) for (workshop, page), one in noted.items()]
        try:
            aside.be_seen(self._database, rows)
        except StoreError as error:
            # It may be lost; pages will say again that they are there.
            logger.warning("Presence was not written: %s", error)
        except Exception:
            logger.exception("presence was not written")
