"""A grid: one answer for each pair of two kinds of things, such as who is accountable for which touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.model import KINDS, FieldKind
from cjm_widgets.model.ids import derived_id
from cjm_widgets.model.viewer import owns
from cjm_widgets.widgets.fields import described, kind_words
from cjm_widgets.widgets.linked import Linked
from cjm_widgets.widgets.page import STATIC
from cjm_widgets.widgets.seat import leads
from cjm_widgets.widgets.shown import Shown, title_field, within
from cjm_widgets.widgets.writing import Writable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.model import Entity, Field, Json, Workshop
    from cjm_widgets.widgets.seat import Seat


class Grid(Linked):
    """A choice or a point of a scale in each cell of a table of two kinds of things.

    ``Grid(seat, "raci", rows="touchpoint", columns="team", value="part")``: each cell is at most one record for each
    person who writes alone, and one that is settled by those who lead; what others say stands small beside it.
    """

    _esm = STATIC / "grid.js"
    _css = STATIC / "grid.css"

    def __init__(  # noqa: PLR0913 - keyword options, each named where it is given
        self,
        seat: Seat,
        kind: str,
        *,
        rows: str,
        columns: str,
        value: str,
        group: str | None = None,
        fixed: Mapping[str, Json] | None = None,
        title: str = "",
        help: str = "",
    ) -> None:
        """Show ``value`` of ``kind`` for every pair of ``rows`` and ``columns``, each the name of a kind.

        ``group`` is the reference of the rows by which they stand together (a touchpoint's stage). Those who lead may
        add columns where there are none. Raises ValueError for what the model does not have.
        """
        self._rows, self._columns, self._group = rows, columns, group
        self._row, self._column = _tie(kind, rows), _tie(kind, columns)
        (spec,) = described(kind, (value,))
        if spec.kind not in {FieldKind.CHOICE, FieldKind.SCALE}:
            problem = f"value={value!r}: a grid takes a choice or a scale"
            raise ValueError(problem)
        if group is not None and group not in KINDS[rows].FIELDS:
            problem = f"group={group!r}: {rows} has no such field"
            raise ValueError(problem)
        self._value = value
        self._leads = leads(seat)
        self._cells: dict[tuple[str, str], str] = {}
        name = title_field(columns)
        self._writing = {kind: Writable(names=(value,))}
        if self._leads:
            self._writing[columns] = Writable(names=(name,), fixed=_fixed(columns, fixed or {}))
        super().__init__(
            seat,
            kind,
            {
                "title": title,
                "help": help,
                "place": f"{rows}/{columns}",
                "kind": kind,
                "kind_label": kind_words(kind)["kind_label"],
                "rows": rows,
                "columns": columns,
                "rows_label": kind_words(rows)["kind_label"],
                "columns_label": kind_words(columns)["kind_label"],
                "row": self._row.name,
                "column": self._column.name,
                "value": spec.as_json(),
                "group": group,
                "group_kinds": [] if group is None else list(KINDS[rows].FIELDS[group].refers),
                "column_field": KINDS[columns].FIELDS[name].as_json(),
            },
            fixed=fixed or {},
        )

    def _writable(self) -> Mapping[str, Writable]:
        return self._writing

    def _shown(self, view: Workshop) -> Shown:
        shown: Shown = {}
        if self._group is not None:
            for kind in KINDS[self._rows].FIELDS[self._group].refers:
                shown.update({one.id: (one, (), None) for one in within(view.all(kind), self._fixed)})
        columns = tuple(within(view.all(self._columns), self._fixed))
        shown.update({one.id: (one, (), None) for one in columns})
        names = () if self._group is None else (self._group,)
        rows = tuple(within(view.all(self._rows), self._fixed))
        given = self._given(view)
        for row in rows:
            slots = {one.id: given.get((row.id, one.id)) or self._cell_id(row.id, one.id) for one in columns}
            shown[row.id] = (row, names, slots)
        here = {row.id for row in rows}
        told = (self._value, self._row.name, self._column.name, "standing")
        for one in within(view.all(self._kind), self._own_fixed()):
            if getattr(one, self._row.name) in here:
                shown[one.id] = (one, told, None)
        return shown

    def _cell_id(self, row: str, column: str) -> str:
        """Give the id of this person's answer in a cell, the same on every device; those who lead share one."""
        known = self._cells.get((row, column))
        if known is None:
            parts = (row, column, *map(str, self._fixed.values()))
            known = derived_id(self._kind, *parts) if self._leads else self._seat.id_for(self._kind, *parts)
            self._cells[row, column] = known
        return known

    def _given(self, view: Workshop) -> dict[tuple[str, str], str]:
        """Give the records that are this seat's to write, by cell, whatever made them (an import, another page)."""
        given: dict[tuple[str, str], str] = {}
        for one in within(view.all(self._kind), self._own_fixed()):
            if self._is_ours(one, view):
                given.setdefault((getattr(one, self._row.name), getattr(one, self._column.name)), one.id)
        return given

    def _is_ours(self, one: Entity, view: Workshop) -> bool:
        if self._leads:
            return getattr(one, "standing", "settled") == "settled"
        # By the secret of this page, too: what is anonymous has no author.
        return owns(self._seat.viewer, one, view)

    def _new_fields(self, entity: str, view: Workshop) -> dict[str, Json] | None:
        for row in within(view.all(self._rows), self._fixed):
            for column in within(view.all(self._columns), self._fixed):
                if self._cell_id(row.id, column.id) == entity:
                    return {**self._own_fixed(), self._row.name: row.id, self._column.name: column.id}
        return None


def _tie(kind: str, target: str) -> Field:
    """Give the required reference of ``kind`` that points to ``target``."""
    fields: Sequence[Field] = tuple(KINDS[kind].FIELDS.values()) if kind in KINDS else ()
    for spec in fields:
        if spec.kind is FieldKind.REF and spec.required and target in spec.refers:
            return spec
    problem = f"{target!r}: no required reference of {kind!r} points to it"
    raise ValueError(problem)


def _fixed(kind: str, fixed: Mapping[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in fixed.items() if name in KINDS[kind].FIELDS}
