"""A board: cards of one kind in columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cjm_widgets.model import KINDS
from cjm_widgets.model.fields import FieldKind
from cjm_widgets.widgets.cards import Cards, Example
from cjm_widgets.widgets.fields import described
from cjm_widgets.widgets.page import STATIC

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.model.fields import Json
    from cjm_widgets.widgets.seat import Seat


class Board(Cards):
    """Cards of one kind in columns, added, edited, moved and deleted by mouse, finger and keyboard.

    The columns are the records that the reference ``columns`` points to, or the choices of a choice field. Those who
    lead merge cards, settle them and put them aside.
    """

    _esm = STATIC / "board.js"
    _css = STATIC / "board.css"

    def __init__(  # noqa: PLR0913 - keyword options, each named where it is given
        self,
        seat: Seat,
        kind: str,
        *,
        columns: str | None = None,
        among: Sequence[str] | None = None,
        fields: Sequence[str] | None = None,
        fixed: Mapping[str, Json] | None = None,
        parts: Sequence[str] = (),
        comments: bool = True,
        example: Sequence[Example] = (),
        paste: bool = True,
        title: str = "",
        help: str = "",
    ) -> None:
        """Show the cards of ``kind`` that agree with ``fixed`` (for example the journey); new ones get its values.

        ``among`` names the choices that are columns, in this order; a card in any other one counts as not placed.
        ``fields`` are offered in the editing sheet, in this order; all that people enter when it is not given.
        ``parts`` are kinds that belong to a card, edited as lists in its sheet. While there is no card, ``example``
        (fields of a card each, a reference by its name; under ``parts`` what belongs to it, see ``cards.PARTS``) is
        offered to be taken over. Raises ValueError for a kind or a
        field that the model does not have.
        """
        asked = described(kind, fields)
        column = None if columns is None else KINDS[kind].FIELDS.get(columns)
        if columns is not None and (column is None or column.kind not in {FieldKind.REF, FieldKind.CHOICE}):
            problem = f"columns={columns!r}: {kind} has no reference or choice field of that name"
            raise ValueError(problem)
        if column is not None and among is not None:
            labels = dict(column.choices)
            if not labels.keys() >= set(among):
                problem = f"among={among!r}: the choices of {columns} are {', '.join(map(str, labels))}"
                raise ValueError(problem)
            column = replace(column, choices=tuple((value, labels[value]) for value in among))
        spec = {
            "title": title,
            "help": help,
            "place": columns or "",
            "column": None if column is None else column.as_json(),
        }
        super().__init__(
            seat,
            kind,
            spec,
            asked,
            fixed=fixed or {},
            parts=parts,
            comments=comments,
            example=example,
            paste=paste,
            also=() if columns is None else (columns,),
        )
