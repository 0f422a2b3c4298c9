"""What a seat may do with the records of one kind now, so that a page offers nothing that would be refused.

The store refuses by itself; this only spares people the refusal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from cjm_widgets.model.policy import RIGHTS, Operation, why_closed
from cjm_widgets.model.viewer import Class, Role, class_of, is_gone, owns, step_of
from cjm_widgets.store.authors import anonymous_kinds
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from cjm_widgets.model import Json, Workshop
    from cjm_widgets.widgets.seat import Seat


class Rights(TypedDict):
    """Rights on the wire (``Rights`` in wire.ts)."""

    add: bool
    edit: bool
    """Whether what is one's own may be changed."""
    comment: bool
    own: list[str]
    promise: str
    """That this kind is anonymous, in a sentence; empty where it is not."""
    closed: str
    """Why nothing may be added now, in a sentence; empty where something may."""


class Ground:
    """What rights depend on at one moment: they are looked at after every change by anybody, and mostly the same."""

    def __init__(self, seat: Seat, kind: str, view: Workshop) -> None:
        """Keep the things themselves, for an address in memory may be given to another."""
        self._things = (seat.viewer, seat.clock, *(view.shelves.get(name) for name in (kind, "settings", "person")))

    def holds(self, other: Ground) -> bool:
        """Tell whether nothing of it has changed."""
        return all(one is two for one, two in zip(self._things, other._things, strict=True))


def rights(seat: Seat, kind: str, view: Workshop, shown: Collection[str], fixed: Mapping[str, Json]) -> Rights | None:
    """Give what ``seat`` may do with the records of ``kind`` among ``shown``; None for those who lead: everything."""
    viewer, clock = seat.viewer, seat.clock
    if viewer.leads:
        return None
    phase = clock.phase(step_of(kind, fixed, None, view))
    stopped = is_gone(viewer, view) or (clock.locked and viewer.role is Role.PARTICIPANT)
    held = frozenset() if stopped else RIGHTS[viewer.role][phase]
    cls = class_of(kind)
    shelf = view.shelves.get(kind)
    things = () if shelf is None else (thing for id, thing in shelf.by_id.items() if id in shown)
    may_add = (cls, Operation.ADD) in held
    return Rights(
        add=may_add,
        edit=(cls, Operation.EDIT_OWN) in held,
        comment=(Class.COMMENT, Operation.ADD) in held,
        own=sorted(thing.id for thing in things if owns(viewer, thing, view)),
        promise=_promise() if kind in anonymous_kinds(view.settings) else "",
        closed="" if may_add else why_closed(viewer, clock, phase, view),
    )


def _promise() -> str:
    return _("Anonymous: who wrote it is stored nowhere. Nobody can find out, not even the facilitator.")
