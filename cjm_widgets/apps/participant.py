"""What a participant's phone opens: the step that the room is at, and in it what one writes alone.

Many of these pages share a process and forty are opened within a minute, so this module imports nothing heavy and
makes few models: what is not on the page costs nobody anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipywidgets import HTML, VBox

from cjm_widgets.apps.visit import choose_journey, take_seat, visit
from cjm_widgets.model import ModelError, Step
from cjm_widgets.steps import STEPS
from cjm_widgets.view.markup import element, join
from cjm_widgets.widgets.live import Live
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipywidgets import DOMWidget

    from cjm_widgets.model import Workshop
    from cjm_widgets.store import Seat
    from cjm_widgets.view.markup import Markup


def take_part(workshop: str | None = None, *, step: str = Step.EMOTIONS) -> VBox:
    """Give the page of whoever takes part in the workshop in the address, or in ``workshop``, at ``step``.

    On a page, a workshop that is not there or has no journey yet is said in a sentence; elsewhere UnknownWorkshop or
    ModelError is raised.
    """
    here = visit()
    try:
        seat = take_seat(workshop, here=here)
        journey = choose_journey(seat, here.journey).id
    except ModelError:
        if not here.served:
            raise
        closed = _("This workshop is not open here. Ask the facilitator for the link.")
        return _boxed(HTML(element("p", closed, class_="cjm-nothing").html))
    return ParticipantPage(seat, journey, Step(step)).box


class ParticipantPage:
    """Where one is, and under it the widgets of one step at a time."""

    def __init__(self, seat: Seat, journey: str, step: Step) -> None:
        """Show ``step`` of the journey with this id to ``seat``."""
        self._seat, self._journey = seat, journey
        self._step = step
        self._made: dict[Step, Sequence[DOMWidget]] = {step: self._make(step)}
        self._where = Live(seat, self._draw_where)
        self.box = _boxed(self._where, *self._made[step])

    def show(self, step: Step) -> None:
        """Show another step. Those shown before stay, out of sight, so that nothing half-written is lost."""
        self._step = step
        if step not in self._made:
            self._made[step] = self._make(step)
            self.box.children = (*self.box.children, *self._made[step])
        for other, widgets in self._made.items():
            for widget in widgets:
                widget.layout.display = None if other is step else "none"
        self._where.redraw()

    def _make(self, step: Step) -> Sequence[DOMWidget]:
        return STEPS[step](self._seat, self._journey).alone() if step in STEPS else ()

    def _draw_where(self, workshop: Workshop) -> Markup:
        """Say which workshop and step this is; on a page of the kit that goes up into the bar."""
        title, step = workshop.settings.title, f"{self._step.number} {_(self._step.label)}"
        name = element("strong", title, dir="auto")
        where = element("p", name, " · ", step, class_="cjm-place", data_cjm_workshop=title, data_cjm_where=step)
        nothing = _("There is nothing to write just now. Look at the wall.")
        return join(where, None if self._made[self._step] else element("p", nothing, class_="cjm-nothing"))


def _boxed(*widgets: DOMWidget) -> VBox:
    box = VBox(widgets)
    box.add_class("cjm-participant")
    return box
