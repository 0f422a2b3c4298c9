"""What the room wants to do about it."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model import Action, Metric, Opportunity, OpportunityPain
from sample_data.shop.order import in_order
from sample_data.training.evidence import CALLS
from sample_data.training.people import DIEGO, GRETA, JOURNEY, LENE, OMAR, SVEN

# Id, question, expected outcome, impact and effort 1–5, ICE's impact, confidence and ease 1–10, MoSCoW, who wrote it,
# pains.
_OPPORTUNITIES: Final = (
    (
        "not-alone-on-monday",
        "How might we be beside her in the first meeting without leading it?",
        "The first meeting takes place within two weeks.",
        5,
        3,
        9,
        7,
        6,
        "must",
        GRETA,
        ("alone-on-monday", "who-may-ask"),
    ),
    (
        "hour-in-the-offer",
        "How might we have an hour a week kept free before the offer is signed?",
        "The weeks after are part of what was bought.",
        4,
        2,
        8,
        5,
        7,
        "must",
        LENE,
        ("no-hour",),
    ),
    (
        "they-lead-day-three",
        "How might we let them lead day three themselves?",
        "She has done it once before Monday comes.",
        4,
        2,
        8,
        6,
        8,
        "should",
        SVEN,
        ("alone-on-monday", "umbrellas"),
    ),
    (
        "plan-on-one-page",
        "How might we send the plan on one page before they are home?",
        "The plan is in the calendar, not on a phone.",
        3,
        1,
        5,
        8,
        9,
        "should",
        OMAR,
        ("forty-one-pictures",),
    ),
    (
        "something-to-show",
        "How might we agree at the start on what will be shown at the end?",
        "A number for those who pay.",
        4,
        4,
        7,
        4,
        4,
        "could",
        DIEGO,
        ("nothing-to-show",),
    ),
    (
        "fourth-day",
        "How might we add a fourth day?",
        "More time for their own question.",
        2,
        4,
        4,
        2,
        3,
        "wont",
        LENE,
        ("umbrellas",),
    ),
)

OPPORTUNITIES: Final = in_order(
    *(
        Opportunity(
            id=f"opportunity-{id}",
            journey=JOURNEY,
            question=question,
            expected_outcome=outcome,
            impact=impact,
            effort=effort,
            ice_impact=ice_impact,
            ice_confidence=confidence,
            ice_ease=ease,
            moscow=moscow,
            author=author,
        )
        for id, question, outcome, impact, effort, ice_impact, confidence, ease, moscow, author, _ in _OPPORTUNITIES
    )
)

EASES: Final = in_order(
    *(
        OpportunityPain(
            id=f"opportunity-pain-{id}-{pain}", opportunity=f"opportunity-{id}", pain_point=f"pain-point-{pain}"
        )
        for id, *_rest, pains in _OPPORTUNITIES
        for pain in pains
    )
)

ACTIONS: Final = in_order(
    Action(
        id="action-coach-beside",
        journey=JOURNEY,
        title="A coach sits in on the first meeting, by video, and says nothing for forty minutes",
        opportunity="opportunity-not-alone-on-monday",
        owner="Greta Novak",
        contributors="Yuki Arai",
        due="2027-01-22",
        status="agreed",
        first_step="Ask the two clients of December whether they want it.",
        horizon="now",
    ),
    Action(
        id="action-one-page",
        journey=JOURNEY,
        title="The plan goes out on one page on the last evening",
        opportunity="opportunity-plan-on-one-page",
        owner="Omar Haddad",
        contributors="Amina Yusuf",
        due="2026-12-18",
        status="doing",
        first_step="Draw the page with Amina on Thursday.",
        horizon="now",
    ),
    Action(
        id="action-offer-with-weeks",
        journey=JOURNEY,
        title="An offer that has twelve weeks in it, tried with three clients",
        opportunity="opportunity-hour-in-the-offer",
        owner="Lene Aas",
        contributors="Diego Paz",
        due="2027-02-26",
        status="agreed",
        first_step="Write the two sentences about the hour.",
        horizon="next",
    ),
    Action(
        id="action-day-three",
        journey=JOURNEY,
        title="On day three the client leads, and the trainers sit behind",
        opportunity="opportunity-they-lead-day-three",
        owner="Sven Holt",
        due="2027-03-19",
        status="proposed",
        first_step="Rehearse it once with the coaches as clients.",
        horizon="next",
    ),
)

METRICS: Final = in_order(
    Metric(
        id="metric-meetings-in-two-weeks",
        about="action-coach-beside",
        name="Teams that have met within two weeks",
        unit="of 10",
        baseline=4.0,
        target=8.0,
        target_by="2027-06-30",
        source=CALLS,
        check_on="2027-04-30",
    ),
    Metric(
        id="metric-plans-found",
        about="action-one-page",
        name="Heads of teams who can show their plan when called",
        unit="of 10",
        baseline=3.0,
        target=9.0,
        target_by="2027-03-31",
        source=CALLS,
        check_on="2027-03-31",
    ),
    Metric(
        id="metric-hours-agreed",
        about="action-offer-with-weeks",
        name="Offers signed with the hour in them",
        unit="of 3",
        baseline=0.0,
        target=2.0,
        target_by="2027-04-30",
        check_on="2027-05-14",
    ),
    Metric(
        id="metric-led-alone",
        about="action-day-three",
        name="Clients who say that they could lead the next session",
        unit="%",
        baseline_unknown=True,
        check_on="2027-05-28",
    ),
)
