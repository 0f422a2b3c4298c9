"""Things of a workshop as pandas frames, with columns that analysts can rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.model import (
    Action,
    Activity,
    Journey,
    ModelError,
    Objective,
    Opportunity,
    PainPoint,
    Person,
    Persona,
    Source,
    Stage,
    Team,
    Touchpoint,
)
from cjm_widgets.model.fields import FieldKind
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from cjm_widgets.model import Entity, Workshop

_NAMED = {
    Stage: "name",
    Touchpoint: "name",
    Team: "name",
    Person: "name",
    Source: "title",
    Journey: "title",
    Activity: "text",
    Persona: "name",
    Objective: "statement",
    Opportunity: "question",
    PainPoint: "description",
    Action: "title",
}


def frame(workshop: Workshop, things: Iterable[Entity], fields: Sequence[str]) -> pd.DataFrame:
    """Give one row a thing, indexed by id, with ``fields`` as columns; references read as names, dates as dates."""
    import pandas as pd  # noqa: PLC0415 - heavy, and only analysts ask for it

    things = tuple(things)
    rows = [[_told(workshop, thing, name) for name in fields] for thing in things]
    made = pd.DataFrame(rows, columns=list(fields), index=pd.Index([thing.id for thing in things], name="id"))
    for name in fields:
        specs = [thing.FIELDS[name] for thing in things[:1]]
        if specs and specs[0].kind is FieldKind.DATE:
            made[name] = pd.to_datetime(made[name])
        elif specs and specs[0].kind in (FieldKind.SCALE, FieldKind.COUNT):
            made[name] = made[name].astype("Int64")
    return made


def name_of(thing: Entity | None) -> str:
    """Give what a person would call a thing; empty where there is nothing."""
    if thing is None:
        return ""
    return str(getattr(thing, _NAMED.get(type(thing), "id"), thing.id))


def journey_of(workshop: Workshop, journey: str) -> Journey:
    """Give the journey with this id. Raises ModelError where it is not there any more."""
    found = workshop.find(Journey, journey)
    if found is None:
        raise ModelError(_("Journey"), _("It is not there any more."), _("Open the start page."))
    return found


def in_map_order(workshop: Workshop, journey: str) -> tuple[Touchpoint, ...]:
    """Give a journey's touchpoints stage by stage; those without a stage come last."""
    order = {stage.id: place for place, stage in enumerate(workshop.of(Stage, journey=journey))}
    touchpoints = workshop.of(Touchpoint, journey=journey, standing="settled", merged_into=None)
    return tuple(sorted(touchpoints, key=lambda one: order.get(one.stage or "", len(order))))


def _told(workshop: Workshop, thing: Entity, name: str) -> object:
    value = getattr(thing, name)
    if thing.FIELDS[name].kind is FieldKind.REF:
        return name_of(workshop.get(value))
    return value
