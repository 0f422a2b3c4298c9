"""Unfinished groundwork: what keeps objectives, customer data and personas from being done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model.checks.finding import Severity, name_of
from cjm_widgets.model.checks.rule import Family, rule
from cjm_widgets.model.clock import Step
from cjm_widgets.model.entities.data import Source
from cjm_widgets.model.entities.personas import PersonaPoint
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from cjm_widgets.model.checks.rule import Found
    from cjm_widgets.model.checks.subject import Subject

_NEEDED: Final = (("goal", N_("goals")), ("need", N_("needs")), ("frustration", N_("frustrations")))


@rule(
    "no-objective",
    Family.UNFINISHED,
    Severity.ERROR,
    Step.OBJECTIVES,
    way_out=N_("Write in one sentence what the map is for, and which decision it informs."),
    done=True,
)
def no_objective(on: Subject) -> Found:
    """Find a map that is for nothing in particular."""
    if not on.objectives:
        yield on.journey, _("There is no objective yet.")


@rule(
    "objective-without-metric",
    Family.UNFINISHED,
    Severity.ERROR,
    Step.OBJECTIVES,
    way_out=N_("Give one objective a metric with what it is today, or tick that no baseline is known."),
    done=True,
)
def objective_without_metric(on: Subject) -> Found:
    """Find objectives of which none has a metric with a baseline, and none says that no baseline is known."""
    metrics = [metric for one in on.objectives for metric in on.metrics.get(one.id, ())]
    if on.objectives and not any(metric.baseline is not None or metric.baseline_unknown for metric in metrics):
        yield on.objectives[0], _("No objective has a metric with a baseline.")


@rule(
    "no-source",
    Family.UNFINISHED,
    Severity.WARNING,
    Step.CUSTOMER_DATA,
    way_out=N_("Bring in a file, or describe an interview round."),
    done=True,
)
def no_source(on: Subject) -> Found:
    """Find a workshop that has no source at all."""
    if not on.workshop.all(Source):
        yield on.workshop.settings, _("No source yet: the map would stand on the room alone.")


@rule(
    "source-incomplete",
    Family.UNFINISHED,
    Severity.WARNING,
    Step.CUSTOMER_DATA,
    many=N_("{n} sources do not say what they are, how large, from when and by what right: {names}."),
    way_out=N_("Fill in type, n, period and consent."),
    done=True,
)
def source_incomplete(on: Subject) -> Found:
    """Find a source that does not state type, n, period and consent."""
    for source in on.workshop.all(Source):
        given = {
            _("type"): source.type,
            _("n"): source.n,
            _("period"): source.period_start and source.period_end,
            _("consent"): source.consent,
        }
        gaps = [label for label, value in given.items() if not value]
        if gaps:
            said = _("“{title}” does not say: {what}.")
            yield source, said.format(title=name_of(source), what=", ".join(gaps))


@rule(
    "source-consent-unclear",
    Family.UNFINISHED,
    Severity.ERROR,
    Step.CUSTOMER_DATA,
    many=N_("For {n} sources it is unclear whether they may be used: {names}."),
    way_out=N_("Ask whoever answers for data protection before anything of it is shown."),
)
def source_consent_unclear(on: Subject) -> Found:
    """Find a source that is used though nobody knows whether it may be."""
    for source in on.workshop.of(Source, consent="unclear"):
        yield source, _("It is unclear whether “{title}” may be used.").format(title=name_of(source))


@rule(
    "no-primary-persona",
    Family.UNFINISHED,
    Severity.WARNING,
    Step.PERSONAS,
    way_out=N_("Choose one primary persona for the map; others compare."),
    done=True,
)
def no_primary_persona(on: Subject) -> Found:
    """Find a map that does not say whose way it is."""
    if on.persona is None:
        yield on.journey, _("The map has no primary persona.")


@rule(
    "persona-thin",
    Family.UNFINISHED,
    Severity.WARNING,
    Step.PERSONAS,
    way_out=N_("Write at least one of each, with what it stands on."),
    done=True,
)
def persona_thin(on: Subject) -> Found:
    """Find a primary persona without goals, needs or frustrations."""
    if on.persona is None:
        return
    there = {point.aspect for point in on.workshop.of(PersonaPoint, persona=on.persona.id)}
    gaps = [_(label) for aspect, label in _NEEDED if aspect not in there]
    if gaps:
        said = _("“{name}” lacks: {what}.")
        yield on.persona, said.format(name=name_of(on.persona), what=", ".join(gaps))


@rule(
    "persona-ungraded",
    Family.UNFINISHED,
    Severity.WARNING,
    Step.PERSONAS,
    many=N_("{n} goals, needs and frustrations do not say how they are known: {names}."),
    way_out=N_("Give each its evidence grade; “Assumption” is an honest answer."),
    done=True,
)
def persona_ungraded(on: Subject) -> Found:
    """Find a goal, need or frustration of the primary persona to which nobody gave an evidence grade."""
    needed = {aspect for aspect, _label in _NEEDED}
    for point in on.workshop.of(PersonaPoint, persona=on.persona.id) if on.persona else ():
        if point.aspect in needed and point.evidence_grade is None:
            yield point, _("“{name}” does not say how it is known.").format(name=name_of(point))


RULES: Final = (
    no_objective,
    objective_without_metric,
    no_source,
    source_incomplete,
    source_consent_unclear,
    no_primary_persona,
    persona_thin,
    persona_ungraded,
)
