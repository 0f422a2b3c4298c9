"""What is said along the way: cards put aside, the parking lot, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipywidgets import VBox

from cjm_widgets.apps.leading.comments import CommentsDesk
from cjm_widgets.apps.leading.floor import WAIT_S
from cjm_widgets.model import KINDS, Card, Decision, Draft, Note
from cjm_widgets.view.votes import title_of
from cjm_widgets.widgets.board import Board
from cjm_widgets.widgets.desk import Action, Desk, Drawn, Row, Tag
from cjm_widgets.widgets.table import Table
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.apps.leading.floor import Floor
    from cjm_widgets.model import Json, Step, Workshop


class TalkDesk:
    """Decisions, the parking lot, and the cards that are hidden or parked."""

    def __init__(self, floor: Floor, look_at: Callable[[str, Step], None]) -> None:
        """Show what the workshop has of each; ``look_at`` shows a step of a journey."""
        self._floor = floor
        decisions = Table(
            floor.seat,
            Decision.KIND,
            fields=("text", "reason", "decided_on"),
            title=_("Decisions"),
            help=_("What was decided and why, in the words of the room. They stand in the protocol."),
        )
        parking = Board(
            floor.seat,
            Note.KIND,
            fields=("text",),
            fixed={"topic": "parking", "journey": floor.journey},
            title=_("Parking lot"),
            help=_("Good, and not for now. Everybody sees these; they stand in the protocol."),
        )
        aside = Desk(
            floor.seat,
            self.draw,
            {"show": self._show, "settle": self._settle},
            title=_("Put aside"),
            help=_(
                "Cards that you hid or parked, with your note to yourself. Nobody else sees the note, or a hidden card."
            ),
            empty=_("Nothing is put aside. On a card, its menu hides it before the others see it, or parks it."),
        )
        self.box = VBox([decisions, parking, aside, CommentsDesk(floor, look_at).widget])

    def draw(self, workshop: Workshop) -> Drawn:
        """Draw the cards that are hidden or parked."""
        found = [one for one in workshop if isinstance(one, Card) and one.standing in ("hidden", "parked")]
        found.sort(key=lambda one: (str(one.standing), one.KIND, one.rank, one.id))
        return Drawn(rows=tuple(_row(one) for one in found))

    def _show(self, row: str, _answers: dict[str, Json]) -> None:
        self._set(row, "written")

    def _settle(self, row: str, _answers: dict[str, Json]) -> None:
        self._set(row, "settled")

    def _set(self, card: str, standing: str) -> None:
        thing = self._floor.seat.workshop.get(card)
        if thing is not None:
            draft = Draft(kind=thing.KIND, entity=card, fields={"standing": standing, "aside": ""})
            self._floor.seat.apply([draft]).result(WAIT_S)


def _row(card: Card) -> Row:
    hidden = card.standing == "hidden"
    said = _(KINDS[card.KIND].LABEL)
    tags = (Tag(text=_("Hidden"), tone="amber") if hidden else Tag(text=_("Parked"), tone="soft"),)
    back = Action(key="show", label=_("Show it again") if hidden else _("Back to the others"))
    settle = Action(key="settle", label=_("Settle it"), tone="quiet")
    note = f"{said}: {card.aside}" if card.aside else said
    return Row(key=card.id, title=title_of(card), note=note, tags=tags, actions=(settle, back))
