"""Going through a workshop with the rules: all of it, one map, one step, or what closing needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model.checks.finding import Finding, Severity, place_of
from cjm_widgets.model.checks.registry import RULES
from cjm_widgets.model.checks.rule import Family
from cjm_widgets.model.checks.subject import Subject
from cjm_widgets.model.clock import Step
from cjm_widgets.model.entities.journey import Journey
from cjm_widgets.model.settled import settled
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from cjm_widgets.model.checks.rule import Rule
    from cjm_widgets.model.workshop import Workshop

_GRAVITY: Final = {severity: place for place, severity in enumerate(Severity)}
_STEPS: Final = {step: place for place, step in enumerate(Step)}
_NAMED_AT_ONCE: Final = 3


def check(workshop: Workshop, today: date) -> tuple[Finding, ...]:
    """Look at every journey of a workshop with every rule: the gravest first, then in the order of the steps.

    What belongs to no one journey, such as a source, is named once.
    """
    shown = settled(workshop)
    journeys = shown.all(Journey)
    if not journeys:
        return (_no_journey(shown),)
    found = (one for journey in journeys for one in _found(Subject(shown, journey, today), RULES.values()))
    return _sorted({(one.id, one.place.id): one for one in found}.values())


def check_journey(workshop: Workshop, journey: str, today: date, *, published: bool = False) -> tuple[Finding, ...]:
    """Look at one journey, by its id, with every rule; nothing where it is not there.

    With ``published``, rules that need what stays in the room (ties of data, comments) are left out.
    """
    rules = [rule for rule in RULES.values() if not (published and rule.room)]
    return _sorted(_found_in(workshop, journey, today, rules))


def findings_of(findings: Iterable[Finding], step: Step) -> tuple[Finding, ...]:
    """Keep the findings that are mended in ``step``."""
    return tuple(one for one in findings if one.step is step)


def missing(workshop: Workshop, journey: str, step: Step, today: date) -> tuple[str, ...]:
    """Say what keeps a step from being done, a sentence a rule; nothing when it is done."""
    rules = [rule for rule in RULES.values() if rule.done and rule.step is step]
    return tuple(says for says, _group in gathered(_found_in(workshop, journey, today, rules)))


def done(workshop: Workshop, journey: str, step: Step, today: date) -> bool:
    """Tell whether a step is done, by the method's own “done when”."""
    return not missing(workshop, journey, step, today)


def closing(workshop: Workshop, today: date) -> tuple[Finding, ...]:
    """Say what keeps the workshop from being closed: owner, review date, a dated action; nothing when it may be.

    A review date that is past is none.
    """
    asked = {rule.id for rule in RULES.values() if rule.family is Family.CLOSING} | {"no-journey", "review-overdue"}
    return tuple(one for one in check(workshop, today) if one.id in asked)


def gathered(findings: Iterable[Finding]) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Put the findings of one rule together: a sentence that says all of them, and the findings."""
    groups: dict[str, list[Finding]] = {}
    for one in findings:
        groups.setdefault(one.id, []).append(one)
    for id, group in groups.items():
        many = RULES[id].many if id in RULES else ""
        if len(group) > 1 and many:
            names = [one.place.label for one in group]
            shown = ", ".join(names[:_NAMED_AT_ONCE])
            if len(names) > _NAMED_AT_ONCE:
                shown = _("{names} and {n} more").format(names=shown, n=len(names) - _NAMED_AT_ONCE)
            yield _(many).format(n=len(group), names=shown), tuple(group)
        else:
            yield from ((one.says, (one,)) for one in group)


def _found_in(workshop: Workshop, journey: str, today: date, rules: Iterable[Rule]) -> list[Finding]:
    shown = settled(workshop)
    there = shown.find(Journey, journey)
    return [] if there is None else list(_found(Subject(shown, there, today), rules))


def _found(subject: Subject, rules: Iterable[Rule]) -> Iterator[Finding]:
    for rule in rules:
        yield from rule.find(subject)


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Put the gravest first, then by step; within these, rules and places keep their order."""
    return tuple(sorted(findings, key=lambda one: (_GRAVITY[one.severity], _STEPS[one.step])))


def _no_journey(workshop: Workshop) -> Finding:
    return Finding(
        id="no-journey",
        severity=Severity.ERROR,
        place=place_of(workshop.settings),
        step=Step.OBJECTIVES,
        says=_("There is no journey yet."),
        way_out=_("Open the workshop’s page, or add one: a journey is one map."),
    )
