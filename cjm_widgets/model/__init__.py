"""What a workshop is and who may do what: frozen values, the standard library only.

Read ``entity`` and ``entities`` for what there is, ``changes`` and ``fold`` for how it changes, ``policy`` for who may.
"""

from cjm_widgets.model.agenda import AGENDAS, Agenda, AgendaItem, preset
from cjm_widgets.model.changes import DELETED, SCHEMA, Change, Draft, deleting, making, making_all
from cjm_widgets.model.clock import Clock, Phase, Step
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
from cjm_widgets.model.entity import GRADES, Card, Entity, Item
from cjm_widgets.model.errors import DocumentError, InvalidValue, ModelError, Refused
from cjm_widgets.model.fields import Field, FieldKind, Json
from cjm_widgets.model.fold import Fold
from cjm_widgets.model.ids import derived_id, is_id, new_id
from cjm_widgets.model.kinds import KINDS, describe
from cjm_widgets.model.policy import Role, Viewer, allowed, may_lead, may_take_part, owns, visible
from cjm_widgets.model.rank import between, spread
from cjm_widgets.model.roomful import Look, Sight
from cjm_widgets.model.workshop import Workshop

__all__ = [
    "AGENDAS",
    "DELETED",
    "GRADES",
    "KINDS",
    "SCHEMA",
    "Action",
    "Activity",
    "Agenda",
    "AgendaItem",
    "Ballot",
    "Card",
    "Change",
    "Citation",
    "Claim",
    "Clock",
    "Comment",
    "Decision",
    "DocumentError",
    "Draft",
    "Emotion",
    "EmpathyNote",
    "Entity",
    "Field",
    "FieldKind",
    "Fold",
    "Group",
    "Handoff",
    "Hypothesis",
    "InvalidValue",
    "Item",
    "Journey",
    "Json",
    "LaneItem",
    "Look",
    "Measurement",
    "Metric",
    "ModelError",
    "Note",
    "Objective",
    "Opportunity",
    "OpportunityPain",
    "PainPoint",
    "Person",
    "Persona",
    "PersonaPoint",
    "Phase",
    "Question",
    "Raci",
    "Refused",
    "Role",
    "ScopeItem",
    "Settings",
    "Sight",
    "Skill",
    "Source",
    "Stage",
    "Stakeholder",
    "Step",
    "Team",
    "TeamTotal",
    "Touchpoint",
    "Trait",
    "Viewer",
    "Vote",
    "VoteOption",
    "Why",
    "Workshop",
    "allowed",
    "between",
    "deleting",
    "derived_id",
    "describe",
    "is_id",
    "making",
    "making_all",
    "may_lead",
    "may_take_part",
    "new_id",
    "owns",
    "preset",
    "spread",
    "visible",
]
