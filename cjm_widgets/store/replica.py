"""A workshop as one process knows it: one fold, shared by everybody in the process."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING

from cjm_widgets.model import SCHEMA, Clock, Fold, Sight, Workshop
from cjm_widgets.store import log
from cjm_widgets.store.errors import UnknownWorkshop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_widgets.model import Change
    from cjm_widgets.store.link import Link

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is on the disk and may be shown: the workshop and the clock of one moment."""

    workshop: Workshop
    clock: Clock
    clock_version: int = 0


class Replica:
    """One fold, its lock, and the last state that is known to be on the disk.

    Writers take a transaction's changes in before it commits, so that the next change of the same transaction is
    judged by them; ``state`` moves only when ``publish`` says that they are on the disk. Everything but ``state``
    is for whoever holds ``lock``; who needs a write lock in the database takes that one first.
    """

    def __init__(self, id: str) -> None:
        """Know nothing yet of the workshop with this id."""
        self.id = id
        self.lock = RLock()
        self.fold = Fold(id)
        self.sight = Sight()
        self.snapshot_seq = 0
        """The last change that a snapshot in the database holds, as far as we know."""
        self.state = State(workshop=Workshop(id), clock=Clock())
        self._clock = Clock()
        self._clock_version = -1
        self._loaded = False

    @property
    def clock(self) -> Clock:
        """The clock within the transaction under way."""
        return self._clock

    @property
    def clock_version(self) -> int:
        """The version of that clock."""
        return self._clock_version

    def catch_up(self, link: Link, position: tuple[int, int] | None = None) -> None:
        """Take in what the log and the clock have that we have not.

        ``position`` (sequence number and clock version) saves the question. Raises UnknownWorkshop.
        """
        seq, clock_version = position or self.position(link)
        if not self._loaded:
            self._load(link)
        if self.fold.seq < seq:
            self.fold.add(log.since(link, self.id, self.fold.seq))
        if self._clock_version != clock_version:
            self._read_clock(link, clock_version)

    def position(self, link: Link) -> tuple[int, int]:
        """Ask how far the log and the clock are. Raises UnknownWorkshop."""
        rows = link.rows(log.STATE, {"workshop": self.id})
        if not rows:
            raise UnknownWorkshop(self.id)
        return rows[0][0], rows[0][1]

    def take(self, changes: Iterable[Change]) -> None:
        """Take in changes of the transaction under way."""
        self.fold.add(changes)

    def take_clock(self, clock: Clock, version: int) -> None:
        """Take in a clock of the transaction under way."""
        self._clock, self._clock_version = clock, version

    def publish(self) -> None:
        """Show what was taken in: it is on the disk."""
        workshop = self.fold.workshop
        if workshop is not self.state.workshop or self._clock_version != self.state.clock_version:
            self.state = State(workshop=workshop, clock=self._clock, clock_version=self._clock_version)

    def spoil(self) -> None:
        """Forget what was taken in and not committed; the next ``catch_up`` begins anew from the disk."""
        self.fold = Fold(self.id)
        self._clock_version = -1
        self._loaded = False

    def _load(self, link: Link) -> None:
        rows = link.rows(log.SNAPSHOT, {"workshop": self.id, "schema": SCHEMA})
        if rows:
            seq, records = rows[0]
            try:
                self.fold.restore(json.loads(records), seq)
                self.snapshot_seq = seq
            except (ValueError, TypeError, AttributeError):
                logger.warning("A snapshot of %s cannot be read; the log is read from its beginning.", self.id)
                self.fold = Fold(self.id)
        self._loaded = True

    def _read_clock(self, link: Link, version: int) -> None:
        # The clock may be newer than ``version`` by now; then it is read once more, which harms nobody.
        self._clock, self._clock_version = Clock(), version
        rows = link.rows(log.CLOCK, {"workshop": self.id})
        try:
            self._clock = Clock.from_json(json.loads(rows[0][0]))
        except (ValueError, IndexError):
            logger.warning("The clock of %s cannot be read; it starts anew.", self.id)
