"""What the guides of collaboration and action tell about the sample is what the sample holds."""

from __future__ import annotations

import pytest

from cjm_widgets import places
from cjm_widgets.model import (
    Action,
    Emotion,
    Handoff,
    Journey,
    LaneItem,
    Metric,
    Opportunity,
    Raci,
    Team,
    Touchpoint,
    Workshop,
    document,
)
from cjm_widgets.model.entities.action import MOSCOW
from cjm_widgets.view.chances import ranked
from tests.notebooks.reading import FOLDER, guide, table_with

SEVEN = FOLDER / "07-collaboration.ipynb"
EIGHT = FOLDER / "08-action.ipynb"


@pytest.fixture(scope="module")
def sample() -> Workshop:
    return document.load((places.share("sample_data") / "online-shop.cjm.json").read_bytes())


def answering(sample: Workshop, touchpoint: str) -> list[str]:
    """Name the teams that are accountable for a touchpoint."""
    held = [one.team for one in sample.of(Raci, touchpoint=touchpoint, part="accountable")]
    return [team.name for team in sample.all(Team) if team.id in held]


def test_the_rows_that_were_not_settled_are_all_that_there_are(sample: Workshop) -> None:
    table = table_with(SEVEN, "touchpoint", "accountable")
    told = {name: [] if who == "nobody" else who.split(", ") for name, who, _what in table.rows}
    odd = {one.name: answering(sample, one.id) for one in sample.all(Touchpoint) if len(answering(sample, one.id)) != 1}
    assert told == odd
    assert len(sample.all(Touchpoint)) - len(odd) == 12
    assert len(sample.all(Touchpoint)) * len(sample.all(Team)) == 75
    assert all(words in guide(SEVEN) for words in ("fifteen touchpoints and five teams", "Twelve rows", "seventy-five"))


def test_handoffs(sample: Workshop) -> None:
    for giver, taker, passed, failure, agreed in table_with(SEVEN, "from", "to", "agreed time").rows:
        ends = [sample.of(Team, name=name)[0].id for name in (giver, taker)]
        (found,) = sample.of(Handoff, giver=ends[0], taker=ends[1])
        assert found.passed.rstrip(".") == passed
        assert found.failure.startswith(failure)
        assert agreed == ("none" if found.agreed_hours is None else f"{found.agreed_hours:g} hours")


def test_what_stands_before_the_curtain_and_behind_it(sample: Workshop) -> None:
    lanes = {one.lane: one.text for one in sample.of(LaneItem, stage="stage-returns")}
    assert "the man at the kiosk" in lanes["frontstage"].lower()
    assert lanes["backstage"].rstrip(".").lower() in guide(SEVEN).lower()


def test_finance_and_service_stand_at_both_ends(sample: Workshop) -> None:
    scores = {one.team: one.valence for one in sample.of(Emotion, touchpoint="touchpoint-waits-for-refund")}
    assert (scores["team-finance"], scores["team-service"]) == (2, -2)
    assert "Finance says +2 and Service −2" in guide(SEVEN)


def test_opportunities(sample: Workshop) -> None:
    table = table_with(EIGHT, "opportunity", "RICE")
    (journey,) = sample.all(Journey)
    chances = ranked(sample, journey)
    assert len(journey.methods) == 4
    assert len(table.rows) == 3
    for (question, both, rice, score, label), chance in zip(table.rows, chances, strict=False):
        one = chance.opportunity
        assert one.question == f"How might we {question}?"
        assert chance.quadrant is not None
        assert both == f"{one.impact}, {one.effort}: {chance.quadrant.label.lower()}"
        assert rice == f"{chance.scores['rice']:,.0f}"
        assert score == f"{chance.scores['opportunity']:.1f}"
        assert label == dict(MOSCOW)[one.moscow or ""]
    first = {name for name in journey.methods if chances[0].places[name] == 1}
    assert first == {"impact_effort", "opportunity", "moscow"}
    size, price = (sample.find(Opportunity, f"opportunity-{id}") for id in ("size-of-this-dress", "price-early"))
    assert size is not None
    assert price is not None
    assert (size.rice_reach, price.rice_reach) == (14000, 9000)
    assert "Fourteen thousand look at a dress in a quarter, nine thousand come to the checkout" in guide(EIGHT)
    assert sample.of(Action, opportunity="opportunity-keep-what-she-typed") == ()


def test_the_action_in_good_shape(sample: Workshop) -> None:
    ((title, owner, due, number, today, target, again),) = table_with(EIGHT, "action", "owner", "look again").rows
    (action,) = sample.of(Action, title=title)
    (metric,) = sample.of(Metric, about=action.id)
    assert (action.owner, action.due) == (owner, due)
    assert (metric.name, f"{metric.baseline:g}", f"{metric.target:g}", metric.check_on) == (
        number,
        today,
        target,
        again,
    )
    assert action.first_step in guide(EIGHT)
