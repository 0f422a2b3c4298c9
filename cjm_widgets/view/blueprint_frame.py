"""The service blueprint of one journey alone, to show beside the cards that it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.view.blueprint import blueprint_of
from cjm_widgets.view.blueprint_table import blueprint_section
from cjm_widgets.view.layout import layout
from cjm_widgets.view.markup import element, join
from cjm_widgets.view.page import ROOT, framed_styles

if TYPE_CHECKING:
    from cjm_widgets.model import Journey, Workshop
    from cjm_widgets.view.markup import Markup


def blueprint_frame(workshop: Workshop, journey: Journey) -> Markup:
    """Draw the blueprint as readers will see it below the map; nothing where nobody wrote a card for it."""
    placed = layout(workshop, journey)
    drawn = blueprint_section(placed, blueprint_of(placed), "beside", 2, headed=False)
    if drawn is None:
        return join()
    return join(framed_styles(), element("div", drawn, class_=f"{ROOT} cjm-beside"))
