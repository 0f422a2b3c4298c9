"""What a published map tells of its personas and its hypotheses: whom it is about, and what the room had expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.model import EmpathyNote, Journey, Persona, PersonaPoint, Skill, Trait
from cjm_widgets.view.cards import unfolding
from cjm_widgets.view.compared import compared, shares
from cjm_widgets.view.empathy import empathy_map
from cjm_widgets.view.hypotheses import hypotheses_of, hypothesis_list
from cjm_widgets.view.markup import Markup, element
from cjm_widgets.view.personas import persona_sheet, personas_of
from cjm_widgets.view.sheets import sheets
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.model import Workshop
    from cjm_widgets.view.content import Content


def whom_section(workshop: Workshop, content: Content, name: str, level: int) -> Markup | None:
    """Give the sheet of the map's persona, with the empathy map and the others to compare behind it.

    None where nothing is known of the persona but what the map's head says already.
    """
    primary = workshop.find(Persona, content.journey.persona)
    if primary is None or not _is_known(workshop, primary):
        return None
    below = level + 1
    others = _compared_with(workshop, content, primary)
    empathy = empathy_map(workshop, primary, level=below)
    table = compared(workshop, others, primary=primary.id, caption=f"{name}-compared")
    return element(
        "section",
        element(f"h{level}", _("Whom this map is about")),
        sheets(
            persona_sheet(workshop, primary, level=below, primary=True),
            unfolding(_("Empathy map"), [empathy], "unfold on-paper") if empathy else None,
            unfolding(_("Compared with others"), [element("div", shares(others), table)], "unfold") if table else None,
        ),
        class_="whom",
    )


def expected_section(workshop: Workshop, journey: Journey, level: int) -> Markup | None:
    """Give the hypotheses of a journey with their verdicts; None where none was written down."""
    drawn = hypothesis_list(workshop, hypotheses_of(workshop, journey.id))
    if drawn is None:
        return None
    return element(
        "section",
        element(f"h{level}", _("What we expected, and what the data says")),
        sheets(drawn),
        class_="expected",
    )


def _is_known(workshop: Workshop, persona: Persona) -> bool:
    about = (PersonaPoint, Skill, Trait, EmpathyNote)
    return any(workshop.of(kind, persona=persona.id) for kind in about)


def _compared_with(workshop: Workshop, content: Content, primary: Persona) -> tuple[Persona, ...]:
    """Give the personas that belong beside the primary one: those on the curve, and all where there is one map."""
    alone = len(workshop.all(Journey)) == 1
    on_curve = {series.persona for series in content.series}
    return tuple(
        one for one in personas_of(workshop, primary.id) if alone or one.id in on_curve or one.id == primary.id
    )
