"""The journey: the content of one map."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model.declare import flag, prose, ref, text
from cjm_widgets.model.entity import Item, entity
from cjm_widgets.words import N_

METHODS: Final = ("impact_effort", "rice", "ice", "opportunity", "moscow")
"""The ways to score an opportunity, in the order in which they are offered; ``METHOD_FIELDS`` says what each asks."""


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
    by_impact_effort: bool = flag(
        N_("Impact and effort"),
        N_("1–5 each: quick wins, big bets, fill-ins, time sinks. Used where nothing is chosen."),
    )
    by_rice: bool = flag(N_("RICE"), N_("Reach × impact × confidence / effort, for lists where reach differs much."))
    by_ice: bool = flag(N_("ICE"), N_("Impact × confidence × ease, 1–10 each: rough and fast."))
    by_opportunity: bool = flag(
        N_("Opportunity score"), N_("Importance of the need and satisfaction today, as customers say them.")
    )
    by_moscow: bool = flag(N_("MoSCoW"), N_("Must, should, could, won’t: labels, not a number."))

    @property
    def methods(self) -> tuple[str, ...]:
        """The scoring methods chosen for this journey; impact and effort where none is."""
        chosen = tuple(name for name in METHODS if getattr(self, f"by_{name}"))
        return chosen or METHODS[:1]
