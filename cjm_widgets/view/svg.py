"""The curve and the whole map as SVG files: text stays text, and colours follow the reader's light or dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.view.blueprint import blueprint_of
from cjm_widgets.view.blueprint_svg import TITLE_ROOM, blueprint_group
from cjm_widgets.view.content import Lane
from cjm_widgets.view.curve import stage_mood
from cjm_widgets.view.drawing import SCALE, curve_group, said
from cjm_widgets.view.layout import HEAD_LEADING, HEAD_SIZE, LABEL_WIDTH, PADDING
from cjm_widgets.view.markup import Markup, element, join, number, style_sheet
from cjm_widgets.view.page import sheet
from cjm_widgets.view.piece_svg import piece_svg
from cjm_widgets.view.sources import source_said
from cjm_widgets.view.typeface import FAMILY, wrap
from cjm_widgets.view.wording import count, figure
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from cjm_widgets.view.layout import MapLayout, PlacedColumn, PlacedLane
    from cjm_widgets.view.plot import Plot

MARGIN: Final = 32.0
TITLE: Final = 64.0
SOURCE_LEADING: Final = 18.0
SPACE: Final = "http://www.w3.org/2000/svg"
_LANE_COLOURS: Final = {Lane.PAINS: "pain", Lane.OPPORTUNITIES: "chance"}


def curve_file(plot: Plot, title: str) -> str:
    """Give the curve alone as an SVG file, with a newline at the end."""
    box = plot.box
    left = box.x - LABEL_WIDTH
    drawing = element(
        "svg",
        element("title", title, id="title"),
        element("desc", said(plot), id="description"),
        style_sheet(_style()),
        element("rect", x=left, y=box.y, width=box.right - left, height=box.height, class_="ground"),
        _scale(plot),
        _curve(plot),
        xmlns=SPACE,
        role="img",
        aria_labelledby="title description",
        viewBox=f"{number(left)} {number(box.y)} {number(box.right - left)} {number(box.height)}",
        width=box.right - left,
        height=box.height,
        class_="cjm-map",
    )
    return f"{drawing}\n"


def map_file(placed: MapLayout, title: str) -> str:
    """Give the whole map as an SVG file. Text that is too long for its cell is cut; the page has all of it."""
    blueprint = blueprint_of(placed)
    foot = placed.height + (TITLE_ROOM + blueprint.height if blueprint else 0)
    sources = _sources(placed, foot)
    width = placed.width + 2 * MARGIN
    height = foot + TITLE + 2 * MARGIN + SOURCE_LEADING * len(sources)
    drawing = element(
        "svg",
        element("title", title, id="title"),
        element("desc", _described(placed), id="description"),
        style_sheet(_style()),
        element("rect", x=0, y=0, width=width, height=height, class_="paper"),
        element("text", title, x=MARGIN, y=MARGIN + 26, class_="heading"),
        element(
            "g",
            [_heading(one) for one in placed.columns],
            [_lane(placed, lane) for lane in placed.lanes],
            blueprint_group(blueprint, placed.height) if blueprint else None,
            sources,
            transform=f"translate({number(MARGIN)} {number(MARGIN + TITLE)})",
        ),
        xmlns=SPACE,
        role="img",
        aria_labelledby="title description",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        class_="cjm-map",
    )
    return f"{drawing}\n"


def _sources(placed: MapLayout, top: float) -> list[Markup]:
    """Say what the letters of the sources stand for, a line each below the map."""
    lines = [f"{letter}  {source_said(source)}" for letter, source in placed.content.sources]
    return [
        element("text", wrap(line, 11, placed.width, limit=1)[0], x=0, y=top + SOURCE_LEADING * n, font_size=11)
        for n, line in enumerate(lines, start=1)
    ]


def _described(placed: MapLayout) -> str:
    stages = sum(1 for one in placed.columns if one.column.stage)
    parts = [ngettext("{n} stage", "{n} stages", stages).format(n=count(stages))]
    parts.extend(one.column.name for one in placed.columns)
    curve = said(placed.plot) if placed.plot else ""
    return f"{', '.join(parts)}. {curve}".strip()


def _style() -> str:
    """Give the tokens and the rules of the map, and what only a drawing needs."""
    own = (
        f".cjm-map text{{font-family:{FAMILY};fill:var(--cjm-ink)}}"
        ".cjm-map .soft{fill:var(--cjm-ink-soft)}.cjm-map .notice{fill:var(--cjm-amber)}"
        ".cjm-map .paper{fill:var(--cjm-paper)}.cjm-map .ground{fill:var(--cjm-surface)}"
        ".cjm-map .rule{stroke:var(--cjm-line)}.cjm-map .strong-rule{stroke:var(--cjm-accent);stroke-width:3}"
        ".cjm-map .pain{fill:var(--cjm-bad)}.cjm-map .chance{fill:var(--cjm-good)}"
        ".cjm-map .heading{font:600 26px Georgia,serif}.cjm-map .all{fill:var(--cjm-line)}"
        ".cjm-map .part{fill:var(--cjm-accent)}"
        ".cjm-map .border{stroke:var(--cjm-accent);stroke-width:1.5;stroke-dasharray:6 5}"
        ".cjm-map .disc{fill:var(--cjm-ink)}.cjm-map text.on-disc{fill:var(--cjm-paper)}"
        ".cjm-map .disc-line{fill:none;stroke:var(--cjm-line-strong);stroke-width:1.5}"
    )
    # A drawing is of one size: it needs the marks and the curve, and none of the page's rules for its own element.
    rules = [rule for rule in sheet("map.css").splitlines() if rule.startswith(_DRAWN)]
    return sheet("theme.css") + "".join(rules) + own


_DRAWN: Final = (
    ".cjm-map .curve ",
    ".cjm-map :is(.curve, .strip)",
    ".cjm-map .feeling",
    ".cjm-map .track",
    ".cjm-map .several",
    ".cjm-map .ring",
    ".cjm-map .share",
)


def _heading(one: PlacedColumn) -> Markup:
    box = one.box
    lines = [
        element(
            "text", line, x=box.x + PADDING, y=30 + HEAD_LEADING * (place + 0.7), font_size=HEAD_SIZE, font_weight=700
        )
        for place, line in enumerate(one.lines)
    ]
    rule = element("line", x1=box.x, x2=box.right, y1=box.bottom - 1.5, y2=box.bottom - 1.5, class_="strong-rule")
    return join(lines, rule)


def _lane(placed: MapLayout, lane: PlacedLane) -> Markup:
    box = lane.box
    label = element("text", lane.lane.label, x=0, y=box.y + PADDING + 13, font_size=13, font_weight=700)
    rule = element("line", x1=0, x2=box.right, y1=box.bottom, y2=box.bottom, class_="rule")
    if lane.lane is Lane.EMOTIONS and placed.plot:
        ground = element("rect", x=0, y=box.y, width=box.width, height=box.height, class_="ground")
        label = element("text", lane.lane.label, x=PADDING, y=box.y + 26, font_size=13, font_weight=700)
        return join(ground, label, _scale(placed.plot), _curve(placed.plot), _moods(placed), rule)
    colour = _LANE_COLOURS.get(lane.lane)
    pieces = [piece_svg(piece, colour) for cell in lane.cells for piece in cell.pieces]
    return join(label, pieces, rule)


def _moods(placed: MapLayout) -> list[Markup]:
    """Say the mood of each stage below the curve, on one line a column."""
    if not placed.plot or not placed.plot.tracks:
        return []
    series = placed.plot.tracks[0].series
    shown = []
    for one in placed.columns:
        mood = stage_mood(series, one.column.key)
        if mood:
            words = _("Mood {mean}").format(mean=figure(mood.mean, 1, sign=True))
            scores = ngettext("{n} score", "{n} scores", mood.n).format(n=count(mood.n))
            line = wrap(f"{words}, {scores}", 11, one.box.width - 2 * PADDING, limit=1)[0]
            y = placed.plot.box.bottom + 8
            shown.append(element("text", line, x=one.box.x + PADDING, y=y, font_size=11, class_="soft"))
    return shown


def _curve(plot: Plot) -> Markup:
    """Draw the curve where the rules of the page's curve hold, and those for other text do not."""
    return element("g", curve_group(plot, fluid=False), class_="curve")


def _scale(plot: Plot) -> list[Markup]:
    return [
        element("text", _(word), x=plot.box.x - 10, y=plot.y(score) + 4, text_anchor="end", font_size=11, class_="soft")
        for score, word in SCALE
    ]
