"""95 % intervals, each with its source.

Wilson and Student's t come from published code (statsmodels, SciPy's t distribution through it); the interval of the
Net Promoter Score is the adjusted Wald of Rocks (2016), "Interval estimation for the Net Promoter Score",
The American Statistician 70(4), as recommended by MeasuringU.
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

CONFIDENCE = 0.95

TOO_FEW = 30
"""Below this many answers (effective answers, where weighted) a score is marked ``too_few``.

At 30 answers an NPS still has an interval of about ±28 points and a share one of about ±17, so that
below it good and bad cannot be told apart; pages then show the single answers instead of the score. The same
30 is the least n of a moment of truth.
"""

_Z = NormalDist().inv_cdf(1 - (1 - CONFIDENCE) / 2)
_ADDED = 3.0
_ADDED_EACH = 0.75


def wilson(count: float, n: float) -> tuple[float, float]:
    """Return Wilson's interval of a share ``count / n``, both ends in 0–1; (0, 1) where n is 0.

    ``n`` may be an effective number of answers (Kish), with ``count = share × n``.
    """
    if n <= 0:
        return 0.0, 1.0
    from statsmodels.stats.proportion import proportion_confint  # noqa: PLC0415 - brings in pandas and SciPy

    low, high = proportion_confint(min(count, n), n, alpha=1 - CONFIDENCE, method="wilson")
    share = min(count / n, 1.0)
    # Rounding must not push an end past the share itself, nor past 0 or 1.
    return max(0.0, min(float(low), share)), min(1.0, max(float(high), share))


def nps_interval(promoters: float, detractors: float, n: float) -> tuple[float, float, float]:
    """Return low, high and standard error, in points, of an NPS from shares in 0–1 and ``n`` answers.

    Adjusted Wald: three answers are added, three quarters of one to the promoters and to the detractors each;
    variance p + d − (p − d)². Ends are cut at ±100, and drawn out to the score itself, which the added answers would
    leave outside where a single customer was asked.
    """
    total = n + _ADDED
    p = (promoters * n + _ADDED_EACH) / total
    d = (detractors * n + _ADDED_EACH) / total
    score = p - d
    error = math.sqrt((p + d - score**2) / total)
    seen = 100 * (promoters - detractors)
    low, high = 100 * (score - _Z * error), 100 * (score + _Z * error)
    return max(-100.0, min(low, seen)), min(100.0, max(high, seen)), 100 * error


def mean_interval(values: Sequence[float], weights: Sequence[float]) -> tuple[float, float, float, float]:
    """Return mean, low, high and standard error by Student's t, with Kish's n_eff in place of n.

    With one answer, or when nothing varies and n_eff is below 2, there is no interval: low and high are not a number.
    """
    n_effective = kish(weights)
    from statsmodels.stats.weightstats import DescrStatsW  # noqa: PLC0415 - as above

    described = DescrStatsW(np.asarray(values, dtype=float), weights=np.asarray(weights, dtype=float))
    # DescrStatsW takes weights as counts of cases; scaled to n_eff they carry as much as the sample does.
    described = DescrStatsW(described.data, weights=described.weights * (n_effective / described.weights.sum()))
    mean = float(described.mean)
    if n_effective <= 1:
        return mean, math.nan, math.nan, math.nan
    low, high = described.tconfint_mean(alpha=1 - CONFIDENCE)
    return mean, min(float(low), mean), max(float(high), mean), float(described.std_mean)


def kish(weights: Sequence[float]) -> float:
    """Return Kish's effective number of answers, (Σw)² / Σw²; 0 without weights."""
    w = np.asarray(weights, dtype=float)
    squares = float((w**2).sum())
    return float(w.sum()) ** 2 / squares if squares > 0 else 0.0
