"""Writing for somebody without a device: their form of the step, on the facilitator's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipywidgets import HTML, VBox

from cjm_widgets.model import Person, Role, Viewer, visible
from cjm_widgets.steps import STEPS
from cjm_widgets.view.contents import styles
from cjm_widgets.view.markup import element, join
from cjm_widgets.widgets.desk import Action, Desk, Drawn
from cjm_widgets.words import _, language, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from cjm_widgets.apps.leading.floor import Floor
    from cjm_widgets.model import Clock, Draft, Json, Workshop
    from cjm_widgets.store import Receipt, Seat


class ProxySeat:
    """A person's place at the workshop, taken by whoever leads: they see what that person would, and write for them."""

    role = Role.PARTICIPANT

    def __init__(self, seat: Seat, person: str) -> None:
        """Write for ``person`` through ``seat``, which leads."""
        self._seat, self.person = seat, person
        self.resume_key = None
        self.room, self.votes = seat.room, seat.votes
        self._seen: tuple[tuple[Workshop, Clock, frozenset[str]], Workshop] | None = None

    @property
    def viewer(self) -> Viewer:
        """The person, with what this page wrote without a name."""
        return Viewer(role=Role.PARTICIPANT, person=self.person, own=self._seat.viewer.own)

    @property
    def clock(self) -> Clock:
        """The clock of the room."""
        return self._seat.clock

    @property
    def workshop(self) -> Workshop:
        """What the person would see now; the same object until it changes."""
        here = (self._seat.workshop, self._seat.clock, self._seat.viewer.own)
        if self._seen is None or any(one is not other for one, other in zip(self._seen[0], here, strict=True)):
            self._seen = (here, visible(self.viewer, here[1], here[0]))
        return self._seen[1]

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a batch to take back."""
        return self._seat.can_undo

    @property
    def can_redo(self) -> bool:
        """Tell whether there is a batch to bring back."""
        return self._seat.can_redo

    def apply(
        self, changes: Sequence[Draft], *, base: int | None = None, batch: str | None = None
    ) -> Future[Receipt]:  # fmt: skip
        """Write for the person."""
        return self._seat.apply(changes, base=base, batch=batch, for_person=self.person)

    def id_for(self, kind: str, about: str, *parts: str) -> str:
        """Give the one id of the person's record, as far as this page writes it."""
        return self._seat.id_for(kind, about, *parts, f"for {self.person}")

    def subscribe(self, callback: Callable[[Workshop], None]) -> Callable[[], None]:
        """Be called with what the person would see."""
        return self._seat.subscribe(lambda _workshop: callback(self.workshop))

    def subscribe_clock(self, callback: Callable[[Clock], None]) -> Callable[[], None]:
        """Be called when the clock has moved."""
        return self._seat.subscribe_clock(callback)

    def undo(self) -> Future[Receipt | None]:
        """Take back the last batch of this page."""
        return self._seat.undo()

    def redo(self) -> Future[Receipt | None]:
        """Bring it back."""
        return self._seat.redo()


class ProxyDesk:
    """The form of one person at a time."""

    def __init__(self, floor: Floor) -> None:
        """Begin with nobody."""
        self._floor, self._language = floor, language()
        self.box = VBox()
        self.box.layout.display = "none"

    def write_for(self, person: str) -> str:
        """Open the form of the step that everybody is at, for ``person``; says what to do now."""
        found = self._floor.seat.workshop.find(Person, person)
        if found is None:
            return _("They are no longer on the list.")
        step = self._floor.clock.step
        with speaking(self._language):
            forms = STEPS[step](ProxySeat(self._floor.seat, person), self._floor.journey).alone()  # type: ignore[arg-type]
            title = _("Writing for {name}: {step}").format(name=found.name, step=_(step.label))
            said = _(
                "What you enter here counts as theirs, under the same rules: nobody else sees it before it is shown."
            )
            nothing = _("Nothing is written alone in this step.")
            ends = _("Done writing for {name}").format(name=found.name)
        # A page brings into sight what asks to be looked at, once.
        heading = element("h2", title, dir="auto", tabindex=-1, data_cjm_look="")
        head = element("section", heading, element("p", said if forms else nothing), class_="cjm-contents")
        self._clear()
        done = Desk(
            self._floor.seat,
            lambda _workshop: Drawn(actions=(Action(key="done", label=ends, tone="main"),)),
            {"done": self._end},
        )
        self.box.layout.display = None
        self.box.children = (HTML(join(styles(), head).html), *forms, done)
        return _("The form for {name} is open above.").format(name=found.name)

    def _end(self, _row: str, _answers: dict[str, Json]) -> None:
        """Put the form away; what was entered is in the workshop."""
        self.box.layout.display = "none"
        self._clear()

    def _clear(self) -> None:
        old, self.box.children = self.box.children, ()
        for one in old:
            one.close()
