"""Step 3, personas: whom the map is about, compared with others, and what goes on in their heads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from cjm_widgets.model import (
    Citation,
    EmpathyNote,
    Journey,
    Persona,
    PersonaPoint,
    Skill,
    Step,
    Trait,
)
from cjm_widgets.model.entities.personas import ASPECTS, BOXES
from cjm_widgets.steps.empathy_boards import EmpathyBoards
from cjm_widgets.steps.frames import frame, name_of
from cjm_widgets.steps.step import StepWork
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from ipywidgets import DOMWidget

    from cjm_widgets.model import Workshop
    from cjm_widgets.view.markup import Markup

_ASPECTS: Final = dict(ASPECTS)


class Personas(StepWork):
    """Sheets to look at, a board to write them on, the choice of the primary one, and the empathy maps."""

    STEP: ClassVar[Step] = Step.PERSONAS
    PARTS: ClassVar[tuple[str, ...]] = (PersonaPoint.KIND, Skill.KIND, Trait.KIND, Citation.KIND)

    def widgets(self) -> Sequence[DOMWidget]:
        """Build sheets, board, choice, comparison and empathy maps."""
        from cjm_widgets.view.markup import join  # noqa: PLC0415
        from cjm_widgets.view.parts import parts_styles  # noqa: PLC0415
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end
        from cjm_widgets.widgets.fold import Fold  # noqa: PLC0415
        from cjm_widgets.widgets.form import Form  # noqa: PLC0415
        from cjm_widgets.widgets.live import Live  # noqa: PLC0415

        personas = Board(
            self.seat,
            Persona.KIND,
            parts=self.PARTS,
            example=(_example(),),
            title=_("Personas"),
            help=_("Open a card to fill in the sheet: goals, needs, frustrations first, each with what it stands on."),
        )
        primary = Form(
            self.seat,
            Journey.KIND,
            key=self.journey,
            fields=("persona",),
            title=_("Whose way does the map show?"),
            help=_("One primary persona a map. An average of two walks a way that nobody takes."),
        )
        sheets = Live(self.seat, lambda workshop: join(parts_styles(), _sheets(workshop, self.journey)))
        beside = Fold(
            self.seat,
            _("Personas side by side"),
            lambda: [Live(self.seat, lambda workshop: _side_by_side(workshop, self.journey))],
            said=lambda workshop: _share_of_each(workshop, self.journey),
            opening=_("Compare them"),
        )
        return [sheets, primary, personas, beside, EmpathyBoards(self.seat, self.journey).box]

    def alone(self) -> Sequence[DOMWidget]:
        """Build what a participant writes alone: notes on the primary persona's empathy map and sheet."""
        from cjm_widgets.view.empathy import stored_boxes  # noqa: PLC0415 - only where it is drawn
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end

        persona = primary_of(self.workshop, self.journey)
        if persona is None:
            title = _("Who is it?")
            help = _("A kind of customer you have met: a name, what they came for, and a sentence they said.")
            return [Board(self.seat, Persona.KIND, fields=("name", "context", "quote"), title=title, help=help)]
        fixed = {"persona": persona.id}
        empathy = Board(
            self.seat,
            EmpathyNote.KIND,
            columns="box",
            among=stored_boxes(persona),
            fields=("text", "evidence_grade"),
            fixed=fixed,
            title=_("In the head of {name}").format(name=persona.name),
            help=_("Write what you have seen or heard yourself. One thought a card."),
        )
        points = Board(
            self.seat,
            PersonaPoint.KIND,
            columns="aspect",
            fields=("text", "evidence_grade"),
            fixed=fixed,
            title=_("What does {name} want, and what is in the way?").format(name=persona.name),
            help=_("Goals, needs and frustrations first. Say how you know."),
        )
        return [empathy, points]

    def table(self) -> pd.DataFrame:
        """Give a row a persona: segment, share, and how much is written about each aspect."""
        personas = _shown(self.workshop, self.journey)
        made = frame(self.workshop, personas, ("name", "segment", "share_percent", "evidence_grade"))
        primary = primary_of(self.workshop, self.journey)
        made.insert(1, "primary", [one is primary for one in personas])
        points = [one for one in self.workshop.all(PersonaPoint) if one.merged_into is None]
        for aspect in ("goal", "need", "frustration"):
            made[f"{aspect}s"] = [sum(p.persona == one.id and p.aspect == aspect for p in points) for one in personas]
        notes = [one.persona for one in self.workshop.of(EmpathyNote, merged_into=None)]
        made["empathy_notes"] = [notes.count(one.id) for one in personas]
        made["sources"] = [len(self.workshop.of(Citation, about=one.id)) for one in personas]
        return made

    def points(self) -> pd.DataFrame:
        """Give a row a goal, need or other point, persona after persona, with its evidence."""
        found = [
            point
            for persona in _shown(self.workshop, self.journey)
            for aspect in _ASPECTS
            for point in self.workshop.of(PersonaPoint, persona=persona.id, aspect=aspect, merged_into=None)
        ]
        columns = ("persona", "aspect", "text", "evidence_grade", "evidence_source", "evidence_n", "evidence_on")
        return frame(self.workshop, found, columns)

    def compare(self) -> pd.DataFrame:
        """Give personas side by side: a column each, the primary one first, a row an aspect.

        Points stand one after the other; skills and traits with their level of 1–5.
        """
        import pandas as pd  # noqa: PLC0415 - heavy, and only analysts ask for it

        columns = {}
        for persona in _shown(self.workshop, self.journey):
            rows = {"segment": persona.segment, "share_percent": _percent(persona.share_percent)}
            for aspect in _ASPECTS:
                points = self.workshop.of(PersonaPoint, persona=persona.id, aspect=aspect, merged_into=None)
                rows[aspect] = "; ".join(point.text for point in points)
            rows["skill"] = "; ".join(f"{one.name}: {one.level}" for one in self.workshop.of(Skill, persona=persona.id))
            traits = self.workshop.of(Trait, persona=persona.id)
            rows["trait"] = "; ".join(f"{one.left} – {one.right}: {one.value}" for one in traits)
            columns[persona.name] = rows
        return pd.DataFrame(columns).rename_axis("aspect")

    def empathy(self) -> pd.DataFrame:
        """Give a row a note on an empathy map, persona after persona, in the order of the canvas's boxes."""
        found = [
            note
            for persona in _shown(self.workshop, self.journey)
            for box, _label in BOXES
            for note in self.workshop.of(EmpathyNote, persona=persona.id, box=box, merged_into=None)
        ]
        return frame(self.workshop, found, ("persona", "box", "text", "evidence_grade"))

    def standing(self) -> pd.DataFrame:
        """Say what each persona stands on: a row a persona, a column an evidence grade, the share assumed.

        Counted are the points of the sheet; the grade is that of each point, and what nobody graded is an assumption.
        """
        import pandas as pd  # noqa: PLC0415 - heavy, and only analysts ask for it

        rows, names = [], []
        for persona in _shown(self.workshop, self.journey):
            grades = [one.grade for one in self.workshop.of(PersonaPoint, persona=persona.id, merged_into=None)]
            counts = {f"grade_{grade}": grades.count(grade) for grade in range(4)}
            assumed = round(100 * grades.count(0) / len(grades)) if grades else None
            rows.append({"points": len(grades), **counts, "assumed_percent": assumed})
            names.append(name_of(persona))
        made = pd.DataFrame(rows, index=pd.Index(names, name="persona"))
        return made.astype("Int64")


def primary_of(workshop: Workshop, journey: str) -> Persona | None:
    """Give the persona that a journey's map is about; where none was chosen, the only one there is."""
    there = workshop.find(Journey, journey)
    chosen = workshop.find(Persona, there.persona if there else None)
    everybody = workshop.all(Persona)
    return chosen or (everybody[0] if len(everybody) == 1 else None)


def _shown(workshop: Workshop, journey: str) -> tuple[Persona, ...]:
    from cjm_widgets.view.personas import personas_of  # noqa: PLC0415 - only where it is drawn

    primary = primary_of(workshop, journey)
    return personas_of(workshop, primary.id if primary else None)


def _sheets(workshop: Workshop, journey: str) -> Markup:
    from cjm_widgets.view.markup import element  # noqa: PLC0415 - only where it is drawn
    from cjm_widgets.view.personas import persona_sheet  # noqa: PLC0415
    from cjm_widgets.view.sheets import styled  # noqa: PLC0415

    primary = primary_of(workshop, journey)
    found = _shown(workshop, journey)
    if not found:
        said = _("No persona yet. Name one below: somebody you have met, with a sentence they said.")
        return styled(element("p", said, class_="empty"))
    return styled(*(persona_sheet(workshop, one, level=2, primary=one is primary, gaps=True) for one in found))


def _share_of_each(workshop: Workshop, journey: str) -> str | Markup:
    from cjm_widgets.view.compared import shares  # noqa: PLC0415 - only where it is drawn
    from cjm_widgets.view.sheets import styled  # noqa: PLC0415

    drawn = shares(_shown(workshop, journey))
    return styled(drawn) if drawn else _("No persona says yet how many customers it stands for.")


def _side_by_side(workshop: Workshop, journey: str) -> Markup:
    from cjm_widgets.view.compared import compared  # noqa: PLC0415 - only where it is drawn
    from cjm_widgets.view.markup import element  # noqa: PLC0415
    from cjm_widgets.view.sheets import styled  # noqa: PLC0415

    primary = primary_of(workshop, journey)
    drawn = compared(
        workshop, _shown(workshop, journey), primary=primary.id if primary else None, caption="cjm-personas-compared"
    )
    return styled(
        drawn or element("p", _("There is nobody to compare with yet: write a second persona."), class_="empty")
    )


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _example() -> Mapping[str, Any]:
    return {
        "name": _("Nadia, first order"),
        "context": _("Buys clothes in town, where she can try them on. Needs a dress for a wedding in three weeks."),
        "quote": _("I don't mind sending it back. I mind not knowing where my money is."),
        "segment": _("First-time buyers"),
        "share_percent": 46,
        "parts": [
            {"kind": PersonaPoint.KIND, "fields": {"aspect": aspect, "text": text}}
            for aspect, text in (
                ("goal", _("Look right at the wedding, in a dress that nobody else wears.")),
                ("need", _("Know the size before she pays: there is time for one exchange, not for two.")),
                ("frustration", _("A 38 in one shop is a 40 in the next.")),
            )
        ],
    }
