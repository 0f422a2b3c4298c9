"""From a row of the table back to a line of the file, so that a person can look at it.

Only done for the few examples of a report: quoted line breaks and blank lines make rows and lines differ.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


def find_lines(
    path: Path, delimiter: str, *, rows: Collection[int], skipped: Collection[int], width: int
) -> dict[int, int]:
    """Return the line (1 is the heading's) at which each of ``rows`` begins.

    ``rows`` count from 0 below the heading and leave out the records in ``skipped``, which count every record of the
    file from 1, the heading and blank lines included. A blank line is a row only in a file of one column.
    A row that cannot be found (behind a cell longer than Python's csv module reads) is left out.
    """
    wanted, left_out = set(rows), set(skipped)
    found: dict[int, int] = {}
    row, begins = -1, 1  # the heading is row -1
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        try:
            for record, cells in enumerate(reader, start=1):
                if record not in left_out and (cells or (width == 1 and row >= 0)):
                    if row in wanted:
                        found[row] = begins
                        if len(found) == len(wanted):
                            break
                    row += 1
                begins = reader.line_num + 1
        except csv.Error:
            pass
    return found


def find_records(path: Path, delimiter: str, *, records: Collection[int]) -> dict[int, int]:
    """Return the line at which each of ``records`` begins.

    Records count from 1, the heading and blank lines included.
    """
    wanted = set(records)
    found: dict[int, int] = {}
    begins = 1
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        try:
            for record, _cells in enumerate(reader, start=1):
                if record in wanted:
                    found[record] = begins
                    if len(found) == len(wanted):
                        break
                begins = reader.line_num + 1
        except csv.Error:
            pass
    return found
