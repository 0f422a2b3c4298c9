"""The engine that computes: DuckDB inside this process, spoken to through Ibis.

A connection belongs to whoever opened it: never Ibis's default backend, because one process serves many
people and a DuckDB connection is not for two threads at once.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ibis.backends.duckdb import Backend
    from ibis.expr.types import Table

MEMORY_LIMIT = "2GB"
"""What one connection may hold before it writes to the temporary folder: ten million events need less than one."""

_numbers = count()


def connect(*, memory_limit: str = MEMORY_LIMIT) -> Backend:
    """Open an in-memory engine of the caller's own that fetches nothing and spills to the temporary folder."""
    spill = Path(tempfile.gettempdir()) / "cjm-duckdb"
    return ibis.duckdb.connect(
        autoinstall_known_extensions=False,
        autoload_known_extensions=False,
        memory_limit=memory_limit,
        temp_directory=str(spill),
    )


def hold(table: Table) -> Table:
    """Compute an expression once and hold it in a temporary table of its own engine."""
    held: Table = table.get_backend().create_table(f"cjm_held_{next(_numbers)}", table, temp=True)
    return held


def release(table: Table) -> None:
    """Drop a table that ``hold`` made.

    Not through ``drop_table``: with sqlglot 30.18 and later, Ibis 12 forgets the name in what it sends
    (ibis-project/ibis#12101).
    """
    name = table.op().name
    table.get_backend().raw_sql(f'DROP TABLE IF EXISTS "{name}"')


@contextmanager
def engine(*, memory_limit: str = MEMORY_LIMIT) -> Iterator[Backend]:
    """Open an engine for a ``with`` block and close it after."""
    backend = connect(memory_limit=memory_limit)
    try:
        yield backend
    finally:
        backend.disconnect()
