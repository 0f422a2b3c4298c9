"""Tables: who sits with whom."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.changes import Draft, making
from cjm_widgets.model.entities.people import Group, Person
from cjm_widgets.model.ids import new_id
from cjm_widgets.model.rank import between
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.model.workshop import Workshop

LARGEST: Final = 6
"""How many people work well at one table."""


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
