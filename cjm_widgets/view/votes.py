"""What came out of a vote: a bar for each card with its dots and people in words, and what each team gave."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from cjm_widgets.model import Team, TeamTotal, Vote, VoteOption
from cjm_widgets.model.tally import top_of
from cjm_widgets.view.markup import element, join, number, style_sheet
from cjm_widgets.view.wording import percent
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from cjm_widgets.model import Workshop
    from cjm_widgets.view.markup import Markup


@cache
def vote_styles() -> Markup:
    """Give the style sheet of results; once a page is enough."""
    return style_sheet((files("cjm_widgets.view") / "votes.css").read_text(encoding="utf-8"))


def votes_of(workshop: Workshop, step: str, state: str) -> tuple[Vote, ...]:
    """Give the votes of a step that are ``open`` or ``closed``, the latest first; those of no step belong to each."""
    found = [one for one in workshop.of(Vote, state=state) if one.step in (step, None)]
    return tuple(sorted(found, key=lambda one: (one.closed_at or one.opened_at, one.id), reverse=True))


def vote_result(workshop: Workshop, vote: str, *, most: int | None = None) -> Markup:
    """Draw the result of a closed vote, the card with most dots first.

    ``most`` leaves out what would not fit, and cards without a dot where others have some.
    """
    asked = workshop.find(Vote, vote)
    if asked is None or asked.state != "closed":
        return element("p", _("This vote has no result yet."), class_="cjm-none")
    options = sorted(workshop.of(VoteOption, vote=vote), key=lambda one: (-(one.dots or 0), -(one.voters or 0), one.id))
    top = top_of({one.card: one.dots or 0 for one in options})
    highest = max((one.dots or 0 for one in options), default=0)
    shown = options if most is None else [one for one in options if one.dots or not highest][:most]
    rows = [_row(workshop, one, highest, is_top=one.card in top) for one in shown]
    left = len(options) - len(shown)
    more = ngettext("… and {n} more card", "… and {n} more cards", left).format(n=left) if left else ""
    return element(
        "section",
        element("h2", asked.question, dir="auto"),
        element("p", _said(asked), class_="cjm-soft"),
        element("ol", rows, class_="cjm-result", role="list"),
        element("p", more, class_="cjm-soft") if more else None,
        class_="cjm-contents cjm-vote-result",
    )


def _row(workshop: Workshop, option: VoteOption, highest: int, *, is_top: bool) -> Markup:
    card = workshop.get(option.card)
    dots = option.dots or 0
    wide = 100 * dots / highest if highest else 0
    people = option.voters or 0
    said = ngettext("{n} dot", "{n} dots", dots).format(n=dots)
    by = ngettext("from {n} person", "from {n} people", people).format(n=people) if people else ""
    teams = [
        f"{team.name} {total.dots}"
        for total in workshop.of(TeamTotal, option=option.id)
        if total.dots and (team := workshop.find(Team, total.team)) is not None
    ]
    bar = element(
        "svg", element("rect", width=f"{number(wide)}%", height=12, rx=3), width="100%", height=12,
        aria_hidden="true", focusable="false",
    )  # fmt: skip
    return element(
        "li",
        element("p", title_of(card), class_="cjm-result-card", dir="auto"),
        element("p", element("strong", said), " ", by, class_="cjm-result-n"),
        bar,
        element("p", _("By team: {list}").format(list=", ".join(teams)), class_="cjm-soft") if teams else None,
        class_="is-top" if is_top else None,
    )


def title_of(card: object) -> str:
    """Say in a line what a card is: its first text that is required, or a sentence for one that is gone."""
    for name in ("name", "title", "description", "question", "text", "statement", "claim"):
        found = getattr(card, name, None)
        if isinstance(found, str) and found:
            return found
    return _("(gone)")


def _said(vote: Vote) -> str:
    took_part = vote.took_part or 0
    parts = [ngettext("{n} person took part.", "{n} people took part.", took_part).format(n=took_part)]
    if vote.tipping:
        parts.append(
            ngettext(
                "One ballot less could change the first three.",
                "Each of {n} ballots, left out, would change the first three.",
                vote.tipping,
            ).format(n=vote.tipping)
        )
    elif took_part:
        parts.append(_("No single ballot would change the first three."))
    if vote.agreement is not None:
        parts.append(_("Two people share {share} of their dots.").format(share=percent(100 * vote.agreement)))
    return " ".join(parts)


def join_results(workshop: Workshop, step: str) -> Markup:
    """Draw the results of all closed votes of a step, the latest first; nothing where there is none."""
    closed = votes_of(workshop, step, "closed")
    return join(vote_styles(), *(vote_result(workshop, one.id) for one in closed)) if closed else join()
