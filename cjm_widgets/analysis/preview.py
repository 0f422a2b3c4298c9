"""A first look at a file, before anything is taken over."""

from __future__ import annotations

import csv
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import pandas as pd

from cjm_widgets.analysis.engine import engine
from cjm_widgets.analysis.errors import EmptyFile
from cjm_widgets.analysis.files import DataFile, opened
from cjm_widgets.analysis.reading import columns_of, read_as_text
from cjm_widgets.analysis.results import Result
from cjm_widgets.analysis.roles import Guess, guess_roles
from cjm_widgets.words import _

if TYPE_CHECKING:
    from pathlib import Path

SHOWN_ROWS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview(Result):
    """The first rows as text, and what the columns may be."""

    file: str
    format: str
    """``csv`` or ``parquet``."""
    encoding: str | None
    delimiter: str | None
    columns: tuple[str, ...]
    """Names without blanks around them; a nameless column is called “column 3”, a second “score” “score (2)”."""
    rows: tuple[tuple[str, ...], ...]
    guess: Guess

    def table(self) -> pd.DataFrame:
        """Return the first rows as a table of text."""
        return pd.DataFrame(list(self.rows), columns=list(self.columns))


def preview(path: Path, *, rows: int = SHOWN_ROWS) -> Preview:
    """Look at a file: its columns, its first rows, what each column may be. Raises a DataError."""
    with opened(path) as file:
        columns, shown = _first_rows(file, rows) if file.format == "csv" else _first_of_parquet(file, rows)
    if not shown:
        raise EmptyFile(file.name, _("there is a heading and no row below it."), _("Export it again."))
    return Preview(
        file=file.name,
        format=file.format,
        encoding=file.encoding if file.format == "csv" else None,
        delimiter=file.delimiter if file.format == "csv" else None,
        columns=columns,
        rows=shown,
        guess=guess_roles(columns, shown),
    )


def _first_rows(file: DataFile, rows: int) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    width = len(file.header)
    shown: list[tuple[str, ...]] = []
    with file.path.open(encoding="utf-8-sig", newline="") as text:
        records = (record for record in csv.reader(text, delimiter=file.delimiter) if record)
        # A cell longer than Python's csv module reads ends the preview; the rows before it are shown.
        with suppress(csv.Error):
            shown.extend(tuple((record + [""] * width)[:width]) for record in islice(records, 1, rows + 1))
    return file.header, tuple(shown)


def _first_of_parquet(file: DataFile, rows: int) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    with engine() as backend:
        columns = columns_of(backend, file)
        source = read_as_text(backend, file, {f"c{place}": name for place, name in enumerate(columns)}, limit=rows)
        shown = source.table.order_by("row").execute()
    cells = shown[[f"c{place}" for place in range(len(columns))]].astype("string").fillna("")
    return columns, tuple(tuple(map(str, record)) for record in cells.itertuples(index=False))
