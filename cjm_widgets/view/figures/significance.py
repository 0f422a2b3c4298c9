"""Significance to explore in Bokeh: importance to the customer against importance to us, and how well it satisfies."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from cjm_widgets.view.figures.chart import COLOURS, GROUND, INK, LINE, Drawn, blank_plane
from cjm_widgets.view.significance import HIGH, significance_finding, weighed
from cjm_widgets.view.wording import shortened
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from typing import Any

    from bokeh.plotting import figure as Figure  # noqa: N812 - Bokeh's class has a small name

    from cjm_widgets.model import Journey, Workshop
    from cjm_widgets.view.significance import Weighed

SATISFIED: Final = (
    (N_("satisfies (4–5)"), COLOURS[0], "circle"),
    (N_("neither (3)"), COLOURS[2], "square"),
    (N_("does not satisfy (1–2)"), COLOURS[1], "triangle"),
    (N_("nobody said"), "#767080", "diamond"),
)
"""By satisfaction: words, colour and marker."""
_LOW: Final = 2
_NAMES: Final = 16
_PER_ROW: Final = 3


def significance_figure(workshop: Workshop, journey: Journey) -> Drawn:
    """Draw a mark a touchpoint; those with the same scores stand side by side, so that none hides another.

    Numbers: one row a touchpoint with both importances, the widest gap first.
    """
    import pandas as pd  # noqa: PLC0415 - heavy, and only here

    rows = weighed(workshop, journey.id)
    title = significance_finding(workshop, journey.id)
    chart = blank_plane(title, (0.5, 5.5), (0.5, 5.6))
    chart.xaxis.axis_label = _("Importance to the customer")
    chart.yaxis.axis_label = _("Importance to us")
    chart.xaxis.ticker = chart.yaxis.ticker = [1, 2, 3, 4, 5]
    _draw_lines(chart)
    for place, (label, colour, marker) in enumerate(SATISFIED):
        some = [(row, at) for row, at in _apart(rows) if _kind(row) == place]
        if some:
            _draw(chart, some, _(label), colour, marker)
    if rows:
        (legend,) = chart.legend
        # Below the chart, two beside each other: inside, it would cover marks on a phone.
        chart.add_layout(legend, "below")
        legend.update(ncols=2, click_policy="hide", label_text_color=INK, border_line_color=None, margin=0)
    numbers = pd.DataFrame(
        [
            (row.touchpoint.name, row.stage, row.to_customer, row.to_organisation, row.satisfaction, row.call.label)
            for row in rows
        ],
        columns=["touchpoint", "stage", "to_customer", "to_organisation", "satisfaction", "call"],
    )
    numbers["satisfaction"] = numbers["satisfaction"].astype("Int64")
    headings = {
        "touchpoint": _("Touchpoint"),
        "stage": _("Stage"),
        "to_customer": _("To the customer, 1–5"),
        "to_organisation": _("To us, 1–5"),
        "satisfaction": _("Satisfaction, 1–5"),
        "call": _("What that asks for"),
    }
    return Drawn(chart, numbers, headings)


def _draw_lines(chart: Figure) -> None:
    for line in (chart.vspan, chart.hspan):
        line(HIGH - 0.3, line_color=LINE, line_width=2)


def _draw(chart: Figure, some: list[tuple[Weighed, tuple[float, float]]], label: str, colour: str, marker: str) -> None:
    from bokeh.models import ColumnDataSource, HoverTool  # noqa: PLC0415

    data: dict[str, Any] = {
        "x": [at[0] for _row, at in some],
        "y": [at[1] for _row, at in some],
        "name": [row.touchpoint.name for row, _at in some],
        "short": [shortened(row.touchpoint.name, _NAMES) for row, _at in some],
        "call": [row.call.label for row, _at in some],
        "satisfaction": ["–" if row.satisfaction is None else str(row.satisfaction) for row, _at in some],
    }
    source = ColumnDataSource(data)
    marks = chart.scatter(
        "x", "y", source=source, size=15, marker=marker, fill_color=colour, line_color=GROUND, legend_label=label
    )
    tooltips = [(_("Touchpoint"), "@name"), (_("Satisfaction"), "@satisfaction"), ("", "@call")]
    chart.add_tools(HoverTool(renderers=[marks], tooltips=tooltips))


def _kind(row: Weighed) -> int:
    if row.satisfaction is None:
        return 3
    return 0 if row.satisfaction >= HIGH else 2 if row.satisfaction <= _LOW else 1


def _apart(rows: tuple[Weighed, ...]) -> list[tuple[Weighed, tuple[float, float]]]:
    """Set marks with the same scores beside and below each other, three a row."""
    seen: defaultdict[tuple[int, int], int] = defaultdict(int)
    placed = []
    for row in rows:
        key = (row.to_customer, row.to_organisation)
        across, down = seen[key] % _PER_ROW, seen[key] // _PER_ROW
        seen[key] += 1
        placed.append((row, (key[0] + 0.2 * across, key[1] - 0.2 * down)))
    return placed
