"""The service blueprint as SVG, to stand below the map in the same file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.view.layout import PADDING
from cjm_widgets.view.markup import Markup, element, join, number
from cjm_widgets.view.piece_svg import piece_svg
from cjm_widgets.view.typeface import wrap
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.view.blueprint import Blueprint, BlueprintRow

TITLE_ROOM: Final = 72.0
"""Height between the map and the first lane, for the heading."""
_LABEL_ROOM: Final = 132.0


def blueprint_group(blueprint: Blueprint, top: float) -> Markup:
    """Draw the blueprint with its heading, below ``top``."""
    heading = element("text", _("Behind the scenes"), x=0, y=top + 44, font_size=19, font_weight=700)
    rule = element(
        "line", x1=0, x2=blueprint.width, y1=TITLE_ROOM - 12, y2=TITLE_ROOM - 12, class_="strong-rule",
        transform=f"translate(0 {number(top)})",
    )  # fmt: skip
    rows = element("g", [_row(row) for row in blueprint.rows], transform=f"translate(0 {number(top + TITLE_ROOM)})")
    return join(heading, rule, rows)


def _row(row: BlueprintRow) -> Markup:
    labels = [
        element("text", line, x=0, y=row.box.y + PADDING + 13 + 16 * place, font_size=13, font_weight=700)
        for place, line in enumerate(wrap(row.lane.label, 13, _LABEL_ROOM, bold=True, limit=2))
    ]
    pieces = [piece_svg(piece) for cell in row.cells for piece in cell]
    if row.line_y is None:
        rule = element("line", x1=0, x2=row.box.right, y1=row.box.bottom, y2=row.box.bottom, class_="rule")
        return join(labels, pieces, rule)
    line = element("line", x1=0, x2=row.box.right, y1=row.line_y, y2=row.line_y, class_="border")
    words = element(
        "text", row.lane.line, x=row.box.right, y=row.line_y - 6, text_anchor="end", font_size=11, class_="soft"
    )
    return join(labels, pieces, line, words)
