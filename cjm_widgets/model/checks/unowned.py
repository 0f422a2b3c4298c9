"""Unowned: touchpoints that are nobody's, or two teams'."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model.checks.finding import Severity, name_of
from cjm_widgets.model.checks.rule import Family, rule
from cjm_widgets.model.clock import Step
from cjm_widgets.model.entities.collaboration import Raci
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from cjm_widgets.model.checks.rule import Found
    from cjm_widgets.model.checks.subject import Subject


@rule(
    "touchpoint-without-team",
    Family.UNOWNED,
    Severity.WARNING,
    Step.TOUCHPOINTS,
    many=N_("{n} touchpoints belong to no team: {names}."),
    way_out=N_("Ask who would be called if it failed tomorrow, and name that team as the owner."),
)
def touchpoint_without_team(on: Subject) -> Found:
    """Find a touchpoint without an owner team, and without an accountable one."""
    for one in on.touchpoints:
        if one.owner_team is None and not on.accountable.get(one.id):
            yield one, _("“{name}” belongs to no team.").format(name=name_of(one))


@rule(
    "touchpoint-without-accountable",
    Family.UNOWNED,
    Severity.WARNING,
    Step.COLLABORATION,
    many=N_("{n} touchpoints have no accountable team: {names}."),
    way_out=N_("Settle in the room which one team answers for it."),
)
def touchpoint_without_accountable(on: Subject) -> Found:
    """Find a touchpoint for which no team answers, once the room has begun to say who does what."""
    if not _begun(on):
        return
    for one in on.touchpoints:
        if not on.accountable.get(one.id):
            yield one, _("No team is accountable for “{name}”.").format(name=name_of(one))


@rule(
    "touchpoint-with-two-accountable",
    Family.UNOWNED,
    Severity.WARNING,
    Step.COLLABORATION,
    many=N_("{n} touchpoints have more than one accountable team: {names}."),
    way_out=N_("Leave one team accountable; the other is responsible or consulted. Two mean that each waits."),
)
def touchpoint_with_two_accountable(on: Subject) -> Found:
    """Find a touchpoint for which two teams answer, so neither does."""
    for one in on.touchpoints:
        teams = on.accountable.get(one.id, ())
        if len(teams) > 1:
            names = ", ".join(name_of(team) for id in teams if (team := on.named(id)))
            yield one, _("“{name}” has more than one accountable team: {teams}.").format(name=name_of(one), teams=names)


@rule(
    "owner-is-not-accountable",
    Family.UNOWNED,
    Severity.NOTE,
    Step.COLLABORATION,
    many=N_("At {n} touchpoints the owner team is not the accountable one: {names}."),
    way_out=N_("Ask both teams which it is, and change the one or the other."),
)
def owner_is_not_accountable(on: Subject) -> Found:
    """Find a touchpoint whose owner in the inventory is another team than the accountable one."""
    for one in on.touchpoints:
        teams = on.accountable.get(one.id, ())
        owner = on.named(one.owner_team)
        accountable = on.named(teams[0]) if len(teams) == 1 else None
        if owner and accountable and owner.id != accountable.id:
            said = _("“{name}” is owned by {owner}, and {team} is accountable.")
            yield one, said.format(name=name_of(one), owner=name_of(owner), team=name_of(accountable))


@rule(
    "no-responsibilities",
    Family.UNOWNED,
    Severity.WARNING,
    Step.COLLABORATION,
    way_out=N_("Go through the touchpoints and say for each which one team is accountable."),
    done=True,
)
def no_responsibilities(on: Subject) -> Found:
    """Find a journey of which nobody has said who does what."""
    if not _begun(on):
        yield on.journey, _("Nobody has said yet which team does what.")


def _begun(on: Subject) -> bool:
    mine = {one.id for one in on.touchpoints}
    return any(one.touchpoint in mine for one in on.workshop.all(Raci))


RULES: Final = (
    touchpoint_without_team,
    touchpoint_without_accountable,
    touchpoint_with_two_accountable,
    owner_is_not_accountable,
    no_responsibilities,
)
