"""A data file as a table of text: every cell as it was written, every row with its place in the file.

Nothing is converted here and nothing is lost without being counted: conversion happens afterwards, in plain sight,
because readers that guess types drop or bend what does not fit without a word.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import ibis

from cjm_widgets.analysis.engine import hold
from cjm_widgets.analysis.errors import DataError, EmptyFile, UnknownColumn, UnreadableFile
from cjm_widgets.analysis.files import DataFile, distinct_names, rewrite_line_ends
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ibis.backends.duckdb import Backend
    from ibis.expr.types import Table

ROW = "row"
"""Column that holds a row's place in the file, counted from 0 below the heading; ties in time are broken by it."""

_LONGEST_ROW_BYTES = 16 * 1024 * 1024
_numbers = count()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A row that is no row of this table."""

    record: int
    """Place in the file, counted from 1 with the heading and blank lines."""
    reason: str
    """``too_few_cells``, ``too_many_cells`` or ``damaged``."""
    text: str
    """The row as it stands in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """A file's rows in the engine: the columns asked for under the names of their roles, and ``row``."""

    file: DataFile
    table: Table
    rows: int
    rejected: tuple[Rejected, ...]


def columns_of(backend: Backend, file: DataFile) -> tuple[str, ...]:
    """Return a file's column names, stripped of blanks."""
    if file.format == "csv":
        return file.header
    return distinct_names(list(_parquet(backend, file).columns))


def read_as_text(backend: Backend, file: DataFile, roles: Mapping[str, str], *, limit: int | None = None) -> TextTable:
    """Read the columns that ``roles`` names (role → column of the file) into a temporary table of the engine.

    Times that a Parquet file already holds as times stay times; ``limit`` takes only its first rows.
    Raises UnknownColumn, UnreadableFile or EmptyFile.
    """
    names = columns_of(backend, file)
    for column in roles.values():
        if column.strip() not in names:
            raise UnknownColumn(file.name, column, names)
    places = {role: names.index(column.strip()) for role, column in roles.items()}
    if file.format == "parquet":
        table = _read_parquet(backend, file, places, limit)
        rejected: tuple[Rejected, ...] = ()
    else:
        table, rejected = _read_csv(backend, file, places)
    rows = int(table.count().execute())
    if not rows and not rejected:
        raise EmptyFile(file.name, _("there is a heading and no row below it."), _("Export it again."))
    return TextTable(file=file, table=table, rows=rows, rejected=rejected)


def _parquet(backend: Backend, file: DataFile) -> Table:
    try:
        return backend.read_parquet(str(file.path), table_name=f"cjm_parquet_{next(_numbers)}")
    except duckdb.Error as error:
        raise UnreadableFile(
            file.name, _("the Parquet file is damaged or of a kind that is not read."), _("Write it again.")
        ) from error


def _read_parquet(backend: Backend, file: DataFile, places: Mapping[str, int], limit: int | None) -> Table:
    table = _parquet(backend, file)
    if limit is not None:
        table = table.limit(limit)
    chosen = {}
    for role, place in places.items():
        column = table[table.columns[place]]
        chosen[role] = column if column.type().is_timestamp() else column.cast("string")
    try:
        return hold(table.select(**chosen, **{ROW: ibis.row_number()}))
    except duckdb.Error as error:
        raise UnreadableFile(file.name, _("the Parquet file is damaged."), _("Write it again.")) from error


def _read_csv(backend: Backend, file: DataFile, places: Mapping[str, int]) -> tuple[Table, tuple[Rejected, ...]]:
    try:
        return _scan(backend, file, file.path, places)
    except duckdb.InvalidInputException:
        # A file in which some lines end in \r\n and others in \n: read a copy in which all end alike.
        with tempfile.TemporaryDirectory(prefix="cjm-") as folder:
            copy = rewrite_line_ends(file, Path(folder) / "lines.csv")
            try:
                return _scan(backend, file, copy, places)
            except duckdb.Error as error:
                raise _unreadable(file) from error
    except duckdb.Error as error:
        raise _unreadable(file) from error


def _unreadable(file: DataFile) -> DataError:
    return UnreadableFile(file.name, _("the rows cannot be told apart."), _("Save it as “CSV UTF-8”."))


def _scan(
    backend: Backend, file: DataFile, path: Path, places: Mapping[str, int]
) -> tuple[Table, tuple[Rejected, ...]]:
    number = next(_numbers)
    rejects = f"cjm_rejects_{number}"
    # The columns go by number inside: what a file calls them never becomes part of a query.
    source = backend.read_csv(
        str(path),
        table_name=f"cjm_csv_{number}",
        auto_detect=False,
        columns={f"c{place}": "VARCHAR" for place in range(len(file.header))},
        delim=file.delimiter,
        quote='"',
        escape='"',
        header=True,
        max_line_size=_LONGEST_ROW_BYTES,
        store_rejects=True,
        rejects_limit=0,
        rejects_table=rejects,
        rejects_scan=f"{rejects}_scan",
    )
    chosen = {role: source[f"c{place}"] for role, place in places.items()}
    table = hold(source.select(**chosen, **{ROW: ibis.row_number()}))
    return table, _rejected(backend, rejects, file)


_REASONS = {"MISSING COLUMNS": "too_few_cells", "TOO MANY COLUMNS": "too_many_cells"}


def _rejected(backend: Backend, rejects: str, file: DataFile) -> tuple[Rejected, ...]:
    found = backend.table(rejects).select("line", "error_type", "csv_line").order_by("line").execute()
    by_record: dict[int, Rejected] = {}
    for line, kind, text in found.itertuples(index=False):
        written = str(text or "").strip("\r\n")
        if kind == "UNQUOTED VALUE" and "\n" in written:
            raise UnreadableFile(
                file.name,
                _("a quotation mark is opened and never closed, in the row “{row}”.").format(
                    row=written.splitlines()[0][:80]
                ),
                _("Close it, or double it where it belongs to the text."),
            )
        by_record.setdefault(
            int(line), Rejected(record=int(line), reason=_REASONS.get(str(kind), "damaged"), text=written)
        )
    return tuple(by_record.values())
