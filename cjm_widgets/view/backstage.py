"""What stands in the service blueprint of a map: its lanes, the three lines between them, and the entries of each."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Activity, LaneItem, Team
from cjm_widgets.view.entries import Entry
from cjm_widgets.view.evidence import evidence_of
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.model import Stage, Workshop


class BlueprintLane(StrEnum):
    """The lanes of a service blueprint, in order (G. L. Shostack; M. J. Bitner)."""

    PHYSICAL = "evidence"
    CUSTOMER = "customer"
    FRONTSTAGE = "frontstage"
    BACKSTAGE = "backstage"
    SUPPORT = "support"

    @property
    def label(self) -> str:
        """What people call it, in the language in use."""
        return _(_LABELS[self])

    @property
    def line(self) -> str:
        """The line drawn below the lane, in the language in use; empty where there is none."""
        return _(_LINES[self]) if self in _LINES else ""


_LABELS: Final = {
    BlueprintLane.PHYSICAL: N_("Physical evidence"),
    BlueprintLane.CUSTOMER: N_("Customer actions"),
    BlueprintLane.FRONTSTAGE: N_("Frontstage"),
    BlueprintLane.BACKSTAGE: N_("Backstage"),
    BlueprintLane.SUPPORT: N_("Support processes"),
}
_LINES: Final = {
    BlueprintLane.CUSTOMER: N_("Line of interaction"),
    BlueprintLane.FRONTSTAGE: N_("Line of visibility"),
    BlueprintLane.BACKSTAGE: N_("Line of internal interaction"),
}


def backstage_cells(
    shown: Workshop, stage: Stage | None, items: Sequence[LaneItem], numbers: Mapping[str, int]
) -> dict[BlueprintLane, tuple[Entry, ...]]:
    """Give the entries of one column, lane by lane; ``items`` are the cards that stand in it.

    The customer's actions are the activities of the stage.
    """
    activities = shown.of(Activity, stage=stage.id) if stage else ()
    cells = {
        lane: tuple(_entry(shown, item, numbers) for item in items if item.lane == lane.value) for lane in BlueprintLane
    }
    cells[BlueprintLane.CUSTOMER] = tuple(Entry(card=one.id, text=one.text) for one in activities)
    return cells


def _entry(shown: Workshop, item: LaneItem, numbers: Mapping[str, int]) -> Entry:
    team = shown.find(Team, item.team)
    graded = item.evidence_grade is not None
    return Entry(
        card=item.id,
        text=item.text,
        number=numbers.get(item.touchpoint or ""),
        details=(team.name,) if team else (),
        evidence=evidence_of(shown, item) if graded else None,
    )
