"""From the drivers' errors to sentences: one place that knows both databases' ways of saying no."""

from __future__ import annotations

import errno
import sqlite3
import struct
from typing import Final

from pg8000.exceptions import DatabaseError as PostgresError
from pg8000.exceptions import InterfaceError as PostgresInterfaceError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from cjm_widgets.store.errors import Busy, StoreError, Unreachable
from cjm_widgets.words import N_, _

# SQLSTATE: lock not available, serialization failure, deadlock.
_BUSY_STATES: Final = ("55P03", "40001", "40P01")
# Connection exceptions, shutting down, crashed, starting up, too many connections.
_LOST_STATES: Final = ("08", "57P", "53300")
DRIVER_ERRORS: Final = (
    DBAPIError, PoolTimeout, sqlite3.Error, PostgresError, PostgresInterfaceError, OSError, struct.error, EOFError
)  # fmt: skip
"""Whatever the drivers raise when a database says no, or nothing."""


def explain(error: BaseException, place: str) -> StoreError:
    """Give the sentence for what a driver raised at ``place`` (a file, a server)."""
    original = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if isinstance(original, StoreError):
        return original
    if isinstance(original, sqlite3.Error):
        return _of_sqlite(original, place)
    if isinstance(original, PostgresError):
        return _of_postgresql(original, place)
    of_system = _of_system(original, place)
    if of_system is not None:
        return of_system
    return Unreachable(place, _("The database does not answer."), _("Is it running? What you wrote is kept here."))


def explain_file(error: OSError, place: str) -> StoreError:
    """Give the sentence for what stood in the way of writing the file ``place``."""
    why = _("It cannot be written: {why}.").format(why=error.strerror or error)
    return _of_system(error, place) or StoreError(place, why, _("Choose another place for it."))


def _of_system(error: BaseException, place: str) -> StoreError | None:
    """Give the sentence for what the operating system says of disks and rights; None for all else."""
    code = error.errno if isinstance(error, OSError) else None
    if code in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StoreError(place, _("It cannot be written to."), _("Choose another folder, or mend its permissions."))
    if code in (errno.ENOSPC, errno.EDQUOT):
        return StoreError(place, _("The disk is full; nothing was written."), _("Make room, then try again."))
    return None


def _of_sqlite(error: sqlite3.Error, place: str) -> StoreError:
    name = getattr(error, "sqlite_errorname", "")
    for start, (cls, problem, way_out) in _SQLITE.items():
        if name.startswith(start):
            return cls(place, _(problem), _(way_out))
    return StoreError(place, _("The database says: {what}.").format(what=error))


def _of_postgresql(error: PostgresError, place: str) -> StoreError:
    told = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
    state = str(told.get("C", ""))
    if state in _BUSY_STATES:
        return Busy(place, _(_BUSY), _("Try again in a moment."))
    if state.startswith(_LOST_STATES):
        return Unreachable(place, _("The database does not answer."), _("Is it running? What you wrote is kept here."))
    if state.startswith("53"):
        return StoreError(place, _("The disk is full; nothing was written."), _("Make room, then try again."))
    if state in ("25006", "42501"):
        return StoreError(place, _("It cannot be written to."), _("Ask whoever runs the database for the right to."))
    if state in ("28000", "28P01", "3D000"):
        return StoreError(place, _("The server does not let us in."), _("Check user, password and database."))
    return StoreError(place, _("The database says: {what}.").format(what=told.get("M", error)))


_BUSY: Final = N_("Another program has kept the database to itself for too long; nothing was written.")
_SQLITE: Final[dict[str, tuple[type[StoreError], str, str]]] = {
    "SQLITE_BUSY": (Busy, _BUSY, N_("Try again in a moment.")),
    "SQLITE_LOCKED": (Busy, _BUSY, N_("Try again in a moment.")),
    "SQLITE_FULL": (StoreError, N_("The disk is full; nothing was written."), N_("Make room, then try again.")),
    "SQLITE_READONLY": (
        StoreError, N_("It cannot be written to."), N_("Choose another folder, or mend its permissions.")
    ),
    "SQLITE_CANTOPEN": (
        StoreError, N_("It cannot be opened."), N_("Does the folder exist, and may you write to it?")
    ),
    "SQLITE_NOTADB": (StoreError, N_("This file is not a database of workshops."), N_("Choose another file.")),
    "SQLITE_CORRUPT": (
        StoreError, N_("The file is damaged."), N_("Open the newest back-up, and keep the damaged file for repair.")
    ),
    "SQLITE_IOERR": (
        StoreError, N_("The disk cannot be read or written."), N_("Is it still connected? A network drive does not do.")
    ),
}  # fmt: skip
