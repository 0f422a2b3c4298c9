"""Lists of places to go, and what stands beside the work: plain HTML for the kit's own pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from cjm_widgets.view.markup import Local, Markup, element, join, style_sheet, trusted
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A link; without an address it only says what there is (in JupyterLab, notebooks are opened from the list)."""

    label: str
    address: Local | None
    main: bool = False
    saves: bool = False
    """True where it saves a file. To the browser any other link is leaving the page, which ends the page's process."""

    beside: bool = False
    """True where it opens in a tab of its own."""
    current: bool = False
    """True for the page that it stands on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A thing that can be opened in several ways."""

    title: str
    note: str = ""
    ways: Sequence[Way] = ()
    more: Sequence[Way] = ()
    """Less usual ways, shown smaller."""


@cache
def styles() -> Markup:
    """Give the style sheet of all that this module and ``numbers`` draw; once a page is enough."""
    return style_sheet((files("cjm_widgets.view") / "contents.css").read_text(encoding="utf-8"))


def doors(title: str, things: Sequence[Door]) -> Markup:
    """Draw things to open as a list with a heading."""
    items = [element("li", _door(thing), class_="cjm-door") for thing in things]
    return element("section", element("h2", title), element("ul", items, class_="cjm-doors"), class_="cjm-contents")


def trail(workshop: str, ways: Sequence[Way], *, says: str = "") -> Markup:
    """Draw the workshop's name and the ways to its other pages; the page's title takes the name up.

    With ``says`` the bar above the page takes both up, in place of what the page is called, and the name is the page's
    heading.
    """
    shown = [_way(way) for way in ways]
    links = element("div", shown, class_="cjm-ways cjm-ways-more") if any(shown) else None
    name = element("h1" if says else "strong", workshop, dir="auto")
    return element(
        "nav",
        name,
        links,
        aria_label=_("Workshop"),
        class_="cjm-contents cjm-trail",
        data_cjm_workshop=workshop,
        data_cjm_where=says or None,
    )


def guide(title: str, html: str) -> Markup:
    """Draw a guide to unfold; ``html`` was made from a notebook of ours, with any HTML in it escaped."""
    summary = element("summary", title)
    body = element("div", trusted(html), class_="cjm-guide-body")
    return element("details", summary, body, class_="cjm-guide") if html else join()


def missing(said: Sequence[str]) -> Markup:
    """Say what is missing until a step is done, or that nothing is."""
    if not said:
        return element("p", _("This step is done."), class_="cjm-missing cjm-missing-none")
    items = [element("li", one, dir="auto") for one in said]
    return element("div", element("p", _("Still missing")), element("ul", items), class_="cjm-missing")


def _door(thing: Door) -> Markup:
    return join(
        element("h3", thing.title, dir="auto"),
        element("p", thing.note, class_="cjm-door-note") if thing.note else None,
        element("p", [_way(way) for way in thing.ways], class_="cjm-ways") if thing.ways else None,
        element("p", [_way(way) for way in thing.more], class_="cjm-ways cjm-ways-more") if thing.more else None,
    )


def _way(way: Way) -> Markup | None:
    if way.address is None:
        return None
    style = "cjm-way cjm-way-main" if way.main else "cjm-way"
    current = "page" if way.current else None
    return element("a", way.label, href=way.address, class_=style, download=way.saves, aria_current=current,
                   target="_blank" if way.beside else None, rel="noopener" if way.beside else None)  # fmt: skip
