"""Personas side by side: a table to compare them, and the shares of customers that they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Citation, Persona, Skill, Source, Trait
from cjm_widgets.view.evidence import evidence_of
from cjm_widgets.view.markup import Markup, element, number
from cjm_widgets.view.personas import HEADINGS, SHOWN, point_item, points_of, skills_list
from cjm_widgets.view.portrait import portrait
from cjm_widgets.view.wording import percent, quoted
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cjm_widgets.model import Workshop

ALL_PERCENT: Final = 100.0
_TONES: Final = 6


def compared(workshop: Workshop, personas: Sequence[Persona], *, primary: str | None, caption: str) -> Markup | None:
    """Give personas side by side, a column each, the primary one first; None where there are fewer than two."""
    if len(personas) < 2:  # noqa: PLR2004 - one alone is compared with nobody
        return None
    # Roles are said, because narrow screens stack the cells, and some browsers then forget that it is a table.
    heads = [
        element(
            "th",
            portrait(one),
            element("span", one.name, class_="who-name", dir="auto"),
            element("span", _("Primary persona"), class_="tag") if one.id == primary else None,
            scope="col",
            role="columnheader",
        )
        for one in personas
    ]
    rows = [_row(label, personas, draw) for label, draw in _rows(workshop, personas)]
    table = element(
        "table",
        element("caption", _("Personas side by side"), id=caption),
        element(
            "thead",
            element("tr", element("td", role="cell"), heads, role="row"),
            role="rowgroup",
        ),
        element("tbody", rows, role="rowgroup"),
        class_="compare",
        role="table",
    )
    return element("div", table, class_="scroll", role="region", tabindex=0, aria_labelledby=caption)


def shares(personas: Sequence[Persona]) -> Markup | None:
    """Draw which share of customers each persona stands for, with the sum; above 100 % it warns.

    None where no persona says its share.
    """
    given = [(one, one.share_percent) for one in personas if one.share_percent is not None]
    if not given:
        return None
    total = sum(share for _persona, share in given)
    whole = max(total, ALL_PERCENT)
    left, parts, items = 0.0, [], []
    for place, (one, share) in enumerate(given):
        wide = ALL_PERCENT * share / whole
        parts.append(
            element(
                "rect", x=f"{number(left)}%", y=0, width=f"{number(wide)}%", height=18, class_=f"of-{place % _TONES}"
            )
        )
        key = element(
            "svg", element("rect", x=0, y=0, width=12, height=12, class_=f"of-{place % _TONES}"), viewBox="0 0 12 12",
            width=12, height=12, class_="key", aria_hidden="true", focusable="false",
        )  # fmt: skip
        said = element("span", one.segment or one.name, dir="auto")
        items.append(element("li", key, " ", said, " ", element("strong", percent(share, _digits(share)))))
        left += wide
    bar = element("svg", parts, width="100%", height=18, class_="parts", aria_hidden="true", focusable="false")
    return element("div", bar, element("ul", items, role="list"), _sum(personas, given, total), class_="segment-shares")


def _sum(personas: Sequence[Persona], given: Sequence[tuple[Persona, float]], total: float) -> Markup:
    told = percent(total, _digits(total))
    if round(total, 6) > ALL_PERCENT:
        said = _("Together they are {percent}. Shares of the same customers cannot be more than 100 %: look again.")
        return element("p", said.format(percent=told), class_="warning", role="note")
    silent = len(personas) - len(given)
    rest = percent(ALL_PERCENT - total, _digits(total))
    said = _("Together {percent} of customers; {rest} are none of these.").format(percent=told, rest=rest)
    if silent:
        more = ngettext("{n} persona does not say its share.", "{n} personas do not say their share.", silent)
        said = f"{said} {more.format(n=silent)}"
    return element("p", said, class_="detail")


def _digits(value: float) -> int:
    return 0 if round(value, 1) == int(value) else 1


def _rows(
    workshop: Workshop, personas: Sequence[Persona]
) -> list[tuple[str, Callable[[Persona], Markup | str | None]]]:
    """Give the rows that at least one of the personas fills."""

    def listed(aspect: str) -> Callable[[Persona], Markup | None]:
        def draw(persona: Persona) -> Markup | None:
            points = points_of(workshop, persona, aspect)
            items = (point_item(workshop, point, point.text) for point in points)
            return element("ul", items, role="list") if points else None

        return draw

    rows: list[tuple[str, Callable[[Persona], Markup | str | None]]] = [
        (_("Segment"), lambda one: one.segment),
        (_("Share of customers"), lambda one: "" if one.share_percent is None else percent(one.share_percent)),
        (_("In their words"), _quote),
        *((_(HEADINGS[aspect]), listed(aspect)) for aspect in SHOWN),
        (_("Skills"), lambda one: skills_list(workshop.of(Skill, persona=one.id))),
        (_("Traits"), lambda one: _traits(workshop.of(Trait, persona=one.id))),
        (_("Evidence"), lambda one: evidence_of(workshop, one).said),
        (_("Drawn from"), lambda one: _sources(workshop, one)),
    ]
    return [(label, draw) for label, draw in rows if any(draw(one) for one in personas)]


def _row(label: str, personas: Sequence[Persona], draw: Callable[[Persona], Markup | str | None]) -> Markup:
    cells = [
        element("td", draw(one) or "–", role="cell", data_label=one.name, dir="auto") for one in personas
    ]  # fmt: skip
    return element("tr", element("th", label, scope="row", role="rowheader"), cells, role="row")


def _quote(persona: Persona) -> Markup | None:
    return element("span", quoted(persona.quote), class_="quote", dir="auto") if persona.quote else None


def _traits(traits: Iterable[Trait]) -> Markup | None:
    said = _("{left} – {right}: {value} of 5")
    items = [
        element("li", said.format(left=one.left, right=one.right, value=one.value), dir="auto")
        for one in traits
        if one.value is not None
    ]
    return element("ul", items, role="list") if items else None


def _sources(workshop: Workshop, persona: Persona) -> str:
    found = (workshop.find(Source, one.source) for one in workshop.of(Citation, about=persona.id))
    return ", ".join(source.title for source in found if source)
