"""A persona's sheet: who this is, what they want, what is in their way, and on what evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Card, Citation, Persona, PersonaPoint, Skill, Source, Trait
from cjm_widgets.view.cards import evidence_line, grade_mark, shares_bar
from cjm_widgets.view.evidence import evidence_of, shares_of
from cjm_widgets.view.markup import Markup, element, join
from cjm_widgets.view.portrait import portrait
from cjm_widgets.view.sources import cited, source_letters
from cjm_widgets.view.wording import percent, quoted
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_widgets.model import Workshop

SHOWN: Final = ("goal", "need", "job", "frustration", "motivation", "behaviour", "device", "access")
"""The aspects in the order in which a sheet is read."""
NEEDED: Final = ("goal", "need", "frustration")
"""What a sheet must have before the step is done."""
HEADINGS: Final = {
    "goal": N_("Goals"),
    "need": N_("Needs"),
    "job": N_("Jobs to be done"),
    "frustration": N_("Frustrations"),
    "motivation": N_("Motivations"),
    "behaviour": N_("Behaviours"),
    "device": N_("Devices and channels"),
    "access": N_("Access needs"),
}
_STEPS: Final = 5
_GAP: Final = N_("Nothing written yet")


def in_sight(card: Card) -> bool:
    """Tell whether a card is looked at: not merged into another one, not parked, not hidden."""
    return card.merged_into is None and card.standing in ("settled", "written")


def personas_of(workshop: Workshop, primary: str | None) -> tuple[Persona, ...]:
    """Give the personas in their order, the primary one first."""
    found = [one for one in workshop.all(Persona) if in_sight(one)]
    return tuple(sorted(found, key=lambda one: one.id != primary))


def points_of(workshop: Workshop, persona: Persona, aspect: str) -> tuple[PersonaPoint, ...]:
    """Give what is written about one aspect of a persona."""
    return tuple(one for one in workshop.of(PersonaPoint, persona=persona.id, aspect=aspect) if in_sight(one))


def persona_sheet(
    workshop: Workshop, persona: Persona, *, level: int, primary: bool = False, gaps: bool = False
) -> Markup:
    """Draw a persona's sheet under a heading of this level; ``gaps`` says where something needed is missing."""
    below = level + 1
    main = [_box(workshop, persona, aspect, below, gaps=gaps and aspect in NEEDED) for aspect in SHOWN]
    beside = [
        part
        for part in (
            _skills(workshop.of(Skill, persona=persona.id), below),
            _traits(workshop.of(Trait, persona=persona.id), below),
            _demographics(persona, below),
        )
        if part
    ]
    return element(
        "article",
        _head(persona, level, primary=primary),
        element(
            "div",
            element("div", main, class_="sheet-main") if any(main) else None,
            element("div", beside, class_="sheet-beside") if beside else None,
            class_="sheet-body" if any(main) and beside else "sheet-body undivided",
        )
        if any(main) or beside
        else None,
        _standing(workshop, persona, below),
        class_="sheet is-primary" if primary else "sheet",
    )


def level_drawn(value: int) -> Markup:
    """Draw a level from 1 to 5 as five dots; its words stand beside it."""
    dots = [
        element("circle", cx=7 + 14 * place, cy=7, r=5, class_="dot full" if place < value else "dot")
        for place in range(_STEPS)
    ]
    return element("svg", dots, viewBox="0 0 70 14", width=70, height=14, aria_hidden="true", focusable="false")


def trait_drawn(value: int) -> Markup:
    """Draw a place between two poles on a line with five marks; its words stand beside it."""
    marks = [element("circle", cx=8 + 46 * place, cy=8, r=2, class_="tick") for place in range(_STEPS)]
    return element(
        "svg",
        element("line", x1=8, x2=192, y1=8, y2=8, class_="track"),
        marks,
        element("circle", cx=8 + 46 * (value - 1), cy=8, r=6.5, class_="dot full"),
        viewBox="0 0 200 16", class_="between", aria_hidden="true", focusable="false",
    )  # fmt: skip


def share_said(persona: Persona) -> str:
    """Say which customers a persona stands for, and how many of all they are."""
    share = ""
    if persona.share_percent is not None:
        share = _("{percent} of customers").format(percent=percent(persona.share_percent))
    return " · ".join(part for part in (persona.segment, share) if part)


def _head(persona: Persona, level: int, *, primary: bool) -> Markup:
    said = share_said(persona)
    return element(
        "header",
        portrait(persona),
        element(
            "div",
            element("p", _("Primary persona"), class_="tag") if primary else None,
            element(f"h{level}", persona.name, class_="sheet-name", dir="auto"),
            element("p", said, class_="detail", dir="auto") if said else None,
            element("p", persona.context, class_="context", dir="auto") if persona.context else None,
        ),
        element("p", quoted(persona.quote), class_="quote", dir="auto") if persona.quote else None,
        class_="sheet-head",
    )


def _box(workshop: Workshop, persona: Persona, aspect: str, level: int, *, gaps: bool) -> Markup | None:
    points = points_of(workshop, persona, aspect)
    if not points and not gaps:
        return None
    said: Markup = element("p", _(_GAP), class_="gap")
    if points:
        said = element("ul", (point_item(workshop, point, point.text) for point in points), role="list")
    heading = element(f"h{level}", _(HEADINGS[aspect]))
    return element("section", heading, said, class_=f"box of-{aspect}")


def point_item(workshop: Workshop, card: Card, text: str) -> Markup:
    """Give one written thing with the mark of its evidence; the mark's words are there to hear and to point at."""
    said = evidence_of(workshop, card).said
    mark = element("span", grade_mark(card.grade), element("span", said, class_="unseen"), title=said, class_="stands")
    return element("li", mark, " ", element("span", text, dir="auto"))


def skills_list(skills: Iterable[Skill]) -> Markup | None:
    """Give skills with their levels as dots; None where none has a level."""
    items = [
        element(
            "li",
            element("span", one.name, dir="auto"),
            " ",
            level_drawn(one.level),
            element("span", _("{value} of 5").format(value=one.level), class_="unseen"),
        )
        for one in skills
        if one.level is not None
    ]
    return element("ul", items, class_="skills", role="list") if items else None


def _skills(skills: Iterable[Skill], level: int) -> Markup | None:
    found = skills_list(skills)
    return element("section", element(f"h{level}", _("Skills")), found, class_="box") if found else None


def _traits(traits: Iterable[Trait], level: int) -> Markup | None:
    said = _("{value} of 5 on the way from “{left}” to “{right}”")
    items = [
        element(
            "li",
            element("span", said.format(value=one.value, left=one.left, right=one.right), class_="unseen"),
            element("span", one.left, dir="auto", aria_hidden="true"),
            element("span", one.right, dir="auto", aria_hidden="true"),
            trait_drawn(one.value),
        )
        for one in traits
        if one.value is not None
    ]
    if not items:
        return None
    return element("section", element(f"h{level}", _("Traits")), element("ul", items, role="list"), class_="box traits")


def _demographics(persona: Persona, level: int) -> Markup | None:
    if not persona.demographics:
        return None
    heading = element(f"h{level}", _("Because it changes behaviour"))
    return element("section", heading, element("p", persona.demographics, dir="auto"), class_="box")


def _standing(workshop: Workshop, persona: Persona, level: int) -> Markup:
    """Say what the sheet stands on: its own grade, the grades of what is written on it, and the sources used."""
    letters = source_letters(workshop)
    sources = []
    for one in workshop.of(Citation, about=persona.id):
        source = workshop.find(Source, one.source)
        if source is not None:
            title = f"{source.title} {cited(letters.get(source.id, ''), None)}".strip()
            remark = join(": ", element("span", one.remark, dir="auto")) if one.remark else None
            sources.append(element("li", element("strong", title, dir="auto"), remark))
    points = [one for one in workshop.of(PersonaPoint, persona=persona.id) if in_sight(one)]
    nowhere = element("p", _("No source is named yet."), class_="gap")
    return element(
        "footer",
        element(
            "div",
            element(f"h{level}", _("Drawn from")),
            element("ul", sources, role="list") if sources else nowhere,
        ),
        element(
            "div",
            evidence_line(evidence_of(workshop, persona)),
            shares_bar(shares_of(points)) if points else None,
        ),
        class_="sheet-foot",
    )
