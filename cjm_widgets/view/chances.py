"""Opportunities in the order of the chosen methods, with the pains they would ease and what came of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_widgets.analysis.priorities import Quadrant, quadrant
from cjm_widgets.analysis.rankings import SCORES
from cjm_widgets.model import Action, Journey, Opportunity, OpportunityPain, PainPoint
from cjm_widgets.model.entities.journey import METHODS
from cjm_widgets.view.wording import listing
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.model import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """One opportunity with its place among the others."""

    place: int | None
    """1 for the first; equal ones share a place. None where no method could score it."""
    opportunity: Opportunity
    scores: Mapping[str, float | None]
    """By chosen method."""
    places: Mapping[str, float | None]
    """Its place by each chosen method; equal ones share the mean of their places, 1.5 for two firsts."""
    quadrant: Quadrant | None
    pains: tuple[PainPoint, ...]
    actions: tuple[Action, ...]


def ranked(workshop: Workshop, journey: Journey) -> tuple[Chance, ...]:
    """Put the opportunities of a journey in order by the mean of their places in the chosen methods; settled ones only.

    Every method counts alike. One that lacks answers for an opportunity says nothing about it. Those that no method
    could score come last, in the order of the board.
    """
    opportunities = workshop.of(Opportunity, journey=journey.id, merged_into=None, standing="settled")
    scores = {one.id: {name: SCORES[name](one) for name in journey.methods} for one in opportunities}
    places = {name: _places({id: some[name] for id, some in scores.items()}) for name in journey.methods}
    mean: dict[str, float] = {}
    for one in opportunities:
        given = [place for name in journey.methods if (place := places[name][one.id]) is not None]
        if given:
            mean[one.id] = sum(given) / len(given)
    eased: defaultdict[str, list[PainPoint]] = defaultdict(list)
    for tie in workshop.all(OpportunityPain):
        pain = workshop.find(PainPoint, tie.pain_point)
        if pain is not None:
            eased[tie.opportunity].append(pain)
    means = sorted(mean.values())
    ordered = sorted(opportunities, key=lambda one: mean.get(one.id, float("inf")))
    return tuple(
        Chance(
            place=1 + bisect_left(means, mean[one.id]) if one.id in mean else None,
            opportunity=one,
            scores=scores[one.id],
            places={name: places[name][one.id] for name in journey.methods},
            quadrant=quadrant(one.impact, one.effort),
            pains=tuple(eased[one.id]),
            actions=workshop.of(Action, opportunity=one.id),
        )
        for one in ordered
    )


def method_label(name: str) -> str:
    """Give what people call a method, in the language in use. Raises KeyError for an unknown one."""
    if name not in METHODS:
        raise KeyError(name)
    return _(Journey.FIELDS[f"by_{name}"].label)


def question_said(opportunity: Opportunity) -> str:
    """Give the question with its lead, whether or not whoever wrote it began with it."""
    lead = _("How might we")
    text = opportunity.question.strip()
    return text if text.lower().startswith(lead.lower()) else f"{lead} {text}"


def ranking_finding(chances: Sequence[Chance]) -> str:
    """Say what comes first, and which methods see it otherwise."""
    scored = [one for one in chances if one.place is not None]
    if not chances:
        return _("No opportunity yet.")
    if not scored:
        return _("Nothing is scored yet.")
    first = scored[0]
    name = question_said(first.opportunity)
    against = [
        method_label(method)
        for method, place in first.places.items()
        if place is not None and any((other.places.get(method) or place) < place for other in scored)
    ]
    silent = [method_label(method) for method, place in first.places.items() if place is None]
    if not against and not silent:
        return _("First by every method: “{name}”").format(name=name)
    told = [_("First over all: “{name}”").format(name=name)]
    if against:
        told.append(_("Another one is first by {methods} alone.").format(methods=listing(against)))
    if silent:
        told.append(_("Answers are missing for {methods}.").format(methods=", ".join(silent)))
    return " ".join(told)


def _places(scores: Mapping[str, float | None]) -> dict[str, float | None]:
    """Rank by falling score; equal ones share the mean of their places."""
    given = sorted(score for score in scores.values() if score is not None)

    def place(score: float) -> float:
        # Before it stand those above; with equals it shares what lies between the first and the last of them.
        return len(given) - (bisect_left(given, score) + bisect_right(given, score) - 1) / 2

    return {id: None if score is None else place(score) for id, score in scores.items()}
