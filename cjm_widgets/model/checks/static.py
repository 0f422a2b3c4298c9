"""Static: a map that nobody has looked at for too long."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.checks.finding import Severity, name_of
from cjm_widgets.model.checks.rule import Family, rule
from cjm_widgets.model.clock import Step
from cjm_widgets.model.entities.data import Source
from cjm_widgets.words import N_, _, day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cjm_widgets.model.checks.rule import Found
    from cjm_widgets.model.checks.subject import Subject
    from cjm_widgets.model.entities.objectives import Metric
    from cjm_widgets.model.entity import Entity

LIMIT_DAYS: Final = 365
"""How old evidence may be. After a year prices, seasons and what people know from others have gone round once."""


@rule(
    "review-overdue",
    Family.STATIC,
    Severity.ERROR,
    Step.OBJECTIVES,
    way_out=N_("Go through the map with its owner, write down what changed, and set the next review."),
)
def review_overdue(on: Subject) -> Found:
    """Find a map past its review date."""
    for objective in on.objectives:
        if objective.review_by and objective.review_by < on.today:
            yield objective, _("The review was due on {day}.").format(day=day(objective.review_by))


@rule(
    "evidence-old",
    Family.STATIC,
    Severity.WARNING,
    Step.CUSTOMER_DATA,
    many=N_("The evidence of {n} cards is more than a year old: {names}."),
    way_out=N_("Ask or count again, and give the card the new date; or grade it down."),
)
def evidence_old(on: Subject) -> Found:
    """Find a card whose evidence is older than its limit, a year."""
    limit = _limit(on)
    for card in on.graded:
        if card.grade and card.evidence_on and card.evidence_on < limit:
            said = _("The evidence of “{name}” is of {day}, more than a year old.")
            yield card, said.format(name=name_of(card), day=day(card.evidence_on))


@rule(
    "source-old",
    Family.STATIC,
    Severity.NOTE,
    Step.CUSTOMER_DATA,
    many=N_("{n} sources end more than a year ago: {names}."),
    way_out=N_("Bring in newer data, or say on the map how old it is."),
)
def source_old(on: Subject) -> Found:
    """Find a source whose period ended longer ago than evidence may be old."""
    limit = _limit(on)
    for source in on.workshop.all(Source):
        if source.period_end and source.period_end < limit:
            said = _("“{name}” ends on {day}, more than a year ago.")
            yield source, said.format(name=name_of(source), day=day(source.period_end))


@rule(
    "evidence-from-the-future",
    Family.STATIC,
    Severity.WARNING,
    Step.CUSTOMER_DATA,
    many=N_("The evidence of {n} cards is dated in the future: {names}."),
    way_out=N_("Write the day on which it was asked or counted: while the date is wrong, nobody sees how old it is."),
)
def evidence_from_the_future(on: Subject) -> Found:
    """Find a card whose evidence is of a day that has not come; a day's grace, for rooms east of the server."""
    for card in on.graded:
        if card.grade and card.evidence_on and card.evidence_on > on.tomorrow:
            said = _("The evidence of “{name}” is of {day}, which has not come yet.")
            yield card, said.format(name=name_of(card), day=day(card.evidence_on))


@rule(
    "source-period-impossible",
    Family.STATIC,
    Severity.WARNING,
    Step.CUSTOMER_DATA,
    many=N_("{n} sources begin after they end, or in the future: {names}."),
    way_out=N_("Look the two days up in the data and mend them."),
)
def source_period_impossible(on: Subject) -> Found:
    """Find a source whose period ends before it begins, or begins on a day that has not come."""
    for source in on.workshop.all(Source):
        first, last = source.period_start, source.period_end
        if first and last and last < first:
            said = _("“{name}” begins on {first} and ends before that, on {last}.")
            yield source, said.format(name=name_of(source), first=day(first), last=day(last))
        elif first and first > on.tomorrow:
            said = _("“{name}” begins on {day}, which has not come yet.")
            yield source, said.format(name=name_of(source), day=day(first))


@rule(
    "metric-unmeasured",
    Family.STATIC,
    Severity.WARNING,
    Step.OBJECTIVES,
    many=N_("{n} metrics have not been measured when they were due, or have no day: {names}."),
    way_out=N_("Measure it and write the number down, or set a new day to look."),
)
def metric_unmeasured(on: Subject) -> Found:
    """Find a metric of the journey, an objective, a stage or a touchpoint whose day has passed without a number.

    And one that has no number at all, of today or of later, and no day on which somebody will look.
    """
    things = [on.journey, *on.objectives, *on.stages, *on.touchpoints]
    yield from _unmeasured(on, things)
    for thing in things:
        for metric in on.metrics.get(thing.id, ()):
            if metric.baseline is None and metric.measured is None and not (metric.check_on or metric.target_by):
                yield metric, _("“{name}” has no number, and no day is set to measure it.").format(name=name_of(metric))


@rule(
    "action-unmeasured",
    Family.STATIC,
    Severity.WARNING,
    Step.ACTION,
    many=N_("{n} metrics of actions were due and have not been measured: {names}."),
    way_out=N_("Look whether it helped and write the number down: an action without an after is a guess."),
)
def action_unmeasured(on: Subject) -> Found:
    """Find a metric of an action whose check date has passed without a number."""
    yield from _unmeasured(on, on.actions)


@rule(
    "action-overdue",
    Family.STATIC,
    Severity.WARNING,
    Step.ACTION,
    many=N_("{n} actions are overdue: {names}."),
    way_out=N_("Ask its owner: set a new day, mark it as done, or drop it and say why."),
)
def action_overdue(on: Subject) -> Found:
    """Find an action past its due date that is not done."""
    for action in on.actions:
        if action.due and action.due < on.today and action.status != "done":
            yield action, _("“{name}” was due on {day}.").format(name=name_of(action), day=day(action.due))


def _unmeasured(on: Subject, things: Sequence[Entity]) -> Iterator[tuple[Metric, str]]:
    for thing in things:
        for metric in on.metrics.get(thing.id, ()):
            # Target by, where no day to look was set.
            due = metric.check_on or metric.target_by
            if metric.measured is None and due and due < on.today:
                said = _("“{name}” was to be measured by {day} and has no number yet.")
                yield metric, said.format(name=name_of(metric), day=day(due))


def _limit(on: Subject) -> str:
    return (max(date.fromisoformat(on.today), date.min + timedelta(LIMIT_DAYS)) - timedelta(LIMIT_DAYS)).isoformat()


RULES: Final = (
    review_overdue,
    evidence_old,
    source_old,
    evidence_from_the_future,
    source_period_impossible,
    metric_unmeasured,
    action_unmeasured,
    action_overdue,
)
