"""An accepted import: a Parquet file with the mapped columns and nothing else, and its fingerprint.

What was not mapped is not kept: names, addresses and free text that nobody asked for stay out of the workshop.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

import duckdb
import ibis

from cjm_widgets.analysis.engine import connect
from cjm_widgets.analysis.errors import UnreadableFile
from cjm_widgets.analysis.reading import ROW
from cjm_widgets.analysis.results import Result
from cjm_widgets.words import _

if TYPE_CHECKING:
    from pathlib import Path

    from ibis.backends.duckdb import Backend
    from ibis.expr.types import StringValue, Table, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted(Result):
    """What was written."""

    path: str
    rows: int
    size_bytes: int
    fingerprint: str
    """See ``fingerprint``."""


def write_accepted(table: Table, path: Path) -> Accepted:
    """Write a prepared table to ``path`` (Parquet), whole or not at all: a temporary file first, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        _ordered(table).to_parquet(str(draft), compression="zstd")
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        size = draft.stat().st_size
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return Accepted(path=str(path), rows=int(table.count().execute()), size_bytes=size, fingerprint=fingerprint(table))


def open_accepted(path: Path, *, backend: Backend | None = None) -> Table:
    """Open what ``write_accepted`` wrote, in ``backend`` or in an engine of its own. Raises UnreadableFile."""
    backend = backend or connect()
    try:
        return backend.read_parquet(str(path), table_name=f"cjm_accepted_{uuid4().hex}")
    except (duckdb.Error, OSError) as error:
        raise UnreadableFile(
            path.name, _("the accepted data is missing or damaged."), _("Import the file again.")
        ) from error


def fingerprint(table: Table) -> str:
    """Return the SHA-256 of a table's content, as hexadecimal text.

    The same rows give the same print, whatever their order in the file and whatever the file was packed or named.
    Only where two events of a customer share a time does their order count, because it changes the answers.
    """
    columns = [column for column in _ordered(table).columns if column != ROW]
    digest = hashlib.sha256(repr(columns).encode())
    line: StringValue = ibis.literal("")
    for column in columns:
        line = line + _canonical(table[column])
    lines = table.mutate(cjm_line=line + "\n")
    ordered = lines.order_by(_order(table)).select("cjm_line")
    for batch in ordered.to_pyarrow().to_batches():
        for text in batch.column(0).to_pylist():
            digest.update(text.encode())
    return digest.hexdigest()


def _order(table: Table) -> list[str]:
    if "customer" in table.columns:
        return ["customer", "time", ROW]
    return [column for column in table.columns if column != ROW]


def _ordered(table: Table) -> Table:
    return table.order_by(list(dict.fromkeys([*_order(table), ROW])))


def _canonical(value: Value) -> StringValue:
    """Write a cell so that no two different rows look the same: its length, a colon, its text; “-” for none."""
    if value.type().is_timestamp():
        # Microseconds since 1970: no engine's way of printing a time can change the print.
        text = value.delta(ibis.timestamp("1970-01-01"), unit="microsecond").cast("string")
    else:
        text = value.cast("string")
    return ibis.cases((value.isnull(), "-"), else_=text.length().cast("string") + ":" + text)
