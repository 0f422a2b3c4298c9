"""Moments of truth: on data only where it is sure, on the room's belief where it says so."""

from __future__ import annotations

import pytest

from cjm_widgets.analysis import propose_moments
from cjm_widgets.model import Emotion, Entity, Journey, Measurement, Settings, Stage, Touchpoint, Workshop
from cjm_widgets.model.workshop import shelve


def room(*things: Entity, importance: int | None = 4) -> Workshop:
    fixed: list[Entity] = [
        Settings(id="w-1", title="W"), Journey(id="j-1", title="J"), Stage(id="s-1", journey="j-1", name="S"),
        Touchpoint(id="t-1", journey="j-1", stage="s-1", name="Pays", importance_to_customer=importance),
        Touchpoint(id="t-2", journey="j-1", stage="s-1", name="Waits", rank="W", importance_to_customer=5),
    ]  # fmt: skip
    return Workshop("w-1", shelve([*fixed, *things]))


def measured(about: str, measure: str, value: float, low: float, high: float, n: int) -> Measurement:
    return Measurement(id=f"m-{about}-{measure}", about=about, measure=measure, value=value, low=low, high=high, n=n)


def reached(about: str, n: int, total: int) -> Measurement:
    return Measurement(id=f"r-{about}", about=about, measure="customers", n=n, total=total)


def felt(touchpoint: str, *scores: int) -> list[Emotion]:
    return [Emotion(id=f"e-{touchpoint}-{n}", touchpoint=touchpoint, valence=one) for n, one in enumerate(scores)]


def test_on_data_by_hand() -> None:
    # CSAT 75 %: gap (75 − 50) / 50 = 0.5; reach 300 / 600; driver share 0.4: 0.4 × 0.5 × 0.5 = 0.1.
    made = propose_moments(
        room(measured("t-1", "csat", 75, 65, 83, 90), reached("t-1", 300, 600)), "j-1", shares={"t-1": 0.4}
    )
    (one,) = made.moments
    assert (one.touchpoint, one.basis, one.gap, one.reach, one.weight) == ("t-1", "data", 0.5, 0.5, 0.4)
    assert one.score == pytest.approx(0.1)
    assert (one.low, one.high) == (pytest.approx(0.3), pytest.approx(0.66))
    assert "drives the overall score" in one.said
    assert made.said == "All proposals stand on customers’ answers."


def test_the_room_s_importance_stands_in_for_driver_shares_and_it_says_so() -> None:
    (one,) = propose_moments(room(measured("t-1", "nps", -50, -65, -30, 60), reached("s-1", 6, 10)), "j-1").moments
    assert one.score == pytest.approx(0.8 * 0.6 * 0.5)
    assert "as the room sees it" in one.said


@pytest.mark.parametrize(
    "unsure",
    [
        measured("t-1", "csat", 55, 45, 65, 90),  # the interval holds the neutral point
        measured("t-1", "csat", 75, 60, 85, 29),  # one answer short of 30
    ],
)
def test_what_is_not_sure_falls_back_on_the_room(unsure: Measurement) -> None:
    made = propose_moments(room(unsure, reached("t-1", 300, 600), *felt("t-1", -2, -1, -1)), "j-1")
    (one,) = made.moments
    assert (one.basis, one.n) == ("room", 3)
    # Importance 4 of 5 × |−4/3|.
    assert one.score == pytest.approx(0.8 * 4 / 3)
    assert "what the room believes" in one.said


def test_data_comes_before_belief_however_strong() -> None:
    made = propose_moments(
        room(measured("t-1", "csat", 70, 60, 79, 90), reached("t-1", 60, 600), *felt("t-2", -2, -2, -2)), "j-1"
    )
    assert [one.basis for one in made.moments] == ["data", "room"]
    assert made.said.startswith("1 of 2 proposals stands on customers’ answers")
    assert len(propose_moments(room(*felt("t-1", 1, 1, 1), *felt("t-2", 1, 1, 1)), "j-1", most=1).moments) == 1


def test_without_importance_or_scores_nothing_is_proposed() -> None:
    assert propose_moments(room(*felt("t-1", 1, 1, 1), importance=None), "j-1").moments == ()
    assert propose_moments(room(*felt("t-1", 1, 1)), "j-1").moments == ()
    assert propose_moments(room(*felt("t-1", 1, -1, 0)), "j-1").moments == ()
    assert "No moment of truth" in propose_moments(room(), "j-1").said


def test_many_touchpoints_are_tested_at_once() -> None:
    # p is about .04 alone; with nine others of which nothing is sure, Benjamini–Hochberg makes it .4.
    others = [
        thing
        for n in range(9)
        for thing in (
            Touchpoint(id=f"o-{n}", journey="j-1", stage="s-1", name=f"O{n}", importance_to_customer=3),
            measured(f"o-{n}", "csat", 50, 40, 60, 90),
        )
    ]
    barely = measured("t-1", "nps", 20, 1, 39, 100)
    reach = reached("s-1", 1, 2)
    assert [one.touchpoint for one in propose_moments(room(barely, reach), "j-1").moments] == ["t-1"]
    assert propose_moments(room(barely, reach, *others), "j-1").moments == ()
