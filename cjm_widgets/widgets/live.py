"""A picture of the workshop that is drawn anew when something changes: numbers, what is missing, the curve."""

from __future__ import annotations

import logging
from threading import RLock
from typing import TYPE_CHECKING

from ipywidgets import HTML

from cjm_widgets.words import language, speaking

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.model import Workshop
    from cjm_widgets.view.markup import Markup
    from cjm_widgets.widgets.seat import Seat

logger = logging.getLogger(__name__)


class Live(HTML):  # type: ignore[misc]  # ipywidgets has no types
    """What ``draw`` makes of the workshop as the seat sees it. Only ``view`` makes markup, so nothing typed gets in."""

    def __init__(self, seat: Seat, draw: Callable[[Workshop], Markup]) -> None:
        """Draw now and after every change, in the language of now."""
        self._seat, self._draw, self._language = seat, draw, language()
        self._drawn = ""
        self._lock = RLock()
        super().__init__()
        self.redraw()
        self._unsubscribe = seat.subscribe(self._follow)

    def redraw(self) -> None:
        """Draw again, because something other than the workshop has changed."""
        self._follow(self._seat.workshop)

    def close(self) -> None:
        """Leave the page and stop following."""
        self._unsubscribe()
        super().close()

    def _follow(self, workshop: Workshop) -> None:
        """Draw, one at a time. Called from the follower's thread too, where no language is set."""
        with self._lock:
            with speaking(self._language):
                drawn = self._draw(workshop).html
            # The same picture is not sent again: most changes touch something else.
            if drawn != self._drawn:
                self._drawn = self.value = drawn
