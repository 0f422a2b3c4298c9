"""The straight way to a database: statements written in SQLAlchemy's language once, then run by the driver itself.

For what happens with every change: SQLAlchemy's machinery costs several times what SQLite needs for a small row.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.store.errors import Unstorable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Dialect, Engine
    from sqlalchemy.sql import ClauseElement

Row = tuple[Any, ...]

# NUL ends a text in PostgreSQL; half a character has no bytes.
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]").search


def check_storable(values: Iterable[object]) -> None:
    """Raise Unstorable where a text among ``values`` cannot be written.

    Before the driver has it: pg8000 has sent half of the statement when it finds out, and whoever uses that connection
    next gets the answers to somebody else's questions.
    """
    for value in values:
        if isinstance(value, str) and _UNSTORABLE(value) is not None:
            raise Unstorable


class Query:
    """A statement with named values, compiled once for each kind of database."""

    def __init__(self, statement: ClauseElement) -> None:
        """Take a statement; what varies in it is ``bindparam`` with a name."""
        self._statement = statement
        self._compiled: dict[str, tuple[str, tuple[str, ...], dict[str, object]]] = {}

    def on(self, dialect: Dialect, values: Mapping[str, object]) -> tuple[str, list[object]]:
        """Give the SQL for this kind of database, and ``values`` in the order in which it takes them."""
        sql, names, fixed = self._compiled.get(dialect.name) or self._compile(dialect)
        if fixed:
            values = {**fixed, **values}
        given = [values[name] for name in names]
        check_storable(given)
        return sql, given

    def _compile(self, dialect: Dialect) -> tuple[str, tuple[str, ...], dict[str, object]]:
        compiled = self._statement.compile(dialect=dialect)
        names = tuple(getattr(compiled, "positiontup", None) or ())
        # SQLAlchemy adds values of its own here and there, such as OFFSET 0.
        fixed = {name: value for name, value in compiled.params.items() if value is not None}
        known = self._compiled[dialect.name] = str(compiled), names, fixed
        return known


class Link:
    """A connection of the driver's own, for one thread at a time. Raises the driver's own errors."""

    def __init__(self, engine: Engine) -> None:
        """Take a connection out of the engine's pool."""
        self._dialect = engine.dialect
        self.is_sqlite: Final = engine.dialect.name == "sqlite"
        self._raw = engine.raw_connection()
        self._cursor: Any = self._raw.cursor()

    def begin(self) -> None:
        """Begin a transaction that writes."""
        if self.is_sqlite:
            self._cursor.execute("BEGIN IMMEDIATE")
        # pg8000 begins by itself with the first statement.

    def read_only_moments(self) -> None:
        """Make every statement a moment of its own, for a connection that only ever asks."""
        if not self.is_sqlite:
            self._raw.driver_connection.autocommit = True  # type: ignore[union-attr]

    def commit(self) -> None:
        """Commit; returns when it is on the disk."""
        self._cursor.execute("COMMIT")

    def rollback(self) -> None:
        """Give the transaction up."""
        self._raw.rollback()

    def rows(self, query: Query, values: Mapping[str, object]) -> Sequence[Row]:
        """Run a query and give its rows."""
        self._cursor.execute(*query.on(self._dialect, values))
        found: Sequence[Row] = self._cursor.fetchall()
        return found

    def run(self, query: Query, values: Mapping[str, object]) -> None:
        """Run a statement that gives no rows."""
        self._cursor.execute(*query.on(self._dialect, values))

    def run_each(self, query: Query, rows: Sequence[Mapping[str, object]]) -> None:
        """Run a statement that gives no rows, once with each lot of values."""
        sql = query.on(self._dialect, rows[0])[0]
        self._cursor.executemany(sql, [query.on(self._dialect, row)[1] for row in rows])

    def data_version(self) -> int | None:
        """Give SQLite's number that moves with every commit of others; None where there is no such thing."""
        if not self.is_sqlite:
            return None
        self._cursor.execute("PRAGMA data_version")
        return int(self._cursor.fetchone()[0])

    def close(self) -> None:
        """Give the connection back to the pool, or away where it is broken."""
        if not self.is_sqlite:
            self._raw.driver_connection.autocommit = False  # type: ignore[union-attr]
        self._raw.close()

    def drop(self) -> None:
        """Throw the connection away: it broke, or nobody knows what state it is in."""
        self._raw.invalidate()
