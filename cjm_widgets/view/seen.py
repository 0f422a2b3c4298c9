"""What the room sees of a step besides its cards: pictures of what was written alone, drawn once for all who look."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Step
from cjm_widgets.view.markup import join
from cjm_widgets.words import language

if TYPE_CHECKING:
    from cjm_widgets.model import Workshop
    from cjm_widgets.model.workshop import Shelf
    from cjm_widgets.view.markup import Markup

_KINDS: Final = {Step.EMOTIONS: ("journey", "stage", "touchpoint", "emotion", "persona")}
"""By step with such a picture: the kinds that it is drawn from."""

Ground = tuple["Shelf | None", ...]


class Drawings:
    """The last drawing of each, for as long as what it was drawn from stands: forty pages show the same one."""

    def __init__(self) -> None:
        """Begin with none."""
        self._last: dict[tuple[str, str, Step, str], tuple[Ground, Markup]] = {}
        self._lock = Lock()

    def seen(self, workshop: Workshop, journey: str, step: Step) -> Markup:
        """Give the picture of a step, drawn anew only where something in it has changed."""
        ground = tuple(workshop.shelves.get(kind) for kind in _KINDS[step])
        key = (workshop.id, journey, step, language())
        with self._lock:
            known = self._last.get(key)
            if known is not None and all(one is two for one, two in zip(known[0], ground, strict=True)):
                return known[1]
        drawn = _draw(workshop, journey, step)
        with self._lock:
            self._last[key] = (ground, drawn)
        return drawn


_drawings = Drawings()


def seen_besides(workshop: Workshop, journey: str, step: Step) -> Markup:
    """Draw what everybody sees of a step besides its cards, such as the emotion curve; nothing for most steps."""
    return _drawings.seen(workshop, journey, step) if step in _KINDS and journey else join()


def _draw(workshop: Workshop, journey: str, _step: Step) -> Markup:
    from cjm_widgets.view.feelings import curve_styles, feelings  # noqa: PLC0415 - only where it is seen
    from cjm_widgets.view.parts import parts_styles  # noqa: PLC0415

    return join(curve_styles(), parts_styles(), feelings(workshop, journey))
