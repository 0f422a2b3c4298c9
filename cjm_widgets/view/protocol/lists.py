"""The lists of the protocol as CSV, for a spreadsheet: what would be taken for a formula is defused."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from cjm_widgets.view.markup import plain

if TYPE_CHECKING:
    from cjm_widgets.view.protocol.record import Record

# Spreadsheets look past blanks, and some read the wide forms of the signs as the signs.
_FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]").match


def protocol_lists(record: Record) -> dict[str, str]:
    """Give each list that has rows, by the name of its file; it begins with a mark by which Excel knows UTF-8."""
    found = {}
    for table in record.tables:
        if not table.rows:
            continue
        file = io.StringIO()
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([defused(head) for head in table.heads])
        writer.writerows([[defused(cell) for cell in row] for row in table.rows])
        found[f"{table.key}.csv"] = "\ufeff" + file.getvalue()
    return found


def defused(cell: str) -> str:
    """Give a cell that no spreadsheet takes for a formula."""
    text = plain(cell)
    return f"'{text}" if _FORMULA(text) else text
