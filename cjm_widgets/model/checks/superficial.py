"""Superficial: a map with holes, or one that shows the organisation instead of the customer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.checks.departments import folded, names_department, preset_names
from cjm_widgets.model.checks.finding import Severity, name_of
from cjm_widgets.model.checks.rule import Family, rule
from cjm_widgets.model.clock import Step
from cjm_widgets.model.entities.people import Team
from cjm_widgets.model.entities.personas import Citation, Persona, PersonaPoint
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from cjm_widgets.model.checks.rule import Found
    from cjm_widgets.model.checks.subject import Subject

_EVERYBODY: Final = re.compile(
    r"\b(average|typical|all (our )?customers|every(body|one|\s+customer)|anyone"
    r"|durchschnitt\w*|typische\w*|alle kund\w*|jede\w*)\b",
    re.IGNORECASE,
)


@rule(
    "stage-without-touchpoints",
    Family.SUPERFICIAL,
    Severity.ERROR,
    Step.STAGES,
    many=N_("{n} stages have no touchpoint: {names}."),
    way_out=N_(
        "Ask where the customer meets you there and move a touchpoint in, or join the stage with its neighbour."
    ),
)
def stage_without_touchpoints(on: Subject) -> Found:
    """Find a stage in which the customer meets nobody."""
    there = {one.stage for one in on.touchpoints}
    for stage in on.stages:
        if stage.id not in there:
            yield stage, _("“{name}” has no touchpoint.").format(name=name_of(stage))


@rule(
    "touchpoint-without-channel",
    Family.SUPERFICIAL,
    Severity.ERROR,
    Step.TOUCHPOINTS,
    many=N_("{n} touchpoints have no channel: {names}."),
    way_out=N_("Write by what way the customer gets there: website, phone, shop, parcel …"),
    done=True,
)
def touchpoint_without_channel(on: Subject) -> Found:
    """Find a touchpoint that does not say by what way the two meet."""
    for one in on.touchpoints:
        if not one.channel.strip():
            yield one, _("“{name}” has no channel.").format(name=name_of(one))


@rule(
    "touchpoint-without-emotion",
    Family.SUPERFICIAL,
    Severity.WARNING,
    Step.EMOTIONS,
    many=N_("{n} touchpoints have no score yet: {names}."),
    way_out=N_("Let everybody score it, or say why nobody can."),
    done=True,
)
def touchpoint_without_emotion(on: Subject) -> Found:
    """Find a touchpoint of which nobody said how it feels."""
    for one in on.touchpoints:
        if one.id not in on.scores:
            yield one, _("“{name}” has no score yet.").format(name=name_of(one))


@rule(
    "persona-without-source",
    Family.SUPERFICIAL,
    Severity.WARNING,
    Step.PERSONAS,
    many=N_("{n} personas name no source: {names}."),
    way_out=N_("Name the interviews or data that it was drawn from; without any, call it a draft and go and ask."),
)
def persona_without_source(on: Subject) -> Found:
    """Find a persona that was drawn from nothing."""
    cited = {one.about for one in on.workshop.all(Citation)}
    cited |= {one.persona for one in on.workshop.all(PersonaPoint) if one.evidence_source}
    for persona in on.workshop.all(Persona):
        if persona.id not in cited and not persona.evidence_source:
            yield persona, _("“{name}” names no source.").format(name=name_of(persona))


@rule(
    "persona-averaged",
    Family.SUPERFICIAL,
    Severity.WARNING,
    Step.PERSONAS,
    way_out=N_("Choose the one whom the map is about; draw a map of their own for those who go another way."),
)
def persona_averaged(on: Subject) -> Found:
    """Find a map of one persona averaged from several.

    Known by four signs: the journey names no persona though several were drawn and somebody scored; the persona's
    name or segment says that it stands for everybody; its name holds another persona's name, or its segment another's.
    """
    personas = on.workshop.all(Persona)
    if on.persona is None:
        if len(personas) > 1 and any(one.id in on.scores for one in on.touchpoints):
            said = _("There are {n} personas, and the scores are everybody’s at once.").format(n=len(personas))
            yield on.journey, said
        return
    named = f"{on.persona.name} {on.persona.segment}"
    if _EVERYBODY.search(named):
        yield on.persona, _("“{name}” stands for everybody, so for nobody.").format(name=name_of(on.persona))
        return
    for other in personas:
        if other.id != on.persona.id and (
            _holds(on.persona.segment, other.segment) or _holds(on.persona.name, other.name)
        ):
            said = _("“{name}” stands for “{other}” too.")
            yield on.persona, said.format(name=name_of(on.persona), other=name_of(other))
            return


@rule(
    "stage-named-after-department",
    Family.SUPERFICIAL,
    Severity.WARNING,
    Step.STAGES,
    many=N_("{n} stages are named after departments: {names}."),
    way_out=N_("Name it by what the customer does: “chooses a size”, not “Sales”."),
    done=True,
)
def stage_named_after_department(on: Subject) -> Found:
    """Find a stage that carries the name of a team or a department."""
    teams = [team.name for team in on.workshop.all(Team)]
    for stage in on.stages:
        if names_department(stage.name, teams):
            yield stage, _("“{name}” is a department’s name, not the customer’s verb.").format(name=name_of(stage))


@rule(
    "stage-keeps-preset-name",
    Family.SUPERFICIAL,
    Severity.NOTE,
    Step.STAGES,
    many=N_("{n} stages still have the names that they came with: {names}."),
    way_out=N_("Rename it with a verb of the customer’s."),
)
def stage_keeps_preset_name(on: Subject) -> Found:
    """Find a stage that nobody has renamed since it came out of a preset."""
    given = preset_names()
    for stage in on.stages:
        if folded(stage.name) in given:
            yield stage, _("“{name}” is still the name that it came with.").format(name=name_of(stage))


def _holds(whole: str, part: str) -> bool:
    """Tell whether one name stands in another as words of its own, and is not all of it."""
    mine, theirs = f" {folded(whole)} ", f" {folded(part)} "
    return bool(theirs.strip()) and theirs != mine and theirs in mine


RULES: Final = (
    stage_without_touchpoints,
    touchpoint_without_channel,
    touchpoint_without_emotion,
    persona_without_source,
    persona_averaged,
    stage_named_after_department,
    stage_keeps_preset_name,
)
