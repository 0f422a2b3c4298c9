"""Looking back: which workshops there are, what happened to a thing, which batches there were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from cjm_widgets.store import log, schema

if TYPE_CHECKING:
    from sqlalchemy import Row, Select

    from cjm_widgets.model import Change
    from cjm_widgets.store.database import Database

_c = schema.change.c
_columns = (_c.seq, _c.id, _c.batch, _c.base, _c.kind, _c.entity, _c.fields, _c.author, _c.at, _c.schema)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A workshop in the list."""

    id: str
    title: str
    created: str
    """UTC, ISO 8601."""
    changed: str
    seq: int
    """How many changes it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Changes that belong together."""

    id: str
    first: int
    last: int
    """Sequence numbers; changes of others may lie in between."""
    size: int
    author: str | None
    at: str


def workshops(database: Database) -> tuple[Listed, ...]:
    """Give all workshops, the one that was changed last first."""
    table = schema.workshop.c
    query = select(table.id, table.title, table.created, table.changed, table.seq)
    with database.reading() as connection:
        rows = connection.execute(query.order_by(table.changed.desc(), table.id)).all()
    return tuple(
        Listed(id=id, title=title, created=created, changed=changed, seq=seq)
        for id, title, created, changed, seq in rows
    )


def of_thing(database: Database, workshop: str, entity: str, field: str | None) -> tuple[Change, ...]:
    """Give the changes of a thing, or of one of its fields, in order."""
    found = _changes(database, select(*_columns).where(_c.workshop == workshop, _c.entity == entity))
    return tuple(change for change in found if field is None or field in change.fields)


def log_since(database: Database, workshop: str, since: int) -> tuple[Change, ...]:
    """Give the changes after ``since``, in order."""
    return _changes(database, select(*_columns).where(_c.workshop == workshop, _c.seq > since))


def batches(database: Database, workshop: str, limit: int) -> tuple[Batch, ...]:
    """Give the last batches, the newest first."""
    last = func.max(_c.seq)
    query = (
        select(_c.batch, func.min(_c.seq), last, func.count(), func.max(_c.author), func.max(_c.at))
        .where(_c.workshop == workshop)
        .group_by(_c.batch)
        .order_by(last.desc())
        .limit(limit)
    )
    with database.reading() as connection:
        rows = connection.execute(query).all()
    return tuple(
        Batch(id=id, first=first, last=end, size=size, author=author, at=at)
        for id, first, end, size, author, at in rows
    )


def _changes(database: Database, query: Select[tuple[object, ...]]) -> tuple[Change, ...]:
    with database.reading() as connection:
        rows: list[Row[tuple[object, ...]]] = list(connection.execute(query.order_by(_c.seq)))
    return tuple(log.change_of(tuple(row)) for row in rows)
