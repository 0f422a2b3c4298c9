"""The roadmap alone, as readers will see it: beside the board that it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.model.settled import settled
from cjm_widgets.view.markup import element, join
from cjm_widgets.view.page import ROOT, framed_styles
from cjm_widgets.view.roadmap import roadmap
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.model import Workshop
    from cjm_widgets.view.markup import Markup


def roadmap_frame(workshop: Workshop, journey: str) -> Markup:
    """Draw the actions by horizon with what each is to change, before and after."""
    drawn = roadmap(settled(workshop), journey, 3)
    if drawn is None:
        return element("p", _("No action stands on the roadmap yet."), class_="cjm-none")
    return join(framed_styles(), element("div", drawn, class_=f"{ROOT} cjm-beside"))
