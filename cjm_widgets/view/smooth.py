"""A smooth line through points that never rises above or falls below them.

Monotone cubic interpolation: F. N. Fritsch, R. E. Carlson (1980), *Monotone piecewise cubic interpolation*, with the
tangents of M. Steffen (1990). A curve of moods must not show a high that nobody felt.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

XY = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """A point of the line with the two handles of its Bézier curve."""

    at: XY
    before: XY
    after: XY


def runs(points: Sequence[XY | None]) -> tuple[tuple[Knot, ...], ...]:
    """Give a smooth line for every unbroken run of points; None is a gap. x must grow."""
    found: list[list[XY]] = [[]]
    for point in points:
        if point is None:
            found.append([])
        else:
            found[-1].append(point)
    return tuple(_knots(run) for run in found if run)


def _knots(run: list[XY]) -> tuple[Knot, ...]:
    tangents = _tangents(run)
    knots = []
    for place, (x, y) in enumerate(run):
        back = (x - run[place - 1][0]) / 3 if place else 0.0
        on = (run[place + 1][0] - x) / 3 if place + 1 < len(run) else 0.0
        slope = tangents[place]
        knots.append(Knot(at=(x, y), before=(x - back, y - back * slope), after=(x + on, y + on * slope)))
    return tuple(knots)


def _tangents(run: list[XY]) -> list[float]:
    if len(run) == 1:
        return [0.0]
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(run)]
    inner = []
    for place in range(1, len(run) - 1):
        left, right = slopes[place - 1], slopes[place]
        before, after = run[place][0] - run[place - 1][0], run[place + 1][0] - run[place][0]
        mean = (left * after + right * before) / (before + after)
        same_way = 0.0 if left * right <= 0 else 1.0
        bound = min(abs(left), abs(right), abs(mean) / 2) * 2
        inner.append(same_way * (bound if mean > 0 else -bound))
    return [
        _end(slopes[0], inner[0] if inner else slopes[0]),
        *inner,
        _end(slopes[-1], inner[-1] if inner else slopes[-1]),
    ]


def _end(slope: float, neighbour: float) -> float:
    """Give the tangent at an end: as a parabola would have it, held to three times the slope and to its direction."""
    tangent = (3 * slope - neighbour) / 2
    if tangent * slope <= 0:
        return 0.0
    return tangent if abs(tangent) <= 3 * abs(slope) else 3 * slope
