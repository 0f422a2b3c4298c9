"""A persona's empathy map: the known picture, a head with what surrounds it, and the same as a plain list.

Two presets. Six boxes: think and feel above the head, hear and see at its sides, say and do below, pains and gains at
the foot (XPLANE). The canvas has seven boxes in an order of its own: who, need to do, see, say, do, hear, and within
the head think and feel, with pains and gains (Gray, 2017). The drawings are ours. Every box is a heading and a list,
in reading order, so that a phone and a screen reader lose nothing but the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import EmpathyNote
from cjm_widgets.model.entities.personas import BOXES
from cjm_widgets.view.markup import Markup, element, join
from cjm_widgets.view.personas import in_sight, point_item
from cjm_widgets.view.portrait import portrait
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.model import Persona, Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box of the picture."""

    area: str
    """Its place in the picture, a class of the style sheet."""
    label: str
    notes: tuple[str, ...]
    """Which stored boxes are shown in it; the six-box picture joins what is said and what is done."""


SIX: Final = (
    Box(area="think", label=N_("Thinks and feels"), notes=("think_feel",)),
    Box(area="hear", label=N_("Hears"), notes=("hear",)),
    Box(area="see", label=N_("Sees"), notes=("see",)),
    Box(area="say", label=N_("Says and does"), notes=("say", "do")),
    Box(area="pains", label=N_("Pains"), notes=("pains",)),
    Box(area="gains", label=N_("Gains"), notes=("gains",)),
)
CANVAS: Final = (
    Box(area="who", label=N_("Who is it?"), notes=("who",)),
    Box(area="need", label=N_("What must they do?"), notes=("need_to_do",)),
    Box(area="see", label=N_("What do they see?"), notes=("see",)),
    Box(area="say", label=N_("What do they say?"), notes=("say",)),
    Box(area="do", label=N_("What do they do?"), notes=("do",)),
    Box(area="hear", label=N_("What do they hear?"), notes=("hear",)),
    Box(area="think", label=N_("What do they think and feel?"), notes=("think_feel",)),
    Box(area="pains", label=N_("Pains"), notes=("pains",)),
    Box(area="gains", label=N_("Gains"), notes=("gains",)),
)
NUMBERED: Final = 7
"""The canvas numbers its boxes; pains and gains lie within the last."""
SIX_BOXES: Final = tuple(box for box, _label in BOXES if box not in ("who", "need_to_do"))
"""The stored boxes that the six-box picture shows."""


def boxes_of(persona: Persona) -> tuple[Box, ...]:
    """Give the boxes of the preset that a persona has."""
    return CANVAS if persona.empathy_map == "canvas" else SIX


def stored_boxes(persona: Persona) -> tuple[str, ...]:
    """Name the boxes that notes are written into under the preset of a persona, in its order."""
    return tuple(name for box in boxes_of(persona) for name in box.notes)


def notes_of(workshop: Workshop, persona: Persona) -> Mapping[str, tuple[EmpathyNote, ...]]:
    """Give what is written about a persona, by stored box."""
    notes = [one for one in workshop.of(EmpathyNote, persona=persona.id) if in_sight(one)]
    return {box: tuple(one for one in notes if one.box == box) for box, _label in BOXES}


def empathy_map(workshop: Workshop, persona: Persona, *, level: int, gaps: bool = False) -> Markup | None:
    """Draw a persona's empathy map under a heading of this level.

    Boxes without a note stay in the picture; ``gaps`` says so in them. None where there is no note at all, unless
    gaps are wanted.
    """
    notes = notes_of(workshop, persona)
    shown = boxes_of(persona)
    if not gaps and not any(notes[name] for box in shown for name in box.notes):
        return None
    canvas = shown is CANVAS
    return element(
        "section",
        element(f"h{level}", _("Empathy map: {name}").format(name=persona.name), class_="empathy-name", dir="auto"),
        element(
            "div",
            [_box(workshop, box, notes, level + 1, number, gaps=gaps) for number, box in _numbered(shown)],
            _head(persona) if not canvas else _profile(),
            None if canvas else [_diagonal(corner) for corner in ("nw", "ne", "sw", "se")],
            class_="empathy canvas" if canvas else "empathy six",
        ),
        _elsewhere(notes, shown),
        class_="empathy-map",
    )


def _numbered(shown: tuple[Box, ...]) -> list[tuple[int | None, Box]]:
    numbers = range(1, len(shown) + 1)
    return [(n if shown is CANVAS and n <= NUMBERED else None, box) for n, box in zip(numbers, shown, strict=True)]


def _box(
    workshop: Workshop,
    box: Box,
    notes: Mapping[str, tuple[EmpathyNote, ...]],
    level: int,
    number: int | None,
    *,
    gaps: bool,
) -> Markup:
    found = [note for name in box.notes for note in notes[name]]
    said: Markup | None = None
    if found:
        said = element("ul", (point_item(workshop, note, note.text) for note in found), role="list")
    elif gaps:
        said = element("p", _("Nothing written yet"), class_="gap")
    heading = element(f"h{level}", element("span", str(number), class_="number") if number else None, " ", _(box.label))
    return element("div", heading, said, class_=f"at-{box.area}")


def _elsewhere(notes: Mapping[str, tuple[EmpathyNote, ...]], shown: tuple[Box, ...]) -> Markup | None:
    """Say that notes lie in boxes which this picture does not have, so that nobody thinks them lost."""
    there = {name for box in shown for name in box.notes}
    n = sum(len(found) for name, found in notes.items() if name not in there)
    if not n:
        return None
    said = _("{n} more in boxes that only the seven-box canvas has.").format(n=n)
    return element("p", said, class_="detail")


def _head(persona: Persona) -> Markup:
    """Draw the head in the middle of the six boxes, with the persona's own face."""
    ring = element(
        "svg",
        element("circle", cx=60, cy=60, r=46, class_="skull"),
        element("path", d="M14 54 q-9 1 -8 10 q1 9 10 9", class_="skull"),
        element("path", d="M106 54 q9 1 8 10 q-1 9 -10 9", class_="skull"),
        viewBox="0 0 120 120", aria_hidden="true", focusable="false",
    )  # fmt: skip
    return element("div", ring, portrait(persona), class_="at-head", aria_hidden="true")


def _profile() -> Markup:
    """Draw the head of the canvas in profile, large enough to hold what is thought and felt."""
    outline = (
        "M30 100 C30 92 24 88 16 80 C4 68 1 50 4 34 C9 12 28 1 50 1 C74 1 90 14 92 34 C92.600 41 92 43 94 47"
        " L99 57 C100 59.500 99 61 96 61.500 L93 62 L93.500 68 C93.600 70 93 71 91.500 71.600 C93 72.600 93 74 92 75"
        " C91 77 91.500 79 91 82 C90 88 85 90 78 89.500 C71 89 68 91 68 100"
    )
    return element(
        "svg", element("path", d=outline, vector_effect="non-scaling-stroke", class_="skull"),
        viewBox="0 0 100 100", preserveAspectRatio="none", class_="at-profile", aria_hidden="true", focusable="false",
    )  # fmt: skip


def _diagonal(corner: str) -> Markup:
    down = corner in ("nw", "se")
    line = element(
        "line", x1=0, y1=0 if down else 100, x2=100, y2=100 if down else 0, vector_effect="non-scaling-stroke"
    )
    return element(
        "svg", line, viewBox="0 0 100 100", preserveAspectRatio="none", class_=f"diagonal {corner}",
        aria_hidden="true", focusable="false",
    )  # fmt: skip


def empathy_list(workshop: Workshop, persona: Persona, *, level: int) -> Markup:
    """Give an empathy map as a plain list: box after box, with the notes of each."""
    notes = notes_of(workshop, persona)
    parts = []
    for number, box in _numbered(boxes_of(persona)):
        found = [note for name in box.notes for note in notes[name]]
        items = [point_item(workshop, note, note.text) for note in found]
        said = element("ul", items, role="list") if items else element("p", _("Nothing written yet"), class_="gap")
        parts.append(join(element(f"h{level}", f"{number} " if number else None, _(box.label)), said))
    return element("div", parts, class_="empathy-list")
