"""Key drivers: how much of an overall score each question explains.

LMG: R. H. Lindeman, P. F. Merenda, R. Z. Gold, "Introduction to Bivariate and Multivariate Analysis", 1980; the average
over all orders in which predictors can enter, which is Shapley's value of R² (see U. Grömping, Journal of Statistical
Software 17, 2006). Relative weights: J. W. Johnson, "A heuristic method for estimating the relative weight of predictor
variables in multiple regression", Multivariate Behavioral Research 35 (2000). Both add up to R².
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final, Literal, get_args

import numpy as np

from cjm_widgets.analysis.errors import BadParameter, UnknownColumn
from cjm_widgets.analysis.intervals import TOO_FEW
from cjm_widgets.analysis.results import Result, frame
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt
    import pandas as pd

    Numbers = npt.NDArray[np.float64]

Method = Literal["lmg", "johnson"]

MOST: Final = 15
"""LMG looks at every subset of the predictors, 2ⁿ of them."""
_DRAWS: Final = 400
_ALIKE: Final = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver(Result):
    """How much one question explains."""

    name: str
    weight: float
    """In R²; all together add up to it."""
    share: float
    """Of R², 0–1."""
    low: float
    """95 % interval of the share: respondents drawn again, 400 times, always the same way."""
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drivers(Result):
    """What explains an overall score, the strongest first. Explaining is not causing."""

    outcome: str
    method: Method
    r_squared: float
    n: int
    """Respondents who answered all of the questions."""
    left_out: int
    """Respondents who did not."""
    too_few: bool
    """Fewer than 30, or fewer than ten a question: the shares will not hold."""
    drivers: tuple[Driver, ...]

    @property
    def shares(self) -> Mapping[str, float]:
        """The shares of R² by the name of the question."""
        return {one.name: one.share for one in self.drivers}

    def table(self) -> pd.DataFrame:
        """Return one row a question."""
        return frame(self.drivers)


def key_drivers(
    answers: pd.DataFrame, outcome: str, questions: Sequence[str], *, method: Method = "lmg", draws: int = _DRAWS
) -> Drivers:
    """Tell how much each of ``questions`` explains of ``outcome``, both columns of ``answers`` with a row a respondent.

    Only respondents who answered all of them count. Raises UnknownColumn; BadParameter for an unknown method, more than
    15 questions, fewer respondents than it takes, or a column that never varies or says what others say together.
    """
    _checked(answers, outcome, questions, method)
    columns = [outcome, *questions]
    numbers = answers[columns].to_numpy(dtype=float, na_value=math.nan)
    whole = numbers[np.isfinite(numbers).all(axis=1)]
    if len(whole) < len(columns) + 1:
        raise BadParameter(
            "answers",
            _("{n} respondents answered all questions.").format(n=len(whole)),
            _("It takes at least {n}; leave out questions that few answered.").format(n=len(columns) + 1),
        )
    weights = _weights(_correlations(whole, columns), method)
    total = float(weights.sum())
    low, high = _intervals(whole, method, draws)
    made = [
        _driver(name, float(weight), total, float(low[i]), float(high[i]))
        for i, (name, weight) in enumerate(zip(questions, weights, strict=True))
    ]
    return Drivers(
        outcome=outcome, method=method, r_squared=total, n=len(whole), left_out=len(numbers) - len(whole),
        too_few=len(whole) < max(TOO_FEW, 10 * len(questions)),
        drivers=tuple(sorted(made, key=lambda one: -one.weight)),
    )  # fmt: skip


def _driver(name: str, weight: float, total: float, low: float, high: float) -> Driver:
    # A question that explains next to nothing explains a little more in nearly every draw: the ends are drawn out to
    # the share itself.
    share = weight / total
    return Driver(name=name, weight=weight, share=share, low=min(low, share), high=max(high, share))


def _checked(answers: pd.DataFrame, outcome: str, questions: Sequence[str], method: str) -> None:
    for name in (outcome, *questions):
        if name not in answers.columns:
            raise UnknownColumn(_("Answers"), name, [str(column) for column in answers.columns])
    if method not in get_args(Method):
        raise BadParameter(
            "method",
            _("“{value}” is not among the choices.").format(value=method),
            _("Choose from: {names}.").format(names=", ".join(get_args(Method))),
        )
    if not questions or len(questions) > MOST or len({outcome, *questions}) != len(questions) + 1:
        raise BadParameter(
            "questions",
            _("there are none, more than {n}, or one of them twice.").format(n=MOST),
            _("Give one to {n} questions, each once, and not the outcome.").format(n=MOST),
        )


def _correlations(whole: Numbers, columns: Sequence[str]) -> Numbers:
    for name, column in zip(columns, whole.T, strict=True):
        if np.ptp(column) == 0:
            raise BadParameter(name, _("everybody gave the same answer."), _("Leave the question out."))
    square: Numbers = np.asarray(np.corrcoef(whole, rowvar=False))
    if np.linalg.eigvalsh(square[1:, 1:])[0] < _ALIKE:
        raise BadParameter("questions", _("one says what others say together."), _("Leave one of them out."))
    return square


def _weights(square: Numbers, method: Method) -> Numbers:
    return _lmg(square) if method == "lmg" else _johnson(square)


def _lmg(square: Numbers) -> Numbers:
    """Average what a predictor adds to R² over all sets of others; each size of set weighs the same."""
    p = len(square) - 1
    explained = {frozenset[int](): 0.0}
    for size in range(1, p + 1):
        for chosen in combinations(range(1, p + 1), size):
            inner, outer = square[np.ix_(chosen, chosen)], square[0, list(chosen)]
            explained[frozenset(chosen)] = float(outer @ np.linalg.solve(inner, outer))
    weights = np.zeros(p)
    for one in range(1, p + 1):
        for others, before in explained.items():
            if one not in others:
                share = math.factorial(len(others)) * math.factorial(p - len(others) - 1) / math.factorial(p)
                weights[one - 1] += share * (explained[others | {one}] - before)
    return weights


def _johnson(square: Numbers) -> Numbers:
    """Regress on the orthogonal variables nearest to the predictors, and share that out by their squared loadings."""
    values, vectors = np.linalg.eigh(square[1:, 1:])
    loadings = vectors @ np.diag(np.sqrt(values)) @ vectors.T
    coefficients = np.linalg.solve(loadings, square[0, 1:])
    made: Numbers = (loadings**2) @ (coefficients**2)
    return made


def _intervals(whole: Numbers, method: Method, draws: int) -> tuple[Numbers, Numbers]:
    dice = np.random.default_rng(0)
    shares = []
    for _draw in range(draws):
        drawn = whole[dice.integers(len(whole), size=len(whole))]
        if (np.ptp(drawn, axis=0) == 0).any():
            continue
        square: Numbers = np.asarray(np.corrcoef(drawn, rowvar=False))
        if np.linalg.eigvalsh(square[1:, 1:])[0] < _ALIKE:
            continue
        weights = _weights(square, method)
        shares.append(weights / weights.sum())
    if not shares:
        nothing = np.full(whole.shape[1] - 1, math.nan)
        return nothing, nothing
    low, high = np.quantile(np.array(shares), [0.025, 0.975], axis=0)
    return low, high
