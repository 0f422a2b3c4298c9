"""The fold: from the log of changes to the workshop as it stands.

It never raises, whatever the log holds: what does not fit is left out and counted in ``problems``. A thing is shown
while it is alive and so is what it belongs to; a reference to what is gone reads as nothing. So deleting a stage hides
its activities and sends its touchpoints back to "not placed yet", and undoing it brings all of them back.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.changes import DELETED
from cjm_widgets.model.errors import ModelError
from cjm_widgets.model.fields import FieldKind
from cjm_widgets.model.ids import is_id
from cjm_widgets.model.kinds import KINDS
from cjm_widgets.model.workshop import Shelf, Workshop

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cjm_widgets.model.changes import Change
    from cjm_widgets.model.entity import Entity
    from cjm_widgets.model.fields import Field, Json

_REFS: Final[Mapping[str, tuple[Field, ...]]] = {
    kind: tuple(spec for spec in cls.FIELDS.values() if spec.kind is FieldKind.REF) for kind, cls in KINDS.items()
}


@dataclass(slots=True)
class _Record:
    kind: str
    fields: dict[str, Json] = field(default_factory=dict)
    deleted: bool = False
    built: Entity | None = None
    """The value as its own fields make it; None while something required is missing."""
    shown: Entity | None = None
    """``built`` with references to what is gone read as nothing."""


class Fold:
    """Takes in changes in order and gives the workshop after each lot. Not for several threads at once."""

    def __init__(self, id: str) -> None:
        """Begin with nothing, for the workshop with this id."""
        self.seq = 0
        self.problems = 0
        """How many changes or fields were left out because they did not fit."""
        self._records: dict[str, _Record] = {}
        # Ids that something points to, or did once: a change to any other thing concerns that thing alone.
        self._pointed_to: set[str] = set()
        self._workshop = Workshop(id)

    @property
    def workshop(self) -> Workshop:
        """The workshop after the changes taken in so far."""
        return self._workshop

    def add(self, changes: Iterable[Change]) -> Workshop:
        """Take in changes in the order of their sequence numbers; those already taken in do nothing."""
        touched: set[str] = set()
        structural = False
        for change in changes:
            if change.seq <= self.seq:
                continue
            self.seq = change.seq
            structural |= self._take(change)
            touched.add(change.entity)
        for id in touched & self._records.keys():
            self._build(id)
        self._show(self._records if structural else touched & self._records.keys())
        return self._workshop

    def snapshot(self) -> dict[str, object]:
        """Give everything, tombstones included, as JSON values to go on from (see ``restore``)."""
        return {id: [record.kind, record.deleted, record.fields] for id, record in self._records.items()}

    def restore(self, snapshot: Mapping[str, object], seq: int) -> Workshop:
        """Go on from a snapshot taken at ``seq``; raises ValueError where it is not one."""
        records = {}
        for id, row in snapshot.items():
            match row:
                case [str(kind), bool(deleted), dict(fields)] if kind in KINDS:
                    records[id] = _Record(kind, dict(fields), deleted)
                    self._point(kind, fields)
                case _:
                    raise ValueError(id)
        self._records, self.seq = records, seq
        for id in records:
            self._build(id)
        self._show(records)
        return self._workshop

    def _take(self, change: Change) -> bool:
        """Write a change into its record; tell whether other things may now look different."""
        record = self._records.get(change.entity)
        made = record is None
        if record is None:
            if change.kind not in KINDS or not is_id(change.entity):
                self.problems += 1
                return False
            record = self._records[change.entity] = _Record(change.kind)
        elif record.kind != change.kind:
            self.problems += 1
            return False
        structural = made or record.built is None
        specs = KINDS[change.kind].FIELDS
        for name, value in change.fields.items():
            if name == DELETED and isinstance(value, bool):
                structural |= record.deleted != value
                record.deleted = value
                continue
            try:
                spec = specs[name]
                record.fields[name] = spec.check(change.kind, value)
            except (KeyError, ModelError):
                self.problems += 1
                continue
            structural |= spec.kind is FieldKind.REF and spec.required
        self._point(change.kind, record.fields)
        return structural and change.entity in self._pointed_to

    def _point(self, kind: str, fields: Mapping[str, Json]) -> None:
        self._pointed_to.update(str(fields[spec.name]) for spec in _REFS[kind] if fields.get(spec.name))

    def _build(self, id: str) -> None:
        record = self._records[id]
        try:
            record.built = KINDS[record.kind](id=id, **record.fields)
        except (ModelError, TypeError):
            record.built = None

    def _show(self, ids: Iterable[str]) -> None:
        alive: dict[str, bool] = {}
        changed: dict[str, dict[str, Entity | None]] = {}
        for id in ids:
            record = self._records[id]
            shown = self._resolve(record, alive) if self._alive(id, alive) else None
            if shown is not record.shown:
                changed.setdefault(record.kind, {})[id] = record.shown = shown
        shelves = dict(self._workshop.shelves)
        for kind, things in changed.items():
            by_id = {**shelves[kind].by_id} if kind in shelves else {}
            for id, thing in things.items():
                if thing is None:
                    by_id.pop(id, None)
                else:
                    by_id[id] = thing
            shelves[kind] = Shelf(by_id)
        ordered = {kind: shelves[kind] for kind in sorted(shelves) if shelves[kind].by_id}
        self._workshop = Workshop(self._workshop.id, MappingProxyType(ordered), self.seq)

    def _alive(self, id: str, known: dict[str, bool]) -> bool:
        """Tell whether a thing is shown: not deleted, complete, and what it belongs to is shown."""
        answer = known.get(id)
        if answer is not None:
            return answer
        # Things that belong to each other in a circle belong to nothing; a chain longer than Python's stack cannot
        # arise from ids that must exist first, but a log may hold anything, so the walk keeps its own stack.
        chain: list[str] = []
        here: str | None = id
        while here is not None and here not in known:
            known[here] = False
            record = self._records.get(here)
            if record is None or record.deleted or record.built is None:
                here = None
                break
            chain.append(here)
            here = self._open_parent(record, known)
        return self._settle(chain, known)

    def _open_parent(self, record: _Record, known: dict[str, bool]) -> str | None:
        for spec in _REFS[record.kind]:
            if spec.required:
                target = record.fields.get(spec.name)
                if isinstance(target, str) and target not in known:
                    return target
        return None

    def _settle(self, chain: list[str], known: dict[str, bool]) -> bool:
        """Decide a chain of things from its far end, now that what they belong to is decided."""
        answer = False
        for id in reversed(chain):
            record = self._records[id]
            answer = all(
                self._points(spec, record) and self._alive(str(record.fields[spec.name]), known)
                for spec in _REFS[record.kind]
                if spec.required
            )
            known[id] = answer
        return answer

    def _points(self, spec: Field, record: _Record) -> bool:
        """Tell whether a reference points to something of a kind that it may point to."""
        target = self._records.get(str(record.fields.get(spec.name)))
        return target is not None and (not spec.refers or target.kind in spec.refers)

    def _resolve(self, record: _Record, alive: dict[str, bool]) -> Entity | None:
        built = record.built
        if built is None:
            return None
        gone = {
            spec.name: None
            for spec in _REFS[record.kind]
            if not spec.required
            and (target := record.fields.get(spec.name)) is not None
            and not (self._points(spec, record) and self._alive(str(target), alive))
        }
        shown = dataclasses.replace(built, **gone) if gone else built  # type: ignore[arg-type]
        # The same value stays the same object: pages are told of what is no longer the same.
        return record.shown if record.shown == shown else shown
