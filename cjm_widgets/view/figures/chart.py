"""What every Bokeh chart of ours shares: a quiet blank chart, colours, and the pair of a figure and its numbers.

Bokeh is imported where something is drawn with it and nowhere else, because it takes a second that most pages need not
spend. Colours are those of M. Okabe and K. Ito (2008), which people with any colour vision tell apart; every series has
a marker and a dash of its own beside its colour.
"""

from __future__ import annotations

import math
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    import pandas as pd
    from bokeh.models.ranges import Range
    from bokeh.plotting import figure as Figure  # noqa: N812 - Bokeh's class has a small name

COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
MARKERS: Final = ("circle", "square", "triangle", "diamond", "inverted_triangle", "hex")
DASHES: Final = ("solid", "dashed", "dotted", "dotdash", "dashdot", "solid")
HEIGHT: Final = 420
INK: Final = "#2b2438"
SOFT: Final = "#5f566b"
LINE: Final = "#e2d8ca"
GROUND: Final = "#fffdf9"
_STEP: Final = 0.3
_ROOM: Final = 0.8
_TOOLS: Final = MappingProxyType(
    {
        "PanTool": N_("Move the chart"),
        "WheelZoomTool": N_("Zoom with the wheel"),
        "BoxZoomTool": N_("Zoom into a box"),
        "ResetTool": N_("Show all of it again"),
        "SaveTool": N_("Save it as a picture"),
    }
)


class Drawn(NamedTuple):
    """A Bokeh figure and the numbers in it, for analysts and for whoever does not see the figure."""

    figure: Figure
    numbers: pd.DataFrame
    headings: Mapping[str, str] = MappingProxyType({})
    """What people call the columns of ``numbers`` that they are shown, in order; every column under its own name where
    nothing is said."""

    @property
    def title(self) -> str:
        """What the chart shows, in a sentence."""
        return str(getattr(self.figure.title, "text", ""))


def blank_chart(title: str, names: list[str], low: float, high: float) -> Figure:
    """Give a chart with ``names`` along the bottom, ``low`` to ``high`` at the side and nothing in it."""
    from bokeh.models import FactorRange, Range1d  # noqa: PLC0415

    shown = _blank(title, FactorRange(factors=list(names)), Range1d(start=low, end=high))
    shown.xgrid.grid_line_color = None
    return shown


def blank_grid(title: str, columns: list[str], rows: list[str], *, height: int = HEIGHT) -> Figure:
    """Give a chart with a column each of ``columns``, a row each of ``rows`` from the top, and nothing in it."""
    from bokeh.models import FactorRange  # noqa: PLC0415

    across, down = FactorRange(factors=list(columns)), FactorRange(factors=list(reversed(rows)))
    shown = _blank(title, across, down)
    shown.height = height
    return shown


def blank_plane(title: str, across: tuple[float, float], up: tuple[float, float]) -> Figure:
    """Give a chart of two numbers, each from a lowest to a highest, and nothing in it."""
    from bokeh.models import Range1d  # noqa: PLC0415

    return _blank(title, Range1d(start=across[0], end=across[1]), Range1d(start=up[0], end=up[1]))


def side_by_side(places: Sequence[Hashable]) -> list[tuple[float, float]]:
    """Give how far each mark is moved from its place, across and up, so that none hides another at the same place.

    However many there are, they stay within 0.4 of it: a mark never comes into the square of another score.
    """
    there = Counter(places)
    seen: Counter[Hashable] = Counter()
    moved = []
    for place in places:
        side = math.ceil(math.sqrt(there[place]))
        rows = math.ceil(there[place] / side)
        step = min(_STEP, _ROOM / side)
        down, across = divmod(seen[place], side)
        in_row = min(side, there[place] - down * side)
        seen[place] += 1
        moved.append(((across - (in_row - 1) / 2) * step, ((rows - 1) / 2 - down) * step))
    return moved


def _blank(title: str, across: Range, up: Range) -> Figure:
    from bokeh.models.annotations import Title  # noqa: PLC0415
    from bokeh.plotting import figure  # noqa: PLC0415 - only where it is drawn with

    shown = figure(
        title=Title(text=title, text_font_size="17px", text_color=INK),
        x_range=across,
        y_range=up,
        height=HEIGHT,
        sizing_mode="stretch_width",
        tools="pan,wheel_zoom,box_zoom,reset,save",
        active_drag=None,
        toolbar_location="above",
        background_fill_color=GROUND,
        border_fill_color=GROUND,
        outline_line_color=None,
    )
    shown.toolbar.logo = None
    for tool in shown.toolbar.tools:
        if said := _TOOLS.get(type(tool).__name__):
            tool.update(description=_(said))
    shown.grid.grid_line_color = LINE
    for axis in shown.axis:
        axis.axis_line_color = LINE
        axis.major_tick_line_color = LINE
        axis.minor_tick_line_color = None
        axis.major_label_text_font_size = "13px"
        axis.major_label_text_color = SOFT
        axis.axis_label_text_color = SOFT
        axis.axis_label_text_font_style = "normal"
    return shown
