"""A turn to write: one workshop, locked, up to date, inside a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.store import log

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.model import Change, Clock, Workshop
    from cjm_widgets.store.link import Link
    from cjm_widgets.store.replica import Replica


class Turn:
    """What a piece of work gets to see and write. Whatever it raises, it has written nothing before it raised."""

    def __init__(self, link: Link, replica: Replica) -> None:
        """Write to ``replica``'s workshop over ``link``, whose transaction holds the workshop's lock."""
        self.link = link
        self.replica = replica
        self.now = log.now()

    @property
    def id(self) -> str:
        """The workshop's id."""
        return self.replica.id

    @property
    def seq(self) -> int:
        """The number of the last change so far."""
        return self.replica.fold.seq

    @property
    def workshop(self) -> Workshop:
        """The whole workshop with everything so far, the changes of this transaction among it."""
        return self.replica.fold.workshop

    @property
    def clock(self) -> Clock:
        """The clock as it stands."""
        return self.replica.clock

    @property
    def clock_version(self) -> int:
        """A number that moves with every change of the clock."""
        return self.replica.clock_version

    def knows(self, change: str) -> bool:
        """Tell whether a change with this id is in the log."""
        return bool(log.with_ids(self.link, self.id, [change]))

    def append(self, changes: Sequence[Change]) -> None:
        """Write changes, numbered from ``seq`` + 1 without a gap."""
        log.append(self.link, self.id, changes)
        self.link.rows(log.MOVE_SEQ, {"workshop": self.id, "n": len(changes), "now": self.now})
        self.replica.take(changes)
        if any(change.entity == self.id for change in changes):
            self.link.run(log.RENAME, {"workshop": self.id, "new_title": self.workshop.settings.title})

    def set_clock(self, clock: Clock) -> int:
        """Write the clock; give its new version."""
        version = self.clock_version + 1
        self.link.run(log.SET_CLOCK, {"of": self.id, "new_state": log.to_json(clock.as_json())})
        self.link.run(log.SET_CLOCK_VERSION, {"workshop": self.id, "version": version})
        self.replica.take_clock(clock, version)
        return version
