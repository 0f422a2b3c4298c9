"""A list out of a file, as cards: headings are matched by label or name, cells that do not fit are named.

The page's “Paste rows” does the same for what is on a clipboard. Standard library only, so that a step's page opens
without the engine that reads customers' data.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import KINDS, Draft, InvalidValue, ModelError, describe, new_id, spread
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
    """Read a CSV or TSV file with headings as cards of ``kind``; a row without what must be given is left out.

    Raises ModelError for a file that is no such list, with the way out.
    """
    table = _cells(path)
    if not table:
        raise ModelError(_("The file"), _("It is empty."), _("Choose one with a row of headings."))
    known = {_plain(name): spec for spec in describe(kind) for name in (spec.name, _(spec.label), spec.label)}
    heads = [known.get(_plain(head)) for head in table[0]]
    required = {spec.name for spec in describe(kind) if spec.required}
    if not required <= {spec.name for spec in heads if spec}:
        names = ", ".join(_(spec.label) for spec in describe(kind) if spec.required)
        problem = _("It has no column called: {names}.").format(names=names)
        raise ModelError(_("The file"), problem, _("Give its first row such headings."))
    if len(table) - 1 > MOST_ROWS:
        problem = _("It has {n} rows; at most {limit} can be added at once.").format(n=len(table) - 1, limit=MOST_ROWS)
        raise ModelError(_("The file"), problem, _("Split it."))
    rows, problems = [], []
    for number, cells in enumerate(table[1:], start=2):
        made, wrong = _row(kind, heads, cells, workshop)
        problems += [_("Row {row}: {problem}").format(row=number, problem=one) for one in wrong]
        if required <= made.keys():
            rows.append(made)
        elif any(cells):
            problems.append(_("Row {row} is left out: it has no name.").format(row=number))
    unknown = tuple(head for head, spec in zip(table[0], heads, strict=True) if spec is None and head.strip())
    return ReadList(kind=kind, rows=tuple(rows), problems=tuple(problems), unknown=unknown)


def add_list(seat: Seat, found: ReadList, fixed: Mapping[str, Json]) -> None:
    """Add all cards behind those that are there, in one batch that one press of Undo takes back."""
    there = len(seat.workshop.all(found.kind))
    ranks = spread(there + len(found.rows))[there:]
    own = {name: value for name, value in fixed.items() if name in KINDS[found.kind].FIELDS}
    drafts = [
        Draft(kind=found.kind, entity=new_id(found.kind), fields={**own, **fields, "rank": rank})
        for fields, rank in zip(found.rows, ranks, strict=True)
    ]
    if drafts:
        seat.apply(drafts).result()


def _cells(path: Path) -> list[list[str]]:
    text = _text(path.read_bytes())
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    kept = [row for row in rows if any(row)]
    wide = max((len(row) for row in kept), default=0)
    return [row + [""] * (wide - len(row)) for row in kept]


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
