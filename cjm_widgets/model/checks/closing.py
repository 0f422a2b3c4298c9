"""Closing: a workshop closes with an owner, a review date and at least one dated action, or says which is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model.checks.finding import Severity
from cjm_widgets.model.checks.rule import Family, rule
from cjm_widgets.model.clock import Step
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from cjm_widgets.model.checks.rule import Found
    from cjm_widgets.model.checks.subject import Subject


@rule(
    "closing-without-owner",
    Family.CLOSING,
    Severity.ERROR,
    Step.OBJECTIVES,
    way_out=N_("Name one person who keeps the map alive afterwards."),
)
def closing_without_owner(on: Subject) -> Found:
    """Find a map that nobody looks after."""
    if not any(one.owner.strip() for one in on.objectives):
        yield on.journey, _("The map has no owner.")


@rule(
    "closing-without-review-date",
    Family.CLOSING,
    Severity.ERROR,
    Step.OBJECTIVES,
    way_out=N_("Set the day on which the owner goes through the map again; three to six months are usual."),
)
def closing_without_review_date(on: Subject) -> Found:
    """Find a map that nobody will look at again."""
    if not any(one.review_by for one in on.objectives):
        yield on.journey, _("The map has no review date.")


@rule(
    "closing-without-action",
    Family.CLOSING,
    Severity.ERROR,
    Step.ACTION,
    way_out=N_("Turn the opportunity that ranks first into an action with an owner and a date."),
    done=True,
)
def closing_without_action(on: Subject) -> Found:
    """Find a map from which nothing follows: no action with a date."""
    if not any(one.due for one in on.actions):
        yield on.journey, _("There is no action with a date.")


RULES: Final = (closing_without_owner, closing_without_review_date, closing_without_action)
