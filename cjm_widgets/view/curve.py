"""The emotion curve: what people say the customer feels at each touchpoint, with how far they differ.

One series a persona: scores about different personas are never averaged into one. A score is a whole number from −2
(very bad) to +2 (very good). The mean is shown because it is what people expect of the curve; beside it stand the
median, every single score, and a spread: the middle half (first to third quartile, R's type 7) from five scores on, the
range from lowest to highest for two to four, and none for one. Where nobody scored there is a gap, not a zero.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median, quantiles
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Emotion, Persona, Stage, Touchpoint
from cjm_widgets.model.settled import settled
from cjm_widgets.view.wording import count, figure
from cjm_widgets.words import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cjm_widgets.model import Journey, Workshop

LOWEST: Final = -2
HIGHEST: Final = 2
ENOUGH_FOR_QUARTILES: Final = 5


class Spread(StrEnum):
    """What ``low`` and ``high`` of a point are."""

    MIDDLE_HALF = "middle_half"
    RANGE = "range"
    NONE = "none"

    @property
    def label(self) -> str:
        """What people call it, in the language in use."""
        return _(_SPREADS[self])


_SPREADS: Final = {
    Spread.MIDDLE_HALF: N_("middle half of the scores"),
    Spread.RANGE: N_("lowest to highest score"),
    Spread.NONE: N_("no spread"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """A few scores, summed up."""

    scores: tuple[int, ...]
    """From lowest to highest, −2 to 2; never empty."""
    mean: float
    median: float
    low: float
    high: float
    spread: Spread

    @property
    def n(self) -> int:
        """How many scores there are."""
        return len(self.scores)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One touchpoint on the curve of one persona."""

    touchpoint: Touchpoint
    number: int
    """The touchpoint's place on the map, from 1."""
    mood: Mood | None
    """None where nobody scored: a gap."""
    words: tuple[tuple[str, int], ...]
    """The words people gave, with how often, the most frequent first."""
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The curve of one persona."""

    persona: str | None
    """The persona's id; None when scores name none and the journey has no persona."""
    name: str
    points: tuple[Point, ...]

    @property
    def n(self) -> int:
        """How many scores there are in all."""
        return sum(point.mood.n for point in self.points if point.mood)


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveRow:
    """One touchpoint and persona, as a row for analysts and for readers who do not see the drawing."""

    number: int
    stage: str
    touchpoint: str
    persona: str
    n: int
    mean: float | None
    median: float | None
    low: float | None
    high: float | None
    spread: str
    scores: str
    words: str
    quotes: str


def mood_of(scores: Iterable[int]) -> Mood | None:
    """Sum up scores; None when there are none."""
    ordered = tuple(sorted(scores))
    if not ordered:
        return None
    low, high, spread = float(ordered[0]), float(ordered[-1]), Spread.RANGE
    if len(ordered) == 1:
        spread = Spread.NONE
    elif len(ordered) >= ENOUGH_FOR_QUARTILES:
        low, _middle, high = quantiles(ordered, n=4, method="inclusive")
        spread = Spread.MIDDLE_HALF
    return Mood(scores=ordered, mean=fmean(ordered), median=float(median(ordered)), low=low, high=high, spread=spread)


def journey_touchpoints(workshop: Workshop, journey: Journey) -> tuple[Touchpoint, ...]:
    """Give the placed touchpoints of a journey in the order of their stages, and by rank within one."""
    mine = workshop.of(Touchpoint, journey=journey.id)
    stages = workshop.of(Stage, journey=journey.id)
    return tuple(touchpoint for stage in stages for touchpoint in mine if touchpoint.stage == stage.id)


def curve(workshop: Workshop, journey: Journey) -> tuple[Series, ...]:
    """Give the curve of each persona that somebody scored for: the journey's own first, then by name.

    A score that names no persona is about the journey's. Without any score there is no series.
    """
    shown = settled(workshop)
    return curve_of(shown, journey, journey_touchpoints(shown, journey))


def curve_of(shown: Workshop, journey: Journey, touchpoints: Sequence[Touchpoint]) -> tuple[Series, ...]:
    """Give the curves over these touchpoints of a workshop that holds settled cards only."""
    ids = {touchpoint.id for touchpoint in touchpoints}
    by_persona: dict[str | None, dict[str, list[Emotion]]] = {}
    for emotion in shown.all(Emotion):
        if emotion.touchpoint in ids and (emotion.valence is not None or emotion.word or emotion.quote):
            persona = emotion.persona or journey.persona
            by_persona.setdefault(persona, {}).setdefault(emotion.touchpoint, []).append(emotion)
    names = {id: _persona_name(shown, id) for id in by_persona}
    order = sorted(by_persona, key=lambda id: (id != journey.persona, names[id], id or ""))
    return tuple(
        Series(
            persona=id,
            name=names[id],
            points=tuple(
                _point(touchpoint, number, by_persona[id].get(touchpoint.id, []))
                for number, touchpoint in enumerate(touchpoints, start=1)
            ),
        )
        for id in order
    )


def stage_mood(series: Series, stage: str) -> Mood | None:
    """Sum up all scores at the touchpoints of one stage, each score counted once; None when there are none."""
    points = (point for point in series.points if point.touchpoint.stage == stage and point.mood)
    return mood_of(score for point in points for score in (point.mood.scores if point.mood else ()))


def curve_table(workshop: Workshop, journey: Journey) -> tuple[CurveRow, ...]:
    """Give the curve as rows, one a touchpoint and persona, in the order of the journey."""
    names = {stage.id: stage.name for stage in workshop.all(Stage)}
    return tuple(
        CurveRow(
            number=point.number,
            stage=names.get(point.touchpoint.stage or "", ""),
            touchpoint=point.touchpoint.name,
            persona=series.name,
            n=point.mood.n if point.mood else 0,
            mean=point.mood.mean if point.mood else None,
            median=point.mood.median if point.mood else None,
            low=point.mood.low if point.mood else None,
            high=point.mood.high if point.mood else None,
            spread=point.mood.spread.label if point.mood else "",
            scores=" ".join(
                f"{score:+d}".replace("-", "−") if score else "0" for score in (point.mood.scores if point.mood else ())
            ),
            words=", ".join(f"{word} ×{times}" if times > 1 else word for word, times in point.words),
            quotes=" · ".join(point.quotes),
        )
        for series in curve(workshop, journey)
        for point in series.points
    )


def curve_finding(series: tuple[Series, ...]) -> str:
    """Say in a sentence what the curves show: where the first one is lowest, and on how many scores that stands."""
    scored = [(point, point.mood) for point in series[0].points if point.mood] if series else []
    if not scored:
        return _("Emotion curve: nobody has scored yet")
    low, mood = min(scored, key=lambda pair: (pair[1].mean, pair[0].number))
    n = sum(one.n for one in series)
    scores = ngettext("{n} score", "{n} scores", n).format(n=count(n))
    return _("Worst at “{name}”: {mean} ({scores} in all)").format(
        name=low.touchpoint.name, mean=figure(mood.mean, 1, sign=True), scores=scores
    )


def _point(touchpoint: Touchpoint, number: int, emotions: list[Emotion]) -> Point:
    words = Counter(emotion.word.strip().lower() for emotion in emotions if emotion.word.strip())
    return Point(
        touchpoint=touchpoint,
        number=number,
        mood=mood_of(emotion.valence for emotion in emotions if emotion.valence is not None),
        words=tuple(sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))),
        quotes=tuple(dict.fromkeys(emotion.quote.strip() for emotion in emotions if emotion.quote.strip())),
    )


def _persona_name(workshop: Workshop, id: str | None) -> str:
    persona = workshop.find(Persona, id)
    return persona.name if persona else _("the customer")
