"""What data says, stage by stage, as one table beside the import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Measurement, Stage, Touchpoint
from cjm_widgets.model.entities.data import MEASURES
from cjm_widgets.view.markup import Markup, element, join
from cjm_widgets.view.measured import readings
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.model import Entity, Workshop

_LABELS: Final = dict(MEASURES)


def numbers(workshop: Workshop, journey: str) -> Markup:
    """Draw a row a stage with its touchpoints below it, a column a measure; an empty state says how to get numbers."""
    stages = workshop.of(Stage, journey=journey)
    rows: list[tuple[Entity, bool]] = []
    for stage in stages:
        rows.append((stage, True))
        rows += [
            (one, False) for one in workshop.of(Touchpoint, stage=stage.id) if workshop.of(Measurement, about=one.id)
        ]
    there = {one.measure for thing, _stage in rows for one in workshop.of(Measurement, about=thing.id)}
    measures = [name for name, _label in MEASURES if name in there]
    title = element("h2", _("What the data says"))
    if not measures:
        said = _("No number yet. Bring in a file, tie what is in it to touchpoints, and work out the numbers.")
        return element("section", title, element("p", said, class_="cjm-none"), class_="cjm-contents")
    heads = [element("th", _(_LABELS[name]), scope="col") for name in measures]
    head = element("thead", element("tr", element("th", _("Stage and touchpoint"), scope="col"), heads))
    body = element("tbody", [_row(workshop, thing, measures, is_stage=is_stage) for thing, is_stage in rows])
    said = _("Each number with its 95 % interval and its n. Shares of customers are of all customers in the data.")
    table = element("table", element("caption", element("span", said)), head, body, class_="cjm-numbers", role="table")
    return element("section", title, element("div", table, class_="cjm-scroll", tabindex="0", role="region",
                   aria_label=_("What the data says")), class_="cjm-contents")  # fmt: skip


def _row(workshop: Workshop, thing: Entity, measures: list[str], *, is_stage: bool) -> Markup:
    found = {one.measurement.measure: one for one in readings(workshop, thing.id)}
    cells = []
    for name in measures:
        one = found.get(name)
        told = join(element("b", one.value), element("small", one.detail)) if one else element("span", "–")
        # On a phone each cell is a line of its own with its measure before it, and those without a number go.
        empty = None if one else "cjm-no-number"
        cells.append(element("td", told, role="cell", data_label=_(_LABELS[name]), class_=empty))
    head = element("th", getattr(thing, "name", thing.id), scope="row", role="rowheader", dir="auto")
    return element("tr", head, cells, role="row", class_="cjm-stage-row" if is_stage else None)
