"""Every message between Python and a page, with the checks on what pages send; mirrored by ``frontend/src/wire.ts``.

Whoever has opened a page can send anything over its connection, so each message is checked by type and size here
and becomes a value, or is refused as ``Malformed``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.ids import is_id

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cjm_widgets.model.fields import Json

LONGEST_TEXT: Final = 100_000
MOST_FIELDS: Final = 64
LARGEST_NUMBER: Final = 2**53 - 1
LONGEST_NAME: Final = 255
LONGEST_PLACE: Final = 160
MOST_DOTS: Final = 1_000
MOST_CHANGES: Final = 2_000
"""In one message: what somebody pastes from a spreadsheet at once."""
LONGEST_BATCH: Final = 4_000_000
"""Characters of text in all changes of one message."""

_FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}\Z").match


class Malformed(ValueError):
    """A message that no page of ours sends; it is logged and has no effect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """A page has begun, or is back; it has everything up to ``seen``."""

    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Fields of one record that a person has changed."""

    id: str
    batch: str | None
    base: int | None
    kind: str
    entity: str
    fields: Mapping[str, Json]
    made: bool
    """True where the page has just made the record up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Changes that are made together or not at all, and taken back together."""

    id: str
    base: int | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Take back the last batch of this seat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redo:
    """Bring it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ping:
    """A page asks whether anybody is there."""

    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit:
    """The answers of a form that is not in the log."""

    n: int
    values: Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Go:
    """Somebody wants to see a step, or presses what stands beside a thing."""

    step: str
    """The step's key, or the thing's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """Which text somebody is writing in now; none where they have left it."""

    entity: str | None
    field: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Somebody says that they are done with a step, or not any more."""

    step: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The ``n``-th state of a ballot that a page sends: dots by card, and whether that was all."""

    n: int
    dots: Mapping[str, int]
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Jot:
    """What stands in a box and has not been added yet; no text where it is empty again."""

    place: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadStart:
    """A file of ``size`` bytes is about to come."""

    upload: str
    name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPart:
    """Its ``n``-th part, counted from 0; the bytes are the message's buffer."""

    upload: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadCancel:
    """It is not wanted any more."""

    upload: str


Message = (
    Hello | Change | Batch | Undo | Redo | Ping | Submit | Go | Here | Done | Cast | Jot
    | UploadStart | UploadPart | UploadCancel
)  # fmt: skip


def parse(content: object) -> Message:
    """Give the message in ``content``; raises Malformed, naming what is wrong and never quoting what people wrote."""
    if not isinstance(content, dict):
        problem = f"a message is an object, not {type(content).__name__}"
        raise Malformed(problem)
    kind = content.get("type")
    reader = _READERS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        problem = "unknown type of message"
        raise Malformed(problem)
    return reader(content)


def _need(holds: bool, what: str) -> None:  # noqa: FBT001 - a condition, as in assert
    if not holds:
        raise Malformed(what)


def _whole(content: Mapping[str, object], name: str) -> int:
    value = content.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST_NUMBER:
        problem = f"{name} is a whole number from 0"
        raise Malformed(problem)
    return value


def _id(content: Mapping[str, object], name: str) -> str:
    value = content.get(name)
    if not isinstance(value, str) or not is_id(value):
        problem = f"{name} is an id"
        raise Malformed(problem)
    return value


def _text(content: Mapping[str, object], name: str, longest: int) -> str:
    value = content.get(name)
    if not isinstance(value, str) or len(value) > longest:
        problem = f"{name} is text of at most {longest} characters"
        raise Malformed(problem)
    # Half a character, as a full box may cut one, has no bytes to be sent or stored.
    return value.encode(errors="replace").decode()


def _values(content: Mapping[str, object], name: str) -> dict[str, Json]:
    fields = content.get(name)
    if not isinstance(fields, dict) or len(fields) > MOST_FIELDS:
        problem = f"{name} are at most {MOST_FIELDS} named values"
        raise Malformed(problem)
    for key, value in fields.items():
        _need(isinstance(key, str) and _FIELD_NAME(key) is not None, "a field has a name")
        _need(value is None or isinstance(value, (str, bool, int, float)), "a value is text, a number, yes, no or null")
        _need(not isinstance(value, str) or len(value) <= LONGEST_TEXT, "a text is too long")
    return fields


def _change(content: Mapping[str, object]) -> Change:
    fields = _values(content, "fields")
    _need(bool(fields), "a change changes something")
    made = content.get("made", False)
    _need(isinstance(made, bool), "made is yes or no")
    return Change(
        id=_id(content, "id"),
        batch=None if content.get("batch") is None else _id(content, "batch"),
        base=None if content.get("base") is None else _whole(content, "base"),
        kind=_text(content, "kind", 60),
        entity=_id(content, "entity"),
        fields=fields,
        made=made is True,
    )


def _batch(content: Mapping[str, object]) -> Batch:
    changes = content.get("changes")
    if not isinstance(changes, list) or not 0 < len(changes) <= MOST_CHANGES:
        problem = f"changes are 1 to {MOST_CHANGES}"
        raise Malformed(problem)
    read = tuple(_change(one) for one in changes if isinstance(one, dict))
    _need(len(read) == len(changes), "a change is an object")
    _need(len({one.id for one in read}) == len(read), "every change has an id of its own")
    written = sum(len(value) for one in read for value in one.fields.values() if isinstance(value, str))
    _need(written <= LONGEST_BATCH, "too much text at once")
    base = None if content.get("base") is None else _whole(content, "base")
    return Batch(id=_id(content, "id"), base=base, changes=read)


def _flag(content: Mapping[str, object], name: str) -> bool:
    value = content.get(name)
    if not isinstance(value, bool):
        problem = f"{name} is yes or no"
        raise Malformed(problem)
    return value


def _here(content: Mapping[str, object]) -> Here:
    if content.get("entity") is None:
        return Here(entity=None, field=None)
    field = _text(content, "field", 60)
    _need(_FIELD_NAME(field) is not None, "a field has a name")
    return Here(entity=_id(content, "entity"), field=field)


def _cast(content: Mapping[str, object]) -> Cast:
    dots = content.get("dots")
    if not isinstance(dots, dict) or len(dots) > MOST_CHANGES:
        problem = f"dots are numbers for at most {MOST_CHANGES} cards"
        raise Malformed(problem)
    for card, n in dots.items():
        _need(isinstance(card, str) and is_id(card), "dots are given to cards")
        _need(type(n) is int and 0 <= n <= MOST_DOTS, "dots are whole numbers")
    return Cast(n=_whole(content, "n"), dots=dots, done=_flag(content, "done"))


_READERS: Final[Mapping[str, Callable[[Mapping[str, object]], Message]]] = {
    "hello": lambda content: Hello(seen=_whole(content, "seen")),
    "change": _change,
    "batch": _batch,
    "undo": lambda _content: Undo(),
    "redo": lambda _content: Redo(),
    "ping": lambda content: Ping(n=_whole(content, "n")),
    "submit": lambda content: Submit(n=_whole(content, "n"), values=_values(content, "values")),
    "go": lambda content: Go(step=_text(content, "step", 80)),
    "here": _here,
    "done": lambda content: Done(step=_text(content, "step", 60), done=_flag(content, "done")),
    "cast": _cast,
    "jot": lambda content: Jot(place=_text(content, "place", LONGEST_PLACE), text=_text(content, "text", LONGEST_TEXT)),
    "upload-start": lambda content: UploadStart(
        upload=_id(content, "upload"),
        name=_text(content, "name", LONGEST_NAME),
        size=_whole(content, "size"),
    ),
    "upload-part": lambda content: UploadPart(upload=_id(content, "upload"), n=_whole(content, "n")),
    "upload-cancel": lambda content: UploadCancel(upload=_id(content, "upload")),
}
