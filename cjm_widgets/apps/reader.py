"""The published map, as readers see it: no widgets, no live state."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cjm_widgets.apps import published
from cjm_widgets.apps.addresses import MAP, published_page, trail_of
from cjm_widgets.apps.visit import store, take_seat, visit
from cjm_widgets.model import ModelError, is_id
from cjm_widgets.view.contents import styles
from cjm_widgets.view.markup import element, join
from cjm_widgets.view.page import frame
from cjm_widgets.view.snapshot import public
from cjm_widgets.words import SOURCE, _, speaking

if TYPE_CHECKING:
    from cjm_widgets.apps.visit import Visit
    from cjm_widgets.model import Workshop
    from cjm_widgets.view.markup import Markup
    from cjm_widgets.view.page import Frame

_KEPT: Final = 8
"""So many snapshots are kept drawn, about half a megabyte each."""


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
    found = published.version(wanted) if wanted is not None and is_id(wanted) else None
    if found is not None:
        shown, made = _drawn(found)
    elif here.leads:
        shown = public(take_seat(wanted, here=here).workshop)
        made = frame(shown, now=datetime.now(UTC).date())
    else:
        raise ModelError(_("Map"), _("It has not been published yet."), _("Ask whoever sent you the link."))
    # Nobody took a seat where a snapshot is shown, so nothing has said yet which language the page speaks.
    with speaking(shown.settings.language or SOURCE):
        note = "" if found is not None else _("Not published yet: this is what readers would see.")
        ways = trail_of(here, shown, MAP) if here.leads else element("div", data_cjm_workshop=shown.settings.title)
        said = element("p", note) if note else _as_file(here, shown)
    return MapPage(f"<style>{made.css}</style>{join(styles(), ways, said)}{made.html}")


def _as_file(here: Visit, shown: Workshop) -> Markup | None:
    """Give readers the way to the page that needs no server: it prints well and can be kept."""
    if here.leads or not here.served:
        return None
    way = element("a", _("The same as one page, to print or to keep"), href=published_page(here, shown.id))
    return element("p", way)


@lru_cache(maxsize=_KEPT)
def _drawn(version: published.Version) -> tuple[Workshop, Frame]:
    """Draw a snapshot, once for all readers whose pages are in this process: it is the same for everybody.

    It is in the workshop's language and as of the day on which it was published, whoever reads it, and when.
    """
    shown, when = published.read(version)
    return shown, frame(shown, now=when.date())
