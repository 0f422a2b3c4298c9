"""The whole workshop on one page, for those who lead it: the strip above, the work in the middle, the day beside it."""

from __future__ import annotations

from threading import Event, RLock, Thread
from typing import TYPE_CHECKING, Final

from ipywidgets import HTML, VBox

from cjm_widgets.apps.addresses import FACILITATOR, ways_of
from cjm_widgets.apps.guide import guide_html
from cjm_widgets.apps.leading.agenda import AgendaDesk
from cjm_widgets.apps.leading.closing import CloseDesk
from cjm_widgets.apps.leading.floor import Floor
from cjm_widgets.apps.leading.joining import JoiningDesk
from cjm_widgets.apps.leading.people import PeopleDesk
from cjm_widgets.apps.leading.promise import PromiseDesk
from cjm_widgets.apps.leading.proxy import ProxyDesk
from cjm_widgets.apps.leading.strip import Strip
from cjm_widgets.apps.leading.tables import TablesDesk
from cjm_widgets.apps.leading.talking import TalkDesk
from cjm_widgets.apps.leading.voting import VoteDesk
from cjm_widgets.apps.visit import choose_journey, take_seat, visit
from cjm_widgets.model import ModelError, Step
from cjm_widgets.session import kept, on_end
from cjm_widgets.steps import STEPS
from cjm_widgets.view.contents import guide, missing, styles
from cjm_widgets.view.markup import join
from cjm_widgets.widgets.live import Live
from cjm_widgets.widgets.steps import Steps
from cjm_widgets.words import _, language, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ipywidgets import DOMWidget

    from cjm_widgets.apps.visit import Visit
    from cjm_widgets.model import Clock, Workshop
    from cjm_widgets.steps import StepWork
    from cjm_widgets.store import Seat
    from cjm_widgets.view.markup import Markup
    from cjm_widgets.widgets.steps import StepState

LOOK_AGAIN_S: Final = 15.0
"""How often the strip looks at how late the day is."""
WORK: Final = "work"
AGENDA: Final = "agenda"


def facilitate(workshop: str | None = None) -> VBox:
    """Give the facilitator's page. Raises ModelError for whoever does not lead."""
    here = visit()
    if not here.leads:
        raise ModelError(_("This page"), _("It is the facilitator's."), _("Open the link that you were given."))
    seat = take_seat(workshop, here=here)
    return FacilitatorPage(here, seat, choose_journey(seat, here.journey or seat.clock.journey).id).box


class FacilitatorPage:
    """The strip, the desks of which one is open, and the steps of which one is on the screen."""

    def __init__(self, here: Visit, seat: Seat, journey: str) -> None:
        """Begin with the work on the step that everybody is at."""
        self._seat, self._language, self._lock = seat, language(), RLock()
        self.floor = Floor(here, seat, journey, seat.clock.step)
        self._called = (self.floor.called, seat.clock.step)
        self._tab = WORK
        self._works: dict[tuple[str, Step], StepWork] = {}
        self._known = self._states(seat.workshop)
        self.nav = Steps(self._known, str(seat.clock.step), self._go, title=_("Steps"))
        self.guide, self.work = HTML(), VBox()
        self.missing = Live(seat, self._draw_missing)
        self.agenda = AgendaDesk(self.floor)
        self._rooms: dict[str, Callable[[], Sequence[DOMWidget]]] = {
            "room": self._room,
            "votes": lambda: [VoteDesk(self.floor).box],
            "talk": lambda: [TalkDesk(self.floor, self._look_at).box],
            "groups": lambda: [TablesDesk(self.floor).widget],
            "settings": lambda: [PromiseDesk(self.floor).box],
            "close": lambda: [CloseDesk(self.floor).box],
        }
        self.panes: dict[str, VBox] = {WORK: VBox([self.nav, self.missing, self.work])}
        self._left = VBox([self.panes[WORK]])
        self._aside = VBox([self.agenda.widget, self.guide])
        self._aside.add_class("cjm-lead-aside")
        main = VBox([self._left, self._aside])
        main.add_class("cjm-lead-main")
        self._main = main
        where = Live(seat, lambda workshop: join(styles(), ways_of(here, workshop, says=_("Facilitator"))))
        self.strip = Strip(self.floor, _tabs(), WORK, self._open, self._work_on)
        self.box = VBox([where, self.strip.widget, main])
        self.box.add_class("cjm-facilitator")
        self._open(WORK)
        self._go(str(seat.clock.step))
        seat.subscribe(self._follow)
        seat.subscribe_clock(self._come_along)
        self._watch_the_time()

    def _room(self) -> Sequence[DOMWidget]:
        proxy = ProxyDesk(self.floor)
        people = PeopleDesk(self.floor, proxy.write_for)
        return [proxy.box, JoiningDesk(self.floor).widget, people.widget]

    def _open(self, tab: str) -> None:
        """Show one desk; it is made when it is first opened, and the others stay as they are, out of sight."""
        with self._lock, speaking(self._language):
            self._tab = tab
            if tab in self._rooms and tab not in self.panes:
                self.panes[tab] = VBox(self._rooms[tab]())
                self._left.children = (*self._left.children, self.panes[tab])
            for name, pane in self.panes.items():
                pane.layout.display = None if name == tab else "none"
            self._left.layout.display = "none" if tab == AGENDA else None
            self._aside.layout.display = None if tab in (WORK, AGENDA) else "none"
            (self._main.add_class if tab == WORK else self._main.remove_class)("cjm-lead-beside")

    def _look_at(self, journey: str, step: Step) -> None:
        """Show the work on a step of a journey, whatever desk is open."""
        self.floor.journey = journey
        self._go(str(step))
        self.strip.show(WORK)

    def _work_on(self, journey: str) -> None:
        """Work on another journey: this step of it, and what it has in its parking lot."""
        with self._lock:
            self.floor.journey = journey
            self._forget("talk")
            self._go(str(self.floor.shown))
            self._follow(self._seat.workshop)
        self.floor.tell()

    def _forget(self, tab: str) -> None:
        """Let a desk be made anew when it is next opened, or now where it is on the screen."""
        pane = self.panes.pop(tab, None)
        if pane is not None:
            self._left.children = tuple(one for one in self._left.children if one is not pane)
            _close(pane)
            if self._tab == tab:
                self._open(tab)

    def _go(self, name: str) -> None:
        """Show a step; the others stay as they are, out of sight, so that nothing half-written is lost."""
        step = Step(name)
        with self._lock, speaking(self._language):
            here = (self.floor.journey, step)
            if here not in self._works:
                self._works[here] = STEPS[step](self._seat, self.floor.journey)
                self.work.children = (*self.work.children, self._works[here].view)
            for other, work in self._works.items():
                work.view.layout.display = None if other == here else "none"
            self.floor.shown = step
            day = guide(_("How the day runs"), guide_html(FACILITATOR))
            self.guide.value = join(
                guide(_("Guide: {step}").format(step=_(step.label)), guide_html(step.notebook)), day
            ).html
            self.missing.redraw()
            self.nav.update_steps(current=name)
            self.strip.widget.redraw()

    def _come_along(self, clock: Clock) -> None:
        """Go where everybody is called to, unless this screen was looking at something else."""
        before, self._called = self._called, (self.floor.called, clock.step)
        if self._called != before and (self.floor.journey, self.floor.shown) == before:
            # Widgets take longer to make than all pages of this process should wait for.
            Thread(target=kept(self._go_along), args=self._called, daemon=True).start()

    def _go_along(self, journey: str, step: Step) -> None:
        if journey != self.floor.journey:
            self._work_on(journey)
        self._go(str(step))

    def _follow(self, workshop: Workshop) -> None:
        """Look again at what is done. Called from the follower's thread, where no language is set."""
        with speaking(self._language):
            states = self._states(workshop)
        if states != self._known:
            self._known = states
            self.nav.update_steps(states)

    def _states(self, workshop: Workshop) -> list[StepState]:
        states: list[StepState] = []
        for step, work in STEPS.items():
            gaps = work.missing(workshop, self.floor.journey)
            note = gaps[0] if gaps else ""
            states.append({"key": str(step), "title": f"{step.number} {_(step.label)}",
                           "state": "doing" if gaps else "done", "note": note})  # fmt: skip
        return states

    def _draw_missing(self, workshop: Workshop) -> Markup:
        return join(styles(), missing(STEPS[self.floor.shown].missing(workshop, self.floor.journey)))

    def _watch_the_time(self) -> None:
        over = Event()
        on_end(over.set)

        def watch() -> None:
            while not over.wait(LOOK_AGAIN_S):
                self.strip.widget.redraw()

        Thread(target=watch, name="cjm-strip", daemon=True).start()


def _close(widget: DOMWidget) -> None:
    """Take a widget off the page, with all that is in it."""
    for child in getattr(widget, "children", ()):
        _close(child)
    widget.close()


def _tabs() -> dict[str, str]:
    return {
        WORK: _("Work"),
        "room": _("Room"),
        "votes": _("Votes"),
        "talk": _("Decisions and parking"),
        AGENDA: _("Agenda"),
        "groups": _("Groups"),
        "settings": _("Settings"),
        "close": _("Close and publish"),
    }
