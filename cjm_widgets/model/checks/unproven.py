"""Unproven: a map that rests on what the room believes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model.checks.finding import Severity, name_of
from cjm_widgets.model.checks.rule import Family, rule
from cjm_widgets.model.clock import Step
from cjm_widgets.model.entities.data import MEASURES
from cjm_widgets.model.entities.objectives import Hypothesis
from cjm_widgets.words import N_, _, ngettext

if TYPE_CHECKING:
    from cjm_widgets.model.checks.rule import Found
    from cjm_widgets.model.checks.subject import Subject

TOO_FEW: Final = 30
"""Below this many answers good and bad cannot be told apart; the same as in ``analysis.intervals``, which says why."""
_SOME_DATA: Final = 2
_MEASURES: Final = dict(MEASURES)


@rule(
    "mostly-assumptions",
    Family.UNPROVEN,
    Severity.WARNING,
    Step.CUSTOMER_DATA,
    way_out=N_("Take the cards that the decision hangs on, and ask customers or look into the data for those first."),
)
def mostly_assumptions(on: Subject) -> Found:
    """Find a map of which more than half is assumed."""
    assumed, all_ = _assumed(on)
    if 2 * assumed > all_:
        yield on.journey, _share(assumed, all_)


@rule(
    "some-assumptions",
    Family.UNPROVEN,
    Severity.NOTE,
    Step.CUSTOMER_DATA,
    way_out=N_("Look at them before you build on them; they are listed on the map."),
)
def some_assumptions(on: Subject) -> Found:
    """Find the share of cells that are assumptions, where it is half or less."""
    assumed, all_ = _assumed(on)
    if assumed and 2 * assumed <= all_:
        yield on.journey, _share(assumed, all_)


@rule(
    "evidence-without-source",
    Family.UNPROVEN,
    Severity.WARNING,
    Step.CUSTOMER_DATA,
    many=N_("The evidence of {n} cards does not say where it comes from: {names}."),
    way_out=N_("Name the source, how many stand behind it, and the day; or call it an assumption."),
)
def evidence_without_source(on: Subject) -> Found:
    """Find a card graded above assumption that does not say its source and date, and from “some data” on its n."""
    for card in on.graded:
        if not card.grade:
            continue
        gaps = [
            label
            for label, value, asked in (
                (_("source"), card.evidence_source, True),
                (_("n"), card.evidence_n, card.grade >= _SOME_DATA),
                (_("date"), card.evidence_on, True),
            )
            if asked and not value
        ]
        if gaps:
            said = _("The evidence of “{name}” does not say: {what}.")
            yield card, said.format(name=name_of(card), what=", ".join(gaps))


@rule(
    "verdict-on-too-few",
    Family.UNPROVEN,
    Severity.ERROR,
    Step.OBJECTIVES,
    many=N_("{n} hypotheses were judged on too few answers: {names}."),
    way_out=N_("Say “Not enough data”, or gather at least 30 before you judge."),
)
def verdict_on_too_few(on: Subject) -> Found:
    """Find a hypothesis called supported or contradicted on fewer than 30 answers, or on nobody knows how many."""
    for one in on.workshop.of(Hypothesis, journey=on.journey.id):
        if one.verdict not in ("supported", "contradicted"):
            continue
        if one.n is None:
            yield one, _("The verdict on “{name}” does not say on how many answers.").format(name=name_of(one))
        elif one.n < TOO_FEW:
            said = ngettext(
                "The verdict on “{name}” rests on {n} answer.", "The verdict on “{name}” rests on {n} answers.", one.n
            )
            yield one, said.format(name=name_of(one), n=one.n)


@rule(
    "measured-on-too-few",
    Family.UNPROVEN,
    Severity.NOTE,
    Step.CUSTOMER_DATA,
    many=N_("In {n} places numbers rest on too few answers to tell: {names}."),
    way_out=N_("Gather more answers there; the map shows no number until then."),
)
def measured_on_too_few(on: Subject) -> Found:
    """Find a stage or touchpoint with a number that rests on too few answers."""
    for thing in (*on.stages, *on.touchpoints):
        few = [one for one in on.measurements.get(thing.id, ()) if one.too_few]
        if few:
            labels = dict.fromkeys(_(_MEASURES.get(one.measure or "", "")) for one in few)
            said = _("Too few answers to tell at “{name}”: {what}.")
            yield thing, said.format(name=name_of(thing), what=", ".join(labels))


def _assumed(on: Subject) -> tuple[int, int]:
    return sum(1 for card in on.statements if card.grade == 0), len(on.statements)


def _share(assumed: int, all_: int) -> str:
    said = ngettext(
        "{n} of {all} cards is an assumption ({percent} %).",
        "{n} of {all} cards are assumptions ({percent} %).",
        assumed,
    )
    return said.format(n=assumed, all=all_, percent=round(100 * assumed / all_))


RULES: Final = (
    mostly_assumptions,
    some_assumptions,
    evidence_without_source,
    verdict_on_too_few,
    measured_on_too_few,
)
