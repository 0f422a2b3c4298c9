"""What is on the wall: how to join, what everybody does now, and what may be seen of it. Nothing secret.

The page is opened by whoever leads, and its seat is not theirs: it sees what a participant without a name sees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ipywidgets import HTML, VBox

from cjm_widgets.apps.visit import choose_journey, visit, watch
from cjm_widgets.model import ModelError, Phase, Step
from cjm_widgets.view.feelings import curve_styles
from cjm_widgets.view.markup import element, join
from cjm_widgets.view.parts import parts_styles
from cjm_widgets.view.seating import tables
from cjm_widgets.view.seen import seen_besides
from cjm_widgets.view.votes import vote_result, vote_styles, votes_of
from cjm_widgets.view.wall import (
    join_panel,
    parking,
    people_row,
    question,
    revealed,
    said,
    vote_progress,
    wall_styles,
)
from cjm_widgets.widgets.attendance import attendance, initials
from cjm_widgets.widgets.live import Live
from cjm_widgets.widgets.room import Room
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.apps.visit import Visit
    from cjm_widgets.model import Workshop
    from cjm_widgets.store import Room as Moment
    from cjm_widgets.store import Seat
    from cjm_widgets.view.markup import Markup

MOST_RESULTS: Final = 6
"""So many cards of a result fit on a screen that is read from the last row."""
MOST_PAINS: Final = 5
"""So many fit beside the curve."""


def show_wall(workshop: str | None = None) -> VBox:
    """Give the page for the wall.

    On a page, a workshop that is not there is said in a sentence; elsewhere UnknownWorkshop is raised.
    """
    here = visit()
    try:
        seat = watch(workshop, here=here)
    except ModelError:
        if not here.served:
            raise
        gone = _("This workshop is not here. Open the projector page from the facilitator's page.")
        return VBox([HTML(element("p", gone, class_="cjm-nothing").html)])
    return Wall(here, seat).box


class Wall:
    """One screen: where the room is above, what it does in the middle, how to join beside it, who is in below."""

    def __init__(self, here: Visit, seat: Seat) -> None:
        """Show what ``seat`` sees; ``here`` says under which addresses phones reach the kit."""
        self._here, self._seat = here, seat
        self._moment = seat.room.now()
        head = Room(seat, size="wall")
        self._main = Live(seat, self._draw_main)
        side = Live(seat, self._draw_side)
        self._foot = Live(seat, self._draw_foot)
        for name, part in (("head", head), ("main", self._main), ("side", side), ("foot", self._foot)):
            part.add_class(f"cjm-wall-{name}")
        self.box = VBox([head, self._main, side, self._foot])
        self.box.add_class("cjm-wall")
        seat.room.subscribe(self._look_around)

    def _look_around(self, moment: Moment) -> None:
        """Draw who is in and how a vote goes. Called from the thread that looks into the room."""
        self._moment = moment
        self._main.redraw()
        self._foot.redraw()

    def _draw_main(self, workshop: Workshop) -> Markup:
        clock = self._seat.clock
        phase = clock.phase(clock.step)
        drawn = self._draw_votes(workshop, clock.step) if phase in (Phase.VOTE, Phase.DECIDE) else None
        if drawn is None:
            drawn = self._draw_step(workshop, clock.step, phase)
        title = workshop.settings.title
        name = element("span", title, class_="cjm-unseen", data_cjm_workshop=title)
        return join(vote_styles(), parts_styles(), wall_styles(), name, drawn)

    def _draw_step(self, workshop: Workshop, step: Step, phase: Phase) -> Markup:
        apart = tables(workshop) if self._seat.clock.apart else join()
        if phase is Phase.COLLECT:
            return join(question(step), apart)
        if phase is Phase.VOTE:
            return said(_("The vote opens in a moment."))
        if self._seat.clock.apart:
            return join(said(_("The tables work on their own now. We come together in a while.")), apart)
        journey = self._journey()
        if step is not Step.EMOTIONS:
            return revealed(workshop, journey, step, beside_joining=self._seat.clock.joining)
        cards = revealed(workshop, journey, step, most=MOST_PAINS)
        return element(
            "div", join(curve_styles(), seen_besides(workshop, journey, step)), cards, class_="cjm-wall-felt"
        )

    def _draw_votes(self, workshop: Workshop, step: Step) -> Markup | None:
        """Draw the vote that is on, or else the result of the last one; None where there is neither."""
        counted = attendance(workshop, self._moment, step).counted
        for vote in votes_of(workshop, step, "open"):
            turnout = self._moment.turnouts.get(vote.id)
            return vote_progress(vote.question, 0 if turnout is None else turnout.finished, counted)
        for vote in votes_of(workshop, step, "closed"):
            return vote_result(workshop, vote.id, most=MOST_RESULTS)
        return None

    def _draw_side(self, _workshop: Workshop) -> Markup:
        clock = self._seat.clock
        if not clock.joining or clock.join_code is None:
            return join()
        return join_panel(self._here.addresses, clock.join_code)

    def _draw_foot(self, workshop: Workshop) -> Markup:
        there = attendance(workshop, self._moment, self._seat.clock.step)
        letters = [initials(one.name) for one in there.people]
        return join(people_row(there.people, there.here, letters), parking(workshop))

    def _journey(self) -> str:
        try:
            return choose_journey(self._seat, self._seat.clock.journey or self._here.journey).id
        except ModelError:
            return ""
