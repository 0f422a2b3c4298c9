"""A button that unfolds a part of a page, and says whether it is open to those who cannot see it."""

from __future__ import annotations

from ipywidgets import Button

_UNFOLDS = "cjm-unfolds"
_OPEN = "cjm-is-open"


class UnfoldButton(Button):  # type: ignore[misc]  # ipywidgets has no types
    """The page's view of a button gives these classes to screen readers as ``aria-expanded``."""

    def __init__(self, description: str) -> None:
        """Show a button with ``description`` on it; what it unfolds is closed."""
        super().__init__(description=description)
        self.add_class(_UNFOLDS)

    def turned(self, description: str, *, is_open: bool) -> None:
        """Say what a press does now, and whether the part is open."""
        self.description = description
        if is_open:
            self.add_class(_OPEN)
        else:
            self.remove_class(_OPEN)
