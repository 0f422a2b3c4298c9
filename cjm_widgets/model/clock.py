"""Steps, phases, timer and agenda: where the room is.

Kept beside the log, because it is the room's state, not the map's.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.agenda import Agenda
from cjm_widgets.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping


class Phase(StrEnum):
    """How a step is worked on; suggested in this order, free to skip, repeat and go back."""

    COLLECT = "collect"
    REVEAL = "reveal"
    VOTE = "vote"
    DECIDE = "decide"


class Step(StrEnum):
    """The eight steps, in order."""

    OBJECTIVES = "objectives"
    CUSTOMER_DATA = "customer_data"
    PERSONAS = "personas"
    TOUCHPOINTS = "touchpoints"
    STAGES = "stages"
    EMOTIONS = "emotions"
    COLLABORATION = "collaboration"
    ACTION = "action"

    @property
    def number(self) -> int:
        """Its number, 1 to 8."""
        return list(Step).index(self) + 1

    @property
    def label(self) -> str:
        """What people call it, in English; ``_`` translates it."""
        return _LABELS[self]

    @property
    def notebook(self) -> str:
        """The name of its notebook, without the ending."""
        return f"{self.number:02d}-{self.value.replace('_', '-')}"


_LABELS: Final[Mapping[Step, str]] = {
    Step.OBJECTIVES: N_("Objectives"),
    Step.CUSTOMER_DATA: N_("Customer data"),
    Step.PERSONAS: N_("Personas"),
    Step.TOUCHPOINTS: N_("Touchpoints and channels"),
    Step.STAGES: N_("Stages"),
    Step.EMOTIONS: N_("Emotions and pain points"),
    Step.COLLABORATION: N_("Collaboration"),
    Step.ACTION: N_("Action"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The step everybody is called to, the phase of each step, the timer, and what the room is open to."""

    step: Step = Step.OBJECTIVES
    journey: str | None = None
    """The journey everybody is called to; None: the first, and whoever sits at a table is at their table's."""
    phases: Mapping[Step, Phase] = field(default_factory=lambda: MappingProxyType({}))
    """Phases that have been set; a step that nobody has touched is in ``collect``."""
    ends_at: float | None = None
    """When the running timer ends, in seconds since 1970 UTC; None while it does not run."""
    left_s: float = 0.0
    """Seconds left on a timer that is paused or not started."""
    locked: bool = False
    """While true, nobody but those who lead changes anything."""
    apart: bool = False
    """While true, groups work apart: of what was written and revealed, each sees its own."""
    joining: bool = False
    """While true, the join code lets people in."""
    join_code: str | None = None
    """The code to join with, as it stands on the wall; None before the first."""
    agenda: Agenda = field(default_factory=Agenda)

    def phase(self, step: Step | str | None) -> Phase:
        """Give the phase of a step; what belongs to no step is always open to see."""
        if step is None:
            return Phase.REVEAL
        return self.phases.get(Step(step), Phase.COLLECT)

    def at(self, step: Step, phase: Phase | None = None) -> Clock:
        """Give the clock with everybody called to ``step``, and that step in ``phase`` if one is given."""
        phases = self.phases if phase is None else MappingProxyType({**self.phases, step: phase})
        return replace(self, step=step, phases=phases)

    def about(self, journey: str | None) -> Clock:
        """Give the clock with everybody called to another journey."""
        return replace(self, journey=journey)

    def started(self, now: float) -> Clock:
        """Give the clock with its timer running from ``now`` (seconds since 1970)."""
        return self if self.ends_at is not None else replace(self, ends_at=now + self.left_s)

    def paused(self, now: float) -> Clock:
        """Give the clock with its timer stopped at what is left."""
        return self if self.ends_at is None else replace(self, ends_at=None, left_s=max(0.0, self.ends_at - now))

    def longer(self, seconds: float) -> Clock:
        """Give the clock with ``seconds`` more on its timer; running or not, it stays so."""
        if self.ends_at is not None:
            return replace(self, ends_at=self.ends_at + seconds)
        return replace(self, left_s=max(0.0, self.left_s + seconds))

    def remaining_s(self, now: float) -> float:
        """Tell how many seconds are left, not below 0."""
        return self.left_s if self.ends_at is None else max(0.0, self.ends_at - now)

    def timed(self, seconds: float) -> Clock:
        """Give the clock with a timer of ``seconds`` that has not started."""
        return replace(self, ends_at=None, left_s=max(0.0, seconds))

    def with_lock(self, *, locked: bool) -> Clock:
        """Give the clock with everything locked, or open again."""
        return replace(self, locked=locked)

    def with_groups(self, *, apart: bool) -> Clock:
        """Give the clock with groups working apart, or brought together in front of all."""
        return replace(self, apart=apart)

    def taken_back(self, before: Clock, after: Clock) -> Clock:
        """Give the clock with what was moved from ``before`` to ``after`` as it was before.

        Where somebody has moved a thing on since, it stays as they left it.
        """
        names = [name for name in _APART_FROM_PHASES if getattr(before, name) != getattr(after, name)]
        # What runs and what is left are one thing, the timer.
        if _TIMER & set(names):
            names = [*(name for name in names if name not in _TIMER), *sorted(_TIMER)]
            if any(getattr(self, name) != getattr(after, name) for name in _TIMER):
                names = [name for name in names if name not in _TIMER]
        back = {name: getattr(before, name) for name in names if getattr(self, name) == getattr(after, name)}
        phases = dict(self.phases)
        for step in Step:
            if before.phase(step) is not after.phase(step) is self.phase(step):
                phases[step] = before.phase(step)
        return replace(self, phases=MappingProxyType(phases), **back)

    def rewound(self) -> Clock:
        """Give the clock of a workshop that has not begun: phases, timer and agenda anew; who may join stays."""
        return Clock(joining=self.joining, join_code=self.join_code, agenda=self.agenda.rewound())

    def as_json(self) -> dict[str, object]:
        """Give the clock as JSON values."""
        return {
            "step": str(self.step),
            "journey": self.journey,
            "phases": {str(step): str(phase) for step, phase in sorted(self.phases.items())},
            "ends_at": self.ends_at,
            "left_s": self.left_s,
            "locked": self.locked,
            "apart": self.apart,
            "joining": self.joining,
            "join_code": self.join_code,
            "agenda": self.agenda.as_json(),
        }

    @classmethod
    def from_json(cls, row: Mapping[str, object]) -> Clock:
        """Read what ``as_json`` gave, now or in an older kit; raises ValueError where it is not that."""
        match {**_BEFORE, **row}:
            case {"step": str(step), "journey": None | str() as journey, "phases": dict(phases),
                  "ends_at": None | int() | float() as ends_at,
                  "left_s": int() | float() as left_s, "locked": bool(locked), "apart": bool(apart),
                  "joining": bool(joining), "join_code": None | str() as join_code, "agenda": agenda}:  # fmt: skip
                by_step = {Step(name): Phase(phase) for name, phase in phases.items()}
                return cls(
                    step=Step(step), journey=journey, phases=MappingProxyType(by_step), ends_at=ends_at,
                    left_s=float(left_s),
                    locked=locked, apart=apart, joining=joining, join_code=join_code, agenda=Agenda.from_json(agenda),
                )  # fmt: skip
        raise ValueError(row)


_TIMER: Final = frozenset({"ends_at", "left_s"})
_APART_FROM_PHASES: Final = tuple(one.name for one in fields(Clock) if one.name != "phases")

_BEFORE: Final[Mapping[str, object]] = {
    "journey": None, "locked": False, "apart": False, "joining": False, "join_code": None, "agenda": Agenda().as_json(),
}  # fmt: skip
"""What a clock says that was written before there was such a thing."""
