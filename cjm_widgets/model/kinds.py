"""The kinds of things a workshop holds, by name."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.entities.action import Action, Opportunity, OpportunityPain
from cjm_widgets.model.entities.collaboration import Handoff, LaneItem, Raci
from cjm_widgets.model.entities.data import Claim, Measurement, Question, Source
from cjm_widgets.model.entities.emotions import Emotion, PainPoint, Why
from cjm_widgets.model.entities.journey import Journey
from cjm_widgets.model.entities.objectives import Hypothesis, Metric, Objective, ScopeItem, Stakeholder
from cjm_widgets.model.entities.people import Group, Person, Settings, Team
from cjm_widgets.model.entities.personas import Citation, EmpathyNote, Persona, PersonaPoint, Skill, Trait
from cjm_widgets.model.entities.stages import Activity, Stage
from cjm_widgets.model.entities.talk import Comment, Decision, Note
from cjm_widgets.model.entities.touchpoints import Touchpoint
from cjm_widgets.model.entities.votes import Ballot, TeamTotal, Vote, VoteOption
from cjm_widgets.model.entity import Card

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.model.entity import Entity
    from cjm_widgets.model.fields import Field

_ALL: Final[tuple[type[Entity], ...]] = (
    Settings, Team, Group, Person, Journey,
    Objective, ScopeItem, Stakeholder, Metric, Hypothesis,
    Source, Question, Claim, Measurement,
    Persona, PersonaPoint, Skill, Trait, EmpathyNote, Citation,
    Touchpoint,
    Stage, Activity,
    Emotion, PainPoint, Why,
    Raci, Handoff, LaneItem,
    Opportunity, OpportunityPain, Action,
    Note, Comment, Decision,
    Vote, VoteOption, TeamTotal, Ballot,
)  # fmt: skip

KINDS: Final[Mapping[str, type[Entity]]] = MappingProxyType({cls.KIND: cls for cls in _ALL})


def describe(kind: str, *, entered_only: bool = True) -> tuple[Field, ...]:
    """Give the descriptions of a kind's fields in form order, its own before the evidence that every card carries.

    Raises KeyError for an unknown kind.
    """
    cls = KINDS[kind]
    shared = Card.FIELDS.keys()
    own_first = sorted(cls.FIELDS.values(), key=lambda spec: spec.name in shared)
    return tuple(spec for spec in own_first if spec.entered or not entered_only)
