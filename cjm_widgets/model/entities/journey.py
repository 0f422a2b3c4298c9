"""The journey: the content of one map."""

from __future__ import annotations

from cjm_widgets.model.declare import prose, ref, text
from cjm_widgets.model.entity import Item, entity
from cjm_widgets.words import N_


@entity
class Journey(Item):
    """One map: one primary persona on one way from a trigger to an end event."""

    KIND = "journey"
    LABEL = N_("Journey")

    title: str = text(
        N_("Title"), N_("For example: first order, from the advert to the second purchase."), required=True, first=True
    )
    summary: str = prose(N_("In two sentences"), first=True)
    persona: str | None = ref(
        "persona", label=N_("Primary persona"), help=N_("One per map; others compare."), first=True
    )
    compares_with: str | None = ref("journey", label=N_("Compares with"), help=N_("The as-is map of this to-be map."))
