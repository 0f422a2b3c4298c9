"""Votes: what was asked, and what came out. Open ballots are none of these; they lie in a table of their own.

Nobody edits these: a vote is opened and closed by those who lead, and the kit writes down what came out.
"""

from __future__ import annotations

from typing import Final

from cjm_widgets.model.declare import belongs_to, choice, count, number, prose, ref, text
from cjm_widgets.model.entities.people import DOTS
from cjm_widgets.model.entities.talk import STEPS
from cjm_widgets.model.entity import Entity, Item, entity
from cjm_widgets.words import N_

STATES: Final = (("open", N_("Open")), ("closed", N_("Closed")))


@entity
class Vote(Item):
    """A round of dot voting. Its cards are its options, its result stands there and here once it is closed."""

    KIND = "vote"
    LABEL = N_("Vote")

    question: str = text(N_("Question"), required=True, first=True)
    step: str | None = choice(STEPS, N_("Step"))
    dots: str | None = choice(DOTS, N_("Dots per person"), default="3")
    dots_each: int | None = count(N_("Dots each"), N_("How many dots each person had."))
    limit: int | None = count(N_("At most on one card"), N_("Empty where all dots may go to one card."))
    state: str | None = choice(STATES, N_("State"), default="open")
    opened_at: str = text(N_("Opened at"), N_("UTC, ISO 8601."))
    closed_at: str = text(N_("Closed at"), N_("UTC, ISO 8601."))
    took_part: int | None = count(N_("Took part"), N_("How many people gave at least one dot."))
    tipping: int | None = count(
        N_("One voter less"), N_("How many ballots would each, left out, change the top three.")
    )
    agreement: float | None = number(
        N_("Agreement"),
        N_("The share of dots that two people, picked at random, put on the same cards: 0 none, 1 all."),
        low=0,
        high=1,
    )
    repeats: str | None = ref("vote", label=N_("Repeats"), entered=False)
    """The vote that this one asks again."""


@entity
class VoteOption(Item):
    """A card that is voted on."""

    KIND = "vote_option"
    LABEL = N_("Option")

    vote: str = belongs_to("vote", label=N_("Vote"), entered=False)
    card: str = belongs_to(label=N_("Card"), entered=False)
    dots: int | None = count(N_("Dots"))
    voters: int | None = count(N_("People"), N_("How many people gave it at least one dot."))


@entity
class TeamTotal(Entity):
    """What one team gave an option; only of teams of which at least five took part."""

    KIND = "team_total"
    LABEL = N_("Team's dots")

    option: str = belongs_to("vote_option", label=N_("Option"), entered=False)
    team: str | None = ref("team", label=N_("Team"), entered=False)
    dots: int | None = count(N_("Dots"))
    took_part: int | None = count(N_("Took part"), N_("How many of the team took part in the vote."))


@entity
class Ballot(Entity):
    """One ballot of a closed vote, without any trace of whose it was. Not in files."""

    KIND = "ballot"
    LABEL = N_("Ballot")
    FILED = False

    vote: str = belongs_to("vote", label=N_("Vote"), entered=False)
    team: str | None = ref("team", label=N_("Team"), entered=False)
    marks: str = prose(N_("Marks"), N_("Cards and dots: card-1=2 card-2=1."))
