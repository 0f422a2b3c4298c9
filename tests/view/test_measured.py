from __future__ import annotations

import pytest

from cjm_widgets.model import Emotion, Journey, Measurement, Stage, Touchpoint, Workshop
from cjm_widgets.model.settled import settled
from cjm_widgets.view.contrast import Contrast, Verdict, contrasts, measured_side, room_side
from cjm_widgets.view.curve import curve, mood_of
from cjm_widgets.view.evidence import shares_of
from cjm_widgets.view.measured import readings
from tests.view.shop import made, shop


def measurement(
    measure: str, value: float | None, low: float | None, high: float | None, n: int, **more: object
) -> Measurement:
    return Measurement(id="m", about="notices", measure=measure, value=value, low=low, high=high, n=n, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (
            measurement("nps", 39.8, 37.2, 42.4, 2746, grain="response"),
            "NPS: +39.8 (95 % interval +37.2 to +42.4, n\u00a02,746 answers)",
        ),
        (
            measurement("csat", 82.07, 80.57, 83.47, 2688, grain="response"),
            "CSAT: 82\u00a0% (95 % interval 81–83\u00a0%, n\u00a02,688 answers)",
        ),
        (measurement("ces", 5.62, 5.41, 5.83, 188), "CES: 5.62 (95 % interval 5.41 to 5.83, n\u00a0188)"),
        (
            measurement("customers", 85.17, 82.1, 87.8, 511, total=600, grain="customer"),
            "Reached it: 511 of 600 (85\u00a0%, 95 % interval 82–88\u00a0%, n\u00a0600 customers)",
        ),
        (
            measurement("comments", None, None, None, 12, total=41, grain="comment"),
            "Comments: 12 of 41 (29\u00a0%, n\u00a041 comments)",
        ),
        (
            measurement("nps", 50.0, -20.0, 90.0, 4, too_few=True, grain="response"),
            "NPS: too few to tell, n\u00a04 answers",
        ),
        (measurement("csat", None, None, None, 0), "CSAT: n\u00a00"),
    ],
)
def test_every_number_carries_its_n_its_grain_and_its_interval(one: Measurement, said: str) -> None:
    workshop = made(one)
    (reading,) = [reading for reading in readings(workshop, "notices") if reading.measurement.id == "m"]
    assert reading.said == said


def test_too_few_show_no_number_at_all() -> None:
    workshop = made(measurement("nps", 50.0, -20.0, 90.0, 4, too_few=True))
    (reading,) = [reading for reading in readings(workshop, "notices") if reading.measurement.id == "m"]
    assert "50" not in reading.said
    assert reading.share_percent is None


@pytest.mark.parametrize(
    ("one", "side"),
    [
        (measurement("nps", 10, 1, 20, 90), 1),
        (measurement("nps", 10, -1, 20, 90), 0),
        (measurement("nps", -10, -20, -1, 90), -1),
        (measurement("csat", 61, 51, 70, 90), 1),
        (measurement("csat", 55, 45, 65, 90), 0),
        (measurement("csat", 31, 26, 36, 312), -1),
        (measurement("ces", 5.0, 4.1, 5.9, 40), 1),
        (measurement("customers", 85, 80, 90, 500), 0),
        (measurement("nps", 90, 80, 95, 9, too_few=True), 0),
        (measurement("nps", 90, None, None, 9), 0),
    ],
)
def test_a_measurement_is_on_a_side_when_its_whole_interval_is(one: Measurement, side: int) -> None:
    assert measured_side(one) == side


@pytest.mark.parametrize(
    ("scores", "side"), [([], 0), ([2, 2], 0), ([1, 1, 1], 1), ([-1, -1, 0], -1), ([0, 0, 1], 0), ([1, 0, 0, 1], 1)]
)
def test_the_room_is_on_a_side_from_three_scores_and_half_a_point_on(scores: list[int], side: int) -> None:
    assert room_side(mood_of(scores)) == side


def found_contrasts(workshop: Workshop) -> tuple[Contrast, ...]:
    shown = settled(workshop)
    (series, *_others) = curve(shown, shown.all(Journey)[0])
    return contrasts(shown, series, shown.of(Stage, journey="first-order"))


def compared(workshop: Workshop) -> list[tuple[str, str, Verdict]]:
    return [(one.about, one.measures, one.verdict) for one in found_contrasts(workshop)]


def test_where_room_and_data_differ_is_found_and_nothing_is_said_where_n_is_too_small() -> None:
    assert compared(shop()) == [
        ("notices", "NPS", Verdict.AGREE),
        ("chooses", "CSAT", Verdict.ROOM_BETTER),
        ("orders", "CES", Verdict.AGREE),
        ("receives", "CSAT", Verdict.AGREE),
        ("returns", "CSAT", Verdict.ROOM_WORSE),
        ("label", "CSAT", Verdict.AGREE),
    ]


def test_a_comparison_names_both_numbers_with_their_n() -> None:
    (one,) = [one for one in found_contrasts(shop()) if one.about == "returns"]
    assert one.said == (
        "The room feels worse here than customers say: mood −1.2 (18 scores)"
        " against CSAT\u00a071\u00a0% (61–80\u00a0%, n\u00a087)."
    )


def test_a_place_is_compared_once_with_all_that_is_measured_there() -> None:
    more = (
        Measurement(id="m-nps", about="returns", measure="nps", value=20, low=10, high=30, n=90),
        Measurement(id="m-ces", about="returns", measure="ces", value=2.1, low=1.8, high=2.4, n=80),
    )
    (one,) = [one for one in found_contrasts(made(*more)) if one.about == "returns"]
    assert one.measures == "NPS and CSAT"
    assert one.said == (
        "The room feels worse here than customers say: mood −1.2 (18 scores)"
        " against NPS\u00a0+20.0 (+10.0 to +30.0, n\u00a090), CSAT\u00a071\u00a0% (61–80\u00a0%, n\u00a087)."
        " On the room’s side: CES\u00a02.10 (1.80 to 2.40, n\u00a080)."
    )


def test_two_scores_are_too_few_to_differ_from_anything() -> None:
    stage = Stage(id="new", journey="first-order", name="New", rank="zz")
    thin = [Emotion(id=f"thin-{n}", touchpoint="thin", valence=-2) for n in range(2)]
    workshop = made(
        stage,
        Touchpoint(id="thin", journey="first-order", name="Thin", stage="new"),
        Measurement(id="m-new", about="new", measure="nps", value=60, low=50, high=70, n=400),
        *thin,
    )
    assert "new" not in [about for about, _measures, _verdict in compared(workshop)]


def test_shares_count_what_nobody_graded_as_assumed() -> None:
    cards = [Stage(id=f"s{n}", journey="j", name="S", evidence_grade=grade) for n, grade in enumerate([None, 0, 1, 3])]
    shares = shares_of(cards)
    assert shares.counts == (2, 1, 0, 1)
    assert shares.assumed_percent == 50
    assert shares.said == "Assumption 2, Anecdote 1, Validated 1"
    assert shares_of([]).assumed_percent == 0
