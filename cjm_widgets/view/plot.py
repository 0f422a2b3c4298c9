"""Where the emotion curve runs: points, bands, single scores and the few labels that fit. All lengths in px."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.view.blocks import Box
from cjm_widgets.view.curve import HIGHEST, LOWEST
from cjm_widgets.view.smooth import Knot, runs
from cjm_widgets.view.typeface import width, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.view.curve import Point, Series

PLOT_HEIGHT: Final = 344.0
ABOVE: Final = 58.0
"""Room above the best score, for labels."""
BELOW: Final = 84.0
"""Room below the worst score, for labels and the touchpoints' numbers."""
LABEL_SIZE: Final = 12.0
LABEL_LEADING: Final = 15.0
LABEL_ROOM: Final = 168.0
LABEL_LINES: Final = 2
AWAY: Final = 16.0
"""How far a label stands from its point."""
MOST_LABELS: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One touchpoint of one series on the drawing."""

    point: Point
    x: float
    y: float | None
    """The mean; None where nobody scored."""
    y_low: float | None
    y_high: float | None
    dots: tuple[tuple[float, float], ...]
    """Single scores; equal ones stand side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The name of a touchpoint that stands out."""

    lines: tuple[str, ...]
    x: float
    """Where the text is anchored."""
    y: float
    """The first baseline."""
    anchor: str
    """``start``, ``middle`` or ``end``."""
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One series on the drawing."""

    series: Series
    places: tuple[Place, ...]
    line: tuple[tuple[Knot, ...], ...]
    """Unbroken runs of the mean; a gap begins a new one."""
    band: tuple[tuple[tuple[Knot, ...], tuple[Knot, ...]], ...]
    """The upper and lower edge of the spread, run by run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """The drawing of all curves of a journey."""

    box: Box
    tracks: tuple[Track, ...]
    labels: tuple[Label, ...]
    numbers: tuple[tuple[float, int], ...]
    """The x and the number of every touchpoint."""

    def y(self, score: float) -> float:
        """Give the height at which a score stands."""
        return y_of(score, self.box)


def y_of(score: float, box: Box) -> float:
    """Give the height of a score in a plot's box."""
    share = (HIGHEST - score) / (HIGHEST - LOWEST)
    return round(box.y + ABOVE + share * (box.height - ABOVE - BELOW), 2)


def plot_of(series: tuple[Series, ...], x_by_id: Mapping[str, float], box: Box) -> Plot | None:
    """Place every series in ``box``; None where there is no touchpoint to stand under."""
    if not x_by_id:
        return None
    tracks = tuple(_track(one, x_by_id, box) for one in series)
    numbers = tuple((x, number) for number, x in enumerate(x_by_id.values(), start=1))
    return Plot(box=box, tracks=tracks, labels=_labels(tracks[:1], box), numbers=numbers)


def _track(series: Series, x_by_id: Mapping[str, float], box: Box) -> Track:
    places = tuple(_place(point, x_by_id[point.touchpoint.id], box) for point in series.points)
    line = runs([(p.x, p.y) if p.y is not None else None for p in places])
    upper = runs([(p.x, p.y_high) if p.y_high is not None else None for p in places])
    lower = runs([(p.x, p.y_low) if p.y_low is not None else None for p in places])
    return Track(series=series, places=places, line=line, band=tuple(zip(upper, lower, strict=True)))


def _place(point: Point, x: float, box: Box) -> Place:
    mood = point.mood
    if mood is None:
        return Place(point=point, x=x, y=None, y_low=None, y_high=None, dots=())
    dots: list[tuple[float, float]] = []
    for score in sorted(set(mood.scores)):
        times = mood.scores.count(score)
        step = min(7.0, 36.0 / times)
        dots.extend((round(x + (place - (times - 1) / 2) * step, 2), y_of(score, box)) for place in range(times))
    return Place(
        point=point,
        x=x,
        y=y_of(mood.mean, box),
        y_low=y_of(mood.low, box),
        y_high=y_of(mood.high, box),
        dots=tuple(dots),
    )


def _labels(tracks: tuple[Track, ...], box: Box) -> tuple[Label, ...]:
    """Name what stands out on the first curve: lowest and highest point, and moments of truth where there is room."""
    scored = [place for track in tracks for place in track.places if place.point.mood]
    if not scored:
        return ()
    lowest = min(scored, key=lambda place: (_mean(place), place.x))
    highest = max(scored, key=lambda place: (_mean(place), -place.x))
    truths = sorted((p for p in scored if p.point.touchpoint.moment_of_truth), key=lambda p: (-abs(_mean(p)), p.x))
    labels: list[Label] = []
    for place in dict.fromkeys((lowest, highest, *truths)):
        label = _label(place, box)
        if len(labels) < MOST_LABELS and not any(_overlap(label.box, other.box) for other in labels):
            labels.append(label)
    return tuple(labels)


def _mean(place: Place) -> float:
    return place.point.mood.mean if place.point.mood else 0.0


def _label(place: Place, box: Box) -> Label:
    lines = _balanced(place.point.touchpoint.name)
    wide = max(width(line, LABEL_SIZE, bold=True) for line in lines)
    tall = LABEL_LEADING * len(lines)
    reach = [y for y in (place.y_low, place.y_high, place.y, *(y for _x, y in place.dots)) if y is not None]
    top = min(reach) - AWAY - tall + 4 if _mean(place) >= 0 else max(reach) + AWAY - 4
    top = min(max(top, box.y + 4), box.bottom - tall - 30)
    left = place.x - wide / 2
    anchor, x = "middle", place.x
    if left < box.x + 6:
        anchor, x, left = "start", box.x + 6, box.x + 6
    elif left + wide > box.right - 6:
        anchor, x, left = "end", box.right - 6, box.right - 6 - wide
    where = Box(x=round(left, 2), y=round(top, 2), width=round(wide, 2), height=tall)
    return Label(lines=lines, x=round(x, 2), y=round(top + LABEL_LEADING * 0.78, 2), anchor=anchor, box=where)


def _balanced(name: str) -> tuple[str, ...]:
    """Break a name into lines of much the same width."""
    lines = wrap(name, LABEL_SIZE, LABEL_ROOM, bold=True, limit=LABEL_LINES)
    room = LABEL_ROOM
    while room > LABEL_ROOM / 2 and not lines[-1].endswith("…"):
        room -= 8
        narrower = wrap(name, LABEL_SIZE, room, bold=True, limit=LABEL_LINES + 1)
        if len(narrower) > len(lines) or any(width(line, LABEL_SIZE, bold=True) > room for line in narrower):
            break
        lines = narrower
    return lines


def _overlap(a: Box, b: Box) -> bool:
    return a.x < b.right + 8 and b.x < a.right + 8 and a.y < b.bottom + 2 and b.y < a.bottom + 2
