"""What the ties of a source say: which touchpoint or stage a name in the data is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_widgets.model import Claim, Stage, Touchpoint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.model import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """What a source's ties say, once by touchpoint and once by stage: name in the data → id."""

    touchpoints: Mapping[str, str]
    stages: Mapping[str, str]

    @classmethod
    def of(cls, workshop: Workshop, source: str, signal: str) -> Ties:
        """Read the ties of one source. A touchpoint that has a stage brings its events to that stage, too."""
        touchpoints: dict[str, str] = {}
        stages: dict[str, str] = {}
        for claim in workshop.of(Claim, source=source, signal=signal):
            touchpoint = workshop.find(Touchpoint, claim.about)
            if touchpoint is not None:
                touchpoints[claim.name] = touchpoint.id
                if touchpoint.stage:
                    stages[claim.name] = touchpoint.stage
            elif workshop.find(Stage, claim.about) is not None:
                stages[claim.name] = str(claim.about)
        return cls(touchpoints=touchpoints, stages=stages)

    def both(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Give the ties by touchpoint, then those by stage."""
        return self.touchpoints, self.stages
