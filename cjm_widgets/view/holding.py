"""How far a ranking holds: across methods by Kendall's τ, and without any one voter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.analysis.rankings import rankings
from cjm_widgets.view.markup import element
from cjm_widgets.view.parts import bullet_list
from cjm_widgets.view.voters import voters_said
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.model import Journey, Workshop
    from cjm_widgets.view.markup import Markup


def holding(workshop: Workshop, journey: Journey) -> Markup:
    """Say how alike the chosen methods rank, pair by pair, what they all agree on, and what one voter less changes."""
    found = rankings(workshop, journey.id, journey.methods)
    return element(
        "section",
        element("h3", _("How far it holds")),
        element("p", found.said),
        bullet_list([*(one.said for one in found.taus), *voters_said(workshop, journey.id)]),
        class_="cjm-contents",
    )
