"""Where the pages of a workshop are: addresses on this server in a page, files in JupyterLab."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from cjm_widgets.steps import STEPS
from cjm_widgets.view.contents import Way, trail
from cjm_widgets.view.markup import Local
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.apps.visit import Visit
    from cjm_widgets.model import Workshop
    from cjm_widgets.view.markup import Markup

START: Final = "00-start"
FACILITATOR: Final = "facilitator"
PROJECTOR: Final = "projector"
MAP: Final = "journey-map"


def address(here: Visit, page: str, workshop: str | None = None, journey: str | None = None) -> Local | None:
    """Give the address of the page of a notebook; None in JupyterLab, where one opens the notebook itself."""
    if not here.served:
        return None
    asked = {key: value for key, value in (("workshop", workshop), ("journey", journey)) if value}
    path = "/" if page == START else f"/{page}"
    return Local(f"{path}?{urlencode(asked)}" if asked else path)


def trail_of(here: Visit, workshop: Workshop, current: str) -> Markup:
    """Draw the workshop's name and the ways to its pages; ``current`` is the notebook that it stands on."""
    steps = {step.notebook: _(step.label) for step in STEPS}
    pages = {FACILITATOR: _("Lead it"), PROJECTOR: _("On the wall"), **steps, MAP: _("Map")}
    ways = [
        Way(label=label, address=address(here, page, workshop.id), current=page == current)
        for page, label in pages.items()
    ]
    return trail(workshop.settings.title, ways)


def ways_of(here: Visit, workshop: Workshop, *, says: str) -> Markup:
    """Draw the ways from the facilitator's page, which has the steps on it; the bar says ``says`` and the workshop.

    They open beside it: leaving it would end what is half-written there.
    """
    pages = {PROJECTOR: _("Open the wall"), MAP: _("Map"), START: _("All workshops")}
    ways = [
        Way(label=label, address=address(here, page, None if page == START else workshop.id), beside=True)
        for page, label in pages.items()
    ]
    return trail(workshop.settings.title, ways, says=says)


def published_page(here: Visit, workshop: str, *, download: bool = False) -> Local | None:
    """Give the address of the published page, as one file to read or to keep; None in JupyterLab."""
    if not here.served:
        return None
    return Local(f"/published/{workshop}" + ("?download=1" if download else ""))
