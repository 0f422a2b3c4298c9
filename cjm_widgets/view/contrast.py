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
from cjm_widgets.view.wording import count, figure, listing, sample
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
    """How the room and what is measured stand to each other."""

    ROOM_WORSE = "room_worse"
    ROOM_BETTER = "room_better"
    AGREE = "agree"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """The room's mood at one stage or touchpoint beside all measurements of it that are on a side."""

    about: str
    """The id of the stage or touchpoint."""
    name: str
    stage: str
    """The id of the stage it stands in."""
    mood: Mood
    against: tuple[Measurement, ...]
    """Those on the other side than the room."""
    beside: tuple[Measurement, ...]
    """Those on the room's side."""

    @property
    def verdict(self) -> Verdict:
        """How the room and the measurements stand to each other; one that differs is enough to differ."""
        if not self.against:
            return Verdict.AGREE
        return Verdict.ROOM_WORSE if self.mood.mean < 0 else Verdict.ROOM_BETTER

    @property
    def differs(self) -> bool:
        """Tell whether a measurement is on the other side than the room."""
        return bool(self.against)

    @property
    def said(self) -> str:
        """The comparison in one sentence, with all numbers and their n; a second one for what agrees all the same."""
        pattern = {
            Verdict.ROOM_WORSE: _("The room feels worse here than customers say: {room} against {measured}."),
            Verdict.ROOM_BETTER: _("The room feels better here than customers say: {room} against {measured}."),
            Verdict.AGREE: _("The room and customers are on the same side: {room}, {measured}."),
        }[self.verdict]
        said = pattern.format(room=mood_said(self.mood), measured=_all_said(self.against or self.beside))
        if self.against and self.beside:
            said += " " + _("On the room’s side: {measured}.").format(measured=_all_said(self.beside))
        return said

    @property
    def measures(self) -> str:
        """The names of what is on the other side, or where nothing is, of what agrees: NPS, CSAT and CES."""
        return listing(list(dict.fromkeys(_label(one) for one in self.against or self.beside)))


def mood_said(mood: Mood) -> str:
    """Say a mood with its n: mood −1.2 (6 scores)."""
    scores = ngettext("{n} score", "{n} scores", mood.n).format(n=count(mood.n))
    return _("mood {mean} ({scores})").format(mean=figure(mood.mean, 1, sign=True), scores=scores)


def measurement_said(measurement: Measurement) -> str:
    """Say a measurement with its interval and n: CSAT 86 % (83 % to 89 %, n 312)."""
    n = sample(measurement.n) if measurement.n is not None else ""
    within = ", ".join(part for part in (interval_text(measurement), n) if part)
    return f"{_label(measurement)}\u00a0{value_text(measurement)} ({within})"


def contrasts(workshop: Workshop, series: Series, stages: Sequence[Stage]) -> tuple[Contrast, ...]:
    """Compare one curve with all measurements, once a place: each stage, and after it its touchpoints.

    ``workshop`` holds settled cards only.
    """
    found: list[Contrast | None] = []
    for stage in stages:
        found.append(_compared(workshop, stage.id, stage.name, stage.id, stage_mood(series, stage.id)))
        for point in series.points:
            if point.touchpoint.stage == stage.id:
                touchpoint = point.touchpoint
                found.append(_compared(workshop, touchpoint.id, touchpoint.name, stage.id, point.mood))
    return tuple(one for one in found if one)


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


def _compared(workshop: Workshop, about: str, name: str, stage: str, mood: Mood | None) -> Contrast | None:
    felt = room_side(mood)
    if mood is None or felt == 0:
        return None
    order = list(NEUTRAL)
    sided = [(one, measured_side(one)) for one in workshop.of(Measurement, about=about)]
    decided = sorted((pair for pair in sided if pair[1]), key=lambda pair: order.index(pair[0].measure or ""))
    if not decided:
        return None
    return Contrast(
        about=about,
        name=name,
        stage=stage,
        mood=mood,
        against=tuple(one for one, side in decided if side != felt),
        beside=tuple(one for one, side in decided if side == felt),
    )


def _all_said(measurements: Sequence[Measurement]) -> str:
    return ", ".join(measurement_said(one) for one in measurements)


def _label(measurement: Measurement) -> str:
    return _LABELS.get(measurement.measure or "", _("comments’ tone"))
