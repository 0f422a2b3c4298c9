"""The published map, as readers see it: no widgets, no live state."""

from __future__ import annotations

from datetime import UTC, datetime

from cjm_widgets.apps import published
from cjm_widgets.apps.addresses import MAP, trail_of
from cjm_widgets.apps.visit import store, take_seat, visit
from cjm_widgets.model import ModelError, is_id
from cjm_widgets.view.contents import styles
from cjm_widgets.view.markup import element, join
from cjm_widgets.view.page import frame
from cjm_widgets.view.snapshot import public
from cjm_widgets.words import _


class MapPage:
    """A map that shows itself in a notebook's cell."""

    def __init__(self, html: str) -> None:
        """Show ``html``, which was made by ``view``."""
        self._html = html

    def _repr_html_(self) -> str:
        return self._html


def read_map(workshop: str | None = None) -> MapPage:
    """Show the published map of the workshop in the address, or of ``workshop``.

    Whoever leads sees what would be published where nothing is yet. Raises ModelError where there is nothing to show.
    """
    here = visit()
    wanted = workshop or here.workshop
    if wanted is None and here.leads:
        listed = store().list()
        wanted = listed[0].id if listed else None
    found = published.latest(wanted) if wanted is not None and is_id(wanted) else None
    if found is not None:
        shown, when = found
    elif here.leads:
        shown, when = public(take_seat(wanted, here=here).workshop), datetime.now(UTC)
    else:
        raise ModelError(_("Map"), _("It has not been published yet."), _("Ask whoever sent you the link."))
    made = frame(shown, now=when.date())
    note = "" if found is not None else _("Not published yet: this is what readers would see.")
    ways = trail_of(here, shown, MAP) if here.leads else element("div", data_cjm_workshop=shown.settings.title)
    said = element("p", note) if note else None
    return MapPage(f"<style>{made.css}</style>{join(styles(), ways, said)}{made.html}")
