"""All comments in one list: what was said, by whom, about what, and whether it is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.apps.leading.floor import WAIT_S
from cjm_widgets.model import KINDS, Comment, Draft, Person
from cjm_widgets.model.viewer import PARENTS, step_of
from cjm_widgets.view.votes import title_of
from cjm_widgets.widgets.desk import Action, Desk, Drawn, Fact, Row, Tag
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.apps.leading.floor import Floor
    from cjm_widgets.model import Entity, Json, Step, Workshop


class CommentsDesk:
    """Every comment with the card that it is about; the open ones first."""

    def __init__(self, floor: Floor, look_at: Callable[[str, Step], None]) -> None:
        """List the comments of the workshop; ``look_at`` shows the step where one belongs."""
        self._floor, self._look_at = floor, look_at
        self.widget = Desk(
            floor.seat,
            self.draw,
            {"settle": self._settle, "open": self._open, "look": self._look},
            title=_("Comments"),
            help=_("All of them, wherever they were written. Tick off what needs nothing more."),
            empty=_("No comments yet. They are written on a card: open it, then “Comments”."),
        )

    def draw(self, workshop: Workshop) -> Drawn:
        """Draw the comments, step by step, the open ones first."""
        comments = workshop.all(Comment)
        if not comments:
            return Drawn()
        ordered = sorted(comments, key=lambda one: (one.settled, _number(one, workshop), one.about, one.rank, one.id))
        still = sum(not one.settled for one in comments)
        fact = Fact(label=_("Open"), value=_("{n} of {all}").format(n=still, all=len(comments)))
        return Drawn(facts=(fact,), rows=tuple(_row(one, workshop) for one in ordered))

    def _settle(self, row: str, _answers: dict[str, Json]) -> None:
        self._set(row, settled=True)

    def _open(self, row: str, _answers: dict[str, Json]) -> None:
        self._set(row, settled=False)

    def _set(self, comment: str, *, settled: bool) -> None:
        draft = Draft(kind=Comment.KIND, entity=comment, fields={"settled": settled})
        self._floor.seat.apply([draft]).result(WAIT_S)

    def _look(self, row: str, _answers: dict[str, Json]) -> None:
        workshop = self._floor.seat.workshop
        comment = workshop.find(Comment, row)
        step = None if comment is None else step_of(Comment.KIND, {}, comment, workshop)
        if comment is not None and step is not None:
            self._look_at(_journey(workshop.get(comment.about), workshop) or self._floor.journey, step)


def _row(one: Comment, workshop: Workshop) -> Row:
    about, author = workshop.get(one.about), workshop.find(Person, one.author)
    step = step_of(Comment.KIND, {}, one, workshop)
    said = [author.name if author is not None else _("Somebody")]
    if about is not None:
        what, title = _(KINDS[about.KIND].LABEL), title_of(about)
        said.append(_("on {kind} “{title}”").format(kind=what, title=title) if title else what)
    tags = [Tag(text=_("Dealt with"), tone="good") if one.settled else Tag(text=_("Open"), tone="amber")]
    if step is not None:
        tags.append(Tag(text=_("Step {n}").format(n=step.number), tone="soft"))
    look = (Action(key="look", label=_("Look at it"), tone="quiet"),) if step is not None else ()
    turn = Action(key="open", label=_("Open again")) if one.settled else Action(key="settle", label=_("Tick off"))
    return Row(key=one.id, title=one.text, note=" · ".join(said), tags=tuple(tags), actions=(*look, turn))


def _number(one: Comment, workshop: Workshop) -> int:
    step = step_of(Comment.KIND, {}, one, workshop)
    return 0 if step is None else step.number


def _journey(thing: Entity | None, workshop: Workshop) -> str | None:
    """Give the journey that a thing is in, its own or that of what it belongs to."""
    met: set[str] = set()
    while thing is not None and thing.id not in met:
        met.add(thing.id)
        journey: str | None = getattr(thing, "journey", None)
        if journey is not None:
            return journey
        parents = PARENTS[thing.KIND]
        thing = workshop.get(getattr(thing, parents[0])) if parents else None
    return None
