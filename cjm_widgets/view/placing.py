"""Which column a card stands in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from cjm_widgets.model import LaneItem, Opportunity, OpportunityPain, PainPoint, Touchpoint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cjm_widgets.model import Journey, Stage, Workshop

C = TypeVar("C")

UNPLACED: Final = "not-placed"
"""The key of the column for touchpoints that stand in no stage."""
WHOLE: Final = "whole-journey"
"""The key of the column for what belongs to no one stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """Cards by the key of the column that they stand in; a key that holds nothing gives an empty tuple."""

    touchpoints: Mapping[str, tuple[Touchpoint, ...]]
    loose: tuple[Touchpoint, ...]
    """Touchpoints that stand in no stage of this journey."""
    loose_shown: bool
    pains: Mapping[str, tuple[PainPoint, ...]]
    opportunities: Mapping[str, tuple[Opportunity, ...]]
    lane_items: Mapping[str, tuple[LaneItem, ...]]


def placing_of(shown: Workshop, journey: Journey, stages: Sequence[Stage], *, loose: bool) -> Placing:
    """Place the cards of a journey.

    A pain stands where its touchpoint stands, an opportunity where the first of the pains stands that it would ease;
    a card of the blueprint stands in its stage, else with its touchpoint; what has no such place belongs to the whole
    journey. ``loose`` shows touchpoints without a stage.
    """
    keys = {stage.id for stage in stages}
    mine = shown.of(Touchpoint, journey=journey.id)
    loose_ones = tuple(touchpoint for touchpoint in mine if touchpoint.stage not in keys)
    home = {touchpoint.id: touchpoint.stage or "" for touchpoint in mine if touchpoint.stage in keys}
    if loose:
        home.update({touchpoint.id: UNPLACED for touchpoint in loose_ones})
    pains = shown.of(PainPoint, journey=journey.id)
    pain_home = {pain.id: home.get(pain.touchpoint or "", WHOLE) for pain in pains}
    order = {key: place for place, key in enumerate((UNPLACED, *(stage.id for stage in stages), WHOLE))}
    eased: defaultdict[str, list[str]] = defaultdict(list)
    for tie in shown.all(OpportunityPain):
        if tie.pain_point in pain_home:
            eased[tie.opportunity].append(pain_home[tie.pain_point])
    opportunities = shown.of(Opportunity, journey=journey.id)
    return Placing(
        touchpoints=_grouped((touchpoint.stage or "", touchpoint) for touchpoint in mine if touchpoint.stage in keys),
        loose=loose_ones,
        loose_shown=loose,
        pains=_grouped((pain_home[pain.id], pain) for pain in pains),
        opportunities=_grouped(
            (min(eased[one.id], key=order.__getitem__, default=WHOLE), one) for one in opportunities
        ),
        lane_items=_grouped(
            (item.stage if item.stage in keys else home.get(item.touchpoint or "", WHOLE), item)
            for item in shown.of(LaneItem, journey=journey.id)
        ),
    )


def _grouped(pairs: Iterable[tuple[str, C]]) -> Mapping[str, tuple[C, ...]]:
    grouped: defaultdict[str, tuple[C, ...]] = defaultdict(tuple)
    for key, card in pairs:
        grouped[key] += (card,)
    return grouped
