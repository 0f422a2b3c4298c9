"""Felt against measured: where the room's mood and what customers said or did stand on different sides.

Compared are directions, not sizes, because a mood of −1.2 and a CSAT of 61 % have no common unit. The room is on a side
when its mean lies at least half a point from neutral with three scores or more. A measurement is on a side when its
whole 95 % interval is: NPS and the tone of comments above or below 0, CSAT above or below half of the answers, CES
above or below the middle of its scale of 1–7 (7 is easy). Otherwise, and wherever n is too small, nothing is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Measurement
from cjm_widgets.view.curve import stage_mood
from cjm_widgets.view.measured import interval_text, value_text
from cjm_widgets.view.wording import count, figure, quoted, sample
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.model import Stage, Workshop
    from cjm_widgets.view.curve import Mood, Series

NEUTRAL: Final = {"nps": 0.0, "csat": 50.0, "ces": 4.0, "comments": 0.0}
_LABELS: Final = {"nps": "NPS", "csat": "CSAT", "ces": "CES"}
CLEARLY: Final = 0.5
ENOUGH_SCORES: Final = 3


class Verdict(StrEnum):
    """How the room and a measurement stand to each other."""

    ROOM_WORSE = "room_worse"
    ROOM_BETTER = "room_better"
    AGREE = "agree"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """The room's mood at one stage or touchpoint beside one measurement of it."""

    about: str
    """The id of the stage or touchpoint."""
    name: str
    stage: str
    """The id of the stage it stands in."""
    mood: Mood
    measurement: Measurement
    verdict: Verdict

    @property
    def differs(self) -> bool:
        """Tell whether the two are on different sides."""
        return self.verdict is not Verdict.AGREE

    @property
    def said(self) -> str:
        """The comparison in one sentence, with both numbers and their n."""
        pattern = {
            Verdict.ROOM_WORSE: _("The room feels worse here than customers say: {room} against {measured}."),
            Verdict.ROOM_BETTER: _("The room feels better here than customers say: {room} against {measured}."),
            Verdict.AGREE: _("The room and customers are on the same side: {room}, {measured}."),
        }[self.verdict]
        return pattern.format(room=mood_said(self.mood), measured=measurement_said(self.measurement))

    @property
    def said_with_place(self) -> str:
        """The same, after the name of the stage or touchpoint."""
        return f"{quoted(self.name)}: {self.said}"


def mood_said(mood: Mood) -> str:
    """Say a mood with its n: mood −1.2 (6 scores)."""
    scores = ngettext("{n} score", "{n} scores", mood.n).format(n=count(mood.n))
    return _("mood {mean} ({scores})").format(mean=figure(mood.mean, 1, sign=True), scores=scores)


def measurement_said(measurement: Measurement) -> str:
    """Say a measurement with its interval and n: CSAT 86 % (83 % to 89 %, n 312)."""
    label = _LABELS.get(measurement.measure or "", _("comments’ tone"))
    n = sample(measurement.n) if measurement.n is not None else ""
    within = ", ".join(part for part in (interval_text(measurement), n) if part)
    return f"{label} {value_text(measurement)} ({within})"


def contrasts(workshop: Workshop, series: Series, stages: Sequence[Stage]) -> tuple[Contrast, ...]:
    """Compare one curve with all measurements, stage by stage; a stage's own measurements come before its touchpoints'.

    ``workshop`` holds settled cards only.
    """
    found: list[Contrast] = []
    for stage in stages:
        found.extend(_compared(workshop, stage.id, stage.name, stage.id, stage_mood(series, stage.id)))
        for point in series.points:
            if point.touchpoint.stage == stage.id:
                touchpoint = point.touchpoint
                found.extend(_compared(workshop, touchpoint.id, touchpoint.name, stage.id, point.mood))
    return tuple(found)


def room_side(mood: Mood | None) -> int:
    """Tell the side of a mood: −1, 1, or 0 where it is undecided or stands on too few scores."""
    if mood is None or mood.n < ENOUGH_SCORES or abs(mood.mean) < CLEARLY:
        return 0
    return 1 if mood.mean > 0 else -1


def measured_side(measurement: Measurement) -> int:
    """Tell the side of a measurement: −1, 1, or 0 where its interval holds the neutral point or n is too small."""
    neutral = NEUTRAL.get(measurement.measure or "")
    low, high = measurement.low, measurement.high
    if neutral is None or low is None or high is None or measurement.value is None or measurement.too_few:
        return 0
    return 1 if low > neutral else -1 if high < neutral else 0


def _compared(workshop: Workshop, about: str, name: str, stage: str, mood: Mood | None) -> list[Contrast]:
    felt = room_side(mood)
    if mood is None or felt == 0:
        return []
    found = []
    for measurement in workshop.of(Measurement, about=about):
        side = measured_side(measurement)
        if side:
            verdict = Verdict.AGREE if side == felt else Verdict.ROOM_WORSE if felt < side else Verdict.ROOM_BETTER
            found.append(
                Contrast(about=about, name=name, stage=stage, mood=mood, measurement=measurement, verdict=verdict)
            )
    return sorted(found, key=lambda contrast: (list(NEUTRAL).index(contrast.measurement.measure or ""), contrast.about))
