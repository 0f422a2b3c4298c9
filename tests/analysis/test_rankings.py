"""Rankings with ties, Kendall's τ-b by hand, and one voter less."""

from __future__ import annotations

import math
import random
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.analysis import BadParameter, kendall_tau, one_voter_less, rank_pains, rankings
from cjm_widgets.analysis.pains import pain_score
from cjm_widgets.analysis.rankings import METHODS, ranked
from cjm_widgets.model import Journey, Opportunity, PainPoint, Settings, Workshop
from cjm_widgets.model.entities.action import METHOD_FIELDS
from cjm_widgets.model.workshop import shelve

SCORES = st.lists(st.integers(0, 5).map(float), min_size=3, max_size=12)


def workshop(*things: object) -> Workshop:
    return Workshop("w-1", shelve([Settings(id="w-1", title="W"), Journey(id="j-1", title="J"), *things]))  # type: ignore[list-item]


def opportunity(id: str, **fields: object) -> Opportunity:
    return Opportunity(id=id, journey="j-1", question=f"How might we {id}?", **fields)  # type: ignore[arg-type]


def test_methods_are_those_that_a_journey_chooses_from() -> None:
    assert set(METHODS) == set(METHOD_FIELDS)


def test_equals_share_the_better_rank() -> None:
    assert ranked({"a": 5.0, "b": 3.0, "c": 3.0, "d": 1.0, "e": None}) == {"a": 1, "b": 2, "c": 2, "d": 4}


@given(st.dictionaries(st.text(max_size=3), st.one_of(st.none(), st.integers(0, 4).map(float)), max_size=12))
def test_ranks_begin_at_one_and_follow_the_scores(scores: dict[str, float | None]) -> None:
    ranks = ranked(scores)
    assert set(ranks) == {id for id, score in scores.items() if score is not None}
    assert min(ranks.values(), default=1) == 1
    for one, other in permutations(ranks, 2):
        assert (ranks[one] < ranks[other]) == ((scores[one] or 0) > (scores[other] or 0))


def test_tau_by_hand() -> None:
    # Of ten pairs seven run alike and three do not: (7 − 3) / 10.
    assert kendall_tau([1, 2, 3, 4, 5], [3, 1, 2, 5, 4]) == pytest.approx(0.4)
    # Six pairs, one tied in each row, four alike: 4 / √(5 × 5).
    assert kendall_tau([1, 1, 2, 3], [1, 2, 2, 3]) == pytest.approx(0.8)
    assert kendall_tau([1, 2], [1, 2]) is None
    assert kendall_tau([1, 1, 1], [1, 2, 3]) is None


def test_a_pair_without_both_numbers_does_not_count() -> None:
    assert kendall_tau([1, 2, 3, math.nan], [3, 2, 1, 9]) == -1
    assert kendall_tau([1, 2, math.nan], [1, 2, 3]) is None


def test_ranking_is_the_definition_whatever_the_ties() -> None:
    dice = random.Random(4)
    scores = {str(n): dice.choice([None, 1.0, 2.0, 2.5, 7.0]) for n in range(1000)}
    given = [one for one in scores.values() if one is not None]
    found = ranked(scores)
    assert found == {id: 1 + sum(b > a for b in given) for id, a in scores.items() if a is not None}


@given(SCORES)
def test_tau_with_itself_is_one_and_with_the_reverse_minus_one(scores: list[float]) -> None:
    if len(set(scores)) > 1:
        assert kendall_tau(scores, scores) == pytest.approx(1)
        assert kendall_tau(scores, [-one for one in scores]) == pytest.approx(-1)
    else:
        assert kendall_tau(scores, scores) is None


def test_opportunities_are_ranked_by_every_method_that_scores_one() -> None:
    made = rankings(
        workshop(
            opportunity("o-1", impact=5, effort=1, ice_impact=5, ice_confidence=5, ice_ease=5),
            opportunity("o-2", impact=5, effort=5, ice_impact=5, ice_confidence=5, ice_ease=5),
            opportunity("o-3", impact=1, effort=1),
            opportunity("o-4", standing="hidden", impact=5, effort=1),
        ),
        "j-1",
    )
    assert made.methods == ("impact_effort", "ice")
    places = {(place.method, place.opportunity): (place.rank, place.tied) for place in made.places}
    assert places == {
        ("impact_effort", "o-1"): (1, False), ("impact_effort", "o-2"): (2, False),
        ("impact_effort", "o-3"): (3, False),
        ("ice", "o-1"): (1, True), ("ice", "o-2"): (1, True), ("ice", "o-3"): (None, False),
    }  # fmt: skip
    (tau,) = made.taus
    assert (tau.tau, tau.n) == (None, 2)
    assert "too few" in tau.said
    assert made.always_on_top == ("o-1", "o-2")
    table = made.table()
    assert list(table.loc[["o-1", "o-2", "o-3"], "impact_effort_rank"]) == [1, 2, 3]
    assert table["ice_rank"].isna().sum() == 1


def test_without_scores_nothing_is_said_of_how_far_it_holds() -> None:
    made = rankings(workshop(opportunity("o-1")), "j-1")
    assert (made.methods, made.places, made.taus, made.always_on_top) == ((), (), (), ())
    assert "nothing can be said" in made.said


def test_one_voter_less_changes_the_top_three() -> None:
    # a 10, b 10, c 2, d 2: c and d are even. Without the third voter d falls out, without the fourth c does.
    ballots = [{"a": 5, "b": 5}, {"a": 5, "b": 5}, {"d": 2}, {"c": 2}]
    found = one_voter_less(ballots)
    assert set(found.top) == {"a", "b", "c", "d"}
    assert (found.voters, found.tipping, found.holds) == (4, 2, False)
    assert set(found.instead) == {("a", "b", "c"), ("a", "b", "d")}
    assert "2 of 4" in found.said


def test_one_voter_less_changes_nothing_where_the_room_agrees() -> None:
    found = one_voter_less([{"a": 3, "b": 2, "c": 1, "d": 0}] * 5)
    assert (found.top, found.tipping, found.holds) == (("a", "b", "c"), 0, True)
    nobody = one_voter_less([{}, {"a": 0}])
    assert (nobody.voters, nobody.top, nobody.holds) == (0, (), False)


@given(st.lists(st.dictionaries(st.sampled_from("abcde"), st.integers(0, 3), max_size=5), max_size=8))
def test_who_votes_first_does_not_matter(ballots: list[dict[str, float]]) -> None:
    one, other = one_voter_less(ballots), one_voter_less(ballots[::-1])
    assert (one.voters, one.top, one.tipping, set(one.instead)) == (
        other.voters, other.top, other.tipping, set(other.instead),
    )  # fmt: skip
    assert 0 <= one.tipping <= one.voters


def test_pains_by_hand() -> None:
    assert [pain_score(4, 4), pain_score(0, 4), pain_score(3, None), pain_score(None, 1)] == [16, 0, None, None]
    with pytest.raises(BadParameter, match="frequency"):
        pain_score(1, 0)
    made = rank_pains(
        workshop(
            PainPoint(id="p-1", journey="j-1", description="rare", severity=4, frequency=1),
            PainPoint(id="p-2", journey="j-1", description="common", severity=2, frequency=4),
            PainPoint(id="p-3", journey="j-1", description="unrated", severity=2),
            PainPoint(id="p-4", journey="j-1", description="small", severity=1, frequency=4),
        ),
        "j-1",
    )
    assert [(one.pain, one.score, one.rank, one.top) for one in made] == [
        ("p-2", 8, 1, True), ("p-1", 4, 2, True), ("p-4", 4, 2, False), ("p-3", None, None, False),
    ]  # fmt: skip
