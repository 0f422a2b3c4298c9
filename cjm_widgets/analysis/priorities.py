"""Scores of opportunities: impact and effort, opportunity score, RICE, ICE, MoSCoW. What lacks an answer has no score.

Sources: RICE: Sean McBride, "RICE: Simple prioritization for product managers", Intercom, 2016. ICE: Sean Ellis and
Morgan Brown, "Hacking Growth", 2017, here as the product of the three. Opportunity score: Anthony Ulwick, "Turn
customer input into innovation", Harvard Business Review, January 2002, and "What Customers Want", 2005. MoSCoW: Dai
Clegg, 1994, as the DSDM handbook has it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean
from typing import TYPE_CHECKING, Final, Literal

from cjm_widgets.analysis.errors import BadParameter
from cjm_widgets.analysis.results import Result
from cjm_widgets.model.checks.unproven import TOO_FEW
from cjm_widgets.model.entities.action import MOSCOW, RICE_CONFIDENCE, RICE_IMPACT
from cjm_widgets.model.fields import LARGEST_NUMBER
from cjm_widgets.words import N_, _, figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BORDER: Final = 3.5
"""Where low ends and high begins on 1–5. A 3 is low on both axes: a quick win has to be called high in impact, and
only an effort that was called high puts off. Medium impact at medium effort is thus a fill-in. Means of several
answers are compared with the same border; 3.5 itself is high."""
LEAST_EFFORT: Final = 0.5
"""Person-months: what takes less counts as this much, or the smallest things would always win."""
_LOW, _HIGH = 1, 5
_TOP_TWO = 4


class Quadrant(StrEnum):
    """Where impact and effort, 1–5 each, put an opportunity; the first come first."""

    QUICK_WIN = "quick_win"
    BIG_BET = "big_bet"
    FILL_IN = "fill_in"
    TIME_SINK = "time_sink"

    @property
    def label(self) -> str:
        """What people call it, in English; ``_`` translates it."""
        return _QUADRANTS[self]


_QUADRANTS: Final[Mapping[Quadrant, str]] = {
    Quadrant.QUICK_WIN: N_("Quick win"),
    Quadrant.BIG_BET: N_("Big bet"),
    Quadrant.FILL_IN: N_("Fill-in"),
    Quadrant.TIME_SINK: N_("Time sink"),
}


class Band(StrEnum):
    """How much an opportunity score promises."""

    EXTREME = "extreme"
    """Above 15."""
    STRONG = "strong"
    """12 to 15."""
    WORTH_A_LOOK = "worth_a_look"
    """10 to under 12."""
    SERVED = "served"
    """Below 10: the need is met well enough, or matters too little."""

    @property
    def label(self) -> str:
        """What people call it, in English; ``_`` translates it."""
        return _BANDS[self]


_BANDS: Final[Mapping[Band, str]] = {
    Band.EXTREME: N_("Extreme"),
    Band.STRONG: N_("Strong"),
    Band.WORTH_A_LOOK: N_("Worth a look"),
    Band.SERVED: N_("Served well enough"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityScore(Result):
    """An opportunity score from many or few answers, and from which of the two it is."""

    value: float
    """0–20."""
    band: Band
    importance: float
    """0–10."""
    satisfaction: float
    """0–10."""
    n_importance: int
    n_satisfaction: int
    form: Literal["top_two", "mean"]
    """``top_two``: share of answers 4 and 5, ×10, from 30 answers to each question on; ``mean``: of fewer, rescaled."""

    @property
    def said(self) -> str:
        """Score, band, and how it was made, in a sentence."""
        how = {
            "top_two": _("shares of answers 4 and 5, ×10"),
            "mean": _("means of 1–5, rescaled to 0–10: too few answers for shares"),
        }[self.form]
        said = _("{value} of 20, {band} ({how}; n {n} for importance, {m} for satisfaction)")
        return said.format(
            value=figure(self.value), band=_(self.band.label).lower(), how=how, n=self.n_importance,
            m=self.n_satisfaction,
        )  # fmt: skip


def quadrant(impact: float | None, effort: float | None) -> Quadrant | None:
    """Tell the quadrant of an impact and an effort on 1–5; 3 counts as low on both (see ``BORDER``)."""
    if impact is None or effort is None:
        return None
    _within("impact", impact, _LOW, _HIGH)
    _within("effort", effort, _LOW, _HIGH)
    if impact >= BORDER:
        return Quadrant.BIG_BET if effort >= BORDER else Quadrant.QUICK_WIN
    return Quadrant.TIME_SINK if effort >= BORDER else Quadrant.FILL_IN


def impact_effort(impact: float | None, effort: float | None) -> float | None:
    """Rank by impact and effort: quadrant before quadrant, within one the larger impact − effort first.

    A number from 0 to 38 that means nothing but its order: 10 × (quick win 3 … time sink 0) + impact − effort + 4.
    """
    place = quadrant(impact, effort)
    if place is None or impact is None or effort is None:
        return None
    return 10 * (len(Quadrant) - 1 - list(Quadrant).index(place)) + impact - effort + _HIGH - _LOW


def rescaled(answer: float) -> float:
    """Put an answer on 1–5, or a mean of some, on 0–10: (x − 1) × 2.5."""
    _within("answer", answer, _LOW, _HIGH)
    return (answer - 1) * 2.5


def opportunity_score(importance: float | None, satisfaction: float | None) -> float | None:
    """Score one pair of answers on 1–5: I + max(I − S, 0) on 0–10 each, so 0–20 in all."""
    if importance is None or satisfaction is None:
        return None
    return _unmet(rescaled(importance), rescaled(satisfaction))


def score_opportunity(
    importances: Sequence[float | None], satisfactions: Sequence[float | None]
) -> OpportunityScore | None:
    """Score many answers on 1–5; None or NaN in them is no answer. None where nobody answered one of the questions.

    From 30 answers to each question on, importance and satisfaction are the shares of answers 4 and 5, ×10, as Ulwick
    has it; below that shares jump by several points with each answer, and means rescaled to 0–10 are taken instead.
    """
    important, satisfied = _given(importances), _given(satisfactions)
    if not important or not satisfied:
        return None
    for one in (*important, *satisfied):
        _within("answer", one, _LOW, _HIGH)
    many = min(len(important), len(satisfied)) >= TOO_FEW
    i, s = (_top_two(one) if many else rescaled(fmean(one)) for one in (important, satisfied))
    value = _unmet(i, s)
    return OpportunityScore(
        value=value, band=band(value), importance=i, satisfaction=s, n_importance=len(important),
        n_satisfaction=len(satisfied), form="top_two" if many else "mean",
    )  # fmt: skip


def band(score: float) -> Band:
    """Tell how much an opportunity score of 0–20 promises: above 15 extreme, 12–15 strong, 10–12 worth a look."""
    _within("score", score, 0, 20)
    if score > 15:  # noqa: PLR2004 - 15 itself belongs to the band below
        return Band.EXTREME
    borders = ((12, Band.STRONG), (10, Band.WORTH_A_LOOK))
    return next((name for least, name in borders if score >= least), Band.SERVED)


def rice(
    reach: float | None, impact: float | None, confidence: float | None, effort: float | None
) -> float | None:  # fmt: skip
    """Score by RICE: reach × impact × confidence / effort.

    ``reach`` in people a quarter, ``impact`` one of 3, 2, 1, 0.5, 0.25, ``confidence`` one of 1, 0.8, 0.5, ``effort``
    in person-months, of which less than half a one counts as half. Raises BadParameter for what is none of these.
    """
    if reach is None or impact is None or confidence is None or effort is None:
        return None
    for name, value in (("reach", reach), ("effort", effort)):
        _within(name, value, 0, LARGEST_NUMBER)
    for name, value, points in (("impact", impact, RICE_IMPACT), ("confidence", confidence, RICE_CONFIDENCE)):
        _one_of(name, value, [point for point, _word in points])
    return reach * impact * confidence / max(effort, LEAST_EFFORT)


def ice(impact: int | None, confidence: int | None, ease: int | None) -> int | None:
    """Score by ICE: impact × confidence × ease, 1–10 each, so 1–1000."""
    if impact is None or confidence is None or ease is None:
        return None
    for name, value in (("impact", impact), ("confidence", confidence), ("ease", ease)):
        _within(name, value, 1, 10)
    return impact * confidence * ease


def moscow_order(label: str | None) -> int | None:
    """Tell the order of a MoSCoW label: must 3, should 2, could 1, won't 0."""
    names = [name for name, _label in MOSCOW]
    if label is None:
        return None
    _one_of("moscow", label, names)
    return len(names) - 1 - names.index(label)


def _unmet(importance: float, satisfaction: float) -> float:
    return importance + max(importance - satisfaction, 0.0)


def _top_two(answers: Sequence[float]) -> float:
    return 10 * sum(one >= _TOP_TWO for one in answers) / len(answers)


def _given(answers: Sequence[float | None]) -> list[float]:
    return [one for one in answers if one is not None and not math.isnan(one)]


def _one_of(name: str, value: float | str, choices: Sequence[float | str]) -> None:
    if value not in choices:
        raise BadParameter(
            name,
            _("“{value}” is not among the choices.").format(value=value),
            _("Choose from: {names}.").format(names=", ".join(map(str, choices))),
        )


def _within(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise BadParameter(
            name,
            _("{value} lies outside {low} to {high}.").format(value=value, low=low, high=high),
            _("Give a number within it, or none."),
        )
