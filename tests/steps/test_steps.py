from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import Draft, Emotion, Stage, Touchpoint, deleting
from cjm_widgets.steps import STEPS, Emotions, Stages, Touchpoints

if TYPE_CHECKING:
    from cjm_widgets.store import Seat


def test_the_sample_has_every_step_done(seat: Seat, journey: str) -> None:
    assert {step: work.missing(seat.workshop, journey) for step, work in STEPS.items()} == dict.fromkeys(STEPS, ())


@pytest.mark.parametrize("step", STEPS)
def test_a_step_has_a_table_and_widgets(step: str, seat: Seat, journey: str) -> None:
    work = STEPS[step](seat, journey)
    assert len(work.table()) > 0
    assert work.view is work.view
    assert work.view.children


def test_touchpoints_stand_in_the_maps_order_and_gaps_are_zeros(seat: Seat, journey: str) -> None:
    work = Touchpoints(seat, journey)
    stages = list(dict.fromkeys(work.table()["stage"]))
    assert stages == [stage.name for stage in seat.workshop.of(Stage, journey=journey)]
    channels = work.channels()
    assert list(channels.columns) == stages
    assert channels.to_numpy().sum() == len(work.table())


def test_a_touchpoint_without_a_channel_is_named(seat: Seat, journey: str) -> None:
    seat.apply([Draft(kind="touchpoint", entity="touchpoint-pays", fields={"channel": ""})]).result()
    (said,) = Touchpoints.missing(seat.workshop, journey)
    assert "Pays" in said


def test_an_empty_journey_says_what_to_do_in_every_step(seat: Seat, journey: str) -> None:
    gone = [*seat.workshop.all(Stage), *seat.workshop.all(Touchpoint)]
    seat.apply([deleting(thing) for thing in gone]).result()
    for work in (Touchpoints, Stages, Emotions):
        assert work.missing(seat.workshop, journey)
        assert len(work(seat, journey).table()) == 0
    assert len(Touchpoints(seat, journey).channels()) == 0


def test_a_preset_adds_stages_in_one_batch_behind_those_that_are_there(seat: Seat, journey: str) -> None:
    before = seat.workshop
    work = Stages(seat, journey)
    work.begin_with("visit")
    names = list(work.table()["name"])
    assert names[-3:] == ["Before", "During", "After"]
    assert "8 stages" in " ".join(Stages.missing(seat.workshop, journey))
    seat.undo().result()
    assert seat.workshop == before
    with pytest.raises(KeyError, match="subscription"):
        work.begin_with("nonsense")


def test_the_curve_keeps_the_spread(seat: Seat, journey: str) -> None:
    work = Emotions(seat, journey)
    row = work.table().set_index("touchpoint").loc["Waits for the refund"]
    scores = [e.valence for e in seat.workshop.of(Emotion, touchpoint="touchpoint-waits-for-refund")]
    assert row["n"] == len(scores)
    assert row["mean"] == pytest.approx(sum(scores) / len(scores))
    widest = work.disagreements()
    assert list(widest["touchpoint"]) == ["Waits for the refund", "Opens the size guide"]
    assert list(widest["span"]) == [4, 3]


def test_pains_come_highest_score_first(seat: Seat, journey: str) -> None:
    scores = Emotions(seat, journey).pains()["score"].dropna()
    assert list(scores) == sorted(scores, reverse=True)
    assert scores.iloc[0] == 12


def test_a_touchpoint_without_a_score_is_named(seat: Seat, journey: str) -> None:
    gone = seat.workshop.of(Emotion, touchpoint="touchpoint-pays")
    seat.apply([deleting(one) for one in gone]).result()
    assert Emotions.missing(seat.workshop, journey) == ("“Pays” has no score yet.",)
