"""What the room wants to do about it."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model import Action, Metric, Opportunity, OpportunityPain
from sample_data.shop.evidence import TICKETS
from sample_data.shop.order import in_order
from sample_data.shop.people import CALLUM, HANNAH, JOURNEY, MIRJAM, TOMASZ

OPPORTUNITIES: Final = in_order(
    Opportunity(
        id="opportunity-price-early",
        journey=JOURNEY,
        question="How might we show the whole price before she goes to the checkout?",
        expected_outcome="Fewer people open the checkout only to see the price.",
        impact=4,
        effort=2,
        rice_reach=9000,
        rice_impact=1.0,
        rice_confidence=0.5,
        rice_effort=1.5,
        ice_impact=7,
        ice_confidence=5,
        ice_ease=8,
        moscow="must",
        author=TOMASZ,
    ),
    Opportunity(
        id="opportunity-keep-what-she-typed",
        journey=JOURNEY,
        question="How might we keep what she typed when the bank refuses her card?",
        expected_outcome="She tries another card instead of leaving. This is the new checkout.",
        impact=4,
        effort=5,
        rice_reach=9000,
        rice_impact=1.0,
        rice_confidence=0.5,
        rice_effort=6.0,
        ice_impact=7,
        ice_confidence=4,
        ice_ease=3,
        moscow="should",
        author=HANNAH,
    ),
    Opportunity(
        id="opportunity-size-of-this-dress",
        journey=JOURNEY,
        question="How might we tell her in half a minute which size of this dress is hers?",
        expected_outcome="More sizes in baskets, and fewer dresses that come back.",
        impact=3,
        effort=3,
        rice_reach=14000,
        rice_impact=2.0,
        rice_confidence=0.5,
        rice_effort=3.0,
        ice_impact=7,
        ice_confidence=5,
        ice_ease=5,
        moscow="should",
        author=CALLUM,
    ),
    Opportunity(
        id="opportunity-where-the-money-is",
        journey=JOURNEY,
        question="How might we tell her where her money is, from the kiosk to her account?",
        expected_outcome="Nobody has to ask.",
        impact=2,
        effort=2,
        rice_reach=1500,
        rice_impact=1.0,
        rice_confidence=0.8,
        rice_effort=1.0,
        ice_impact=4,
        ice_confidence=7,
        ice_ease=7,
        moscow="could",
        author=CALLUM,
    ),
    Opportunity(
        id="opportunity-no-printer",
        journey=JOURNEY,
        question="How might we take a parcel back without a printed label?",
        expected_outcome="She hands it in on the way to work.",
        impact=3,
        effort=3,
        ice_impact=5,
        ice_confidence=6,
        ice_ease=5,
        moscow="could",
        author=MIRJAM,
    ),
    Opportunity(
        id="opportunity-chat-at-eight",
        journey=JOURNEY,
        question="How might we be there when she shops, after eight in the evening?",
        expected_outcome="A question about a size has an answer the same evening.",
        impact=3,
        effort=4,
        moscow="wont",
        author=CALLUM,
    ),
)

# Which pains an opportunity would ease.
_EASES: Final = {
    "price-early": ("late-postage",),
    "keep-what-she-typed": ("card-refused", "strangers"),
    "size-of-this-dress": ("one-table", "chat-at-six"),
    "where-the-money-is": ("silence-after-return",),
    "no-printer": ("no-printer",),
    "chat-at-eight": ("chat-at-six",),
}

EASES: Final = in_order(
    *(
        OpportunityPain(
            id=f"opportunity-pain-{opportunity}-{pain}",
            opportunity=f"opportunity-{opportunity}",
            pain_point=f"pain-point-{pain}",
        )
        for opportunity, pains in _EASES.items()
        for pain in pains
    )
)

ACTIONS: Final = in_order(
    Action(
        id="action-price-in-basket",
        journey=JOURNEY,
        title="Show the postage on the page of the dress and in the basket",
        opportunity="opportunity-price-early",
        owner="Tomasz Wilk",
        contributors="Kofi Mensah",
        due="2027-01-29",
        status="agreed",
        first_step="List the postage by country, with Kofi, on Tuesday.",
        horizon="now",
    ),
    Action(
        id="action-ten-dresses",
        journey=JOURNEY,
        title="Give the ten most returned dresses a size table of their own",
        opportunity="opportunity-size-of-this-dress",
        owner="Hannah Oduya",
        contributors="Mirjam de Vries, Callum Reid",
        due="2027-02-12",
        status="agreed",
        first_step="Count the slips in the box at the returns desk.",
        horizon="now",
    ),
    Action(
        id="action-parcel-is-here",
        journey=JOURNEY,
        title="Write to her on the day the parcel is back, with the day on which the money comes",
        opportunity="opportunity-where-the-money-is",
        owner="Kofi Mensah",
        contributors="Mirjam de Vries",
        due="2027-02-26",
        status="proposed",
        first_step="Ask the returns desk what booking every day would take.",
        horizon="next",
    ),
    Action(
        id="action-code-for-label",
        journey=JOURNEY,
        title="Try a code on the phone instead of the label, with one carrier",
        opportunity="opportunity-no-printer",
        owner="Mirjam de Vries",
        due="2027-03-31",
        status="proposed",
        first_step="Ask the carrier which kiosks can read it.",
        horizon="later",
    ),
)

METRICS: Final = in_order(
    Metric(
        id="metric-checkouts-given-up",
        about="action-price-in-basket",
        name="Checkouts that are opened and given up",
        unit="%",
        baseline_unknown=True,
        check_on="2027-03-12",
    ),
    Metric(
        id="metric-size-tickets",
        about="action-ten-dresses",
        name="Tickets about sizes",
        unit="a week",
        baseline=7.0,
        target=4.0,
        target_by="2027-04-30",
        source=TICKETS,
        check_on="2027-04-30",
    ),
    Metric(
        id="metric-refund-tickets",
        about="action-parcel-is-here",
        name="Tickets that ask for the refund",
        unit="a week",
        baseline=9.0,
        target=3.0,
        target_by="2027-04-30",
        source=TICKETS,
        check_on="2027-04-30",
    ),
    Metric(
        id="metric-returns-without-printing",
        about="action-code-for-label",
        name="Returns handed in without a printed label",
        unit="%",
        baseline=0.0,
        target=40.0,
        target_by="2027-06-30",
        check_on="2027-06-30",
    ),
)
