"""Votes: opened on the cards of a step, turnout only while they are open, the result once they are closed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ipywidgets import VBox

from cjm_widgets.apps.leading.floor import WAIT_S
from cjm_widgets.model import (
    DELETED,
    KINDS,
    Card,
    Draft,
    Field,
    FieldKind,
    Handoff,
    Hypothesis,
    InvalidValue,
    Note,
    Objective,
    Opportunity,
    PainPoint,
    Persona,
    Phase,
    Step,
    Touchpoint,
    Vote,
)
from cjm_widgets.model import (
    Action as ToDo,
)
from cjm_widgets.model import VoteOption as Option
from cjm_widgets.model.entities.people import DOTS
from cjm_widgets.store.ballots import Turnout
from cjm_widgets.view.contents import styles
from cjm_widgets.view.markup import join
from cjm_widgets.view.phases import phase_title
from cjm_widgets.view.votes import title_of, vote_result, vote_styles
from cjm_widgets.widgets.attendance import attendance
from cjm_widgets.widgets.desk import Action, Desk, Drawn, Form, Row, Tag
from cjm_widgets.widgets.live import Live
from cjm_widgets.words import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.apps.leading.floor import Floor
    from cjm_widgets.model import Json, Workshop
    from cjm_widgets.view.markup import Markup

_LEAST: Final = 2
VOTED_ON: Final[tuple[type[Card], ...]] = (
    Objective, Hypothesis, Note, Persona, Touchpoint, PainPoint, Handoff, Opportunity, ToDo
)  # fmt: skip
"""What a room chooses from; nobody puts dots on an activity, a line of a persona, or who does what."""
_LINE = re.compile(r"\s*(?:(?P<name>[^:]*):)?(?P<cards>[\d\s,;]*)\Z").match


class VoteDesk:
    """The votes of the workshop."""

    def __init__(self, floor: Floor) -> None:
        """Show what is open, what came out, and what can be voted on."""
        self._floor = floor
        self.desk = Desk(
            floor.seat,
            self.draw,
            {
                "open": self._open,
                "close": self._close,
                "paper": self._paper,
                "again": self._again,
                "discard": self._discard,
            },
            title=_("Votes"),
            help=_("Blind until closed, for you too: while a vote is open, only how many take part is known."),
            empty=_("No vote yet. Merge what is the same first; then open a vote on what is left."),
        )
        results = Live(floor.seat, _results)
        self.box = VBox([self.desk, results])
        floor.listen(self.desk.redraw)

    def draw(self, workshop: Workshop) -> Drawn:
        """Draw open votes with their turnout, then closed ones."""
        votes = sorted(workshop.all(Vote), key=lambda one: (one.state != "open", _backwards(one.opened_at), one.id))
        rows = tuple(self._row(one, workshop) for one in votes)
        chosen = candidates(workshop, self._floor.journey)
        return Drawn(rows=rows, actions=(self._opening(workshop, chosen),) if chosen else ())

    def _row(self, vote: Vote, workshop: Workshop) -> Row:
        options = workshop.of(Option, vote=vote.id)
        cards = ngettext("{n} card", "{n} cards", len(options)).format(n=len(options))
        dots = ngettext("{n} dot each", "{n} dots each", vote.dots_each or 0).format(n=vote.dots_each or 0)
        said = [cards, dots]
        if vote.limit:
            said.append(_("at most {n} on one card").format(n=vote.limit))
        if vote.state != "open":
            took_part = vote.took_part or 0
            said.append(ngettext("{n} person took part", "{n} people took part", took_part).format(n=took_part))
            again = Action(key="again", label=_("Vote again"))
            actions = (Action(key="discard", label=_("Remove"), tone="quiet", form=_discarding(vote)), again)
            return Row(key=vote.id, title=vote.question, note=" · ".join(said), actions=actions)
        turnout = self._floor.room.turnouts.get(vote.id, Turnout(started=0, finished=0))
        step = Step(vote.step) if vote.step else self._floor.clock.step
        people = attendance(workshop, self._floor.room, step).counted
        tags = (
            Tag(text=_("{n} of {all} take part").format(n=turnout.started, all=max(people, turnout.started))),
            Tag(text=_("{n} done").format(n=turnout.finished), tone="good"),
        )
        ways = (
            Action(key="discard", label=_("Take it back"), tone="quiet", form=_discarding(vote)),
            Action(key="paper", label=_("Paper ballots"), tone="quiet", form=_papers(vote, workshop)),
            Action(key="close", label=_("Close the vote"), tone="main", form=_closing(vote)),
        )
        return Row(
            key=vote.id, title=vote.question, note=" · ".join(said), tags=tags, current=True, actions=ways
        )  # fmt: skip

    def _opening(self, workshop: Workshop, chosen: Mapping[str, tuple[str, list[str]]]) -> Action:
        step = self._floor.clock.step
        here = next((key for key, (at, _cards) in chosen.items() if at == str(step)), next(iter(chosen)))
        labels = tuple((key, f"{_kind_label(key)} ({len(cards)})") for key, (_at, cards) in chosen.items())
        fields = (
            Field(kind=FieldKind.TEXT, name="question", label=N_("Question"), required=True, first=True,
                  help=N_("Read it aloud. One question, answered by putting dots.")),
            Field(kind=FieldKind.CHOICE, name="cards", label=N_("On which cards"), choices=labels, required=True,
                  first=True, help=N_("All that are not hidden, parked or merged into another.")),
            Field(kind=FieldKind.CHOICE, name="dots", label=N_("Dots per person"), choices=DOTS, required=True,
                  first=True),
            Field(kind=FieldKind.COUNT, name="limit", label=N_("At most on one card"), first=True,
                  help=N_("Empty: all dots may go to one card.")),
        )  # fmt: skip
        values: dict[str, Json] = {"question": _("Which of these matter most?"), "cards": here,
                                   "dots": workshop.settings.dots or "3"}  # fmt: skip
        form = Form(
            title=_("Open a vote"), submit=_("Open the vote"), fields=fields, values=values,
            help=_("Everybody is called to the step of these cards, and it goes into “Vote”."),
        )  # fmt: skip
        return Action(key="open", label=_("Open a vote"), tone="main", form=form)

    def _open(self, _row: str, answers: dict[str, Json]) -> str:
        found = candidates(self._floor.seat.workshop, self._floor.journey).get(str(answers["cards"]))
        if found is None:
            raise InvalidValue(Vote.KIND, "cards", answers["cards"], _("There are not enough cards to choose from."))
        step, cards = found
        limit = answers["limit"]
        seat = self._floor.seat
        seat.votes.open(
            str(answers["question"]), cards, step=step, dots=str(answers["dots"]),
            limit=limit if isinstance(limit, int) else None,
        ).result(WAIT_S)  # fmt: skip
        self._go_to(Step(step))
        return _("The vote is open on all phones.")

    def _close(self, row: str, _answers: dict[str, Json]) -> str:
        self._floor.seat.votes.close(row).result(WAIT_S)
        return _("The vote is closed; its result is below and can be shown on the wall. Go on with “Decide”.")

    def _again(self, row: str, _answers: dict[str, Json]) -> str:
        seat, old = self._floor.seat, self._floor.seat.workshop.find(Vote, row)
        seat.votes.again(row).result(WAIT_S)
        if old is not None and old.step:
            self._go_to(Step(old.step))
        return _("The same question is open again; the first result stays.")

    def _go_to(self, step: Step) -> None:
        """Bring everybody to the vote."""
        self._floor.move(lambda clock: clock.at(step, Phase.VOTE), phase_title(Phase.VOTE)).result(WAIT_S)

    def _discard(self, row: str, _answers: dict[str, Json]) -> str:
        draft = Draft(kind=Vote.KIND, entity=row, fields={DELETED: True})
        self._floor.seat.apply([draft]).result(WAIT_S)
        self._floor.tell()
        return _("The vote is gone. Undo brings it back, with the ballots that were in it.")

    def _paper(self, row: str, answers: dict[str, Json]) -> str:
        cards = [option.card for option in self._floor.seat.workshop.of(Option, vote=row)]
        ballots = read_papers(str(answers["ballots"]), cards)
        for name, dots in ballots.items():
            self._floor.seat.votes.cast(row, dots, done=True, paper=name).result(WAIT_S)
        n = len(ballots)
        return ngettext("{n} paper ballot is in.", "{n} paper ballots are in.", n).format(n=n)


def candidates(workshop: Workshop, journey: str) -> dict[str, tuple[str, list[str]]]:
    """Give what can be voted on: by kind (notes by their step), the step and its cards, at least two."""
    found: dict[str, tuple[str, list[str]]] = {}
    for cls in VOTED_ON:
        kind = cls.KIND
        for card in workshop.all(cls):
            gone = card.standing in ("hidden", "parked") or card.merged_into is not None
            step = card.step if isinstance(card, Note) else cls.STEP
            if gone or not step or getattr(card, "journey", None) not in (None, journey):
                continue
            key = f"{kind}:{step}" if isinstance(card, Note) else kind
            found.setdefault(key, (str(step), []))[1].append(card.id)
    return {key: pair for key, pair in found.items() if len(pair[1]) >= _LEAST}


def read_papers(text: str, cards: list[str]) -> dict[str, dict[str, int]]:
    """Read paper ballots, a line each: ``Anna: 3 3 7`` is two dots for the third card and one for the seventh.

    Raises InvalidValue for a line that is none, and for the number of a card that is not there.
    """
    found: dict[str, dict[str, int]] = {}
    for number, line in enumerate((one for one in text.splitlines() if one.strip()), start=1):
        match = _LINE(line)
        if match is None:
            way_out = _("Line {n} is not a ballot: it takes a name, a colon, and numbers of cards.").format(n=number)
            raise InvalidValue(Vote.KIND, "ballots", line[:40], way_out)
        dots: dict[str, int] = {}
        for place in re.findall(r"\d+", match["cards"]):
            if not 1 <= int(place) <= len(cards):
                way_out = _("Line {n}: the cards have the numbers 1 to {most}.").format(n=number, most=len(cards))
                raise InvalidValue(Vote.KIND, "ballots", place, way_out)
            card = cards[int(place) - 1]
            dots[card] = dots.get(card, 0) + 1
        name = (match["name"] or "").strip() or _("Paper {n}").format(n=number)
        found[name] = dots
    return found


def _kind_label(key: str) -> str:
    kind, _colon, step = key.partition(":")
    label = _(KINDS[kind].LABEL)
    return f"{label}, {_(Step(step).label)}" if step else label


def _papers(vote: Vote, workshop: Workshop) -> Form:
    listed = [
        f"{n}  {title_of(workshop.get(option.card))}"
        for n, option in enumerate(workshop.of(Option, vote=vote.id), start=1)
    ]
    ballots = Field(kind=FieldKind.PROSE, name="ballots", label=N_("One line a person"), required=True, first=True,
                    max_length=10_000, help=N_("A name or number, a colon, and the number of a card for each dot. "
                                               "Anna: 3 3 7 gives two dots to the third card, one to the seventh. "
                                               "The same name again replaces the ballot."))  # fmt: skip
    return Form(
        title=_("Paper ballots"), submit=_("Put them in"), fields=(ballots,),
        help="\n".join([_("The cards and their numbers:"), *listed]),
    )  # fmt: skip


def _closing(vote: Vote) -> Form:
    return Form(
        title=_("Close the vote?"),
        help=_("“{question}”: it is counted and cannot be opened again, but you can ask it once more.").format(
            question=vote.question
        ),
        submit=_("Close and count"),
    )


def _discarding(vote: Vote) -> Form:
    said = (
        _("“{question}” ends without a result, and its ballots with it. Undo brings it back.")
        if vote.state == "open"
        else _("“{question}” and its result leave the workshop and the protocol. Undo brings them back.")
    )
    return Form(
        title=_("Take the vote back?") if vote.state == "open" else _("Remove the vote?"),
        help=said.format(question=vote.question),
        submit=_("Take it back") if vote.state == "open" else _("Remove"),
    )


def _results(workshop: Workshop) -> Markup:
    closed = [one for one in workshop.all(Vote) if one.state == "closed"]
    closed.sort(key=lambda one: (one.closed_at, one.id), reverse=True)
    return join(styles(), vote_styles(), *(vote_result(workshop, one.id) for one in closed)) if closed else join()


def _backwards(at: str) -> tuple[int, ...]:
    return tuple(-ord(letter) for letter in at)
