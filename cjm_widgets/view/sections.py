"""The map for a narrow screen: stage after stage, each with its lanes, from the same layout as the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.view.cards import entries_list, entry_item
from cjm_widgets.view.content import Lane
from cjm_widgets.view.drawing import curve_svg
from cjm_widgets.view.felt import point_line, stage_moods
from cjm_widgets.view.markup import Markup, element
from cjm_widgets.view.table import contrast_notes, stage_facts
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.view.content import Column
    from cjm_widgets.view.entries import Entry
    from cjm_widgets.view.layout import MapLayout

_LANES = tuple(lane for lane in Lane if lane is not Lane.EMOTIONS)


def stage_sections(placed: MapLayout, name: str, level: int) -> Markup:
    """Give the curve once, then every column as a section with a heading of this level and one below it a lane."""
    overview = None
    if placed.plot:
        overview = element(
            "section",
            element(f"h{level}", _("The emotion curve"), class_="stage-heading"),
            element("p", _("Very good is above, very bad below; numbers name the touchpoints."), class_="detail"),
            curve_svg(placed.plot, f"{name}-overview"),
            class_="overview",
        )
    sections = [_section(placed, one.column, level) for one in placed.columns]
    return element("div", overview, sections, class_="narrow")


def _section(placed: MapLayout, column: Column, level: int) -> Markup:
    facts = stage_facts(column)
    return element(
        "section",
        element(f"h{level}", column.name, class_="stage-heading", dir="auto"),
        element("p", facts, class_="stage-facts") if facts else None,
        element("div", stage_moods(placed.content, column), class_="moods") if column.stage else None,
        contrast_notes(placed, column.key),
        (part for lane in _LANES for part in _lane(placed, lane, column, level + 1)),
        class_="stage-section",
    )


def _lane(placed: MapLayout, lane: Lane, column: Column, level: int) -> Iterator[Markup]:
    entries = placed.content.entries(lane, column)
    if not entries:
        return
    yield element(f"h{level}", lane.label, class_="lane-name")
    if lane is Lane.TOUCHPOINTS:
        items = (entry_item(lane, entry, *_felt(placed, entry)) for entry in entries)
        yield element("ul", items, class_="entries", role="list")
    else:
        yield element("div", entries_list(lane, entries))


def _felt(placed: MapLayout, entry: Entry) -> list[Markup]:
    """Give the moods at a touchpoint, because the curve is out of sight here."""
    several = len(placed.content.series) > 1
    return [
        point_line(point, series.name if several else "")
        for series in placed.content.series
        for point in series.points
        if point.touchpoint.id == entry.card
    ]
