"""Votes: opened, taken part in, closed. Until a vote is closed nobody can read more of it than how many take part.

A ballot lies in a table of its own under a name that only its owner's key can make. Closing counts them, writes what
came out into the log and empties the table, all in one transaction: it happens once, or not at all.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from cjm_widgets.model import (
    Ballot,
    Draft,
    InvalidValue,
    ModelError,
    Person,
    Refused,
    TeamTotal,
    Vote,
    VoteOption,
    derived_id,
    making,
    may_lead,
    may_take_part,
    new_id,
    spread,
)
from cjm_widgets.model.tally import Marks, dots_for, marks_text, tally
from cjm_widgets.store import log, schema, statements
from cjm_widgets.store.admit import Request, admit
from cjm_widgets.store.authors import is_small
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Future

    from cjm_widgets.model import Entity, Viewer, Workshop
    from cjm_widgets.store.place import Place
    from cjm_widgets.store.receipt import Receipt
    from cjm_widgets.store.turn import Turn

MOST_OPTIONS: Final = 2000
LONGEST_PAPER: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """All that can be known of an open vote."""

    started: int
    """How many ballots there are, papers among them."""
    finished: int
    """How many of their people say that they are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MyBallot:
    """One's own ballot in an open vote."""

    dots: Mapping[str, int]
    """By card."""
    done: bool


class Votes:
    """The votes of a workshop, for one seat."""

    def __init__(self, place: Place) -> None:
        """Vote at ``place``."""
        self._place = place

    def open(
        self,
        question: str,
        cards: Sequence[str],
        *,
        step: str | None = None,
        dots: str | None = None,
        limit: int | None = None,
        repeats: str | None = None,
    ) -> Future[str]:
        """Open a vote on these cards, for those who lead; the future gives its id.

        ``dots``: ``3``, ``5`` or ``sqrt``, else what the settings say; ``limit``: at most so many on one card. The
        future raises Refused or ModelError.
        """
        viewer, vote, batch = self._place.who(), new_id("vote"), new_id("batch")
        chosen = tuple(dict.fromkeys(cards))
        ids = [new_id("change") for _card in range(len(chosen) + 1)]

        def do(turn: Turn) -> str:
            may_lead(viewer, _(Vote.LABEL))
            if turn.workshop.find(Vote, vote) is not None:
                return vote  # tried again because nobody knew whether it had been written
            _check_options(turn.workshop, chosen)
            if limit is not None and limit < 1:
                raise InvalidValue(Vote.KIND, "limit", limit, _("It takes a whole number from 1."))
            rule = dots or turn.workshop.settings.dots or "3"
            made = Vote(
                id=vote, question=question, step=step, dots=rule, dots_each=dots_for(rule, len(chosen)), limit=limit,
                opened_at=turn.now, repeats=repeats,
            )  # fmt: skip
            ranks = spread(len(chosen))
            options = [
                VoteOption(id=_option_id(vote, card), vote=vote, card=card, rank=rank)
                for card, rank in zip(chosen, ranks, strict=True)
            ]
            drafts = [replace(making(thing), id=id) for thing, id in zip([made, *options], ids, strict=True)]
            admit(turn, Request(drafts=drafts, batch=batch, author=viewer.person))
            return vote

        return self._place.submit(do)

    def again(self, vote: str) -> Future[str]:
        """Ask a closed vote again, as a vote of its own, on those of its cards that are still there."""
        workshop = self._place.state.workshop
        old = workshop.find(Vote, vote)
        if old is None:
            raise ModelError(_(Vote.LABEL), _("There is no such vote."), _("Reload the page."))
        cards = [option.card for option in workshop.of(VoteOption, vote=vote)]
        return self.open(old.question, cards, step=old.step, dots=old.dots, limit=old.limit, repeats=vote)

    def cast(self, vote: str, dots: Mapping[str, int], *, done: bool = False, paper: str | None = None) -> Future[None]:
        """Put one's ballot in, in place of the one before; without dots it is taken back.

        ``paper`` names a ballot that those who lead enter for somebody: on paper, or without a device. The future
        raises Refused once the vote is closed, and InvalidValue for more dots than there are.
        """
        viewer, keys = self._place.who(), self._place.keys

        def do(turn: Turn) -> None:
            may_take_part(viewer, turn.clock, turn.workshop, _(Vote.LABEL))
            asked = _open_vote(turn.workshop, vote)
            name = keys.ballot(vote) if paper is None else _paper(viewer, vote, paper)
            if paper is None:
                _check_voter(viewer, lasting=keys.lasting)
            given = _checked(turn.workshop, asked, dots)
            here = {"workshop": turn.id, "vote": vote, "key": name}
            turn.link.run(statements.DELETE_BALLOT, here)
            if given or done:
                row = {
                    "dots": log.to_json(given), "done": done, "paper": paper is not None,
                    "team": None if paper is not None else _team(viewer, turn.workshop),
                }  # fmt: skip
                turn.link.run(statements.INSERT_BALLOT, {**here, **row})

        return self._place.submit(do)

    def mine(self, vote: str) -> MyBallot:
        """Give one's own ballot, as it lies in an open vote; papers cannot be read again."""
        table = schema.ballot.c
        here = (table.workshop == self._place.id, table.vote == vote, table.key == self._place.keys.ballot(vote))
        with self._place.database.reading() as connection:
            row = connection.execute(select(table.dots, table.done).where(*here)).first()
        return MyBallot(dots={}, done=False) if row is None else MyBallot(dots=json.loads(row[0]), done=bool(row[1]))

    def turnout(self, vote: str) -> Turnout:
        """Tell how many take part, and how many are done. Nobody can know more before the vote is closed."""
        table = schema.ballot.c
        query = select(table.done, func.count()).where(table.workshop == self._place.id, table.vote == vote)
        with self._place.database.reading() as connection:
            counts = {bool(done): n for done, n in connection.execute(query.group_by(table.done)).all()}
        return Turnout(started=sum(counts.values()), finished=counts.get(True, 0))

    def close(self, vote: str) -> Future[Receipt | None]:
        """Close a vote, for those who lead, and write down what came out. None where it was closed already.

        The future raises Refused or ModelError.
        """
        viewer, batch = self._place.who(), new_id("batch")

        def do(turn: Turn) -> Receipt | None:
            may_lead(viewer, _(Vote.LABEL))
            asked = turn.workshop.find(Vote, vote)
            if asked is None:
                raise ModelError(_(Vote.LABEL), _("There is no such vote."), _("Reload the page."))
            if asked.state == "closed":
                return None
            rows = turn.link.rows(statements.BALLOTS, {"workshop": turn.id, "vote": vote})
            ballots = [Marks(dots=json.loads(dots), team=team) for dots, team in rows]
            drafts = _result(turn, asked, ballots)
            receipt = admit(turn, Request(drafts=drafts, batch=batch, author=viewer.person))
            turn.link.run(statements.DELETE_BALLOTS, {"workshop": turn.id, "vote": vote})
            return receipt

        return self._place.submit(do)


def _result(turn: Turn, asked: Vote, ballots: Sequence[Marks]) -> list[Draft]:
    """Give what a closed vote writes into the log: its result, and its ballots in random order without a name."""
    options = {option.card: option.id for option in turn.workshop.of(VoteOption, vote=asked.id)}
    counted = tally(options, ballots)
    drafts = [
        _edit(asked, state="closed", closed_at=turn.now, took_part=counted.took_part, tipping=counted.tipping,
              agreement=counted.agreement),
        *(
            Draft(kind=VoteOption.KIND, entity=option, id=new_id("change"),
                  fields={"dots": counted.dots[card], "voters": counted.voters[card]})
            for card, option in options.items()
        ),
    ]  # fmt: skip
    things: list[Entity] = [
        TeamTotal(
            id=derived_id("team-total", options[card], team), option=options[card], team=team, dots=n,
            took_part=count.took_part,
        )
        for team, count in counted.teams.items()
        for card, n in count.dots.items()
    ]  # fmt: skip
    papers = [
        Ballot(
            id=new_id("ballot"), vote=asked.id, marks=marks_text(ballot.dots),
            team=ballot.team if ballot.team in counted.teams else None,
        )
        for ballot in ballots if ballot.dots
    ]  # fmt: skip
    secrets.SystemRandom().shuffle(papers)
    return [*drafts, *(replace(making(thing), id=new_id("change")) for thing in (*things, *papers))]


def _edit(vote: Vote, **fields: str | float | None) -> Draft:
    return Draft(kind=Vote.KIND, entity=vote.id, fields=fields, id=new_id("change"))


def _option_id(vote: str, card: str) -> str:
    return derived_id("option", vote, card)


def _open_vote(workshop: Workshop, vote: str) -> Vote:
    asked = workshop.find(Vote, vote)
    if asked is None:
        raise ModelError(_(Vote.LABEL), _("There is no such vote."), _("Reload the page."))
    if asked.state != "open":
        raise Refused(_(Vote.LABEL), _("The vote is closed; your last ballot counts."))
    return asked


def _check_voter(viewer: Viewer, *, lasting: bool) -> None:
    if viewer.person is None or not lasting:
        way_out = _("Enter it as a paper ballot.") if viewer.leads else _("Join first.")
        raise Refused(_(Vote.LABEL), _("This page belongs to nobody."), way_out)


def _paper(viewer: Viewer, vote: str, paper: str) -> str:
    may_lead(viewer, _("Paper ballot"))
    if not paper or len(paper) > LONGEST_PAPER:
        raise ModelError(_("Paper ballot"), _("Its name takes 1 to {n} characters.").format(n=LONGEST_PAPER))
    return derived_id("paper", vote, paper)


def _checked(workshop: Workshop, asked: Vote, dots: Mapping[str, int]) -> dict[str, int]:
    """Give the dots that are to be stored; raises InvalidValue where there are too many, or for other cards."""
    cards = {option.card for option in workshop.of(VoteOption, vote=asked.id)}
    each, limit = asked.dots_each or 0, asked.limit
    given: dict[str, int] = {}
    for card, n in dots.items():
        if card not in cards:
            raise InvalidValue(Vote.KIND, "card", card, _("This card is not voted on."))
        if type(n) is not int or n < 0 or (limit is not None and n > limit):
            raise InvalidValue(Vote.KIND, "dots", n, _("At most {n} on one card.").format(n=limit or each))
        if n:
            given[card] = n
    if sum(given.values()) > each:
        raise InvalidValue(Vote.KIND, "dots", sum(given.values()), _("Each person has {n}.").format(n=each))
    return given


def _check_options(workshop: Workshop, cards: Sequence[str]) -> None:
    if len(cards) < 2 or len(cards) > MOST_OPTIONS:  # noqa: PLR2004 - a choice takes two
        raise ModelError(_(Vote.LABEL), _("It takes 2 to {n} cards.").format(n=MOST_OPTIONS))
    if any(workshop.get(card) is None for card in cards):
        raise ModelError(_(Vote.LABEL), _("One of the cards is no longer there."), _("Choose them again."))


def _team(viewer: Viewer, workshop: Workshop) -> str | None:
    """Give the voter's team where five people can hide in it."""
    person = workshop.find(Person, viewer.person)
    return None if person is None or person.team is None or is_small(person.team, workshop) else person.team
