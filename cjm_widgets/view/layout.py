"""The geometry of a map, computed once: columns, lanes, cells with wrapped text, and the curve. All lengths in px.

Every drawing starts here. SVG (and later PNG, PDF and slides) takes positions as they are; the HTML table takes the
columns' widths and the curve's places as shares of the whole, so that the curve stands under its touchpoints there too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.view.blocks import Box, Piece, piece_of
from cjm_widgets.view.content import Lane, content_of
from cjm_widgets.view.placing import WHOLE
from cjm_widgets.view.plot import PLOT_HEIGHT, Plot, plot_of
from cjm_widgets.view.typeface import wrap

if TYPE_CHECKING:
    from cjm_widgets.model import Journey, Workshop
    from cjm_widgets.view.content import Column, Content
    from cjm_widgets.view.entries import Entry

LABEL_WIDTH: Final = 148.0
PADDING: Final = 14.0
GAP: Final = 12.0
NARROWEST: Final = 206.0
WIDEST: Final = 460.0
SLOT: Final = 52.0
"""Room that a touchpoint takes on the curve; a stage with many makes its column wider."""
AT_LEAST: Final = 1000.0
"""Width of all columns together that a map with few stages is stretched to."""
HEAD_SIZE: Final = 17.0
HEAD_LEADING: Final = 21.0
HEAD_LINES: Final = 4
LEAST_LANE: Final = 44.0
MOOD_ROOM: Final = 24.0
"""Height under the curve for each stage's mood in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedColumn:
    """A column with its place and the lines of its heading."""

    column: Column
    box: Box
    """The heading's box; the column goes on below it with the same x and width."""
    lines: tuple[str, ...]
    touchpoint_x: tuple[float, ...]
    """Where its touchpoints stand on the curve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where a lane and a column cross."""

    lane: Lane
    column: str
    """The column's key."""
    box: Box
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLane:
    """A lane across all columns."""

    lane: Lane
    box: Box
    """From the label's left edge to the last column's right edge."""
    cells: tuple[Cell, ...]
    """One a column, in their order; none in the lane of the curve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLayout:
    """The whole map of one journey with everything in its place."""

    content: Content
    columns: tuple[PlacedColumn, ...]
    lanes: tuple[PlacedLane, ...]
    plot: Plot | None
    """The curve; None where there is no touchpoint that it could stand under."""
    width: float
    height: float

    @property
    def empty(self) -> bool:
        """Tell that there is no column and so nothing to draw."""
        return not self.columns

    @property
    def body_width(self) -> float:
        """The width of all columns together, without the lanes' labels."""
        return self.width - LABEL_WIDTH


def layout(workshop: Workshop, journey: Journey, *, editing: bool = False) -> MapLayout:
    """Lay out the map of a journey. The same workshop gives the same layout on every machine.

    ``editing`` adds a first column for touchpoints that stand in no stage yet.
    """
    content = content_of(workshop, journey, editing=editing)
    if not content.columns:
        return MapLayout(content=content, columns=(), lanes=(), plot=None, width=LABEL_WIDTH, height=0)
    columns = _placed(content)
    width = columns[-1].box.right
    top = columns[0].box.bottom
    lanes = []
    plot = None
    for lane in Lane:
        if lane is Lane.EMOTIONS:
            x_by_id = {
                touchpoint.id: x
                for placed in columns
                for touchpoint, x in zip(placed.column.touchpoints, placed.touchpoint_x, strict=True)
            }
            right = max(placed.box.right for placed in columns if placed.column.key != WHOLE or len(columns) == 1)
            frame = Box(x=LABEL_WIDTH, y=top, width=round(right - LABEL_WIDTH, 2), height=PLOT_HEIGHT)
            plot = plot_of(content.series, x_by_id, frame)
            height = PLOT_HEIGHT + MOOD_ROOM if plot else LEAST_LANE
            placed_lane = PlacedLane(lane=lane, box=Box(x=0, y=top, width=width, height=height), cells=())
        else:
            placed_lane = _lane(content, lane, columns, top)
        lanes.append(placed_lane)
        top = placed_lane.box.bottom
    return MapLayout(content=content, columns=columns, lanes=tuple(lanes), plot=plot, width=width, height=top)


def _placed(content: Content) -> tuple[PlacedColumn, ...]:
    widths = [min(max(NARROWEST, SLOT * len(column.touchpoints)), WIDEST) for column in content.columns]
    stretch = max(1.0, AT_LEAST / sum(widths))
    lines = [
        wrap(column.name, HEAD_SIZE, width * stretch - 2 * PADDING, bold=True, limit=HEAD_LINES)
        for column, width in zip(content.columns, widths, strict=True)
    ]
    height = 30 + HEAD_LEADING * max(1, *(len(some) for some in lines), 1) + PADDING
    placed = []
    x = LABEL_WIDTH
    for column, width, heading in zip(content.columns, widths, lines, strict=True):
        box = Box(x=x, y=0, width=round(width * stretch, 2), height=height)
        n = len(column.touchpoints)
        stands = tuple(round(box.x + box.width * (place + 0.5) / n, 2) for place in range(n))
        placed.append(PlacedColumn(column=column, box=box, lines=heading, touchpoint_x=stands))
        x = box.right
    return tuple(placed)


def _lane(content: Content, lane: Lane, columns: tuple[PlacedColumn, ...], top: float) -> PlacedLane:
    by_column = [stacked(content.entries(lane, placed.column), placed, top) for placed in columns]
    bottoms = [pieces[-1].box.bottom for pieces in by_column if pieces]
    height = max([LEAST_LANE, *(bottom - top + PADDING for bottom in bottoms)])
    cells = tuple(
        Cell(
            lane=lane,
            column=placed.column.key,
            box=Box(x=placed.box.x, y=top, width=placed.box.width, height=height),
            pieces=pieces,
        )
        for placed, pieces in zip(columns, by_column, strict=True)
    )
    return PlacedLane(lane=lane, box=Box(x=0, y=top, width=columns[-1].box.right, height=height), cells=cells)


def stacked(entries: tuple[Entry, ...], placed: PlacedColumn, top: float) -> tuple[Piece, ...]:
    """Place the entries of one cell below one another; ``top`` is where the cell begins."""
    pieces: list[Piece] = []
    y = top + PADDING
    for entry in entries:
        piece = piece_of(entry, x=placed.box.x + PADDING, y=y, width=placed.box.width - 2 * PADDING)
        pieces.append(piece)
        y = piece.box.bottom + GAP
    return tuple(pieces)
