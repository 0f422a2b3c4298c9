"""Workshops made at random for property tests: every kind, every field, references that hold."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from cjm_widgets.model import KINDS, Field, FieldKind, Workshop
from cjm_widgets.model.workshop import shelve
from tests.model.tiny_pictures import PICTURES

WORDS = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(str.strip)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1)).map(date.isoformat)
RANKS = st.from_regex(r"\A[0-9A-Za-z]{0,4}[1-9A-Za-z]\Z")


def value(spec: Field, ids: dict[str, list[str]]) -> st.SearchStrategy[object]:
    """Any value that a field takes; a reference points to something of the right kind that was made before."""
    match spec.kind:
        case FieldKind.TEXT | FieldKind.PROSE:
            return WORDS
        case FieldKind.LINK:
            return st.sampled_from(["https://example.org/a?b=1", "mailto:a@example.org"])
        case FieldKind.PICTURE:
            return st.sampled_from(PICTURES)
        case FieldKind.CHOICE:
            return st.sampled_from([stored for stored, _label in spec.choices])
        case FieldKind.SCALE:
            return st.integers(int(spec.low or 0), int(spec.high or 0))
        case FieldKind.COUNT:
            return st.integers(0, 2**53 - 1)
        case FieldKind.NUMBER:
            return st.floats(spec.low if spec.low is not None else -1e15, spec.high if spec.high is not None else 1e15)
        case FieldKind.DATE:
            return DAYS
        case FieldKind.FLAG:
            return st.booleans()
        case FieldKind.RANK:
            return RANKS
        case FieldKind.REF:
            there = [id for kind in (spec.refers or ids) for id in ids.get(kind, [])]
            return st.sampled_from(there) if there else st.none()


# What others point to comes first, so that every kind of reference is made.
ORDER = ["team", "person", "source", "persona", "journey", "stage", "activity", "touchpoint", "objective", "pain_point"]
ORDER += [
    "opportunity",
    *(kind for kind in KINDS if kind not in {*ORDER, "opportunity", "settings"} and KINDS[kind].FILED),
]


@st.composite
def workshops(draw: st.DrawFn, *, fewest_of_a_kind: int = 0, most_of_a_kind: int = 2) -> Workshop:
    """A whole workshop, kinds in random number."""
    ids: dict[str, list[str]] = {"settings": ["w-1"]}
    things = [KINDS["settings"](id="w-1", title=draw(WORDS))]
    for kind in ORDER:
        cls = KINDS[kind]
        for n in range(draw(st.integers(fewest_of_a_kind, most_of_a_kind))):
            fields = {}
            for name, spec in cls.FIELDS.items():
                # A card is merged into one of its own kind, made before it.
                there = {kind: ids.get(kind, [])} if name == "merged_into" else ids
                if spec.required or draw(st.booleans()):
                    fields[name] = draw(value(spec, there))
            if any(spec.required and fields[name] is None for name, spec in cls.FIELDS.items()):
                continue
            things.append(cls(id=f"{kind}-{n}", **fields))
            ids.setdefault(kind, []).append(f"{kind}-{n}")
    return Workshop("w-1", shelve(things))
