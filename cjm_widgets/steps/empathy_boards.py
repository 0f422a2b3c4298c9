"""Empathy maps to write on: choose a persona, see the picture, and put notes into its boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.model import EmpathyNote, Journey, Persona
from cjm_widgets.words import _, language, speaking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipywidgets import DOMWidget

    from cjm_widgets.model import Workshop
    from cjm_widgets.store import Seat
    from cjm_widgets.view.markup import Markup
    from cjm_widgets.widgets.steps import StepState


class EmpathyBoards:
    """One persona's empathy map at a time: its picture above, a board with a column a box below.

    Boards are made when a persona is first chosen, by a press on the page: the follower's thread, where changes
    arrive, makes no widgets.
    """

    def __init__(self, seat: Seat, journey: str) -> None:
        """Begin with the journey's primary persona."""
        from ipywidgets import VBox  # noqa: PLC0415 - a table needs no front end

        from cjm_widgets.widgets.live import Live  # noqa: PLC0415
        from cjm_widgets.widgets.steps import Steps  # noqa: PLC0415

        self._seat, self._journey, self._language = seat, journey, language()
        self._boards: dict[tuple[str, tuple[str, ...]], DOMWidget] = {}
        self._current = self._first(seat.workshop)
        self._known = self._states(seat.workshop)
        self._nav = Steps(self._known, self._current, self._go, title=_("Whose empathy map?"))
        self._picture = Live(seat, self._draw)
        self._work = VBox()
        self.box = VBox([self._nav, self._picture, self._work])
        if self._current:
            self._go(self._current)
        self._unsubscribe = seat.subscribe(self._follow)

    def _first(self, workshop: Workshop) -> str:
        journey = workshop.find(Journey, self._journey)
        chosen = workshop.find(Persona, journey.persona if journey else None)
        everybody = workshop.all(Persona)
        return chosen.id if chosen else everybody[0].id if everybody else ""

    def _go(self, persona: str) -> None:
        """Show one persona's map; the others' boards stay, out of sight, so that nothing half-written is lost."""
        from cjm_widgets.view.empathy import stored_boxes  # noqa: PLC0415 - only where it is drawn
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end

        found = self._seat.workshop.find(Persona, persona)
        if found is None:
            return
        self._current = persona
        # Another preset has other boxes, and so a board of its own.
        key = (persona, stored_boxes(found))
        if key not in self._boards:
            self._boards[key] = Board(
                self._seat,
                EmpathyNote.KIND,
                columns="box",
                among=stored_boxes(found),
                fixed={"persona": persona},
                example=[one for one in _example() if one["box"] in stored_boxes(found)],
                title=_("Notes: {name}").format(name=found.name),
                help=_("One thought a card, as the persona would see, hear or say it. Quote where you can."),
            )
            self._boards[key].add_class("cjm-boxes")
            self._work.children = tuple(self._boards.values())
        for other, board in self._boards.items():
            board.layout.display = None if other == key else "none"
        self._picture.redraw()
        self._nav.update_steps(current=persona)

    def _follow(self, workshop: Workshop) -> None:
        """Take up new and renamed personas. Called from the follower's thread, where no language is set."""
        with speaking(self._language):
            states = self._states(workshop)
        if states != self._known:
            self._known = states
            self._nav.update_steps(states)

    def _states(self, workshop: Workshop) -> list[StepState]:
        from cjm_widgets.view.empathy import notes_of, stored_boxes  # noqa: PLC0415 - only where it is drawn
        from cjm_widgets.view.personas import personas_of  # noqa: PLC0415

        states: list[StepState] = []
        for one in personas_of(workshop, self._first(workshop)):
            notes = notes_of(workshop, one)
            bare = [box for box in stored_boxes(one) if not notes[box]]
            said = _("{n} boxes are empty").format(n=len(bare)) if bare else ""
            states.append({"key": one.id, "title": one.name, "state": "doing" if bare else "done", "note": said})
        return states

    def _draw(self, workshop: Workshop) -> Markup:
        from cjm_widgets.view.empathy import empathy_list, empathy_map  # noqa: PLC0415 - only where it is drawn
        from cjm_widgets.view.markup import element  # noqa: PLC0415
        from cjm_widgets.view.sheets import styled  # noqa: PLC0415

        persona = workshop.find(Persona, self._current) or workshop.find(Persona, self._first(workshop))
        if persona is None:
            return styled(element("p", _("The empathy map begins with a persona."), class_="empty"))
        summary = element("summary", element("span", _("The same as a list")))
        listed = element("details", summary, empathy_list(workshop, persona, level=3), class_="unfold")
        # Its board is made by a press: nobody had been chosen when this part was built.
        ask = None if self._current else element("p", _("Press the name above to write into the boxes."), class_="lead")
        return styled(ask, empathy_map(workshop, persona, level=2, gaps=True), listed)


def _example() -> Sequence[dict[str, str]]:
    """Give a note for each of some boxes, of a customer who waits for money."""
    return (
        {"box": "see", "text": _("The same message for nine days: “your return is on its way”.")},
        {"box": "hear", "text": _("A colleague: “I waited three weeks for my money there.”")},
        {"box": "do", "text": _("Writes to the hotline, then looks at her account every morning.")},
        {"box": "think_feel", "text": _("Did the parcel get lost? It was my money.")},
        {"box": "pains", "text": _("Nobody says when the money comes.")},
        {"box": "gains", "text": _("A day that is named, and that holds.")},
    )
