"""A list out of a file, as cards: headings are matched by label or name, cells that do not fit are named.

The headless twin of “Paste or import rows…”, which reads a file in the browser and shows what goes where. Standard
library only, so that a step opens without the engine that reads customers' data.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import KINDS, Draft, InvalidValue, ModelError, between, describe, new_id
from cjm_widgets.model.fields import FieldKind
from cjm_widgets.steps.frames import name_of
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cjm_widgets.model import Json, Workshop
    from cjm_widgets.model.fields import Field
    from cjm_widgets.store import Seat

MOST_ROWS: Final = 1000
MOST_TOLD: Final = 5
_ENCODINGS: Final = ("utf-8-sig", "utf-16", "cp1252")
_DELIMITERS: Final = "\t;,"
_YES: Final = frozenset({"yes", "y", "true", "1", "x", "✓", "ja"})
_NO: Final = frozenset({"no", "n", "false", "0", "-", "nein"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadList:
    """What a file holds: the fields of each card, and what was left out with its row as the spreadsheet counts it."""

    kind: str
    rows: tuple[Mapping[str, Json], ...]
    problems: tuple[str, ...]
    unknown: tuple[str, ...]
    """Headings that match no field."""

    @property
    def said(self) -> str:
        """Say how many cards it gives and what stays open."""
        n = len(self.rows)
        added = ngettext("{n} row was added; Undo takes it back.", "{n} rows were added; Undo takes them back.", n)
        parts = [added.format(n=n)]
        if self.unknown:
            parts.append(_("Left out, because no field is called so: {names}.").format(names=", ".join(self.unknown)))
        parts += self.problems[:MOST_TOLD]
        if len(self.problems) > MOST_TOLD:
            parts.append(_("… and {n} more like these.").format(n=len(self.problems) - MOST_TOLD))
        return " ".join(parts)


def read_list(path: Path, kind: str, workshop: Workshop) -> ReadList:
    """Read a CSV, TSV or JSON file with headings as cards of ``kind``; a row without what must be given is left out.

    Raises ModelError for a file that is no such list, with the way out, and KeyError for a kind that there is not.
    """
    if kind not in KINDS:
        raise KeyError(_("There is no kind “{name}”. Choose one of: {all}.").format(name=kind, all=", ".join(KINDS)))
    table = _cells(path)
    if not table:
        raise ModelError(_("The file"), _("It is empty."), _("Choose one with a row of headings."))
    known = {_plain(name): spec for spec in describe(kind) for name in (spec.name, _(spec.label), spec.label)}
    headings = table[0][1]
    heads = _each_once([known.get(_plain(head)) for head in headings])
    required = {spec.name for spec in describe(kind) if spec.required}
    if not required <= {spec.name for spec in heads if spec}:
        names = ", ".join(_(spec.label) for spec in describe(kind) if spec.required)
        problem = _("It has no column called: {names}.").format(names=names)
        raise ModelError(_("The file"), problem, _("Give its first row such headings."))
    if len(table) - 1 > MOST_ROWS:
        problem = _("It has {n} rows; at most {limit} can be added at once.").format(n=len(table) - 1, limit=MOST_ROWS)
        raise ModelError(_("The file"), problem, _("Split it."))
    rows, problems = [], []
    for number, cells in table[1:]:
        made, wrong = _row(kind, heads, cells, workshop)
        problems += [_("Row {row}: {problem}").format(row=number, problem=one) for one in wrong]
        if required <= made.keys():
            rows.append(made)
        elif any(cells):
            problems.append(_("Row {row} is left out: it has no name.").format(row=number))
    unknown = tuple(head for head, spec in zip(headings, heads, strict=True) if spec is None and head.strip())
    return ReadList(kind=kind, rows=tuple(rows), problems=tuple(problems), unknown=unknown)


def _each_once(heads: list[Field | None]) -> list[Field | None]:
    """Let the first of several columns of one name give its field; the others count as unknown."""
    return [spec if spec is not None and spec not in heads[:place] else None for place, spec in enumerate(heads)]


def add_list(seat: Seat, found: ReadList, fixed: Mapping[str, Json]) -> None:
    """Add all cards behind those that are there, in one batch that one press of Undo takes back."""
    ranked = "rank" in KINDS[found.kind].FIELDS
    last = max((getattr(one, "rank", "") or "" for one in seat.workshop.all(found.kind)), default="")
    ranks = []
    for _row in found.rows:
        last = between(last, "")
        ranks.append({"rank": last} if ranked else {})
    own = {name: value for name, value in fixed.items() if name in KINDS[found.kind].FIELDS}
    drafts = [
        Draft(kind=found.kind, entity=new_id(found.kind), fields={**own, **fields, **rank})
        for fields, rank in zip(found.rows, ranks, strict=True)
    ]
    if drafts:
        seat.apply(drafts).result()


def _cells(path: Path) -> list[tuple[int, list[str]]]:
    """Give the rows that hold anything, all of one width, each with its number as the spreadsheet counts it."""
    try:
        text = _text(path.read_bytes())
    except OSError as error:
        raise ModelError(_("The file"), _("It cannot be opened."), str(error.strerror or error)) from error
    rows = _json_rows(text) if path.suffix.lower() == ".json" else _csv_rows(text)
    kept = [(number, row) for number, row in enumerate(rows, start=1) if any(row)]
    wide = max((len(row) for _number, row in kept), default=0)
    return [(number, row + [""] * (wide - len(row))) for number, row in kept]


def _csv_rows(text: str) -> list[list[str]]:
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise ModelError(
            _("The file"), _("It is no table."), _("Save it as CSV (UTF-8) and choose it again.")
        ) from error


def _json_rows(text: str) -> list[list[str]]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise ModelError(_("The file"), _("It is no JSON."), str(error)) from error
    things = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    if not things:
        raise ModelError(
            _("The file"), _("It holds no list."), _("A list stands in square brackets, each card in braces.")
        )
    names = list(dict.fromkeys(name for one in things for name in one))
    return [names, *([_json_cell(one.get(name)) for name in names] for one in things)]


def _json_cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).strip() if isinstance(value, (str, int, float)) else ""


def _text(raw: bytes) -> str:
    for encoding in _ENCODINGS:
        if encoding == "utf-16" and raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ModelError(_("The file"), _("It is not text."), _("Save it as CSV (UTF-8) and choose it again."))


def _row(
    kind: str, heads: list[Field | None], cells: list[str], workshop: Workshop
) -> tuple[dict[str, Json], list[str]]:
    made: dict[str, Json] = {}
    wrong: list[str] = []
    for spec, cell in zip(heads, cells, strict=True):
        if spec is None or not cell:
            continue
        try:
            made[spec.name] = spec.check(kind, _value(spec, cell, workshop))
        except InvalidValue as error:
            wrong.append(f"{_(spec.label)}: “{cell[:40]}”. {error.way_out}")
    return made, wrong


def _value(spec: Field, cell: str, workshop: Workshop) -> object:
    """Give a cell as its field stores it; what is not understood is given as it is, and the field refuses it."""
    plain = _plain(cell)
    match spec.kind:
        case FieldKind.CHOICE:
            return next(
                (value for value, label in spec.choices if plain in (_plain(str(value)), _plain(_(label)))), cell
            )
        case FieldKind.SCALE:
            words = [_plain(_(word)) for word in spec.words]
            return int(spec.low or 0) + words.index(plain) if plain in words else _number(cell)
        case FieldKind.COUNT | FieldKind.NUMBER:
            return _number(cell)
        case FieldKind.FLAG:
            return plain in _YES if plain in _YES | _NO else cell
        case FieldKind.REF:
            things = (one for kind in spec.refers or KINDS for one in workshop.all(kind))
            return next((one.id for one in things if _plain(name_of(one)) == plain), cell)
    return cell


def _number(cell: str) -> object:
    # A comma between digits is a decimal one where there is no point; spaces set thousands apart.
    text = cell.replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace("−", "-").removesuffix("%")
    try:
        number = float(text if "." in text else text.replace(",", "."))
    except ValueError:
        return cell
    return int(number) if number.is_integer() else number


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())
