"""The service blueprint as a real table for wide screens and paper, and stage after stage for narrow ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.view.backstage import BlueprintLane
from cjm_widgets.view.cards import entry_item
from cjm_widgets.view.markup import Markup, element
from cjm_widgets.view.table import FITTING, widths
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from cjm_widgets.view.blueprint import Blueprint, BlueprintRow
    from cjm_widgets.view.layout import MapLayout, PlacedColumn


def blueprint_section(
    placed: MapLayout, blueprint: Blueprint | None, name: str, level: int, *, headed: bool = True
) -> Markup | None:
    """Give the blueprint in both forms, with its heading unless it stands below one; None where there is none."""
    if blueprint is None:
        return None
    lead = _("What the customer sees, what we do before her eyes and behind them, and what all that stands on.")
    return element(
        "section",
        element(f"h{level}", _("Behind the scenes")) if headed else None,
        element("p", lead, class_="detail") if headed else None,
        element("div", _table(placed, blueprint, name), _narrow(blueprint, level + 1), class_="views"),
        class_="behind",
    )


def _table(placed: MapLayout, blueprint: Blueprint, name: str) -> Markup:
    caption = f"{name}-blueprint"
    many = len(blueprint.columns) > FITTING
    heads = [
        element("th", element("span", one.column.name, class_="stage-name", dir="auto"), scope="col", class_="stage")
        for one in blueprint.columns
    ]
    corner = element("th", element("span", _("Lane"), class_="unseen"), scope="col", class_="corner")
    table = element(
        "table",
        element("caption", _("Service blueprint of {title}").format(title=placed.content.journey.title), id=caption),
        widths(placed),
        element("thead", element("tr", corner, heads)),
        (_lane(row, blueprint) for row in blueprint.rows),
        class_="map blueprint",
    )
    return element(
        "div",
        table,
        class_="scroller many" if many else "scroller",
        role="region" if many else None,
        tabindex=0 if many else None,
        aria_labelledby=caption if many else None,
    )


def _lane(row: BlueprintRow, blueprint: Blueprint) -> Markup:
    cells = [
        element(
            "td",
            element("ul", (entry_item("behind-card", piece.entry) for piece in pieces), class_="entries", role="list")
            if pieces
            else element("span", _("nothing yet"), class_="unseen"),
        )
        for pieces in row.cells
    ]
    heading = element("th", element("span", row.lane.label), scope="row")
    line = None
    if row.lane.line:
        words = element("span", row.lane.line)
        line = element("tr", element("td", words, colspan=len(blueprint.columns) + 1), class_="line")
    return element("tbody", element("tr", heading, cells), line, class_=f"lane behind-{row.lane.value}")


def _narrow(blueprint: Blueprint, level: int) -> Markup:
    sections = [
        _column(blueprint, place, one, level)
        for place, one in enumerate(blueprint.columns)
        if any(row.cells[place] for row in blueprint.rows if row.lane is not BlueprintLane.CUSTOMER)
    ]
    return element("div", sections, class_="narrow")


def _column(blueprint: Blueprint, place: int, one: PlacedColumn, level: int) -> Markup:
    parts: list[Markup] = []
    for row in blueprint.rows:
        pieces = row.cells[place]
        if pieces:
            items = (entry_item("behind-card", piece.entry) for piece in pieces)
            parts.append(element("p", row.lane.label, class_="lane-label"))
            parts.append(element("ul", items, class_="entries", role="list", aria_label=row.lane.label))
        if row.lane.line:
            parts.append(element("p", element("span", row.lane.line), class_="line"))
    cards = sum(len(row.cells[place]) for row in blueprint.rows if row.lane is not BlueprintLane.CUSTOMER)
    told = ngettext("{n} card", "{n} cards", cards).format(n=cards)
    heading = element(f"h{level}", one.column.name, dir="auto")
    return element("details", element("summary", heading, element("span", told)), parts, class_="behind-stage")
