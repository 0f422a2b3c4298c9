"""Who looks, and how a thing stands to them: what it counts as, which step it belongs to, whose it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.clock import Step
from cjm_widgets.model.entities.people import Group, Person
from cjm_widgets.model.entities.talk import Comment, Note
from cjm_widgets.model.entities.votes import Ballot, TeamTotal, Vote, VoteOption
from cjm_widgets.model.entity import Card
from cjm_widgets.model.fields import FieldKind
from cjm_widgets.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.model.entity import Entity
    from cjm_widgets.model.workshop import Workshop


class Role(StrEnum):
    """What a person, or a page, is in the workshop."""

    FACILITATOR = "facilitator"
    CO_FACILITATOR = "co_facilitator"
    PARTICIPANT = "participant"
    PROJECTOR = "projector"
    """The wall: what every participant may see, and no right to change anything."""
    READER = "reader"


class Class(StrEnum):
    """What a kind of thing counts as for the policy."""

    SETTINGS = "settings"
    PEOPLE = "people"
    SETTLED = "settled"
    ALONE = "alone"
    COMMENT = "comment"
    VOTE = "vote"


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


PARENTS: Final[Mapping[str, tuple[str, ...]]] = {
    kind: tuple(name for name, spec in cls.FIELDS.items() if spec.kind is FieldKind.REF and spec.required)
    for kind, cls in KINDS.items()
}
"""By kind: the references without which a thing makes no sense."""

_CLASSES: Final[Mapping[str, Class]] = {
    kind: Class.ALONE if cls.ALONE else Class.SETTLED for kind, cls in KINDS.items()
} | {
    "settings": Class.SETTINGS, "person": Class.PEOPLE, "team": Class.PEOPLE, "group": Class.PEOPLE,
    Comment.KIND: Class.COMMENT,
    Vote.KIND: Class.VOTE, VoteOption.KIND: Class.VOTE, TeamTotal.KIND: Class.VOTE, Ballot.KIND: Class.VOTE,
}  # fmt: skip


def class_of(kind: str) -> Class:
    """Tell what a kind counts as; raises KeyError for an unknown kind."""
    return _CLASSES[kind]


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
    parent = workshop.get(getattr(thing, PARENTS[thing.KIND][0]))
    return parent is not None and owns(viewer, parent, workshop)


def is_gone(viewer: Viewer, workshop: Workshop) -> bool:
    """Tell whether this is somebody who was removed from the workshop. The facilitator stays."""
    removable = viewer.role is not Role.FACILITATOR and viewer.person is not None
    return removable and workshop.find(Person, viewer.person) is None


def step_of(kind: str, fields: Mapping[str, object], existing: Entity | None, workshop: Workshop) -> Step | None:
    """Give the step that a thing belongs to, as it stands or as ``fields`` would make it."""
    if kind == Note.KIND:
        step = existing.step if isinstance(existing, Note) else fields.get("step")
        return Step(str(step)) if step else None
    if kind == Comment.KIND:
        about = existing.about if isinstance(existing, Comment) else str(fields.get("about"))
        thing = workshop.get(about)
        return None if thing is None or thing.KIND == Comment.KIND else step_of(thing.KIND, {}, thing, workshop)
    step = KINDS[kind].STEP
    return Step(step) if step else None


def group_of_viewer(viewer: Viewer, workshop: Workshop) -> str | None:
    """Give the group at whose table this person sits."""
    person = workshop.find(Person, viewer.person)
    return None if person is None else person.group


def group_of(thing: Entity, workshop: Workshop) -> str | None:
    """Give the group whose work a thing is: its author's, or for an anonymous card the only one on its journey."""
    author = getattr(thing, "author", None)
    if author is not None:
        person = workshop.find(Person, author)
        return None if person is None else person.group
    journey = _journey_of(thing, workshop) if isinstance(thing, Card) else None
    at_work = [] if journey is None else workshop.of(Group, journey=journey)
    return at_work[0].id if len(at_work) == 1 else None


def _journey_of(thing: Entity, workshop: Workshop) -> str | None:
    here: Entity | None = thing
    for _ in range(8):  # a chain of parts is shorter
        if here is None:
            return None
        if "journey" in here.FIELDS:
            found: str | None = getattr(here, "journey")  # noqa: B009 - not every kind has it
            return found
        parents = PARENTS[here.KIND]
        here = workshop.get(getattr(here, parents[0])) if parents else None
    return None
