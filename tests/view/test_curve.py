from __future__ import annotations

import dataclasses
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.model import Emotion, Journey, Persona, Touchpoint, Workshop
from cjm_widgets.view.curve import Spread, curve, curve_table, mood_of, stage_mood
from cjm_widgets.view.smooth import runs
from tests.view.shop import made, shop


def journey(workshop: Workshop) -> Journey:
    return workshop.all(Journey)[0]


def test_no_scores_give_no_mood() -> None:
    assert mood_of([]) is None


def test_one_score_has_no_spread_and_a_few_have_their_range() -> None:
    one = mood_of([-1])
    assert one is not None
    assert (one.n, one.mean, one.spread, one.low, one.high) == (1, -1, Spread.NONE, -1, -1)
    few = mood_of([2, -1, 0])
    assert few is not None
    assert (few.scores, few.median, few.spread, few.low, few.high) == ((-1, 0, 2), 0, Spread.RANGE, -1, 2)


def test_from_five_scores_on_the_spread_is_the_middle_half() -> None:
    # R: quantile(c(-2,-2,-1,-1,0,2), c(.25,.75)) gives -1.75 and -0.25
    mood = mood_of([-2, -1, 0, -2, 2, -1])
    assert mood is not None
    assert (mood.low, mood.high, mood.spread) == (-1.75, -0.25, Spread.MIDDLE_HALF)
    assert round(mood.mean, 4) == -0.6667
    assert mood.median == -1


@given(st.lists(st.integers(-2, 2), min_size=1))
def test_mean_and_spread_stay_within_the_scores(scores: list[int]) -> None:
    mood = mood_of(scores)
    assert mood is not None
    assert min(scores) <= mood.low <= mood.high <= max(scores)
    assert min(scores) - 1e-9 <= mood.mean <= max(scores) + 1e-9


def test_the_curve_follows_stages_and_ranks_and_leaves_out_what_is_not_settled() -> None:
    (series,) = curve(shop(), journey(shop()))
    assert [point.touchpoint.id for point in series.points][:5] == ["advert", "landing", "arrivals", "table", "reviews"]
    assert {"parked", "written"}.isdisjoint(point.touchpoint.id for point in series.points)
    assert [point.number for point in series.points] == list(range(1, 16))


def test_a_stage_counts_every_score_once() -> None:
    (series,) = curve(shop(), journey(shop()))
    mood = stage_mood(series, "returns")
    assert mood is not None
    assert mood.n == 18
    assert round(mood.mean, 2) == -1.22
    assert stage_mood(series, "nowhere") is None


def test_personas_are_never_averaged_into_one() -> None:
    workshop = made(
        Persona(id="otto", name="Otto"),
        Emotion(id="e-otto", touchpoint="label", persona="otto", valence=2),
    )
    mira, otto = curve(workshop, journey(workshop))
    assert (mira.name, otto.name) == ("Mira Demir", "Otto")
    at = [point.touchpoint.id for point in mira.points].index("label")
    assert mira.points[at].mood is not None
    assert mira.points[at].mood.n == 6
    assert otto.points[at].mood is not None
    assert otto.points[at].mood.scores == (2,)
    assert sum(point.mood is not None for point in otto.points) == 1


def test_scores_of_a_merged_touchpoint_count_with_the_one_that_speaks_for_it() -> None:
    workshop = made(
        Touchpoint(id="twin", journey="first-order", name="Label again", stage="returns", merged_into="label"),
        Emotion(id="e-twin", touchpoint="twin", valence=2),
    )
    (series,) = curve(workshop, journey(workshop))
    (point,) = [point for point in series.points if point.touchpoint.id == "label"]
    assert point.mood is not None
    assert point.mood.n == 7


def test_a_score_from_a_phone_counts_as_it_is_and_one_that_was_put_aside_does_not() -> None:
    workshop = made(
        Emotion(id="e-phone", touchpoint="label", valence=2, standing="written"),
        Emotion(id="e-hidden", touchpoint="label", valence=2, standing="hidden"),
    )
    (series,) = curve(workshop, journey(workshop))
    (point,) = [point for point in series.points if point.touchpoint.id == "label"]
    assert point.mood is not None
    assert point.mood.scores == (-2, -2, -2, -2, -1, -1, 2)


def test_where_nobody_scored_there_is_a_gap() -> None:
    workshop = made(Touchpoint(id="silent", journey="first-order", name="Nobody", stage="notices", rank="zz"))
    (series,) = curve(workshop, journey(workshop))
    (point,) = [point for point in series.points if point.touchpoint.id == "silent"]
    assert point.mood is None
    rows = curve_table(workshop, journey(workshop))
    (row,) = [row for row in rows if row.touchpoint == "Nobody"]
    assert (row.n, row.mean, row.low, row.scores) == (0, None, None, "")


def test_the_table_has_a_row_a_touchpoint_with_words_by_how_often() -> None:
    rows = curve_table(shop(), journey(shop()))
    assert len(rows) == 15
    row = dataclasses.asdict(rows[12])
    assert row["touchpoint"] == "Prints the return label"
    assert row["scores"] == "−2 −2 −2 −2 −1 −1"
    assert row["words"] == "annoyed ×3, helpless"
    assert row["spread"] == "middle half of the scores"
    assert row["quotes"].startswith("Who owns a printer?")


@given(st.lists(st.one_of(st.none(), st.floats(-300, 300)), max_size=20))
def test_the_line_never_rises_above_or_falls_below_its_points(heights: list[float | None]) -> None:
    points = [None if y is None else (float(x * 10), y) for x, y in enumerate(heights)]
    for run in runs(points):
        for a, b in pairwise(run):
            low, high = min(a.at[1], b.at[1]), max(a.at[1], b.at[1])
            for t in (0.1, 0.3, 0.5, 0.7, 0.9):
                y = (
                    (1 - t) ** 3 * a.at[1]
                    + 3 * (1 - t) ** 2 * t * a.after[1]
                    + 3 * (1 - t) * t**2 * b.before[1]
                    + t**3 * b.at[1]
                )
                assert low - 1e-6 <= y <= high + 1e-6


@given(st.lists(st.one_of(st.none(), st.floats(-300, 300)), max_size=20))
def test_a_gap_breaks_the_line(heights: list[float | None]) -> None:
    points = [None if y is None else (float(x * 10), y) for x, y in enumerate(heights)]
    drawn = [knot.at for run in runs(points) for knot in run]
    assert drawn == [point for point in points if point is not None]
    gaps = sum(1 for a, b in pairwise(heights) if a is not None and b is None)
    ends = 1 if heights and heights[-1] is not None else 0
    assert len(runs(points)) == gaps + ends
