"""A part of a page that asks for what the chosen scoring methods need, and is made anew when others are chosen."""

from __future__ import annotations

from threading import RLock
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
        self._lock = RLock()
        self._methods = self._chosen(seat.workshop)
        self._shown = make(self._methods)
        super().__init__([self._shown])
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
        with self._lock:
            methods = self._chosen(workshop)
            if methods == self._methods:
                return
            self._methods, gone = methods, self._shown
            with speaking(self._language):
                self._shown = self._make(methods)
            self.children = (self._shown,)
        gone.close()
