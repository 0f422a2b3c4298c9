"""Step 8: from pains to opportunities, their ranking, and actions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import Action, Draft, Metric, ModelError, Opportunity, OpportunityPain, Step, deleting
from cjm_widgets.model.entities.action import METHOD_FIELDS
from cjm_widgets.steps import STEPS, Actions
from cjm_widgets.steps.taking_up import opportunity_offers, pain_offers, pains_said

if TYPE_CHECKING:
    from cjm_widgets.store import Seat

LATE = "pain-point-late-postage"
MIDI = "pain-point-search-midi"


def test_it_is_the_last_of_the_steps() -> None:
    assert STEPS[Step.ACTION] is Actions
    assert list(STEPS)[-1] is Step.ACTION


def test_a_pain_becomes_an_opportunity_with_its_link_in_one_batch(seat: Seat, journey: str) -> None:
    before = seat.workshop
    made = Actions(seat, journey).take_up(MIDI)
    found = seat.workshop.find(Opportunity, made)
    assert found is not None
    assert found.question == "How might we ease this: a search for “midi” shows trousers?"
    assert found.journey == journey
    assert [tie.pain_point for tie in seat.workshop.of(OpportunityPain, opportunity=made)] == [MIDI]
    assert seat.workshop.all(Opportunity)[-1] == found
    seat.undo().result()
    assert seat.workshop == before


def test_an_opportunity_becomes_an_action_that_says_what_is_to_be_done(seat: Seat, journey: str) -> None:
    made = Actions(seat, journey).begin_action("opportunity-keep-what-she-typed")
    action = seat.workshop.find(Action, made)
    assert action is not None
    assert action.title == "Keep what she typed when the bank refuses her card"
    assert action.opportunity == "opportunity-keep-what-she-typed"
    assert (action.status, action.owner, action.horizon) == ("proposed", "", None)
    missing = " ".join(Actions.missing(seat.workshop, journey))
    for words in ("has no owner", "has no due date", "has no metric"):
        assert words in missing


def test_a_very_long_question_still_becomes_an_action(seat: Seat, journey: str) -> None:
    long = Draft(kind="opportunity", entity="opportunity-long", fields={"journey": journey, "question": "word " * 200})
    seat.apply([long]).result()
    made = Actions(seat, journey).begin_action("opportunity-long")
    action = seat.workshop.find(Action, made)
    assert action is not None
    assert len(action.title) <= 300


def test_what_is_gone_says_so(seat: Seat, journey: str) -> None:
    work = Actions(seat, journey)
    with pytest.raises(ModelError, match="not there any more"):
        work.take_up("pain-point-nowhere")
    with pytest.raises(ModelError, match="not there any more"):
        work.begin_action("opportunity-nowhere")


def test_pains_are_offered_worst_first_with_what_became_of_them(seat: Seat, journey: str) -> None:
    offers = pain_offers(seat.workshop, journey)
    assert [int(one["mark"]) for one in offers] == sorted((int(one["mark"]) for one in offers), reverse=True)
    assert offers[0]["key"] == LATE
    by_key = {one["key"]: one for one in offers}
    assert by_key["pain-point-chat-at-six"]["done"] == "2 opportunities ease it"
    assert by_key[MIDI]["done"] == ""
    assert pains_said(seat.workshop, journey).startswith("1 of 8 pains is not taken up yet")
    Actions(seat, journey).take_up(MIDI)
    assert pains_said(seat.workshop, journey) == "Every pain is taken up by an opportunity."


def test_opportunities_are_offered_ranked_with_their_actions(seat: Seat, journey: str) -> None:
    work = Actions(seat, journey)
    found = opportunity_offers(seat.workshop, next(one for one in seat.workshop.all("journey") if one.id == journey))  # type: ignore[arg-type]
    assert [one["key"] for one in found] == list(work.ranking().index)
    assert found[0]["done"] == "Show the postage on the page of the dress and in the basket"
    assert found[-1]["note"] == "Put off on purpose"


def test_the_ranking_is_the_hand_worked_one(seat: Seat, journey: str) -> None:
    made = Actions(seat, journey).ranking()
    assert list(made["place"]) == [1, 2, 2, 4, 5, 6]
    assert made["quadrant"].iloc[0] == "quick_win"
    # 9,000 a quarter × 1 × 50 % / 1.5 person-months; importance 5 → 10, satisfaction 2 → 2.5, so 10 + 7.5.
    assert made.loc["opportunity-price-early", "rice"] == 3000
    assert made.loc["opportunity-price-early", "opportunity"] == 17.5
    assert "ice" not in made.columns


def test_how_far_it_holds_is_a_square_of_the_chosen_methods(seat: Seat, journey: str) -> None:
    made = Actions(seat, journey).agreement_of_methods()
    assert list(made.index) == list(made.columns) == ["impact_effort", "rice", "opportunity", "moscow"]
    assert made.loc["rice", "impact_effort"] == made.loc["impact_effort", "rice"]
    # 15 pairs; ties: 3 by impact and effort (the three fill-ins), none by RICE. 8.5 is the hand count's root.
    concordant, discordant = 9, 3
    assert made.loc["rice", "impact_effort"] == pytest.approx((concordant - discordant) / math.sqrt(12 * 15))


def test_only_the_fields_of_the_chosen_methods_are_asked(seat: Seat, journey: str) -> None:
    work = Actions(seat, journey)

    def asked() -> set[str]:
        (board,) = work._opportunities().children
        return {field["name"] for field in board.spec["fields"]}

    assert {"impact", "rice_reach", "importance", "moscow"} <= asked()
    assert not set(METHOD_FIELDS["ice"]) & asked()
    work.choose_methods("ice")
    assert set(METHOD_FIELDS["ice"]) <= asked()
    assert not {"impact", "rice_reach", "importance", "moscow"} & asked()
    assert list(work.opportunities().columns) == ["question", "expected_outcome", *METHOD_FIELDS["ice"]]
    with pytest.raises(KeyError, match="moscow"):
        work.choose_methods("dice")


def test_the_board_follows_when_somebody_else_chooses_other_methods(seat: Seat, journey: str) -> None:
    work = Actions(seat, journey)
    part = work._opportunities()
    (before,) = part.children
    work.choose_methods("moscow")
    part._follow(seat.workshop)
    (after,) = part.children
    assert after is not before
    assert "moscow" in {field["name"] for field in after.spec["fields"]}
    part._follow(seat.workshop)
    assert part.children == (after,)
    part.close()


def test_actions_stand_in_the_order_of_the_roadmap_with_their_metric(seat: Seat, journey: str) -> None:
    work = Actions(seat, journey)
    assert list(work.roadmap()["horizon"]) == ["Now", "Now", "Next", "Later"]
    assert list(work.roadmap()["due"]) == sorted(work.roadmap()["due"])
    made = work.table()
    assert list(made.loc["action-ten-dresses", ["metric", "baseline", "target"]]) == ["Tickets about sizes", 7, 4]
    measured = Draft(kind=Metric.KIND, entity="metric-size-tickets", fields={"measured": 5.0})
    seat.apply([measured]).result()
    assert work.table().loc["action-ten-dresses", "measured"] == 5


def test_an_empty_step_says_what_to_do_and_opens_the_pains(seat: Seat, journey: str) -> None:
    seat.apply([deleting(one) for one in (*seat.workshop.all(Opportunity), *seat.workshop.all(Action))]).result()
    work = Actions(seat, journey)
    assert work.missing(seat.workshop, journey)
    assert len(work.table()) == len(work.ranking()) == len(work.roadmap()) == 0
    pains = work.widgets()[1]
    assert pains.is_open
    (offers,) = pains.children[-1].children
    assert len(offers.spec["offers"]) == 8


def test_a_press_makes_it_and_says_what_was_made(seat: Seat, journey: str) -> None:
    offers = Actions(seat, journey)._pains()
    assert offers._on_take(MIDI).startswith("Made: “How might we ease this")
    assert len(seat.workshop.of(OpportunityPain, pain_point=MIDI)) == 1
    with pytest.raises(ModelError):
        offers._on_take("pain-point-nowhere")


def test_participants_write_questions_and_the_pains_they_ease_and_score_nothing(seat: Seat, journey: str) -> None:
    (board,) = Actions(seat, journey).alone()
    assert [field["name"] for field in board.spec["fields"]] == ["question", "expected_outcome"]
    assert [part["kind"] for part in board.spec["parts"]] == ["opportunity_pain"]
