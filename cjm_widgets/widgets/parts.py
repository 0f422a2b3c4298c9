"""Things that belong to a record and are edited inside its sheet: whys, metrics, stakeholders, comments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_widgets.model import KINDS, Field, FieldKind
from cjm_widgets.widgets.fields import described, kind_words
from cjm_widgets.widgets.shown import Shown, choices_for, title_field, within
from cjm_widgets.widgets.writing import Writable

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cjm_widgets.model import Json, Workshop

COMMENT = "comment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One kind of thing that belongs to a record."""

    kind: str
    parent: str
    """The reference that says what it belongs to."""
    of: str | None
    """Where it hangs on the same thing as the record itself, as hypotheses do on the journey: the id of that."""
    fields: tuple[Field, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that a page gets."""
        signed = ("author",) if self.kind == COMMENT else ()
        return (*self.written, self.parent, *signed)

    @property
    def written(self) -> tuple[str, ...]:
        """The fields that people change."""
        return tuple(spec.name for spec in self.fields)

    def as_json(self) -> dict[str, object]:
        """Give the description for a page."""
        return {
            "kind": self.kind,
            **kind_words(self.kind),
            "parent": self.parent,
            "of": self.of,
            "title_field": title_field(self.kind),
            "fields": [spec.as_json() for spec in self.fields],
            "ranked": "rank" in KINDS[self.kind].FIELDS,
        }


def parts_of(kind: str, parts: Sequence[str], fixed: Mapping[str, Json]) -> tuple[Part, ...]:
    """Describe the ``parts`` of ``kind``: kinds whose required reference points to it, or to what is ``fixed``.

    Raises ValueError for a kind that the model does not have, or that belongs to something else.
    """
    return tuple(_part(kind, name, fixed) for name in parts)


def _part(kind: str, name: str, fixed: Mapping[str, Json]) -> Part:
    fields = described(name, None)
    ties = [spec for spec in KINDS[name].FIELDS.values() if spec.kind is FieldKind.REF and spec.required]
    tie = next((spec for spec in ties if not spec.refers or kind in spec.refers), None)
    beside = next((spec for spec in ties if spec.name in fixed), None)
    found = tie or beside
    if found is None:
        problem = f"parts={name!r}: no required reference of it points to {kind}"
        raise ValueError(problem)
    return Part(
        kind=name,
        parent=found.name,
        of=None if tie is not None else str(fixed[found.name]),
        # The place in the list is settled with the others; how far a card is settled is the facilitator's.
        fields=tuple(spec for spec in fields if spec.name not in (found.name, "standing")),
    )


def writable_parts(parts: Sequence[Part], fixed: Mapping[str, Json]) -> dict[str, Writable]:
    """Give what people write of each part."""
    return {
        part.kind: Writable(
            names=part.written,
            ties=(part.parent,),
            fixed={name: value for name, value in fixed.items() if name in KINDS[part.kind].FIELDS},
        )
        for part in parts
    }


def shown_parts(parts: Sequence[Part], view: Workshop, owners: Collection[str], fixed: Mapping[str, Json]) -> Shown:
    """Give the parts of the records ``owners``, what their references may point to, and who wrote the comments."""
    shown: Shown = {}
    for part in parts:
        for one in choices_for(part.kind, part.written, view, fixed):
            shown[one.id] = (one, (), None)
    for part in parts:
        for one in within(view.all(part.kind), fixed):
            owner = getattr(one, part.parent)
            if owner in owners or (part.of is not None and owner == part.of):
                shown[one.id] = (one, part.names, None)
                author = view.get(getattr(one, "author", None)) if part.kind == COMMENT else None
                if author is not None:
                    shown[author.id] = (author, (), None)
    return shown
