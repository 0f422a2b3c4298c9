"""What the room thought hurts, and why it hurts."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model import PainPoint
from sample_data.shop.order import in_order
from sample_data.tables import whys
from sample_data.training.evidence import CALLS, QUESTIONS, REVIEWS, graded
from sample_data.training.people import AMINA, DIEGO, GRETA, JOURNEY, OMAR, PERSONA, SVEN, YUKI

PAINS: Final = in_order(
    graded(
        2,
        CALLS,
        PainPoint(
            id="pain-point-alone-on-monday",
            journey=JOURNEY,
            description="On the first Monday she stands in front of her team alone, and has never done it before.",
            touchpoint="touchpoint-first-meeting",
            persona=PERSONA,
            severity=4,
            frequency=4,
            workaround="Puts the meeting off.",
            cost="A first project: 17 of 25 clients had none after half a year.",
            author=GRETA,
        ),
    ),
    graded(
        1,
        CALLS,
        PainPoint(
            id="pain-point-no-hour",
            journey=JOURNEY,
            description="Nobody has kept an hour free, and after the training it is too late to ask for one.",
            touchpoint="touchpoint-asked-for-question",
            persona=PERSONA,
            severity=3,
            frequency=4,
            author=YUKI,
        ),
    ),
    PainPoint(
        id="pain-point-umbrellas",
        journey=JOURNEY,
        description="The example in the training is too easy; with the question of their own they get stuck.",
        touchpoint="touchpoint-own-case",
        persona=PERSONA,
        severity=3,
        frequency=3,
        author=SVEN,
    ),
    graded(
        1,
        CALLS,
        PainPoint(
            id="pain-point-forty-one-pictures",
            journey=JOURNEY,
            description="Forty-one photographs come a week later, without order and without names.",
            touchpoint="touchpoint-gets-photos",
            persona=PERSONA,
            severity=2,
            frequency=4,
            workaround="Begins from memory.",
            author=OMAR,
        ),
    ),
    graded(
        1,
        REVIEWS,
        PainPoint(
            id="pain-point-nothing-to-show",
            journey=JOURNEY,
            description="The management asks for results, and there is a report about learning.",
            touchpoint="touchpoint-shows-result",
            persona=PERSONA,
            severity=4,
            frequency=3,
            author=DIEGO,
        ),
    ),
    PainPoint(
        id="pain-point-call-too-late",
        journey=JOURNEY,
        description="The call comes after four weeks, when they have given up, and it feels like an inspection.",
        touchpoint="touchpoint-four-week-call",
        persona=PERSONA,
        severity=2,
        frequency=3,
        author=GRETA,
    ),
    graded(
        2,
        QUESTIONS,
        PainPoint(
            id="pain-point-who-may-ask",
            journey=JOURNEY,
            description="She does not know that she may ask a coach, or thinks that it costs.",
            touchpoint="touchpoint-asks-coach",
            persona=PERSONA,
            severity=2,
            frequency=3,
            author=AMINA,
        ),
    ),
)

CHAINS: Final = {
    "pain-point-alone-on-monday": (
        "In the training the trainers lead every session.",
        "We want the three days to go well, and they go better when we lead.",
        "We are paid by what the sheets say on the last afternoon.",
        "Nobody measures what happens after it.",
    ),
    "pain-point-no-hour": (
        "The offer speaks of three days, not of the weeks after.",
        "A price with weeks in it looks dearer than the others'.",
    ),
}

WHYS: Final = whys(CHAINS)
