"""NPS, CSAT and CES worked out by hand, and what must hold of any answers."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cjm_widgets.analysis import BadParameter, Score, compare_nps, score_answers
from cjm_widgets.analysis.intervals import kish, mean_interval, wilson

RANGES = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}


def test_nps_by_hand() -> None:
    # Ten answers: 5 promoters, 2 passives, 3 detractors: 100 × (0.5 − 0.3) = 20.
    # Interval: n + 3 = 13, promoters 5.75 / 13, detractors 3.75 / 13, s = 2 / 13 = 0.153846;
    # variance 9.5 / 13 − s² = 0.730769 − 0.023669 = 0.707101; SE = √(0.707101 / 13) = 0.233222;
    # 100 × (0.153846 ± 1.959964 × 0.233222) = −30.33 … 61.10.
    score = score_answers([10, 10, 9, 9, 9, 7, 8, 0, 6, 3], "nps")
    assert score.value == pytest.approx(20)
    assert score.low == pytest.approx(-30.33, abs=0.01)
    assert score.high == pytest.approx(61.10, abs=0.01)
    assert score.standard_error == pytest.approx(23.3222, abs=1e-3)
    assert (score.n, score.n_effective, score.too_few, score.weighted) == (10, 10, True, False)
    assert [one.count for one in score.counts] == [1, 0, 0, 1, 0, 0, 1, 1, 1, 3, 2]


def test_weighted_nps_by_hand() -> None:
    # Weights 3, 1, 1: promoters 3/5, detractors 1/5: 40. Kish: 25 / 11 = 2.2727.
    score = score_answers([10, 8, 2], "nps", weights=[3, 1, 1])
    assert score.value == pytest.approx(40)
    assert score.n_effective == pytest.approx(25 / 11)
    assert score.n == 3


def test_csat_by_hand() -> None:
    # 3 of 4 chose 4 or 5. Wilson with z = 1.959964: centre (0.75 + z²/8) / (1 + z²/4) = (0.75 + 0.480182) / 1.960365
    # = 0.627527; half width z √(0.75 × 0.25 / 4 + z²/64) / 1.960365 = 1.959964 × √(0.046875 + 0.060023) / 1.960365
    # = 0.326885; 0.3006 … 0.9544.
    score = score_answers([5, 4, 4, 1], "csat")
    assert score.value == 0.75
    assert score.low == pytest.approx(0.3006, abs=1e-4)
    assert score.high == pytest.approx(0.9544, abs=1e-4)
    # On a scale up to 7 the two highest are 6 and 7.
    assert score_answers([7, 6, 5, 1], "csat", top=7).value == 0.5


def test_ces_by_hand() -> None:
    # 2, 4, 6: mean 4, variance 4, SE 2 / √3 = 1.154701, t(2; 0.975) = 4.302653: 4 ± 4.968275.
    mean = score_answers([2, 4, 6], "ces")
    assert (mean.measure, mean.value) == ("ces_mean", 4)
    assert mean.low == pytest.approx(4 - 4.968275)
    assert mean.high == pytest.approx(4 + 4.968275)
    share = score_answers([2, 5, 6, 7], "ces", reading="share")
    assert (share.measure, share.value) == ("ces_share", 0.75)
    assert (share.low, share.high) == wilson(3, 4)


def test_one_answer_has_a_mean_and_no_interval() -> None:
    score = score_answers([6], "ces")
    assert (score.value, score.low, score.high) == (6, None, None)


def test_nothing_is_scored_from_nothing() -> None:
    for answers in ([], [None, math.nan]):
        for scale in ("nps", "csat", "ces"):
            score = score_answers(answers, scale)
            assert (score.value, score.low, score.high, score.n, score.too_few) == (None, None, None, 0, True)
            json.dumps(score.as_json(), allow_nan=False)


def test_missing_is_counted_by_why() -> None:
    score = score_answers([9, None, 11, 99, 7.5, -1, 10], "nps", missing=[99], weights=[1, 1, 1, 1, 1, 1, 0])
    assert score.n == 1
    assert (score.missing.blank, score.missing.coded, score.missing.outside, score.missing.unweighted) == (1, 1, 3, 1)
    assert score.missing.outside_codes == (-1, 7.5, 11)


def test_a_missing_code_may_lie_within_the_scale() -> None:
    score = score_answers([0, 10, 10], "nps", missing=[0])
    assert (score.value, score.n, score.missing.coded) == (100, 2, 1)


def test_difference_by_hand() -> None:
    first = score_answers([10] * 60 + [0] * 40, "nps")
    second = score_answers([10] * 50 + [0] * 50, "nps")
    found = compare_nps(first, second)
    # Both have p + d = 1: adjusted s 20/103 and 0, p + d = 101.5/103; SE² = (0.985437 − s²) / 103.
    errors = [(101.5 / 103 - s**2) / 103 for s in (20 / 103, 0)]
    assert found.value == pytest.approx(20)
    assert found.z == pytest.approx(0.2 / math.sqrt(sum(errors)))
    assert found.low < 0 < found.high
    assert found.p == pytest.approx(math.erfc(found.z / math.sqrt(2)))
    with pytest.raises(BadParameter, match="no NPS"):
        compare_nps(first, score_answers([5], "csat"))
    with pytest.raises(BadParameter, match="no NPS"):
        compare_nps(score_answers([], "nps"), second)


def test_too_few_is_below_thirty() -> None:
    assert score_answers([10] * 29, "nps").too_few
    assert not score_answers([10] * 30, "nps").too_few
    assert score_answers([10] * 30, "nps", weights=[1] * 29 + [9]).too_few  # n_eff 11


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"scale": "stars"}, "nps, csat, ces"),
        ({"scale": "nps", "top": 5}, "It is 10"),
        ({"scale": "csat", "top": 1}, "Give 3 to 100"),
        ({"scale": "ces", "reading": "median"}, "mean, share"),
        ({"scale": "nps", "weights": [1, 2]}, "as many as"),
    ],
)
def test_refused(parameters: dict[str, object], words: str) -> None:
    with pytest.raises(BadParameter, match=words):
        score_answers([1, 2, 3], **parameters)  # type: ignore[arg-type]


def holds(score: Score) -> None:
    assert score.value is not None
    if score.low is not None and score.high is not None:
        assert score.low <= score.value <= score.high
    if score.measure in ("csat", "ces_share"):
        assert score.low is not None
        assert score.high is not None
        assert 0 <= score.low <= score.high <= 1
    if score.measure == "nps":
        assert score.low is not None
        assert score.high is not None
        assert -100 <= score.low <= score.high <= 100
    assert sum(one.count for one in score.counts) == score.n
    assert sum(one.share for one in score.counts) == pytest.approx(1)
    assert 0 < score.n_effective <= score.n + 1e-9


@settings(max_examples=150, deadline=None)
@given(data=st.data(), scale=st.sampled_from(["nps", "csat", "ces"]), reading=st.sampled_from(["mean", "share"]))
def test_any_answers(data: st.DataObject, scale: str, reading: str) -> None:
    codes = data.draw(st.lists(st.integers(*RANGES[scale]), min_size=1, max_size=60))
    weights = data.draw(st.lists(st.floats(0.01, 50), min_size=len(codes), max_size=len(codes)))
    plain = score_answers(codes, scale, reading=reading)  # type: ignore[arg-type]
    holds(plain)
    holds(score_answers(codes, scale, weights=weights, reading=reading))  # type: ignore[arg-type]
    ones = score_answers(codes, scale, weights=[1.0] * len(codes), reading=reading)  # type: ignore[arg-type]
    assert ones.value == pytest.approx(plain.value)
    assert (ones.low, ones.high) == (pytest.approx(plain.low), pytest.approx(plain.high))
    # Weights twice as heavy weigh nothing more.
    twice = score_answers(codes, scale, weights=[2.0] * len(codes), reading=reading)  # type: ignore[arg-type]
    assert twice.n_effective == pytest.approx(len(codes))
    assert (twice.value, twice.low) == (pytest.approx(plain.value), pytest.approx(plain.low))


@given(n=st.integers(0, 5_000), share=st.floats(0, 1))
def test_wilson_contains_the_share(n: int, share: float) -> None:
    low, high = wilson(share * n, n)
    assert 0 <= low <= high <= 1
    if n:
        assert low <= share * n / n <= high


@given(weights=st.lists(st.floats(0.001, 1_000), min_size=1, max_size=50))
def test_kish_lies_between_one_and_n(weights: list[float]) -> None:
    assert 1 - 1e-9 <= kish(weights) <= len(weights) + 1e-9


@given(values=st.lists(st.integers(1, 7), min_size=2, max_size=40))
def test_mean_interval_narrows_as_answers_repeat(values: list[int]) -> None:
    assume(len(set(values)) > 1)
    _mean, low, high, _error = mean_interval(values, [1] * len(values))
    _mean, low_4, high_4, _error = mean_interval(values * 4, [1] * (4 * len(values)))
    assert high_4 - low_4 < high - low
