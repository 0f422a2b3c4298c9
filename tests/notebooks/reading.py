"""Notebooks and the tables in their prose, as tests read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import nbformat

from cjm_widgets import places

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode

FOLDER: Path = places.share("notebooks")
PATHS = sorted(FOLDER.glob("*.ipynb"))
STEP_PATHS = [path for path in PATHS if path.name[:2].isdigit() and path.name != "00-start.ipynb"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table in Markdown, its cells as text."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> tuple[str, ...]:
        place = self.head.index(name)
        return tuple(row[place] for row in self.rows)


def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def tagged(notebook: NotebookNode, tag: str) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if tag in cell.metadata.get("tags", [])]


def guide(path: Path) -> str:
    return "\n\n".join(cell.source for cell in tagged(read(path), "guide"))


def tables(prose: str) -> list[Table]:
    found: list[Table] = []
    lines: list[str] = []
    for line in [*prose.splitlines(), ""]:
        if line.startswith("|"):
            lines.append(line)
        elif lines:
            cells = [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in lines]
            found.append(Table(cells[0], tuple(cells[2:])))
            lines = []
    return found


def table_with(path: Path, *names: str) -> Table:
    """Give the one table of a notebook's guide whose head has these names."""
    (found,) = [table for table in tables(guide(path)) if set(names) <= set(table.head)]
    return found
