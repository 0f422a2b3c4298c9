"""Step 8: what one voter less changes of a vote on opportunities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.model import Opportunity, Role, Viewer, Vote
from cjm_widgets.steps import Actions
from cjm_widgets.steps.frames import journey_of
from cjm_widgets.view.chances import question_said
from cjm_widgets.view.holding import holding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.store import Seat, Store


def ask(seat: Seat, cards: Sequence[str], ballots: Sequence[Mapping[str, int]]) -> Vote:
    vote = seat.votes.open("Which first?", cards, step="action").result(10)
    for number, dots in enumerate(ballots):
        seat.votes.cast(vote, dots, paper=f"sheet {number}").result(10)
    seat.votes.close(vote).result(10)
    found = seat.workshop.find(Vote, vote)
    assert found is not None
    return found


def opportunities(seat: Seat, journey: str) -> list[Opportunity]:
    found = list(seat.workshop.of(Opportunity, journey=journey))
    assert len(found) >= 4
    return found


def test_without_a_vote_it_says_so(seat: Seat, journey: str) -> None:
    assert Actions(seat, journey).one_voter_less() == "There was no vote on opportunities yet."
    assert "Dots" not in holding(seat.workshop, journey_of(seat.workshop, journey)).html


def test_the_first_three_that_hold(seat: Seat, journey: str) -> None:
    a, b, c, *_others = (one.id for one in opportunities(seat, journey))
    cards = [one.id for one in opportunities(seat, journey)]
    ask(seat, cards, [{a: 1, b: 1, c: 1}] * 4)
    said = "Dots: the first three stay the same whichever of the 4 voters is left out."
    assert Actions(seat, journey).one_voter_less() == said
    assert said in holding(seat.workshop, journey_of(seat.workshop, journey)).html


def test_what_one_voter_less_would_bring_in(seat: Seat, sample_store: Store, journey: str) -> None:
    found = opportunities(seat, journey)
    a, b, c, d = (one.id for one in found[:4])
    # d has one dot less than c, who has two of them from one voter.
    ask(seat, [a, b, c, d], [{a: 2, b: 1}, {a: 1, b: 2}, {a: 1, b: 2}, {c: 2}, {d: 1, a: 1}])
    said = Actions(seat, journey).one_voter_less()
    assert said.startswith("Dots: the first three hang on one voter: 1 of 5 ballots, left out, would change them.")
    third, fourth = (question_said(one) for one in found[2:4])
    assert f"Without one voter, “{fourth}” would come in for “{third}”." in said
    # Whoever takes part has no ballots to look at: the count is all they are told.
    theirs = sample_store.seat(seat.workshop.id, Viewer(role=Role.PARTICIPANT))
    told = Actions(theirs, journey).one_voter_less()
    assert told == "Dots: the first three hang on one voter: 1 of 5 ballots, left out, would change them."
    theirs.close()


def test_a_vote_in_which_nobody_gave_a_dot(seat: Seat, journey: str) -> None:
    ask(seat, [one.id for one in opportunities(seat, journey)], [])
    assert Actions(seat, journey).one_voter_less() == "In the vote “Which first?” nobody gave a dot."
