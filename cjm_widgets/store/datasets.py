"""Imported data, kept in the same database as the workshop, so that one back-up holds all and every server has it.

A set is named by the SHA-256 of its bytes: the same file imported twice is one set. The analysis reads files, so each
server writes a set into a folder of its own when it first needs it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, insert, select

from cjm_widgets.model import ModelError
from cjm_widgets.store import log, schema
from cjm_widgets.store.errors import StoreError, UnknownWorkshop
from cjm_widgets.store.files import write_whole
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cjm_widgets.store.database import Database

PART_BYTES: Final = 4 * 1024 * 1024
LARGEST_BYTES: Final = 2 * 1024 * 1024 * 1024

_set = schema.dataset
_part = schema.dataset_part


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """What is known of a set without reading it."""

    fingerprint: str
    """SHA-256 of its bytes, 64 hexadecimal digits."""
    name: str
    kind: str
    """What it is to the analysis, such as ``events``; up to 40 characters."""
    rows: int
    bytes: int
    at: str
    """When it came, UTC, ISO 8601."""


def put_dataset(database: Database, workshop: str, file: Path, *, name: str, kind: str, rows: int) -> Dataset:
    """Keep the bytes of ``file`` with a workshop. Raises StoreError, UnknownWorkshop or ModelError.

    Parts are written one transaction each, so that nobody waits for a large file; the set's own row comes last.
    """
    size, fingerprint = _fingerprint(file)
    if size > LARGEST_BYTES:
        problem = _("It has {n} MiB; at most {most} can be kept.")
        raise ModelError(name, problem.format(n=size // 2**20, most=LARGEST_BYTES // 2**20), _("Import a part of it."))
    known = [found for found in datasets(database, workshop) if found.fingerprint == fingerprint]
    if known:
        return known[0]
    written = hashlib.sha256()
    for n, part in enumerate(_parts(file)):
        written.update(part)
        with database.writing() as connection:
            here = (_part.c.workshop == workshop, _part.c.fingerprint == fingerprint, _part.c.n == n)
            if not connection.execute(select(_part.c.n).where(*here)).first():
                row = {"workshop": workshop, "fingerprint": fingerprint, "n": n, "bytes": part}
                connection.execute(insert(_part).values(row))
    if written.hexdigest() != fingerprint:
        raise StoreError(str(file), _("The file changed while it was read."), _("Import it again."))
    made = Dataset(fingerprint=fingerprint, name=name, kind=kind, rows=rows, bytes=size, at=log.now())
    with database.writing() as connection:
        alive = connection.execute(select(schema.workshop.c.id).where(schema.workshop.c.id == workshop)).first()
        here_too = (_set.c.workshop == workshop, _set.c.fingerprint == fingerprint)
        if alive is None:
            connection.execute(delete(_part).where(_part.c.workshop == workshop))
        elif not connection.execute(select(_set.c.name).where(*here_too)).first():
            values = {field: getattr(made, field) for field in Dataset.__dataclass_fields__}
            connection.execute(insert(_set).values(workshop=workshop, **values))
    if alive is None:
        raise UnknownWorkshop(workshop)
    return made


def datasets(database: Database, workshop: str) -> tuple[Dataset, ...]:
    """Give the sets of a workshop, the oldest first."""
    columns = (_set.c.fingerprint, _set.c.name, _set.c.kind, _set.c.rows, _set.c.bytes, _set.c.at)
    query = select(*columns).where(_set.c.workshop == workshop).order_by(_set.c.at, _set.c.fingerprint)
    with database.reading() as connection:
        rows = connection.execute(query).all()
    return tuple(
        Dataset(fingerprint=fingerprint, name=name, kind=kind, rows=n, bytes=size, at=at)
        for fingerprint, name, kind, n, size, at in rows
    )


def dataset_file(database: Database, workshop: str, fingerprint: str, cache: Path) -> Path:
    """Give a file in the folder ``cache`` with a set's bytes, written there at the first call.

    Raises StoreError where there is no such set, or where its bytes are not what they were.
    """
    known = next((found for found in datasets(database, workshop) if found.fingerprint == fingerprint), None)
    if known is None:
        raise StoreError(fingerprint[:12], _("This workshop has no such data (any more)."), _("Import it again."))
    path = cache / f"{known.fingerprint}{Path(known.name).suffix.lower()[:12]}"
    if path.is_file() and path.stat().st_size == known.bytes:
        return path
    return write_whole(path, _checked(dataset_parts(database, workshop, fingerprint), fingerprint))


def dataset_parts(database: Database, workshop: str, fingerprint: str) -> Iterator[bytes]:
    """Give the bytes of a set, some megabytes at a time."""
    n = 0
    while True:
        here = (_part.c.workshop == workshop, _part.c.fingerprint == fingerprint, _part.c.n == n)
        with database.reading() as connection:
            part = connection.execute(select(_part.c.bytes).where(*here)).scalar()
        if part is None:
            return
        yield bytes(part)
        n += 1


def forget_dataset(database: Database, workshop: str, fingerprint: str) -> None:
    """Delete a set; the numbers that were computed from it stay, and can no longer be run again."""
    with database.writing() as connection:
        for table in (_set, _part):
            here = (table.c.workshop == workshop, table.c.fingerprint == fingerprint)
            connection.execute(delete(table).where(*here))


def _checked(parts: Iterable[bytes], fingerprint: str) -> Iterator[bytes]:
    seen = hashlib.sha256()
    for part in parts:
        seen.update(part)
        yield part
    if seen.hexdigest() != fingerprint:
        raise StoreError(fingerprint[:12], _("The data are damaged."), _("Import them again, or open a back-up."))


def _fingerprint(file: Path) -> tuple[int, str]:
    seen, size = hashlib.sha256(), 0
    for part in _parts(file):
        seen.update(part)
        size += len(part)
    return size, seen.hexdigest()


def _parts(file: Path) -> Iterator[bytes]:
    try:
        with file.open("rb") as opened:
            while part := opened.read(PART_BYTES):
                yield part
    except OSError as error:
        raise StoreError(str(file), _("It cannot be read: {why}.").format(why=error.strerror or error)) from error
