"""Without action: a map that says what hurts and leaves it there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.checks.finding import Severity, name_of
from cjm_widgets.model.checks.rule import Family, rule
from cjm_widgets.model.clock import Step
from cjm_widgets.model.entities.action import Action
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_widgets.model.checks.rule import Found
    from cjm_widgets.model.checks.subject import Subject
    from cjm_widgets.model.entities.emotions import PainPoint

TOP_PAIN: Final = 8
"""From this score (severity × frequency, 0–16) on a pain is a top pain: a major one that up to half of the customers
meet scores 9, a catastrophe for up to a fifth scores 8."""
CATASTROPHE: Final = 4
_SEVERAL: Final = re.compile(r"[,;/&+]|\s(and|und|or|oder)\s", re.IGNORECASE)


def worst(pains: Iterable[PainPoint]) -> tuple[PainPoint, ...]:
    """Give the pains with the highest score, all of them where several are even; those without a score never."""
    scored = [(pain.score, pain) for pain in pains if pain.score]
    highest = max((score for score, _pain in scored), default=0)
    return tuple(pain for score, pain in scored if score == highest)


def is_top(pain: PainPoint) -> bool:
    """Tell whether a pain may not be left without an opportunity: a high score, or a catastrophe however rare."""
    return (pain.score or 0) >= TOP_PAIN or pain.severity == CATASTROPHE


@rule(
    "pain-without-opportunity",
    Family.WITHOUT_ACTION,
    Severity.WARNING,
    Step.ACTION,
    many=N_("{n} top pains have no opportunity: {names}."),
    way_out=N_("Turn it into a “How might we …” question, or decide to live with it and write down why."),
)
def pain_without_opportunity(on: Subject) -> Found:
    """Find a top pain that no opportunity would ease; where no pain is a top one, the worst of the map."""
    top = [pain for pain in on.pains if is_top(pain)]
    for pain in top or worst(on.pains):
        if pain.id not in on.eased:
            said = (
                _("The top pain “{name}” has no opportunity.")
                if top
                else _("“{name}” scores highest of all pains and has no opportunity.")
            )
            yield pain, said.format(name=name_of(pain))


@rule(
    "opportunity-without-action",
    Family.WITHOUT_ACTION,
    Severity.WARNING,
    Step.ACTION,
    many=N_("{n} opportunities have no action: {names}."),
    way_out=N_("Give it a first step with an owner, or mark it as “Won’t this time”."),
)
def opportunity_without_action(on: Subject) -> Found:
    """Find an opportunity that nobody has turned into an action, unless it was put off on purpose."""
    taken = {action.opportunity for action in on.actions}
    for one in on.opportunities:
        if one.id not in taken and one.moscow != "wont":
            yield one, _("“{name}” has no action.").format(name=name_of(one))


@rule(
    "action-without-owner",
    Family.WITHOUT_ACTION,
    Severity.ERROR,
    Step.ACTION,
    many=N_("{n} actions have no owner: {names}."),
    way_out=N_("Ask who takes it; nobody means that it will not happen."),
    done=True,
)
def action_without_owner(on: Subject) -> Found:
    """Find an action that is nobody's."""
    for action in on.actions:
        if not action.owner.strip():
            yield action, _("“{name}” has no owner.").format(name=name_of(action))


@rule(
    "action-with-several-owners",
    Family.WITHOUT_ACTION,
    Severity.WARNING,
    Step.ACTION,
    many=N_("{n} actions have more than one owner: {names}."),
    way_out=N_("Leave one name as the owner; the others are contributors."),
    done=True,
)
def action_with_several_owners(on: Subject) -> Found:
    """Find an action with more than one name as its owner."""
    for action in on.actions:
        if _SEVERAL.search(action.owner.strip()):
            said = _("“{name}” has more than one owner: {owner}.")
            yield action, said.format(name=name_of(action), owner=action.owner.strip())


@rule(
    "action-without-due",
    Family.WITHOUT_ACTION,
    Severity.ERROR,
    Step.ACTION,
    many=N_("{n} actions have no due date: {names}."),
    way_out=N_("Ask its owner for a day."),
    done=True,
)
def action_without_due(on: Subject) -> Found:
    """Find an action without a day."""
    for action in on.actions:
        if not action.due:
            yield action, _("“{name}” has no due date.").format(name=name_of(action))


@rule(
    "action-without-metric",
    Family.WITHOUT_ACTION,
    Severity.WARNING,
    Step.ACTION,
    many=N_("{n} actions have no metric: {names}."),
    way_out=N_("Say by which number one will see that it helped."),
    done=True,
)
def action_without_metric(on: Subject) -> Found:
    """Find an action of which nobody could tell whether it helped."""
    for action in on.actions:
        if action.id not in on.metrics:
            yield action, _("“{name}” has no metric.").format(name=name_of(action))


@rule(
    "action-without-check-date",
    Family.WITHOUT_ACTION,
    Severity.WARNING,
    Step.ACTION,
    many=N_("{n} actions have no check date: {names}."),
    way_out=N_("Set the day on which somebody looks at the metric again."),
    done=True,
)
def action_without_check_date(on: Subject) -> Found:
    """Find an action whose metric nobody is going to look at."""
    for action in on.actions:
        metrics = on.metrics.get(action.id, ())
        if metrics and not any(metric.check_on or metric.measured is not None for metric in metrics):
            yield action, _("“{name}” has no check date.").format(name=name_of(action))


@rule(
    "action-dropped-without-reason",
    Family.WITHOUT_ACTION,
    Severity.NOTE,
    Step.ACTION,
    many=N_("{n} actions were dropped without a reason: {names}."),
    way_out=N_("Write why: the next workshop will ask."),
)
def action_dropped_without_reason(on: Subject) -> Found:
    """Find an action that was dropped, nobody knows why."""
    for action in on.workshop.of(Action, journey=on.journey.id, status="dropped"):
        if not action.dropped_because.strip():
            yield action, _("“{name}” was dropped without a reason.").format(name=name_of(action))


RULES: Final = (
    pain_without_opportunity,
    opportunity_without_action,
    action_without_owner,
    action_with_several_owners,
    action_without_due,
    action_without_metric,
    action_without_check_date,
    action_dropped_without_reason,
)
