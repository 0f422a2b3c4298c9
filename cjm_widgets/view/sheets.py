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


@cache
def sheet_rules() -> str:
    """Give the sheets' style sheet as text."""
    return (files("cjm_widgets.view") / "sheets.css").read_text(encoding="utf-8")


def styled(*children: Child) -> Markup:
    """Give sheets with their style sheet, for the kit's own pages."""
    return join(style_sheet(sheet_rules()), sheets(*children))
