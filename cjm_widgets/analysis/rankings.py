"""Opportunities ranked by each scoring method, and how far the ranking holds: across methods and without any one voter.

Kendall's τ-b: M. G. Kendall, "The treatment of ties in ranking problems", Biometrika 33 (1945), as SciPy computes it.
It is 1 where two methods order all pairs alike, −1 where they order all the other way, and allows for ties.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from statistics import median
from typing import TYPE_CHECKING, Final

from cjm_widgets.analysis.priorities import ice, impact_effort, moscow_order, opportunity_score, rice
from cjm_widgets.analysis.results import Result
from cjm_widgets.model import Opportunity
from cjm_widgets.model.settled import settled
from cjm_widgets.model.tally import TOP, top_of
from cjm_widgets.words import N_, _, figure, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from cjm_widgets.model import Workshop

METHODS: Final[Mapping[str, str]] = {
    "impact_effort": N_("Impact and effort"),
    "rice": "RICE",
    "ice": "ICE",
    "opportunity": N_("Opportunity score"),
    "moscow": "MoSCoW",
}
"""The scoring methods with what people call them; the names are those of ``Journey.methods``."""
FEWEST: Final = 3
"""Below this many opportunities that two methods both scored, a τ says nothing."""

SCORES: Final[Mapping[str, Callable[[Opportunity], float | None]]] = {
    "impact_effort": lambda one: impact_effort(one.impact, one.effort),
    "rice": lambda one: rice(one.rice_reach, one.rice_impact, one.rice_confidence, one.rice_effort),
    "ice": lambda one: ice(one.ice_impact, one.ice_confidence, one.ice_ease),
    "opportunity": lambda one: opportunity_score(one.importance, one.satisfaction),
    "moscow": lambda one: moscow_order(one.moscow),
}
"""What each method makes of an opportunity: more is better, None where an answer is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Result):
    """One opportunity in the ranking of one method."""

    opportunity: str
    """Its id."""
    question: str
    method: str
    score: float | None
    """Higher is better; None where an answer is missing."""
    rank: int | None
    """1 is best; equals share the better rank, and the next is counted on: 1, 2, 2, 4."""
    tied: bool
    """True where another one has the same score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tau(Result):
    """How alike two methods rank."""

    one: str
    other: str
    tau: float | None
    """Kendall's τ-b, −1 to 1; None where it cannot be told."""
    n: int
    """Opportunities that both scored."""
    said: str
    """The same in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rankings(Result):
    """All rankings of a journey's opportunities."""

    methods: tuple[str, ...]
    """Those by which at least one opportunity is scored."""
    places: tuple[Place, ...]
    """By method, then by rank; those without a score come last."""
    taus: tuple[Tau, ...]
    """One a pair of methods."""
    always_on_top: tuple[str, ...]
    """The ids that are among the first three by every method; empty where there is one method only."""
    said: str
    """How far the ranking holds across methods, in a sentence."""

    def table(self) -> pd.DataFrame:
        """Return a row an opportunity, with a column for each method's score and one for its rank."""
        import pandas as pd  # noqa: PLC0415 - only analysts ask for it

        rows: dict[str, dict[str, object]] = {}
        for place in self.places:
            row = rows.setdefault(place.opportunity, {"question": place.question})
            row[place.method] = place.score
            row[f"{place.method}_rank"] = place.rank
        made = pd.DataFrame.from_dict(rows, orient="index")
        return made.astype({column: "Int64" for column in made.columns if str(column).endswith("_rank")})

    def tau_table(self) -> pd.DataFrame:
        """Return Kendall's τ-b as a square of methods; not a number where it cannot be told."""
        import pandas as pd  # noqa: PLC0415

        made = pd.DataFrame(math.nan, index=list(self.methods), columns=list(self.methods))
        for method in self.methods:
            made.loc[method, method] = 1.0
        for one in self.taus:
            made.loc[one.one, one.other] = made.loc[one.other, one.one] = math.nan if one.tau is None else one.tau
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class OneVoterLess(Result):
    """Whether the first three stay the same when any one voter is left out."""

    voters: int
    """Who gave at least one dot."""
    top: tuple[str, ...]
    """The first three, with those that are even with the third, most dots first."""
    tipping: int
    """How many voters would each, left out, change the first three."""
    instead: tuple[tuple[str, ...], ...]
    """What else the first three would be, each once."""
    said: str

    @property
    def holds(self) -> bool:
        """True where no one voter decides it."""
        return self.voters > 0 and self.tipping == 0


def rankings(workshop: Workshop, journey: str, methods: Sequence[str] | None = None) -> Rankings:
    """Rank a journey's opportunities by ``methods``, or by every one that scores at least one of them."""
    opportunities = settled(workshop).of(Opportunity, journey=journey)
    scores = {
        method: {one.id: SCORES[method](one) for one in opportunities} for method in (methods or tuple(METHODS))
    }  # fmt: skip
    used = tuple(method for method in scores if any(score is not None for score in scores[method].values()))
    asked = {one.id: one.question for one in opportunities}
    places = tuple(place for method in used for place in _places(method, scores[method], asked))
    taus = tuple(_tau(one, other, scores[one], scores[other]) for one, other in combinations(used, 2))
    tops = [{place.opportunity for place in places if place.method == method and (place.rank or 9) <= TOP}
            for method in used]  # fmt: skip
    always = tuple(id for id in asked if all(id in top for top in tops)) if len(used) > 1 else ()
    return Rankings(methods=used, places=places, taus=taus, always_on_top=always, said=_holds(used, taus, len(always)))


def ranked(scores: Mapping[str, float | None]) -> Mapping[str, int]:
    """Rank what has a score, the highest first: equals share the better rank, the next is counted on (1, 2, 2, 4)."""
    given = sorted(score for score in scores.values() if score is not None)
    return {id: 1 + len(given) - bisect_right(given, score) for id, score in scores.items() if score is not None}


def kendall_tau(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Give Kendall's τ-b of two rows of scores; None below three pairs, or where one of the two never varies.

    A pair of which one is no number is left out.
    """
    from scipy.stats import kendalltau  # noqa: PLC0415 - heavy

    if len(one) != len(other):
        return None
    pairs = [pair for pair in zip(one, other, strict=True) if all(map(math.isfinite, pair))]
    first, second = [a for a, _b in pairs], [b for _a, b in pairs]
    if len(pairs) < FEWEST or len(set(first)) < 2 or len(set(second)) < 2:  # noqa: PLR2004
        return None
    # Rounding of the library's must not lead past the ends.
    return max(-1.0, min(1.0, float(kendalltau(first, second, variant="b").statistic)))


def one_voter_less(ballots: Sequence[Mapping[str, float]]) -> OneVoterLess:
    """Tell whether one voter less changes the first three; each ballot says how many dots one person gave to what."""
    given = [{id: dots for id, dots in ballot.items() if dots > 0} for ballot in ballots]
    given = [ballot for ballot in given if ballot]
    top = top_of(_summed(given))
    others = [top_of(_summed(given[:place] + given[place + 1 :])) for place in range(len(given))]
    changed = [other for other in others if set(other) != set(top)]
    instead = tuple(dict.fromkeys(tuple(sorted(other)) for other in changed))
    return OneVoterLess(
        voters=len(given), top=top, tipping=len(changed), instead=instead, said=_tipping(len(given), len(changed))
    )


def _summed(ballots: Sequence[Mapping[str, float]]) -> dict[str, int]:
    dots: dict[str, int] = {}
    for ballot in ballots:
        for id, n in ballot.items():
            dots[id] = dots.get(id, 0) + int(n)
    return dots


def _places(method: str, scores: Mapping[str, float | None], asked: Mapping[str, str]) -> list[Place]:
    ranks = ranked(scores)
    given = Counter(scores.values())
    places = [
        Place(
            opportunity=id, question=asked[id], method=method, score=score, rank=ranks.get(id),
            tied=score is not None and given[score] > 1,
        )
        for id, score in scores.items()
    ]  # fmt: skip
    return sorted(places, key=lambda place: math.inf if place.rank is None else place.rank)


def _tau(one: str, other: str, first: Mapping[str, float | None], second: Mapping[str, float | None]) -> Tau:
    pairs = [(a, b) for id, a in first.items() if a is not None and (b := second[id]) is not None]
    tau = kendall_tau([a for a, _b in pairs], [b for _a, b in pairs])
    names = {"one": _(METHODS[one]), "other": _(METHODS[other])}
    if tau is not None:
        said = _("{one} and {other}: τ {tau}, over {n} opportunities.").format(
            **names, tau=figure(tau, 2, sign=True), n=len(pairs)
        )
    elif len(pairs) < FEWEST:
        said = _("{one} and {other}: too few opportunities were scored by both to compare.").format(**names)
    else:
        said = _("{one} and {other}: one of them gives all the same score.").format(**names)
    return Tau(one=one, other=other, tau=tau, n=len(pairs), said=said)


def _holds(used: Sequence[str], taus: Sequence[Tau], always: int) -> str:
    known = [one.tau for one in taus if one.tau is not None]
    if not known:
        return _("Only one method ranks, or too few are scored: nothing can be said on how far the ranking holds.")
    said = ngettext(
        "{n} opportunity is among the first three by each of {methods} methods; the median τ between them is {tau}.",
        "{n} opportunities are among the first three by each of {methods} methods; the median τ between them is {tau}.",
        always,
    )
    return said.format(n=always, methods=len(used), tau=figure(median(known), 2, sign=True))


def _tipping(voters: int, changed: int) -> str:
    if not voters:
        return _("Nobody has voted.")
    if not changed:
        said = ngettext(
            "The first three stay the same whichever of the {n} voters is left out.",
            "The first three stay the same whichever of the {n} voters is left out.",
            voters,
        )
        return said.format(n=voters)
    said = ngettext(
        "Without one voter the first three can be others: {n} of {all} voters would change them.",
        "Without one voter the first three can be others: each of {n} of {all} voters would change them.",
        changed,
    )
    return said.format(n=changed, all=voters)
