"""What a check says: what was found, where, how grave it is, and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.fields import FieldKind
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.model.clock import Step
    from cjm_widgets.model.entity import Entity

LABEL_LENGTH: Final = 72
_WRITTEN: Final = (FieldKind.TEXT, FieldKind.PROSE)


class Severity(StrEnum):
    """How grave a finding is, the gravest first."""

    ERROR = "error"
    """The map misleads or the workshop cannot be closed while it stands."""
    WARNING = "warning"
    """It weakens the map."""
    NOTE = "note"
    """Worth knowing; nothing has to be done."""

    @property
    def label(self) -> str:
        """What people call findings of this severity, in English; ``_`` translates it."""
        return _LABELS[self]


_LABELS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: N_("To mend"),
    Severity.WARNING: N_("To look into"),
    Severity.NOTE: N_("Good to know"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something was found."""

    kind: str
    """The kind of thing, such as ``touchpoint``."""
    id: str
    label: str
    """What people call it, at most 72 characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that one rule found in one place."""

    id: str
    """The rule's id; it stays the same from version to version: ``stage-without-touchpoints``."""
    severity: Severity
    place: Place
    step: Step
    """Where it is mended."""
    says: str
    """What was found, a sentence in the language in use."""
    way_out: str
    """What to do about it, a sentence."""


def place_of(thing: Entity) -> Place:
    """Name the place of a thing: by its required text, else by what a thing of its kind is called."""
    return Place(kind=thing.KIND, id=thing.id, label=name_of(thing))


def name_of(thing: Entity) -> str:
    """Give what people call a thing, cut at a word where it is long."""
    for name, spec in thing.FIELDS.items():
        if spec.required and spec.kind in _WRITTEN:
            return _cut(" ".join(str(getattr(thing, name)).split()))
    return _(thing.LABEL)


def _cut(text: str) -> str:
    if len(text) <= LABEL_LENGTH:
        return text
    head, blank, _tail = text[: LABEL_LENGTH - 1].rpartition(" ")
    return (head if blank else text[: LABEL_LENGTH - 1]).rstrip(" ,;:.") + "…"
