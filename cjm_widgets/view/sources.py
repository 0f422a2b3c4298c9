"""Sources by letter: cells cite A or B, and the list below the map says what that is, how large and how old."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Source
from cjm_widgets.model.entities.data import SOURCE_TYPES
from cjm_widgets.view.markup import Markup, element
from cjm_widgets.view.wording import sample, short_day
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.model import Workshop

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def source_letters(workshop: Workshop) -> Mapping[str, str]:
    """Give every source of a workshop its letter by id, in their order; after Z come AA, AB and so on."""
    return {source.id: _letter(place) for place, source in enumerate(workshop.all(Source))}


def cited(letter: str, on: str | None) -> str:
    """Write where something comes from, to stand after it: (A, 14 Oct 2026); nothing where neither is known."""
    parts = ", ".join(part for part in (letter, short_day(on)) if part)
    return f"({parts})".replace(" ", "\u00a0") if parts else ""


def source_said(source: Source) -> str:
    """Say what a source is: its title, type, n, period and whom it covers."""
    kind = dict(SOURCE_TYPES).get(source.type or "", "")
    period = " – ".join(short_day(end) for end in (source.period_start, source.period_end) if end)
    size = "" if source.n is None else sample(source.n)
    facts = ", ".join(part for part in (_(kind), size, period, source.segment) if part)
    return f"{source.title}: {facts}" if facts else source.title


def source_list(workshop: Workshop, level: int) -> Markup | None:
    """Give all sources with their letters; None where there are none."""
    letters = source_letters(workshop)
    if not letters:
        return None
    items = [
        element("li", element("strong", letters[source.id]), " ", element("bdi", source_said(source)))
        for source in workshop.all(Source)
    ]
    heading = element(f"h{level}", _("Where it comes from"))
    return element("section", heading, element("ul", items, role="list"), class_="sources")


def _letter(place: int) -> str:
    before, last = divmod(place, len(_LETTERS))
    return (_letter(before - 1) if before else "") + _LETTERS[last]
