"""Severity × frequency to explore in Bokeh: a mark a pain point, in the square of its two scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model.entities.emotions import FREQUENCY, SEVERITY
from cjm_widgets.view.figures.chart import COLOURS, GROUND, INK, Drawn, blank_plane, side_by_side
from cjm_widgets.view.severity import placed_pains, severity_finding
from cjm_widgets.view.wording import shortened
from cjm_widgets.words import _

if TYPE_CHECKING:
    from typing import Any

    from bokeh.plotting import figure as Figure  # noqa: N812 - Bokeh's class has a small name

    from cjm_widgets.model import Journey, Workshop
    from cjm_widgets.view.severity import PlacedPain

_LONGEST: Final = 60
_SHADES: Final = ("#ffffff", "#fdf1e7", "#fadfc6", "#f5c79b", "#efae70")


def severity_figure(workshop: Workshop, journey: Journey) -> Drawn:
    """Draw every rated pain point as its number in the table; squares are the darker, the higher their score.

    Numbers: one row a rated pain point, the highest score first: rank, pain, touchpoint, severity, frequency, score,
    whys.
    """
    import pandas as pd  # noqa: PLC0415 - heavy, and only here

    pains = [one for one in placed_pains(workshop, journey.id) if one.score is not None]
    chart = blank_plane(severity_finding(workshop, journey.id), (0.5, 4.5), (-0.5, 4.5))
    chart.grid.grid_line_color = None
    chart.xaxis.axis_label = _("Frequency")
    chart.yaxis.axis_label = _("Severity")
    chart.xaxis.ticker = [1, 2, 3, 4]
    chart.yaxis.ticker = [0, 1, 2, 3, 4]
    chart.xaxis.major_label_overrides = {place: _(word) for place, word in enumerate(FREQUENCY, start=1)}
    chart.yaxis.major_label_overrides = {place: _(word) for place, word in enumerate(SEVERITY)}
    _draw_squares(chart)
    if pains:
        _draw(chart, pains)
    rows = [
        (place, one.pain.description, one.touchpoint, one.pain.severity, one.pain.frequency, one.score, one.whys)
        for place, one in enumerate(pains, start=1)
    ]
    names = ["rank", "pain", "touchpoint", "severity", "frequency", "score", "whys"]
    headings = {
        "rank": _("No."),
        "pain": _("What hurts"),
        "touchpoint": _("Touchpoint"),
        "severity": _("Severity, 0–4"),
        "frequency": _("Frequency, 1–4"),
        "score": _("Score, 0–16"),
        "whys": _("Whys"),
    }
    return Drawn(chart, pd.DataFrame(rows, columns=names), headings)


def _draw_squares(chart: Figure) -> None:
    squares = [(frequency, severity) for frequency in range(1, 5) for severity in range(5)]
    chart.rect(
        x=[frequency for frequency, _severity in squares],
        y=[severity for _frequency, severity in squares],
        width=0.96,
        height=0.94,
        fill_color=[_shade(frequency * severity) for frequency, severity in squares],
        line_color=None,
    )


def _draw(chart: Figure, pains: list[PlacedPain]) -> None:
    from bokeh.models import ColumnDataSource, HoverTool  # noqa: PLC0415

    at = [(one.pain.frequency or 1, one.pain.severity or 0) for one in pains]
    data: dict[str, Any] = {"x": [], "y": [], "number": [], "pain": [], "touchpoint": [], "score": []}
    for place, (one, (x, y), (across, up)) in enumerate(zip(pains, at, side_by_side(at), strict=True), start=1):
        data["x"].append(x + across)
        data["y"].append(y + up)
        data["number"].append(str(place))
        data["pain"].append(shortened(one.pain.description, _LONGEST))
        data["touchpoint"].append(one.touchpoint or "–")
        data["score"].append(str(one.score))
    source = ColumnDataSource(data)
    marks = chart.scatter("x", "y", source=source, size=19, fill_color=COLOURS[0], line_color=GROUND, line_width=2)
    chart.text(
        "x", "y", text="number", source=source, text_align="center", text_baseline="middle", text_color=GROUND,
        text_font_size="13px", text_font_style="bold",
    )  # fmt: skip
    tooltips = [(_("What hurts"), "@pain"), (_("Touchpoint"), "@touchpoint"), (_("Score"), "@score")]
    chart.add_tools(HoverTool(renderers=[marks], tooltips=tooltips))
    chart.axis.major_label_text_color = INK


def _shade(score: int) -> str:
    return _SHADES[0 if score == 0 else 1 + (score >= 4) + (score >= 8) + (score >= 12)]  # noqa: PLR2004 - quarters of 16
