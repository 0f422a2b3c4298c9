"""Tables on the wall and on phones: who sits where, and on what part of which journey they work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.model import Group, Journey, Person, Stage
from cjm_widgets.model.groups import part_of
from cjm_widgets.view.markup import element, join
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.model import Workshop
    from cjm_widgets.view.markup import Markup


def part_said(group: Group, workshop: Workshop) -> str:
    """Say which stages a table works on; nothing where it has the whole journey."""
    part = part_of(group, workshop)
    if part is None:
        return ""
    names = [one.name for one in workshop.all(Stage) if one.id in part]
    if len(names) == 1:
        return _("only {stage}").format(stage=names[0])
    return _("from {first} to {last}").format(first=names[0], last=names[-1])


def my_table(workshop: Workshop, person: str | None) -> str:
    """Say at which table somebody sits and what it works on; nothing for whoever sits at none."""
    me = workshop.find(Person, person)
    group = workshop.find(Group, me.group) if me is not None else None
    if group is None:
        return ""
    return " · ".join(filter(None, (group.name, _works_on(group, workshop))))


def tables(workshop: Workshop) -> Markup:
    """List the tables for the wall, each with its part and its people."""
    groups = workshop.all(Group)
    if not groups:
        return join()
    items = []
    for group in groups:
        names = sorted((one.name for one in workshop.of(Person, group=group.id)), key=str.casefold)
        items.append(
            element(
                "li",
                element("h3", group.name, dir="auto"),
                element("p", _works_on(group, workshop), class_="cjm-wall-part", dir="auto"),
                element("p", ", ".join(names) or _("nobody yet"), dir="auto"),
            )
        )
    return element("ul", items, class_="cjm-wall-tables", role="list")


def _works_on(group: Group, workshop: Workshop) -> str:
    several = len({one.journey for one in workshop.all(Group)}) > 1
    journey = workshop.find(Journey, group.journey) if several else None
    return " · ".join(filter(None, (journey.title if journey else "", part_said(group, workshop))))
