"""The same shop as a starting point: a draft of the way and one persona, and nobody in the room yet."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model import Entity, Journey, Persona, PersonaPoint, Settings, Stage, Touchpoint
from sample_data.shop.order import in_order
from sample_data.shop.stages import CHOOSES, NOTICES, ORDERS, RECEIVES, RETURNS
from sample_data.shop.touchpoints import TOUCHPOINTS

ID: Final = "template-online-shop"
JOURNEY: Final = "journey-first-order"
PERSONA: Final = "persona-first-time-buyer"

# Stage → name, the customer's goal, its beginning and its end.
_STAGES: Final = {
    NOTICES: (
        "Notices something",
        "See whether this shop has what she is looking for.",
        "An advert or a friend brings her here.",
        "She opens a product she could imagine wearing.",
    ),
    CHOOSES: (
        "Chooses a size",
        "Know which size will fit before paying for it.",
        "She has it on the screen.",
        "One size is in the basket.",
    ),
    ORDERS: (
        "Orders and pays",
        "Pay without surprises and be sure that it worked.",
        "She opens the basket.",
        "The confirmation is in her inbox.",
    ),
    RECEIVES: (
        "Waits and tries on",
        "Have it in time, and like what she sees in the mirror.",
        "The parcel is on its way.",
        "She keeps it or decides to send it back.",
    ),
    RETURNS: (
        "Sends it back",
        "Be rid of it without trouble and have the money back.",
        "It does not fit, or she does not like it.",
        "The money is on her account.",
    ),
}

_POINTS: Final = (
    ("goal", "Find something that fits, without a day in town."),
    ("need", "Know the size before paying."),
    ("need", "See the whole price early."),
    ("frustration", "A 38 in one shop is a 40 in the next."),
    ("frustration", "The money is away until the return is booked."),
)


def entities() -> tuple[Entity, ...]:
    """Give everything in the starting journey. All of it is an assumption until a room says more."""
    stages = in_order(
        *(
            Stage(id=id, journey=JOURNEY, name=name, customer_goal=goal, entry_trigger=begins, exit_criterion=ends)
            for id, (name, goal, begins, ends) in _STAGES.items()
        )
    )
    points = in_order(
        *(
            PersonaPoint(id=f"persona-point-{place}", persona=PERSONA, aspect=aspect, text=text)
            for place, (aspect, text) in enumerate(_POINTS, start=1)
        )
    )
    return (
        Settings(id=ID, title="First order in an online shop"),
        Journey(
            id=JOURNEY,
            title="First order, from the advert to the refund",
            summary="A first-time buyer sees something in an advert, chooses a size, pays, "
            "and keeps it or sends it back.",
            persona=PERSONA,
        ),
        Persona(
            id=PERSONA,
            name="A first-time buyer",
            context="Has never ordered here. Shops on a phone and cannot try anything on.",
            segment="First-time buyers",
        ),
        *points,
        *stages,
        *(_draft(one) for one in TOUCHPOINTS),
    )


def _draft(settled: Touchpoint) -> Touchpoint:
    return Touchpoint(
        id=settled.id,
        journey=JOURNEY,
        rank=settled.rank,
        name=settled.name,
        channel=settled.channel,
        stage=settled.stage,
        media=settled.media,
        initiator=settled.initiator,
        receiver=settled.receiver,
    )
