"""A part of a page that asks for what the chosen scoring methods need, and is made anew when others are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipywidgets import VBox

from cjm_widgets.model import Journey
from cjm_widgets.words import language, speaking

if TYPE_CHECKING:
    from collections.abc import Callable

    from ipywidgets import DOMWidget

    from cjm_widgets.model import Workshop
    from cjm_widgets.store import Seat


class ByMethod(VBox):  # type: ignore[misc]  # ipywidgets has no types
    """What ``make`` gives for the methods of a journey."""

    def __init__(self, seat: Seat, journey: str, make: Callable[[tuple[str, ...]], DOMWidget]) -> None:
        """Make it now, in the language of now, and again whenever the journey's methods change."""
        self._journey, self._make, self._language = journey, make, language()
        self._methods = self._chosen(seat.workshop)
        super().__init__([make(self._methods)])
        self._unsubscribe = seat.subscribe(self._follow)

    def close(self) -> None:
        """Leave the page and stop following."""
        self._unsubscribe()
        super().close()

    def _chosen(self, workshop: Workshop) -> tuple[str, ...]:
        journey = workshop.find(Journey, self._journey)
        return journey.methods if journey else ()

    def _follow(self, workshop: Workshop) -> None:
        """Make it anew where the methods are others. Called from the follower's thread, where no language is set."""
        methods = self._chosen(workshop)
        if methods == self._methods:
            return
        self._methods = methods
        gone: tuple[DOMWidget, ...] = self.children
        with speaking(self._language):
            self.children = (self._make(methods),)
        for one in gone:
            one.close()
