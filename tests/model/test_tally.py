"""Counting ballots that carry no name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.model.tally import Marks, agreement, dots_for, enough, marks_of, marks_text, tally, top_of

CARDS = ("a", "b", "c", "d", "e")


@pytest.mark.parametrize(
    ("rule", "cards", "dots"),
    [("3", 40, 3), ("5", 2, 5), (None, 9, 3), ("sqrt", 9, 3), ("sqrt", 10, 4), ("sqrt", 1, 1), ("sqrt", 2, 2)],
)
def test_dots_of_each(rule: str | None, cards: int, dots: int) -> None:
    assert dots_for(rule, cards) == dots


def test_the_top_three_with_those_who_are_even() -> None:
    assert top_of({"a": 5, "b": 4, "c": 3, "d": 1}) == ("a", "b", "c")
    assert top_of({"a": 5, "b": 4, "c": 3, "d": 3}) == ("a", "b", "c", "d")
    assert top_of({"a": 1, "b": 0}) == ("a",)
    assert top_of({}) == ()


def test_one_voter_less() -> None:
    firm = [Marks(dots={"a": 1, "b": 1, "c": 1}) for _ in range(4)]
    assert tally(CARDS, firm).tipping == 0
    # d is one dot behind c: each of the three who gave c a dot would, left out, draw d level.
    close = [*(Marks(dots={"a": 1, "b": 1, "c": 1}) for _ in range(3)), Marks(dots={"a": 1, "b": 1, "d": 1}),
             Marks(dots={"a": 1, "b": 1, "d": 1})]  # fmt: skip
    assert tally(CARDS, close).tipping == 3


def test_agreement() -> None:
    same, other = Marks(dots={"a": 2, "b": 1}), Marks(dots={"c": 3})
    assert agreement([same, same]) == 1
    assert agreement([same, other]) == 0
    assert agreement([same, Marks(dots={"a": 1, "c": 2})]) == pytest.approx(1 / 3)
    assert agreement([same]) is None


def test_ballots_without_dots_took_no_part() -> None:
    counted = tally(CARDS, [Marks(dots={}), Marks(dots={"gone": 2}), Marks(dots={"a": 1, "gone": 1})])
    assert (counted.took_part, counted.dots["a"], sum(counted.dots.values())) == (1, 1, 1)


def test_teams_are_told_where_nobody_stands_out() -> None:
    five, seven = ["x"] * 5, ["y"] * 7
    assert enough([*five, *seven]) == {"x", "y"}
    assert enough([*["x"] * 4, *seven]) == set()
    assert enough([*five, *seven, None]) == {"y"}, "the one without a team hides among the five"
    assert enough([*five, *seven, *[None] * 5]) == {"x", "y"}
    assert enough([None, *five]) == set()


ballots = st.lists(st.dictionaries(st.sampled_from(CARDS), st.integers(1, 3), max_size=3), max_size=9)


@given(ballots)
def test_the_order_of_ballots_is_nothing(given_dots: list[dict[str, int]]) -> None:
    one = tally(CARDS, [Marks(dots=dots) for dots in given_dots])
    other = tally(CARDS, [Marks(dots=dots) for dots in reversed(given_dots)])
    assert one == other
    assert sum(one.dots.values()) == sum(sum(dots.values()) for dots in given_dots)
    assert 0 <= one.tipping <= one.took_part


@given(st.dictionaries(st.from_regex(r"\A[a-z0-9][a-z0-9_-]{0,20}\Z"), st.integers(1, 9)))
def test_marks_are_read_as_written(dots: dict[str, int]) -> None:
    assert marks_of(marks_text(dots)) == dots
