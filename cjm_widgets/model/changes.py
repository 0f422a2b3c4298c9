"""Changes: what the log is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.errors import InvalidValue, ModelError
from cjm_widgets.model.ids import is_id, new_id
from cjm_widgets.model.kinds import KINDS
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cjm_widgets.model.entity import Entity
    from cjm_widgets.model.fields import Json
    from cjm_widgets.model.workshop import Workshop

SCHEMA: Final = 1
"""The version of the entities' fields; goes into every change and every file."""

DELETED: Final = "deleted"
"""The reserved field of a tombstone: true takes a thing away, false brings it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A change that somebody wants: these fields of this thing. A thing is made by the first change that names it."""

    kind: str
    entity: str
    fields: Mapping[str, Json]
    id: str = ""
    """The change's unique id, made by whoever sends it: sending it again does nothing. Made here when empty."""

    def checked(self, existing: Entity | None) -> Draft:
        """Give the draft with its values as they are to be stored.

        ``existing`` is the thing as it stands; a new one must bring everything that is required.
        Raises InvalidValue or ModelError.
        """
        cls = KINDS.get(self.kind)
        if cls is None:
            raise ModelError(self.kind[:80], _("There is no such kind of thing."), _("Reload the page."))
        if not is_id(self.entity):
            raise InvalidValue(self.kind, "id", self.entity, _("It takes an id of a-z, 0-9, - and _."))
        if existing is not None and self.kind != existing.KIND:
            raise ModelError(self.entity, _("This id belongs to something else."), _("Use a new id."))
        checked: dict[str, Json] = {}
        for name, value in self.fields.items():
            if name == DELETED:
                if not isinstance(value, bool):
                    raise InvalidValue(self.kind, name, value, _("It takes true or false."))
                checked[name] = value
                continue
            spec = cls.FIELDS.get(name)
            if spec is None:
                raise ModelError(f"{self.kind}.{name[:80]}", _("There is no such field."), _("Reload the page."))
            checked[name] = spec.check(self.kind, value)
        if existing is None and DELETED not in checked:
            cls(id=self.entity, **checked)  # raises where something required is missing
        return replace(self, fields=checked, id=self.id or new_id("change"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change that was accepted: a row of the log."""

    seq: int
    """Its place in the workshop's log, from 1, without gaps."""
    id: str
    batch: str
    """Changes that belong together (a merge, an import, an undo) share one; undo takes back a batch."""
    base: int
    """The sequence number that its author had seen."""
    kind: str
    entity: str
    fields: Mapping[str, Json]
    author: str | None
    """The person; None for an anonymous change, and then it is stored nowhere."""
    at: str
    """When it was accepted, UTC, ISO 8601 with milliseconds."""
    schema: int = SCHEMA


def making(thing: Entity) -> Draft:
    """Give the draft that makes this thing as it is."""
    return Draft(kind=thing.KIND, entity=thing.id, fields=thing.given() or {DELETED: False})


def making_all(workshop: Workshop | Iterable[Entity]) -> tuple[Draft, ...]:
    """Give the drafts that make everything in a workshop."""
    return tuple(making(thing) for thing in workshop)


def deleting(thing: Entity) -> Draft:
    """Give the draft that takes this thing away; what belongs to it goes and comes back with it."""
    return Draft(kind=thing.KIND, entity=thing.id, fields={DELETED: True})
