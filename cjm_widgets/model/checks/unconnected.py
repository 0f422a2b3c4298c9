"""Unconnected: data and map that do not know of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model.checks.finding import Severity, name_of
from cjm_widgets.model.checks.rule import Family, rule
from cjm_widgets.model.clock import Step
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from cjm_widgets.model.checks.rule import Found
    from cjm_widgets.model.checks.subject import Subject


@rule(
    "event-unclaimed",
    Family.UNCONNECTED,
    Severity.WARNING,
    Step.CUSTOMER_DATA,
    many=N_("{n} events or answers are tied to nothing: {names}."),
    way_out=N_("Tie it to a touchpoint or stage, add the touchpoint that is missing, or take it off the list."),
    done=True,
    room=True,
)
def event_unclaimed(on: Subject) -> Found:
    """Find something in the data that no touchpoint or stage claims."""
    for claim in on.claims.get(None, ()):
        source = on.named(claim.source)
        said = _("“{name}” in “{source}” is tied to nothing.")
        yield claim, said.format(name=name_of(claim), source=name_of(source) if source else claim.source)


@rule(
    "touchpoint-without-data",
    Family.UNCONNECTED,
    Severity.NOTE,
    Step.CUSTOMER_DATA,
    many=N_("{n} touchpoints are in no data: {names}."),
    way_out=N_("See whether an event or a question tells about it; if none does, the map stands on the room there."),
    room=True,
)
def touchpoint_without_data(on: Subject) -> Found:
    """Find a touchpoint that nothing in the data is tied to, where there is data."""
    if not on.claims:
        return
    for one in on.touchpoints:
        if one.id not in on.claims:
            yield one, _("Nothing in the data is tied to “{name}”.").format(name=name_of(one))


RULES: Final = (event_unclaimed, touchpoint_without_data)
