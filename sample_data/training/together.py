"""Who does what, where it drops between teams, and what goes on behind the scenes."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model import Handoff, LaneItem
from sample_data.shop.order import in_order
from sample_data.tables import raci
from sample_data.training.evidence import CALLS, graded
from sample_data.training.people import (
    AMINA,
    COACHES,
    DIEGO,
    GRETA,
    JOURNEY,
    OFFICE,
    OMAR,
    SALES,
    SVEN,
    TRAINERS,
    YUKI,
)
from sample_data.training.way import BEGINS, DECIDES, LEARNS, PREPARES, SHOWS

_TEAMS: Final = (SALES, TRAINERS, COACHES, OFFICE)

# Touchpoint → the part of Sales, Trainers, Coaches, Office. What came out: nobody answers for the first meeting, and
# two teams think that they answer for the call.
GRID: Final = {
    "first-talk": "A C . .",
    "gets-offer": "A C . R",
    "asked-for-question": "I C . A",
    "gets-invitation": ". I . A",
    "training-days": "I A . R",
    "own-case": ". A C .",
    "plan-on-wall": ". A I .",
    "gets-photos": ". R . A",
    "first-meeting": ". . C .",
    "asks-coach": ". I A .",
    "four-week-call": "A I A .",
    "shows-result": "I . R .",
    "half-year-review": "C I A R",
}

RACI: Final = raci(GRID, _TEAMS)

HANDOFFS: Final = in_order(
    graded(
        1,
        CALLS,
        Handoff(
            id="handoff-trainers-to-coaches",
            journey=JOURNEY,
            giver=TRAINERS,
            taker=COACHES,
            touchpoint="touchpoint-first-meeting",
            passed="Who was in the room, which question they had, and what their plan says.",
            failure="It is not passed at all, unless the two meet in the kitchen.",
            author=GRETA,
        ),
    ),
    Handoff(
        id="handoff-sales-to-trainers",
        journey=JOURNEY,
        giver=SALES,
        taker=TRAINERS,
        touchpoint="touchpoint-asked-for-question",
        passed="What was promised to the client, and to whom.",
        failure="The trainers read the offer on the train.",
        agreed_hours=48,
        author=SVEN,
    ),
    Handoff(
        id="handoff-trainers-to-office",
        journey=JOURNEY,
        giver=TRAINERS,
        taker=OFFICE,
        touchpoint="touchpoint-gets-photos",
        passed="The photographs of all sheets.",
        failure="They come from three phones, a week later, without names.",
        agreed_hours=24,
        author=OMAR,
    ),
)

# Lane, id, text, stage, touchpoint, team, who wrote it.
_LANES: Final = (
    ("evidence", "offer-paper", "The offer: two pages, three days, one price.", DECIDES, "gets-offer", SALES, DIEGO),
    ("backstage", "calendar", "Looks for two trainers who are free.", DECIDES, "gets-offer", OFFICE, OMAR),
    (
        "evidence",
        "question-mail",
        "A mail with five questions, sent on a Friday.",
        PREPARES,
        "asked-for-question",
        OFFICE,
        OMAR,
    ),
    (
        "backstage",
        "reads-answers",
        "Reads the answers on the evening before.",
        PREPARES,
        "asked-for-question",
        TRAINERS,
        SVEN,
    ),
    (
        "evidence",
        "paper-wall",
        "Walls full of paper, and a roll under the arm.",
        LEARNS,
        "plan-on-wall",
        TRAINERS,
        AMINA,
    ),
    ("frontstage", "two-trainers", "Two trainers lead every session.", LEARNS, "training-days", TRAINERS, AMINA),
    ("support", "hotel", "The hotel sets up circles of chairs.", LEARNS, "training-days", OFFICE, OMAR),
    ("frontstage", "coach-answers", "Answers in the chat within two hours.", BEGINS, "asks-coach", COACHES, YUKI),
    (
        "backstage",
        "coach-guesses",
        "Guesses which training it was, and looks for the plan.",
        BEGINS,
        "asks-coach",
        COACHES,
        YUKI,
    ),
    (
        "support",
        "no-list",
        "There is no list of plans; photographs lie on three phones.",
        BEGINS,
        "asks-coach",
        OFFICE,
        GRETA,
    ),
    (
        "frontstage",
        "review-talk",
        "An hour with the head of the team, by video.",
        SHOWS,
        "half-year-review",
        COACHES,
        GRETA,
    ),
)

LANE_ITEMS: Final = in_order(
    *(
        LaneItem(
            id=f"lane-item-{id}",
            journey=JOURNEY,
            lane=lane,
            text=text,
            stage=stage,
            touchpoint=f"touchpoint-{touchpoint}",
            team=team,
            author=author,
        )
        for lane, id, text, stage, touchpoint, team, author in _LANES
    )
)
