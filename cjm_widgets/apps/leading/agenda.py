"""The agenda: planned against real time; the next item calls everybody to its step and sets the timer."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from cjm_widgets.apps.leading.floor import WAIT_S
from cjm_widgets.model import AGENDAS, AgendaItem, Field, FieldKind, InvalidValue, Step, preset
from cjm_widgets.widgets.desk import Action, Desk, Drawn, Fact, Form, Row, Tag
from cjm_widgets.words import N_, _, ngettext

if TYPE_CHECKING:
    from cjm_widgets.apps.leading.floor import Floor
    from cjm_widgets.model import Agenda, Clock, Json, Workshop

_AT = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)\Z").match
_MINUTE_S: Final = 60


class AgendaDesk:
    """The items of the day, each to begin and to change."""

    def __init__(self, floor: Floor) -> None:
        """Show the agenda of the room."""
        self._floor = floor
        self.widget = Desk(
            floor.seat,
            self.draw,
            {
                "begin": self._begin,
                "edit": self._edit,
                "add": self._add,
                "take": self._take,
                "at": self._start_at,
            },
            title=_("Agenda"),
            empty=_("No agenda yet. Choose one, then change what you like."),
        )
        floor.listen(self.widget.redraw)

    def draw(self, _workshop: Workshop) -> Drawn:
        """Draw every item with its planned and its real time."""
        agenda = self._floor.clock.agenda
        if not agenda.items:
            return Drawn(actions=(_taking(main=True), _adding(0)))
        current = agenda.current
        following = 0 if current is None else current + 1
        rows = tuple(self._row(agenda, n, begins=n == following) for n in range(len(agenda.items)))
        minutes = sum(one.minutes for one in agenda.items)
        hours = _("{h} h {m} min").format(h=minutes // 60, m=f"{minutes % 60:02d}")
        facts = [Fact(label=_("In all"), value=hours)]
        if agenda.begins_at is not None:
            end = agenda.begins_at + minutes * _MINUTE_S
            facts.append(Fact(label=_("Planned end"), value=clock_time(end)))
        return Drawn(facts=tuple(facts), rows=rows, actions=(_adding(len(rows)), _beginning(agenda), _taking()))

    def _row(self, agenda: Agenda, n: int, *, begins: bool) -> Row:
        item, planned = agenda.items[n], agenda.planned_at()[n]
        after = agenda.planned_s()[n] // _MINUTE_S
        mark = f"{after // 60}:{after % 60:02d}" if planned is None else clock_time(planned)
        said = [_("{n} min").format(n=item.minutes)]
        if item.began_at is not None:
            said.append(_("began {time}").format(time=clock_time(item.began_at)))
            late = round((item.began_at - (planned or item.began_at)) / _MINUTE_S)
            if late:
                phrase = ngettext("{n} min late", "{n} min late", late) if late > 0 else _("{n} min early")
                said.append(phrase.format(n=abs(late)))
        step = Step(item.step) if item.step else None
        tags = (Tag(text=_("Step {n}").format(n=step.number), tone="soft"),) if step else ()
        begin = Action(key="begin", label=_("Begin"), tone="main" if begins else "")
        edit = Action(key="edit", label=_("Change"), tone="quiet", form=_form(agenda, n))
        return Row(
            key=str(n), title=item.title, mark=mark, note=" · ".join(said), tags=tags, current=n == agenda.current,
            actions=(edit, begin) if n != agenda.current else (edit,),
        )  # fmt: skip

    def _move(self, change: Agenda) -> None:
        self._floor.move(lambda clock: replace(clock, agenda=change), _("Agenda")).result(WAIT_S)

    def _begin(self, row: str, _answers: dict[str, Json]) -> str:
        n, now = int(row), time.time()

        def move(clock: Clock) -> Clock:
            item = clock.agenda.items[n]
            begun = replace(clock, agenda=clock.agenda.begun(n, now)).timed(item.minutes * _MINUTE_S).started(now)
            return begun.at(Step(item.step)) if item.step else begun

        begins = _("Begin: {title}").format(title=self._floor.clock.agenda.items[n].title)
        item = self._floor.move(move, begins).result(WAIT_S).agenda.items[n]
        if not item.step:
            return _("“{title}” has begun; the timer runs.").format(title=item.title)
        return _("“{title}” has begun: everybody is called to its step, and the timer runs.").format(title=item.title)

    def _edit(self, row: str, answers: dict[str, Json]) -> str:
        agenda, n = self._floor.clock.agenda, int(row)
        items = list(agenda.items)
        if n >= len(items):
            return _("This item is no longer there.")
        item = items.pop(n)
        if not answers["remove"]:
            place = min(max(_int(answers["place"], n + 1), 1), len(items) + 1) - 1
            items.insert(place, _item(answers, item.began_at))
        self._move(agenda.with_items(items))
        if answers["remove"]:
            return _("“{title}” is off the agenda. Undo brings it back.").format(title=item.title)
        return _("The agenda is changed.")

    def _add(self, _row: str, answers: dict[str, Json]) -> str:
        agenda = self._floor.clock.agenda
        items = list(agenda.items)
        items.insert(min(max(_int(answers["place"], len(items) + 1), 1), len(items) + 1) - 1,
                     _item(answers))  # fmt: skip
        self._move(agenda.with_items(items))
        return _("The agenda is changed.")

    def _take(self, _row: str, answers: dict[str, Json]) -> str:
        agenda = replace(preset(str(answers["agenda"])), starts_at=self._floor.clock.agenda.starts_at)
        self._move(agenda)
        return _("The agenda is there. Press “Begin” when the first item begins.")

    def _start_at(self, _row: str, answers: dict[str, Json]) -> str:
        text = str(answers["at"] or "").strip()
        found = _AT(text)
        if text and not found:
            raise InvalidValue("agenda", "at", text, _("It takes a time such as 9:30."))
        at = None
        if found:
            today = datetime.now().astimezone()
            at = today.replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0).timestamp()
        self._move(replace(self._floor.clock.agenda, starts_at=at))
        return _("Planned times count from there.") if at else _("Planned times count from when the first item begins.")


def clock_time(at: float) -> str:
    """Give a time of day, on this machine's clock: 9:05."""
    when = datetime.fromtimestamp(at).astimezone()
    return f"{when.hour}:{when.minute:02d}"


def _item(answers: dict[str, Json], began_at: float | None = None) -> AgendaItem:
    step = answers["step"]
    return AgendaItem(
        title=str(answers["title"]).strip(), minutes=_int(answers["minutes"], 0), step=str(step) if step else None,
        began_at=began_at,
    )  # fmt: skip


def _int(value: Json, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise


def _fields(*, removes: bool) -> tuple[Field, ...]:
    steps = tuple((str(step), step.label) for step in Step)
    removing = Field(kind=FieldKind.FLAG, name="remove", label=N_("Take it off the agenda"), default=False, first=True)
    return (
        Field(kind=FieldKind.TEXT, name="title", label=N_("What"), required=True, max_length=120, first=True),
        Field(kind=FieldKind.COUNT, name="minutes", label=N_("Minutes"), required=True, first=True),
        Field(kind=FieldKind.CHOICE, name="step", label=N_("Step"), choices=steps, first=True,
              help=N_("Beginning the item calls everybody there. None for a welcome or a break.")),
        Field(kind=FieldKind.COUNT, name="place", label=N_("Place in the agenda"), first=True),
        *((removing,) if removes else ()),
    )  # fmt: skip


def _form(agenda: Agenda, n: int) -> Form:
    item = agenda.items[n]
    values: dict[str, Json] = {"title": item.title, "minutes": item.minutes, "step": item.step, "place": n + 1}
    return Form(title=_("Change the agenda"), submit=_("Change it"), fields=_fields(removes=True), values=values)


def _adding(items: int) -> Action:
    form = Form(title=_("Add an item"), submit=_("Add it"), fields=_fields(removes=False),
                values={"place": items + 1, "minutes": 10})  # fmt: skip
    return Action(key="add", label=_("Add an item"), form=form)


def _taking(*, main: bool = False) -> Action:
    names = Field(kind=FieldKind.CHOICE, name="agenda", label=N_("Agenda"), choices=tuple(AGENDAS.items()),
                  required=True, first=True)  # fmt: skip
    replaces = "" if main else _("It takes the place of the one that is there.")
    form = Form(title=_("Choose an agenda"), submit=_("Use it"), fields=(names,),
                values={"agenda": "half_day"}, help=replaces)  # fmt: skip
    return Action(key="take", label=_("Choose an agenda"), tone="main" if main else "quiet", form=form)


def _beginning(agenda: Agenda) -> Action:
    at = Field(kind=FieldKind.TEXT, name="at", label=N_("Planned beginning today"), first=True, max_length=5,
               help=N_("A time such as 9:30. Empty: when the first item begins."))  # fmt: skip
    values: dict[str, Json] = {} if agenda.starts_at is None else {"at": clock_time(agenda.starts_at)}
    form = Form(title=_("When does the day begin?"), submit=_("Set it"), fields=(at,), values=values)
    return Action(key="at", label=_("When it begins"), tone="quiet", form=form)
