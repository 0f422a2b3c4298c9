"""A rule: one thing that can be wrong with a map, with an id that stays, a severity, and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from cjm_widgets.model.checks.finding import Finding, Severity, place_of
from cjm_widgets.model.checks.subject import Subject
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from cjm_widgets.model.clock import Step
    from cjm_widgets.model.entities.journey import Journey
    from cjm_widgets.model.entity import Entity
    from cjm_widgets.model.workshop import Workshop

    Found: TypeAlias = Iterable[tuple[Entity, str]]
    """Places with the sentence that says what was found there."""


class Family(StrEnum):
    """What kind of weakness a rule looks for; the first six are the method's."""

    SUPERFICIAL = "superficial"
    STATIC = "static"
    WITHOUT_ACTION = "without_action"
    UNPROVEN = "unproven"
    UNOWNED = "unowned"
    UNCONNECTED = "unconnected"
    UNFINISHED = "unfinished"
    CLOSING = "closing"

    @property
    def label(self) -> str:
        """What people call it, in English; ``_`` translates it."""
        return _LABELS[self]


_LABELS = {
    Family.SUPERFICIAL: N_("Superficial"),
    Family.STATIC: N_("Static"),
    Family.WITHOUT_ACTION: N_("Without action"),
    Family.UNPROVEN: N_("Unproven"),
    Family.UNOWNED: N_("Unowned"),
    Family.UNCONNECTED: N_("Unconnected"),
    Family.UNFINISHED: N_("Unfinished"),
    Family.CLOSING: N_("Closing"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One check. Call it with a workshop, a journey and a day; it gives what it found."""

    id: str
    family: Family
    severity: Severity
    step: Step
    """The step in which it is mended."""
    looks: Callable[[Subject], Found]
    many: str
    """The sentence for several places at once, with ``{n}`` and ``{names}``, in English."""
    way_out: str
    """What to do, in English."""
    done: bool
    """True where the step is not done while this is found."""
    room: bool
    """True where it looks at what stays in the room (ties, comments): a published map cannot tell."""

    def __call__(self, workshop: Workshop, journey: Journey, today: date) -> tuple[Finding, ...]:
        """Look at one journey; ``workshop`` holds settled cards only (see ``settled``)."""
        return self.find(Subject(workshop, journey, today))

    def find(self, subject: Subject) -> tuple[Finding, ...]:
        """Look at what other rules have looked at too."""
        return tuple(self.made(thing, says) for thing, says in self.looks(subject))

    def made(self, thing: Entity, says: str) -> Finding:
        """Make a finding of this rule."""
        return Finding(
            id=self.id,
            severity=self.severity,
            place=place_of(thing),
            step=self.step,
            says=says,
            way_out=_(self.way_out),
        )


def rule(
    id: str,
    family: Family,
    severity: Severity,
    step: Step,
    *,
    way_out: str,
    many: str = "",
    done: bool = False,
    room: bool = False,
) -> Callable[[Callable[[Subject], Found]], Rule]:
    """Make a rule of a function that goes through places and says what is found there; see ``Rule``."""

    def made(looks: Callable[[Subject], Found]) -> Rule:
        return Rule(
            id=id, family=family, severity=severity, step=step, looks=looks, many=many, way_out=way_out, done=done,
            room=room,
        )  # fmt: skip

    return made
