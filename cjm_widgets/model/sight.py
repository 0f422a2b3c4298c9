"""Who may see what: ``visible`` says it for one viewer, ``seen`` for one thing."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from cjm_widgets.model.clock import Phase
from cjm_widgets.model.entity import Card
from cjm_widgets.model.groups import Table, stage_of, table
from cjm_widgets.model.viewer import (
    PARENTS,
    Class,
    Role,
    Viewer,
    class_of,
    group_of,
    group_of_viewer,
    is_gone,
    owns,
    step_of,
)
from cjm_widgets.model.workshop import Shelf, Workshop

if TYPE_CHECKING:
    from cjm_widgets.model.clock import Clock
    from cjm_widgets.model.entity import Entity

_LEADS_ONLY = frozenset({"ballot"})
NOBODY = Viewer(role=Role.PARTICIPANT)
"""What they see, everybody sees."""


def visible(viewer: Viewer, clock: Clock, workshop: Workshop) -> Workshop:
    """Give the part of ``workshop`` that ``viewer`` may see now."""
    if viewer.role is Role.READER or is_gone(viewer, workshop):
        return workshop.only(is_settings)
    if viewer.leads:
        return workshop
    at = table(group_of_viewer(viewer, workshop), workshop, apart=clock.apart)
    known: dict[str, bool] = {}
    view = workshop.only(lambda thing: seen(viewer, at, clock, thing, workshop, known))
    things = {kind: {id: bare(thing) for id, thing in shelf.by_id.items()} for kind, shelf in view.shelves.items()}
    return Workshop(view.id, MappingProxyType({kind: Shelf(by_id) for kind, by_id in things.items()}), view.seq)


def bare(thing: Entity) -> Entity:
    """Give a card without what those who lead noted on it for themselves."""
    return replace(thing, aside="") if getattr(thing, "aside", "") else thing  # type: ignore[call-arg]


def seen(viewer: Viewer, at: Table, clock: Clock, thing: Entity, workshop: Workshop, known: dict[str, bool]) -> bool:
    """Tell whether a participant sees a thing: itself, and whatever it belongs to; ``known`` keeps the answers."""
    answer = known.get(thing.id)
    if answer is None:
        known[thing.id] = True  # a circle would otherwise go round for ever; the fold lets none through
        answer = _seen_itself(viewer, at, clock, thing, workshop) and all(
            (parent := workshop.get(getattr(thing, name))) is not None
            and seen(viewer, at, clock, parent, workshop, known)
            for name in PARENTS[thing.KIND]
        )
        known[thing.id] = answer
    return answer


def _seen_itself(viewer: Viewer, at: Table, clock: Clock, thing: Entity, workshop: Workshop) -> bool:
    if thing.KIND in _LEADS_ONLY:
        return False
    if at.part is not None and stage_of(thing, workshop) not in (None, *at.part):
        return False
    cls = class_of(thing.KIND)
    if cls in (Class.SETTINGS, Class.PEOPLE) or owns(viewer, thing, workshop):
        return True
    if isinstance(thing, Card):
        if thing.standing == "settled":
            return True
        if thing.standing == "hidden" or cls is Class.SETTLED:
            return False
    elif cls not in (Class.ALONE, Class.COMMENT):
        return True
    if clock.phase(step_of(thing.KIND, {}, thing, workshop)) is Phase.COLLECT:
        return False
    return not clock.apart or group_of(thing, workshop) in (None, at.group)


def is_settings(thing: Entity) -> bool:
    """Tell whether this is the workshop's settings, which everybody sees."""
    return thing.KIND == "settings"
