"""Every number of the map as a table that unfolds: the twin of the lane of metrics, which is brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.view.cards import unfolding
from cjm_widgets.view.markup import Markup, element, join
from cjm_widgets.view.measured import readings
from cjm_widgets.view.wording import count, percent, short_day
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.model import Workshop
    from cjm_widgets.view.content import Content
    from cjm_widgets.view.measured import Reading


def every_number(workshop: Workshop, content: Content, caption_id: str) -> Markup | None:
    """Give a row a measurement of a stage or touchpoint on the map; None where nothing is measured.

    ``workshop`` holds settled cards only. On paper the table is always unfolded.
    """
    bodies = [
        _place(name, number, found)
        for about, name, number in _places(content)
        if (found := readings(workshop, about))
    ]  # fmt: skip
    if not bodies:
        return None
    headings = (
        _("Stage or touchpoint"),
        _("Measure"),
        _("Value"),
        _("95 % interval"),
        _("n, counted in"),
        _("Source, date"),
    )
    table = element(
        "table",
        element("caption", _("Every number of the map"), id=caption_id),
        element("thead", element("tr", (element("th", heading, scope="col") for heading in headings))),
        bodies,
        class_="plain",
    )
    region = element("div", table, class_="sideways", role="region", tabindex=0, aria_labelledby=caption_id)
    return unfolding(_("Every number of the map as a table"), [region], "twin every")


def _places(content: Content) -> Iterator[tuple[str, str, int | None]]:
    """Give id, name and number of every stage and touchpoint in the order of the map."""
    number = 0
    for column in content.columns:
        if column.stage:
            yield column.stage.id, column.stage.name, None
        for touchpoint in column.touchpoints:
            number += 1
            yield touchpoint.id, touchpoint.name, number


def _place(name: str, number: int | None, found: tuple[Reading, ...]) -> Markup:
    named = join(f"{number} " if number is not None else None, element("bdi", name))
    heading = element("th", named, scope="rowgroup", rowspan=len(found))
    rows = [
        element("tr", heading if place == 0 else None, _cells(reading)) for place, reading in enumerate(found)
    ]  # fmt: skip
    return element("tbody", rows, class_="of-touchpoint" if number is not None else "of-stage")


def _cells(reading: Reading) -> list[Markup]:
    share = f" ({percent(reading.share_percent)})" if reading.share_percent is not None else ""
    unknown = _("too few to tell") if reading.measurement.too_few else _("no number yet")
    size = "" if reading.n is None else f"{count(reading.n)} {reading.grain}".rstrip()
    source = ", ".join(part for part in (reading.letter, short_day(reading.measurement.computed_on)) if part)
    return [
        element("td", reading.label),
        element("td", f"{reading.value}{share}" if reading.value else unknown, class_="sum"),
        element("td", reading.interval or "–"),
        element("td", size or "–", class_="size"),
        element("td", source or "–", class_="day"),
    ]
