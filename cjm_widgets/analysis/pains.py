"""Pain points by score: severity 0–4 × frequency 1–4.

Severity is Jakob Nielsen's scale ("Severity ratings for usability problems", 1994: 0 none, 1 cosmetic, 2 minor,
3 major, 4 catastrophe); frequency counts the share of customers who meet it (under 5 %, to 20 %, to 50 %, above).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_widgets.analysis.errors import BadParameter
from cjm_widgets.analysis.rankings import ranked
from cjm_widgets.analysis.results import Result, frame
from cjm_widgets.model import PainPoint
from cjm_widgets.model.checks.without_action import is_top
from cjm_widgets.model.settled import settled
from cjm_widgets.words import _

if TYPE_CHECKING:
    import pandas as pd

    from cjm_widgets.model import Workshop

_SEVERITIES = range(5)
_FREQUENCIES = range(1, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedPain(Result):
    """One pain point with its score and place."""

    pain: str
    """Its id."""
    description: str
    touchpoint: str | None
    severity: int | None
    frequency: int | None
    score: int | None
    """0–16; None while one of the two is missing."""
    rank: int | None
    """1 is the worst; equals share the rank."""
    top: bool
    """True from a score of 8 on, and for a catastrophe however rare: it may not be left without an opportunity."""


def pain_score(severity: int | None, frequency: int | None) -> int | None:
    """Score a pain: severity × frequency, 0–16; None where one is missing. Raises BadParameter off the scales."""
    for name, value, scale in (("severity", severity, _SEVERITIES), ("frequency", frequency, _FREQUENCIES)):
        if value is not None and value not in scale:
            raise BadParameter(
                name,
                _("{value} lies outside {low} to {high}.").format(value=value, low=scale[0], high=scale[-1]),
                _("Give a number within it, or none."),
            )
    return None if severity is None or frequency is None else severity * frequency


def rank_pains(workshop: Workshop, journey: str) -> tuple[RankedPain, ...]:
    """Give a journey's pain points, the highest score first; those without a score come last, in their own order."""
    pains = settled(workshop).of(PainPoint, journey=journey)
    scores = {one.id: pain_score(one.severity, one.frequency) for one in pains}
    ranks = ranked(scores)
    made = [
        RankedPain(
            pain=one.id, description=one.description, touchpoint=one.touchpoint, severity=one.severity,
            frequency=one.frequency, score=scores[one.id], rank=ranks.get(one.id), top=is_top(one),
        )
        for one in pains
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda one: len(made) + 1 if one.rank is None else one.rank))


def pain_table(pains: tuple[RankedPain, ...]) -> pd.DataFrame:
    """Return one row a pain point."""
    return frame(pains, RankedPain.__dataclass_fields__)
