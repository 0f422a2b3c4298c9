"""The map as one page: everything in it, nothing fetched, no script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Journey
from cjm_widgets.model.settled import settled
from cjm_widgets.view.below import believed, empty_map, left_out, legend, next_steps
from cjm_widgets.view.blueprint import blueprint_of
from cjm_widgets.view.blueprint_table import blueprint_section
from cjm_widgets.view.checks import CHECKS, map_checks
from cjm_widgets.view.every import every_number
from cjm_widgets.view.felt import twin
from cjm_widgets.view.handoffs import handoff_section
from cjm_widgets.view.layout import layout
from cjm_widgets.view.markup import Markup, css_string, document, element, icon, join, style_sheet
from cjm_widgets.view.masthead import masthead, standing
from cjm_widgets.view.raci import raci_section
from cjm_widgets.view.ranking import ranking_section
from cjm_widgets.view.sections import stage_sections
from cjm_widgets.view.sheets import SHEETS
from cjm_widgets.view.sources import source_list
from cjm_widgets.view.table import map_table
from cjm_widgets.view.whom import expected_section, whom_section
from cjm_widgets.view.wording import day
from cjm_widgets.words import _, speaking

if TYPE_CHECKING:
    from cjm_widgets.model import Workshop

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
ROOT: Final = "cjm-map"
"""The class that every rule of the map's style sheet begins with."""
_SHEETS: Final = ("theme.css", "map.css", "map_on_paper.css", "sheets.css", "checks.css")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A map to show inside another page."""

    html: str
    css: str
    """Rules for the map only: each begins with its class."""


def page(workshop: Workshop, *, now: date) -> str:
    """Give the HTML file of all journeys of a workshop, as of the day ``now``. No name but an owner's is in it.

    The same workshop and day always give the same text.
    """
    now = _day_of(now)
    with speaking(workshop.settings.language or "en"):
        shown = settled(workshop)
        journeys = shown.all(Journey)
        title = journeys[0].title if len(journeys) == 1 else shown.settings.title
        head = element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", http_equiv="Content-Security-Policy", content=POLICY),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("meta", name="color-scheme", content="light dark"),
            element("meta", name="referrer", content="no-referrer"),
            element("meta", name="generator", content="CJM Widgets"),
            element("title", title),
            icon(),
            style_sheet("".join(sheet(name) for name in _SHEETS) + _print_margins(title, now)),
        )
        body = element("body", element("main", _journeys(shown, now), class_=ROOT))
        return document(shown.settings.language or "en", head, body)


def frame(workshop: Workshop, *, now: date) -> Frame:
    """Give the map for showing inside a notebook or another page.

    Its rules outweigh those of the page around it and touch nothing outside; the design tokens come along, on the
    map's own element.
    """
    now = _day_of(now)
    with speaking(workshop.settings.language or "en"):
        shown = settled(workshop)
        html = element("div", _journeys(shown, now, level=2), class_=ROOT, lang=shown.settings.language or "en")
    return Frame(html=html.html, css=_framed_css())


def framed_styles() -> Markup:
    """Give the rules of the map as an element, for a part of it that stands inside another page."""
    return style_sheet(_framed_css())


def _framed_css() -> str:
    # :is() weighs as much as the heaviest of its selectors, here one with an id: the notebook's rules for tables lose.
    heavy = f":is(.{ROOT}, #{ROOT})"
    tokens = sheet("theme.css").replace(":root", heavy)
    drawn = sheet("sheets.css").replace(f".{SHEETS}", f"{heavy} :is(.{SHEETS}, #{SHEETS})")
    found = sheet("checks.css").replace(f".{CHECKS}", f"{heavy} :is(.{CHECKS}, #{CHECKS})")
    return tokens + (sheet("map.css") + sheet("map_on_paper.css")).replace(f".{ROOT}", heavy) + drawn + found


def _day_of(now: date) -> date:
    """Give the day alone; a moment is a day to Python, and would be written with its time."""
    return date(now.year, now.month, now.day)


@cache
def sheet(name: str) -> str:
    """Give a style sheet of this package, with its dark colours for screens only."""
    return (files("cjm_widgets.view") / name).read_text(encoding="utf-8")


def _journeys(shown: Workshop, now: date, level: int = 1) -> Markup:
    journeys = shown.all(Journey)
    if not journeys:
        heading = element(f"h{level}", shown.settings.title, class_="title", dir="auto")
        return join(element("header", heading, class_="masthead"), empty_map(level + 1))
    if len(journeys) == 1:
        return join(
            _journey(shown, journeys[0], now, level, "map-1"), source_list(shown, level + 1), _colophon(shown, now)
        )
    items = [
        element("li", element("a", journey.title, href=f"#map-{place}", dir="auto"))
        for place, journey in enumerate(journeys, start=1)
    ]
    return join(
        element("header", element(f"h{level}", shown.settings.title, class_="title", dir="auto"), class_="masthead"),
        element("nav", element("ul", items), aria_label=_("Journeys"), class_="contents"),
        *(_journey(shown, journey, now, level + 1, f"map-{n}") for n, journey in enumerate(journeys, start=1)),
        source_list(shown, level + 1),
        _colophon(shown, now),
    )


def _journey(shown: Workshop, journey: Journey, now: date, level: int, name: str) -> Markup:
    placed = layout(shown, journey)
    content = placed.content
    below = level + 1
    if placed.empty:
        drawn = empty_map(below)
    else:
        twins = twin(content, f"{name}-twin"), every_number(shown, content, f"{name}-every")
        drawn = join(
            standing(content),
            element("div", map_table(placed, name), stage_sections(placed, name, below), class_="views"),
            element("div", twins, class_="twins"),
            legend(),
        )
    return element(
        "article",
        masthead(shown, content, now.isoformat(), level),
        drawn,
        left_out(content),
        blueprint_section(placed, blueprint_of(placed), name, below),
        _together(shown, journey, name, below),
        ranking_section(shown, journey, name, below),
        next_steps(shown, content, name, below),
        expected_section(shown, journey, below),
        whom_section(shown, content, name, below),
        believed(content, below),
        map_checks(shown, journey.id, now, below),
        id=name,
        class_="journey",
    )


def _together(shown: Workshop, journey: Journey, name: str, level: int) -> Markup | None:
    """Give who does what, and beside it where it is handed over; None where neither was written down."""
    parts = [raci_section(shown, journey.id, name, level), handoff_section(shown, journey.id, name, level)]
    return element("div", parts, class_="together") if any(parts) else None


def _colophon(shown: Workshop, now: date) -> Markup:
    said = _("{title} · published on {day} from the snapshot beside this page")
    said = said.format(title=shown.settings.title, day=day(now.isoformat()))
    return element("footer", element("p", said, dir="auto"), class_="colophon")


def _print_margins(title: str, now: date) -> str:
    """Give the head and foot of printed pages; the title is written as code points, so that it stays a string."""
    left, right = css_string(title), css_string(day(now.isoformat()))
    return (
        "@page{"
        f"@bottom-left{{content:{left};font:8pt system-ui,sans-serif;color:#5f566b}}"
        f"@bottom-right{{content:{right} ' \\00b7\\00a0 ' counter(page) '/' counter(pages);"
        "font:8pt system-ui,sans-serif;color:#5f566b}}"
    )
