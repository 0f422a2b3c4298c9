"""Several ways to look at the same things, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipywidgets import Dropdown, VBox

from cjm_widgets.words import language, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ipywidgets import DOMWidget


class Views(VBox):  # type: ignore[misc]  # ipywidgets has no types
    """A list to choose a view from, and that view; each is built when it is first chosen, and kept."""

    def __init__(self, label: str, ways: Mapping[str, Callable[[], DOMWidget]]) -> None:
        """Offer ``ways``, by what people call them; the first is shown."""
        self._ways = dict(ways)
        self._made: dict[str, DOMWidget] = {}
        self._language = language()
        self.choice = Dropdown(description=label, options=list(self._ways))
        self.choice.add_class("cjm-views-choice")
        self.choice.observe(lambda change: self.show(change["new"]), "value")
        super().__init__([self.choice])
        self.add_class("cjm-views")
        self.show(next(iter(self._ways)))

    @property
    def current(self) -> DOMWidget:
        """The view that is shown."""
        return self._made[self.choice.value]

    def show(self, name: str) -> None:
        """Show the view of this name; the others stay, out of sight, with all that is half-written in them."""
        if name not in self._made:
            with speaking(self._language):
                self._made[name] = self._ways[name]()
            self.children = (self.choice, *self._made.values())
        for other, view in self._made.items():
            view.layout.display = None if other == name else "none"
