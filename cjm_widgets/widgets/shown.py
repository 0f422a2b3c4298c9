"""What a widget shows: entities as a page gets them, and the difference to what it got last."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from cjm_widgets.model import KINDS
from cjm_widgets.model.fields import FieldKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from cjm_widgets.model import Workshop
    from cjm_widgets.model.entity import Entity
    from cjm_widgets.model.fields import Json


class _Always(TypedDict):
    kind: str
    rank: str
    label: str
    fields: dict[str, Json]


class Rec(_Always, total=False):
    """One record on the wire (``Rec`` in wire.ts)."""

    slot: str
    slots: dict[str, str]


Slot = str | dict[str, str] | None
"""The id of the answer that belongs to a record; in a grid one for each column."""
Shown = dict[str, "tuple[Entity, Collection[str], Slot]"]
"""Record id → the entity, the fields of it that the page gets, and where its answer is."""


def title_field(kind: str) -> str:
    """Name the field that says what a thing of this kind is: its first required text, or else its first text."""
    texts = [spec for spec in KINDS[kind].FIELDS.values() if spec.kind in {FieldKind.TEXT, FieldKind.PROSE}]
    for spec in texts:
        if spec.required:
            return spec.name
    return texts[0].name if texts else ""


def label(entity: Entity) -> str:
    """Say in a line what ``entity`` is, for lists to choose from."""
    name = title_field(entity.KIND)
    return str(getattr(entity, name, "")) if name else ""


def record(entity: Entity, names: Collection[str], slot: Slot = None) -> Rec:
    """Give ``entity`` as a page gets it, with those fields of ``names`` that hold something."""
    fields = {name: value for name, value in entity.given().items() if name in names and name != "rank"}
    made = Rec(kind=entity.KIND, rank=getattr(entity, "rank", ""), label=label(entity), fields=fields)
    if isinstance(slot, str):
        made["slot"] = slot
    elif slot is not None:
        made["slots"] = slot
    return made


def within(entities: Iterable[Entity], fixed: Mapping[str, Json]) -> Iterator[Entity]:
    """Give those entities that agree with ``fixed`` in the fields that they have."""
    for entity in entities:
        if all(getattr(entity, name, value) == value for name, value in fixed.items()):
            yield entity


class Sent:
    """What a page was sent, so that only what is new goes again.

    Entities are immutable and the fold keeps those that did not change, so identity tells what is new.
    """

    def __init__(self) -> None:
        """Begin with a page that has nothing."""
        self._entities: dict[str, tuple[Entity, Slot]] = {}
        self._records: dict[str, Rec] = {}

    def update(self, shown: Shown) -> tuple[dict[str, Rec], list[str]]:
        """Take what is shown now; give what to put and what to drop."""
        put: dict[str, Rec] = {}
        for key, (entity, names, slot) in shown.items():
            before = self._entities.get(key)
            if before is not None and before[0] is entity and before[1] == slot:
                continue
            made = record(entity, names, slot)
            self._entities[key] = (entity, slot)
            if self._records.get(key) != made:
                self._records[key] = put[key] = made
        drop = [key for key in self._records if key not in shown]
        for key in drop:
            del self._records[key], self._entities[key]
        return put, drop

    @property
    def records(self) -> dict[str, Rec]:
        """Everything the page should have by now."""
        return dict(self._records)

    @property
    def keys(self) -> frozenset[str]:
        """The ids of what the page shows."""
        return frozenset(self._records)

    def __contains__(self, key: object) -> bool:
        """Tell whether the page shows the record ``key``."""
        return key in self._records


def choices_for(kind: str, names: Collection[str], view: Workshop, fixed: Mapping[str, Json]) -> Iterator[Entity]:
    """Give the records that the reference fields ``names`` of ``kind`` may point to."""
    kinds = {target for name in names for target in KINDS[kind].FIELDS[name].refers}
    for target in sorted(kinds):
        yield from within(view.all(target), fixed)
