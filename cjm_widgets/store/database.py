"""The database behind a store: how it is opened, and what differs between SQLite and PostgreSQL."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from cjm_widgets.store.errors import StoreError
from cjm_widgets.store.failures import explain
from cjm_widgets.store.folders import refuse_or_warn
from cjm_widgets.store.link import Link, check_storable
from cjm_widgets.store.migrations import migrate
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import URL, Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection

logger = logging.getLogger(__name__)

BUSY_S: Final = 10.0
"""How long we wait for another program to let go of the database, in seconds."""
_ANSWER_S: Final = 30
"""How long a PostgreSQL server may take for one statement before we take it for gone, in seconds."""
_CHECKPOINT_PAGES: Final = 1000


class Database:
    """One database, opened. Its engine gives connections to any thread; a ``Link`` belongs to one."""

    def __init__(self, address: str) -> None:
        """Open the database at an SQLAlchemy URL, and make or migrate its tables.

        Raises StoreError with a sentence for whatever stands in the way.
        """
        self.url = _parsed(address)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = self._sqlite() if self.is_sqlite else self._postgresql()
        event.listen(self.engine, "before_cursor_execute", _check_values)
        try:
            with self.writing() as connection:
                migrate(connection)
        except BaseException:
            self.engine.dispose()
            raise

    @property
    def path(self) -> Path | None:
        """The database's file; None for PostgreSQL."""
        from pathlib import Path  # noqa: PLC0415 - for SQLite only

        return Path(self.url.database).absolute() if self.is_sqlite and self.url.database else None

    @property
    def name(self) -> str:
        """What to call it in a sentence: the file, or host and database, never the password."""
        return str(self.path or f"{self.url.host or ''}/{self.url.database or ''}")

    def link(self) -> Link:
        """Give a connection of its own to one thread, without SQLAlchemy in between."""
        with self.explained():
            return Link(self.engine)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction that writes; committed at the end, rolled back on an exception."""
        with (
            self.explained(),
            self.engine.connect().execution_options(cjm_write=True) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection in a transaction that only reads: one moment of the database."""
        with self.explained(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901
            with connection.begin():
                yield connection

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn the drivers' errors into sentences."""
        try:
            yield
        except (DBAPIError, sqlite3.Error, OSError) as error:
            raise explain(error, self.name) from error

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    def _sqlite(self) -> Engine:
        path = self.path
        if path is None:
            raise StoreError(str(self.url), _("A store needs a file."), _("Write sqlite:///workshops.sqlite."))
        refuse_or_warn(path.parent)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise explain(error, str(path.parent)) from error
        engine = create_engine(
            self.url, connect_args={"timeout": BUSY_S, "isolation_level": None, "check_same_thread": False}
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine

    def _postgresql(self) -> Engine:
        engine = create_engine(
            self.url,
            pool_pre_ping=True,
            connect_args={"timeout": _ANSWER_S, "application_name": "cjm-widgets"},
        )
        event.listen(engine, "connect", _prepare_postgresql)
        return engine


def _parsed(address: str) -> URL:
    try:
        url = make_url(address)
        if url.drivername.partition("+")[0] in ("postgresql", "postgres"):
            # As most tools write it, which to SQLAlchemy means a driver that does not come with the kit.
            url = url.set(drivername="postgresql+pg8000")
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, ImportError):
        shown = address.partition("://")[0]  # what follows may hold a password
        raise StoreError(
            f"{shown}://…", _("This is no address of a database."),
            _("Write sqlite:///FILE or postgresql+pg8000://USER@HOST/DATABASE."),
        ) from None  # fmt: skip
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(url.get_backend_name(), _("Workshops are kept in SQLite or PostgreSQL."))
    return url


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    # FULL: a commit is on the disk before anybody is told so, even if the power goes.
    for pragma in ("journal_mode = WAL", "synchronous = FULL", f"wal_autocheckpoint = {_CHECKPOINT_PAGES}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _prepare_postgresql(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = {int(BUSY_S * 1000)}")
    cursor.close()
    connection.commit()


def _check_values(*said: Any) -> None:
    """Refuse what the database cannot keep before the driver has it; ``said`` is as SQLAlchemy has it."""
    _connection, _cursor, _statement, parameters, _context, executemany = said
    for values in parameters if executemany else (parameters,):
        check_storable(values.values() if isinstance(values, dict) else values or ())


def _begin_sqlite(connection: Any) -> None:
    # A transaction that begins by reading and then writes cannot wait its turn; it has to say so at once.
    writes = connection.get_execution_options().get("cjm_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
