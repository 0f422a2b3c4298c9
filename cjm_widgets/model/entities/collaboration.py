"""Step 7, collaboration: who does what, and where it drops between them."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model.declare import belongs_to, choice, number, prose, ref
from cjm_widgets.model.entity import Card, entity
from cjm_widgets.words import N_

RACI: Final = (
    ("responsible", N_("Responsible")),
    ("accountable", N_("Accountable")),
    ("consulted", N_("Consulted")),
    ("informed", N_("Informed")),
)
# In the order of a service blueprint. Below the customer's actions lies the line of interaction, below frontstage the
# line of visibility, below backstage the line of internal interaction (G. L. Shostack; M. J. Bitner).
LANES: Final = (
    ("evidence", N_("Physical evidence")),
    ("frontstage", N_("Frontstage")),
    ("backstage", N_("Backstage")),
    ("support", N_("Support processes")),
)


@entity
class Raci(Card):
    """What one team has to do with one touchpoint."""

    KIND = "raci"
    LABEL = N_("Responsibility")
    STEP = "collaboration"
    ALONE = True

    touchpoint: str = belongs_to("touchpoint", label=N_("Touchpoint"))
    team: str = belongs_to("team", label=N_("Team"))
    part: str | None = choice(RACI, N_("Part"), required=True, first=True)


@entity
class Handoff(Card):
    """What one team passes to another, and how that fails."""

    KIND = "handoff"
    LABEL = N_("Handoff")
    STEP = "collaboration"
    ALONE = True

    journey: str = belongs_to("journey", label=N_("Journey"), entered=False)
    giver: str | None = ref("team", label=N_("From"), first=True)
    taker: str | None = ref("team", label=N_("To"), first=True)
    touchpoint: str | None = ref("touchpoint", label=N_("Touchpoint"), first=True)
    passed: str = prose(N_("What is passed"), required=True, first=True)
    failure: str = prose(N_("How it fails"), first=True)
    agreed_hours: float | None = number(N_("Agreed time"), unit=N_("hours"), low=0)


@entity
class LaneItem(Card):
    """What happens in one lane of the service blueprint. The customer's actions are the activities of the stages."""

    KIND = "lane_item"
    LABEL = N_("Blueprint card")
    STEP = "collaboration"
    ALONE = True

    journey: str = belongs_to("journey", label=N_("Journey"), entered=False)
    lane: str | None = choice(LANES, N_("Lane"), required=True, first=True)
    text: str = prose(N_("What happens"), required=True, first=True)
    stage: str | None = ref("stage", label=N_("Stage"), first=True)
    touchpoint: str | None = ref("touchpoint", label=N_("Touchpoint"))
    team: str | None = ref("team", label=N_("Team"), first=True)
