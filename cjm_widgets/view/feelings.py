"""The emotion curve by itself, as it grows while people score, and the touchpoints where they disagree most."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Comment, Decision, Emotion, Journey
from cjm_widgets.model.checks.subject import Subject
from cjm_widgets.model.checks.unfinished_way import widest
from cjm_widgets.model.settled import settled
from cjm_widgets.view.blocks import Box
from cjm_widgets.view.curve import curve, curve_finding
from cjm_widgets.view.drawing import SCALE, curve_svg
from cjm_widgets.view.markup import Markup, element, join, style_sheet
from cjm_widgets.view.page import sheet
from cjm_widgets.view.plot import PLOT_HEIGHT, plot_of
from cjm_widgets.view.wording import count, figure
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from cjm_widgets.model import Touchpoint, Workshop
    from cjm_widgets.view.curve import Series
    from cjm_widgets.view.plot import Plot

WIDTH: Final = 1000.0
_RULES: Final = (
    ".cjm-map .curve ",
    ".cjm-map svg.curve",
    ".cjm-map :is(.curve, .strip)",
    ".cjm-map .feeling",
    ".cjm-map .track",
    ".cjm-map .several",
)


@cache
def curve_styles() -> Markup:
    """Give the rules of the map's curve and no others; once a page is enough."""
    return style_sheet("".join(rule for rule in sheet("map.css").splitlines() if rule.startswith(_RULES)))


def feelings(workshop: Workshop, journey: str) -> Markup:
    """Draw the curve of each persona with its spread, what it shows in a sentence, and what its numbers stand for."""
    there = workshop.find(Journey, journey)
    series = curve(workshop, there) if there else ()
    finding = element("h2", curve_finding(series))
    if there is None or not any(one.n for one in series):
        said = _("The curve grows here as people score, each point with how far they differ.")
        return element("section", finding, element("p", said, class_="cjm-none"), class_="cjm-contents cjm-felt")
    ids = [point.touchpoint.id for point in series[0].points]
    across = {id: WIDTH * (place + 0.5) / len(ids) for place, id in enumerate(ids)}
    plot = plot_of(series, across, Box(x=0, y=0, width=WIDTH, height=PLOT_HEIGHT))
    drawn = None
    if plot:
        drawn = element("div", _scale(plot), curve_svg(plot, f"curve-of-{journey}"), class_="cjm-map cjm-curve")
    note = element("p", _("Line: mean. Band: how far the scores spread. Small dots: single scores."), class_="cjm-soft")
    several = element("p", _legend(series), class_="cjm-soft") if len(series) > 1 else None
    return element("section", finding, drawn, join(note, several), _names(series[0]), class_="cjm-contents cjm-felt")


def disagreeing(workshop: Workshop, journey: str) -> tuple[tuple[Touchpoint, int, int], ...]:
    """Give the touchpoints on which people differ by two points or more, with lowest and highest score, widest first.

    The same order decides when the step is done (``model.checks``).
    """
    there = workshop.find(Journey, journey)
    if there is None:
        return ()
    return tuple(widest(Subject(settled(workshop), there, datetime.now(UTC).date())))


def opened_with(workshop: Workshop, touchpoint: str) -> str:
    """Give what was written when a disagreement was opened: the latest decision on it, or else comment; or nothing."""
    scores = {one.id for one in workshop.of(Emotion, touchpoint=touchpoint)}
    about = {touchpoint, *scores}
    decided = [one.text for one in workshop.all(Decision) if one.about in about]
    said = [one.text for one in workshop.all(Comment) if one.about in about]
    return (decided or said or [""])[-1]


def disagreement_finding(workshop: Workshop, journey: str) -> str:
    """Say how many wide disagreements there are and how many of them were opened."""
    found = disagreeing(workshop, journey)
    if not found:
        return _("No two scores of one touchpoint lie two points apart.")
    opened = sum(bool(opened_with(workshop, one.id)) for one, _low, _high in found)
    said = ngettext("{n} wide disagreement", "{n} wide disagreements", len(found)).format(n=count(len(found)))
    return _("{some}, {n} opened. Open at least the two widest.").format(some=said, n=count(opened))


def scores_said(workshop: Workshop, touchpoint: str) -> str:
    """Write the single scores of a touchpoint from lowest to highest, with the words people gave."""
    given = workshop.of(Emotion, touchpoint=touchpoint)
    scores = sorted(one.valence for one in given if one.valence is not None)
    words = list(dict.fromkeys(one.word.strip() for one in given if one.word.strip()))
    told = " ".join(figure(score, 0, sign=True) for score in scores)
    return f"{told} · {', '.join(words)}" if words else told


def _scale(plot: Plot) -> Markup:
    """Give the words of the scale at their heights; the drawing's own text says the same."""
    words = [element("text", _(word), x="100%", y=plot.y(score) + 4, text_anchor="end") for score, word in SCALE]
    return element(
        "svg", words, width="100%", height=PLOT_HEIGHT, class_="cjm-scale", aria_hidden="true", focusable="false"
    )


def _legend(series: tuple[Series, ...]) -> str:
    return _("Curves: {names}.").format(names=", ".join(one.name for one in series))


def _names(series: Series) -> Markup:
    """List what the numbers under the curve stand for, with each mean."""
    items = [
        element(
            "li",
            element("span", point.touchpoint.name, dir="auto"),
            element("b", figure(point.mood.mean, 1, sign=True)) if point.mood else element("span", "–"),
        )
        for point in series.points
    ]
    return element("ol", items, class_="cjm-curve-names")
