"""What to talk about first: touchpoints that people, or whole teams, see differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.analysis.agreement import WIDE, disagreements
from cjm_widgets.view.markup import element, join
from cjm_widgets.view.wording import figure
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.analysis.agreement import Disagreement
    from cjm_widgets.model import Workshop
    from cjm_widgets.view.markup import Markup

MOST: Final = 5
"""So many are listed: in a room nobody opens more."""


def talk_first(workshop: Workshop, journey: str) -> Markup:
    """Say how far the room agrees (Krippendorff's α), and list the widest disagreements with what to do."""
    found = disagreements(workshop, journey)
    wide = [one for one in found.first if not one.too_few and one.distance >= WIDE][:MOST]
    items = [element("li", element("p", one.said, dir="auto"), _facts(one)) for one in wide]
    none = element("p", _("Nobody is far from the others: there is nothing to open."), class_="cjm-soft")
    return element(
        "div",
        element("p", found.said),
        join(element("h3", _("Talk about these first")), element("ol", items, class_="cjm-first")) if items else none,
        class_="cjm-contents cjm-agreement",
    )


def _facts(one: Disagreement) -> Markup | None:
    """Give the spread within and between teams, as far as it can be told."""
    told = []
    if one.spread is not None:
        told.append(_("spread {value}").format(value=figure(one.spread)))
    if one.within is not None:
        told.append(_("within teams {value}").format(value=figure(one.within)))
    if one.between is not None:
        told.append(_("between teams {value}").format(value=figure(one.between)))
    return element("p", " · ".join(told), class_="cjm-soft") if told else None
