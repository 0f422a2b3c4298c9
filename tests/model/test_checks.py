"""Every rule both ways: a small map that nothing is wrong with, and one thing taken out of it at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from cjm_widgets.model import (
    Action,
    Activity,
    Citation,
    Claim,
    Comment,
    Decision,
    Emotion,
    Entity,
    Hypothesis,
    Journey,
    Measurement,
    Metric,
    Objective,
    Opportunity,
    OpportunityPain,
    PainPoint,
    Persona,
    PersonaPoint,
    Raci,
    Settings,
    Source,
    Stage,
    Step,
    Team,
    Touchpoint,
    Workshop,
)
from cjm_widgets.model.checks import (
    RULES,
    Family,
    Severity,
    check,
    check_journey,
    closing,
    done,
    findings_of,
    gathered,
    missing,
)
from cjm_widgets.model.entities.stages import PRESETS
from cjm_widgets.model.workshop import shelve
from cjm_widgets.words import _, speaking
from tests.model.strategies import workshops

if TYPE_CHECKING:
    from collections.abc import Iterable

TODAY = date(2026, 11, 22)
SECONDS = 4
"""What a map of two thousand touchpoints may take of one busy core; today it is less than one."""
KNOWN = {"evidence_grade": 2, "evidence_source": "so-1", "evidence_n": 40, "evidence_on": "2026-10-01"}


def whole() -> tuple[Entity, ...]:
    """A map that no rule has anything to say about."""
    stages = [
        Stage(id=f"s-{n}", journey="j-1", name=name, rank=f"{n}", customer_goal="To be done with it", **KNOWN)
        for n, name in enumerate(("Looks round", "Chooses", "Sends back"), start=1)
    ]
    touchpoints = [
        Touchpoint(
            id=f"t-{n}", journey="j-1", stage=f"s-{n}", name=f"Meets us {n}", channel="Shop", owner_team="te-1",
            rank=f"{n}", **KNOWN,
        )
        for n in (1, 2, 3)
    ]  # fmt: skip
    emotions = [
        Emotion(id=f"e-{n}-{valence}", touchpoint=f"t-{n}", valence=valence, persona="p-1")
        for n in (1, 2, 3)
        for valence in (0, 1)
    ]
    responsibilities = [Raci(id=f"r-{n}", touchpoint=f"t-{n}", team="te-1", part="accountable") for n in (1, 2, 3)]
    ties = [Claim(id=f"c-{n}", source="so-1", signal="event", name=f"event_{n}", about=f"t-{n}") for n in (1, 2, 3)]
    points = [
        PersonaPoint(id=f"pp-{aspect}", persona="p-1", aspect=aspect, text=aspect, **KNOWN)
        for aspect in ("goal", "need", "frustration")
    ]
    return (
        Settings(id="w-1", title="W"),
        Team(id="te-1", name="Desk"),
        Team(id="te-2", name="Warehouse crew"),
        Journey(id="j-1", title="First order", persona="p-1"),
        Objective(id="o-1", journey="j-1", statement="Mend it", owner="Hannah", review_by="2027-05-01"),
        Metric(id="m-1", about="o-1", name="Returns", baseline=30, check_on="2027-02-01"),
        Hypothesis(id="h-1", journey="j-1", claim="They leave", verdict="supported", n=30),
        Source(
            id="so-1", title="Shop log", type="event_log", n=600, period_start="2026-01-01", period_end="2026-10-31",
            consent="contract",
        ),
        Persona(id="p-1", name="Nadia", segment="First-time buyers", **KNOWN),
        Citation(id="ci-1", about="p-1", source="so-1"),
        *points, *stages, *touchpoints, *emotions, *responsibilities, *ties,
        Activity(id="a-1", stage="s-1", text="Looks", **KNOWN),
        Measurement(id="me-1", about="s-1", measure="nps", value=12, n=60),
        PainPoint(id="pa-1", journey="j-1", description="It hurts", touchpoint="t-1", severity=3, frequency=4, **KNOWN),
        Opportunity(id="op-1", journey="j-1", question="How might we?"),
        OpportunityPain(id="opp-1", opportunity="op-1", pain_point="pa-1"),
        Action(id="ac-1", journey="j-1", title="Do it", opportunity="op-1", owner="Kofi", due="2027-01-31"),
        Metric(id="m-2", about="ac-1", name="Fewer", baseline_unknown=True, check_on="2027-03-01"),
    )  # fmt: skip


def of(things: Iterable[Entity]) -> Workshop:
    return Workshop("w-1", shelve(things))


def but(id: str = "", **fields: object) -> Workshop:
    """The whole map with one thing changed."""
    return of(replace(thing, **fields) if thing.id == id else thing for thing in whole())  # type: ignore[arg-type]


def without(*beginnings: str) -> Workshop:
    """The whole map without the things whose ids begin so."""
    return of(thing for thing in whole() if not thing.id.startswith(beginnings))


def plus(*things: Entity) -> Workshop:
    return of([*whole(), *things])


def ids(workshop: Workshop) -> set[str]:
    return {one.id for one in check(workshop, TODAY)}


FIRES: dict[str, tuple[tuple[Workshop, str], ...]] = {
    # superficial
    "stage-without-touchpoints": ((without("t-2", "e-2", "r-2", "c-2"), "s-2"),),
    "touchpoint-without-channel": ((but("t-2", channel=" "), "t-2"),),
    "touchpoint-without-emotion": ((without("e-2"), "t-2"), (of(
        replace(one, valence=None) if isinstance(one, Emotion) and one.touchpoint == "t-2" else one for one in whole()
    ), "t-2")),
    "persona-without-source": (
        (of(replace(one, evidence_source=None) if isinstance(one, Persona | PersonaPoint) else one
            for one in whole() if not isinstance(one, Citation)), "p-1"),
    ),
    "persona-averaged": (
        (of([*(replace(one, persona=None) if isinstance(one, Journey) else one for one in whole()),
             Persona(id="p-2", name="Joel")]), "j-1"),
        (but("p-1", name="The average customer"), "p-1"),
        (plus(Persona(id="p-2", name="Joel", segment="buyers")), "p-1"),
        (of([*(replace(one, name="Nadia and Joel") if one.id == "p-1" else one for one in whole()),  # type: ignore[call-arg]
             Persona(id="p-2", name="Joel")]), "p-1"),
    ),
    "stage-named-after-department": (
        (but("s-2", name="Desk"), "s-2"),
        (but("s-2", name="Sales & Marketing department"), "s-2"),
        *((but("s-2", name=name), "s-2") for name in (
            "Kundendienst", "Customer service", "Customer support", "Support team", "Human Resources", "Call centre",
            "Marketingabteilung", "Vertriebsteam", "Einkauf & Logistik", "R&D", "Stage 2: Sales", "Finance dept.",
            "Außendienst", "Service & Support",
        )),
    ),
    "stage-keeps-preset-name": ((but("s-2", name="Consideration"), "s-2"),),
    # static
    "review-overdue": ((but("o-1", review_by="2026-11-21"), "o-1"),),
    "evidence-old": (
        (but("t-2", evidence_on="2025-11-21"), "t-2"), (but("pp-need", evidence_on="2020-01-01"), "pp-need"),
    ),
    "evidence-from-the-future": ((but("t-2", evidence_on="2026-11-24"), "t-2"),),
    "source-period-impossible": (
        (but("so-1", period_start="2026-10-31", period_end="2026-10-01"), "so-1"),
        (but("so-1", period_start="2027-10-31", period_end=None), "so-1"),
    ),
    "source-old": ((but("so-1", period_end="2025-11-21"), "so-1"),),
    "metric-unmeasured": (
        (but("m-1", check_on="2026-11-21"), "m-1"),
        (but("m-1", check_on=None, target_by="2026-11-21"), "m-1"),
        (but("m-1", check_on=None, baseline=None, baseline_unknown=True), "m-1"),
    ),
    "action-unmeasured": ((but("m-2", check_on="2026-11-21"), "m-2"),),
    "action-overdue": ((but("ac-1", due="2026-11-21"), "ac-1"),),
    # without action
    "pain-without-opportunity": (
        (without("opp-1"), "pa-1"),
        (plus(PainPoint(id="pa-2", journey="j-1", description="Rare", severity=4, frequency=1, **KNOWN)), "pa-2"),
        (of(replace(one, severity=2, frequency=3) if isinstance(one, PainPoint) else one for one in whole()
            if one.id != "opp-1"), "pa-1"),
    ),
    "opportunity-without-action": (
        (but("ac-1", opportunity=None), "op-1"), (but("ac-1", status="dropped", dropped_because="x"), "op-1"),
    ),
    "action-without-owner": ((but("ac-1", owner=""), "ac-1"),),
    "action-with-several-owners": (
        (but("ac-1", owner="Kofi, Hannah"), "ac-1"), (but("ac-1", owner="Kofi and Hannah"), "ac-1"),
    ),
    "action-without-due": ((but("ac-1", due=None), "ac-1"),),
    "action-without-metric": ((without("m-2"), "ac-1"),),
    "action-without-check-date": ((but("m-2", check_on=None), "ac-1"),),
    "action-dropped-without-reason": ((but("ac-1", status="dropped"), "ac-1"),),
    # unproven
    "mostly-assumptions": (
        (of(replace(one, evidence_grade=0) if isinstance(one, Stage | Touchpoint) else one for one in whole()), "j-1"),
    ),
    "some-assumptions": ((but("t-2", evidence_grade=None), "j-1"),),
    "evidence-without-source": (
        (but("t-2", evidence_source=None), "t-2"), (but("t-2", evidence_n=None), "t-2"),
        (but("pa-1", evidence_on=None), "pa-1"), (but("t-2", evidence_n=0), "t-2"),
    ),
    "verdict-on-too-few": ((but("h-1", n=29), "h-1"), (but("h-1", n=None, verdict="contradicted"), "h-1")),
    "measured-on-too-few": ((but("me-1", too_few=True), "s-1"),),
    # unowned
    "touchpoint-without-team": (
        (of(replace(one, owner_team=None) if one.id == "t-2" else one for one in whole() if one.id != "r-2"), "t-2"),  # type: ignore[call-arg]
    ),
    "touchpoint-without-accountable": ((without("r-2"), "t-2"), (but("r-2", part="consulted"), "t-2")),
    "touchpoint-with-two-accountable": (
        (plus(Raci(id="r-9", touchpoint="t-2", team="te-2", part="accountable")), "t-2"),
    ),
    "owner-is-not-accountable": ((but("r-2", team="te-2"), "t-2"),),
    "no-responsibilities": ((without("r-"), "j-1"),),
    # unconnected
    "event-unclaimed": ((but("c-2", about=None), "c-2"),),
    "touchpoint-without-data": ((but("c-2", about="t-1"), "t-2"),),
    # unfinished
    "no-objective": ((without("o-1", "m-1"), "j-1"),),
    "objective-without-metric": ((without("m-1"), "o-1"), (but("m-1", baseline=None), "o-1")),
    "no-source": (
        (of(replace(one, evidence_source=None) if hasattr(one, "evidence_source") else one  # type: ignore[call-arg]
            for one in whole() if not isinstance(one, Source | Claim | Citation)), "w-1"),
    ),
    "source-incomplete": tuple(
        (but("so-1", **{name: nothing}), "so-1") for name, nothing in (
            ("type", None), ("n", None), ("n", 0), ("period_start", None), ("period_end", None), ("consent", None),
        )
    ),
    "source-consent-unclear": ((but("so-1", consent="unclear"), "so-1"),),
    "no-primary-persona": ((but("j-1", persona=None), "j-1"),),
    "persona-thin": ((without("pp-need"), "p-1"),),
    "persona-ungraded": ((but("pp-need", evidence_grade=None), "pp-need"),),
    "no-touchpoints": ((without("t-", "e-", "r-", "c-", "pa-", "opp-"), "j-1"),),
    "touchpoint-twice": (
        (plus(Touchpoint(id="t-9", journey="j-1", stage="s-2", name="meets US 2", channel="shop", rank="9",
                         owner_team="te-1", **KNOWN)), "t-9"),
    ),
    "touchpoint-without-stage": ((but("t-2", stage=None), "t-2"),),
    "too-few-stages": ((without("s-3", "t-3", "e-3", "r-3", "c-3"), "j-1"),),
    "too-many-stages": ((plus(*(Stage(id=f"s-{n}", journey="j-1", name=f"Goes {n}") for n in range(4, 9))), "j-1"),),
    "too-many-activities": ((plus(*(Activity(id=f"a-{n}", stage="s-1", text="Acts") for n in range(2, 17))), "j-1"),),
    "stage-without-goal": ((but("s-2", customer_goal=""), "s-2"),),
    "nothing-to-score": ((without("t-", "e-", "r-", "c-", "pa-", "opp-"), "j-1"),),
    "pain-unrated": ((but("pa-1", severity=None), "pa-1"), (but("pa-1", frequency=None), "pa-1")),
    "disagreement-unopened": ((plus(Emotion(id="e-2-x", touchpoint="t-2", valence=-2, persona="p-1")), "t-2"),),
    # closing
    "closing-without-owner": ((but("o-1", owner=" "), "j-1"),),
    "closing-without-review-date": ((but("o-1", review_by=None), "j-1"),),
    "closing-without-action": ((without("ac-1", "m-2"), "j-1"), (but("ac-1", due=None), "j-1")),
}  # fmt: skip


def test_nothing_is_wrong_with_the_whole_map() -> None:
    assert check(of(whole()), TODAY) == ()
    assert all(done(of(whole()), "j-1", step, TODAY) for step in Step)


def test_every_rule_is_tried() -> None:
    assert FIRES.keys() == RULES.keys()


@pytest.mark.parametrize(("id", "workshop", "place"), [(id, *one) for id, all_ in FIRES.items() for one in all_])
def test_a_rule_names_the_place_and_the_way_out(id: str, workshop: Workshop, place: str) -> None:
    found = [one for one in check(workshop, TODAY) if one.id == id]
    assert [one.place.id for one in found] == [place]
    (one,) = found
    there = workshop.get(place)
    assert there is not None
    assert one.place.kind == there.KIND
    assert (one.severity, one.step) == (RULES[id].severity, RULES[id].step)
    assert one.place.label
    for sentence in (one.says, one.way_out):
        assert "{" not in sentence
        assert sentence[0].isupper() or sentence[0] in "“0123456789"
        assert sentence.endswith(".") or "…" in sentence


@pytest.mark.parametrize(
    "workshop",
    [
        but("ac-1", due="2026-11-21", status="done"),  # done is not overdue
        but("m-2", check_on="2026-11-21", measured=3),  # measured is not due
        but("t-2", evidence_on="2025-11-22"),  # a year to the day is not older than a year
        but("h-1", verdict="not_enough_data", n=3),  # that is the honest verdict
        but("o-1", review_by="2026-11-22"),  # today is not past
        but("s-2", name="Asks the service for help"),  # a department's word in a verb of the customer's
        but("t-2", evidence_on="2026-11-23"),  # it may be tomorrow already where the room is
        but("pp-need", evidence_grade=0),  # an assumption that is called one
        but("s-2", name="Asks her team for support"),
        but("s-2", name="Gets delivery"),
        plus(Metric(id="m-3", about="s-2", name="Known", baseline=3)),
        plus(PainPoint(id="pa-2", journey="j-1", description="Nothing", severity=0, frequency=4, **KNOWN)),
        plus(Persona(id="p-2", name="Nad", segment="Buy", evidence_source="so-1")),  # parts of words are no names
        but("ac-1", owner="Anders Sandoval"),  # “and” and “or” inside names
        plus(Opportunity(id="op-2", journey="j-1", question="Later?", moscow="wont")),
        plus(PainPoint(id="pa-2", journey="j-1", description="Small", severity=2, frequency=3, **KNOWN)),
        plus(Touchpoint(id="t-9", journey="j-1", stage="s-2", name="Unsettled", standing="hidden")),
        plus(Persona(id="p-2", name="Joel", segment="Regulars", evidence_source="so-1")),
    ],
)
def test_what_only_looks_wrong_is_left_alone(workshop: Workshop) -> None:
    assert check(workshop, TODAY) == ()


@pytest.mark.parametrize(
    "opening",
    [Comment(id="co-1", about="t-2", text="Because"), Decision(id="de-1", about="t-2", text="So")],
)
def test_a_disagreement_that_was_spoken_of_is_opened(opening: Entity) -> None:
    wide = Emotion(id="e-2-x", touchpoint="t-2", valence=-2, persona="p-1")
    assert check(plus(wide, opening), TODAY) == ()


def test_two_personas_may_feel_differently() -> None:
    other = Persona(id="p-2", name="Joel", evidence_source="so-1")
    assert check(plus(other, Emotion(id="e-2-x", touchpoint="t-2", valence=-2, persona="p-2")), TODAY) == ()


def test_scores_of_a_merged_card_count_for_the_one_that_speaks_for_it() -> None:
    things = [one for one in whole() if not (isinstance(one, Emotion) and one.touchpoint == "t-2")]
    merged = Touchpoint(id="t-9", journey="j-1", name="Same", merged_into="t-2")
    assert "touchpoint-without-emotion" in ids(of([*things, merged]))
    assert check(of([*things, merged, Emotion(id="e-9", touchpoint="t-9", valence=1)]), TODAY) == ()


def test_the_gravest_comes_first_then_the_step() -> None:
    found = check(of([Settings(id="w-1", title="W"), Journey(id="j-1", title="J")]), TODAY)
    order = [(list(Severity).index(one.severity), one.step.number) for one in found]
    assert order == sorted(order)
    assert len(found) > 5


def test_a_source_of_two_journeys_is_named_once() -> None:
    found = check(of([*(replace(one, consent=None) if isinstance(one, Source) else one for one in whole()),
                      Journey(id="j-2", title="Second")]), TODAY)  # fmt: skip
    assert [one.place.id for one in found if one.id == "source-incomplete"] == ["so-1"]
    assert {one.place.id for one in found if one.id == "no-objective"} == {"j-2"}


def test_a_workshop_without_a_journey_says_so() -> None:
    (one,) = check(of([Settings(id="w-1", title="W")]), TODAY)
    assert (one.id, one.severity) == ("no-journey", Severity.ERROR)
    assert closing(of([Settings(id="w-1", title="W")]), TODAY) == (one,)
    assert check_journey(of(whole()), "nowhere", TODAY) == ()


def test_a_workshop_closes_with_owner_review_date_and_action_or_says_which_is_missing() -> None:
    assert closing(of(whole()), TODAY) == ()
    bare = closing(of([Settings(id="w-1", title="W"), Journey(id="j-1", title="J")]), TODAY)
    assert [one.says for one in bare] == [
        "The map has no owner.", "The map has no review date.", "There is no action with a date.",
    ]  # fmt: skip


def test_a_step_is_not_done_while_its_rules_find_something_and_says_what() -> None:
    three = without("e-")
    assert missing(three, "j-1", Step.EMOTIONS, TODAY) == (
        "3 touchpoints have no score yet: Meets us 1, Meets us 2, Meets us 3.",
    )
    assert not done(three, "j-1", Step.EMOTIONS, TODAY)
    assert done(three, "j-1", Step.ACTION, TODAY)


def test_every_step_has_something_that_it_is_done_by() -> None:
    assert {rule.step for rule in RULES.values() if rule.done} == set(Step)
    empty = of([Settings(id="w-1", title="W"), Journey(id="j-1", title="J")])
    assert all(missing(empty, "j-1", step, TODAY) for step in Step)


def test_more_than_three_are_counted_and_not_all_named() -> None:
    found = check(plus(*(Touchpoint(id=f"t-{n}", journey="j-1", stage="s-1", name=f"T{n}", channel="") for n in
                         range(4, 9))), TODAY)  # fmt: skip
    says = [says for says, group in gathered(found) if group[0].id == "touchpoint-without-channel"]
    assert says == ["5 touchpoints have no channel: T4, T5, T6 and 2 more."]


def test_findings_are_sorted_out_by_step() -> None:
    found = check(but("t-2", channel=""), TODAY)
    assert findings_of(found, Step.TOUCHPOINTS) == found
    assert findings_of(found, Step.ACTION) == ()


# The last section of the method, phrase by phrase, and the “done when” of its table of steps.
METHOD = {
    "a stage without touchpoints": "stage-without-touchpoints",
    "a touchpoint without emotion": "touchpoint-without-emotion",
    "a touchpoint without channel": "touchpoint-without-channel",
    "a persona with no source": "persona-without-source",
    "stages named after departments": "stage-named-after-department",
    "a map of one persona averaged from several": "persona-averaged",
    "past its review date": "review-overdue",
    "evidence older than its limit": "evidence-old",
    "a metric unmeasured": "metric-unmeasured",
    "a top pain with no opportunity": "pain-without-opportunity",
    "an opportunity with no action": "opportunity-without-action",
    "an action without owner": "action-without-owner",
    "an action without date": "action-without-due",
    "an action without metric": "action-without-metric",
    "an action without check date": "action-without-check-date",
    "share of cells that are assumptions": "some-assumptions",
    "a verdict on too few answers": "verdict-on-too-few",
    "touchpoints with no team": "touchpoint-without-accountable",
    "touchpoints with two teams": "touchpoint-with-two-accountable",
    "events that no touchpoint claims": "event-unclaimed",
}
DONE_WHEN = {
    Step.OBJECTIVES: {"objective-without-metric"},
    Step.CUSTOMER_DATA: {"source-incomplete"},
    Step.PERSONAS: {"persona-thin", "persona-ungraded"},
    Step.TOUCHPOINTS: {"touchpoint-without-channel"},
    Step.STAGES: {"stage-named-after-department", "too-few-stages", "too-many-stages", "too-many-activities"},
    Step.EMOTIONS: {"disagreement-unopened"},
    Step.COLLABORATION: {"no-responsibilities"},
    Step.ACTION: {
        "action-without-owner", "action-with-several-owners", "action-without-due", "action-without-metric",
        "action-without-check-date",
    },
}  # fmt: skip


def test_every_check_of_the_method_has_a_rule_of_its_own() -> None:
    assert set(METHOD.values()) <= RULES.keys()
    assert len(set(METHOD.values())) == len(METHOD)
    assert {RULES[id].family for id in METHOD.values()} == set(Family) - {Family.UNFINISHED, Family.CLOSING}


@pytest.mark.parametrize("step", Step)
def test_a_step_is_done_when_the_method_says_so(step: Step) -> None:
    assert {rule.id for rule in RULES.values() if rule.done and rule.step is step} >= DONE_WHEN[step]


@pytest.mark.parametrize("tag", ["en", "de"])
def test_presets_are_no_departments_even_where_a_team_is_called_so(tag: str) -> None:
    with speaking(tag):
        names = sorted({said for all_ in PRESETS.values() for name in all_ for said in (name, _(name))})
        stages = [Stage(id=f"s-{n}", journey="j-1", name=name) for n, name in enumerate(names)]
        teams = [Team(id="te-1", name="Support"), Team(id="te-2", name="Unterstützung")]
        found = check(of([Settings(id="w-1", title="W"), Journey(id="j-1", title="J"), *stages, *teams]), TODAY)
    assert not [one for one in found if one.id == "stage-named-after-department"]


def test_pains_that_are_even_at_the_top_are_all_named() -> None:
    even = [
        PainPoint(id=f"pa-{n}", journey="j-1", description=f"Hurts {n}", severity=2, frequency=3, **KNOWN)
        for n in (2, 3)
    ]
    lower = PainPoint(id="pa-4", journey="j-1", description="Hardly", severity=1, frequency=3, **KNOWN)
    found = check(of([*(one for one in whole() if one.id not in ("pa-1", "opp-1")), *even, lower]), TODAY)
    assert [one.place.id for one in found if one.id == "pain-without-opportunity"] == ["pa-2", "pa-3"]


def test_days_and_sentences_are_in_the_language_of_the_workshop() -> None:
    with speaking("de"):
        (one,) = check(but("o-1", review_by="2026-11-21"), TODAY)
    assert one.says == "Die Überprüfung war am 21. November 2026 fällig."


def test_a_workshop_does_not_close_with_a_review_date_that_is_past() -> None:
    assert [one.id for one in closing(but("o-1", review_by="2026-11-21"), TODAY)] == ["review-overdue"]


def test_a_huge_map_is_checked_while_one_waits() -> None:
    many = [Touchpoint(id=f"t-{n}", journey="j-1", stage=f"s-{n % 3 + 1}", name=f"T{n}") for n in range(4, 2004)]
    scores = [Emotion(id=f"e-x-{n}", touchpoint=f"t-{n}", valence=n % 5 - 2) for n in range(4, 2004)]
    merged = Touchpoint(id="t-m", journey="j-1", name="T4", merged_into="t-4")
    begun = process_time()
    found = check(plus(*many, *scores, merged), TODAY)
    assert process_time() - begun < SECONDS
    assert len([one for one in found if one.id == "touchpoint-without-channel"]) == 2000


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(workshops())
def test_any_workshop_can_be_checked_in_any_language(workshop: Workshop) -> None:
    for tag in ("en", "de"):
        with speaking(tag):
            found = check(workshop, TODAY)
    assert len({(one.id, one.place.id) for one in found}) == len(found)
    assert all(workshop.get(one.place.id) is not None for one in found if one.place.kind != "settings")
