"""Whose a change is, and what of that may be written down.

Anonymous means that nothing in the database leads from a card to a person: no author in the card, none in the change,
no batch that is shared with something signed, no moment finer than an hour, no team too small to hide in. What stays
is the order of the log: a card stands after the one that was accepted before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import DELETED, KINDS, Card, Comment, Draft, FieldKind, Person
from cjm_widgets.model.rank import FIRST, between, is_rank

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.model import Entity, Json, Settings, Viewer, Workshop

SMALLEST_TEAM: Final = 5
"""A team of fewer people would tell who it was."""

_PARENTS: Final[Mapping[str, tuple[str, ...]]] = {
    kind: tuple(name for name, spec in cls.FIELDS.items() if spec.kind is FieldKind.REF and spec.required)
    for kind, cls in KINDS.items()
}


@dataclass(frozen=True, slots=True)
class Signed:
    """A draft as its author may send it, and how it is signed."""

    draft: Draft
    author: str | None
    anonymous: bool
    secret: bool = False
    """True for a new card that only a secret will make its author's again."""


def anonymous_kinds(settings: Settings) -> frozenset[str]:
    """Give the kinds of cards whose authors are stored nowhere."""
    notes = ("note", "pain_point") if settings.anonymous_notes else ()
    return frozenset((*notes, "emotion") if settings.anonymous_emotions else notes)


def sign(viewer: Viewer, draft: Draft, existing: Entity | None, workshop: Workshop, *, proxy: bool = False) -> Signed:
    """Give the draft with its author set, or taken out; ``existing`` is the thing as it stands.

    With ``proxy``, whoever leads writes for somebody else, and what is written is no more settled than theirs.
    """
    cls = KINDS.get(draft.kind)
    if cls is None:
        return Signed(draft, viewer.person, anonymous=False)
    new = existing is None and DELETED not in draft.fields
    if proxy and not new and "author" in draft.fields:
        # Whose it is was settled when it was made; a further field of it says nothing new about that.
        draft = replace(draft, fields={name: value for name, value in draft.fields.items() if name != "author"})
    if not (new and "author" in cls.FIELDS):
        anonymous = _own_unsigned(viewer, draft, existing, workshop)
        return Signed(draft, None if anonymous else viewer.person, anonymous)
    fields = dict(draft.fields)
    anonymous = draft.kind in anonymous_kinds(workshop.settings)
    if anonymous:
        fields.pop("author", None)
        if "team" in cls.FIELDS and is_small(fields.get("team"), workshop):
            fields.pop("team", None)
        if not viewer.leads and "rank" in cls.FIELDS:
            fields["rank"] = _last_rank(draft.kind, workshop)
    elif not viewer.leads or "author" not in fields:
        fields["author"] = viewer.person
    if "standing" in cls.FIELDS and (not viewer.leads or proxy):
        fields["standing"] = "written"
    unsigned = anonymous or fields.get("author") is None
    return Signed(
        replace(draft, fields=fields),
        None if anonymous else viewer.person,
        anonymous=anonymous,
        secret=unsigned and not viewer.leads,
    )


def _last_rank(kind: str, workshop: Workshop) -> str:
    """Give the place after all cards of a kind.

    The page knows only its own: the place that it gives says how many of those there are.
    """
    ranks = (getattr(thing, "rank", FIRST) for thing in workshop.all(kind)[-1:])
    last = between(next(ranks, ""))
    return last if is_rank(last) else FIRST


def _own_unsigned(viewer: Viewer, draft: Draft, existing: Entity | None, workshop: Workshop) -> bool:
    """Tell whether this is a change to the viewer's own anonymous card, or to a part of one."""
    if draft.entity in viewer.own:
        return True
    seen: set[str] = set()
    fields: Mapping[str, Json] = draft.fields
    kind, thing = draft.kind, existing
    # Cards and comments are signed, or not, by themselves; only what has no author of its own follows its parent.
    while not issubclass(KINDS[kind], Card | Comment) and _PARENTS[kind]:
        name = _PARENTS[kind][0]
        parent = str(getattr(thing, name) if thing is not None else fields.get(name))
        if parent in viewer.own:
            return True
        thing = workshop.get(parent)
        if thing is None or parent in seen:
            return False
        seen.add(parent)
        kind = thing.KIND
    return False


def is_small(team: object, workshop: Workshop) -> bool:
    """Tell whether a team has fewer people than can hide in it."""
    if not isinstance(team, str):
        return False
    return len(workshop.of(Person, team=team)) < SMALLEST_TEAM


def signed_for(draft: Draft, person: str | None) -> Draft:
    """Give a draft as ``person``'s, where its kind is signed at all; None where it is nobody's."""
    if draft.kind not in KINDS or "author" not in KINDS[draft.kind].FIELDS:
        return draft
    return replace(draft, fields={**draft.fields, "author": person})
