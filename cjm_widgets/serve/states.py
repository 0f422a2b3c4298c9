"""The states of a page's widgets in the page itself, so that it is drawn before it is connected.

Voila sends a page with the names of its widgets; the page then connects, asks for their states and waits. But whoever
ran the notebook has heard those states already. They stand before the outputs that need them, each with a digest, and
a page that connects asks a light kernel only for what has changed since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import voila.handler
from voila.notebook_renderer import NotebookRenderer

from cjm_widgets.serve.hosting import LIGHT
from cjm_widgets.serve.light.digest import digest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from nbformat import NotebookNode

STATES: Final = "cjm_states"
"""Where in a cell's metadata the template finds them."""


class StatefulRenderer(NotebookRenderer):  # type: ignore[misc]
    """Voila's renderer, which puts beside each cell the widgets that it has made."""

    async def _jinja_cell_generator(self, nb: NotebookNode, kernel_id: str) -> AsyncIterator[NotebookNode]:
        """Run cell by cell. Only a light kernel can say later what has changed, so only its states are taken."""
        told: set[str] = set()
        light = nb.metadata.kernelspec.name == LIGHT
        async for cell in super()._jinja_cell_generator(nb, kernel_id):
            if light:
                cell.metadata[STATES] = self._new_states(told)
            yield cell

    def _new_states(self, told: set[str]) -> dict[str, dict[str, Any]]:
        """Give the states of the widgets that are not in ``told``, by id; those with binary parts come later."""
        states = self.executor.widget_state
        fresh = [id for id in states if id not in told and id not in self.executor.widget_buffers]
        told.update(fresh)
        return {id: {"state": states[id], "digest": digest(states[id])} for id in fresh}


def put_states_into_pages() -> None:
    """Have Voila render with it; it names its renderer in one place."""
    if not hasattr(voila.handler, "NotebookRenderer"):
        message = "voila.handler.NotebookRenderer is not there any more: see cjm_widgets/serve/states.py"
        raise RuntimeError(message)
    voila.handler.NotebookRenderer = StatefulRenderer
