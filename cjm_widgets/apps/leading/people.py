"""Who is in, who has entered something and who is done; never what. People without a device, and who is sent out."""

from __future__ import annotations

import logging
from concurrent.futures import Future
from typing import TYPE_CHECKING, Final

from cjm_widgets.apps.leading.floor import WAIT_S
from cjm_widgets.model import Draft, Field, FieldKind, ModelError, Person, Role, Team, new_id
from cjm_widgets.model.entities.people import COLOURS
from cjm_widgets.widgets.desk import Action, Desk, Drawn, Fact, Form, Row, Tag
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.apps.leading.floor import Floor
    from cjm_widgets.model import Json, Workshop
    from cjm_widgets.store import Receipt

logger = logging.getLogger(__name__)
_LEADERS: Final = (str(Role.FACILITATOR), str(Role.CO_FACILITATOR))


class PeopleDesk:
    """The people of the workshop, each with what may be known of them."""

    def __init__(self, floor: Floor, write_for: Callable[[str], str]) -> None:
        """Show who is in; ``write_for`` opens the step's form for a person and says so."""
        self._floor, self._write_for = floor, write_for
        self._removed: tuple[frozenset[str], tuple[tuple[str, str], ...]] = (frozenset(), ())
        self.widget = Desk(
            floor.seat,
            self.draw,
            {
                "add": self._add,
                "edit": self._edit,
                "remove": self._remove,
                "again": self._let_in_again,
                "write": lambda row, _answers: self._write_for(row),
            },
            title=_("Who is in"),
            help=_(
                "“Gone” means that no page of theirs has been heard of for 15 seconds: a phone asleep, or a closed tab."
            ),
            empty=_("Nobody yet. Open joining above, and show the projector page on the wall."),
        )
        floor.listen(self.widget.redraw)

    def draw(self, workshop: Workshop) -> Drawn:
        """Draw everybody: participants by team and name, then those who lead."""
        room, step = self._floor.room, str(self._floor.clock.step)
        people = [one for one in workshop.all(Person) if one.role == str(Role.PARTICIPANT)]
        leaders = [one for one in workshop.all(Person) if one.role in _LEADERS]
        ids = {one.id for one in people}
        facts = (
            Fact(label=_("Here"), value=_("{n} of {all}").format(n=len(room.here & ids), all=len(ids)), big=True),
            Fact(label=_("Entered something in this step"), value=str(len(_in(room.entered, step) & ids)), big=True),
            Fact(label=_("Done with this step"), value=str(len(_in(room.done, step) & ids)), big=True),
        )
        teams = {team.id: team.name for team in workshop.all(Team)}
        ordered = sorted(people, key=lambda one: (teams.get(one.team or "", ""), one.name.casefold(), one.id))
        rows = [*(self._row(one, workshop, teams) for one in ordered), *(self._leader(one) for one in leaders)]
        gone = self._gone(workshop)
        if gone:
            again = Action(key="again", label=_("Let in again"))
            rows.append(Row(key="removed", title=_("Removed"), head=True))
            rows += [Row(key=id, title=name or "–", actions=(again,)) for id, name in gone]
        adding = Form(
            title=_("Somebody without a device"),
            help=_("You write for them: on their row, press “Write for”. What you enter counts as theirs."),
            submit=_("Add them"),
            fields=_fields(workshop),
        )
        add = Action(key="add", label=_("Add somebody without a device"), form=adding)
        return Drawn(facts=facts if people else (), rows=tuple(rows) if people or gone else (), actions=(add,))

    def _row(self, one: Person, workshop: Workshop, teams: dict[str, str]) -> Row:
        room, step = self._floor.room, str(self._floor.clock.step)
        tags = [Tag(text=_("Here"), tone="good") if one.id in room.here else Tag(text=_("Gone"), tone="soft")]
        if one.id in _in(room.entered, step):
            tags.append(Tag(text=_("Has entered something")))
        if one.id in _in(room.done, step):
            tags.append(Tag(text=_("Done"), tone="good"))
        editing = Form(
            title=one.name, submit=_("Change it"), fields=_fields(workshop), values={"name": one.name, "team": one.team}
        )
        actions = (
            Action(key="write", label=_("Write for")),
            Action(key="edit", label=_("Change"), tone="quiet", form=editing),
            Action(key="remove", label=_("Remove"), tone="quiet", form=_removing(one)),
        )
        return Row(
            key=one.id, title=one.name, colour=one.colour or COLOURS[0], note=teams.get(one.team or "", ""),
            tags=tuple(tags), actions=actions,
        )  # fmt: skip

    def _gone(self, workshop: Workshop) -> tuple[tuple[str, str], ...]:
        """Give who was removed, looked up when the list of people has changed."""
        known = frozenset(one.id for one in workshop.all(Person))
        if self._removed[0] != known:
            try:
                self._removed = (known, self._floor.seat.door.removed())
            except ModelError:
                logger.warning("who was removed could not be read")
        return self._removed[1]

    def _let_in_again(self, row: str, _answers: dict[str, Json]) -> str:
        self._floor.seat.door.let_in_again(row).result(WAIT_S)
        found = self._floor.seat.workshop.find(Person, row)
        return _("{name} is on the list again, and their page opens again.").format(name=found.name if found else "")

    def _back(self, person: str) -> Future[bool]:
        """Take a removal back; gives False where somebody else has done so."""
        went: Future[bool] = Future()

        def settle(done: Future[Receipt]) -> None:
            error = done.exception()
            if error is None or isinstance(error, ModelError):
                went.set_result(error is None)
            else:
                went.set_exception(error)

        self._floor.seat.door.let_in_again(person).add_done_callback(settle)
        return went

    def _leader(self, one: Person) -> Row:
        label = _("Facilitator") if one.role == str(Role.FACILITATOR) else _("Co-facilitator")
        may = self._floor.seat.role is Role.FACILITATOR and one.role == str(Role.CO_FACILITATOR)
        actions = (Action(key="remove", label=_("Remove"), tone="quiet", form=_removing(one)),) if may else ()
        return Row(key=one.id, title=one.name, colour=one.colour or COLOURS[-3], note=label, actions=actions)

    def _add(self, _row: str, answers: dict[str, Json]) -> str:
        name = str(answers["name"]).strip()
        n = len(self._floor.seat.workshop.all(Person))
        fields: dict[str, Json] = {"name": name, "role": str(Role.PARTICIPANT), "colour": COLOURS[n % len(COLOURS)]}
        if answers["team"]:
            fields["team"] = answers["team"]
        self._floor.seat.apply([Draft(kind=Person.KIND, entity=new_id("person"), fields=fields)]).result(WAIT_S)
        return _("{name} is on the list.").format(name=name)

    def _edit(self, row: str, answers: dict[str, Json]) -> None:
        fields: dict[str, Json] = {"name": str(answers["name"]).strip(), "team": answers["team"] or None}
        self._floor.seat.apply([Draft(kind=Person.KIND, entity=row, fields=fields)]).result(WAIT_S)

    def _remove(self, row: str, answers: dict[str, Json]) -> str:
        found = self._floor.seat.workshop.find(Person, row)
        cards = answers["cards"] == "go"
        self._floor.seat.door.remove(row, cards=cards).result(WAIT_S)
        name = "" if found is None else found.name
        self._floor.way_back(_("Remove {name}").format(name=name), lambda: self._back(row))
        self._floor.tell()
        if cards:
            return _("{name} and their signed cards are gone. What was anonymous stays.").format(name=name)
        return _("{name} is gone; their cards stay.").format(name=name)


def _in(by_step: object, step: str) -> frozenset[str]:
    return by_step.get(step, frozenset()) if hasattr(by_step, "get") else frozenset()


def _fields(workshop: Workshop) -> tuple[Field, ...]:
    teams = tuple((team.id, team.name or "–") for team in workshop.all(Team))
    name = Field(kind=FieldKind.TEXT, name="name", label=N_("Name"), required=True, max_length=80, first=True)
    team = Field(kind=FieldKind.CHOICE, name="team", label=N_("Team"), choices=teams, first=True)
    return (name, team)


def _removing(one: Person) -> Form:
    choices = (("stay", N_("Their cards stay")), ("go", N_("Their signed cards go too")))
    cards = Field(kind=FieldKind.CHOICE, name="cards", label=N_("What they wrote"), choices=choices, required=True,
                  default="stay", first=True)  # fmt: skip
    return Form(
        title=_("Remove {name}?").format(name=one.name),
        help=_("Their page is closed and their key ends. They can join again with the code while joining is open."),
        submit=_("Remove"),
        fields=(cards,),
        values={"cards": "stay"},
    )
