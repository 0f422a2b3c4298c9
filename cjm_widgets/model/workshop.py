"""The workshop as it stands at one moment: an immutable value."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar, cast, overload

from cjm_widgets.model.entities.people import Settings
from cjm_widgets.model.fields import FieldKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cjm_widgets.model.entity import Entity

E = TypeVar("E", bound="Entity")


class Shelf:
    """All things of one kind. Versions of a workshop share the shelves that did not change."""

    def __init__(self, by_id: Mapping[str, Entity]) -> None:
        """Take ``by_id`` as it is; it must not be changed afterwards."""
        self.by_id = by_id

    @cached_property
    def ordered(self) -> tuple[Entity, ...]:
        """The things by rank, and by id where ranks are equal or there are none."""
        return tuple(sorted(self.by_id.values(), key=lambda thing: (getattr(thing, "rank", ""), thing.id)))

    @cached_property
    def by_author(self) -> Mapping[str, tuple[Entity, ...]]:
        """The things by the person who wrote them."""
        found: dict[str, list[Entity]] = {}
        for thing in self.by_id.values():
            author = getattr(thing, "author", None)
            if author is not None:
                found.setdefault(author, []).append(thing)
        return {author: tuple(things) for author, things in found.items()}

    @cached_property
    def parts(self) -> Mapping[str, tuple[Entity, ...]]:
        """The things by the id of what they cannot be without."""
        found: dict[str, list[Entity]] = {}
        names: tuple[str, ...] | None = None
        for thing in self.by_id.values():
            if names is None:  # all things on a shelf are of one kind
                names = tuple(n for n, spec in thing.FIELDS.items() if spec.kind is FieldKind.REF and spec.required)
            for name in names:
                found.setdefault(getattr(thing, name), []).append(thing)
        return {id: tuple(things) for id, things in found.items()}

    def __eq__(self, other: object) -> bool:
        """Two shelves are equal when they hold equal things."""
        return isinstance(other, Shelf) and self.by_id == other.by_id

    __hash__ = None  # type: ignore[assignment]  # as for any value that compares by content of a dict


_EMPTY: Final = Shelf({})


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a workshop holds. Everything in it is alive, valid, and refers only to things that are in it."""

    id: str
    shelves: Mapping[str, Shelf] = field(default_factory=lambda: MappingProxyType({}))
    seq: int = field(default=0, compare=False)
    """The sequence number of the last change in it; 0 for one that was read from a file."""

    @property
    def settings(self) -> Settings:
        """The settings; a title that says so stands in while there are none."""
        found = self.get(self.id)
        return found if isinstance(found, Settings) else Settings(id=self.id, title=self.id)

    @overload
    def all(self, kind: type[E]) -> tuple[E, ...]: ...
    @overload
    def all(self, kind: str) -> tuple[Entity, ...]: ...
    def all(self, kind: type[Entity] | str) -> tuple[Entity, ...]:
        """Give all things of a kind in order; name it by its class or its word: ``all(Stage)``, ``all("stage")``."""
        return self.shelves.get(kind if isinstance(kind, str) else kind.KIND, _EMPTY).ordered

    def of(self, cls: type[E], **fields: object) -> tuple[E, ...]:
        """Give those whose fields have these values: ``workshop.of(Activity, stage=stage.id)``."""
        return tuple(
            thing for thing in self.all(cls) if all(getattr(thing, name) == value for name, value in fields.items())
        )

    def get(self, id: str | None) -> Entity | None:
        """Give the thing with this id, of whatever kind; None where there is none."""
        if id is None:
            return None
        for shelf in self.shelves.values():
            found = shelf.by_id.get(id)
            if found is not None:
                return found
        return None

    def find(self, cls: type[E], id: str | None) -> E | None:
        """Give the thing of this class with this id; None where there is none."""
        return cast("E | None", self.shelves.get(cls.KIND, _EMPTY).by_id.get(id or ""))

    def __iter__(self) -> Iterator[Entity]:
        """Go through everything, kind by kind in order."""
        for shelf in self.shelves.values():
            yield from shelf.ordered

    def __len__(self) -> int:
        """Count the things in it."""
        return sum(len(shelf.by_id) for shelf in self.shelves.values())

    def only(self, keep: Callable[[Entity], bool]) -> Workshop:
        """Give this workshop with only those things that ``keep`` says yes to."""
        shelves = {}
        for kind, shelf in self.shelves.items():
            kept = {id: thing for id, thing in shelf.by_id.items() if keep(thing)}
            if kept:
                shelves[kind] = shelf if len(kept) == len(shelf.by_id) else Shelf(kept)
        return Workshop(self.id, MappingProxyType(shelves), self.seq)


def shelve(things: Iterable[Entity]) -> Mapping[str, Shelf]:
    """Sort things onto shelves by their kind; kinds come in alphabetical order."""
    by_kind: dict[str, dict[str, Entity]] = {}
    for thing in things:
        by_kind.setdefault(thing.KIND, {})[thing.id] = thing
    return MappingProxyType({kind: Shelf(by_kind[kind]) for kind in sorted(by_kind)})
