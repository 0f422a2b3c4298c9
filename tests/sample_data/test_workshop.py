"""The sample workshop and the starting journey: what is committed, and what holds in them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from statistics import fmean

import pytest

from cjm_widgets.analysis import (
    CommentColumns,
    EventColumns,
    SurveyColumns,
    prepare_comments,
    prepare_events,
    prepare_survey,
)
from cjm_widgets.model import (
    KINDS,
    Action,
    Activity,
    Card,
    Claim,
    Comment,
    Emotion,
    Entity,
    Hypothesis,
    Journey,
    Measurement,
    Metric,
    Objective,
    OpportunityPain,
    PainPoint,
    Person,
    Question,
    Raci,
    Source,
    Stage,
    Touchpoint,
    Why,
    Workshop,
    document,
)
from cjm_widgets.model.fields import FieldKind
from sample_data.online_shop import WORKSHOP_FILE, sample_workshop
from sample_data.starting_journeys import template_file

DATA = WORKSHOP_FILE.parent
SCORES = {"nps": "nps", "csat": "csat", "ces": "ces"}
HELD_ON = date(2026, 11, 12)
EVENTS = (
    "ad_click", "search", "product_view", "size_guide_open", "support_chat", "add_to_cart", "checkout_start",
    "payment", "order_confirmed", "parcel_delivered", "return_started", "return_label_printed", "refund_received",
)  # fmt: skip


@pytest.fixture(scope="module")
def sample() -> Workshop:
    return document.load(WORKSHOP_FILE.read_bytes())


@pytest.fixture(scope="module")
def template() -> Workshop:
    return document.load(template_file("online-shop", "en").read_bytes())


def valences(sample: Workshop, touchpoint: str) -> list[int]:
    given = sample.of(Emotion, touchpoint=f"touchpoint-{touchpoint}")
    return [one.valence for one in given if one.valence is not None]


def days(workshop: Workshop, cls: type[Entity]) -> list[date]:
    names = [name for name, spec in cls.FIELDS.items() if spec.kind is FieldKind.DATE]
    found = [getattr(one, name) for one in workshop.all(cls) for name in names]
    return [date.fromisoformat(day) for day in found if day]


def test_the_file_is_what_the_generator_makes() -> None:
    assert WORKSHOP_FILE.read_bytes() == document.dump(sample_workshop()).encode()


def test_every_step_has_something_in_it(sample: Workshop) -> None:
    left_out = {kind for kind in KINDS if not sample.all(kind)}
    # One table, one journey: no groups. Dots were stuck on paper. Measurements come from the files.
    assert left_out == {"group", "vote", "vote_option", "team_total", "ballot", Measurement.KIND}


def test_six_people_of_five_teams_and_one_who_leads(sample: Workshop) -> None:
    people = sample.all(Person)
    assert Counter(one.role for one in people) == {"facilitator": 1, "participant": 6}
    assert len({one.team for one in people if one.role == "participant"}) == 5


def test_five_stages_in_the_customers_order(sample: Workshop) -> None:
    stages = sample.all(Stage)
    assert len(stages) == 5
    assert all(before.rank < after.rank for before, after in pairwise(stages))
    assert all(one.customer_goal and one.entry_trigger and one.exit_criterion for one in stages)
    assert all(sample.of(Activity, stage=one.id) for one in stages)


def test_every_touchpoint_has_a_channel_a_stage_and_scores(sample: Workshop) -> None:
    touchpoints = sample.all(Touchpoint)
    assert len(touchpoints) == 15
    assert [one.name for one in touchpoints if not one.channel] == []
    assert [one.name for one in touchpoints if not one.stage] == []
    assert [one.name for one in touchpoints if len(sample.of(Emotion, touchpoint=one.id)) < 4] == []


def test_nobody_scores_a_touchpoint_twice_and_each_with_their_own_team(sample: Workshop) -> None:
    emotions = sample.all(Emotion)
    assert Counter((one.author, one.touchpoint) for one in emotions).most_common(1)[0][1] == 1
    teams = {one.id: one.team for one in sample.all(Person)}
    assert all(one.team == teams[one.author or ""] for one in emotions)


def test_the_room_believes_that_paying_hurts_and_returns_are_easy(sample: Workshop) -> None:
    means = {one.id: fmean(valences(sample, one.id.removeprefix("touchpoint-"))) for one in sample.all(Touchpoint)}
    assert {one for one in means if means[one] < -0.8} == {"touchpoint-starts-checkout", "touchpoint-pays"}
    assert means["touchpoint-waits-for-refund"] > 0.3
    assert means["touchpoint-starts-return"] > 0.3
    assert means["touchpoint-opens-size-guide"] > 0
    for touchpoint in ("pays", "waits-for-refund", "opens-size-guide"):
        assert len(valences(sample, touchpoint)) == 6


def test_the_two_widest_disagreements_stand_apart_and_were_opened(sample: Workshop) -> None:
    spans = {
        one.id: max(given) - min(given)
        for one in sample.all(Touchpoint)
        if (given := valences(sample, one.id.removeprefix("touchpoint-")))
    }
    widest = sorted(spans, key=lambda one: -spans[one])
    assert set(widest[:2]) == {"touchpoint-waits-for-refund", "touchpoint-opens-size-guide"}
    assert spans[widest[1]] > spans[widest[2]]
    assert all(sample.of(Comment, about=one) for one in widest[:2])


def test_the_rooms_worst_pains_are_at_the_checkout(sample: Workshop) -> None:
    scores = {one.touchpoint: one.score for one in sorted(sample.all(PainPoint), key=lambda one: one.score or 0)}
    ranked = sorted(sample.all(PainPoint), key=lambda one: -(one.score or 0))
    assert {one.touchpoint for one in ranked[:3]} == {"touchpoint-starts-checkout", "touchpoint-pays"}
    assert (scores["touchpoint-waits-for-refund"] or 0) <= 2
    assert all(sample.of(Why, pain_point=one.id) for one in ranked[:1])


def test_the_map_shows_every_grade_of_evidence(sample: Workshop) -> None:
    assert {one.grade for one in sample.all(Touchpoint)} == {0, 1, 2, 3}
    cards = [one for one in sample if isinstance(one, Card)]
    assert [one.id for one in cards if one.grade > 0 and not (one.evidence_source and one.evidence_n)] == []


def test_each_event_is_claimed_once_by_a_touchpoint(sample: Workshop) -> None:
    claims = sample.of(Claim, signal="event")
    assert tuple(one.name for one in claims) == EVENTS
    assert all(sample.find(Touchpoint, one.about) for one in claims)


def test_every_source_says_its_type_size_period_and_consent(sample: Workshop) -> None:
    for one in sample.all(Source):
        assert one.type
        assert one.n
        assert one.period_start
        assert one.period_end
        assert one.period_start <= one.period_end <= HELD_ON.isoformat()
        assert one.consent == "invented"


def test_the_three_sources_are_the_files_beside_it(sample: Workshop) -> None:
    read = {
        "source-events": prepare_events(
            DATA / "events.csv", EventColumns(customer="customer_id", time="time", event="event", channel="channel")
        ),
        "source-survey": prepare_survey(
            DATA / "survey.csv", SurveyColumns(scores=SCORES, touchpoint="touchpoint", time="time")
        ),
        "source-comments": prepare_comments(
            DATA / "comments.csv", CommentColumns(text="comment", date="date", touchpoint="touchpoint")
        ),
    }
    for id, (table, report) in read.items():
        source = sample.find(Source, id)
        assert source
        assert report.period_start
        assert report.period_end
        assert source.n == table.count().execute()
        assert source.period_start == report.period_start.date().isoformat()
        assert source.period_end == report.period_end.date().isoformat()


def test_ties_name_what_the_files_hold_and_leave_out_nothing(sample: Workshop) -> None:
    def said(file: str, column: str) -> set[str]:
        with (DATA / file).open(encoding="utf-8", newline="") as rows:
            return {row[column] for row in csv.DictReader(rows) if row[column]}

    def tied(signal: str) -> set[str]:
        return {one.name for one in sample.of(Claim, signal=signal)}

    assert tied("event") == said("events.csv", "event")
    assert tied("question") == said("survey.csv", "touchpoint")
    assert tied("comments") == said("comments.csv", "touchpoint")
    assert {one.column: one.scale for one in sample.all(Question)} == SCORES


def test_no_hypothesis_has_a_verdict_before_the_files_are_opened(sample: Workshop) -> None:
    assert len(sample.all(Hypothesis)) == 3
    assert all(one.verdict is None for one in sample.all(Hypothesis))


def test_responsibility_has_the_gaps_that_the_room_found(sample: Workshop) -> None:
    accountable = Counter(one.touchpoint for one in sample.of(Raci, part="accountable"))
    odd = {one.id: accountable[one.id] for one in sample.all(Touchpoint) if accountable[one.id] != 1}
    assert odd == {"touchpoint-reads-reviews": 0, "touchpoint-starts-return": 2, "touchpoint-waits-for-refund": 0}


def test_actions_have_an_owner_from_the_room_a_date_and_a_metric_checked_later(sample: Workshop) -> None:
    names = {one.name for one in sample.all(Person)}
    actions = sample.all(Action)
    assert len(actions) == 4
    for action in actions:
        (metric,) = sample.of(Metric, about=action.id)
        assert action.owner in names
        assert action.due
        assert metric.check_on
        assert HELD_ON.isoformat() < action.due < metric.check_on
        assert action.opportunity
        assert sample.of(OpportunityPain, opportunity=action.opportunity)


def test_its_dates_fit_a_workshop_in_november_2026(sample: Workshop) -> None:
    (objective,) = sample.all(Objective)
    assert objective.owner in {one.name for one in sample.all(Person)}
    assert date.fromisoformat(objective.review_by or "") > HELD_ON
    every = [day for kind in KINDS.values() for day in days(sample, kind)]
    assert min(every) >= date(2026, 1, 1)
    assert max(every) <= date(2027, 12, 31)


def test_ids_are_readable_and_begin_with_what_they_are(sample: Workshop) -> None:
    things = [one for one in sample if one.KIND != "settings"]
    assert [one.id for one in things if not one.id.startswith(one.KIND.replace("_", "-") + "-")] == []
    assert [one.id for one in things if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", one.id)] == []


def test_the_template_has_the_samples_way(sample: Workshop, template: Workshop) -> None:
    shared = [(one.id, one.name, one.channel, one.stage) for one in template.all(Touchpoint)]
    assert shared == [(one.id, one.name, one.channel, one.stage) for one in sample.all(Touchpoint)]
    assert [one.id for one in template.all(Stage)] == [one.id for one in sample.all(Stage)]
    (journey,) = template.all(Journey)
    assert journey.persona
