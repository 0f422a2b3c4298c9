"""The client's way: stages with the client's verbs, what is done in each, and where the firm is met."""

from __future__ import annotations

from typing import Any, Final

from cjm_widgets.model import Activity, Stage, Touchpoint
from sample_data.shop.order import in_order
from sample_data.training.evidence import CALLS, QUESTIONS, REVIEWS, SHEETS, graded
from sample_data.training.people import (
    AMINA,
    COACHES,
    DIEGO,
    GRETA,
    JOURNEY,
    LENE,
    OFFICE,
    OMAR,
    SALES,
    SVEN,
    TRAINERS,
    YUKI,
)

DECIDES: Final = "stage-decides"
PREPARES: Final = "stage-prepares"
LEARNS: Final = "stage-learns"
BEGINS: Final = "stage-begins"
SHOWS: Final = "stage-shows"

STAGES: Final = in_order(
    Stage(
        id=DECIDES,
        journey=JOURNEY,
        name="Decides to book",
        customer_goal="Know what will be different afterwards, and be able to say so upstairs.",
        entry_trigger="The management asks where the new ideas are.",
        exit_criterion="The offer is signed.",
        duration_days=40,
        owner="Lene Aas",
    ),
    Stage(
        id=PREPARES,
        journey=JOURNEY,
        name="Gets the team ready",
        customer_goal="Come with a real question and the people who can answer it.",
        entry_trigger="The date is fixed.",
        exit_criterion="The first morning begins.",
        duration_days=21,
    ),
    graded(
        3,
        SHEETS,
        Stage(
            id=LEARNS,
            journey=JOURNEY,
            name="Learns together",
            customer_goal="Try it on a question of their own, with somebody beside them.",
            entry_trigger="Nine people sit in a circle.",
            exit_criterion="There is a plan on the wall with names on it.",
            duration_days=3,
            owner="Amina Yusuf",
        ),
    ),
    graded(
        2,
        CALLS,
        Stage(
            id=BEGINS,
            journey=JOURNEY,
            name="Tries to begin",
            customer_goal="Take the first step before it gets cold.",
            entry_trigger="The first normal Monday.",
            exit_criterion="The first step is done, or nobody speaks of it any more.",
            duration_days=28,
        ),
    ),
    graded(
        2,
        REVIEWS,
        Stage(
            id=SHOWS,
            journey=JOURNEY,
            name="Shows what came of it",
            customer_goal="Stand in front of the management with something that counts.",
            entry_trigger="A quarter is over.",
            exit_criterion="The next project is decided, or the budget is gone.",
            duration_days=60,
            owner="Greta Novak",
        ),
    ),
)

# Stage, activity, what she does, what she thinks, who wrote it.
_ACTIVITIES: Final = (
    (
        DECIDES,
        "compares-offers",
        "Compares three offers by price and by names of clients.",
        "They all promise the same.",
        LENE,
    ),
    (
        DECIDES,
        "sells-it-upstairs",
        "Defends the sum in front of the management.",
        "I hope it does not come to nothing again.",
        DIEGO,
    ),
    (PREPARES, "picks-people", "Picks nine people who can be spared.", "Those I would need cannot be spared.", SVEN),
    (
        LEARNS,
        "works-on-example",
        "Works on an example of the trainers', then on her own question.",
        "With ours it is not so simple.",
        AMINA,
    ),
    (
        LEARNS,
        "makes-a-plan",
        "Makes a plan with the team at five o'clock on day three.",
        "This time we will do it.",
        SVEN,
    ),
    (BEGINS, "answers-mails", "Answers three days of mail.", "Next week we begin.", YUKI),
    (
        BEGINS,
        "meets-alone",
        "Holds the first meeting without anybody who knows how.",
        "How did they ask that question again?",
        GRETA,
    ),
    (BEGINS, "puts-it-off", "Puts the second meeting off, twice.", "Nobody will notice.", YUKI),
    (
        SHOWS,
        "tells-management",
        "Tells the management what was learned, for want of what was done.",
        "They will not pay for this again.",
        GRETA,
    ),
)

ACTIVITIES: Final = in_order(
    *(
        Activity(id=f"activity-{id}", stage=stage, text=text, thoughts=thoughts, author=author)
        for stage, id, text, thoughts, author in _ACTIVITIES
    )
)

# Stage, touchpoint, name, channel, owner team, media, initiator, receiver, importance to the client and to us,
# satisfaction, moment of truth, who wrote it.
_TOUCHPOINTS: Final = (
    (
        DECIDES,
        "first-talk",
        "Has a first talk",
        "Phone",
        SALES,
        "owned",
        "customer",
        "organisation",
        4,
        5,
        4,
        False,
        LENE,
    ),
    (
        DECIDES,
        "gets-offer",
        "Gets the offer",
        "E-mail",
        SALES,
        "owned",
        "organisation",
        "customer",
        3,
        5,
        4,
        False,
        DIEGO,
    ),
    (
        PREPARES,
        "asked-for-question",
        "Is asked for the question",
        "E-mail",
        OFFICE,
        "owned",
        "organisation",
        "customer",
        4,
        2,
        3,
        False,
        OMAR,
    ),
    (
        PREPARES,
        "gets-invitation",
        "Gets the invitation for the team",
        "E-mail",
        OFFICE,
        "owned",
        "organisation",
        "customer",
        2,
        2,
        4,
        False,
        OMAR,
    ),
    (
        LEARNS,
        "training-days",
        "Spends three days in the training",
        "On site",
        TRAINERS,
        "owned",
        "organisation",
        "customer",
        5,
        5,
        5,
        False,
        AMINA,
    ),
    (
        LEARNS,
        "own-case",
        "Tries the method on a case of their own",
        "On site",
        TRAINERS,
        "owned",
        "customer",
        "organisation",
        5,
        3,
        3,
        True,
        SVEN,
    ),
    (
        LEARNS,
        "plan-on-wall",
        "Leaves with a plan on paper",
        "On site",
        TRAINERS,
        "owned",
        "customer",
        "customer",
        4,
        3,
        4,
        False,
        AMINA,
    ),
    (
        LEARNS,
        "gets-photos",
        "Gets photographs of the sheets",
        "E-mail",
        OFFICE,
        "owned",
        "organisation",
        "customer",
        3,
        1,
        2,
        False,
        OMAR,
    ),
    (
        BEGINS,
        "first-meeting",
        "Holds the first meeting alone",
        "On site",
        None,
        None,
        "customer",
        "customer",
        5,
        2,
        2,
        True,
        GRETA,
    ),
    (BEGINS, "asks-coach", "Asks a coach", "Chat", COACHES, "owned", "customer", "organisation", 4, 3, 5, False, YUKI),
    (
        BEGINS,
        "four-week-call",
        "Is called after four weeks",
        "Phone",
        SALES,
        "owned",
        "organisation",
        "customer",
        3,
        4,
        3,
        False,
        DIEGO,
    ),
    (
        SHOWS,
        "shows-result",
        "Shows the result to the management",
        "On site",
        None,
        None,
        "customer",
        "customer",
        5,
        3,
        2,
        False,
        GRETA,
    ),
    (
        SHOWS,
        "half-year-review",
        "Looks back with us",
        "Video call",
        COACHES,
        "owned",
        "organisation",
        "customer",
        3,
        5,
        4,
        False,
        YUKI,
    ),
)


_COLUMNS: Final = (
    "stage",
    "id",
    "name",
    "channel",
    "owner_team",
    "media",
    "initiator",
    "receiver",
    "importance_to_customer",
    "importance_to_organisation",
    "satisfaction",
    "moment_of_truth",
    "author",
)


def _touchpoint(id: str, **fields: Any) -> Touchpoint:
    return Touchpoint(id=f"touchpoint-{id}", journey=JOURNEY, **fields)


def _touchpoints() -> tuple[Touchpoint, ...]:
    rows: list[dict[str, Any]] = [dict(zip(_COLUMNS, row, strict=True)) for row in _TOUCHPOINTS]
    made = [_touchpoint(**row) for row in rows]
    stands_on = {"training-days": (3, SHEETS), "asks-coach": (2, QUESTIONS), "first-meeting": (2, CALLS)}
    return in_order(
        *(
            graded(*stands_on[name], one) if (name := one.id.removeprefix("touchpoint-")) in stands_on else one
            for one in made
        )
    )


TOUCHPOINTS: Final = _touchpoints()
