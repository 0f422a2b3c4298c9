"""The map as a real table: stages as column headings, lanes as row headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.view.cards import entries_list
from cjm_widgets.view.content import Lane
from cjm_widgets.view.drawing import SCALE, curve_svg
from cjm_widgets.view.felt import stage_moods
from cjm_widgets.view.markup import Markup, element, join, number
from cjm_widgets.view.wording import count, percent, quoted, span_of_time
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from cjm_widgets.view.content import Column
    from cjm_widgets.view.contrast import Contrast
    from cjm_widgets.view.layout import MapLayout, PlacedLane
    from cjm_widgets.view.plot import Plot

FITTING: Final = 6
"""Up to so many columns stand side by side on every wide screen; more scroll within the map."""


def map_table(placed: MapLayout, name: str) -> Markup:
    """Give the table in a region that scrolls by itself where there are many stages; ``name`` makes ids unique."""
    caption = f"{name}-caption"
    table = element(
        "table",
        element("caption", _caption(placed), id=caption),
        widths(placed),
        element("thead", _head(placed)),
        (_lane(placed, lane, name) for lane in placed.lanes),
        class_="map",
    )
    many = len(placed.columns) > FITTING
    return element(
        "div",
        table,
        class_="scroller many" if many else "scroller",
        role="region" if many else None,
        tabindex=0 if many else None,
        aria_labelledby=caption if many else None,
    )


def stage_facts(column: Column) -> str:
    """Say what is known of a stage as a whole: typical duration and drop-off."""
    if column.stage is None:
        return ""
    parts = []
    days = column.stage.duration_days
    if days is not None:
        parts.append(_lasting(days))
    if column.stage.drop_off_percent is not None:
        parts.append(_("{percent} drop off").format(percent=percent(column.stage.drop_off_percent)))
    return " · ".join(parts)


def _lasting(days: float) -> str:
    """Say a typical duration as roughly as it is known: within a day, about 14 days, about 3 months."""
    if days < 1:
        return _("within a day")
    return _("about {time}").format(time=span_of_time(int(days + 0.5)))


def _caption(placed: MapLayout) -> str:
    stages = sum(1 for one in placed.columns if one.column.stage)
    touchpoints = sum(len(one.column.touchpoints) for one in placed.columns)
    parts = [
        ngettext("{n} stage", "{n} stages", stages).format(n=count(stages)),
        ngettext("{n} touchpoint", "{n} touchpoints", touchpoints).format(n=count(touchpoints)),
    ]
    return _("{title}: journey map, {size}").format(title=placed.content.journey.title, size=", ".join(parts))


def widths(placed: MapLayout) -> Markup:
    """Give the columns' widths as shares of the whole, so that every table of a map has the same."""
    body = placed.body_width
    cols = [
        element("col", style=f"width: calc((100% - var(--label)) * {number(one.box.width / body * 10000)} / 10000)")
        for one in placed.columns
    ]
    return element("colgroup", element("col", class_="label"), cols)


def _head(placed: MapLayout) -> Markup:
    number_of_stage = 0
    cells = []
    for one in placed.columns:
        if one.column.stage:
            number_of_stage += 1
        facts = stage_facts(one.column)
        cells.append(
            element(
                "th",
                element("span", str(number_of_stage) if one.column.stage else "\u00a0", class_="ordinal"),
                element("span", one.column.name, class_="stage-name", dir="auto"),
                element("span", facts, class_="stage-facts") if facts else None,
                scope="col",
                class_="stage" if one.column.stage else "stage aside",
            )
        )
    corner = element("th", element("span", _("Lane"), class_="unseen"), scope="col", class_="corner")
    return element("tr", corner, cells)


def _lane(placed: MapLayout, lane: PlacedLane, name: str) -> Markup:
    if lane.lane is Lane.EMOTIONS:
        return _emotions(placed, name)
    heading = element("th", element("span", lane.lane.label), scope="row")
    cells = []
    for cell, column in zip(lane.cells, placed.columns, strict=True):
        entries = entries_list(lane.lane, [piece.entry for piece in cell.pieces])
        notes = contrast_notes(placed, column.column.key) if lane.lane is Lane.METRICS else None
        cells.append(element("td", entries, notes, _blank() if entries is None and not notes else None))
    return element("tbody", element("tr", heading, cells), class_=f"lane lane-{lane.lane.value}")


def contrast_notes(placed: MapLayout, key: str) -> list[Markup]:
    """Note, once a place, that the room and the data differ or agree; the numbers stand above the map."""
    return [
        _contrast_note(contrast, named=contrast.about != key)
        for contrast in placed.content.contrasts
        if contrast.stage == key and (contrast.about == key or contrast.differs)
    ]


def _contrast_note(contrast: Contrast, *, named: bool) -> Markup:
    place = join(" ", element("bdi", quoted(contrast.name)), ".") if named else None
    if contrast.differs:
        lead = element("strong", _("≠ They differ."))
        said = element("span", _("See “Felt against measured”."), class_="see")
    else:
        lead = element("strong", _("= They agree."))
        said = element("span", _("Mood, {measures}.").format(measures=contrast.measures))
    return element("p", lead, place, " ", said, class_="contrast differs" if contrast.differs else "contrast")


def _emotions(placed: MapLayout, name: str) -> Markup:
    plot = placed.plot
    label = element("span", Lane.EMOTIONS.label)
    moods = []
    for one in placed.columns:
        said = stage_moods(placed.content, one.column)
        moods.append(element("td", said, _blank() if said is None else None))
    if plot is None:
        heading = element("th", label, scope="row")
        return element("tbody", element("tr", heading, moods), class_="lane lane-emotions")
    heading = element("th", label, _scale(plot), scope="rowgroup", rowspan=2, class_="with-scale")
    under = sum(1 for one in placed.columns if one.box.right <= plot.box.right)
    rest = len(placed.columns) - under
    curve = element("td", curve_svg(plot, f"{name}-curve"), colspan=under, class_="plot")
    beside = element("td", _blank(), colspan=rest) if rest else None
    return element(
        "tbody",
        element("tr", heading, curve, beside, class_="curve-row"),
        element("tr", moods),
        class_="lane lane-emotions",
    )


def _scale(plot: Plot) -> Markup:
    """Give the words of the scale at the heights where the curve has them; the curve's own text says the same."""
    words = [
        element("text", _(word), x="100%", y=plot.y(score) - plot.box.y + 4, text_anchor="end") for score, word in SCALE
    ]
    return element(
        "svg", words, width="100%", height=plot.box.height, class_="scale", aria_hidden="true", focusable="false"
    )


def _blank() -> Markup:
    return element("span", _("nothing yet"), class_="unseen")
