"""From a survey with a row an answer sheet to shares of what drives its overall score, and to moments of truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from cjm_widgets.analysis import key_drivers, propose_moments
from cjm_widgets.model import Claim, Draft, Measurement, ModelError, Source, deleting
from cjm_widgets.steps import Emotions
from cjm_widgets.steps.accepting import accept
from cjm_widgets.steps.importing import DataKind, Importing
from cjm_widgets.steps.measuring import update_measurements

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.store import Seat

RATED = ("checkout", "parcel", "refund")
TIED = {
    "checkout": "touchpoint-starts-checkout",
    "parcel": "touchpoint-gets-parcel",
    "refund": "touchpoint-waits-for-refund",
}


def sheets(n: int) -> pd.DataFrame:
    """Make ``n`` answer sheets in which the refund weighs most, and the tenth person left one question out."""
    dice = np.random.default_rng(5)
    table = pd.DataFrame({name: dice.integers(1, 6, n) for name in RATED})
    whole = 0.2 * table["checkout"] + 0.3 * table["parcel"] + table["refund"] + dice.normal(0, 0.5, n)
    table.insert(0, "overall", (whole / 1.5).round().clip(1, 5).astype(int))
    table.loc[9, "parcel"] = 9  # a code for “never had one”
    return table


def bring_in(seat: Seat, folder: Path, table: pd.DataFrame) -> str:
    file = folder / "sheets.csv"
    table.to_csv(file, index=False)
    importing = Importing(file)
    answers = {**importing.guesses(DataKind.SURVEY), "missing": "9", "consent": "invented"}
    return accept(seat, importing.prepare(DataKind.SURVEY, answers))


def tie(seat: Seat, source: str, names: dict[str, str]) -> None:
    claims = {one.name: one.id for one in seat.workshop.of(Claim, source=source)}
    drafts = [Draft(kind="claim", entity=claims[name], fields={"about": about}) for name, about in names.items()]
    seat.apply(drafts).result()


def shares(seat: Seat) -> dict[str, Measurement]:
    return {one.about: one for one in seat.workshop.of(Measurement, measure="driver")}


def test_the_columns_are_guessed_and_each_rating_is_tied_by_itself(seat: Seat, tmp_path: Path) -> None:
    file = tmp_path / "sheets.csv"
    sheets(60).assign(id=range(1000, 1060), nps=8).to_csv(file, index=False)
    importing = Importing(file)
    guesses = importing.guesses(DataKind.SURVEY)
    assert (guesses["csat"], guesses["nps"]) == ("overall", "nps")
    assert guesses["ratings"] == "\n".join(RATED)
    with pytest.raises(ModelError, match="There is no column “delivery”"):
        importing.prepare(DataKind.SURVEY, {**guesses, "ratings": "checkout\ndelivery", "consent": "invented"})
    source = accept(seat, importing.prepare(DataKind.SURVEY, {**guesses, "consent": "invented"}))
    assert [one.name for one in seat.workshop.of(Claim, source=source)] == ["nps", *RATED]


def test_shares_are_written_down_with_n_and_interval(seat: Seat, journey: str, tmp_path: Path) -> None:
    table = sheets(120)
    tie(seat, bring_in(seat, tmp_path, table), TIED)
    update_measurements(seat, journey)
    told = key_drivers(table.where(table != 9).rename(columns=TIED), "overall", list(TIED.values()))
    found = shares(seat)
    assert found.keys() == set(TIED.values())
    for driver in told.drivers:
        one = found[driver.name]
        assert (one.value, one.low, one.high) == pytest.approx(
            (100 * driver.share, 100 * driver.low, 100 * driver.high), abs=1e-4
        )
        assert (one.n, one.grain, one.too_few) == (119, "response", False)
    # A rating is about its own touchpoint and no other; the overall score is about none.
    rated = seat.workshop.of(Measurement, about=TIED["parcel"], source=found[TIED["parcel"]].source)
    assert {one.measure: one.n for one in rated} == {"csat": 119, "driver": 119}


def test_moments_of_truth_stand_on_the_shares(seat: Seat, journey: str, tmp_path: Path) -> None:
    before = propose_moments(seat.workshop, journey)
    assert not any(one.driven for one in before.moments)
    assert "no survey has an overall score" in before.missing
    tie(seat, bring_in(seat, tmp_path, sheets(120)), TIED)
    update_measurements(seat, journey)
    made = propose_moments(seat.workshop, journey)
    driven = [one for one in made.moments if one.driven]
    assert driven
    assert made.missing == ""
    assert made.moments[: len(driven)] == tuple(driven)
    one = driven[0]
    assert one.reach is not None
    assert one.score == pytest.approx(one.weight * one.reach * abs(one.gap))
    assert one.weight == pytest.approx((shares(seat)[one.touchpoint].value or 0) / 100)
    assert "share of what drives the overall score" in one.said
    assert Emotions(seat, journey).moments()["driven"].iloc[0]


def test_two_ratings_of_one_touchpoint_count_as_their_mean(seat: Seat, journey: str, tmp_path: Path) -> None:
    table = sheets(120)
    tie(seat, bring_in(seat, tmp_path, table), {**TIED, "parcel": TIED["checkout"]})
    update_measurements(seat, journey)
    whole = table.where(table != 9)
    both = whole.assign(both=(whole["checkout"] + whole["parcel"]) / 2)
    told = key_drivers(both, "overall", ["both", "refund"]).shares
    found = shares(seat)
    assert (found[TIED["checkout"]].value or 0) / 100 == pytest.approx(told["both"], abs=1e-4)
    (one,) = seat.workshop.of(
        Measurement, about=TIED["checkout"], measure="csat", source=found[TIED["checkout"]].source
    )
    assert one.n == 120 + 119


@pytest.mark.parametrize(
    ("n", "change", "names", "said"),
    [
        (29, {}, TIED, "28 answer sheets are too few"),
        (120, {"refund": 3}, TIED, "gave no shares"),
        (120, {}, {"refund": TIED["refund"]}, "no survey has an overall score"),
        (120, {}, {**TIED, "overall": "touchpoint-pays"}, "tied to no touchpoint"),
    ],
    ids=["too few", "all alike", "one tie", "the whole is about one place"],
)
def test_what_is_missing_is_said(
    seat: Seat, journey: str, tmp_path: Path, n: int, change: dict[str, int], names: dict[str, str], said: str
) -> None:
    tie(seat, bring_in(seat, tmp_path, sheets(n).assign(**change)), names)
    update_measurements(seat, journey)
    made = propose_moments(seat.workshop, journey)
    assert said in made.missing
    assert not any(one.driven for one in made.moments)


def test_without_a_survey_it_says_where_to_bring_one_in(seat: Seat, journey: str) -> None:
    seat.apply([deleting(one) for one in seat.workshop.of(Source, type="survey")]).result()
    assert "no survey is there. Bring one in at step 2" in propose_moments(seat.workshop, journey).missing
