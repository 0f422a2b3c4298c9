"""Whether the first three of a vote stay the same without any one voter: one person's dots should not decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.analysis.rankings import one_voter_less
from cjm_widgets.model import Ballot, Opportunity, Vote, VoteOption
from cjm_widgets.model.tally import marks_of
from cjm_widgets.view.chances import question_said
from cjm_widgets.view.votes import votes_of
from cjm_widgets.view.wording import listing, quoted
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from cjm_widgets.model import Workshop


def vote_on_opportunities(workshop: Workshop, journey: str) -> Vote | None:
    """Give the latest closed vote on opportunities of a journey; None where there was none."""
    for vote in votes_of(workshop, "action", "closed"):
        cards = [workshop.find(Opportunity, option.card) for option in workshop.of(VoteOption, vote=vote.id)]
        if any(card is not None and card.journey == journey for card in cards):
            return vote
    return None


def voters_said(workshop: Workshop, journey: str) -> tuple[str, ...]:
    """Say whether the vote's first three stay the same whoever is left out, and what would come in where they do not.

    Which cards would change is told to those who lead: they alone see the ballots, which carry no name. Others, and
    files, have the count that was written down when the vote was closed. Nothing where there was no vote.
    """
    vote = vote_on_opportunities(workshop, journey)
    if vote is None:
        return ()
    if not vote.took_part:
        return (_("In the vote “{question}” nobody gave a dot.").format(question=vote.question),)
    if not vote.tipping:
        said = ngettext(
            "Dots: the first three stay the same whichever of {n} voter is left out.",
            "Dots: the first three stay the same whichever of the {n} voters is left out.",
            vote.took_part,
        )
        return (said.format(n=vote.took_part),)
    said = ngettext(
        "Dots: the first three hang on one voter: {n} of {all} ballots, left out, would change them.",
        "Dots: the first three hang on one voter: each of {n} of {all} ballots, left out, would change them.",
        vote.tipping,
    )
    return (said.format(n=vote.tipping, all=vote.took_part), *_instead(workshop, vote))


def _instead(workshop: Workshop, vote: Vote) -> tuple[str, ...]:
    ballots = [marks_of(ballot.marks) for ballot in workshop.of(Ballot, vote=vote.id)]
    found = one_voter_less(ballots)
    top = set(found.top)
    told = []
    for other in found.instead:
        comes = _names(workshop, [id for id in other if id not in top])
        goes = _names(workshop, [id for id in found.top if id not in other])
        if comes and goes:
            told.append(_("Without one voter, {comes} would come in for {goes}.").format(comes=comes, goes=goes))
        elif comes:
            told.append(_("Without one voter, {comes} would be even with the third.").format(comes=comes))
        elif goes:
            told.append(_("Without one voter, {goes} would no longer be among them.").format(goes=goes))
    return tuple(dict.fromkeys(told))


def _names(workshop: Workshop, ids: list[str]) -> str:
    found = [one for id in ids if (one := workshop.find(Opportunity, id)) is not None]
    return listing([quoted(question_said(one)) for one in found])
