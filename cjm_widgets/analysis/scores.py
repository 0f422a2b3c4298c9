"""Scores from survey answers: Net Promoter Score, customer satisfaction, customer effort.

Answers are codes. Blank cells, the codes named as missing and codes outside the scale are missing, and are counted
as such: a code 11 for “blank” that slips in as a promoter adds four points to an airport's score.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from scipy.stats import norm

from cjm_widgets.analysis.errors import BadParameter, listed
from cjm_widgets.analysis.intervals import TOO_FEW, kish, mean_interval, nps_interval, wilson
from cjm_widgets.analysis.results import Result, frame
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    import pandas as pd

    Numbers = npt.NDArray[np.float64]

Scale = Literal["nps", "csat", "ces"]
Reading = Literal["mean", "share"]

_LOWEST = {"nps": 0, "csat": 1, "ces": 1}
_HIGHEST = {"nps": 10, "csat": 5, "ces": 7}
_PROMOTER = 9
_DETRACTOR = 6
_EASY = 5
_MOST_CODES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCount(Result):
    """How many gave one answer."""

    code: int
    count: int
    share: float
    """Of the valid answers, weighted where there are weights, 0–1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing(Result):
    """Answers that do not count, by why."""

    blank: int
    """No answer, or none that is a number."""
    coded: int
    """A code that was named as missing."""
    outside: int
    """A number that is no code of the scale."""
    outside_codes: tuple[float, ...]
    """Which those were, ascending; at most ten."""
    unweighted: int
    """Without a weight above 0, where weights are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Result):
    """A score with its interval and everything it rests on."""

    measure: str
    """``nps``, ``csat``, ``ces_mean`` or ``ces_share``."""
    value: float | None
    """NPS in points (−100…100), CSAT and CES share in 0–1, CES mean on its scale; None without answers."""
    low: float | None
    """95 % interval; None where there is none to compute."""
    high: float | None
    standard_error: float | None
    """Of NPS (points) and of means; None for shares, whose interval is not symmetric."""
    better: Literal["higher"]
    """Which way is good: 7 is the easiest on the effort scale."""
    grain: Literal["response"]
    n: int
    """Valid answers."""
    n_effective: float
    """Kish's (Σw)² / Σw²; equals ``n`` without weights."""
    weighted: bool
    too_few: bool
    """Fewer than 30 (effective) answers: show the single answers, not the score."""
    counts: tuple[AnswerCount, ...]
    """Every code of the scale, those that nobody chose too."""
    missing: Missing

    def table(self) -> pd.DataFrame:
        """Return one row a code: code, count, share."""
        return frame(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference(Result):
    """Two NPS compared: ``first − second``."""

    value: float
    """In points."""
    low: float
    high: float
    z: float
    """(s₁ − s₂) / √(SE₁² + SE₂²)."""
    p: float
    """Two-sided, by the normal distribution."""


def score_answers(
    codes: Sequence[float | None],
    scale: Scale,
    *,
    weights: Sequence[float | None] | None = None,
    missing: Sequence[float] = (),
    top: int | None = None,
    reading: Reading = "mean",
) -> Score:
    """Score the answers to one question.

    ``codes`` may hold None or not-a-number for blank. ``top`` is the highest code of a CSAT (5) or CES (7) scale that
    begins at 1; CSAT is the share of the two highest codes. CES is the mean, or with ``reading="share"`` the share of
    5–7. Raises BadParameter.
    """
    low, high = scale_range(scale, top)
    if reading not in get_args(Reading):
        raise _choices("reading", reading, get_args(Reading))
    values = np.array([math.nan if code is None else float(code) for code in codes], dtype=float)
    given = (
        np.ones(len(values))
        if weights is None
        else np.array([math.nan if one is None else float(one) for one in weights], dtype=float)
    )
    if len(given) != len(values):
        raise BadParameter("weights", _("there is not one for each answer."), _("Give as many as there are answers."))
    valid, gone = _valid(values, given, low, high, missing)
    answers, w = values[valid], given[valid]
    measure = scale if scale != "ces" else f"ces_{reading}"
    value, lower, upper, error = _estimate(measure, answers, w, high)
    n_effective = kish(w.tolist())
    return Score(
        measure=measure,
        value=value,
        low=lower,
        high=upper,
        standard_error=error,
        better="higher",
        grain="response",
        n=len(answers),
        n_effective=n_effective,
        weighted=weights is not None,
        too_few=n_effective < TOO_FEW,
        counts=_counts(answers, w, low, high),
        missing=gone,
    )


def compare_nps(first: Score, second: Score) -> Difference:
    """Compare two NPS of independent samples. Raises BadParameter where one is no NPS or has no answers."""
    for name, score in (("first", first), ("second", second)):
        if score.measure != "nps" or score.value is None or not score.standard_error:
            raise BadParameter(name, _("it is no NPS with an interval."), _("Compare two NPS with answers."))
    gap = (first.value or 0.0) - (second.value or 0.0)
    error = math.hypot(first.standard_error or 0.0, second.standard_error or 0.0)
    reach = float(norm.ppf(0.975)) * error
    z = gap / error
    return Difference(value=gap, low=gap - reach, high=gap + reach, z=z, p=2 * float(norm.sf(abs(z))))


def scale_range(scale: str, top: int | None = None) -> tuple[int, int]:
    """Return the lowest and the highest code of a scale. Raises BadParameter for a scale or a top that is none."""
    if scale not in _LOWEST:
        raise _choices("scale", scale, tuple(_LOWEST))
    fixed = {"nps": (10, 10), "csat": (3, _MOST_CODES), "ces": (7, 7)}[scale]
    high = _HIGHEST[scale] if top is None else top
    if not fixed[0] <= high <= fixed[1]:
        raise BadParameter(
            "top",
            _("{value} cannot be the highest code of {scale}.").format(value=top, scale=scale.upper()),
            _("Give {low} to {high}.").format(low=fixed[0], high=fixed[1])
            if scale == "csat"
            else _("It is {high}.").format(high=fixed[1]),
        )
    return _LOWEST[scale], high


def _choices(parameter: str, value: str, choices: Sequence[str]) -> BadParameter:
    return BadParameter(
        parameter,
        _("“{value}” is not among the choices.").format(value=value),
        _("Choose from: {names}.").format(names=listed(choices)),
    )


def _valid(
    values: Numbers, weights: Numbers, low: int, high: int, missing: Sequence[float]
) -> tuple[npt.NDArray[np.bool_], Missing]:
    blank = ~np.isfinite(values)
    coded = ~blank & np.isin(values, list(missing))
    in_scale = (values >= low) & (values <= high) & (values == np.round(values))
    outside = ~blank & ~coded & ~in_scale
    unweighted = in_scale & ~coded & ~(np.isfinite(weights) & (weights > 0))
    gone = Missing(
        blank=int(blank.sum()),
        coded=int(coded.sum()),
        outside=int(outside.sum()),
        outside_codes=tuple(float(code) for code in np.unique(values[outside])[:10]),
        unweighted=int(unweighted.sum()),
    )
    return in_scale & ~coded & ~unweighted, gone


def _share(chosen: npt.NDArray[np.bool_], weights: Numbers) -> float:
    return float(weights[chosen].sum() / weights.sum())


def _estimate(
    measure: str, answers: Numbers, weights: Numbers, high: int
) -> tuple[float | None, float | None, float | None, float | None]:
    """Return value, low, high and standard error."""
    if not len(answers):
        return None, None, None, None
    n = kish(weights.tolist())
    if measure == "nps":
        promoters, detractors = _share(answers >= _PROMOTER, weights), _share(answers <= _DETRACTOR, weights)
        lower, upper, error = nps_interval(promoters, detractors, n)
        return 100 * (promoters - detractors), lower, upper, error
    if measure == "ces_mean":
        mean, lower, upper, error = mean_interval(answers.tolist(), weights.tolist())
        return mean, _finite(lower), _finite(upper), _finite(error)
    least = _EASY if measure == "ces_share" else high - 1
    share = _share(answers >= least, weights)
    lower, upper = wilson(share * n, n)
    return share, lower, upper, None


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None


def _counts(answers: Numbers, weights: Numbers, low: int, high: int) -> tuple[AnswerCount, ...]:
    return tuple(
        AnswerCount(
            code=code,
            count=int((answers == code).sum()),
            share=_share(answers == code, weights) if len(answers) else 0.0,
        )
        for code in range(low, high + 1)
    )
