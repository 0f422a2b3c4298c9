"""Impact against effort to explore in Bokeh: four quadrants, an opportunity a mark with its place in the ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.analysis.priorities import BORDER, Quadrant
from cjm_widgets.view.chances import question_said, ranked
from cjm_widgets.view.figures.chart import COLOURS, GROUND, LINE, SOFT, Drawn, blank_plane, side_by_side
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from typing import Any

    from bokeh.plotting import figure as Figure  # noqa: N812 - Bokeh's class has a small name

    from cjm_widgets.model import Journey, Workshop
    from cjm_widgets.view.chances import Chance

_LOOK: Final = {
    Quadrant.QUICK_WIN: (COLOURS[2], "circle"),
    Quadrant.BIG_BET: (COLOURS[0], "square"),
    Quadrant.FILL_IN: ("#767080", "diamond"),
    Quadrant.TIME_SINK: (COLOURS[1], "inverted_triangle"),
}
_CORNERS: Final = {
    Quadrant.QUICK_WIN: (0.6, 5.35, "left"),
    Quadrant.BIG_BET: (5.4, 5.35, "right"),
    Quadrant.FILL_IN: (0.6, 0.62, "left"),
    Quadrant.TIME_SINK: (5.4, 0.62, "right"),
}


def quadrants_figure(workshop: Workshop, journey: Journey) -> Drawn:
    """Draw a mark an opportunity, numbered by its place; equal ones stand side by side, so that none hides another.

    Numbers: one row an opportunity that has both answers, with place, question, impact, effort and quadrant.
    """
    import pandas as pd  # noqa: PLC0415 - heavy, and only here

    some = [one for one in ranked(workshop, journey) if one.quadrant is not None]
    chart = blank_plane(_title(some), (0.5, 5.5), (0.5, 5.6))
    chart.xaxis.axis_label, chart.yaxis.axis_label = _("Effort"), _("Impact")
    chart.xaxis.ticker = chart.yaxis.ticker = [1, 2, 3, 4, 5]
    for line in (chart.vspan, chart.hspan):
        line(BORDER, line_color=LINE, line_width=3)
    for name, (x, y, align) in _CORNERS.items():
        chart.text(
            [x], [y], text=[_(name.label)], text_align=align, text_baseline="middle", text_color=SOFT,
            text_font_size="14px", text_font_style="bold",
        )  # fmt: skip
    for name, (colour, marker) in _LOOK.items():
        here = [(one, at) for one, at in _apart(some) if one.quadrant is name]
        if here:
            _draw(chart, here, colour, marker)
    rows = [
        (
            one.place,
            question_said(one.opportunity),
            one.opportunity.impact,
            one.opportunity.effort,
            _(one.quadrant.label),
        )
        for one in some
        if one.quadrant
    ]
    numbers = pd.DataFrame(rows, columns=["place", "question", "impact", "effort", "quadrant"])
    headings = {
        "question": _("Opportunity"),
        "place": _("Place"),
        "impact": _("Impact, 1–5"),
        "effort": _("Effort, 1–5"),
        "quadrant": _("Quadrant"),
    }
    return Drawn(chart, numbers, headings)


def _title(some: list[Chance]) -> str:
    if not some:
        return _("Nothing has both an impact and an effort yet")
    n = sum(one.quadrant is Quadrant.QUICK_WIN for one in some)
    wins = ngettext("{n} quick win", "{n} quick wins", n).format(n=n)
    return _("{wins} among {all}: high impact for little effort").format(wins=wins, all=len(some))


def _draw(chart: Figure, some: list[tuple[Chance, tuple[float, float]]], colour: str, marker: str) -> None:
    from bokeh.models import ColumnDataSource, HoverTool  # noqa: PLC0415

    data: dict[str, Any] = {
        "x": [at[0] for _one, at in some],
        "y": [at[1] for _one, at in some],
        "place": [str(one.place or "–") for one, _at in some],
        "question": [question_said(one.opportunity) for one, _at in some],
    }
    source = ColumnDataSource(data)
    marks = chart.scatter("x", "y", source=source, size=30, marker=marker, fill_color=colour, line_color=GROUND)
    chart.text(
        "x", "y", text="place", source=source, text_align="center", text_baseline="middle", text_color=GROUND,
        text_font_size="13px", text_font_style="bold",
    )  # fmt: skip
    chart.add_tools(HoverTool(renderers=[marks], tooltips=[(_("Opportunity"), "@question"), (_("Place"), "@place")]))


def _apart(some: list[Chance]) -> list[tuple[Chance, tuple[float, float]]]:
    """Set marks with the same scores beside and below each other."""
    at = [(one.opportunity.effort or 0, one.opportunity.impact or 0) for one in some]
    moved = side_by_side(at)
    return [(one, (x + across, y + up)) for one, (x, y), (across, up) in zip(some, at, moved, strict=True)]
