"""What comes out of a vote: counted from ballots that carry no name."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from math import isqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SMALLEST_TEAM: Final = 5
"""Of a team of which fewer people took part, nothing is told apart: it would tell who it was."""
TOP: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """One person's dots by card, and their team where it may be told."""

    dots: Mapping[str, int]
    team: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamCount:
    """What one team gave."""

    took_part: int
    dots: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The result of a vote."""

    took_part: int
    """How many gave at least one dot."""
    dots: Mapping[str, int]
    """By card, every option of the vote."""
    voters: Mapping[str, int]
    """How many people gave a card at least one dot."""
    top: tuple[str, ...]
    """The three cards with most dots, with those that are even with the third; without dots, none."""
    tipping: int
    """How many ballots would each, left out, change the top three."""
    agreement: float | None
    """The share of dots that two people, picked at random, put on the same cards, 0–1; None below two people."""
    teams: Mapping[str, TeamCount] = field(default_factory=dict)
    """Teams of which at least five took part."""


def dots_for(rule: str | None, cards: int) -> int:
    """Give the dots of each person for a rule (``3``, ``5``, ``sqrt``) and so many cards: √n is rounded up."""
    if rule == "sqrt":
        return max(1, isqrt(cards - 1) + 1) if cards > 0 else 1
    return int(rule or 3)


def tally(options: Iterable[str], ballots: Sequence[Marks]) -> Tally:
    """Count ballots over the cards of a vote; a ballot without dots counts as nobody's."""
    cards = tuple(options)
    given = [_within(ballot, cards) for ballot in ballots]
    given = [ballot for ballot in given if ballot.dots]
    dots = _sum(cards, given)
    top = top_of(dots)
    return Tally(
        took_part=len(given),
        dots=dots,
        voters={card: sum(card in ballot.dots for ballot in given) for card in cards},
        top=top,
        tipping=sum(set(top_of(_without(dots, ballot))) != set(top) for ballot in given),
        agreement=agreement(given),
        teams=_teams(cards, given),
    )


def top_of(dots: Mapping[str, int], most: int = TOP) -> tuple[str, ...]:
    """Give the cards with most dots, the first ``most`` and whatever is even with the last of them."""
    ranked = sorted((card for card, n in dots.items() if n > 0), key=lambda card: (-dots[card], card))
    if len(ranked) <= most:
        return tuple(ranked)
    least = dots[ranked[most - 1]]
    return tuple(card for card in ranked if dots[card] >= least)


def agreement(ballots: Sequence[Marks]) -> float | None:
    """Give the mean share of dots that two ballots have in common, of the larger of the two; None below two."""
    if len(ballots) < 2:  # noqa: PLR2004 - it takes two
        return None
    shares = [_overlap(one.dots, other.dots) for one, other in combinations(ballots, 2)]
    return round(sum(shares) / len(shares), 6)


def enough(teams: Iterable[str | None], smallest: int = SMALLEST_TEAM) -> frozenset[str]:
    """Give the teams that may be told: at least ``smallest`` of each, and nobody stands out for having no team told.

    Were all but two people's teams told, those two would be known by what is missing; so the smallest of the told
    teams keeps them company.
    """
    named = list(teams)
    counts: dict[str, int] = {}
    for team in named:
        if team is not None:
            counts[team] = counts.get(team, 0) + 1
    told = sorted((team for team, n in counts.items() if n >= smallest), key=lambda team: (-counts[team], team))
    while told and 0 < len(named) - sum(counts[team] for team in told) < smallest:
        told.pop()
    return frozenset(told)


def marks_text(dots: Mapping[str, int]) -> str:
    """Give dots by card as a ballot holds them: ``card-1=2 card-2=1``."""
    return " ".join(f"{card}={n}" for card, n in sorted(dots.items()))


def marks_of(text: str) -> dict[str, int]:
    """Read what ``marks_text`` gave; what is none of it is left out."""
    pairs = (part.partition("=") for part in text.split())
    return {card: int(n) for card, _equals, n in pairs if card and n.isdecimal()}


def _within(ballot: Marks, cards: Sequence[str]) -> Marks:
    known = set(cards)
    return Marks(dots={card: n for card, n in ballot.dots.items() if n > 0 and card in known}, team=ballot.team)


def _sum(cards: Iterable[str], ballots: Iterable[Marks]) -> dict[str, int]:
    dots = dict.fromkeys(cards, 0)
    for ballot in ballots:
        for card, n in ballot.dots.items():
            dots[card] += n
    return dots


def _without(dots: Mapping[str, int], ballot: Marks) -> dict[str, int]:
    return {card: n - ballot.dots.get(card, 0) for card, n in dots.items()}


def _overlap(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    return sum(min(n, other.get(card, 0)) for card, n in one.items()) / max(sum(one.values()), sum(other.values()))


def _teams(cards: Sequence[str], ballots: Sequence[Marks]) -> dict[str, TeamCount]:
    counted = {}
    for team in sorted(enough(ballot.team for ballot in ballots)):
        theirs = [ballot for ballot in ballots if ballot.team == team]
        counted[team] = TeamCount(took_part=len(theirs), dots=_sum(cards, theirs))
    return counted
