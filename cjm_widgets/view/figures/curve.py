"""The emotion curve to explore in Bokeh, with its numbers as a table."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from typing import TYPE_CHECKING, Final

from cjm_widgets.view.curve import CurveRow, curve, curve_finding, curve_table
from cjm_widgets.view.drawing import SCALE
from cjm_widgets.view.figures.chart import COLOURS, DASHES, GROUND, MARKERS, Drawn, blank_chart
from cjm_widgets.view.wording import count, figure, shortened
from cjm_widgets.words import _

if TYPE_CHECKING:
    from typing import Any

    from bokeh.models.renderers import GlyphRenderer
    from bokeh.plotting import figure as Figure  # noqa: N812 - Bokeh's class has a small name

    from cjm_widgets.model import Journey, Workshop
    from cjm_widgets.view.curve import Series

LONGEST: Final = 26
"""So many characters of a touchpoint's name stand below the chart; all of it stands in the table."""


def curve_figure(workshop: Workshop, journey: Journey) -> Drawn:
    """Draw the curve with its spread, one series a persona; hovering a point shows n, mean, spread and words.

    Numbers: one row a touchpoint and persona, with the columns of ``CurveRow``. A journey without scores gives a chart
    that says so.
    """
    import pandas as pd  # noqa: PLC0415 - heavy, and only here

    rows = curve_table(workshop, journey)
    series = curve(workshop, journey)
    names = list(dict.fromkeys(_name(row.number, row.touchpoint) for row in rows))
    chart = blank_chart(curve_finding(series), names or [_("no touchpoint")], -2.4, 2.4)
    chart.yaxis.ticker = [score for score, _word in SCALE]
    chart.yaxis.major_label_overrides = {score: _(word) for score, word in SCALE}
    chart.xaxis.major_label_orientation = 0.9
    drawn = [
        (one.name, _draw(chart, place, one, rows[place * len(one.points) : (place + 1) * len(one.points)]))
        for place, one in enumerate(series)
    ]
    if len(drawn) > 1:
        _add_legend(chart, drawn)
    fields = [field.name for field in dataclasses.fields(CurveRow)]
    headings = {
        "touchpoint": _("Touchpoint"),
        "persona": _("Persona"),
        "n": _("n"),
        "mean": _("Mean"),
        "low": _("Band from"),
        "high": _("Band to"),
        "spread": _("Spread"),
        "scores": _("Scores"),
        "words": _("In words"),
    }
    if len(series) <= 1:
        del headings["persona"]
    return Drawn(chart, pd.DataFrame([dataclasses.asdict(row) for row in rows], columns=fields), headings)


def _draw(chart: Figure, place: int, one: Series, rows: tuple[CurveRow, ...]) -> list[GlyphRenderer[Any]]:
    from bokeh.models import ColumnDataSource, HoverTool  # noqa: PLC0415

    colour, marker, dash = (some[place % len(some)] for some in (COLOURS, MARKERS, DASHES))
    source = ColumnDataSource(
        {
            "name": [_name(row.number, row.touchpoint) for row in rows],
            "touchpoint": [row.touchpoint for row in rows],
            "stage": [row.stage for row in rows],
            "persona": [row.persona for row in rows],
            "mean": [_or_gap(row.mean) for row in rows],
            "low": [_or_gap(row.low) for row in rows],
            "high": [_or_gap(row.high) for row in rows],
            "said": [_mean_said(row) for row in rows],
            "spread": [_spread_said(row) for row in rows],
            "words": [row.words for row in rows],
        }
    )
    single = ColumnDataSource(_single_scores(one))
    spread = chart.segment("name", "low", "name", "high", source=source, line_width=12, line_alpha=0.22, color=colour)
    line = chart.line("name", "mean", source=source, line_width=2.5, color=colour, line_dash=dash)
    dots = chart.scatter("place", "score", source=single, size=5, alpha=0.5, color=colour)
    points = chart.scatter(
        "name", "mean", source=source, size=13, fill_color=colour, line_color=GROUND, line_width=2, marker=marker
    )
    tooltips = [
        (_("Touchpoint"), "@touchpoint"),
        (_("Stage"), "@stage"),
        (_("Persona"), "@persona"),
        (_("Mean"), "@said"),
        (_("Spread"), "@spread"),
        (_("In words"), "@words"),
    ]
    chart.add_tools(HoverTool(renderers=[points], tooltips=tooltips))
    return [spread, line, dots, points]


def _single_scores(one: Series) -> dict[str, Any]:
    """Give every score with its place: equal ones side by side, in shares of a touchpoint's room."""
    places: list[object] = []
    scores: list[object] = []
    for point in one.points:
        for score, times in Counter(point.mood.scores if point.mood else ()).items():
            step = min(0.08, 0.6 / times)
            name = _name(point.number, point.touchpoint.name)
            places.extend((name, round((nth - (times - 1) / 2) * step, 4)) for nth in range(times))
            scores.extend([score] * times)
    return {"place": places, "score": scores}


def _add_legend(chart: Figure, drawn: list[tuple[str, list[GlyphRenderer[Any]]]]) -> None:
    from bokeh.models.annotations import Legend, LegendItem  # noqa: PLC0415

    # The key ``value`` keeps a name that looks like a column's from being read as one.
    items = [LegendItem(label={"value": name}, renderers=renderers) for name, renderers in drawn]
    legend = Legend(items=items, location="bottom_left", click_policy="hide", background_fill_alpha=0.8)
    chart.add_layout(legend)


def _name(number: int, touchpoint: str) -> str:
    return f"{number} {shortened(touchpoint, LONGEST)}"


def _or_gap(value: float | None) -> float:
    """Give NaN for nothing: Bokeh breaks a line there."""
    return math.nan if value is None else value


def _mean_said(row: CurveRow) -> str:
    return "" if row.mean is None else f"{figure(row.mean, 2, sign=True)} (n {count(row.n)})"


def _spread_said(row: CurveRow) -> str:
    if row.low is None or row.high is None:
        return ""
    return f"{figure(row.low, 1, sign=True)} … {figure(row.high, 1, sign=True)} ({row.spread})"
