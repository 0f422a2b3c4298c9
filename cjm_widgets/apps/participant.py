"""What a participant's phone opens: the step that the room is at, and in it what one writes, reads or votes on.

Many of these pages share a process and forty are opened within a minute, so this module imports nothing heavy and
makes few models: what is not on the page costs nobody anything.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from threading import Lock, RLock, Thread
from typing import TYPE_CHECKING, Final

from ipywidgets import HTML, VBox

from cjm_widgets.apps.visit import choose_journey, take_seat, visit
from cjm_widgets.model import Group, Journey, ModelError, Person, Phase, Step
from cjm_widgets.model.viewer import is_gone
from cjm_widgets.session import kept
from cjm_widgets.steps import STEPS
from cjm_widgets.store import NotIn
from cjm_widgets.view.markup import Local, element, join
from cjm_widgets.view.seating import my_table
from cjm_widgets.view.seen import seen_besides
from cjm_widgets.view.votes import join_results, votes_of
from cjm_widgets.widgets.live import Live
from cjm_widgets.widgets.room import Room
from cjm_widgets.words import _, language, speaking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipywidgets import DOMWidget

    from cjm_widgets.model import Clock, Workshop
    from cjm_widgets.store import Seat
    from cjm_widgets.view.markup import Markup
    from cjm_widgets.widgets.ballot import Ballot

logger = logging.getLogger(__name__)

JOIN: Final = Local("/j/")


def take_part(workshop: str | None = None, *, step: str | None = None) -> VBox:
    """Give the page of whoever takes part in the workshop in the address, or in ``workshop``.

    It follows the room from step to step; with ``step`` it stays at that one. On a page, a workshop that is not there
    or has no journey yet is said in a sentence; elsewhere UnknownWorkshop or ModelError is raised.
    """
    here = visit()
    try:
        seat = take_seat(workshop, here=here)
        choose_journey(seat, here.journey)
    except ModelError as problem:
        if not here.served:
            raise
        return _boxed(HTML(_shut(out=isinstance(problem, NotIn)).html))
    return ParticipantPage(seat, here.journey, None if step is None else Step(step)).box


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """All that decides what is shown."""

    journey: str
    """Its id; empty where there is none."""
    step: Step
    phase: Phase
    asked: tuple[str, ...]
    """The votes that are open in it, while the room votes."""
    table: str
    """While tables work apart: where this person sits, and what the table works on."""
    gone: bool
    """True for somebody who was taken off the list."""


class ParticipantPage:
    """The strip of the room, and under it one step at a time."""

    def __init__(self, seat: Seat, journey: str | None = None, step: Step | None = None) -> None:
        """Show ``seat`` the step that the room is at, or ``step`` whatever the room does.

        ``journey`` is the one that it is about, where the person's table has none of its own.
        """
        self._seat, self._asked, self._fixed = seat, journey, step
        self._language = language()
        self._lock, self._building, self._again = RLock(), Lock(), False
        self._made: dict[tuple[str, Step], Sequence[DOMWidget]] = {}
        self._ballots: dict[str, Ballot] = {}
        self._votes: VBox | None = None
        self._at = self._place()
        self._where = Live(seat, self._draw_where)
        self._room = Room(seat)
        self._room.add_class("cjm-room-strip")
        self.box = _boxed(self._room, self._where)
        self._show()
        self._where.redraw()  # whether there is anything to write is known only now
        seat.subscribe(self._follow)
        seat.subscribe_clock(self._follow_clock)

    def show(self, step: Step) -> None:
        """Show another step, whatever the room does. Those shown before stay, out of sight, as they are."""
        self._fixed = step
        self._catch_up()

    def _place(self) -> _Place:
        """Look where the room is, and with it this page."""
        view, clock = self._seat.workshop, self._seat.clock
        step = self._fixed or clock.step
        phase = clock.phase(step)
        asked = tuple(one.id for one in votes_of(view, step, "open")) if phase is Phase.VOTE else ()
        gone = is_gone(self._seat.viewer, view)
        table = my_table(view, self._seat.person) if clock.apart else ""
        return _Place(journey=self._journey(view), step=step, phase=phase, asked=asked, table=table, gone=gone)

    def _journey(self, view: Workshop) -> str:
        """Give the journey that everybody is called to, or the table's own; that comes first when they work apart."""
        me, clock = view.find(Person, self._seat.person), self._seat.clock
        table = view.find(Group, me.group) if me is not None else None
        own = table.journey if table is not None else None
        called = view.find(Journey, clock.journey)
        if called is not None and not (clock.apart and own is not None):
            return called.id
        if own is not None:
            return own
        try:
            return choose_journey(self._seat, self._asked).id
        except ModelError:
            return ""

    def _follow_clock(self, _clock: Clock) -> None:
        self._follow(self._seat.workshop)

    def _follow(self, _view: Workshop) -> None:
        """Look whether something else is to be shown. Called from the follower's thread, which all pages wait for."""
        if self._place() == self._at:
            return
        self._again = True
        if self._building.acquire(blocking=False):
            Thread(target=kept(self._build), daemon=True).start()

    def _build(self) -> None:
        """Show what is to be shown, and look again whether it still is."""
        try:
            while self._again:
                self._again = False
                self._catch_up()
        except Exception:
            logger.exception("a participant's page could not follow the room")
        finally:
            self._building.release()
        if self._again:  # said between the last look and the release
            self._follow(self._seat.workshop)

    def _catch_up(self) -> None:
        with self._lock, speaking(self._language):
            self._at = self._place()
            self._show()
            self._where.redraw()

    def _show(self) -> None:
        """Build what is missing, and show what belongs to the step and phase; the rest stays out of sight."""
        at, key = self._at, (self._at.journey, self._at.step)
        writes = at.phase is not Phase.VOTE and not at.gone
        if key not in self._made and writes and at.journey:
            self._made[key] = STEPS[at.step](self._seat, at.journey).alone() if at.step in STEPS else ()
        self._put_ballots(() if at.gone else at.asked)
        shown = self._made.get(key, ()) if writes else ()
        for widgets in self._made.values():
            for widget in widgets:
                widget.layout.display = None if widget in shown else "none"
        self._room.layout.display = "none" if at.gone else None
        votes = (self._votes,) if self._ballots and self._votes is not None else ()
        children = (self._room, self._where, *votes, *(one for made in self._made.values() for one in made))
        if children != self.box.children:
            self.box.children = children

    def _put_ballots(self, asked: tuple[str, ...]) -> None:
        """Keep one ballot for each vote that is open."""
        from cjm_widgets.widgets.ballot import Ballot  # noqa: PLC0415 - most of the day nobody votes

        for vote in self._ballots.keys() - set(asked):
            self._ballots.pop(vote).close()
        for vote in asked:
            if vote not in self._ballots:
                self._ballots[vote] = Ballot(self._seat, vote)
        there = tuple(self._ballots[vote] for vote in asked)
        if self._votes is None and there:
            self._votes = VBox(there)
        elif self._votes is not None and there != self._votes.children:
            self._votes.children = there

    def _draw_where(self, workshop: Workshop) -> Markup:
        """Say which workshop and step this is, up in the bar on a page of the kit; and what the room sees besides."""
        at = self._at
        if at.gone:
            return _shut(out=True)
        title, named = workshop.settings.title, f"{at.step.number} {_(at.step.label)}"
        name = element("strong", title, dir="auto")
        where = element("p", name, " · ", named, class_="cjm-place", data_cjm_workshop=title, data_cjm_where=named)
        if at.table:
            mine = element("p", element("strong", _("Your table:")), " ", at.table, class_="cjm-my-table", dir="auto")
            where = join(where, mine)
        writes = bool(self._made.get((at.journey, at.step)))
        if at.phase is Phase.COLLECT:
            nothing = _("There is nothing to write just now. Look at the wall.")
            return join(where, None if writes else _say(nothing))
        results = join_results(workshop, at.step)
        if at.phase is Phase.VOTE:
            waiting = None if at.asked or results.html else _say(_("The vote opens in a moment."))
            return join(where, waiting, results)
        seen = seen_besides(workshop, at.journey, at.step)
        together = None
        if not (writes or seen.html or results.html):
            together = _say(_("Look at the wall: this is talked about together."))
        return join(where, together, results, seen)


def _say(sentence: str) -> Markup:
    return element("p", sentence, class_="cjm-nothing")


def _shut(*, out: bool) -> Markup:
    """Say why there is no page, and the way on; ``out`` for somebody who was taken off the list."""
    if not out:
        return _say(_("This workshop is not open here. Ask the facilitator for the link."))
    said = _("You are not on the list of this workshop any more. What you wrote there is safe with the facilitator.")
    again = element("a", _("Join again"), href=JOIN, class_="cjm-button")
    return element("div", element("p", said), element("p", again), class_="cjm-nothing")


def _boxed(*widgets: DOMWidget) -> VBox:
    box = VBox(widgets)
    box.add_class("cjm-participant")
    return box
