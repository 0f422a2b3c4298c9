"""Who may do what, and who may see what: decided here and nowhere else.

Everything is a table: what a kind of thing counts as (``Class``), what is done to it (``Operation``), and which of
those pairs a role may do in a phase. Facilitators may do and see everything, except that nobody rewrites who wrote a
card. Participants write alone, see what is revealed, and change only what is theirs. Readers see published snapshots,
never the room.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.changes import DELETED
from cjm_widgets.model.clock import Clock, Phase, Step
from cjm_widgets.model.entities.talk import Comment, Note
from cjm_widgets.model.entity import Card
from cjm_widgets.model.errors import Refused
from cjm_widgets.model.fields import FieldKind
from cjm_widgets.model.kinds import KINDS
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.model.changes import Draft
    from cjm_widgets.model.entity import Entity
    from cjm_widgets.model.workshop import Workshop


class Role(StrEnum):
    """What a person is in the workshop."""

    FACILITATOR = "facilitator"
    CO_FACILITATOR = "co_facilitator"
    PARTICIPANT = "participant"
    READER = "reader"


class Class(StrEnum):
    """What a kind of thing counts as for the policy."""

    SETTINGS = "settings"
    PEOPLE = "people"
    SETTLED = "settled"
    ALONE = "alone"
    COMMENT = "comment"


class Operation(StrEnum):
    """What is done to a thing."""

    ADD = "add"
    EDIT_OWN = "edit_own"
    EDIT_OTHERS = "edit_others"
    DELETE_OWN = "delete_own"
    DELETE_OTHERS = "delete_others"


Right = tuple[Class, Operation]

_EVERYTHING: Final = frozenset((cls, operation) for cls in Class for operation in Operation)
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
    Role.READER: dict.fromkeys(Phase, frozenset()),
}
"""What each role may do in each phase of the step that a thing belongs to."""

_PEOPLE: Final = frozenset({"person", "team", "group"})
_CLASSES: Final[Mapping[str, Class]] = {
    kind: (
        Class.SETTINGS if kind == "settings"
        else Class.PEOPLE if kind in _PEOPLE
        else Class.COMMENT if kind == Comment.KIND
        else Class.ALONE if cls.ALONE
        else Class.SETTLED
    )
    for kind, cls in KINDS.items()
}  # fmt: skip
_PARENTS: Final[Mapping[str, tuple[str, ...]]] = {
    kind: tuple(name for name, spec in cls.FIELDS.items() if spec.kind is FieldKind.REF and spec.required)
    for kind, cls in KINDS.items()
}
# What only those who settle may set on a card.
_SETTLING: Final = frozenset({"standing", "merged_into"})
_MY_FIELDS: Final = frozenset({"name", "colour", "team"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Whoever looks at a workshop or wants to change it."""

    role: Role
    person: str | None = None
    own: frozenset[str] = field(default_factory=frozenset)
    """Ids of anonymous cards whose secret this page holds; no other trace of their author exists."""

    @property
    def leads(self) -> bool:
        """Tell whether this is a facilitator or co-facilitator."""
        return self.role in (Role.FACILITATOR, Role.CO_FACILITATOR)


def class_of(kind: str) -> Class:
    """Tell what a kind counts as; raises KeyError for an unknown kind."""
    return _CLASSES[kind]


def allowed(viewer: Viewer, clock: Clock, draft: Draft, workshop: Workshop) -> None:
    """Raise Refused, with a sentence and a way out, unless ``viewer`` may make this change now.

    ``workshop`` is the whole workshop, not only what the viewer sees; ``draft`` has been checked.
    """
    existing = workshop.get(draft.entity)
    cls = _CLASSES[draft.kind]
    phase = clock.phase(_step(draft.kind, draft.fields, existing, workshop))
    operation = _operation(viewer, draft, existing, workshop)
    if (cls, operation) not in RIGHTS[viewer.role][phase]:
        raise Refused(_(KINDS[draft.kind].LABEL), _why(viewer, phase, operation), _("Ask the facilitator."))
    if (
        "author" in draft.fields
        and existing is not None
        and draft.fields["author"] != getattr(existing, "author", None)
    ):
        raise Refused(_(KINDS[draft.kind].LABEL), _("Who wrote a card is not changed afterwards."))
    _merge_makes_sense(draft, workshop)
    if viewer.leads:
        return
    if draft.fields.get("author") not in (None, viewer.person):
        raise Refused(_(KINDS[draft.kind].LABEL), _("A card cannot be written in somebody else's name."))
    reserved = _SETTLING & draft.fields.keys()
    if reserved and not (existing is None and draft.fields.get("standing") == "written" and len(reserved) == 1):
        raise Refused(_(KINDS[draft.kind].LABEL), _("Cards are settled and merged by the facilitator."))
    if cls is Class.PEOPLE and not draft.fields.keys() <= _MY_FIELDS:
        raise Refused(_(KINDS[draft.kind].LABEL), _("Your own name, team and colour can be changed here."))
    _parents_in_sight(viewer, clock, draft, workshop)


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


def visible(viewer: Viewer, clock: Clock, workshop: Workshop) -> Workshop:
    """Give the part of ``workshop`` that ``viewer`` may see now."""
    if viewer.leads:
        return workshop
    if viewer.role is Role.READER:
        return workshop.only(lambda thing: thing.KIND == "settings")
    known: dict[str, bool] = {}
    return workshop.only(lambda thing: _seen(viewer, clock, thing, workshop, known))


def owns(viewer: Viewer, thing: Entity, workshop: Workshop) -> bool:
    """Tell whether a thing is the viewer's own: written by them, or part of something that is."""
    if thing.id in viewer.own:
        return True
    if thing.KIND == "person":
        return thing.id == viewer.person
    if isinstance(thing, Card | Comment):
        return thing.author is not None and thing.author == viewer.person
    if _CLASSES[thing.KIND] is not Class.ALONE:
        return False
    parent = workshop.get(getattr(thing, _PARENTS[thing.KIND][0]))
    return parent is not None and owns(viewer, parent, workshop)


def _operation(viewer: Viewer, draft: Draft, existing: Entity | None, workshop: Workshop) -> Operation:
    deletes = DELETED in draft.fields
    if existing is None:
        # A tombstone that is lifted again: only the batch's own page can ask for that, by undo.
        return Operation.DELETE_OWN if deletes and draft.entity in viewer.own else Operation.ADD
    if owns(viewer, existing, workshop):
        return Operation.DELETE_OWN if deletes else Operation.EDIT_OWN
    return Operation.DELETE_OTHERS if deletes else Operation.EDIT_OTHERS


def _step(kind: str, fields: Mapping[str, object], existing: Entity | None, workshop: Workshop) -> Step | None:
    if kind == Note.KIND:
        step = existing.step if isinstance(existing, Note) else fields.get("step")
        return Step(str(step)) if step else None
    if kind == Comment.KIND:
        about = existing.about if isinstance(existing, Comment) else str(fields.get("about"))
        thing = workshop.get(about)
        return None if thing is None or thing.KIND == Comment.KIND else _step(thing.KIND, {}, thing, workshop)
    step = KINDS[kind].STEP
    return Step(step) if step else None


def _seen(viewer: Viewer, clock: Clock, thing: Entity, workshop: Workshop, known: dict[str, bool]) -> bool:
    answer = known.get(thing.id)
    if answer is None:
        known[thing.id] = True  # a circle would otherwise go round for ever; the fold lets none through
        answer = _seen_itself(viewer, clock, thing, workshop) and all(
            (parent := workshop.get(getattr(thing, name))) is not None and _seen(viewer, clock, parent, workshop, known)
            for name in _PARENTS[thing.KIND]
        )
        known[thing.id] = answer
    return answer


def _seen_itself(viewer: Viewer, clock: Clock, thing: Entity, workshop: Workshop) -> bool:
    cls = _CLASSES[thing.KIND]
    if cls in (Class.SETTINGS, Class.PEOPLE) or owns(viewer, thing, workshop):
        return True
    if isinstance(thing, Card):
        if thing.standing == "settled":
            return True
        if thing.standing == "hidden" or cls is Class.SETTLED:
            return False
    elif cls not in (Class.ALONE, Class.COMMENT):
        return True
    return clock.phase(_step(thing.KIND, {}, thing, workshop)) is not Phase.COLLECT


def _parents_in_sight(viewer: Viewer, clock: Clock, draft: Draft, workshop: Workshop) -> None:
    """Refuse to hang anything on what the viewer cannot see: the answer would tell that it exists."""
    for name in _PARENTS[draft.kind]:
        parent = workshop.get(str(draft.fields[name])) if name in draft.fields else None
        if name in draft.fields and (parent is None or not _seen(viewer, clock, parent, workshop, {})):
            raise Refused(_(KINDS[draft.kind].LABEL), _("What this belongs to is not there."), _("Reload the page."))


def _why(viewer: Viewer, phase: Phase, operation: Operation) -> str:
    if viewer.role is Role.READER:
        return _("Readers cannot change a map.")
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
