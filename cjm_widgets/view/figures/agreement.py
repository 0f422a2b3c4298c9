"""Agreement to explore in Bokeh: what each team says of each touchpoint, the widest disagreement on top."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING, Final, NamedTuple

from cjm_widgets.model import Emotion, Team
from cjm_widgets.model.settled import settled
from cjm_widgets.view.drawing import SCALE
from cjm_widgets.view.figures.chart import COLOURS, GROUND, INK, LINE, MARKERS, Drawn, blank_plane
from cjm_widgets.view.wording import figure, shortened
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from bokeh.plotting import figure as Figure  # noqa: N812 - Bokeh's class has a small name

    from cjm_widgets.analysis.agreement import Disagreement
    from cjm_widgets.model import Journey, Workshop

ROW: Final = 40
"""Height of a touchpoint's row, px."""
_NAMES: Final = 24
_APART: Final = 0.17
_NAMES_BESIDE: Final = 3
"""So many teams stand in a row of the legend: more would be cut off on a phone."""


class Said(NamedTuple):
    """What one team says of one touchpoint."""

    place: Disagreement
    team: Team
    mean: float
    n: int


def agreement_figure(workshop: Workshop, journey: Journey) -> Drawn:
    """Draw a row a touchpoint with a mark a team at the mean of its scores, and a bar from the lowest to the highest.

    Numbers: one row a touchpoint and team, with mean (−2 to +2) and n. Scores of people without a team are left out.
    """
    import pandas as pd  # noqa: PLC0415 - heavy, and only here

    from cjm_widgets.analysis.agreement import disagreements  # noqa: PLC0415 - brings in numpy

    found = disagreements(workshop, journey.id)
    rows = [one for one in found.first if one.n]
    said = _said(workshop, journey, rows)
    chart = blank_plane(found.said, (-2.4, 2.4), (-0.6, max(1, len(rows)) - 0.4))
    chart.height = 140 + ROW * max(3, len(rows))
    chart.ygrid.grid_line_color = None
    chart.xaxis.ticker = [score for score, _word in SCALE]
    # Two lines each, so that they stand side by side on a phone.
    chart.xaxis.major_label_overrides = {score: _(word).replace(" ", "\n") for score, word in SCALE}
    chart.yaxis.ticker = list(range(len(rows)))
    chart.yaxis.major_label_overrides = {
        len(rows) - 1 - place: shortened(one.name, _NAMES) for place, one in enumerate(rows)
    }
    chart.yaxis.major_label_text_color = INK
    _draw_bars(chart, rows)
    teams = tuple(team for team in workshop.all(Team) if any(one.team.id == team.id for one in said))
    for place, team in enumerate(teams):
        lift = (place - (len(teams) - 1) / 2) * _APART
        _draw_team(chart, place, lift, team, [one for one in said if one.team.id == team.id], rows)
    if teams:
        chart.legend.ncols = _NAMES_BESIDE
        chart.legend.background_fill_alpha = 0.8
        chart.legend.click_policy = "hide"
        chart.legend.label_text_color = INK
        chart.add_layout(chart.legend[0], "below")
    numbers = pd.DataFrame(
        [(one.place.name, one.team.name, one.mean, one.n) for one in said], columns=["touchpoint", "team", "mean", "n"]
    )
    headings = {"touchpoint": _("Touchpoint"), "team": _("Team"), "mean": _("Mean, −2 to +2"), "n": _("n")}
    return Drawn(chart, numbers, headings)


def _said(workshop: Workshop, journey: Journey, rows: Sequence[Disagreement]) -> list[Said]:
    shown = settled(workshop)
    given: list[Said] = []
    for place in rows:
        scores = [
            one
            for one in shown.of(Emotion, touchpoint=place.touchpoint)
            if one.valence is not None and one.persona in (journey.persona, None)
        ]
        for team in shown.all(Team):
            own = [one.valence or 0 for one in scores if one.team == team.id]
            if own:
                given.append(Said(place, team, fmean(own), len(own)))
    return given


def _draw_bars(chart: Figure, rows: Sequence[Disagreement]) -> None:
    last = len(rows) - 1
    ends = [(float(last - place), float(one.low or 0), float(one.high or 0)) for place, one in enumerate(rows)]
    lows, highs, heights = [low for _y, low, _h in ends], [high for _y, _l, high in ends], [y for y, _l, _h in ends]
    chart.segment(lows, heights, highs, heights, line_width=12, line_color=LINE, line_cap="round")


def _draw_team(
    chart: Figure, place: int, lift: float, team: Team, said: Sequence[Said], rows: Sequence[Disagreement]
) -> None:
    """Draw the marks of one team, each ``lift`` above the middle of its row: equal means do not hide each other."""
    from bokeh.models import ColumnDataSource, HoverTool  # noqa: PLC0415

    at = {one.touchpoint: len(rows) - 1 - nth for nth, one in enumerate(rows)}
    data: dict[str, Any] = {
        "x": [one.mean for one in said],
        "y": [at[one.place.touchpoint] + lift for one in said],
        "touchpoint": [one.place.name for one in said],
        "told": [f"{figure(one.mean, 1, sign=True)} (n {one.n})" for one in said],
    }
    # A seventh team has the first one's colour, and another mark.
    marker = MARKERS[(place + place // len(COLOURS)) % len(MARKERS)]
    marks = chart.scatter(
        "x", "y", source=ColumnDataSource(data), size=11, marker=marker,
        fill_color=COLOURS[place % len(COLOURS)], line_color=GROUND, legend_label=team.name,
    )  # fmt: skip
    tooltips = [(_("Touchpoint"), "@touchpoint"), (_("Mean"), "@told")]
    chart.add_tools(HoverTool(renderers=[marks], tooltips=[(_("Team"), team.name), *tooltips]))
