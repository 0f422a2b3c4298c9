"""One entry of a cell: what it says, in which words, on what evidence. One function a kind of card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_widgets.model import Team
from cjm_widgets.view.evidence import Evidence, Shares, evidence_of
from cjm_widgets.view.wording import quoted
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.model import Activity, Opportunity, PainPoint, Stage, Touchpoint, Workshop

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
    basis: str = ""
    """What its number stands on: interval, n and source. Paper leaves it to the table of every number."""
    more: tuple[str, ...] = ()
    """Short lines that unfold below the text; a drawing, which cannot unfold, shows them all."""
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


def evidence_entry(key: str, shares: Shares) -> tuple[Entry, ...]:
    """Show the share of a column's cards per grade; nothing for a column without such cards."""
    if not shares.total:
        return ()
    return (Entry(card=f"evidence-of-{key}"[:80], text=shares.said, shares=shares),)


def spoken(text: str) -> str:
    """Set a thought as speech, unless whoever wrote it already did."""
    return text if text.startswith(("“", '"', "„", "«")) else quoted(text)
