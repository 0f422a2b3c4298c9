"""A rich map for tests: Linden & Loom, an invented online fashion shop, with ids that never change."""

# ruff: noqa: E501 - a table of touchpoints reads by its columns

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cjm_widgets.model import (
    Action,
    Activity,
    Comment,
    Emotion,
    Journey,
    Measurement,
    Metric,
    Note,
    Objective,
    Opportunity,
    OpportunityPain,
    PainPoint,
    Person,
    Persona,
    Settings,
    Source,
    Stage,
    Team,
    Touchpoint,
    Workshop,
    derived_id,
    spread,
)
from cjm_widgets.model.workshop import shelve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.model import Entity

NOW = date(2027, 3, 12)
RANKS = spread(40)

STAGES = (
    ("notices", "Notices", "To see something that could be hers", "She opens the shop", 3.0, 41.0),
    ("chooses", "Chooses a size", "To be sure that it will fit", "The right size is in the basket", 1.0, 36.0),
    ("orders", "Orders", "To pay in a way she trusts, and be done", "The order is confirmed", None, 12.0),
    ("receives", "Receives it", "To have it in her hands on the day it was promised", "She has tried it on", 4.0, None),
    ("returns", "Sends back", "To get her money back without effort", "The refund is in her account", 11.0, None),
)

ACTIVITIES = (
    ("notices", "Sees a dress in a friend’s story and taps on it", "That green would suit me.", "Is the shop real?", 1),
    ("notices", "Looks through new arrivals on the tram", "Nice, but which of these is for me?", "", 0),
    (
        "chooses",
        "Compares her own measurements with the size table",
        "I am a 40 here and a 44 there.",
        "Which one is true?",
        2,
    ),
    ("chooses", "Reads reviews for hints on the fit", "She says it runs small. How small?", "", 2),
    ("chooses", "Puts two sizes into the basket to be safe", "One will go back anyway.", "", 3),
    ("orders", "Fills in address and payment on the phone", "Do they need my birthday?", "", 0),
    ("orders", "Waits for a sign that it worked", "Did it go through?", "", 1),
    ("receives", "Follows the parcel on its way", "Please not at the neighbour’s again.", "", 2),
    ("receives", "Tries everything on in front of the mirror", "Finally. Oh. The 40 is too tight.", "", 1),
    ("returns", "Looks for how a return works", "Where is the label?", "Do I have to print it?", 1),
    ("returns", "Carries the parcel to the shop on the corner", "They close at six.", "", 0),
)

# id, stage, name, channel, team, scores, words, grade, n, moment of truth, milestone
TOUCHPOINTS = (
    ("advert", "notices", "Sees it in a story", "Social media", "marketing", (1, 1, 2, 1, 0, 1), ("curious", "curious", "keen"), 1, None, False, False),
    ("landing", "notices", "Lands on the dress’s page", "Website", "shop", (1, 0, 1, 1, 0, 1), ("calm",), 2, 2837, False, False),
    ("arrivals", "notices", "Looks through new arrivals", "App", "shop", (1, 2, 0, 1, 1, 1), ("inspired",), 0, None, False, False),
    ("table", "chooses", "Looks for her size in the table", "Website", "shop", (1, 1, 2, 0, 1, 1), ("fine", "helped"), 3, 312, True, False),
    ("reviews", "chooses", "Reads reviews about the fit", "Website", "shop", (1, 0, 1, 0, 0, 1), ("unsure", "unsure", "torn"), 1, 9, False, False),
    ("chat", "chooses", "Asks the chat which size", "Chat", "service", (2, 1), ("heard",), 0, None, False, False),
    ("basket", "chooses", "Puts two sizes into the basket", "Website", "shop", (0, 0, -1, 0, 0, 1), ("safe",), 2, 431, False, False),
    ("checkout", "orders", "Pays on the phone", "Website", "shop", (-1, 0, 0, -1, 1, 0), ("hurried", "wary"), 2, 225, False, False),
    ("confirmation", "orders", "Gets the confirmation", "E-mail", "service", (2, 1, 1, 1, 2, 1), ("relieved", "relieved"), 1, 4, False, True),
    ("tracking", "receives", "Follows the parcel", "E-mail", "logistics", (1, 1, 0, 1, 2, 0), ("eager",), 0, None, False, False),
    ("parcel", "receives", "Opens the parcel", "Parcel", "logistics", (2, 2, 1, 2, 2, 1), ("happy", "happy", "proud"), 2, 118, True, True),
    ("mirror", "receives", "Tries it on", "Parcel", "", (-1, 2, -2, 0, -1, 1), ("let down", "torn"), 1, 6, False, False),
    ("label", "returns", "Prints the return label", "Parcel", "logistics", (-2, -2, -1, -2, -1, -2), ("annoyed", "annoyed", "annoyed", "helpless"), 1, 5, True, False),
    ("dropoff", "returns", "Hands the parcel in", "Shop or branch", "", (-1, -1, 0, -1, -2, -1), ("rushed",), 0, None, False, False),
    ("refund", "returns", "Waits for the money", "E-mail", "finance", (-1, -2, -1, -1, 0, -1), ("suspicious", "suspicious"), 2, 87, False, True),
)  # fmt: skip

QUOTES = {
    "label": "Who owns a printer? I have two degrees and no printer.",
    "mirror": "I cried a bit. It was for my sister’s wedding.",
    "parcel": "The paper smelled of lavender!",
    "table": "At last a table with centimetres in it.",
    "reviews": "Everyone says something else.",
}

# id, touchpoint, text, severity, frequency, workaround, grade, n
PAINS = (
    ("printer", "label", "She needs a printer for the return label", 3, 4, "Prints it at work", 2, 87),
    ("vanity", "table", "Sizes mean something else with every brand", 4, 4, "Orders two and sends one back", 3, 312),
    ("slow", "refund", "For eleven days nobody says where her money is", 3, 3, "", 2, 87),
    ("date", "tracking", "The day of delivery changes twice", 2, 2, "", 0, None),
    ("birthday", "checkout", "The form wants a date of birth and does not say why", 1, 4, "Invents one", 1, 4),
    ("trust", None, "She does not know whether the shop is a real one", 2, 2, "Searches for the imprint", 0, None),
)

OPPORTUNITIES = (
    ("qr", "printer", "let her return without a printer?", 5, 2),
    ("body", "vanity", "tell her the size from one that fits her already?", 5, 4),
    ("money", "slow", "show where the money is, every day?", 3, 1),
)

# about, measure, value, low, high, n, total, too few, grain
MEASUREMENTS = (
    ("notices", "customers", None, 99.4, 100.0, 600, 600, False, "customer"),
    ("notices", "funnel", None, 99.4, 100.0, 600, 600, False, "customer"),
    ("orders", "funnel", None, 68.1, 75.3, 431, 600, False, "customer"),
    ("receives", "funnel", None, 33.7, 41.5, 225, 600, False, "customer"),
    ("returns", "funnel", None, 11.1, 16.7, 82, 600, False, "customer"),
    ("notices", "nps", 12.4, 4.1, 20.7, 402, None, False, "response"),
    ("chooses", "customers", None, 81.8, 87.9, 511, 600, False, "customer"),
    ("chooses", "funnel", None, 81.8, 87.9, 511, 600, False, "customer"),
    ("chooses", "csat", 31.0, 26.2, 36.3, 312, None, False, "response"),
    ("orders", "customers", None, 68.1, 75.3, 431, 600, False, "customer"),
    ("orders", "ces", 5.62, 5.41, 5.83, 188, None, False, "response"),
    ("receives", "customers", None, 33.7, 41.5, 225, 600, False, "customer"),
    ("receives", "csat", 88.1, 82.9, 91.9, 201, None, False, "response"),
    ("returns", "customers", None, 11.8, 17.5, 87, 600, False, "customer"),
    ("returns", "csat", 71.3, 61.0, 79.7, 87, None, False, "response"),
    ("returns", "nps", None, None, None, 4, None, True, "response"),
    ("label", "csat", 22.0, 12.8, 35.2, 50, None, False, "response"),
)

TEAMS = (
    ("marketing", "Marketing"),
    ("shop", "Online shop"),
    ("service", "Customer service"),
    ("logistics", "Logistics"),
    ("finance", "Finance"),
)
PEOPLE = ("Amira Okafor", "Bo Lindqvist", "Chiara Rossi", "Deniz Yilmaz", "Ewa Nowak", "Farid Haddad")


def shop() -> Workshop:
    """The shop's workshop, with people, comments and cards that must not be published."""
    return Workshop("shop", shelve(things()))


def made(*extra: Entity) -> Workshop:
    """The shop's workshop and more things."""
    return Workshop("shop", shelve([*things(), *extra]))


def things() -> Iterator[Entity]:
    """Everything in it."""
    yield Settings(id="shop", title="First order at Linden & Loom", organisation="Linden & Loom")
    for place, (id, name) in enumerate(TEAMS):
        yield Team(id=f"team-{id}", name=name, rank=RANKS[place])
    for place, name in enumerate(PEOPLE):
        yield Person(id=f"person-{place}", name=name)
    yield Persona(
        id="mira",
        name="Mira Demir",
        context="27, nurse on shifts. Buys on the phone, between two things, and has never ordered here before.",
        quote="I want to order it once, and it fits.",
        evidence_grade=2,
        evidence_n=14,
        evidence_source="interviews",
        evidence_on="2026-11-20",
    )
    yield Journey(
        id="first-order",
        title="From a dress in a story to the money back",
        summary="How a first-time buyer finds out whether we know her size, and what happens when we do not.",
        persona="mira",
    )
    yield Objective(
        id="objective",
        journey="first-order",
        statement="Halve the returns that come from a wrong size",
        scope_start="Sees a dress in a story",
        scope_end="Has her money back",
        map_state="current",
        lens="customer",
        owner="Jana Weiss",
        review_by="2027-06-30",
    )
    yield Source(id="interviews", title="Interviews with new customers", type="interview", n=14, rank="A")
    yield Source(id="survey", title="Survey after delivery", type="survey", n=402, rank="B")
    yield Source(id="events", title="Shop events", type="event_log", n=31106, rank="C")
    yield from _stages()
    yield from _touchpoints()
    yield from _pains()
    yield from _measurements()
    yield Action(
        id="action-qr",
        journey="first-order",
        title="Returns by QR code in all partner shops",
        opportunity="opportunity-qr",
        owner="Tomasz Zielinski",
        contributors="Bo Lindqvist",
        due="2027-05-15",
        status="agreed",
        first_step="Call the carrier about its code",
    )
    yield Metric(
        id="metric-qr", about="action-qr", name="Returns without a printer", unit="%", baseline=0.0, target=80.0,
        check_on="2027-07-01",
    )  # fmt: skip
    yield Metric(
        id="metric-size", about="chooses", name="Orders with two sizes", unit="%", baseline=38.0, target=20.0,
        target_by="2027-09-30",
    )  # fmt: skip
    yield Note(id="note-hidden", text="A hope nobody else should read", author="person-1")
    yield Comment(id="comment-1", about="label", text="Bo said so", author="person-1")
    yield Touchpoint(id="parked", journey="first-order", name="Parked touchpoint", standing="parked", stage="orders")
    yield Touchpoint(id="written", journey="first-order", name="Written touchpoint", standing="written", stage="orders")


def _stages() -> Iterator[Entity]:
    for place, (id, name, goal, end, days, lost) in enumerate(STAGES):
        yield Stage(
            id=id, journey="first-order", name=name, customer_goal=goal, exit_criterion=end, duration_days=days,
            drop_off_percent=lost, rank=RANKS[place], owner="Secret Stageowner", evidence_grade=place % 3,
        )  # fmt: skip
    for place, (stage, text, thoughts, questions, grade) in enumerate(ACTIVITIES):
        yield Activity(
            id=f"activity-{place}", stage=stage, text=text, thoughts=thoughts, questions=questions, rank=RANKS[place],
            evidence_grade=grade, evidence_n=grade * 7 or None, author="person-0",
        )  # fmt: skip


def _touchpoints() -> Iterator[Entity]:
    for place, (id, stage, name, channel, team, scores, words, grade, n, truth, milestone) in enumerate(TOUCHPOINTS):
        yield Touchpoint(
            id=id, journey="first-order", stage=stage, name=name, channel=channel, rank=RANKS[place],
            owner_team=f"team-{team}" if team else None, evidence_grade=grade, evidence_n=n,
            evidence_source="survey" if grade > 1 else None, evidence_on="2027-01-15" if grade > 1 else None,
            moment_of_truth=truth, milestone=milestone, author="person-2",
        )  # fmt: skip
        for who, score in enumerate(scores):
            yield Emotion(
                id=derived_id("emotion", f"person-{who}", id), touchpoint=id, valence=score, author=f"person-{who}",
                word=words[who] if who < len(words) else "", quote=QUOTES.get(id, "") if who == 0 else "",
                team=f"team-{TEAMS[who % 5][0]}",
            )  # fmt: skip


def _pains() -> Iterator[Entity]:
    for place, (id, touchpoint, text, severity, frequency, workaround, grade, n) in enumerate(PAINS):
        yield PainPoint(
            id=f"pain-{id}", journey="first-order", touchpoint=touchpoint, description=text, severity=severity,
            frequency=frequency, workaround=workaround, evidence_grade=grade, evidence_n=n, rank=RANKS[place],
        )  # fmt: skip
    for place, (id, pain, question, impact, effort) in enumerate(OPPORTUNITIES):
        yield Opportunity(
            id=f"opportunity-{id}", journey="first-order", question=question, impact=impact, effort=effort,
            rank=RANKS[place],
        )  # fmt: skip
        yield OpportunityPain(id=f"eases-{id}", opportunity=f"opportunity-{id}", pain_point=f"pain-{pain}")


def _measurements() -> Iterator[Entity]:
    for place, (about, measure, value, low, high, n, total, few, grain) in enumerate(MEASUREMENTS):
        yield Measurement(
            id=f"measurement-{place:02d}", about=about, measure=measure, value=value, low=low, high=high, n=n,
            total=total, too_few=few, grain=grain, source="events" if grain == "customer" else "survey",
            computed_on="2027-02-28",
        )  # fmt: skip
