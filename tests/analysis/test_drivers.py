"""Key drivers against what R prints of its own data, and many tests at once."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.analysis import BadParameter, UnknownColumn, adjust, key_drivers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SWISS = {
    "Agriculture": 0.057091, "Examination": 0.171173, "Education": 0.260135, "Catholic": 0.105570,
    "Infant.Mortality": 0.112766,
}  # fmt: skip
CARS = {"cyl": 0.2284797, "disp": 0.2221469, "hp": 0.2321744, "gear": 0.0963886}


def made_up(n: int = 60) -> pd.DataFrame:
    dice = np.random.default_rng(3)
    table = pd.DataFrame(dice.normal(size=(n, 3)), columns=["a", "b", "c"])
    return table.assign(y=2 * table["a"] + table["b"] + dice.normal(size=n))


def test_lmg_of_swiss_fertility_as_r_has_it(reference: Path) -> None:
    found = key_drivers(pd.read_csv(reference / "swiss.csv"), "Fertility", list(SWISS), draws=20)
    assert {one.name: one.weight for one in found.drivers} == pytest.approx(SWISS, abs=1e-6)
    assert found.r_squared == pytest.approx(0.706735, abs=1e-6)
    assert (found.n, found.too_few) == (47, True)


def test_relative_weights_of_mtcars_as_r_has_them(reference: Path) -> None:
    found = key_drivers(pd.read_csv(reference / "mtcars.csv"), "mpg", list(CARS), method="johnson", draws=20)
    assert {one.name: one.weight for one in found.drivers} == pytest.approx(CARS, abs=1e-7)


@pytest.mark.parametrize("method", ["lmg", "johnson"])
def test_weights_add_up_to_r_squared_and_shares_to_one(method: str) -> None:
    found = key_drivers(made_up(), "y", ["a", "b", "c"], method=method, draws=50)  # type: ignore[arg-type]
    assert sum(one.weight for one in found.drivers) == pytest.approx(found.r_squared)
    assert sum(found.shares.values()) == pytest.approx(1)
    assert [one.name for one in found.drivers] == ["a", "b", "c"]
    assert all(0 <= one.low <= one.share <= one.high <= 1 for one in found.drivers)


def test_lmg_is_what_each_adds_averaged_over_all_orders() -> None:
    # By the definition, with each regression done by itself: 3! orders of the three questions.
    table = made_up().assign(c=lambda one: one["c"] + 0.8 * one["a"])
    orders = list(permutations(["a", "b", "c"]))
    added = dict.fromkeys("abc", 0.0)
    for order in orders:
        for place, name in enumerate(order):
            gain = r_squared(table, order[: place + 1]) - r_squared(table, order[:place])
            added[name] += gain / len(orders)
    found = key_drivers(table, "y", ["a", "b", "c"], draws=5)
    assert {one.name: one.weight for one in found.drivers} == pytest.approx(added)


def r_squared(table: pd.DataFrame, names: Sequence[str]) -> float:
    sides = np.column_stack([np.ones(len(table)), table[list(names)]])
    left = table["y"] - sides @ np.linalg.lstsq(sides, table["y"], rcond=None)[0]
    return float(1 - left.var(ddof=0) / table["y"].var(ddof=0))


def test_one_question_explains_all_that_is_explained() -> None:
    table = pd.DataFrame({"y": [1.0, 2, 3, 5, 4], "a": [1.0, 2, 3, 4, 5]})
    found = key_drivers(table, "y", ["a"], draws=5)
    assert found.r_squared == pytest.approx(0.81)
    assert found.shares == {"a": pytest.approx(1)}


def test_who_left_a_question_out_does_not_count() -> None:
    table = made_up()
    table.loc[:9, "b"] = np.nan
    found = key_drivers(table, "y", ["a", "b", "c"], draws=5)
    assert (found.n, found.left_out) == (50, 10)


def test_what_cannot_be_told_is_refused_by_name() -> None:
    table = made_up()
    with pytest.raises(UnknownColumn, match="Did you mean"):
        key_drivers(table.rename(columns={"a": "answer"}), "y", ["answr"])
    with pytest.raises(BadParameter, match="same answer"):
        key_drivers(table.assign(a=1.0), "y", ["a", "b"])
    with pytest.raises(BadParameter, match="together"):
        key_drivers(table.assign(d=table["a"] + table["b"]), "y", ["a", "b", "d"])
    with pytest.raises(BadParameter, match="respondents"):
        key_drivers(table.head(3), "y", ["a", "b", "c"])
    with pytest.raises(BadParameter, match="lmg"):
        key_drivers(table, "y", ["a"], method="shapley")  # type: ignore[arg-type]
    with pytest.raises(BadParameter, match="questions"):
        key_drivers(table, "y", ["a", "a"])


def test_benjamini_hochberg_by_hand() -> None:
    # Sorted .01 .02 .03 .5, times 4 / rank: .04 .04 .04 .5; what is missing is no test.
    assert adjust([0.02, None, 0.01, 0.5, 0.03]) == (
        pytest.approx(0.04), None, pytest.approx(0.04), pytest.approx(0.5), pytest.approx(0.04),
    )  # fmt: skip
    assert adjust([]) == ()
    with pytest.raises(BadParameter):
        adjust([1.2])


@given(st.lists(st.floats(0, 1), max_size=20))
def test_adjusted_is_never_smaller(p_values: list[float]) -> None:
    for before, after in zip(p_values, adjust(p_values), strict=True):
        assert after is not None
        assert before - 1e-12 <= after <= 1
