"""A table: rows to edit in their cells, or rows to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.widgets import wire
from cjm_widgets.widgets.cards import Cards, Example
from cjm_widgets.widgets.fields import described
from cjm_widgets.widgets.page import STATIC, PageWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cjm_widgets.model import Json
    from cjm_widgets.widgets.seat import Seat


class ReadOnlyTable(PageWidget):
    """A table that one only reads."""

    _esm = STATIC / "table.js"
    _css = STATIC / "table.css"

    def __init__(
        self,
        rows: Iterable[Mapping[str, object]],
        columns: Mapping[str, str],
        *,
        title: str = "",
        help: str = "",
    ) -> None:
        """Show ``rows``; ``columns`` gives their keys in order with a heading for each. None shows as a dash."""
        super().__init__(
            {
                "title": title,
                "help": help,
                "columns": [[key, heading] for key, heading in columns.items()],
                "numeric": [],
                "rows": [[_plain(row.get(key)) for key in columns] for row in rows],
            }
        )

    def _receive(self, message: wire.Message, _buffers: Sequence[memoryview]) -> None:
        match message:
            case wire.Hello():
                pass
            case wire.Ping():
                self._tell({"type": "pong", "n": message.n, "seq": 0})
            case _:
                self._ignore("a table to read takes no such message")


class Table(Cards):
    """The records of one kind as rows that are edited in their cells, added, moved and deleted."""

    _esm = STATIC / "table.js"
    _css = STATIC / "table.css"

    def __init__(  # noqa: PLR0913 - keyword options, each named where it is given
        self,
        seat: Seat,
        kind: str,
        *,
        fields: Sequence[str] | None = None,
        fixed: Mapping[str, Json] | None = None,
        parts: Sequence[str] = (),
        comments: bool = True,
        example: Sequence[Example] = (),
        paste: bool = True,
        title: str = "",
        help: str = "",
    ) -> None:
        """Show the records of ``kind`` that agree with ``fixed``; new ones get its values.

        ``fields`` are the columns, those marked ``first`` when it is not given; a row's sheet offers all fields.
        ``parts``, ``example`` and ``paste`` are as for a board. Raises ValueError for a kind or a field that the model
        does not have.
        """
        everything = described(kind, None)
        shown = described(kind, fields) if fields is not None else tuple(one for one in everything if one.first)
        sheet = (*shown, *(one for one in everything if one not in shown))
        spec = {"title": title, "help": help, "cells": [one.as_json() for one in shown]}
        super().__init__(
            seat,
            kind,
            spec,
            sheet,
            fixed=fixed or {},
            parts=parts,
            comments=comments,
            example=example,
            paste=paste,
            also=tuple(one.name for one in shown),
        )

    @staticmethod
    def of(
        rows: Iterable[Mapping[str, object]], columns: Mapping[str, str], *, title: str = "", help: str = ""
    ) -> ReadOnlyTable:
        """Give a table to read, of any rows: ``columns`` gives their keys in order with a heading for each."""
        return ReadOnlyTable(rows, columns, title=title, help=help)


def _plain(value: object) -> Json:
    """Give ``value`` as JSON: numbers stay numbers, so that they stand to the right."""
    if value is None or isinstance(value, (bool, str, int)):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else None  # noqa: PLR0124 - NaN is not itself
    return str(value)
