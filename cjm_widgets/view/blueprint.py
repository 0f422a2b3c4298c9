"""The geometry of the service blueprint: the map's own columns, five lanes, and the lines between them, in px."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.view.backstage import BlueprintLane
from cjm_widgets.view.blocks import Box
from cjm_widgets.view.layout import LEAST_LANE, PADDING, stacked

if TYPE_CHECKING:
    from cjm_widgets.view.blocks import Piece
    from cjm_widgets.view.layout import MapLayout, PlacedColumn

LINE_ROOM: Final = 26.0
"""Height of a line with its name above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlueprintRow:
    """A lane across all columns, and the line below it."""

    lane: BlueprintLane
    box: Box
    cells: tuple[tuple[Piece, ...], ...]
    """The pieces of each column, in the columns' order."""
    line_y: float | None
    """Where the line runs; None below the first and the last lane, which have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """The service blueprint of one journey, from y = 0 downwards, with the x of the map above it."""

    columns: tuple[PlacedColumn, ...]
    rows: tuple[BlueprintRow, ...]
    width: float
    height: float


def blueprint_of(placed: MapLayout) -> Blueprint | None:
    """Lay out the blueprint under the columns of a map; None where nobody wrote a card for it."""
    backstage = placed.content.backstage
    if not backstage or placed.empty:
        return None
    rows = []
    top = 0.0
    for lane in BlueprintLane:
        cells = tuple(stacked(backstage.get((lane, one.column.key), ()), one, top) for one in placed.columns)
        bottoms = [pieces[-1].box.bottom for pieces in cells if pieces]
        height = round(max([LEAST_LANE, *(bottom - top + PADDING for bottom in bottoms)]), 2)
        box = Box(x=0, y=top, width=placed.width, height=height)
        line_y = round(box.bottom + LINE_ROOM - 4, 2) if lane.line else None
        rows.append(BlueprintRow(lane=lane, box=box, cells=cells, line_y=line_y))
        top = round(box.bottom + (LINE_ROOM if lane.line else 0), 2)
    return Blueprint(columns=placed.columns, rows=tuple(rows), width=placed.width, height=top)
