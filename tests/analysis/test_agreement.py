"""Krippendorff's α against his own examples, and what to talk about first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_widgets.analysis import BadParameter, disagreements, krippendorff_alpha
from cjm_widgets.analysis.alpha import alpha_interval, alpha_of_units
from cjm_widgets.model import Emotion, Entity, Journey, Persona, Settings, Stage, Team, Touchpoint, Workshop, document
from cjm_widgets.model.checks.subject import Subject
from cjm_widgets.model.checks.unfinished_way import widest
from cjm_widgets.model.workshop import shelve

# K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011, example C: four observers, twelve units.
FOUR = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
RATINGS = st.lists(st.lists(st.one_of(st.none(), st.integers(-2, 2)), min_size=4, max_size=4), min_size=2, max_size=5)


@pytest.mark.parametrize(("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_of_four_observers_as_published(level: str, published: float) -> None:
    assert krippendorff_alpha(FOUR, level) == pytest.approx(published, abs=5e-4)  # type: ignore[arg-type]


def test_alpha_of_two_observers_as_published() -> None:
    # The same paper: A, binary data of ten units, 0.095; B, five categories of twelve units, 0.692.
    binary = ((0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0))
    assert krippendorff_alpha(binary, "nominal") == pytest.approx(0.095, abs=5e-4)
    rows = ("aabbdcccedda", "babbbccceddd")
    first, second = (tuple(float("abcde".index(letter)) for letter in row) for row in rows)
    assert krippendorff_alpha((first, second), "nominal") == pytest.approx(0.692, abs=5e-4)


def test_alpha_is_one_where_all_agree_and_none_where_nothing_could_disagree() -> None:
    assert krippendorff_alpha([[1, 2, None, 0], [1, 2, 1, None]]) == 1
    assert krippendorff_alpha([[1, 1], [1, 1]]) is None
    assert krippendorff_alpha([[1, None], [None, 2]]) is None
    assert krippendorff_alpha([]) is None


def test_what_never_varies_has_no_interval() -> None:
    assert alpha_interval([[1.0, 1.0]] * 6) == (None, None)


def test_alpha_below_nought_is_worse_than_chance() -> None:
    # Two units on which the two say the opposite. Values 0 and 1, two of each; observed 4, expected 2 × 2 × 2 = 8:
    # 1 − 3 × 4 / 8 = −0.5.
    assert krippendorff_alpha([[0, 1], [1, 0]], "nominal") == pytest.approx(-0.5)


@given(RATINGS)
def test_who_says_it_does_not_matter_and_alpha_never_passes_one(ratings: list[list[int | None]]) -> None:
    for level in ("nominal", "ordinal", "interval"):
        alpha = krippendorff_alpha(ratings, level)  # type: ignore[arg-type]
        assert alpha is None or alpha <= 1 + 1e-9
        turned = krippendorff_alpha(ratings[::-1], level)  # type: ignore[arg-type]
        assert turned == (None if alpha is None else pytest.approx(alpha))


@given(RATINGS)
def test_the_ordinal_alpha_looks_at_the_order_only(ratings: list[list[int | None]]) -> None:
    stretched = [[None if one is None else 10 * one**3 for one in row] for row in ratings]
    alpha = krippendorff_alpha(ratings)
    assert krippendorff_alpha(stretched) == (None if alpha is None else pytest.approx(alpha))


def test_rows_of_different_lengths_and_unknown_levels_are_refused() -> None:
    with pytest.raises(BadParameter, match="differ"):
        krippendorff_alpha([[1], [1, 2]])
    with pytest.raises(BadParameter, match="ordinal"):
        krippendorff_alpha(FOUR, "ratio")  # type: ignore[arg-type]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.lists(st.integers(-2, 2).map(float), min_size=2, max_size=4), min_size=5, max_size=8))
def test_the_interval_is_the_same_each_time(units: list[list[float]]) -> None:
    if alpha_of_units(units) is not None:
        low, high = alpha_interval(units)
        assert (low, high) == alpha_interval(units)
        assert low is not None
        assert high is not None
        assert low <= high <= 1 + 1e-9


def score(touchpoint: str, valence: int | None, team: str | None, place: int, persona: str | None = None) -> Emotion:
    return Emotion(id=f"e-{touchpoint}-{place}", touchpoint=touchpoint, valence=valence, team=team, persona=persona)


def room(scores: dict[str, list[tuple[int | None, str | None]]], *more: Entity) -> Workshop:
    things: list[Entity] = [
        Settings(id="w-1", title="W"),
        Journey(id="j-1", title="J", persona="n-1"),
        Stage(id="s-1", journey="j-1", name="S"),
        Persona(id="n-1", name="N"),
        Team(id="shop", name="Shop"),
        Team(id="service", name="Service"),
        *more,
    ]
    for place, (name, told) in enumerate(scores.items()):
        things.append(Touchpoint(id=name, journey="j-1", stage="s-1", name=name, rank=f"{place + 1}"))
        things += [score(name, valence, team, n) for n, (valence, team) in enumerate(told)]
    return Workshop("w-1", shelve(things))


def test_the_widest_comes_first_and_too_few_last() -> None:
    made = disagreements(
        room({
            "close": [(1, None), (1, None), (0, None)],
            "few": [(-2, None), (2, None)],
            "teams": [(2, "shop"), (1, "shop"), (-2, "service"), (-1, "service")],
            "within": [(2, "shop"), (-1, "shop"), (-1, "service"), (2, "service")],
        }),
        "j-1",
    )  # fmt: skip
    assert [one.touchpoint for one in made.first] == ["teams", "within", "close", "few"]
    teams, within, close, few = made.first
    # Shop 1.5, Service −1.5: each is 0.5 off its mean, 4 × 0.25 / 2 within; 3 apart; of 10 in all 9 lie between.
    assert (teams.within, teams.between, teams.share_between) == (pytest.approx(0.5**0.5), 3, pytest.approx(0.9))
    assert "teams that differ: Shop says +1.5, Service −1.5" in teams.said
    assert within.share_between == 0
    assert "it is teams" not in within.said
    assert "close together" in close.said
    assert few.too_few
    assert few.spread is None
    assert "2 scores are too few" in few.said
    assert made.n == 13


def test_one_score_a_team_is_told_with_its_n() -> None:
    (one,) = disagreements(room({"t": [(2, "shop"), (-1, "service"), (0, None)]}), "j-1").first
    assert (one.between, one.share_between, one.within) == (3, None, None)
    assert "lowest Service (n 1), highest Shop (n 1)" in one.said


def test_another_personas_scores_are_left_out() -> None:
    other = Persona(id="n-2", name="O")
    made = disagreements(room({"t": [(1, None), (1, None), (0, None)]}, other, score("t", -2, None, 9, "n-2")), "j-1")
    assert (made.first[0].low, made.first[0].n) == (0, 3)


def test_nothing_scored_says_so() -> None:
    made = disagreements(room({"t": [(None, None)]}), "j-1")
    assert made.alpha is None
    assert "Too few" in made.said
    assert made.first[0].n == 0
    assert disagreements(room({}), "nowhere").first == ()
    assert list(made.table()["touchpoint"]) == ["t"]


def test_what_to_talk_about_first_is_what_the_checks_ask_to_open() -> None:
    file = Path(__file__).parents[2] / "sample_data" / "online-shop.cjm.json"
    sample = document.load(file.read_text(encoding="utf-8"))
    (journey,) = sample.all(Journey)
    asked = [one.id for one, _low, _high in widest(Subject(sample, journey, date(2026, 11, 22)))]
    assert asked[:2] == [one.touchpoint for one in disagreements(sample, journey.id).first[:2]]
    assert len(asked) > 2
