"""How far people agree: Krippendorff's α over the map, spread within and between teams, and what to talk about first.

α is explained in ``alpha``; Krippendorff's bounds for coders (0.8 reliable, 0.667 for tentative conclusions, "Content
Analysis", 2004) choose the words. In a workshop a low α is no failure: it says
that the room sees the journey in different ways, and the list says where.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from statistics import fmean
from typing import TYPE_CHECKING, Final

import numpy as np

from cjm_widgets.analysis.alpha import alpha_interval, alpha_of_units
from cjm_widgets.analysis.results import Result, frame
from cjm_widgets.model import Emotion, Journey, Stage, Team, Touchpoint
from cjm_widgets.model.settled import settled
from cjm_widgets.words import _, figure, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from cjm_widgets.model import Workshop

FEWEST: Final = 3
"""Below this many scores at a touchpoint, spread says nothing."""
WIDE: Final = 2
"""From this distance between the lowest and the highest score on, people disagree and do not only vary."""
RELIABLE, TENTATIVE = 0.8, 0.667
_TEAMS: Final = 2
_EACH: Final = 2
_MOSTLY: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMean(Result):
    """What one team says of one touchpoint."""

    team: str
    name: str
    mean: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement(Result):
    """How far apart the scores of one touchpoint lie."""

    touchpoint: str
    """Its id."""
    name: str
    stage: str
    n: int
    low: int | None
    high: int | None
    mean: float | None
    spread: float | None
    """Standard deviation of the scores; None below three."""
    within: float | None
    """The same within teams (pooled over teams with two scores or more); None where no such team is."""
    between: float | None
    """Distance between the highest and the lowest mean of a team; None below two teams. A team may be one person."""
    share_between: float | None
    """The share of the variance that lies between teams with two scores or more, 0–1 (η²); None below two of them."""
    teams: tuple[TeamMean, ...]
    """Every team that scored, the best mean first."""
    too_few: bool
    said: str
    """What to do with it, a plain sentence."""

    @property
    def distance(self) -> int:
        """From the lowest to the highest score, 0–4."""
        return 0 if self.low is None or self.high is None else self.high - self.low


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Result):
    """How far the room agrees, over the map and touchpoint by touchpoint."""

    alpha: float | None
    """Krippendorff's α, ordinal: 1 all agree, 0 as by chance, below 0 worse; None where it cannot be told."""
    low: float | None
    """95 % interval: touchpoints drawn again, 1,000 times, always the same way; None below five of them."""
    high: float | None
    n: int
    """Scores that have another one to be compared with."""
    touchpoints: int
    """Touchpoints with two scores or more."""
    said: str
    first: tuple[Disagreement, ...]
    """All touchpoints, what to talk about first first; those with too few scores come last."""

    def table(self) -> pd.DataFrame:
        """Return one row a touchpoint, what to talk about first first."""
        made = frame(self.first, Disagreement.__dataclass_fields__)
        return made.drop(columns="teams")


def disagreements(workshop: Workshop, journey: str) -> Agreement:
    """Say how far the room agrees on the journey's primary persona, and which touchpoints to talk about first.

    Scores for another persona are left out where the journey names one: two personas may well feel differently.
    """
    shown = settled(workshop)
    there = shown.find(Journey, journey)
    persona = there.persona if there else None
    order = {stage.id: place for place, stage in enumerate(shown.of(Stage, journey=journey))}
    touchpoints = sorted(shown.of(Touchpoint, journey=journey), key=lambda one: order.get(one.stage or "", len(order)))
    scores: dict[str, list[Emotion]] = {one.id: [] for one in touchpoints}
    for emotion in shown.all(Emotion):
        if emotion.valence is not None and emotion.touchpoint in scores and emotion.persona in (persona, None):
            scores[emotion.touchpoint].append(emotion)
    found = [_disagreement(shown, one, scores[one.id]) for one in touchpoints]
    found.sort(key=lambda one: (one.too_few, -one.distance, -(one.spread or 0.0)))
    units = [[float(one.valence or 0) for one in given] for given in scores.values() if len(given) > 1]
    alpha = alpha_of_units(units)
    low, high = alpha_interval(units) if alpha is not None else (None, None)
    n = sum(len(unit) for unit in units)
    return Agreement(
        alpha=alpha, low=low, high=high, n=n, touchpoints=len(units), said=_alpha_said(alpha, low, high, n, len(units)),
        first=tuple(found),
    )  # fmt: skip


def _disagreement(shown: Workshop, touchpoint: Touchpoint, scores: Sequence[Emotion]) -> Disagreement:
    values = [one.valence or 0 for one in scores]
    stage = shown.find(Stage, touchpoint.stage)
    by_team: dict[str, list[int]] = {}
    for one in scores:
        if one.team is not None:
            by_team.setdefault(one.team, []).append(one.valence or 0)
    within, share = _by_team([given for given in by_team.values() if len(given) >= _EACH])
    teams = sorted(
        (
            TeamMean(team=team, name=_team(shown, team), mean=fmean(given), n=len(given))
            for team, given in by_team.items()
        ),
        key=lambda one: -one.mean,
    )
    made = Disagreement(
        touchpoint=touchpoint.id, name=touchpoint.name, stage=stage.name if stage else "", n=len(values),
        low=min(values, default=None), high=max(values, default=None), mean=fmean(values) if values else None,
        spread=float(np.std(values, ddof=1)) if len(values) >= FEWEST else None,
        within=within, between=teams[0].mean - teams[-1].mean if len(teams) >= _TEAMS else None,
        share_between=share, teams=tuple(teams), too_few=len(values) < FEWEST, said="",
    )  # fmt: skip
    return _with_sentence(made)


def _by_team(groups: Sequence[Sequence[int]]) -> tuple[float | None, float | None]:
    """Give the pooled standard deviation within groups of two or more, and the share of variance between (η²)."""
    if not groups:
        return None, None
    n = sum(len(group) for group in groups)
    inside = sum(sum((one - fmean(group)) ** 2 for one in group) for group in groups)
    within = math.sqrt(inside / (n - len(groups)))
    if len(groups) < _TEAMS:
        return within, None
    whole = fmean([one for group in groups for one in group])
    total = sum((one - whole) ** 2 for group in groups for one in group)
    return within, (total - inside) / total if total else None


def _with_sentence(made: Disagreement) -> Disagreement:
    return replace(made, said=_said(made))


def _said(one: Disagreement) -> str:
    if one.too_few:
        said = ngettext(
            "“{name}”: {n} score is too few to say whether people agree.",
            "“{name}”: {n} scores are too few to say whether people agree.",
            one.n,
        )
        return said.format(name=one.name, n=one.n)
    ends = {"low": _signed(one.low or 0, 0), "high": _signed(one.high or 0, 0), "n": one.n, "name": one.name}
    if one.distance < WIDE:
        return _("“{name}”: the {n} scores lie close together, from {low} to {high}.").format(**ends)
    told = [team for team in one.teams if team.n >= _EACH]
    if (one.share_between or 0) >= _MOSTLY:
        best, worst = told[0], told[-1]
        said = _(
            "“{name}”: {n} scores run from {low} to {high}, and it is teams that differ: {best} says {up}, {worst} "
            "{down}. Let both tell what they see."
        )
        return said.format(**ends, best=best.name, up=_signed(best.mean), worst=worst.name, down=_signed(worst.mean))
    if len(told) < _TEAMS and one.between:
        # One or two people a team: it may be the person, so the numbers of scores are said.
        said = _(
            "“{name}”: {n} scores run from {low} to {high}; lowest {worst} (n {down}), highest {best} (n {up}). Let "
            "both tell what they have in mind."
        )
        best, worst = one.teams[0], one.teams[-1]
        return said.format(**ends, best=best.name, up=best.n, worst=worst.name, down=worst.n)
    return _(
        "“{name}”: {n} scores run from {low} to {high}. Let the highest and the lowest tell what they have in mind."
    ).format(**ends)


def _alpha_said(alpha: float | None, low: float | None, high: float | None, n: int, places: int) -> str:
    if alpha is None:
        return _("Too few scores to say how far the room agrees: it takes two people at the same touchpoints.")
    if alpha >= RELIABLE:
        told = _("The room sees the journey alike")
    elif alpha >= TENTATIVE:
        told = _("The room sees the journey alike for the most part")
    else:
        told = _("People see the journey in different ways")
    interval = "" if low is None or high is None else _(", 95 % interval {low} to {high}").format(
        low=_signed(low, 2), high=_signed(high, 2)
    )  # fmt: skip
    said = _("{told}: Krippendorff’s α {alpha}{interval}, {n} scores at {places} touchpoints.")
    return said.format(told=told, alpha=_signed(alpha, 2), interval=interval, n=n, places=places)


def _signed(value: float, digits: int = 1) -> str:
    return figure(value, digits, sign=True) if round(value, digits) else "0"


def _team(shown: Workshop, id: str) -> str:
    team = shown.find(Team, id)
    return team.name if team else id
