"""Step 4, touchpoints and channels: where the customer meets the organisation."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model.declare import belongs_to, choice, count, flag, prose, ref, scale, text
from cjm_widgets.model.entity import Card, entity
from cjm_widgets.words import N_

MEDIA: Final = (("paid", N_("Paid")), ("owned", N_("Owned")), ("earned", N_("Earned")))
SIDES: Final = (("customer", N_("Customer")), ("organisation", N_("Organisation")), ("partner", N_("Partner")))
CHANNELS: Final = (
    N_("Website"),
    N_("App"),
    N_("E-mail"),
    N_("Phone"),
    N_("Chat"),
    N_("Shop or branch"),
    N_("In person"),
    N_("Social media"),
    N_("Search"),
    N_("Letter"),
    N_("Parcel"),
    N_("Word of mouth"),
)
SATISFACTION: Final = (N_("very unsatisfied"), N_("unsatisfied"), N_("neither"), N_("satisfied"), N_("very satisfied"))
IMPORTANCE: Final = (N_("not at all"), N_("a little"), N_("somewhat"), N_("much"), N_("decisive"))


@entity
class Touchpoint(Card):
    """A moment at which customer and organisation meet, seen from the customer."""

    KIND = "touchpoint"
    LABEL = N_("Touchpoint")
    STEP = "touchpoints"
    ALONE = True

    journey: str = belongs_to("journey", label=N_("Journey"), entered=False)
    name: str = text(
        N_("Touchpoint"),
        N_("What happens, seen from the customer: “gets the parcel”, not “logistics”."),
        required=True,
        first=True,
    )
    channel: str = text(N_("Channel"), first=True, suggestions=CHANNELS)
    stage: str | None = ref(
        "stage", label=N_("Stage"), help=N_("May stay open until the stages are settled."), first=True
    )
    activity: str | None = ref("activity", label=N_("Activity"))
    owner_team: str | None = ref("team", label=N_("Owner team"), first=True)
    customer_action: str = prose(N_("What the customer does"))
    customer_need: str = prose(N_("What the customer needs"))
    media: str | None = choice(MEDIA, N_("Paid, owned or earned"))
    initiator: str | None = choice(SIDES, N_("Who begins it"))
    receiver: str | None = choice(SIDES, N_("Who receives it"))
    system: str = text(N_("System behind it"))
    volume_per_month: int | None = count(N_("Volume"), unit=N_("contacts a month"))
    satisfaction: int | None = scale(1, 5, N_("Satisfaction"), words=SATISFACTION)
    importance_to_customer: int | None = scale(1, 5, N_("Importance to the customer"), words=IMPORTANCE)
    importance_to_organisation: int | None = scale(1, 5, N_("Importance to us"), words=IMPORTANCE)
    moment_of_truth: bool = flag(N_("Moment of truth"), N_("Here the customer decides whether to stay."))
    milestone: bool = flag(N_("Milestone"))
