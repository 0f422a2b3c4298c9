"""Moments of truth, proposed: where the customer decides whether to stay. The room settles them; this only proposes.

On data: driver share × reach × |emotion gap|. The gap is how far customers' own score at a touchpoint lies from
neutral, in halves of its scale (−1 to 1): NPS / 100, (CSAT − 50 %) / 50, (CES − 4) / 3, the tone of comments as it is.
It counts only from 30 answers on, where its 95 % interval excludes 0 and still does when all touchpoints are tested at
once (Benjamini–Hochberg). Driver shares are those of a survey that asks for the whole and for touchpoints in one sheet
(LMG, see ``drivers``), written down with the other numbers. Where a touchpoint has none, importance to the customer as
the room sees it stands in, and the sentence says so; such proposals come after those with a share, for the two are not
on one scale.

Where there is no such data: importance to the customer × |mean score of the room|, from three scores on. That rests on
what the room believes, and says that too. Proposals on data come first.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Final, Literal

from cjm_widgets.analysis.driver_shares import driver_shares, what_drivers_need
from cjm_widgets.analysis.intervals import TOO_FEW
from cjm_widgets.analysis.many_tests import adjust
from cjm_widgets.analysis.results import Result, frame
from cjm_widgets.model import Emotion, Journey, Measurement, Stage, Touchpoint
from cjm_widgets.model.settled import settled
from cjm_widgets.words import _, figure, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from cjm_widgets.model import Workshop

MOST: Final = 3
FEWEST_SCORES: Final = 3
_LEVEL: Final = 0.05
_NEUTRAL: Final = {"csat": (50.0, 50.0), "ces": (4.0, 3.0), "comments": (0.0, 1.0), "nps": (0.0, 100.0)}
"""Neutral point and half of the scale, nearest to the touchpoint first."""
_NAMES: Final = {"csat": "CSAT", "ces": "CES", "nps": "NPS"}
_MOST_IMPORTANT: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment(Result):
    """A touchpoint that is proposed as a moment of truth."""

    touchpoint: str
    """Its id."""
    name: str
    score: float
    """On data 0–1; by the room 0–2. The two are not compared."""
    basis: Literal["data", "room"]
    gap: float
    """On data −1 to 1, by the room the mean score, −2 to 2."""
    low: float | None
    high: float | None
    n: int
    """Answers on data, scores by the room."""
    reach: float | None
    """Share of customers who reach it, 0–1."""
    weight: float
    """Driver share of R², or importance to the customer out of 5; 0–1."""
    driven: bool
    """True where ``weight`` is a driver share."""
    p_adjusted: float | None
    settled: bool
    """True where the room has called it a moment of truth."""
    said: str
    """On what it stands, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments(Result):
    """The proposals, those on data first."""

    moments: tuple[Moment, ...]
    said: str
    missing: str
    """What it takes to have driver shares; empty where there are some."""

    def table(self) -> pd.DataFrame:
        """Return one row a proposal."""
        return frame(self.moments, Moment.__dataclass_fields__)


def propose_moments(
    workshop: Workshop, journey: str, *, shares: Mapping[str, float] | None = None, most: int = MOST
) -> Moments:
    """Propose up to ``most`` moments of truth; ``shares`` are driver shares of R² (0–1) by touchpoint id."""
    shown = settled(workshop)
    touchpoints = shown.of(Touchpoint, journey=journey)
    known = driver_shares(shown, journey) if shares is None else shares
    measured = [(one, found) for one in touchpoints if (found := _gap(shown, one))]
    adjusted = adjust([found.p for _one, found in measured])
    on_data = [
        made
        for (one, found), p in zip(measured, adjusted, strict=True)
        if p is not None and p < _LEVEL and (made := _on_data(shown, one, found, p, known)) is not None
    ]
    there = {one.touchpoint for one in on_data}
    by_room = [made for one in touchpoints if one.id not in there and (made := _by_room(shown, one, journey))]
    chosen = (*sorted(on_data, key=_strongest), *sorted(by_room, key=_strongest))[:most]
    missing = "" if known else what_drivers_need(shown, journey)
    return Moments(moments=chosen, said=_summary(chosen), missing=missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gap:
    """How far from neutral customers are, in halves of the scale."""

    measure: str
    value: float
    low: float
    high: float
    n: int
    p: float


def _gap(shown: Workshop, touchpoint: Touchpoint) -> _Gap | None:
    """Give the gap of a touchpoint by the measure that is nearest to it, from 30 answers on."""
    from scipy.stats import norm  # noqa: PLC0415 - heavy

    there = {one.measure or "": one for one in shown.of(Measurement, about=touchpoint.id)}
    for measure, (neutral, half) in _NEUTRAL.items():
        one = there.get(measure)
        if one is None or one.value is None or one.low is None or one.high is None or one.too_few:
            continue
        if (one.n or 0) < TOO_FEW:
            continue
        value, low, high = ((end - neutral) / half for end in (one.value, one.low, one.high))
        if low <= 0 <= high:
            return _Gap(measure=measure, value=value, low=low, high=high, n=one.n or 0, p=1.0)
        # From the interval back to a standard error, on the side of 0: Wilson's is not symmetric.
        reach = (value - low if value > 0 else high - value) or 1e-9
        p = 2 * float(norm.sf(abs(value) / reach * norm.ppf(0.975)))
        return _Gap(measure=measure, value=value, low=low, high=high, n=one.n or 0, p=min(1.0, p))
    return None


def _on_data(
    shown: Workshop, touchpoint: Touchpoint, gap: _Gap, p: float, shares: Mapping[str, float]
) -> Moment | None:
    reach = _reach(shown, touchpoint)
    driven = touchpoint.id in shares
    weight = shares[touchpoint.id] if driven else _importance(touchpoint)
    if reach is None or weight is None or gap.low <= 0 <= gap.high:
        return None
    stands = _("share of what drives the overall score") if driven else _("importance, as the room sees it,")
    said = _(
        "“{name}”: {stands} {weight} % × reach {reach} % × distance of {measure} from neutral {gap}"
        " (95 % interval {low} to {high}, n {n})."
    ).format(
        name=touchpoint.name, stands=stands, weight=round(100 * weight), reach=round(100 * reach),
        measure=_NAMES.get(gap.measure, _("comments’ tone")), gap=_signed(gap.value), low=_signed(gap.low),
        high=_signed(gap.high), n=gap.n,
    )  # fmt: skip
    return Moment(
        touchpoint=touchpoint.id, name=touchpoint.name, score=weight * reach * abs(gap.value), basis="data",
        gap=gap.value, low=gap.low, high=gap.high, n=gap.n, reach=reach, weight=weight, driven=driven,
        p_adjusted=p,
        settled=touchpoint.moment_of_truth, said=said,
    )  # fmt: skip


def _by_room(shown: Workshop, touchpoint: Touchpoint, journey: str) -> Moment | None:
    there = shown.find(Journey, journey)
    persona = there.persona if there else None
    scores = [one.valence for one in shown.of(Emotion, touchpoint=touchpoint.id)
              if one.valence is not None and one.persona in (persona, None)]  # fmt: skip
    weight = _importance(touchpoint)
    if weight is None or len(scores) < FEWEST_SCORES or not (mean := fmean(scores)):
        return None
    said = _(
        "“{name}”: importance to the customer {importance} of 5 × mood {mean} ({n} scores). It stands on what the room"
        " believes: no measurement is sure enough here."
    ).format(
        name=touchpoint.name, importance=touchpoint.importance_to_customer, mean=_signed(mean, 1), n=len(scores)
    )  # fmt: skip
    return Moment(
        touchpoint=touchpoint.id, name=touchpoint.name, score=weight * abs(mean), basis="room", gap=mean, low=None,
        high=None, n=len(scores), reach=_reach(shown, touchpoint), weight=weight,
        driven=False, p_adjusted=None,
        settled=touchpoint.moment_of_truth, said=said,
    )  # fmt: skip


def _reach(shown: Workshop, touchpoint: Touchpoint) -> float | None:
    """Give the share of customers who reach a touchpoint; else that of those who reach its stage."""
    stage = shown.find(Stage, touchpoint.stage)
    for about in (touchpoint.id, stage.id if stage else ""):
        for one in shown.of(Measurement, about=about, measure="customers"):
            if one.n is not None and one.total:
                return min(1.0, one.n / one.total)
    return None


def _importance(touchpoint: Touchpoint) -> float | None:
    given = touchpoint.importance_to_customer
    return None if given is None else given / _MOST_IMPORTANT


def _strongest(moment: Moment) -> tuple[bool, float]:
    return not moment.driven, -moment.score


def _summary(chosen: Sequence[Moment]) -> str:
    if not chosen:
        return _("No moment of truth can be proposed: it takes importance, and scores of the room or of customers.")
    n = sum(1 for one in chosen if one.basis == "data")
    said = ngettext(
        "{n} of {all} proposals stands on customers’ answers; the others on what the room believes.",
        "{n} of {all} proposals stand on customers’ answers; the others on what the room believes.",
        n,
    ).format(n=n, all=len(chosen))
    return _("All proposals stand on customers’ answers.") if n == len(chosen) else said


def _signed(value: float, digits: int = 2) -> str:
    return figure(value, digits, sign=True)
