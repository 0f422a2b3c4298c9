"""What stands on the map of one journey: columns, lanes, and the entries of every cell, before anything has a place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Activity, PainPoint, Source, Stage, Touchpoint
from cjm_widgets.model.settled import settled
from cjm_widgets.view.backstage import BlueprintLane, backstage_cells
from cjm_widgets.view.contrast import Contrast, contrasts
from cjm_widgets.view.curve import Series, curve_of
from cjm_widgets.view.entries import (
    Entry,
    activity_entry,
    evidence_entry,
    goal_entry,
    opportunity_entry,
    pain_entry,
    thought_entry,
    touchpoint_entry,
)
from cjm_widgets.view.evidence import Shares, shares_of
from cjm_widgets.view.metrics import metric_entries
from cjm_widgets.view.placing import UNPLACED, WHOLE, Placing, placing_of
from cjm_widgets.view.sources import source_letters
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.model import Card, Journey, Workshop


class Lane(StrEnum):
    """The lanes of a map, in order."""

    ACTIVITIES = "activities"
    GOALS = "goals"
    THOUGHTS = "thoughts"
    TOUCHPOINTS = "touchpoints"
    EMOTIONS = "emotions"
    PAINS = "pains"
    OPPORTUNITIES = "opportunities"
    METRICS = "metrics"
    EVIDENCE = "evidence"

    @property
    def label(self) -> str:
        """What people call it, in the language in use."""
        return _(_LABELS[self])


_LABELS: Final = {
    Lane.ACTIVITIES: N_("Activities"),
    Lane.GOALS: N_("Goals"),
    Lane.THOUGHTS: N_("Thoughts"),
    Lane.TOUCHPOINTS: N_("Touchpoints"),
    Lane.EMOTIONS: N_("Emotions"),
    Lane.PAINS: N_("Pain points"),
    Lane.OPPORTUNITIES: N_("Opportunities"),
    Lane.METRICS: N_("Metrics"),
    Lane.EVIDENCE: N_("Evidence"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the map: a stage, or one of the two for what belongs to no stage."""

    key: str
    """The stage's id, or UNPLACED, or WHOLE; unique on the map."""
    name: str
    stage: Stage | None = None
    touchpoints: tuple[Touchpoint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything on the map of one journey."""

    journey: Journey
    columns: tuple[Column, ...]
    cells: Mapping[tuple[Lane, str], tuple[Entry, ...]]
    """Entries by lane and the column's key; a missing cell is empty."""
    series: tuple[Series, ...]
    contrasts: tuple[Contrast, ...]
    shares: Shares
    believed: tuple[Card, ...]
    """The counted cards that are only assumed, in the order of the map."""
    sources: tuple[tuple[str, Source], ...]
    """All sources of the workshop with their letters."""
    backstage: Mapping[tuple[BlueprintLane, str], tuple[Entry, ...]]
    """Entries of the service blueprint by lane and the column's key; empty where nobody wrote a card for it."""
    left_out: int
    """Touchpoints that stand in no stage and so are not on the map."""

    def entries(self, lane: Lane, column: Column) -> tuple[Entry, ...]:
        """Give the entries of one cell."""
        return self.cells.get((lane, column.key), ())


def content_of(workshop: Workshop, journey: Journey, *, editing: bool = False) -> Content:
    """Collect what stands on the map of a journey; settled, unmerged cards only.

    Touchpoints without a stage get a first column while somebody is ``editing``, and where there is no stage at all;
    else they are counted as left out. Pains, opportunities and blueprint cards of no stage get a last column.
    """
    shown = settled(workshop)
    stages = shown.of(Stage, journey=journey.id)
    placing = placing_of(shown, journey, stages, loose=editing or not stages)
    columns = _columns(placing, stages)
    ordered = tuple(touchpoint for column in columns for touchpoint in column.touchpoints)
    series = curve_of(shown, journey, ordered)
    numbers = {touchpoint.id: number for number, touchpoint in enumerate(ordered, start=1)}
    letters = source_letters(shown)
    cells = {}
    backstage: dict[tuple[BlueprintLane, str], tuple[Entry, ...]] = {}
    counted: list[Card] = []
    for column in columns:
        here = _cells(shown, column, placing, numbers)
        claims = _claims(shown, column, placing)
        counted.extend(claims)
        here[Lane.METRICS] = metric_entries(shown, column.stage, column.touchpoints, numbers)
        here[Lane.EVIDENCE] = evidence_entry(column.key, shares_of(claims))
        cells.update({(lane, column.key): entries for lane, entries in here.items() if entries})
        behind = backstage_cells(shown, column.stage, placing.lane_items[column.key], numbers)
        backstage.update({(lane, column.key): entries for lane, entries in behind.items() if entries})
    return Content(
        journey=journey,
        columns=columns,
        cells=cells,
        series=series,
        contrasts=tuple(contrast for one in series[:1] for contrast in contrasts(shown, one, stages)),
        shares=shares_of(counted),
        believed=tuple(card for card in counted if card.grade == 0),
        sources=tuple((letters[source.id], source) for source in shown.all(Source)),
        backstage=backstage if any(placing.lane_items.values()) else {},
        left_out=0 if placing.loose_shown else len(placing.loose),
    )


def _columns(placing: Placing, stages: tuple[Stage, ...]) -> tuple[Column, ...]:
    columns = [
        Column(key=stage.id, name=stage.name, stage=stage, touchpoints=placing.touchpoints[stage.id])
        for stage in stages
    ]
    if placing.loose and placing.loose_shown:
        columns.insert(0, Column(key=UNPLACED, name=_("Not placed yet"), touchpoints=placing.loose))
    if placing.pains[WHOLE] or placing.opportunities[WHOLE] or placing.lane_items[WHOLE]:
        columns.append(Column(key=WHOLE, name=_("Across the journey")))
    return tuple(columns)


def _cells(
    shown: Workshop, column: Column, placing: Placing, numbers: Mapping[str, int]
) -> dict[Lane, tuple[Entry, ...]]:
    activities = shown.of(Activity, stage=column.stage.id) if column.stage else ()
    return {
        Lane.ACTIVITIES: tuple(activity_entry(shown, activity) for activity in activities),
        Lane.GOALS: goal_entry(shown, column.stage),
        Lane.THOUGHTS: tuple(entry for activity in activities for entry in thought_entry(activity)),
        Lane.TOUCHPOINTS: tuple(touchpoint_entry(shown, one, numbers[one.id]) for one in column.touchpoints),
        Lane.PAINS: tuple(pain_entry(shown, pain, numbers) for pain in placing.pains[column.key]),
        Lane.OPPORTUNITIES: tuple(
            opportunity_entry(shown, opportunity) for opportunity in placing.opportunities[column.key]
        ),
    }


def _claims(shown: Workshop, column: Column, placing: Placing) -> list[Card]:
    """Give the cards of a column that claim something about customers."""
    claims: list[Card] = []
    if column.stage:
        claims.append(column.stage)
        claims.extend(shown.of(Activity, stage=column.stage.id))
    claims.extend(column.touchpoints)
    pains: tuple[PainPoint, ...] = placing.pains[column.key]
    claims.extend(pains)
    return claims
