"""The whole workshop on one page: the steps, the guide beside the work, what is missing, and publishing."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from ipywidgets import HTML, VBox

from cjm_widgets import places
from cjm_widgets.apps import published
from cjm_widgets.apps.addresses import FACILITATOR, published_page, trail_of
from cjm_widgets.apps.guide import guide_html
from cjm_widgets.apps.visit import choose_journey, take_seat, visit
from cjm_widgets.model import ModelError, Step
from cjm_widgets.steps import STEPS
from cjm_widgets.view.checks import closing_checks
from cjm_widgets.view.contents import Door, Way, doors, guide, missing, styles
from cjm_widgets.view.markup import join
from cjm_widgets.widgets.ask import Ask
from cjm_widgets.widgets.live import Live
from cjm_widgets.widgets.steps import Steps
from cjm_widgets.words import _, language, speaking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.apps.visit import Visit
    from cjm_widgets.model import Json, Workshop
    from cjm_widgets.steps import StepWork
    from cjm_widgets.store import Seat
    from cjm_widgets.view.markup import Markup
    from cjm_widgets.widgets.steps import StepState

logger = logging.getLogger(__name__)


def facilitate(workshop: str | None = None) -> VBox:
    """Give the facilitator's page. Raises ModelError for whoever does not lead."""
    here = visit()
    if not here.leads:
        raise ModelError(_("This page"), _("It is the facilitator's."), _("Open the link that you were given."))
    seat = take_seat(workshop, here=here)
    return _FacilitatorPage(here, seat, choose_journey(seat, here.journey).id).box


class _FacilitatorPage:
    def __init__(self, here: Visit, seat: Seat, journey: str) -> None:
        self._here, self._seat, self._journey = here, seat, journey
        self._works: dict[Step, StepWork] = {}
        self._current = next(iter(STEPS))
        self._language = language()
        self._known = self._states(seat.workshop)
        self._nav = Steps(self._known, str(self._current), self._go, title=_("Steps"))
        self._guide, self._published = HTML(), HTML()
        self._missing = Live(seat, self._draw_missing)
        self._work = VBox()
        publish = Ask(
            [],
            submit=_("Publish the map"),
            on_submit=self._publish,
            title=_("Publish"),
            help=_("Readers see what you publish, not the room. Names stay out, except those of owners."),
        )
        where = Live(seat, lambda workshop: join(styles(), trail_of(here, workshop, FACILITATOR)))
        close = Live(seat, lambda workshop: closing_checks(workshop, datetime.now().astimezone().date()))
        self.box = VBox([where, self._nav, self._guide, self._missing, self._work, close, publish, self._published])
        self.box.add_class("cjm-facilitator")
        self._go(str(self._current))
        self._show_published()
        seat.subscribe(self._follow)

    def _go(self, name: str) -> None:
        """Show a step; the others stay as they are, out of sight, so that nothing half-written is lost."""
        step = Step(name)
        if step not in self._works:
            self._works[step] = STEPS[step](self._seat, self._journey)
            self._work.children = (*self._work.children, self._works[step].view)
        for other, work in self._works.items():
            work.view.layout.display = None if other is step else "none"
        self._current = step
        self._guide.value = guide(_("Guide: {step}").format(step=_(step.label)), guide_html(step)).html
        self._missing.redraw()
        self._nav.update_steps(current=name)

    def _follow(self, workshop: Workshop) -> None:
        """Look again at what is done. Called from the follower's thread, where no language is set."""
        with speaking(self._language):
            states = self._states(workshop)
        if states != self._known:
            self._known = states
            self._nav.update_steps(states)

    def _states(self, workshop: Workshop) -> list[StepState]:
        states: list[StepState] = []
        for step, work in STEPS.items():
            gaps = work.missing(workshop, self._journey)
            note = gaps[0] if gaps else ""
            states.append({"key": str(step), "title": f"{step.number} {_(step.label)}",
                           "state": "doing" if gaps else "done", "note": note})  # fmt: skip
        return states

    def _draw_missing(self, workshop: Workshop) -> Markup:
        return join(styles(), missing(STEPS[self._current].missing(workshop, self._journey)))

    def _publish(self, _answers: Mapping[str, Json]) -> str:
        published.publish_workshop(self._seat.workshop)
        self._show_published()
        return _("Published.")

    def _show_published(self) -> None:
        workshop = self._seat.workshop
        found = published.latest(workshop.id)
        if found is None:
            self._published.value = ""
            return
        folder = places.published_folder(workshop.id)
        ways = (
            Way(label=_("Open the page"), address=published_page(self._here, workshop.id), main=True),
            Way(
                label=_("Save it as a file"), address=published_page(self._here, workshop.id, download=True), saves=True
            ),
        )
        note = _("{day}, in {folder}").format(day=f"{found[1].astimezone():%Y-%m-%d %H:%M}", folder=folder)
        self._published.value = doors(
            _("The published map"), [Door(title=workshop.settings.title, note=note, ways=ways)]
        ).html
