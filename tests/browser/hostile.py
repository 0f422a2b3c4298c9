"""A workshop that means harm: scripts, markup, bidi, formulas and endless words in every text of every kind."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import KINDS, Person, Settings, Workshop, document
from cjm_widgets.model.fields import PROSE_LENGTH, TEXT_LENGTH, Field, FieldKind
from cjm_widgets.model.workshop import shelve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.model import Entity, Json

WORKSHOP: Final = "hostile"

NASTY: Final = (
    "<script>globalThis.hacked=1</script><img src=//evil.test/x onerror=hacked=1>",
    "\"'></textarea></script><svg onload=hacked=1><a href=javascript:hacked=1>here</a>",
    '=HYPERLINK("http://evil.test";"here") <iframe srcdoc=\'<script>parent.hacked=1</script>\'>',
    "\u202e\u2066gnp.exe\u200b\u200d\ufeff {{7*7}} ${7*7} <style>*{display:none}</style>",
    "-1+1 @SUM(1) <meta http-equiv=refresh content=0;url=//evil.test><base href=//evil.test>",
    "W" * TEXT_LENGTH,
    "\t=1+1 +1 @SUM(1)\r=cmd|' /C calc'!A0 \u2028 \u200f\u061c end",
)
"""One for each thing of a kind; all of them somewhere in every field."""

_LINKS: Final = (
    'https://evil.test/"><script>hacked=1</script>',
    'mailto:a@evil.test?subject="onmouseover=hacked=1',
    "http://evil.test/'onclick='hacked=1",
)
# What decides how the program goes on, and is no text of anybody's.
_LEFT_OUT: Final = frozenset({"language", "standing", "merged_into", "role", "state", "marks", "rank"})


def hostile_workshop() -> Workshop:
    """Make it, and put it through the file format, which checks every value."""
    things: list[Entity] = [_thing(kind, n) for kind in KINDS if kind != Settings.KIND for n in range(len(NASTY))]
    things.append(Settings(id=WORKSHOP, **_fields(Settings.KIND, 0)))
    return document.load(document.dump(Workshop(WORKSHOP, MappingProxyType(shelve(things)))))


def _thing(kind: str, n: int) -> Entity:
    return KINDS[kind](id=f"{kind}-{n}", **_fields(kind, n))


def _fields(kind: str, n: int) -> Mapping[str, Json]:
    fields = {name: _value(kind, spec, n) for name, spec in KINDS[kind].FIELDS.items() if name not in _LEFT_OUT}
    if kind == Person.KIND:
        fields["role"] = "facilitator" if n == 0 else "participant"
    return {name: value for name, value in fields.items() if value is not None}


def _value(kind: str, spec: Field, n: int) -> Json:
    """Give a value that the field takes."""
    match spec.kind:
        case FieldKind.TEXT:
            return NASTY[n][: spec.max_length or TEXT_LENGTH]
        case FieldKind.PROSE:
            return f"{NASTY[n]}\n\n{NASTY[(n + 1) % len(NASTY)]}"[: spec.max_length or PROSE_LENGTH]
        case FieldKind.LINK:
            return _LINKS[n % len(_LINKS)]
        case FieldKind.CHOICE:
            return spec.choices[n % len(spec.choices)][0]
        case FieldKind.SCALE | FieldKind.COUNT | FieldKind.NUMBER:
            return int(spec.low or 0) + n % 2
        case FieldKind.DATE:
            return "2026-03-0" + str(n + 1)
        case FieldKind.FLAG:
            return False
        case FieldKind.REF:
            fit = [one for one in spec.refers or ("touchpoint", "pain_point") if one not in (kind, Settings.KIND)]
            return f"{fit[0]}-{0 if fit[0] == 'journey' else n}" if fit else None
        case _:
            return None
