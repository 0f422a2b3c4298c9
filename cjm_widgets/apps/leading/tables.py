"""Groups: tables of up to six, each on its own journey or part, apart or together in front of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.apps.leading.floor import WAIT_S
from cjm_widgets.model import Draft, Field, FieldKind, Group, InvalidValue, Journey, Person, Role, Stage
from cjm_widgets.model.groups import LARGEST, seat_at_tables
from cjm_widgets.view.seating import part_said
from cjm_widgets.widgets.desk import Action, Desk, Drawn, Fact, Form, Row
from cjm_widgets.words import N_, _, ngettext

if TYPE_CHECKING:
    from cjm_widgets.apps.leading.floor import Floor
    from cjm_widgets.model import Json, Workshop


class TablesDesk:
    """Who sits with whom."""

    def __init__(self, floor: Floor) -> None:
        """Show the tables of the workshop."""
        self._floor = floor
        self.widget = Desk(
            floor.seat,
            self.draw,
            {
                "seat": self._seat,
                "apart": self._apart,
                "together": self._together,
                "edit": self._edit,
                "move": self._move,
            },
            title=_("Groups"),
            help=_("Above eight people, work at tables of up to six. Apart, each table sees what it wrote itself."),
            empty=_("Everybody works together. When people have joined, “Seat at tables” spreads colleagues out."),
        )
        floor.listen(self.widget.redraw)

    def draw(self, workshop: Workshop) -> Drawn:
        """Draw each table with its people, then who has none."""
        groups, people = workshop.all(Group), _people(workshop)
        if not groups:
            return Drawn(actions=(_seating(workshop, main=True),) if people else ())
        apart = self._floor.clock.apart
        now = _("Apart: each table sees its own") if apart else _("Together: everybody sees everything")
        switch = (
            Action(key="together", label=_("Bring them together"), tone="main")
            if apart
            else Action(key="apart", label=_("Let them work apart"), tone="main")
        )
        rows: list[Row] = []
        for group in groups:
            sitting = [one for one in people if one.group == group.id]
            rows.append(_head(group, len(sitting), workshop))
            rows += [_sitting(one, workshop) for one in sitting]
        known = {group.id for group in groups}
        alone = [one for one in people if one.group not in known]
        if alone:
            rows += [Row(key="nobody", title=_("At no table"), head=True), *(_sitting(one, workshop) for one in alone)]
        fact = Fact(label=_("Now"), value=now)
        return Drawn(facts=(fact,), rows=tuple(rows), actions=(switch, _seating(workshop)))

    def _seat(self, _row: str, answers: dict[str, Json]) -> str:
        seat = self._floor.seat
        largest = answers["largest"]
        most = largest if isinstance(largest, int) and largest > 0 else LARGEST
        journeys: tuple[str, ...] = (self._floor.journey,)
        if answers.get("own"):
            journeys = tuple(one.id for one in seat.workshop.all(Journey)) or journeys
        drafts = seat_at_tables(seat.workshop, largest=most, journeys=journeys)
        if drafts:
            seat.apply(drafts).result(WAIT_S)
        n = len(seat.workshop.all(Group))
        return ngettext("{n} table. Undo takes it back.", "{n} tables. Undo takes it back.", n).format(n=n)

    def _apart(self, _row: str, _answers: dict[str, Json]) -> None:
        self._floor.move(lambda clock: clock.with_groups(apart=True), _("Let them work apart")).result(WAIT_S)

    def _together(self, _row: str, _answers: dict[str, Json]) -> None:
        self._floor.move(lambda clock: clock.with_groups(apart=False), _("Bring them together")).result(WAIT_S)

    def _edit(self, row: str, answers: dict[str, Json]) -> None:
        journey = answers["journey"] or None
        stages = {one.id: one for one in self._floor.seat.workshop.all(Stage)}
        for name in ("from_stage", "to_stage"):
            stage = stages.get(str(answers[name]))
            if stage is not None and journey not in (None, stage.journey):
                raise InvalidValue(Group.KIND, name, stage.name, _("This stage is in another journey."))
        fields: dict[str, Json] = {
            "name": str(answers["name"]).strip(), "journey": journey,
            "from_stage": answers["from_stage"] or None, "to_stage": answers["to_stage"] or None,
        }  # fmt: skip
        self._floor.seat.apply([Draft(kind=Group.KIND, entity=row, fields=fields)]).result(WAIT_S)

    def _move(self, row: str, answers: dict[str, Json]) -> None:
        draft = Draft(kind=Person.KIND, entity=row, fields={"group": answers["group"] or None})
        self._floor.seat.apply([draft]).result(WAIT_S)


def _people(workshop: Workshop) -> list[Person]:
    people = [one for one in workshop.all(Person) if one.role == str(Role.PARTICIPANT)]
    return sorted(people, key=lambda one: (one.name.casefold(), one.id))


def _head(group: Group, n: int, workshop: Workshop) -> Row:
    journey = workshop.find(Journey, group.journey)
    people = ngettext("{n} person", "{n} people", n).format(n=n)
    works = _("works on “{journey}”").format(journey=journey.title) if journey else _("works on the first journey")
    part = part_said(group, workshop)
    journeys = tuple((one.id, one.title or "–") for one in workshop.all(Journey))
    stages = _stages(workshop)
    fields = (
        Field(kind=FieldKind.TEXT, name="name", label=N_("Name"), required=True, first=True, max_length=80),
        Field(kind=FieldKind.CHOICE, name="journey", label=N_("Works on"), choices=journeys, first=True),
        Field(kind=FieldKind.CHOICE, name="from_stage", label=N_("From stage"), choices=stages, first=True,
              help=N_("Empty: from the first one on.")),
        Field(kind=FieldKind.CHOICE, name="to_stage", label=N_("To stage"), choices=stages, first=True,
              help=N_("Empty: to the last one. While tables work apart, they see only their stages.")),
    )  # fmt: skip
    form = Form(title=group.name, submit=_("Change it"), fields=fields,
                values={"name": group.name, "journey": group.journey, "from_stage": group.from_stage,
                        "to_stage": group.to_stage})  # fmt: skip
    change = Action(key="edit", label=_("Change"), tone="quiet", form=form)
    return Row(
        key=group.id,
        title=group.name,
        note=" · ".join(filter(None, (people, works, part))),
        head=True,
        actions=(change,),
    )


def _stages(workshop: Workshop) -> tuple[tuple[str, str], ...]:
    """Give the stages to choose from, with their journey where there are several."""
    journeys = workshop.all(Journey)
    return tuple(
        (stage.id, f"{journey.title}: {stage.name}" if len(journeys) > 1 else stage.name or "–")
        for journey in journeys
        for stage in workshop.of(Stage, journey=journey.id)
    )


def _sitting(one: Person, workshop: Workshop) -> Row:
    groups = tuple((group.id, group.name or "–") for group in workshop.all(Group))
    field = Field(kind=FieldKind.CHOICE, name="group", label=N_("Table"), choices=groups, first=True)
    form = Form(title=_("Where does {name} sit?").format(name=one.name), submit=_("Move"), fields=(field,),
                values={"group": one.group})  # fmt: skip
    move = Action(key="move", label=_("Move"), tone="quiet", form=form)
    return Row(key=one.id, title=one.name, colour=one.colour, actions=(move,))


def _seating(workshop: Workshop, *, main: bool = False) -> Action:
    several = len(workshop.all(Journey)) > 1
    own = Field(kind=FieldKind.FLAG, name="own", label=N_("New tables take the journeys in turns"), first=True,
                default=False)  # fmt: skip
    most = Field(kind=FieldKind.COUNT, name="largest", label=N_("At most at one table"), first=True)
    form = Form(
        title=_("Seat at tables"),
        help=_("Everybody gets a table; tables that are there are used first. Colleagues are spread out."),
        submit=_("Seat them"),
        fields=(most, own) if several else (most,),
        values={"largest": LARGEST, "own": False} if several else {"largest": LARGEST},
    )
    return Action(key="seat", label=_("Seat at tables"), tone="main" if main else "", form=form)
