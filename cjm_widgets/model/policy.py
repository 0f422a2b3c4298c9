"""Who may do what, and who may see what: decided here and nowhere else.

Everything is a table: what a kind of thing counts as (``Class``), what is done to it (``Operation``), and which of
those pairs a role may do in a phase. Facilitators may do and see everything, except that nobody rewrites who wrote a
card. Participants write alone, see what is revealed, and change only what is theirs. Readers see published snapshots,
never the room.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.changes import DELETED
from cjm_widgets.model.clock import Phase
from cjm_widgets.model.entities.people import COLOURS
from cjm_widgets.model.errors import Refused
from cjm_widgets.model.groups import table
from cjm_widgets.model.kinds import KINDS
from cjm_widgets.model.names import LONGEST_NAME, is_name
from cjm_widgets.model.sight import seen, visible
from cjm_widgets.model.viewer import (
    PARENTS,
    Class,
    Role,
    Viewer,
    class_of,
    group_of_viewer,
    is_gone,
    owns,
    step_of,
)
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.model.changes import Draft
    from cjm_widgets.model.clock import Clock
    from cjm_widgets.model.entity import Entity
    from cjm_widgets.model.workshop import Workshop

__all__ = [
    "RIGHTS",
    "Class",
    "Operation",
    "Role",
    "Viewer",
    "allowed",
    "class_of",
    "may_lead",
    "may_take_part",
    "owns",
    "visible",
    "why_closed",
]


class Operation(StrEnum):
    """What is done to a thing."""

    ADD = "add"
    EDIT_OWN = "edit_own"
    EDIT_OTHERS = "edit_others"
    DELETE_OWN = "delete_own"
    DELETE_OTHERS = "delete_others"


Right = tuple[Class, Operation]

# Votes are opened and closed, and nobody edits what came out; a vote can be thrown away, and brought back by undo.
_VOTES: Final = frozenset({(Class.VOTE, Operation.DELETE_OTHERS), (Class.VOTE, Operation.DELETE_OWN)})
_EVERYTHING: Final = (
    frozenset((cls, operation) for cls in Class if cls is not Class.VOTE for operation in Operation) | _VOTES
)
_SETTINGS: Final = frozenset((Class.SETTINGS, operation) for operation in Operation)
_OWN: Final = (Operation.EDIT_OWN, Operation.DELETE_OWN)
_OWN_CARDS: Final = frozenset((Class.ALONE, operation) for operation in _OWN)
_COMMENTS: Final = frozenset((Class.COMMENT, operation) for operation in (Operation.ADD, *_OWN))
_MYSELF: Final = frozenset({(Class.PEOPLE, Operation.EDIT_OWN)})

RIGHTS: Final[Mapping[Role, Mapping[Phase, frozenset[Right]]]] = {
    Role.FACILITATOR: dict.fromkeys(Phase, _EVERYTHING),
    # Co-facilitators lead the room; the settings, anonymity among them, are the facilitator's promise.
    Role.CO_FACILITATOR: dict.fromkeys(Phase, _EVERYTHING - _SETTINGS),
    Role.PARTICIPANT: {
        Phase.COLLECT: _OWN_CARDS | {(Class.ALONE, Operation.ADD)} | _COMMENTS | _MYSELF,
        Phase.REVEAL: _OWN_CARDS | _COMMENTS | _MYSELF,
        Phase.VOTE: _MYSELF,
        Phase.DECIDE: _COMMENTS | _MYSELF,
    },
    Role.PROJECTOR: dict.fromkeys(Phase, frozenset()),
    Role.READER: dict.fromkeys(Phase, frozenset()),
}
"""What each role may do in each phase of the step that a thing belongs to."""

# What only those who settle may set on a card.
_SETTLING: Final = frozenset({"standing", "merged_into", "aside"})
_MY_FIELDS: Final = frozenset({"name", "colour", "team"})


def allowed(viewer: Viewer, clock: Clock, draft: Draft, workshop: Workshop) -> None:
    """Raise Refused, with a sentence and a way out, unless ``viewer`` may make this change now.

    ``workshop`` is the whole workshop, not only what the viewer sees; ``draft`` has been checked.
    """
    label = _(KINDS[draft.kind].LABEL)
    may_take_part(viewer, clock, workshop, label)
    existing = workshop.get(draft.entity)
    cls = class_of(draft.kind)
    phase = clock.phase(step_of(draft.kind, draft.fields, existing, workshop))
    operation = _operation(viewer, draft, existing, workshop)
    if (cls, operation) not in RIGHTS[viewer.role][phase]:
        raise Refused(label, _why(viewer, phase, cls, operation), _("Ask the facilitator."))
    if (
        "author" in draft.fields
        and existing is not None
        and draft.fields["author"] != getattr(existing, "author", None)
    ):
        raise Refused(label, _("Who wrote a card is not changed afterwards."))
    _merge_makes_sense(draft, workshop)
    if viewer.leads:
        return
    if draft.fields.get("author") not in (None, viewer.person):
        raise Refused(label, _("A card cannot be written in somebody else's name."))
    reserved = _SETTLING & draft.fields.keys()
    if reserved and not (existing is None and draft.fields.get("standing") == "written" and len(reserved) == 1):
        raise Refused(label, _("Cards are settled and merged by the facilitator."))
    if cls is Class.PEOPLE and not draft.fields.keys() <= _MY_FIELDS:
        raise Refused(label, _("Your own name, team and colour can be changed here."))
    if cls is Class.PEOPLE and not is_name(draft.fields.get("name", "x")):
        raise Refused(label, _("A name takes 1 to {n} characters.").format(n=LONGEST_NAME))
    if cls is Class.PEOPLE and draft.fields.get("colour") not in (None, "", *COLOURS):
        raise Refused(label, _("This colour is not on the palette."))
    _parents_in_sight(viewer, clock, draft, workshop)


def may_take_part(viewer: Viewer, clock: Clock, workshop: Workshop, what: str) -> None:
    """Raise Refused where ``viewer`` may change nothing at all now; ``what`` names it in the sentence."""
    if is_gone(viewer, workshop):
        raise Refused(what, _("You are no longer on the list of this workshop."), _("Join again."))
    if clock.locked and viewer.role is Role.PARTICIPANT:
        raise Refused(what, _("Everything is locked for the moment."), _("Wait for the facilitator."))


def may_lead(viewer: Viewer, what: str, *, alone: bool = False) -> None:
    """Raise Refused unless ``viewer`` leads; with ``alone``, unless it is the facilitator themselves."""
    if not viewer.leads or (alone and viewer.role is not Role.FACILITATOR):
        raise Refused(what, _("This is the facilitator's to do."), _("Ask the facilitator."))


def why_closed(viewer: Viewer, clock: Clock, phase: Phase, workshop: Workshop) -> str:
    """Say why ``viewer`` may add nothing in a phase, in the language in use; for whoever may, this is not asked."""
    if is_gone(viewer, workshop):
        return _("You are no longer on the list of this workshop.")
    if clock.locked and viewer.role is Role.PARTICIPANT:
        return _("Everything is locked for the moment.")
    return _why(viewer, phase, Class.ALONE, Operation.ADD)


def _merge_makes_sense(draft: Draft, workshop: Workshop) -> None:
    """Refuse a merge into another kind or into what was merged into this card: no card would speak for either."""
    into = workshop.get(str(draft.fields["merged_into"])) if draft.fields.get("merged_into") else None
    if into is None:
        return
    label = _(KINDS[draft.kind].LABEL)
    if draft.kind != into.KIND:
        raise Refused(label, _("A card is merged into one of its own kind."))
    seen: set[str] = set()
    here: Entity | None = into
    while here is not None and here.id not in seen:
        if here.id == draft.entity:
            raise Refused(label, _("That card is merged into this one already."), _("Take that back first."))
        seen.add(here.id)
        here = workshop.get(getattr(here, "merged_into", None))


def _operation(viewer: Viewer, draft: Draft, existing: Entity | None, workshop: Workshop) -> Operation:
    deletes = DELETED in draft.fields
    if existing is None:
        # A tombstone that is lifted again: only the batch's own page can ask for that, by undo.
        return Operation.DELETE_OWN if deletes and draft.entity in viewer.own else Operation.ADD
    if owns(viewer, existing, workshop):
        return Operation.DELETE_OWN if deletes else Operation.EDIT_OWN
    return Operation.DELETE_OTHERS if deletes else Operation.EDIT_OTHERS


def _parents_in_sight(viewer: Viewer, clock: Clock, draft: Draft, workshop: Workshop) -> None:
    """Refuse to hang anything on what the viewer cannot see: the answer would tell that it exists."""
    at = table(group_of_viewer(viewer, workshop), workshop, apart=clock.apart)
    for name in PARENTS[draft.kind]:
        parent = workshop.get(str(draft.fields[name])) if name in draft.fields else None
        if name in draft.fields and (parent is None or not seen(viewer, at, clock, parent, workshop, {})):
            raise Refused(_(KINDS[draft.kind].LABEL), _("What this belongs to is not there."), _("Reload the page."))


def _why(viewer: Viewer, phase: Phase, cls: Class, operation: Operation) -> str:
    if viewer.role in (Role.READER, Role.PROJECTOR):
        return _("Readers cannot change a map.")
    if cls is Class.VOTE:
        return _("A vote is opened and closed; its result is not edited.")
    if operation in (Operation.EDIT_OTHERS, Operation.DELETE_OTHERS):
        return _("This is not yours to change.")
    return _(_CLOSED[phase])


_CLOSED: Final = MappingProxyType(
    {
        Phase.COLLECT: N_("This is settled together, not written alone."),
        Phase.REVEAL: N_("Collecting is over; now all cards are looked at together."),
        Phase.VOTE: N_("The vote is on; cards stay as they are until it is closed."),
        Phase.DECIDE: N_("The facilitator is settling this step."),
    }
)
