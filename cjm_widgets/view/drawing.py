"""Draw the curve of a plot as SVG, in one of two ways from the same places.

Fixed: every position in px, for drawings of one size. Fluid: heights in px and positions across as shares of the width,
so that the curve follows the columns of a table while its text and dots keep their size.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cjm_widgets.view.curve import HIGHEST, LOWEST
from cjm_widgets.view.markup import Markup, element, join, number
from cjm_widgets.view.plot import LABEL_LEADING
from cjm_widgets.view.wording import figure, quoted
from cjm_widgets.words import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.view.plot import Label, Place, Plot, Track
    from cjm_widgets.view.smooth import Knot

SCALE: Final = (
    (2, N_("very good")),
    (1, N_("good")),
    (0, N_("neutral")),
    (-1, N_("bad")),
    (-2, N_("very bad")),
)
DOT: Final = 2.4
POINT: Final = 6.5
MOST_TRACKS: Final = 4
"""Series beyond these share the last one's pattern; more curves than that are not told apart anyway."""
_SHAPES: Final = ("", "M-6 -6H6V6H-6Z", "M0 -8L8 0L0 8L-8 0Z", "M0 -8L8 6H-8Z")
_BASE: Final = 26.0
"""How far above the lower edge the touchpoints' numbers stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """Writes positions across: px from the drawing's left edge, or a share of its width."""

    left: float
    width: float
    fluid: bool

    def __call__(self, x: float) -> str:
        """Give the value of an x attribute."""
        if self.fluid:
            return number(100 * (x - self.left) / self.width) + "%"
        return number(x)


def feeling(score: float) -> int:
    """Give the step 1–5 of the scale of feelings that a score is nearest to; halves go to the middle."""
    return 3 + (1 if score >= 0 else -1) * int(abs(score) + 0.499999)


def curve_svg(plot: Plot, name: str, *, fluid: bool = True) -> Markup:
    """Draw the curve with a title and a description for those who do not see it; ``name`` makes their ids unique."""
    box = plot.box
    title, description = f"{name}-title", f"{name}-description"
    width = "100%" if fluid else number(box.width)
    return element(
        "svg",
        element("title", _("Emotion curve"), id=title),
        element("desc", said(plot), id=description),
        curve_group(plot, fluid=fluid),
        role="img",
        aria_labelledby=f"{title} {description}",
        width=width,
        height=box.height,
        viewBox=None if fluid else f"{number(box.x)} {number(box.y)} {number(box.width)} {number(box.height)}",
        class_="curve",
        xmlns="http://www.w3.org/2000/svg",
    )


def curve_group(plot: Plot, *, fluid: bool) -> Markup:
    """Draw grid, bands, lines, scores, points, labels and numbers. Fluid drawings begin at 0, fixed ones at the box."""
    box = plot.box
    across = Across(left=box.x, width=box.width, fluid=fluid)
    up = box.y if fluid else 0.0
    several = len(plot.tracks) > 1
    return element(
        "g",
        _grid(plot, across, up),
        [_paths(track, place, plot, across, up) for place, track in enumerate(plot.tracks)],
        [_points(track, place, across, up, several=several) for place, track in enumerate(plot.tracks)],
        [_name(label, across, up) for label in plot.labels],
        _numbers(plot, across, up),
        class_="several" if several else "single",
    )


def said(plot: Plot) -> str:
    """Say in words what the curve shows: how many scores, its highest and its lowest point."""
    if not plot.tracks:
        return _("Nobody has scored an emotion yet.")
    return " ".join(_track_said(track) for track in plot.tracks)


def _track_said(track: Track) -> str:
    scored = [(place.point, place.point.mood) for place in track.places if place.point.mood]
    if not scored:
        return _("Nobody has scored an emotion for {persona} yet.").format(persona=track.series.name)
    low = min(scored, key=lambda pair: (pair[1].mean, pair[0].number))
    high = max(scored, key=lambda pair: (pair[1].mean, -pair[0].number))
    n = track.series.n
    scores = ngettext("{n} score", "{n} scores", n).format(n=n)
    pattern = _("{persona}: {scores} at {k} of {total} touchpoints; best at {high}, {best}, worst at {low}, {worst}.")
    return pattern.format(
        persona=track.series.name,
        scores=scores,
        k=len(scored),
        total=len(track.places),
        high=quoted(high[0].touchpoint.name),
        best=figure(high[1].mean, 1, sign=True),
        low=quoted(low[0].touchpoint.name),
        worst=figure(low[1].mean, 1, sign=True),
    )


def _grid(plot: Plot, across: Across, up: float) -> Markup:
    box = plot.box
    lines = []
    for score in range(LOWEST, HIGHEST + 1):
        y = plot.y(score) - up
        kind = "zero" if score == 0 else "grid"
        lines.append(element("line", x1=across(box.x), x2=across(box.right), y1=y, y2=y, class_=kind))
    for x, _number in plot.numbers:
        top, bottom = plot.y(HIGHEST) - up, box.bottom - _BASE - 12 - up
        lines.append(element("line", x1=across(x), x2=across(x), y1=top, y2=bottom, class_="stem"))
    return element("g", lines, class_="frame")


def _paths(track: Track, place: int, plot: Plot, across: Across, up: float) -> Markup:
    """Draw band and line in a drawing of their own that is stretched across, with strokes that are not."""
    box = plot.box
    kind = min(place, MOST_TRACKS - 1) + 1
    parts: list[Markup] = []
    for upper, lower in track.band:
        if len(upper) > 1:
            there, back = _path(upper, box.x, up), _path(lower, box.x, up, backwards=True)
            parts.append(element("path", d=f"{there} L{back.removeprefix('M')} Z", class_=f"band band-{kind}"))
    stroke = {"class_": f"line line-{kind}", "vector_effect": "non-scaling-stroke"}
    parts.extend(element("path", d=_path(run, box.x, up), **stroke) for run in track.line if len(run) > 1)
    return element(
        "svg",
        parts,
        x=across(box.x),
        y=0,
        width="100%" if across.fluid else number(box.width),
        height=number(box.bottom - up),
        viewBox=f"0 0 {number(box.width)} {number(box.bottom - up)}",
        preserveAspectRatio="none",
    )


def _path(knots: Sequence[Knot], left: float, up: float, *, backwards: bool = False) -> str:
    def at(xy: tuple[float, float]) -> str:
        return f"{number(xy[0] - left)} {number(xy[1] - up)}"

    ordered = list(reversed(knots)) if backwards else list(knots)
    steps = [f"M{at(ordered[0].at)}"]
    for a, b in pairwise(ordered):
        out, into = (a.before, b.after) if backwards else (a.after, b.before)
        steps.append(f"C{at(out)} {at(into)} {at(b.at)}")
    return " ".join(steps)


def _points(track: Track, place: int, across: Across, up: float, *, several: bool) -> Markup:
    kind = min(place, MOST_TRACKS - 1) + 1
    parts: list[Markup | None] = []
    for one in track.places:
        if one.y is None or one.point.mood is None:
            continue
        parts.append(_whisker(one, across, up))
        parts.extend(element("circle", cx=across(x), cy=y - up, r=DOT, class_="score") for x, y in one.dots)
        colour = f"track-{kind}" if several else f"feeling-{feeling(one.point.mood.mean)}"
        if one.point.touchpoint.moment_of_truth:
            parts.append(element("circle", cx=across(one.x), cy=one.y - up, r=POINT + 4, class_="truth"))
        parts.append(_marker(place, across(one.x), one.y - up, f"point {colour}"))
    if several and track.line:
        end = next((one for one in reversed(track.places) if one.y is not None), None)
        if end is not None and end.y is not None:
            parts.append(
                element(
                    "text", track.series.name, x=across(end.x), y=end.y - up - 14, text_anchor="end",
                    class_=f"name track-{kind}",
                )
            )  # fmt: skip
    return element("g", parts, class_="points")


def _marker(place: int, x: str, y: float, kind: str) -> Markup:
    """Draw a point in the shape of its series: circle, square, diamond, triangle."""
    if place == 0:
        return element("circle", cx=x, cy=y, r=POINT, class_=kind)
    shape = _SHAPES[min(place, MOST_TRACKS - 1)]
    # A share of the width cannot stand inside a path, so the shape gets a drawing of its own that begins there.
    return element("svg", element("path", d=shape, class_=kind), x=x, y=y, overflow="visible")


def _whisker(place: Place, across: Across, up: float) -> Markup | None:
    """Draw the spread of one point; beside a gap the band has no width and this is all that shows it."""
    if place.y_low is None or place.y_high is None or place.y_low == place.y_high:
        return None
    x = across(place.x)
    return element("line", x1=x, x2=x, y1=place.y_low - up, y2=place.y_high - up, class_="whisker")


def _name(label: Label, across: Across, up: float) -> Markup:
    x = across(label.x)
    lines = [element("tspan", line, x=x, dy=LABEL_LEADING if place else 0) for place, line in enumerate(label.lines)]
    return element("text", lines, x=x, y=label.y - up, text_anchor=label.anchor, class_="name")


def _numbers(plot: Plot, across: Across, up: float) -> Markup:
    y = plot.box.bottom - _BASE - up
    parts: list[Markup] = []
    for x, n in plot.numbers:
        parts.append(element("circle", cx=across(x), cy=y, r=10, class_="badge"))
        parts.append(element("text", str(n), x=across(x), y=y + 4, text_anchor="middle", class_="number"))
    return join(parts)
