"""The channel matrix to explore in Bokeh: a bubble for the touchpoints of one channel in one stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.view.channels import channel_matrix
from cjm_widgets.view.figures.chart import COLOURS, GROUND, INK, Drawn, blank_grid
from cjm_widgets.view.wording import shortened
from cjm_widgets.words import _

if TYPE_CHECKING:
    from typing import Any

    from bokeh.plotting import figure as Figure  # noqa: N812 - Bokeh's class has a small name

    from cjm_widgets.model import Journey, Workshop
    from cjm_widgets.view.channels import ChannelMatrix

ROW: Final = 52
"""Height of a channel's row, px."""
LONGEST: Final = 18
LARGEST: Final = 44


def channels_figure(workshop: Workshop, journey: Journey) -> Drawn:
    """Draw a circle for each channel and stage, its area the number of touchpoints; a diamond where one breaks off.

    Numbers: one row a channel and stage that has touchpoints or a break, with channel, stage, touchpoints, names and
    breaks_off.
    """
    import pandas as pd  # noqa: PLC0415 - heavy, and only here

    matrix = channel_matrix(workshop, journey.id)
    rows = [
        (channel or _("no channel"), name, len(here), ", ".join(one.name for one in here), matrix.is_break(channel, id))
        for channel in matrix.channels
        for id, name in matrix.stages
        for here in [matrix.cells.get((channel, id), ())]
        if here or matrix.is_break(channel, id)
    ]
    numbers = pd.DataFrame(rows, columns=["channel", "stage", "touchpoints", "names", "breaks_off"])
    columns = [_stage(place, name) for place, (_id, name) in enumerate(matrix.stages)]
    channels = [shortened(channel or _("no channel"), LONGEST) for channel in matrix.channels]
    height = 150 + ROW * max(1, len(channels))
    chart = blank_grid(matrix.finding, columns or [_("no stage")], channels or [_("no channel")], height=height)
    chart.xaxis.major_label_orientation = 0.5
    if rows:
        _draw(chart, matrix)
    headings = {
        "channel": _("Channel"),
        "stage": _("Stage"),
        "touchpoints": _("Touchpoints"),
        "names": _("Which"),
        "breaks_off": _("Breaks off"),
    }
    return Drawn(chart, numbers, headings)


def _draw(chart: Figure, matrix: ChannelMatrix) -> None:
    from bokeh.models import ColumnDataSource, HoverTool  # noqa: PLC0415

    full: dict[str, Any] = {"stage": [], "channel": [], "n": [], "size": [], "names": [], "seen": []}
    gaps: dict[str, Any] = {"stage": [], "channel": [], "names": []}
    most = max(len(some) for some in matrix.cells.values())
    for channel in matrix.channels:
        name = shortened(channel or _("no channel"), LONGEST)
        for place, (id, stage) in enumerate(matrix.stages):
            here = matrix.cells.get((channel, id), ())
            if here:
                full["stage"].append(_stage(place, stage))
                full["channel"].append(name)
                full["n"].append(len(here))
                # The area says how many: the width grows with the root.
                full["size"].append(max(18.0, LARGEST * (len(here) / most) ** 0.5))
                full["names"].append(", ".join(one.name for one in here))
                full["seen"].append(str(len(here)))
            elif matrix.is_break(channel, id):
                gaps["stage"].append(_stage(place, stage))
                gaps["channel"].append(name)
                gaps["names"].append(_("breaks off here"))
    source = ColumnDataSource(full)
    bubbles = chart.scatter("stage", "channel", size="size", source=source, fill_color=COLOURS[0], line_color=GROUND)
    chart.text(
        "stage", "channel", text="seen", source=source, text_align="center", text_baseline="middle",
        text_color=GROUND, text_font_size="13px", text_font_style="bold",
    )  # fmt: skip
    holes = chart.scatter(
        "stage", "channel", size=18, marker="diamond", source=ColumnDataSource(gaps), fill_color=GROUND,
        line_color=COLOURS[1], line_width=2.5,
    )  # fmt: skip
    tooltips = [(_("Channel"), "@channel"), (_("Stage"), "@stage"), (_("Touchpoints"), "@names")]
    chart.add_tools(HoverTool(renderers=[bubbles, holes], tooltips=tooltips))
    chart.yaxis.major_label_text_color = INK


def _stage(place: int, name: str) -> str:
    return f"{place + 1} {shortened(name, LONGEST)}"
