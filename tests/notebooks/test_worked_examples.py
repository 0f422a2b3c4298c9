"""What the guides tell about the sample is what the sample holds."""

from __future__ import annotations

import re
from statistics import fmean
from typing import TYPE_CHECKING

import pytest

from cjm_widgets import places
from cjm_widgets.analysis import (
    EventColumns,
    SurveyColumns,
    between,
    count_stage_funnel,
    prepare_events,
    prepare_survey,
    score_by,
)
from cjm_widgets.model import (
    GRADES,
    Claim,
    Emotion,
    Hypothesis,
    Objective,
    PersonaPoint,
    ScopeItem,
    Source,
    Stage,
    Team,
    Touchpoint,
    document,
)
from cjm_widgets.model.entities.personas import ASPECTS
from tests.notebooks.reading import FOLDER, table_with

if TYPE_CHECKING:
    from cjm_widgets.model import Workshop

MINUS = "−"
CSAT = {"csat": "csat"}
FELT_AT = {
    "Choosing a size": "touchpoint-opens-size-guide",
    "Checkout and payment": "touchpoint-pays",
    "Waiting for the refund": "touchpoint-waits-for-refund",
}


@pytest.fixture(scope="module")
def sample() -> Workshop:
    return document.load((places.share("sample_data") / "online-shop.cjm.json").read_bytes())


def named(sample: Workshop, name: str) -> Touchpoint:
    (found,) = sample.of(Touchpoint, name=name)
    return found


def test_the_objective(sample: Workshop) -> None:
    table = table_with(FOLDER / "01-objectives.ipynb", "question", "answer")
    (objective,) = sample.all(Objective)
    told = dict(zip(table.column("question"), table.column("answer"), strict=True))
    assert told.pop("Out of scope") in {one.text for one in sample.of(ScopeItem, side="out")}
    fields = {spec.label: name for name, spec in Objective.FIELDS.items()}
    assert {question: getattr(objective, fields[question]) for question in told} == told


def test_what_was_expected(sample: Workshop) -> None:
    """What was found is checked by the table that the notebook keeps; here, that nobody expected something else."""
    table = table_with(FOLDER / "01-objectives.ipynb", "hypothesis", "expected")
    claims = {one.claim: one for one in sample.all(Hypothesis)}
    assert set(table.column("hypothesis")) == set(claims)
    for claim, expected in zip(table.column("hypothesis"), table.column("expected"), strict=True):
        assert (claims[claim].direction, f"above {claims[claim].threshold:g} %") == ("up", expected)


def test_the_persona(sample: Workshop) -> None:
    table = table_with(FOLDER / "03-personas.ipynb", "aspect", "point")
    aspects = dict(ASPECTS)
    points = {one.text: one for one in sample.all(PersonaPoint)}
    for aspect, point, evidence in table.rows:
        assert aspects[points[point].aspect or ""].startswith(aspect)
        assert GRADES[points[point].grade].lower() == evidence


def test_touchpoints(sample: Workshop) -> None:
    table = table_with(FOLDER / "04-touchpoints.ipynb", "touchpoint", "owner team")
    for name, channel, stage, team, evidence in table.rows:
        touchpoint = named(sample, name)
        assert touchpoint.channel == channel
        assert sample.find(Stage, touchpoint.stage) == sample.of(Stage, name=stage)[0]
        assert sample.find(Team, touchpoint.owner_team) == sample.of(Team, name=team)[0]
        assert GRADES[touchpoint.grade].lower() == evidence


def test_stages(sample: Workshop) -> None:
    table = table_with(FOLDER / "05-stages.ipynb", "stage", "customer goal")
    for name, goal, begins, ends, time in table.rows:
        (stage,) = sample.of(Stage, name=name)
        assert stage.customer_goal.startswith(goal)
        assert stage.entry_trigger == f"{begins}."
        assert stage.exit_criterion == f"{ends}."
        assert f"{stage.duration_days:g}" == time.split()[0]


def test_emotions(sample: Workshop) -> None:
    table = table_with(FOLDER / "06-emotions.ipynb", "touchpoint", "scores", "mean")
    for name, scores, mean, words, _behind in table.rows:
        given = sample.of(Emotion, touchpoint=named(sample, name).id)
        told = [int(score.replace(MINUS, "-")) for score in scores.split()]
        assert sorted(told) == sorted(one.valence for one in given if one.valence is not None)
        assert f"{fmean(told):+.2f}".replace("-", MINUS) == mean
        assert set(words.split(", ")) <= {one.word for one in given}


def test_sources(sample: Workshop) -> None:
    table = table_with(FOLDER / "02-customer-data.ipynb", "source", "n", "period")
    titles = {source.title: source for source in sample.all(Source)}
    for told, n in zip(table.column("source"), table.column("n"), strict=True):
        (source,) = [found for title, found in titles.items() if title.startswith(told)]
        assert source.n == int(n.replace(",", ""))


def test_the_beliefs_that_fell(sample: Workshop) -> None:
    folder = places.share("sample_data")
    table = table_with(FOLDER / "02-customer-data.ipynb", "moment", "the room felt")
    survey, _report = prepare_survey(folder / "survey.csv", SurveyColumns(scores=CSAT, touchpoint="touchpoint"))
    said = {one.group: one.score for one in score_by(survey, "csat", "csat", missing=(99,))}
    for name, felt, told, _did in table.rows:
        given = [one.valence for one in sample.of(Emotion, touchpoint=FELT_AT[name])]
        assert f"{fmean(value for value in given if value is not None):+.2f}".replace("-", MINUS) == felt
        score = said[name]
        assert score.value is not None
        assert f"{score.value:.0%}, {score.n}".replace("%", " %") == told


def test_what_customers_did(sample: Workshop) -> None:
    table = table_with(FOLDER / "02-customer-data.ipynb", "moment", "what they did")
    size, paid, refund = table.column("what they did")
    columns = EventColumns(customer="customer_id", time="time", event="event", channel="channel")
    events, _report = prepare_events(places.share("sample_data") / "events.csv", columns)
    stages = {one.name: str(named_id(sample, one.about).stage) for one in sample.of(Claim, signal="event")}
    funnel = count_stage_funnel(events, stages, [stage.id for stage in sample.all(Stage)])
    counts = [f"{step.count:,}" for step in funnel.steps]
    assert numbers(size) == [counts[1], counts[2]]
    assert numbers(paid) == [counts[3], counts[2]]
    waits = between(events, "return_label_printed", "refund_received").execute()["seconds"] / 86_400
    assert numbers(refund) == [str(len(waits)), f"{int(waits.median())}"]


def named_id(sample: Workshop, id: str | None) -> Touchpoint:
    found = sample.find(Touchpoint, id)
    assert found
    return found


def numbers(sentence: str) -> list[str]:
    return re.findall(r"\d[\d,]*", sentence)
