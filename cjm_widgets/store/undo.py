"""Taking changes back without taking away what others have done since.

Field by field: the former value comes back where nobody else has changed it since. What the changes made is deleted,
unless others have worked on it or built on it; what they deleted comes back. The outcome is a batch like any other,
and taking that one back is redo.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cjm_widgets.model import DELETED, KINDS, Draft, FieldKind, new_id
from cjm_widgets.store import log
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from cjm_widgets.model import Change, Json
    from cjm_widgets.store.turn import Turn


@dataclass(slots=True)
class Inverse:
    """The drafts that take changes back, and a sentence for everything that stays."""

    drafts: list[Draft] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def invert(turn: Turn, ids: Sequence[str], mine: Collection[str]) -> Inverse:
    """Work out how to take back the changes ``ids``; ``mine`` are all changes by the same page, these included."""
    inverse = Inverse()
    changes = log.with_ids(turn.link, turn.id, ids)
    # Backwards, so that what was made last goes first.
    for entity in dict.fromkeys(change.entity for change in reversed(changes)):
        history = log.of_entity(turn.link, turn.id, entity)
        fields = _fields_back(turn, history, set(ids), mine, inverse.kept)
        if fields:
            inverse.drafts.append(Draft(kind=history[0].kind, entity=entity, fields=fields, id=new_id("change")))
    return inverse


def _fields_back(
    turn: Turn, history: Sequence[Change], ours: Collection[str], mine: Collection[str], kept: list[str]
) -> dict[str, Json]:
    """Give the fields of one thing that go back to what they were."""
    made = history[0].id in ours
    first = next(change.seq for change in history if change.id in ours)
    deleted = _last(history, DELETED) is True
    if made:
        back: dict[str, Json] = {} if deleted else {DELETED: True}
    else:
        names = dict.fromkeys(name for change in history if change.id in ours for name in change.fields)
        back = {}
        for name in names:
            back.update(_one_back(history, name, ours, mine, kept))
    if back.get(DELETED) is True and _others_since(turn, history, first, mine):
        del back[DELETED]
        kept.append(_("{thing}: others have worked on it since, so it stays.").format(thing=_called(history)))
    elif deleted and back and DELETED not in back:
        tombstone = next(change for change in reversed(history) if DELETED in change.fields)
        if tombstone.id not in mine:
            kept.append(_("{thing}: it has been deleted since.").format(thing=_called(history)))
            return {}
        # Under a tombstone of this page's own, which a later step back will lift.
        back[DELETED] = True
    return back


def _one_back(
    history: Sequence[Change], name: str, ours: Collection[str], mine: Collection[str], kept: list[str]
) -> dict[str, Json]:
    """Give one field's former value by its name, or nothing where it stays."""
    setting = [change for change in history if name in change.fields]
    at = next(n for n, change in enumerate(setting) if change.id in ours)
    former = setting[at - 1].fields[name] if at else (False if name == DELETED else None)
    set_to = next(change.fields[name] for change in reversed(setting) if change.id in ours)
    now = setting[-1].fields[name]
    if any(change.id not in mine for change in setting[at:]) or now != set_to:
        if now != former:
            kept.append(
                _("{thing}: {field} has been changed since, so it stays.").format(
                    thing=_called(history), field=_field_called(history[0].kind, name)
                )
            )
        return {}
    required = name in KINDS[history[0].kind].FIELDS and KINDS[history[0].kind].FIELDS[name].required
    return {} if now == former or (former is None and required) else {name: former}


def _others_since(turn: Turn, history: Sequence[Change], seq: int, mine: Collection[str]) -> bool:
    """Tell whether somebody else has changed a thing after ``seq``, or has hung something on it."""
    if any(change.seq > seq and change.id not in mine for change in history):
        return True
    entity = history[0].entity
    return any(
        made.id not in mine
        for child in _children(turn, entity)
        for made in log.of_entity(turn.link, turn.id, child)[:1]
    )


def _children(turn: Turn, entity: str) -> Iterator[str]:
    """Give the ids of what cannot be without this thing."""
    for kind, shelf in turn.workshop.shelves.items():
        names = [name for name, spec in KINDS[kind].FIELDS.items() if spec.kind is FieldKind.REF and spec.required]
        for name in names:
            yield from (id for id, thing in shelf.by_id.items() if getattr(thing, name) == entity)


def _last(history: Sequence[Change], name: str) -> Json:
    return next((change.fields[name] for change in reversed(history) if name in change.fields), None)


def _called(history: Sequence[Change]) -> str:
    """Say which thing it is: its kind, and the beginning of its first text."""
    kind = history[0].kind
    text = next(
        (
            str(value)
            for name, spec in KINDS[kind].FIELDS.items()
            if spec.kind in (FieldKind.TEXT, FieldKind.PROSE) and (value := _last(history, name))
        ),
        "",
    )
    label = _(KINDS[kind].LABEL)
    return f"{label} “{text[:40]}”" if text else label


def _field_called(kind: str, name: str) -> str:
    spec = KINDS[kind].FIELDS.get(name)
    return _(spec.label) if spec is not None and spec.label else name
