"""Step 5, stages: the way in the customer's own order."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model.declare import belongs_to, number, prose, text
from cjm_widgets.model.entity import Card, entity
from cjm_widgets.words import N_

PRESETS: Final = {
    "advocacy": (N_("Awareness"), N_("Consideration"), N_("Purchase"), N_("Retention"), N_("Advocacy")),
    "subscription": (
        N_("Awareness"),
        N_("Consideration"),
        N_("Purchase"),
        N_("Onboarding"),
        N_("Usage"),
        N_("Support"),
        N_("Loyalty"),
    ),
    "research": (N_("Awareness"), N_("Research"), N_("Purchase"), N_("Post-purchase"), N_("Loyalty")),
    "product": (N_("Discover"), N_("Try"), N_("Buy"), N_("Use"), N_("Seek support")),
    "visit": (N_("Before"), N_("During"), N_("After")),
}
"""Stage names to begin with, by the name of the preset. Rename them with the customer's verbs."""


PRESET_TITLES: Final = {
    "advocacy": N_("From awareness to advocacy"),
    "subscription": N_("A subscription, from awareness to loyalty"),
    "research": N_("A purchase that is thought over"),
    "product": N_("A product that is tried first"),
    "visit": N_("A visit or an event"),
}
"""What people call each preset."""


@entity
class Stage(Card):
    """A part of the journey, named with the customer's verb."""

    KIND = "stage"
    LABEL = N_("Stage")
    STEP = "stages"

    journey: str = belongs_to("journey", label=N_("Journey"), entered=False)
    name: str = text(
        N_("Stage"), N_("A verb of the customer's: “chooses a size”, not “product detail”."), required=True, first=True
    )
    customer_goal: str = prose(
        N_("Customer goal"), N_("What the customer wants to have reached at its end."), first=True
    )
    entry_trigger: str = prose(N_("Begins when"), first=True)
    exit_criterion: str = prose(N_("Ends when"), first=True)
    duration_days: float | None = number(N_("Typical duration"), unit=N_("days"), low=0)
    owner: str = text(N_("Owner"))
    drop_off_percent: float | None = number(N_("Drop-off"), unit="%", low=0, high=100)


@entity
class Activity(Card):
    """What the customer does within a stage."""

    KIND = "activity"
    LABEL = N_("Activity")
    STEP = "stages"
    ALONE = True

    stage: str = belongs_to("stage", label=N_("Stage"))
    text: str = prose(N_("What the customer does"), required=True, first=True)
    thoughts: str = prose(N_("Thinks"), N_("In the customer's words."), first=True)
    questions: str = prose(N_("Asks"))
