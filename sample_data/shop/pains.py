"""What the room thought hurts, and why it hurts."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model import PainPoint
from sample_data.shop.evidence import INTERVIEWS, TICKETS, graded
from sample_data.shop.order import in_order
from sample_data.shop.people import CALLUM, HANNAH, JOURNEY, KOFI, MIRJAM, PERSONA, TOMASZ
from sample_data.tables import whys

PAINS: Final = in_order(
    PainPoint(
        id="pain-point-late-postage",
        journey=JOURNEY,
        description="The postage is shown in the checkout only, not on the page of the dress.",
        touchpoint="touchpoint-starts-checkout",
        persona=PERSONA,
        severity=3,
        frequency=4,
        workaround="Goes to the checkout only to see the price.",
        author=TOMASZ,
    ),
    graded(
        1,
        TICKETS,
        PainPoint(
            id="pain-point-card-refused",
            journey=JOURNEY,
            description="When the bank refuses a card, everything has to be typed in again.",
            touchpoint="touchpoint-pays",
            persona=PERSONA,
            severity=4,
            frequency=2,
            cost="An order, each time.",
            author=KOFI,
        ),
    ),
    PainPoint(
        id="pain-point-strangers",
        journey=JOURNEY,
        description="She has never heard of us and is to give us her card number.",
        touchpoint="touchpoint-starts-checkout",
        persona=PERSONA,
        severity=3,
        frequency=3,
        workaround="Asks a friend, looks for ratings elsewhere, puts it off.",
        author=HANNAH,
    ),
    graded(
        1,
        INTERVIEWS,
        PainPoint(
            id="pain-point-one-table",
            journey=JOURNEY,
            description="One size table for all dresses: it does not say how this one is cut.",
            touchpoint="touchpoint-opens-size-guide",
            persona=PERSONA,
            severity=2,
            frequency=3,
            workaround="Orders two sizes, or leaves.",
            author=CALLUM,
        ),
    ),
    graded(
        2,
        TICKETS,
        PainPoint(
            id="pain-point-chat-at-six",
            journey=JOURNEY,
            description="The chat closes at six; she shops after eight.",
            touchpoint="touchpoint-asks-in-chat",
            persona=PERSONA,
            severity=2,
            frequency=2,
            author=CALLUM,
        ),
    ),
    graded(
        2,
        TICKETS,
        PainPoint(
            id="pain-point-no-printer",
            journey=JOURNEY,
            description="The return label must be printed, and she has no printer.",
            touchpoint="touchpoint-prints-label",
            persona=PERSONA,
            severity=2,
            frequency=3,
            workaround="Prints it at work or at the library.",
            author=MIRJAM,
        ),
    ),
    graded(
        1,
        TICKETS,
        PainPoint(
            id="pain-point-silence-after-return",
            journey=JOURNEY,
            description="From handing in the parcel to the refund, she hears nothing.",
            touchpoint="touchpoint-waits-for-refund",
            persona=PERSONA,
            severity=1,
            frequency=2,
            workaround="Writes to Service, on average twice.",
            cost="About 9 tickets a week: 82 of 214 were about this.",
            author=CALLUM,
        ),
    ),
    PainPoint(
        id="pain-point-search-midi",
        journey=JOURNEY,
        description="A search for “midi” shows trousers.",
        touchpoint="touchpoint-searches",
        persona=PERSONA,
        severity=1,
        frequency=2,
        author=CALLUM,
    ),
)

# Why after why, from the pain to what is behind it.
CHAINS: Final = {
    "pain-point-one-table": (
        "The table is part of the page template, not of the dress.",
        "Suppliers send finished measures, and we do not load them.",
        "The import has no field for them.",
        "Nobody asked for it: returns are not counted by reason and product.",
        "The reasons go to Logistics on paper slips and stay there.",
    ),
    "pain-point-silence-after-return": (
        "No message is sent before the money is.",
        "Accounts learns of a return only from Monday's list.",
        "The returns desk books parcels once a week, by hand.",
        "The desk is one person, and two in January.",
    ),
    "pain-point-late-postage": (
        "The postage depends on the address.",
        "We ask for the address last.",
    ),
}

WHYS: Final = whys(CHAINS)
