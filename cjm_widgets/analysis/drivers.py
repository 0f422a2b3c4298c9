"""Key drivers: how much of an overall score each question explains.

LMG: R. H. Lindeman, P. F. Merenda, R. Z. Gold, "Introduction to Bivariate and Multivariate Analysis", 1980; the average
over all orders in which predictors can enter, which is Shapley's value of R² (see U. Grömping, Journal of Statistical
Software 17, 2006). Relative weights: J. W. Johnson, "A heuristic method for estimating the relative weight of predictor
variables in multiple regression", Multivariate Behavioral Research 35 (2000). Both add up to R².
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

import numpy as np

from cjm_widgets.analysis.errors import BadParameter, UnknownColumn
from cjm_widgets.analysis.intervals import TOO_FEW
from cjm_widgets.analysis.results import Result, frame
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy.typing as npt
    import pandas as pd

    Numbers = npt.NDArray[np.float64]

Method = Literal["lmg", "johnson"]

MOST: Final = 15
"""LMG looks at every subset of the predictors, 2ⁿ of them."""
_DRAWS: Final = 400
_ROOM: Final = 2**19
"""So many sets of predictors, over all draws, are looked at at once: some ten megabytes."""
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
    weights = _weights(_correlations(whole, columns)[None], method)[0]
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


def _weights(squares: Numbers, method: Method) -> Numbers:
    """Give the weights, a row a square of correlations, from squares of (outcome, predictors …), stacked."""
    return _lmg(squares) if method == "lmg" else _johnson(squares)


def _lmg(squares: Numbers) -> Numbers:
    """Average what a predictor adds to R² over all sets of others; each size of set weighs the same."""
    p = squares.shape[-1] - 1
    explained = 1 - _unexplained(squares)
    sizes = np.indices((2,) * (p - 1)).sum(axis=0)
    shares = np.array([math.factorial(n) * math.factorial(p - n - 1) / math.factorial(p) for n in range(p)])[sizes]
    added = [np.take(explained, 1, axis=one + 1) - np.take(explained, 0, axis=one + 1) for one in range(p)]
    return np.stack([(gain * shares).reshape(len(squares), -1).sum(axis=1) for gain in added], axis=1)


def _unexplained(squares: Numbers) -> Numbers:
    """Give what of the outcome's variance each set of predictors leaves: an axis a predictor, 0 left out, 1 taken in.

    One predictor after the other is left out of all sets so far, and taken out of what is still to come (a Gauss step),
    so that 2ⁿ sets cost one step each and no system is solved anew.
    """
    p = squares.shape[-1] - 1
    # The predictors first, the outcome last: a step looks only at what comes behind it.
    order = [*range(1, p + 1), 0]
    rest = squares[:, order][:, :, order]
    for _predictor in range(p):
        without = rest[..., 1:, 1:]
        rows, pivot = rest[..., 1:, :1], rest[..., :1, :1]
        rest = np.stack([without, without - rows @ np.swapaxes(rows, -1, -2) / pivot], axis=-3)
    return rest[..., 0, 0]


def _johnson(squares: Numbers) -> Numbers:
    """Regress on the orthogonal variables nearest to the predictors, and share that out by their squared loadings."""
    values, vectors = np.linalg.eigh(squares[:, 1:, 1:])
    loadings = (vectors * np.sqrt(values)[:, None, :]) @ np.swapaxes(vectors, -1, -2)
    coefficients = np.linalg.solve(loadings, squares[:, 1:, :1])
    made: Numbers = ((loadings**2) @ (coefficients**2))[..., 0]
    return made


def _intervals(whole: Numbers, method: Method, draws: int) -> tuple[Numbers, Numbers]:
    squares = [square for square in _drawn(whole, draws) if np.linalg.eigvalsh(square[1:, 1:])[0] >= _ALIKE]
    at_once = max(1, _ROOM // 2 ** (whole.shape[1] - 1))
    made = [
        _weights(np.array(squares[first : first + at_once]), method) for first in range(0, len(squares), at_once)
    ]  # fmt: skip
    if not made:
        nothing = np.full(whole.shape[1] - 1, math.nan)
        return nothing, nothing
    weights = np.concatenate(made)
    low, high = np.quantile(weights / weights.sum(axis=1, keepdims=True), [0.025, 0.975], axis=0)
    return low, high


def _drawn(whole: Numbers, draws: int) -> Iterator[Numbers]:
    """Draw respondents again, always the same way; a draw in which a question never varies says nothing."""
    dice = np.random.default_rng(0)
    for _draw in range(draws):
        again = whole[dice.integers(len(whole), size=len(whole))]
        if (np.ptp(again, axis=0) > 0).all():
            square: Numbers = np.asarray(np.corrcoef(again, rowvar=False))
            yield square
