"""One entry of a cell: what it says, in which words, on what evidence. One function a kind of card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_widgets.model import Metric, Team
from cjm_widgets.view.evidence import Evidence, Shares, evidence_of
from cjm_widgets.view.measured import readings
from cjm_widgets.view.wording import day, figure, quoted
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.model import Activity, Opportunity, PainPoint, Stage, Touchpoint, Workshop
    from cjm_widgets.view.measured import Reading

LARGEST_PAIN = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that stands in a cell."""

    card: str
    """The id of the card it shows."""
    text: str
    lead: str = ""
    """Words before the text: “How might we”."""
    number: int | None = None
    """The touchpoint's number on the map, where it is one or belongs to one."""
    channel: str = ""
    team: str = ""
    details: tuple[str, ...] = ()
    """Short lines below the text."""
    value: str = ""
    """A number that the text explains."""
    moment_of_truth: bool = False
    milestone: bool = False
    spoken: bool = False
    """True for what a customer thinks or asks: it is set as speech."""
    evidence: Evidence | None = None
    shares: Shares | None = None
    share_percent: float | None = None
    """What share of all customers or comments the value is, for a bar."""


def activity_entry(workshop: Workshop, activity: Activity) -> Entry:
    """Show what the customer does."""
    return Entry(card=activity.id, text=activity.text, evidence=evidence_of(workshop, activity))


def thought_entry(activity: Activity) -> tuple[Entry, ...]:
    """Show what the customer thinks and asks meanwhile; nothing where nothing was written."""
    parts = [part.strip() for part in (activity.thoughts, activity.questions) if part.strip()]
    if not parts:
        return ()
    return (Entry(card=activity.id, text=parts[0], details=tuple(parts[1:]), spoken=True),)


def goal_entry(workshop: Workshop, stage: Stage | None) -> tuple[Entry, ...]:
    """Show what the customer wants to have reached, and when the stage ends."""
    if stage is None or not (stage.customer_goal or stage.exit_criterion):
        return ()
    end = _("Ends when: {text}").format(text=stage.exit_criterion)
    goal = stage.customer_goal or end
    details = (end,) if stage.customer_goal and stage.exit_criterion else ()
    return (Entry(card=stage.id, text=goal, details=details, evidence=evidence_of(workshop, stage)),)


def touchpoint_entry(workshop: Workshop, touchpoint: Touchpoint, number: int) -> Entry:
    """Show where customer and organisation meet, by which channel and whose it is."""
    team = workshop.find(Team, touchpoint.owner_team)
    return Entry(
        card=touchpoint.id,
        text=touchpoint.name,
        number=number,
        channel=touchpoint.channel or _("No channel yet"),
        team=team.name if team else "",
        moment_of_truth=touchpoint.moment_of_truth,
        milestone=touchpoint.milestone,
        evidence=evidence_of(workshop, touchpoint),
    )


def pain_entry(workshop: Workshop, pain: PainPoint, numbers: Mapping[str, int]) -> Entry:
    """Show what hurts, how much, and what customers do about it."""
    details = []
    if pain.score is not None:
        severity = _("{score} of {most}: severity {s} × frequency {f}")
        details.append(severity.format(s=pain.severity, f=pain.frequency, score=pain.score, most=LARGEST_PAIN))
    if pain.workaround:
        details.append(_("Workaround: {text}").format(text=pain.workaround))
    return Entry(
        card=pain.id,
        text=pain.description,
        number=numbers.get(pain.touchpoint or ""),
        details=tuple(details),
        evidence=evidence_of(workshop, pain),
    )


def opportunity_entry(workshop: Workshop, opportunity: Opportunity) -> Entry:
    """Show a "How might we …" question, with its impact and effort."""
    details = []
    if opportunity.impact is not None and opportunity.effort is not None:
        said = _("impact {impact}/5, effort {effort}/5")
        details.append(said.format(impact=opportunity.impact, effort=opportunity.effort))
    lead = _("How might we")
    begins = opportunity.question.lstrip().lower().startswith(lead.lower())
    graded = opportunity.evidence_grade is not None
    return Entry(
        card=opportunity.id,
        text=opportunity.question,
        lead="" if begins else lead + " …",
        details=tuple(details),
        evidence=evidence_of(workshop, opportunity) if graded else None,
    )


def metric_entries(
    workshop: Workshop, stage: Stage | None, touchpoints: Sequence[Touchpoint], numbers: Mapping[str, int]
) -> tuple[Entry, ...]:
    """Show what is measured about a stage, then about its touchpoints, then what is to be reached."""
    entries: list[Entry] = []
    places = [(stage.id, None)] if stage else []
    for about, number in [*places, *((touchpoint.id, numbers[touchpoint.id]) for touchpoint in touchpoints)]:
        found = readings(workshop, about)
        reached = any(reading.measurement.measure == "customers" and reading.value for reading in found)
        entries.extend(_reading_entry(reading, number, beside_reach=reached) for reading in found)
        entries.extend(_aim_entry(metric, number) for metric in workshop.of(Metric, about=about))
    return tuple(entries)


def _reading_entry(reading: Reading, number: int | None, *, beside_reach: bool) -> Entry:
    """Show one measurement; the funnel's is a line of its own below the customers who reached a place at all."""
    id = reading.measurement.id
    if beside_reach and reading.measurement.measure == "funnel" and reading.value:
        text = f"{reading.label}: {reading.value}"
        return Entry(card=id, text=text, number=number, details=(f"{reading.detail} {reading.source}".rstrip(),))
    said = f"{reading.detail} {reading.source}".rstrip()
    return Entry(
        card=id,
        text=reading.label,
        value=reading.value,
        number=number,
        details=(said,),
        share_percent=reading.share_percent,
    )


def evidence_entry(key: str, shares: Shares) -> tuple[Entry, ...]:
    """Show the share of a column's cards per grade; nothing for a column without such cards."""
    if not shares.total:
        return ()
    return (Entry(card=f"evidence-of-{key}"[:80], text=shares.said, shares=shares),)


def metric_said(metric: Metric) -> str:
    """Say where a metric stands and where it is to go: today 34 %, target 25 % by 1 July 2027."""
    parts = []
    if metric.baseline is not None:
        parts.append(_("today {value}").format(value=_with_unit(metric.baseline, metric.unit)))
    elif metric.baseline_unknown:
        parts.append(_("no baseline is known"))
    if metric.target is not None:
        parts.append(_("target {value}").format(value=_with_unit(metric.target, metric.unit)))
        if metric.target_by:
            parts[-1] = _("{target} by {day}").format(target=parts[-1], day=day(metric.target_by))
    if metric.measured is not None:
        parts.append(_("measured {value}").format(value=_with_unit(metric.measured, metric.unit)))
    elif metric.check_on:
        parts.append(_("checked on {day}").format(day=day(metric.check_on)))
    return ", ".join(parts)


def _aim_entry(metric: Metric, number: int | None) -> Entry:
    said = metric_said(metric)
    name = _("Aim: {name}").format(name=metric.name)
    return Entry(card=metric.id, text=name, number=number, details=(said,) if said else ())


def _with_unit(value: float, unit: str) -> str:
    return f"{figure(value, 0 if value == int(value) else 1)} {unit}".strip()


def spoken(text: str) -> str:
    """Set a thought as speech, unless whoever wrote it already did."""
    return text if text.startswith(("“", '"', "„", "«")) else quoted(text)
