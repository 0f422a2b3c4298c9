"""What every Bokeh chart of ours shares: a quiet blank chart, colours, and the pair of a figure and its numbers.

Bokeh is imported where something is drawn with it and nowhere else, because it takes a second that most pages need not
spend. Colours are those of M. Okabe and K. Ito (2008), which people with any colour vision tell apart; every series has
a marker and a dash of its own beside its colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import pandas as pd
    from bokeh.plotting import figure as Figure  # noqa: N812 - Bokeh's class has a small name

COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
MARKERS: Final = ("circle", "square", "triangle", "diamond", "inverted_triangle", "hex")
DASHES: Final = ("solid", "dashed", "dotted", "dotdash", "dashdot", "solid")
HEIGHT: Final = 420
INK: Final = "#2b2438"
SOFT: Final = "#5f566b"
LINE: Final = "#e2d8ca"
GROUND: Final = "#fffdf9"


class Drawn(NamedTuple):
    """A Bokeh figure and the numbers in it, for analysts and for whoever does not see the figure."""

    figure: Figure
    numbers: pd.DataFrame


def blank_chart(title: str, names: list[str], low: float, high: float) -> Figure:
    """Give a chart with ``names`` along the bottom, ``low`` to ``high`` at the side and nothing in it."""
    from bokeh.models import FactorRange, Range1d  # noqa: PLC0415
    from bokeh.models.annotations import Title  # noqa: PLC0415
    from bokeh.plotting import figure  # noqa: PLC0415 - only where it is drawn with

    shown = figure(
        title=Title(text=title, text_font_size="17px", text_color=INK),
        x_range=FactorRange(factors=list(names)),
        y_range=Range1d(start=low, end=high),
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
    shown.grid.grid_line_color = LINE
    shown.xgrid.grid_line_color = None
    for axis in shown.axis:
        axis.axis_line_color = LINE
        axis.major_tick_line_color = LINE
        axis.minor_tick_line_color = None
        axis.major_label_text_font_size = "13px"
        axis.major_label_text_color = SOFT
        axis.axis_label_text_color = SOFT
        axis.axis_label_text_font_style = "normal"
    return shown
