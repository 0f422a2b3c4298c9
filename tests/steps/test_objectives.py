"""Step 1: objectives as data, what keeps it from being done, and hypotheses held against data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.model import (
    Draft,
    Hypothesis,
    Measurement,
    Metric,
    Note,
    Objective,
    Phase,
    Role,
    Stage,
    Viewer,
    Workshop,
    deleting,
    new_id,
)
from cjm_widgets.model.workshop import shelve
from cjm_widgets.steps import Objectives
from cjm_widgets.steps.weighing import CONTRADICTED, NOT_ENOUGH, SUPPORTED, update_verdicts, verdict_of, weigh

if TYPE_CHECKING:
    from cjm_widgets.store import Seat, Store

PERCENT = st.floats(0, 100, allow_nan=False)


def test_the_table_has_the_objective_with_its_metric(seat: Seat, journey: str) -> None:
    (row,) = Objectives(seat, journey).table().to_dict("records")
    assert row["statement"].startswith("Find where first-time buyers give up")
    assert row["metric"] == "First-time buyers who order again within 90 days"
    assert (row["baseline"], row["target"], row["unit"]) == (18, 24, "%")
    assert row["owner"] == "Hannah Oduya"
    assert f"{row['review_by']:%Y-%m-%d}" == "2027-05-12"


def test_it_is_done_with_a_baseline_or_the_plain_word_that_none_is_known(seat: Seat, journey: str) -> None:
    (objective,) = seat.workshop.of(Objective, journey=journey)
    (metric,) = seat.workshop.of(Metric, about=objective.id)
    assert Objectives.missing(seat.workshop, journey) == ()
    seat.apply([Draft(kind="metric", entity=metric.id, fields={"baseline": None})]).result()
    assert "baseline" in Objectives.missing(seat.workshop, journey)[0]
    seat.apply([Draft(kind="metric", entity=metric.id, fields={"baseline_unknown": True})]).result()
    assert Objectives.missing(seat.workshop, journey) == ()
    seat.apply([deleting(objective)]).result()
    assert Objectives.missing(seat.workshop, journey)


def test_what_the_sample_expected_and_what_became_of_it(seat: Seat, journey: str) -> None:
    """495 of 1,378 went on from choosing a size, 480 of these 495 from paying: counted in the events by hand."""
    table = Objectives(seat, journey).hypotheses().set_index("about")
    assert dict(table["verdict"]) == {
        "Orders and pays": CONTRADICTED,
        "Sends it back": CONTRADICTED,
        "Chooses a size": SUPPORTED,
    }
    assert table.loc["Orders and pays", "found"] == pytest.approx(100 * (495 - 480) / 495, abs=0.05)
    assert table.loc["Chooses a size", "found"] == pytest.approx(100 * (1378 - 495) / 1378, abs=0.05)
    assert list(table["n"]) == [495, 225, 1378]
    assert table.loc["Chooses a size", "expected"] == "up 25"


def test_verdicts_are_written_in_one_batch_and_only_where_something_changed(seat: Seat, journey: str) -> None:
    before = seat.workshop
    assert update_verdicts(seat, journey) == 3
    judged = seat.workshop.find(Hypothesis, "hypothesis-checkout-loses")
    assert judged is not None
    assert (judged.verdict, judged.value, judged.n) == (CONTRADICTED, 3.0, 495)
    assert judged.low is not None
    assert judged.high is not None
    assert judged.low < 3.0 < judged.high < 50
    assert judged.found_on
    assert judged.fingerprint
    written = seat.workshop.seq
    assert update_verdicts(seat, journey) == 3
    assert seat.workshop.seq == written, "the same verdict is not written twice"
    seat.undo().result()
    assert seat.workshop == before


@pytest.mark.parametrize(
    ("direction", "threshold", "low", "high", "n", "verdict"),
    [
        ("up", 50, 60, 70, 200, SUPPORTED),
        ("up", 50, 30, 49.9, 200, CONTRADICTED),
        ("up", 50, 40, 60, 200, NOT_ENOUGH),
        ("up", 50, 50, 60, 200, NOT_ENOUGH),
        ("down", 50, 30, 40, 200, SUPPORTED),
        ("down", 50, 60, 70, 200, CONTRADICTED),
        ("same", 50, 60, 70, 200, CONTRADICTED),
        ("same", 50, 45, 55, 2_000, NOT_ENOUGH),
        ("up", 50, 60, 70, 29, NOT_ENOUGH),
        ("up", 50, 60, 70, 30, SUPPORTED),
    ],
)
def test_a_verdict_looks_at_the_whole_interval(
    direction: str, threshold: float, low: float, high: float, n: int, verdict: str
) -> None:
    assert verdict_of(direction, threshold, low, high, n) == verdict


@given(PERCENT, PERCENT, PERCENT, st.integers(0, 10_000))
def test_up_and_down_never_agree(threshold: float, one: float, other: float, n: int) -> None:
    low, high = sorted((one, other))
    up, down = (verdict_of(way, threshold, low, high, n) for way in ("up", "down"))
    assert {up, down} in ({SUPPORTED, CONTRADICTED}, {NOT_ENOUGH})
    assert verdict_of("same", threshold, low, high, n) in (CONTRADICTED, NOT_ENOUGH)


def test_what_does_not_say_enough_or_has_no_numbers_is_not_judged(seat: Seat) -> None:
    workshop = seat.workshop
    judged = workshop.find(Hypothesis, "hypothesis-size-loses")
    assert judged is not None
    assert weigh(workshop, judged) is not None
    for gap in ("threshold", "direction", "about", "measure"):
        assert weigh(workshop, replace(judged, **{gap: None})) is None
    assert weigh(workshop, replace(judged, about="touchpoint-pays")) is None, "a touchpoint has no next stage"
    last = workshop.all(Stage)[-1]
    assert weigh(workshop, replace(judged, about=last.id)) is None
    unmeasured = Workshop(workshop.id, shelve(one for one in workshop if not isinstance(one, Measurement)))
    assert weigh(unmeasured, judged) is None


def test_hypotheses_of_a_workshop_without_data_are_listed_without_a_verdict(seat: Seat, journey: str) -> None:
    seat.apply([deleting(one) for one in seat.workshop.all(Measurement)]).result()
    table = Objectives(seat, journey).hypotheses()
    assert list(table["verdict"]) == ["", "", ""]
    assert table["n"].isna().all()


def test_participants_write_their_hopes_and_fears_alone(sample_store: Store, seat: Seat, journey: str) -> None:
    person = "person-priya"
    alone = sample_store.seat(seat.workshop.id, Viewer(role=Role.PARTICIPANT, person=person))
    work = Objectives(alone, journey)
    assert len(work.alone()) == 2
    fields = {"journey": journey, "step": "objectives", "topic": "hope", "text": "Less guessing", "author": person}
    alone.apply([Draft(kind=Note.KIND, entity=new_id(Note.KIND), fields=fields)]).result()
    assert "Less guessing" in set(work.notes()["text"])
    assert seat.clock.phase(Objectives.STEP) is Phase.COLLECT
    alone.close()


def test_metrics_name_what_they_are_about(seat: Seat, journey: str) -> None:
    about = Objectives(seat, journey).metrics().set_index("name")["about"]
    assert about["Visitors who look at a dress and put a size in the basket"] == "Chooses a size"
    assert about["First-time buyers who order again within 90 days"].startswith("Find where")
