"""A chart to explore, with the numbers in it as a table below: the one place where Bokeh meets a page.

On the kit's own pages the front end brings Bokeh's scripts from our server, once, when the first chart appears.
Anywhere else (JupyterLab) they have to be put into the notebook, from the installed Bokeh and never from another host.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from ipywidgets import VBox

from cjm_widgets.view.markup import element, join
from cjm_widgets.view.parts import numbers_table, parts_styles
from cjm_widgets.widgets.fold import built
from cjm_widgets.widgets.live import Live
from cjm_widgets.widgets.served import VARIABLE
from cjm_widgets.widgets.unfold_button import UnfoldButton
from cjm_widgets.words import _, language, speaking

if TYPE_CHECKING:
    from collections.abc import Callable

    from ipywidgets import DOMWidget

    from cjm_widgets.model import Workshop
    from cjm_widgets.view.figures import Drawn
    from cjm_widgets.view.markup import Markup
    from cjm_widgets.widgets.seat import Seat

logger = logging.getLogger(__name__)


def prepare_charts() -> None:
    """Put Bokeh's scripts into the notebook, where no page of ours brings them. Needed before a cell's chart is shown.

    Does nothing on the kit's pages, and nothing where no notebook runs.
    """
    if os.environ.get(VARIABLE):
        return
    from IPython import get_ipython  # noqa: PLC0415 - not in a light kernel

    if get_ipython() is None:
        return
    from bokeh.io import output_notebook  # noqa: PLC0415 - heavy, and only where one explores
    from bokeh.resources import INLINE  # noqa: PLC0415

    output_notebook(INLINE, hide_banner=True)


class Explorer(VBox):  # type: ignore[misc]  # ipywidgets has no types
    """What ``draw`` makes of the workshop: its finding, the chart, and its numbers. All follow the workshop."""

    def __init__(self, seat: Seat, draw: Callable[[Workshop], Drawn]) -> None:
        """Draw now, in the language of now."""
        from jupyter_bokeh.widgets import BokehModel  # noqa: PLC0415 - heavy, and only where one explores

        prepare_charts()
        self._draw, self._language = draw, language()
        self._drawn = self._draw_quietly(seat.workshop)
        self.chart = BokehModel(self._drawn.figure)
        self.chart.layout.width = "100%"
        self.chart.add_class("cjm-chart")
        self.finding = Live(seat, self._follow)
        self.numbers = Live(seat, lambda _workshop: join(parts_styles(), numbers_table(self._drawn)))
        super().__init__([self.finding, self.chart, self.numbers])
        self.add_class("cjm-explorer")

    def close(self) -> None:
        """Leave the page and stop following."""
        for part in (self.finding, self.numbers, self.chart):
            part.close()
        super().close()

    def _follow(self, workshop: Workshop) -> Markup:
        """Draw the chart where it would look otherwise than now, and give its finding. The numbers follow after it."""
        drawn = self._draw_quietly(workshop)
        if drawn.title != self._drawn.title or not drawn.numbers.equals(self._drawn.numbers):
            self._drawn = drawn
            self.chart.update_from_model(drawn.figure)
        return element("h3", drawn.title, class_="cjm-chart-finding")

    def _draw_quietly(self, workshop: Workshop) -> Drawn:
        """Draw without the title in the picture: there it would be cut off on a phone, and read to nobody."""
        with speaking(self._language):
            drawn = self._draw(workshop)
        drawn.figure.title.update(visible=False)  # type: ignore[union-attr]  # ours always have one
        return drawn


class Unfolding(VBox):  # type: ignore[misc]  # ipywidgets has no types
    """A button that shows a chart below it. Bokeh comes to the page, and to this process, when first asked for."""

    def __init__(self, opening: str, make: Callable[[], DOMWidget]) -> None:
        """Show a button with ``opening`` on it; a press shows what ``make`` gives, another one hides it."""
        prepare_charts()
        self._opening, self._make, self._language = opening, make, language()
        self.button = UnfoldButton(opening)
        self.button.on_click(lambda _button: self.turn())
        self.shown: DOMWidget | None = None
        super().__init__([self.button])
        self.add_class("cjm-unfolding")

    def turn(self) -> None:
        """Show the chart where it is hidden, hide it where it is shown."""
        with speaking(self._language):
            if self.shown is None:
                self.shown = built(lambda: [self._make()])[0]
                self.children = (self.button, self.shown)
            else:
                self.shown.layout.display = "none" if self.shown.layout.display != "none" else None
            hidden = self.shown.layout.display == "none"
            said = self._opening if hidden else _("Close the chart")
            self.button.turned(said, is_open=not hidden)
