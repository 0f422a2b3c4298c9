"""Scores of opportunities worked out by hand, and what must hold of any answers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.analysis import (
    BadParameter,
    Band,
    Quadrant,
    band,
    ice,
    impact_effort,
    intervals,
    moscow_order,
    opportunity_score,
    quadrant,
    rescaled,
    rice,
    score_opportunity,
)
from cjm_widgets.model.checks import unproven

FIVE = st.integers(1, 5)
MAYBE = st.one_of(st.none(), FIVE)


@pytest.mark.parametrize(
    ("impact", "effort", "expected"),
    [
        (5, 1, Quadrant.QUICK_WIN),
        (4, 3, Quadrant.QUICK_WIN),
        (4, 4, Quadrant.BIG_BET),
        (3, 3, Quadrant.FILL_IN),
        (1, 2, Quadrant.FILL_IN),
        (3, 4, Quadrant.TIME_SINK),
        (3.5, 3.4, Quadrant.QUICK_WIN),
    ],
)
def test_a_three_is_low_on_both_axes(impact: float, effort: float, expected: Quadrant) -> None:
    assert quadrant(impact, effort) is expected


def test_impact_and_effort_order_quadrant_before_quadrant() -> None:
    # 4/3 is a quick win with a difference of 1; 5/4 a big bet with 1; 3/1 a fill-in with 2.
    assert impact_effort(4, 3) == 30 + 1 + 4
    assert impact_effort(5, 4) == 20 + 1 + 4
    assert impact_effort(3, 1) == 10 + 2 + 4
    assert impact_effort(1, 5) == 0


@given(FIVE, FIVE)
def test_less_effort_and_more_impact_never_rank_lower(impact: int, effort: int) -> None:
    here = impact_effort(impact, effort)
    assert here is not None
    assert 0 <= here <= 38
    if impact < 5:
        assert (impact_effort(impact + 1, effort) or 0) > here
    if effort > 1:
        assert (impact_effort(impact, effort - 1) or 0) > here


def test_opportunity_by_hand() -> None:
    # 5 → 10, 4 → 7.5, 2 → 2.5, 1 → 0.  10 + (10 − 2.5) = 17.5;  2.5 + max(2.5 − 10, 0) = 2.5.
    assert [rescaled(one) for one in (1, 2, 3, 4, 5)] == [0, 2.5, 5, 7.5, 10]
    assert opportunity_score(5, 2) == 17.5
    assert opportunity_score(2, 5) == 2.5
    assert opportunity_score(4, 4) == 7.5


@given(FIVE, FIVE)
def test_opportunity_lies_between_importance_and_twice_it(importance: int, satisfaction: int) -> None:
    score = opportunity_score(importance, satisfaction)
    assert score is not None
    assert rescaled(importance) <= score <= 2 * rescaled(importance)
    assert 0 <= score <= 20


def test_bands() -> None:
    scores = (20, 15.01, 15, 12, 11.99, 10, 9.99, 0)
    extreme, strong, look, served = Band.EXTREME, Band.STRONG, Band.WORTH_A_LOOK, Band.SERVED
    assert [band(score) for score in scores] == [extreme, extreme, strong, strong, look, look, served, served]


def test_few_answers_give_means_and_many_give_shares_and_it_says_which() -> None:
    # Means: importance (5 + 4) / 2 = 4.5 → 8.75; satisfaction 2 → 2.5: 8.75 + 6.25 = 15.
    few = score_opportunity([5, 4, None], [2, 2])
    assert few is not None
    assert (few.form, few.value, few.band, few.n_importance) == ("mean", 15, Band.STRONG, 2)
    assert "means" in few.said
    # Shares of 4 and 5: importance 27 of 30 → 9; satisfaction 12 of 30 → 4: 9 + 5 = 14.
    many = score_opportunity([5] * 27 + [3] * 3, [4] * 12 + [1] * 18)
    assert many is not None
    assert (many.form, many.value) == ("top_two", pytest.approx(14))
    assert "shares" in many.said
    # One question answered by too few is enough for means.
    assert (score_opportunity([5] * 40, [1] * 29) or many).form == "mean"
    assert score_opportunity([None], [3]) is None


@given(st.lists(MAYBE, max_size=60), st.lists(MAYBE, max_size=60))
def test_an_opportunity_score_stays_within_its_scale(important: list[int | None], satisfied: list[int | None]) -> None:
    score = score_opportunity(important, satisfied)
    there = any(one is not None for one in important) and any(one is not None for one in satisfied)
    assert (score is not None) is there
    if score:
        assert 0 <= score.value <= 20
        assert score.n_importance == sum(one is not None for one in important)


def test_rice_by_hand() -> None:
    # 500 people × 2 × 0.8 / 4 person-months = 200; a tenth of a month counts as half.
    assert rice(500, 2, 0.8, 4) == 200
    assert rice(100, 1, 1, 0.1) == 200
    assert rice(100, 1, 1, 0) == 200


def test_ice_and_moscow_by_hand() -> None:
    assert ice(8, 5, 3) == 120
    assert [moscow_order(one) for one in ("must", "should", "could", "wont", None)] == [3, 2, 1, 0, None]


@pytest.mark.parametrize("gap", range(4))
def test_a_missing_answer_is_no_score(gap: int) -> None:
    assert rice(*(None if place == gap else 1 for place in range(4))) is None
    assert ice(*(None if place == gap else 1 for place in range(3))) is None or gap == 3
    assert opportunity_score(None, 3) is None
    assert opportunity_score(3, None) is None
    assert quadrant(None, 3) is None
    assert impact_effort(3, None) is None


def test_what_is_no_number_in_a_column_is_no_answer() -> None:
    # As pandas gives what nobody answered; by hand: means 4.5 and 2, so 8.75 + (8.75 - 2.5) = 15.
    found = score_opportunity([5, math.nan, 4], [1, 3, None])
    assert found is not None
    assert (found.n_importance, found.n_satisfaction, found.value) == (2, 2, 15.0)
    assert score_opportunity([math.nan], [3]) is None


def test_impact_and_effort_runs_over_its_whole_range() -> None:
    scores = [impact_effort(impact, effort) for impact in range(1, 6) for effort in range(1, 6)]
    assert (min(filter(None, scores)), max(filter(None, scores))) == (1, 38)
    assert impact_effort(1, 5) == 0


def test_off_the_scale_is_refused_by_name() -> None:
    with pytest.raises(BadParameter, match="impact"):
        quadrant(6, 1)
    with pytest.raises(BadParameter, match="ease"):
        ice(1, 1, 11)
    with pytest.raises(BadParameter, match="effort"):
        rice(1, 1, 1, -1)
    with pytest.raises(BadParameter, match=r"3\.0, 2\.0, 1\.0, 0\.5, 0\.25"):
        rice(1, 7, 1, 1)
    with pytest.raises(BadParameter, match="confidence"):
        rice(1, 1, 0.7, 1)
    # Infinity by infinity would be no number, and no number has no place.
    with pytest.raises(BadParameter, match="reach"):
        rice(math.inf, 1, 1, 1)
    with pytest.raises(BadParameter, match="reach"):
        rice(math.nan, 1, 1, 1)
    with pytest.raises(BadParameter, match="must"):
        moscow_order("maybe")
    with pytest.raises(BadParameter, match="answer"):
        score_opportunity([0], [3])


def test_too_few_means_the_same_everywhere() -> None:
    assert intervals.TOO_FEW == unproven.TOO_FEW
