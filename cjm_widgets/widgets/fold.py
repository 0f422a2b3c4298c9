"""A part of a page that unfolds: its title, what it would show in a sentence, and a button; the rest when asked for."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ipywidgets import HTML, VBox

from cjm_widgets.view.markup import element, join
from cjm_widgets.widgets.live import Live
from cjm_widgets.widgets.unfold_button import UnfoldButton
from cjm_widgets.words import _, language, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ipywidgets import DOMWidget

    from cjm_widgets.model import Workshop
    from cjm_widgets.view.markup import Markup
    from cjm_widgets.widgets.seat import Seat

logger = logging.getLogger(__name__)


def built(make: Callable[[], Sequence[DOMWidget]]) -> list[DOMWidget]:
    """Give what ``make`` makes. Nobody sees what goes wrong behind a button, so that is logged and said."""
    try:
        return list(make())
    except Exception:
        logger.exception("a part of a page could not be opened")
        said = element("p", _("This part could not be opened. Reload the page; nothing that was saved is lost."))
        return [HTML(said.html)]


class Fold(VBox):  # type: ignore[misc]  # ipywidgets has no types
    """A part of a page that is built when it is first opened, and kept with all that is half-written when closed."""

    def __init__(
        self,
        seat: Seat,
        title: str,
        make: Callable[[], Sequence[DOMWidget]],
        *,
        said: Callable[[Workshop], str | Markup] | None = None,
        opening: str = "",
        is_open: bool = False,
    ) -> None:
        """Show ``title`` with ``said`` of the workshop under it; the button, with ``opening`` on it, shows ``make()``.

        ``said`` is drawn anew after every change: it tells whether it is worth opening.
        """
        self._make, self._title, self._opening = make, title, opening
        self._language = language()
        self._content: VBox | None = None

        def head(workshop: Workshop) -> Markup:
            told = said(workshop) if said else ""
            finding = element("p", told, class_="cjm-finding") if isinstance(told, str) and told else told or None
            return element("section", join(element("h2", title), finding), class_="cjm-contents cjm-part-head")

        self.head = Live(seat, head)
        self.button = UnfoldButton(self._asks())
        self.button.on_click(lambda _button: self.turn())
        super().__init__([self.head, self.button])
        self.add_class("cjm-fold")
        if is_open:
            self.turn()

    @property
    def is_open(self) -> bool:
        """Tell whether its content is shown."""
        return self._content is not None and self._content.layout.display != "none"

    def turn(self) -> None:
        """Open it when it is closed, close it when it is open."""
        with speaking(self._language):
            if self._content is None:
                self._content = VBox(built(self._make))
                self.children = (self.head, self.button, self._content)
            else:
                self._content.layout.display = "none" if self.is_open else None
            self.button.turned(self._asks(), is_open=self.is_open)

    def _asks(self) -> str:
        if self.is_open:
            return _("Close: {part}").format(part=self._title)
        return self._opening or _("Open: {part}").format(part=self._title)
