"""A board: cards of one kind in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.model import KINDS
from cjm_widgets.model.fields import FieldKind
from cjm_widgets.widgets.fields import described, kind_words
from cjm_widgets.widgets.linked import Linked, Shown
from cjm_widgets.widgets.page import STATIC
from cjm_widgets.widgets.shown import choices_for, title_field, within

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cjm_widgets.model import Workshop
    from cjm_widgets.model.fields import Json
    from cjm_widgets.widgets.seat import Seat


class Board(Linked):
    """Cards of one kind in columns, added, edited, moved and deleted by mouse, finger and keyboard.

    The columns are the records that the reference ``columns`` points to, or the choices of a choice field.
    """

    _esm = STATIC / "board.js"
    _css = STATIC / "board.css"

    def __init__(
        self,
        seat: Seat,
        kind: str,
        *,
        columns: str | None = None,
        fields: Sequence[str] | None = None,
        fixed: Mapping[str, Json] | None = None,
        title: str = "",
        help: str = "",
    ) -> None:
        """Show the cards of ``kind`` that agree with ``fixed`` (for example the journey); new ones get its values.

        ``fields`` are offered in the editing sheet, in this order; all that people enter when it is not given.
        Raises ValueError for a kind or a field that the model does not have.
        """
        self._names = tuple(spec.name for spec in described(kind, fields))
        self._columns = columns
        if columns is not None:
            column = KINDS[kind].FIELDS.get(columns)
            if column is None or column.kind not in {FieldKind.REF, FieldKind.CHOICE}:
                problem = f"columns={columns!r}: {kind} has no reference or choice field of that name"
                raise ValueError(problem)
        spec = {
            "title": title,
            "help": help,
            "place": columns or "",
            "kind": kind,
            **kind_words(kind),
            "title_field": title_field(kind),
            "fields": [one.as_json() for one in described(kind, fields)],
            "column": None if columns is None else KINDS[kind].FIELDS[columns].as_json(),
            "ranked": "rank" in KINDS[kind].FIELDS,
        }
        super().__init__(seat, kind, spec, fixed=fixed or {})

    def _writable(self) -> Collection[str]:
        return self._names if self._columns is None else (*self._names, self._columns)

    def _shown(self, view: Workshop) -> Shown:
        names = self._writable()
        shown: Shown = {one.id: (one, (), None) for one in choices_for(self._kind, names, view, self._fixed)}
        shown.update({one.id: (one, names, None) for one in within(view.all(self._kind), self._fixed)})
        return shown
