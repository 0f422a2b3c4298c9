"""Descriptions of fields: one place says what a field means, holds and refuses.

Forms, tables, the JSON Schema, the file reader and the value itself are all driven by the same description,
so that a new field is added in one line (see ``declare``).

All values are plain JSON values: text, whole numbers, numbers, true and false; dates are ISO 8601 text.
Nothing given is ``""`` for text and ``None`` for everything else.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.errors import InvalidValue
from cjm_widgets.model.ids import is_id
from cjm_widgets.model.pictures import PICTURE_SIDE, is_picture
from cjm_widgets.model.rank import is_rank
from cjm_widgets.words import _, figure

if TYPE_CHECKING:
    from collections.abc import Mapping

Json = str | int | float | bool | None

TEXT_LENGTH: Final = 300
PROSE_LENGTH: Final = 10_000
LARGEST_COUNT: Final = 2**53 - 1
LARGEST_NUMBER: Final = 1e15

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z").match
_LINK = re.compile(r"(https?|mailto):\S+\Z", re.IGNORECASE).match
# NUL ends strings in PostgreSQL, lone surrogates cannot be written as UTF-8, the rest of C0 is noise from pasting.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]").search


class FieldKind(StrEnum):
    """How a field is entered and what it holds."""

    TEXT = "text"
    PROSE = "prose"
    CHOICE = "choice"
    SCALE = "scale"
    NUMBER = "number"
    COUNT = "count"
    DATE = "date"
    FLAG = "flag"
    REF = "ref"
    LINK = "link"
    PICTURE = "picture"
    RANK = "rank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of an entity, as people and programs need to know it."""

    kind: FieldKind
    label: str
    """What a form calls it, in English; ``_`` translates it."""
    help: str = ""
    """A sentence on what belongs there, or an example."""
    name: str = ""
    """Its attribute; set when the entity's class is made."""
    required: bool = False
    first: bool = False
    """Shown at once; other fields are unfolded."""
    low: float | None = None
    high: float | None = None
    words: tuple[str, ...] = ()
    """A word for each point of a scale, from ``low`` to ``high``."""
    choices: tuple[tuple[str | float, str], ...] = ()
    """Pairs of stored value and label."""
    suggestions: tuple[str, ...] = ()
    """Offered while one types; anything else may be entered too."""
    unit: str = ""
    max_length: int | None = None
    refers: tuple[str, ...] = ()
    """The kinds a reference may point to; empty means any."""
    default: Json = None
    entered: bool = True
    """False for what the program sets (author, rank): no form asks for it."""

    def check(self, owner: str, value: object) -> Json:
        """Give ``value`` as it is to be stored.

        Raises InvalidValue, naming ``owner`` (a kind), the field, the value and what it takes.
        """
        if value is None or value == "":
            if self.required:
                raise InvalidValue(owner, self.name, value, _("It must be given."))
            return self.default
        expected = _CHECKS[self.kind](self, value)
        if expected is not None:
            raise InvalidValue(owner, self.name, value, expected)
        if self.kind is FieldKind.NUMBER:
            return float(value)  # type: ignore[arg-type]
        return value  # type: ignore[return-value]

    def as_json(self) -> dict[str, object]:
        """Give the description for a page, in the language in use; what does not apply is left out."""
        given: dict[str, object] = {
            "name": self.name,
            "label": _(self.label),
            "help": _(self.help),
            "kind": str(self.kind),
            "required": self.required,
            "first": self.first,
        }
        optional: Mapping[str, object] = {
            "low": self.low,
            "high": self.high,
            "words": [_(word) for word in self.words],
            "choices": [[value, _(label)] for value, label in self.choices],
            "suggestions": [_(word) for word in self.suggestions],
            "unit": _(self.unit),
            "max_length": self.max_length,
            "refers": list(self.refers),
            "default": self.default,
        }
        given.update({key: value for key, value in optional.items() if value not in (None, "", [])})
        return given


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(spec: Field, value: object) -> str | None:
    if not isinstance(value, str):
        return _("It takes text.")
    limit = spec.max_length or TEXT_LENGTH
    if len(value) > limit:
        return _("It takes at most {limit} characters; this has {n}.").format(limit=limit, n=len(value))
    if _UNSTORABLE(value):
        return _("It holds a control character that cannot be kept; remove it.")
    if spec.required and not value.strip():
        return _("It must be given.")
    return None


def _choice(spec: Field, value: object) -> str | None:
    values = [stored for stored, _label in spec.choices]
    if isinstance(value, (str, int, float)) and not isinstance(value, bool) and value in values:
        return None
    return _("It takes one of: {choices}.").format(choices=", ".join(str(choice) for choice in values))


def _whole_range(spec: Field, value: object) -> str | None:
    low, high = spec.low or 0, spec.high if spec.high is not None else LARGEST_COUNT
    if _is_whole(value) and low <= value <= high:  # type: ignore[operator]
        return None
    return _("It takes a whole number from {low} to {high}.").format(low=f"{low:g}", high=f"{high:.16g}")


def _number(spec: Field, value: object) -> str | None:
    low = spec.low if spec.low is not None else -LARGEST_NUMBER
    high = spec.high if spec.high is not None else LARGEST_NUMBER
    if (_is_whole(value) or isinstance(value, float)) and low <= value <= high and math.isfinite(value):  # type: ignore[operator,arg-type]
        return None
    return _("It takes a number from {low} to {high}.").format(low=f"{low:g}", high=f"{high:g}")


def _date(_spec: Field, value: object) -> str | None:
    if isinstance(value, str) and _ISO_DATE(value):
        try:
            date.fromisoformat(value)
        except ValueError:
            pass
        else:
            return None
    return _("It takes a date as year-month-day, for example 2027-03-31.")


def _flag(_spec: Field, value: object) -> str | None:
    return None if isinstance(value, bool) else _("It takes true or false.")


def _ref(_spec: Field, value: object) -> str | None:
    return None if is_id(value) else _("It takes the id of something in this workshop.")


def _link(spec: Field, value: object) -> str | None:
    problem = _text(spec, value)
    if problem:
        return problem
    if isinstance(value, str) and _LINK(value):
        return None
    return _("It takes a link that begins with https://, http:// or mailto:.")


def _picture(spec: Field, value: object) -> str | None:
    if is_picture(value):
        return None
    limits = {"n": figure(spec.max_length or 0, 0), "side": PICTURE_SIDE}
    expected = _("It takes a JPEG, PNG or WebP picture of at most {side} pixels a side and {n} characters.")
    return expected.format(**limits)


def _rank(_spec: Field, value: object) -> str | None:
    return None if is_rank(value) else _("It takes a rank made by the program.")


_CHECKS: Final = {
    FieldKind.TEXT: _text,
    FieldKind.PROSE: _text,
    FieldKind.CHOICE: _choice,
    FieldKind.SCALE: _whole_range,
    FieldKind.NUMBER: _number,
    FieldKind.COUNT: _whole_range,
    FieldKind.DATE: _date,
    FieldKind.FLAG: _flag,
    FieldKind.REF: _ref,
    FieldKind.LINK: _link,
    FieldKind.PICTURE: _picture,
    FieldKind.RANK: _rank,
}
