"""The strip: what is pressed there becomes the clock that all pages follow."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Journey, Person, Phase, Role, Step, Vote
from cjm_widgets.view.phases import phase_title
from cjm_widgets.widgets.lead import Lead, PhaseButton, Standing
from cjm_widgets.words import N_, _, language, ngettext, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cjm_widgets.apps.leading.floor import Floor
    from cjm_widgets.model import Agenda, Clock

LETTERS: Final[Mapping[Phase, str]] = {Phase.COLLECT: "C", Phase.REVEAL: "R", Phase.VOTE: "V", Phase.DECIDE: "D"}
_DOES: Final[Mapping[Phase, str]] = {
    Phase.COLLECT: N_("Phones: everybody writes; each sees only their own."),
    Phase.REVEAL: N_("Phones and wall: everybody sees all cards that you have not hidden; nothing new is added."),
    Phase.VOTE: N_("Phones: the open vote. Cards stay as they are; dots are shown when you close it."),
    Phase.DECIDE: N_("Phones only show. You merge, settle and write down what is decided."),
}
_LATE_S: Final = 60
MINUTE_S: Final = 60


class Strip:
    """Step, phase, timer, lock and undo."""

    def __init__(
        self,
        floor: Floor,
        tabs: Mapping[str, str],
        tab: str,
        on_tab: Callable[[str], None],
        on_journey: Callable[[str], None],
    ) -> None:
        """Offer ``tabs`` with ``tab`` open; ``on_tab`` shows another one, ``on_journey`` works on another journey."""
        self._floor, self._on_tab, self._on_journey = floor, on_tab, on_journey
        self._tab, self._language = tab, language()
        self.widget = Lead(
            self.look,
            self.press,
            steps=[(str(step), f"{step.number} {_(step.label)}") for step in Step],
            phases=[
                PhaseButton(key=str(phase), title=phase_title(phase), letter=LETTERS[phase], does=_(_DOES[phase]))
                for phase in Phase
            ],
            tabs=list(tabs.items()),
        )
        floor.listen(self.widget.redraw)
        floor.seat.subscribe(lambda _workshop: self.widget.redraw())

    def look(self) -> Standing:
        """Say where the room is now."""
        floor, clock, now = self._floor, self._floor.clock, time.time()
        current, journeys = clock.agenda.current, floor.seat.workshop.all(Journey)
        return Standing(
            called=str(clock.step),
            shown=str(floor.shown),
            phase=str(clock.phase(clock.step)),
            running=clock.ends_at is not None,
            left_s=round(clock.remaining_s(now), 1),
            planned=0 if current is None else clock.agenda.items[current].minutes,
            locked=clock.locked,
            late=lateness(clock.agenda, now),
            tab=self._tab,
            counts=self._counts(),
            can_undo=floor.undoes is not None,
            undo=floor.undoes or "",
            journeys=[(one.id, one.title or "–") for one in journeys] if len(journeys) > 1 else [],
            journey=floor.journey,
            called_journey=floor.called,
            said=floor.said,
        )

    def press(self, pressed: str) -> None:
        """Do what a button of the strip says."""
        what, _colon, which = pressed.partition(":")
        floor, now = self._floor, time.time()
        moves: dict[str, Callable[[Clock], Clock]] = {
            "phase": lambda clock: clock.at(clock.step, Phase(which)),
            "call": lambda clock: self._call(clock, Step(which)),
            "start": lambda clock: _started(clock, now),
            "pause": lambda clock: clock.paused(now),
            "minute": lambda clock: clock.longer(MINUTE_S),
            "lock": lambda clock: clock.with_lock(locked=True),
            "unlock": lambda clock: clock.with_lock(locked=False),
            "timer": lambda clock: clock.timed(float(which)).started(now),
        }
        with speaking(self._language):
            if what == "tab":
                self.show(which)
            elif what == "journey":
                self._on_journey(which)
            elif what == "undo":
                floor.undo()
            else:
                floor.move(moves[what], self._called_back(what, which))

    def _called_back(self, what: str, which: str) -> str:
        """Give what undo is to call a move; nothing for one that has a button of its own to take it back."""
        if what == "phase":
            return phase_title(Phase(which))
        if what == "call":
            return _("Call to {step}").format(step=_(Step(which).label))
        return {"timer": _("Timer"), "minute": _("One minute more")}.get(what, "")

    def show(self, tab: str) -> None:
        """Open a desk."""
        self._tab = tab
        self._on_tab(tab)
        self.widget.redraw()

    def _call(self, clock: Clock, step: Step) -> Clock:
        """Call everybody to a step, and to the journey on this screen where there is another one."""
        floor = self._floor
        return clock.at(step) if floor.journey == floor.called else clock.at(step).about(floor.journey)

    def _counts(self) -> dict[str, str]:
        workshop = self._floor.seat.workshop
        people = {one.id for one in workshop.all(Person) if one.role == str(Role.PARTICIPANT)}
        here = len(self._floor.room.here & people)
        votes = len(workshop.of(Vote, state="open"))
        return {"room": f"{here}/{len(people)}" if people else "", "votes": str(votes) if votes else ""}


def _started(clock: Clock, now: float) -> Clock:
    """Start the timer; one that has nothing left begins anew with what the agenda plans for what runs."""
    current = clock.agenda.current
    if clock.left_s <= 0 and clock.ends_at is None and current is not None:
        clock = clock.timed(clock.agenda.items[current].minutes * MINUTE_S)
    return clock.started(now)


def lateness(agenda: Agenda, now: float) -> str:
    """Say how late the day is, in a phrase; nothing before it has begun."""
    if agenda.current is None:
        return ""
    late = agenda.late_s(now)
    n = round(abs(late) / MINUTE_S)
    if abs(late) < _LATE_S or n == 0:
        return _("On time")
    if late > 0:
        return ngettext("We are {n} min late", "We are {n} min late", n).format(n=n)
    return ngettext("We are {n} min ahead", "We are {n} min ahead", n).format(n=n)
