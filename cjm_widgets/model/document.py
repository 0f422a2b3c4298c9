"""``*.cjm.json``: the open file of a workshop.

The same workshop always gives the same text: UTF-8, sorted keys, two blanks a level, one newline at the end, fields
that hold nothing left out, so that a version diffs well against another. Reading refuses whatever is not a workshop of
a known version, and says where.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.changes import SCHEMA
from cjm_widgets.model.errors import DocumentError, ModelError
from cjm_widgets.model.fields import FieldKind
from cjm_widgets.model.fold import Fold
from cjm_widgets.model.ids import is_id
from cjm_widgets.model.kinds import KINDS
from cjm_widgets.model.workshop import Workshop, shelve
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cjm_widgets.model.entity import Entity

FORMAT: Final = "cjm"
LARGEST_BYTES: Final = 64 * 1024 * 1024

Document = dict[str, object]

MIGRATIONS: Final[Mapping[int, Callable[[Document], Document]]] = {}
"""One pure function a version: the document of that version to one of the next."""


def dump(workshop: Workshop) -> str:
    """Give the file's text."""
    document = {
        "format": FORMAT,
        "version": SCHEMA,
        "workshop": workshop.id,
        "entities": {
            kind: {t.id: t.given() for t in shelf.ordered}
            for kind, shelf in workshop.shelves.items()
            if kind not in KINDS or KINDS[kind].FILED
        },
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=2) + "\n"


def load(text: str | bytes) -> Workshop:
    """Read a file's text (or its bytes, UTF-8). Raises DocumentError, which names the place in the file."""
    document = _migrated(_parsed(text))
    id = document.get("workshop")
    if not is_id(id):
        raise DocumentError("workshop", _("Here stands the workshop's id: a-z, 0-9, - and _."))
    things = tuple(_entities(document.get("entities")))
    workshop = Workshop(str(id), shelve(things))
    _check_references(workshop, things)
    return workshop


def _parsed(text: str | bytes) -> Document:
    if len(text) > LARGEST_BYTES:
        raise DocumentError(_("file"), _("It is larger than {n} MiB.").format(n=LARGEST_BYTES // 2**20))
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        parsed = json.loads(decoded, object_pairs_hook=_unique, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        place = _("byte {n}").format(n=error.start)
        raise DocumentError(place, _("The file is not UTF-8 text."), _("Was it cut off or changed?")) from None
    except json.JSONDecodeError as error:
        place = _("line {line}, column {column}").format(line=error.lineno, column=error.colno)
        way_out = _("Was it cut off? A back-up may be whole.")
        raise DocumentError(place, _("The file is not valid JSON here."), way_out) from None
    except RecursionError:
        raise DocumentError(_("file"), _("It is nested too deeply to be a workshop.")) from None
    except ValueError as error:  # a whole number with thousands of digits
        raise DocumentError(_("file"), str(error).split(";")[0] + ".") from None
    if not isinstance(parsed, dict) or parsed.get("format") != FORMAT:
        raise DocumentError("format", _("This is not a workshop's file: it should say “{f}”.").format(f=FORMAT))
    return parsed


def _unique(pairs: list[tuple[str, object]]) -> Document:
    made = dict(pairs)
    if len(made) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _value in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise DocumentError(twice[:80], _("This name stands twice in one place."), _("Keep one of them."))
    return made


def _no_constant(name: str) -> None:
    raise DocumentError(name, _("This is not a number that a file can hold."))


def _migrated(document: Document) -> Document:
    version = document.get("version")
    while isinstance(version, int) and version in MIGRATIONS:
        document = MIGRATIONS[version](document)
        version = document.get("version")
    if version != SCHEMA or type(version) is not int:
        problem = _("Version {v} is unknown; this kit reads up to {known}.").format(v=repr(version)[:40], known=SCHEMA)
        raise DocumentError("version", problem, _("Use a newer kit."))
    strange = document.keys() - {"format", "version", "workshop", "entities"}
    if strange:
        raise DocumentError(min(strange)[:80], _("A workshop's file has no such part."))
    return document


def _entities(kinds: object) -> Iterable[Entity]:
    if not isinstance(kinds, dict):
        raise DocumentError("entities", _("Here stand the things of the workshop by kind, as an object."))
    homes: dict[str, str] = {}
    for kind, rows in kinds.items():
        place = f"entities/{kind[:80]}"
        cls = KINDS.get(kind)
        if cls is None or not cls.FILED:
            raise DocumentError(place, _("There is no such kind of thing."))
        if not isinstance(rows, dict):
            raise DocumentError(place, _("Here stand things by id, as an object."))
        for id, fields in rows.items():
            here = f"{place}/{id[:80]}"
            if id in homes:
                raise DocumentError(here, _("This id stands at {other} too.").format(other=homes[id]))
            homes[id] = here
            yield _entity(cls, id, fields, here)


def _entity(cls: type[Entity], id: str, fields: object, place: str) -> Entity:
    if not isinstance(fields, dict):
        raise DocumentError(place, _("Here stand fields by name, as an object."))
    strange = fields.keys() - cls.FIELDS.keys()
    if strange:
        raise DocumentError(f"{place}/{min(strange)[:80]}", _("There is no such field."))
    try:
        return cls(id=id, **fields)
    except ModelError as error:
        name = error.place.partition(".")[2]
        raise DocumentError(f"{place}/{name}", error.problem, error.way_out) from None


def _check_references(workshop: Workshop, things: tuple[Entity, ...]) -> None:
    kinds = {thing.id: thing.KIND for thing in things}
    if kinds.get(workshop.id) != "settings":
        raise DocumentError(f"entities/settings/{workshop.id}", _("The workshop's settings are missing."))
    if len(workshop.shelves["settings"].by_id) > 1:
        raise DocumentError("entities/settings", _("There is more than one; a file holds one workshop."))
    for thing in things:
        for name, spec in thing.FIELDS.items():
            target = getattr(thing, name)
            if spec.kind is not FieldKind.REF or target is None:
                continue
            place = f"entities/{thing.KIND}/{thing.id}/{name}"
            if target not in kinds:
                raise DocumentError(place, _("It points to {id}, which is not in the file.").format(id=target))
            if spec.refers and kinds[target] not in spec.refers:
                problem = _("It points to a {kind}; it takes: {kinds}.")
                raise DocumentError(place, problem.format(kind=kinds[target], kinds=", ".join(spec.refers)))
    _check_circles(workshop, things)
    _check_merges(things)


def _check_merges(things: tuple[Entity, ...]) -> None:
    """Refuse a card that is merged into another kind, or round a circle: no card would speak for it."""
    merged = {thing.id: thing for thing in things if getattr(thing, "merged_into", None)}
    by_id = {thing.id: thing for thing in things}
    for thing in merged.values():
        place = f"entities/{thing.KIND}/{thing.id}/merged_into"
        into = by_id[getattr(thing, "merged_into")]  # noqa: B009 - only cards have it
        if into.KIND != thing.KIND:
            raise DocumentError(place, _("A card is merged into one of its own kind."))
        seen = {thing.id}
        while into.id in merged and into.id not in seen:
            seen.add(into.id)
            into = by_id[getattr(into, "merged_into")]  # noqa: B009
        if into.id in seen:
            raise DocumentError(place, _("It is merged into itself in a circle."))


def _check_circles(workshop: Workshop, things: tuple[Entity, ...]) -> None:
    """Refuse what belongs to itself round a circle: the fold would never show it."""
    fold = Fold(workshop.id)
    shown = fold.restore({thing.id: [thing.KIND, False, thing.given()] for thing in things}, 0)
    if len(shown) != len(things):
        lost = next(thing for thing in things if shown.get(thing.id) is None)
        raise DocumentError(f"entities/{lost.KIND}/{lost.id}", _("It belongs to itself in a circle."))
