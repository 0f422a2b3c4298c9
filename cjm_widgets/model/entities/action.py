"""Step 8, action: opportunities, scored and turned into actions."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.declare import belongs_to, choice, day, link, number, points, prose, ref, scale, text
from cjm_widgets.model.entity import Card, Item, entity
from cjm_widgets.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

RICE_IMPACT: Final = (
    (3.0, N_("massive")),
    (2.0, N_("high")),
    (1.0, N_("medium")),
    (0.5, N_("low")),
    (0.25, N_("minimal")),
)
RICE_CONFIDENCE: Final = ((1.0, N_("high, 100 %")), (0.8, N_("medium, 80 %")), (0.5, N_("low, 50 %")))
MOSCOW: Final = (
    ("must", N_("Must")),
    ("should", N_("Should")),
    ("could", N_("Could")),
    ("wont", N_("Won't this time")),
)
HORIZONS: Final = (("now", N_("Now")), ("next", N_("Next")), ("later", N_("Later")))
STATUSES: Final = (
    ("proposed", N_("Proposed")),
    ("agreed", N_("Agreed")),
    ("doing", N_("Doing")),
    ("blocked", N_("Blocked")),
    ("done", N_("Done")),
    ("dropped", N_("Dropped")),
)
METHOD_FIELDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "impact_effort": ("impact", "effort"),
        "rice": ("rice_reach", "rice_impact", "rice_confidence", "rice_effort"),
        "ice": ("ice_impact", "ice_confidence", "ice_ease"),
        "opportunity": ("importance", "satisfaction"),
        "moscow": ("moscow",),
    }
)
"""What each scoring method asks of an opportunity; a journey says which methods it uses (``Journey.methods``)."""
FIVE: Final = (N_("very low"), N_("low"), N_("medium"), N_("high"), N_("very high"))


@entity
class Opportunity(Card):
    """A "How might we …" question. Each scoring method has fields of its own."""

    KIND = "opportunity"
    LABEL = N_("Opportunity")
    STEP = "action"
    ALONE = True

    journey: str = belongs_to("journey", label=N_("Journey"), entered=False)
    question: str = prose(N_("How might we …"), required=True, first=True)
    expected_outcome: str = prose(N_("Expected outcome"), first=True)
    impact: int | None = scale(1, 5, N_("Impact"), N_("For the customer, if it works."), words=FIVE, first=True)
    effort: int | None = scale(1, 5, N_("Effort"), N_("Of all teams together."), words=FIVE, first=True)
    rice_reach: float | None = number(N_("RICE: reach"), N_("Whom it would touch."), unit=N_("people a quarter"), low=0)
    rice_impact: float | None = points(RICE_IMPACT, N_("RICE: impact"), N_("On each of them."))
    rice_confidence: float | None = points(
        RICE_CONFIDENCE, N_("RICE: confidence"), N_("How sure are you of reach and impact?")
    )
    rice_effort: float | None = number(
        N_("RICE: effort"), N_("Less than half a person-month counts as half."), unit=N_("person-months"), low=0
    )
    ice_impact: int | None = scale(1, 10, N_("ICE: impact"))
    ice_confidence: int | None = scale(1, 10, N_("ICE: confidence"))
    ice_ease: int | None = scale(1, 10, N_("ICE: ease"))
    importance: int | None = scale(
        1, 5, N_("Importance of the need"), N_("As customers say, not as you think."), words=FIVE
    )
    satisfaction: int | None = scale(1, 5, N_("Satisfaction today"), N_("With how the need is met now."), words=FIVE)
    moscow: str | None = choice(MOSCOW, N_("MoSCoW"))


@entity
class OpportunityPain(Item):
    """A pain point that an opportunity would ease."""

    KIND = "opportunity_pain"
    LABEL = N_("Eases")
    STEP = "action"
    ALONE = True

    opportunity: str = belongs_to("opportunity", label=N_("Opportunity"), entered=False)
    pain_point: str = belongs_to("pain_point", label=N_("Pain point"))


@entity
class Action(Card):
    """What somebody will do, by when, and how one will see that it helped (see Metric)."""

    KIND = "action"
    LABEL = N_("Action")
    STEP = "action"

    journey: str = belongs_to("journey", label=N_("Journey"), entered=False)
    title: str = text(N_("Action"), required=True, first=True)
    opportunity: str | None = ref("opportunity", label=N_("Opportunity"), first=True)
    owner: str = text(N_("Owner"), N_("One name, not a team’s."), first=True)
    contributors: str = text(N_("Contributors"), N_("Names, separated by commas."))
    due: str | None = day(N_("Due"), first=True)
    status: str | None = choice(STATUSES, N_("Status"), default="proposed", first=True)
    dropped_because: str = text(N_("Dropped because"), N_("Only for an action that was dropped."))
    first_step: str = text(N_("First step"), N_("Within a week."), first=True)
    horizon: str | None = choice(HORIZONS, N_("Roadmap"))
    link: str = link(N_("Link"), N_("To the ticket or task elsewhere."))
