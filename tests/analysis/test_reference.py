"""The figures that real files gave elsewhere: an event log of a shop, and an airport's surveys of two years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cjm_widgets.analysis import (
    EventColumns,
    ImportReport,
    SurveyColumns,
    collapse_repeats,
    compare_nps,
    count_events,
    count_funnel,
    count_sessions,
    count_transitions,
    describe_events,
    describe_survey,
    prepare_events,
    prepare_survey,
    score_survey,
)

if TYPE_CHECKING:
    from pathlib import Path

STEPS = ("catalog", "add_to_cart", "cart", "purchase")


@pytest.fixture(scope="module")
def shop(reference: Path, backend: Any) -> tuple[Any, ImportReport]:
    columns = EventColumns(
        customer="user_id", time="timestamp", event="event", channel="platform", session="session_id"
    )
    return prepare_events(reference / "ecom.csv.gz", columns, backend=backend)


def test_the_shop_is_read_whole(shop: tuple[Any, ImportReport]) -> None:
    events, report = shop
    counts = count_events(events)
    assert (counts.events, counts.customers) == (31_106, 600)
    assert (report.read, report.kept, report.dropped) == (31_106, 31_106, 0)
    assert sum(one.events for one in counts.names) == 31_106
    assert sum(one.events for one in counts.channels) == 31_106


def test_funnel_per_customer_and_per_session(shop: tuple[Any, ImportReport]) -> None:
    events, _report = shop
    assert [step.count for step in count_funnel(events, STEPS).steps] == [600, 511, 431, 225]
    per_session = count_funnel(events, STEPS, per="session", gap_minutes=None)
    assert [step.count for step in per_session.steps] == [2837, 819, 410, 104]
    assert per_session.grain == "session"


def test_transitions(shop: tuple[Any, ImportReport]) -> None:
    found = count_transitions(shop[0])
    assert found.count("add_to_cart", "cart") == 223
    assert found.count("cart", "add_to_cart") == 159
    assert found.count("catalog", "catalog") == 1_239
    assert found.total == 31_106 - 600  # every event leads somewhere but each customer's last


def test_sessions(shop: tuple[Any, ImportReport]) -> None:
    events, _report = shop
    assert count_sessions(events, gap_minutes=30).sessions == 3_605
    assert count_sessions(events, gap_minutes=None).sessions == 3_605
    # Sessions with a purchase in them, which are not the sessions of people who ever bought.
    bought = count_funnel(events, ["purchase"], order="any", per="session", gap_minutes=30)
    assert bought.steps[0].count == 470


def test_collapsed_repeats_and_ties(shop: tuple[Any, ImportReport]) -> None:
    events, _report = shop
    assert int(collapse_repeats(events).count().execute()) == 27_174
    tied = events.group_by(["customer", "time"]).aggregate(times=events.count()).execute()["times"]
    assert int((tied - 1).sum()) == 163


def test_the_same_from_the_path(reference: Path) -> None:
    described = describe_events(
        reference / "ecom.csv.gz", customer="user_id", time="timestamp", event="event", funnel=STEPS
    )
    assert described.funnel is not None
    assert [step.count for step in described.funnel.steps] == [600, 511, 431, 225]
    assert described.sessions.sessions == 3_605


def airport(reference: Path, backend: Any, year: int) -> Any:
    columns = SurveyColumns(scores={"NETPRO": "nps", "Q7ALL": "csat"}, weight="WEIGHT")
    return prepare_survey(reference / f"sfo_{year}.csv", columns, backend=backend)[0]


@pytest.mark.parametrize(
    ("year", "value", "low", "high", "n", "weighted", "n_effective"),
    [(2017, 39.8, 37.2, 42.4, 2_746, 40.4, 2_267), (2018, 31.0, 28.1, 33.8, 2_650, 35.1, 2_134)],
)
def test_nps(  # noqa: PLR0913, PLR0917 - the figures of a year
    reference: Path,
    backend: Any,
    year: int,
    value: float,
    low: float,
    high: float,
    n: int,
    weighted: float,
    n_effective: int,
) -> None:
    survey = airport(reference, backend, year)
    plain = score_survey(survey, "NETPRO", "nps", missing=[11], weighted=False)
    assert plain.n == n
    assert plain.value == pytest.approx(value, abs=0.05)
    assert plain.low == pytest.approx(low, abs=0.05)
    assert plain.high == pytest.approx(high, abs=0.05)
    heavy = score_survey(survey, "NETPRO", "nps", missing=[11])
    assert heavy.value == pytest.approx(weighted, abs=0.05)
    assert round(heavy.n_effective) == n_effective


def test_code_eleven_is_missing_even_where_nobody_says_so(reference: Path, backend: Any) -> None:
    survey = airport(reference, backend, 2017)
    said = score_survey(survey, "NETPRO", "nps", missing=[11], weighted=False)
    unsaid = score_survey(survey, "NETPRO", "nps", weighted=False)
    assert unsaid.value == said.value
    assert (said.missing.coded, said.missing.outside) == (84, 0)
    assert (unsaid.missing.coded, unsaid.missing.outside, unsaid.missing.outside_codes) == (0, 84, (11.0,))


def test_the_fall_between_the_years(reference: Path, backend: Any) -> None:
    surveys = [airport(reference, backend, year) for year in (2017, 2018)]
    plain = compare_nps(*(score_survey(one, "NETPRO", "nps", weighted=False) for one in surveys))
    assert (round(plain.value, 1), round(plain.z, 1)) == (8.9, 4.5)
    heavy = compare_nps(*(score_survey(one, "NETPRO", "nps") for one in surveys))
    assert (round(heavy.value, 1), round(heavy.z, 2)) == (5.3, 2.45)


@pytest.mark.parametrize(
    ("year", "satisfied", "n", "percent", "low", "high"),
    [(2017, 2_206, 2_688, 82.07, 80.57, 83.47), (2018, 2_059, 2_625, 78.44, 76.82, 79.97)],
)
def test_csat(
    reference: Path, backend: Any, year: int, satisfied: int, n: int, percent: float, low: float, high: float
) -> None:
    score = score_survey(airport(reference, backend, year), "Q7ALL", "csat", weighted=False)
    assert score.n == n
    assert sum(one.count for one in score.counts if one.code >= 4) == satisfied
    assert score.value is not None
    assert score.low is not None
    assert score.high is not None
    assert [round(100 * one, 2) for one in (score.value, score.low, score.high)] == [percent, low, high]


def test_a_column_with_blanks_after_its_name(reference: Path) -> None:
    described = describe_survey(reference / "sfo_2018.csv", column="Q14FIND", scale="csat")
    assert described.score.n > 0
    assert describe_survey(reference / "sfo_2018.csv", column="Q14FIND ", scale="csat").score == described.score
