"""Versions of the tables: a new database is made as it is today, an old one is brought here step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import inspect, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from cjm_widgets.store import schema
from cjm_widgets.store.errors import NewerDatabase
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection

Statements = tuple[str, ...]

VERSION: Final = 2


def _live_room(name: str) -> Statements:
    """Give what leads to version 2: who takes part, ballots as they are now, anonymous scores, who is done."""
    dialect = sqlite.dialect() if name == "sqlite" else postgresql.dialect()  # type: ignore[no-untyped-call]
    anew = (schema.ballot, schema.presence)
    new = (schema.door, schema.member, schema.invitation, schema.handover, schema.attempt, schema.score, schema.done)
    made = [str(CreateTable(table).compile(dialect=dialect)) for table in (*anew, *new)]
    made += [str(CreateIndex(index).compile(dialect=dialect)) for table in (*anew, *new) for index in table.indexes]
    # Nothing wrote to these two before; presence may be lost.
    return (*(f"DROP TABLE {table.name}" for table in anew), *made)


STEPS: Final[Mapping[int, Callable[[str], Statements]]] = {1: _live_room}
"""By version: a pure function from the database's name (``sqlite``, ``postgresql``) to the statements of the next."""

# Two processes that open a new database at once: one makes the tables, the other waits. SQLite's write lock does it.
_LOCK: Final = "SELECT pg_advisory_xact_lock(7214903)"


def migrate(connection: Connection, steps: Mapping[int, Callable[[str], Statements]] = STEPS) -> int:
    """Bring the tables to this kit's version, within the transaction of ``connection``; give the version found.

    0 stands for a new database. Raises NewerDatabase for one that a newer kit has written.
    """
    name = connection.dialect.name
    if name == "postgresql":
        connection.execute(text(_LOCK))
    found = _found(connection)
    if found > VERSION:
        raise NewerDatabase(
            _("database"),
            _("It was written by a newer version of the kit ({found}; this one knows {known}).").format(
                found=found, known=VERSION
            ),
            _("Install the newer kit, or open a back-up."),
        )
    if found == 0:
        schema.metadata.create_all(connection)
    for step in range(found, VERSION) if found else ():
        for statement in steps[step](name):
            connection.execute(text(statement))
    if found != VERSION:
        connection.execute(schema.version.delete())
        connection.execute(schema.version.insert().values(version=VERSION))
    return found


def _found(connection: Connection) -> int:
    if not inspect(connection).has_table(schema.version.name):
        return 0
    return int(connection.execute(select(schema.version.c.version)).scalar() or 0)
