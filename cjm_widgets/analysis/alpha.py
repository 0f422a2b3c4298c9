"""Krippendorff's α: how far people who rated the same things agree, whatever is missing.

Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability", University of Pennsylvania, 2011.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, Literal, get_args

import numpy as np

from cjm_widgets.analysis.errors import BadParameter
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]

Level = Literal["nominal", "ordinal", "interval"]

FEWEST_UNITS: Final = 5
"""Below this many units with two ratings or more there is no interval."""
_DRAWS: Final = 1000


def krippendorff_alpha(ratings: Sequence[Sequence[float | None]], level: Level = "ordinal") -> float | None:
    """Give α of ``ratings``: a row an observer, a column a unit, None where an observer left a unit out.

    None where no unit has two ratings, or where all that can be compared is the same: then nothing could disagree.
    Raises BadParameter for rows of different lengths or an unknown level.
    """
    lengths = {len(row) for row in ratings}
    if len(lengths) > 1:
        raise BadParameter("ratings", _("the rows differ in length."), _("Give every observer a place for each unit."))
    return alpha_of_units(zip(*ratings, strict=True), level)


def alpha_of_units(units: Iterable[Iterable[float | None]], level: Level = "ordinal") -> float | None:
    """Give α of units, each with the ratings that it got; who gave them does not matter to α."""
    if level not in get_args(Level):
        raise BadParameter(
            "level",
            _("“{value}” is not among the choices.").format(value=level),
            _("Choose from: {names}.").format(names=", ".join(get_args(Level))),
        )
    values, coincidences = _coincidences(units)
    if len(values) == 0:
        return None
    counts = coincidences.sum(axis=1)
    distances = _distances(values, counts, level)
    expected = float((np.outer(counts, counts) * distances).sum())
    if expected == 0:
        return None
    observed = float((coincidences * distances).sum())
    return 1 - (float(counts.sum()) - 1) * observed / expected


def alpha_interval(units: Sequence[Sequence[float]]) -> tuple[float | None, float | None]:
    """Give a 95 % interval of the ordinal α by drawing units again, always the same way.

    None below five units, and where nothing could disagree.
    """
    if len(units) < FEWEST_UNITS:
        return None, None
    dice = np.random.default_rng(0)
    draws = (alpha_of_units([units[i] for i in dice.integers(len(units), size=len(units))]) for _draw in range(_DRAWS))
    known = [one for one in draws if one is not None]
    if not known:
        return None, None
    low, high = np.quantile(known, [0.025, 0.975])
    return float(low), float(high)


def _coincidences(units: Iterable[Iterable[float | None]]) -> tuple[Numbers, Numbers]:
    """Count pairs of values within units, a unit's weighted by 1 / (m − 1); gives values and the square of counts."""
    given = [[float(one) for one in unit if one is not None and math.isfinite(one)] for unit in units]
    given = [unit for unit in given if len(unit) > 1]
    values = np.array(sorted({one for unit in given for one in unit}))
    square = np.zeros((len(values), len(values)))
    for unit in given:
        counts = np.array([unit.count(value) for value in values], dtype=float)
        square += (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    return values, square


def _distances(values: Numbers, counts: Numbers, level: Level) -> Numbers:
    """Give δ² between each two values; for ordinal data from how many values lie between them."""
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    if level == "interval":
        return (values[:, None] - values[None, :]) ** 2
    # Σ n_g from c to k, less half of both ends: the difference of the middles of their places in the whole order.
    middles = np.cumsum(counts) - counts / 2
    return (middles[:, None] - middles[None, :]) ** 2
