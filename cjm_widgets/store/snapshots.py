"""Snapshots of the fold: so that opening a workshop reads its last few thousand changes, not all."""

from __future__ import annotations

import logging
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, select

from cjm_widgets.model import SCHEMA
from cjm_widgets.store import log, schema
from cjm_widgets.store.aside import put_row
from cjm_widgets.store.errors import StoreError

if TYPE_CHECKING:
    from cjm_widgets.store.database import Database
    from cjm_widgets.store.replica import Replica

logger = logging.getLogger(__name__)

EVERY: Final = 2000
"""After how many changes a snapshot is written."""
_KEPT: Final = 2


def write_snapshot(database: Database, replica: Replica) -> int:
    """Write a snapshot of what is on the disk and remove the older ones but one; give its sequence number."""
    with replica.lock:
        # Under the lock the fold holds nothing uncommitted.
        seq = replica.fold.seq
        records = log.to_json(replica.fold.snapshot())
        replica.snapshot_seq = seq
    table = schema.snapshot
    here = table.c.workshop == replica.id
    with database.writing() as connection:
        # A workshop that was forgotten meanwhile must not leave a snapshot behind.
        alive = connection.execute(select(schema.workshop.c.id).where(schema.workshop.c.id == replica.id)).first()
        known = connection.execute(select(table.c.seq).where(here).order_by(table.c.seq.desc())).scalars().all()
        if alive is None or (known and known[0] >= seq):
            return seq
        # Another server, or another thread, may be writing the same one in this moment.
        put_row(connection, table, {"workshop": replica.id, "seq": seq}, {"schema": SCHEMA, "records": records})
        for old in known[_KEPT - 1 :]:
            connection.execute(delete(table).where(here, table.c.seq == old))
    return seq


class Snapshots:
    """Writes snapshots when they are due, on a thread of their own, one at a time."""

    def __init__(self, database: Database) -> None:
        """Write to ``database``."""
        self._database = database
        self._lock = Lock()
        self._thread: Thread | None = None
        self._closed = False

    def see(self, replica: Replica) -> None:
        """Write a snapshot of ``replica`` in the background if it is due and none is being written."""
        if replica.state.workshop.seq - replica.snapshot_seq < EVERY:
            return
        with self._lock:
            if self._closed or (self._thread is not None and self._thread.is_alive()):
                return
            self._thread = Thread(target=self._write, args=(replica,), name="cjm-snapshot", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Wait for the one that is being written; begin none any more."""
        with self._lock:
            self._closed = True
            thread = self._thread
        if thread is not None:
            thread.join()

    def _write(self, replica: Replica) -> None:
        try:
            write_snapshot(self._database, replica)
        except StoreError as error:
            # It may be lost: the log has everything.
            logger.warning("No snapshot of %s: %s", replica.id, error)
