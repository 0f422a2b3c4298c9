"""Tables: who sits with whom, and what a table works on while tables work apart."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.changes import Draft, making
from cjm_widgets.model.entities.people import Group, Person
from cjm_widgets.model.entities.stages import Stage
from cjm_widgets.model.ids import new_id
from cjm_widgets.model.rank import between
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.model.entity import Entity
    from cjm_widgets.model.workshop import Workshop

LARGEST: Final = 6
"""How many people work well at one table."""
_CHAIN: Final = 8
"""From a thing to the stage where it stands are fewer steps."""


@dataclass(frozen=True, slots=True)
class Table:
    """Where somebody sits, as far as it decides what they see."""

    group: str | None = None
    part: frozenset[str] | None = None
    """The stages that the table works on; None: all of them."""


def table(group: str | None, workshop: Workshop, *, apart: bool) -> Table:
    """Give a group's table; a part of the journey is its own only while tables work apart."""
    found = workshop.find(Group, group) if apart else None
    return Table(group, None if found is None else part_of(found, workshop))


def part_of(group: Group, workshop: Workshop) -> frozenset[str] | None:
    """Give the stages from a table's first to its last, those between included; None where it has the whole journey."""
    first, last = workshop.find(Stage, group.from_stage), workshop.find(Stage, group.to_stage)
    named = first or last
    if named is None or group.journey not in (None, named.journey):
        return None
    stages = [one.id for one in workshop.of(Stage, journey=named.journey)]
    if any(one is not None and one.journey != named.journey for one in (first, last)):
        return None
    begins = 0 if first is None else stages.index(first.id)
    ends = len(stages) - 1 if last is None else stages.index(last.id)
    return frozenset(stages[min(begins, ends) : max(begins, ends) + 1])


def stage_of(thing: Entity, workshop: Workshop) -> str | None:
    """Give the stage where a thing stands; None for what stands in none, such as a persona."""
    here: Entity | None = thing
    for _step in range(_CHAIN):
        if here is None or isinstance(here, Stage):
            break
        stage: str | None = getattr(here, "stage", None)
        if stage is not None:
            return stage
        here = workshop.get(next(filter(None, (getattr(here, name, None) for name in _LEADS_ON)), None))
    return here.id if isinstance(here, Stage) else None


_LEADS_ON: Final = ("activity", "touchpoint", "about")
"""By these a thing without a stage of its own leads to one."""


def seat_at_tables(
    workshop: Workshop, *, largest: int = LARGEST, journeys: Sequence[str | None] = (None,)
) -> tuple[Draft, ...]:
    """Give the drafts that seat all participants at as few tables as there have to be, as even as can be.

    Colleagues are spread over the tables, for each sees another part of the journey. Tables that are there are used
    first, further ones are made; ``journeys`` are what the tables work on, in turns, the made ones only.
    """
    people = [one for one in workshop.all(Person) if one.role == "participant"]
    if not people:
        return ()
    needed = ceil(len(people) / largest)
    tables = list(workshop.all(Group))[:needed]
    made: list[Draft] = []
    last = tables[-1].rank if tables else ""
    while len(tables) < needed:
        last, n = between(last, ""), len(tables)
        table = Group(
            id=new_id("group"), name=_("Table {n}").format(n=n + 1), journey=journeys[n % len(journeys)], rank=last
        )
        tables.append(table)
        made.append(making(table))
    colleagues = sorted(people, key=lambda one: (one.team or "", one.name, one.id))
    seated = [(one, tables[n % needed].id) for n, one in enumerate(colleagues)]
    moved = [
        Draft(kind=Person.KIND, entity=one.id, fields={"group": table}) for one, table in seated if one.group != table
    ]
    return (*made, *moved)
