"""What rules look at: one journey of a workshop on one day, with what hangs on what."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from cjm_widgets.model.entities.action import Action, Opportunity, OpportunityPain
from cjm_widgets.model.entities.collaboration import Raci
from cjm_widgets.model.entities.data import Claim, Measurement
from cjm_widgets.model.entities.emotions import Emotion, PainPoint
from cjm_widgets.model.entities.objectives import Metric, Objective
from cjm_widgets.model.entities.personas import Persona, PersonaPoint
from cjm_widgets.model.entities.stages import Activity, Stage
from cjm_widgets.model.entities.touchpoints import Touchpoint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cjm_widgets.model.entities.journey import Journey
    from cjm_widgets.model.entity import Card, Entity
    from cjm_widgets.model.workshop import Workshop

E = TypeVar("E", bound="Entity")


class Subject:
    """One journey, looked at once; what many rules ask is worked out once."""

    def __init__(self, workshop: Workshop, journey: Journey, today: date) -> None:
        """Look at ``journey``; ``workshop`` holds settled cards only."""
        self.workshop = workshop
        self.journey = journey
        self.today = today.isoformat()
        self.tomorrow = (today + timedelta(1)).isoformat() if today < date.max else self.today

    @cached_property
    def objectives(self) -> tuple[Objective, ...]:
        """The journey's objectives."""
        return self.workshop.of(Objective, journey=self.journey.id)

    @cached_property
    def persona(self) -> Persona | None:
        """The one whom the map is about."""
        return self.workshop.find(Persona, self.journey.persona)

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The stages in order."""
        return self.workshop.of(Stage, journey=self.journey.id)

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """The activities, stage by stage."""
        by_stage = grouped(self.workshop.all(Activity), "stage")
        return tuple(activity for stage in self.stages for activity in by_stage.get(stage.id, ()))

    @cached_property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """The touchpoints in the order of the map; those without a stage come last."""
        order = {stage.id: place for place, stage in enumerate(self.stages)}
        mine = self.workshop.of(Touchpoint, journey=self.journey.id)
        return tuple(sorted(mine, key=lambda one: order.get(one.stage or "", len(order))))

    @cached_property
    def pains(self) -> tuple[PainPoint, ...]:
        """The pain points of the journey."""
        return self.workshop.of(PainPoint, journey=self.journey.id)

    @cached_property
    def opportunities(self) -> tuple[Opportunity, ...]:
        """The opportunities of the journey."""
        return self.workshop.of(Opportunity, journey=self.journey.id)

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The actions of the journey that were not dropped."""
        return tuple(one for one in self.workshop.of(Action, journey=self.journey.id) if one.status != "dropped")

    @cached_property
    def scores(self) -> Mapping[str, tuple[Emotion, ...]]:
        """The emotions that have a score, by touchpoint."""
        return grouped((one for one in self.workshop.all(Emotion) if one.valence is not None), "touchpoint")

    @cached_property
    def accountable(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the accountable teams, by touchpoint."""
        by_touchpoint = grouped(self.workshop.of(Raci, part="accountable"), "touchpoint")
        return {id: tuple(dict.fromkeys(one.team for one in parts)) for id, parts in by_touchpoint.items()}

    @cached_property
    def eased(self) -> frozenset[str]:
        """The ids of the pain points that some opportunity would ease."""
        return frozenset(tie.pain_point for tie in self.workshop.all(OpportunityPain))

    @cached_property
    def metrics(self) -> Mapping[str, tuple[Metric, ...]]:
        """The metrics by what they are about."""
        return grouped(self.workshop.all(Metric), "about")

    @cached_property
    def claims(self) -> Mapping[str | None, tuple[Claim, ...]]:
        """The ties by what they are about; those that are tied to nothing under None."""
        return grouped(self.workshop.all(Claim), "about")

    @cached_property
    def measurements(self) -> Mapping[str, tuple[Measurement, ...]]:
        """The measurements by what they are about."""
        return grouped(self.workshop.all(Measurement), "about")

    @cached_property
    def statements(self) -> tuple[Card, ...]:
        """The cards on the map that claim something about customers.

        Stages, activities, touchpoints that stand in a stage (any, while there are no stages) and pain points, as the
        map counts them. Scores of emotions and ideas for improvement are no such claims.
        """
        placed = {stage.id for stage in self.stages}
        drawn = (one for one in self.touchpoints if not placed or one.stage in placed)
        return (*self.stages, *self.activities, *drawn, *self.pains)

    @cached_property
    def graded(self) -> tuple[Card, ...]:
        """The cards whose evidence is looked at: statements, and the primary persona with its points."""
        about = (self.persona,) if self.persona else ()
        points = self.workshop.of(PersonaPoint, persona=self.persona.id) if self.persona else ()
        return (*self.statements, *about, *points)

    def named(self, id: str | None) -> Entity | None:
        """Give a thing of this workshop by its id."""
        return self.workshop.get(id)


def grouped(things: Iterable[E], field: str) -> dict[Any, tuple[E, ...]]:
    """Group things by what their ``field`` refers to, in their order."""
    groups: defaultdict[str, list[E]] = defaultdict(list)
    for thing in things:
        groups[getattr(thing, field)].append(thing)
    return {key: tuple(group) for key, group in groups.items()}
