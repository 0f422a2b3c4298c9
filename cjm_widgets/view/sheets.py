"""The kit's sheets: personas, empathy maps and objectives, drawn alike beside the work and on the published map."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from cjm_widgets.view.markup import Markup, element, join, style_sheet

if TYPE_CHECKING:
    from cjm_widgets.view.markup import Child

SHEETS: Final = "cjm-sheets"
"""The class that every rule of the sheets' style sheet begins with."""


def sheets(*children: Child) -> Markup:
    """Put sheets into the frame that their style sheet speaks of."""
    return element("div", *children, class_=SHEETS)


def styled(*children: Child) -> Markup:
    """Give sheets with their style sheet, and that of the boards beside them, for the kit's own pages."""
    return join(_styles(), sheets(*children))


@cache
def _styles() -> Markup:
    rules = (files("cjm_widgets.view") / name for name in ("sheets.css", "boards.css"))
    return style_sheet("".join(one.read_text(encoding="utf-8") for one in rules))
