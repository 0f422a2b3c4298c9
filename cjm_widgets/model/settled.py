"""What of a workshop belongs on a map: settled cards and everybody's answers; a merged card counts with another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model.entity import Card
from cjm_widgets.model.fields import FieldKind
from cjm_widgets.model.fold import Fold
from cjm_widgets.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cjm_widgets.model.entity import Entity
    from cjm_widgets.model.fields import Json
    from cjm_widgets.model.workshop import Workshop

_REFS: Final = {
    kind: tuple(name for name, spec in cls.FIELDS.items() if spec.kind is FieldKind.REF and name != "merged_into")
    for kind, cls in KINDS.items()
}


def settled(workshop: Workshop) -> Workshop:
    """Give the workshop with settled, unmerged cards, and the answers that people gave, such as scores.

    What hung on a merged card (scores, pains, measurements) hangs on the card that speaks for it. What belongs to a
    card that is not on the map is not on it either.
    """
    if all(_stands(thing) for thing in workshop):
        return workshop
    return rebuilt(workshop, (thing for thing in workshop if _stands(thing)), spokesmen(workshop))


def rebuilt(workshop: Workshop, things: Iterable[Entity], moved: Mapping[str, str]) -> Workshop:
    """Make a workshop of ``things``, with references that follow ``moved`` (old id → new id), and none dangling."""
    records: dict[str, object] = {thing.id: [thing.KIND, False, _given(thing, moved)] for thing in things}
    return Fold(workshop.id).restore(records, workshop.seq)


def spokesmen(workshop: Workshop) -> Mapping[str, str]:
    """Give, for every merged card, the card that speaks for it in the end; a circle of merges speaks for nobody."""
    merged = {thing.id: thing.merged_into for thing in workshop if isinstance(thing, Card) and thing.merged_into}
    moved: dict[str, str] = {}
    for id, into in merged.items():
        seen, here = {id}, into
        while here in merged and here not in seen:
            seen.add(here)
            here = merged[here]
        if here not in merged:
            moved[id] = here
    return moved


def _stands(thing: Entity) -> bool:
    if not isinstance(thing, Card):
        return True
    counts = thing.standing == "settled" or (thing.ANSWER and thing.standing == "written")
    return counts and thing.merged_into is None


def _given(thing: Entity, moved: Mapping[str, str]) -> dict[str, Json]:
    fields = thing.given()
    for name in _REFS[thing.KIND]:
        target = fields.get(name)
        if isinstance(target, str) and target in moved:
            fields[name] = moved[target]
    return fields
