"""Unfinished way: what keeps touchpoints, stages and emotions from being done."""

from __future__ import annotations

from statistics import pvariance
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.checks.finding import Severity, name_of
from cjm_widgets.model.checks.rule import Family, rule
from cjm_widgets.model.checks.subject import grouped
from cjm_widgets.model.clock import Step
from cjm_widgets.model.entities.talk import Comment, Decision
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from cjm_widgets.model.checks.rule import Found
    from cjm_widgets.model.checks.subject import Subject
    from cjm_widgets.model.entities.emotions import Emotion
    from cjm_widgets.model.entities.touchpoints import Touchpoint

FEWEST_STAGES: Final = 3
MOST_STAGES: Final = 7
MOST_ACTIVITIES: Final = 15
OPENED: Final = 2
"""How many of the widest disagreements are opened before the step is done."""
WIDE: Final = 2
"""From this distance between the lowest and the highest score on, people disagree and do not only vary."""


@rule(
    "no-touchpoints",
    Family.UNFINISHED,
    Severity.ERROR,
    Step.TOUCHPOINTS,
    way_out=N_("Write the first moment at which the customer meets you."),
    done=True,
)
def no_touchpoints(on: Subject) -> Found:
    """Find a journey without a touchpoint."""
    if not on.touchpoints:
        yield on.journey, _("No touchpoint yet.")


@rule(
    "touchpoint-twice",
    Family.UNFINISHED,
    Severity.WARNING,
    Step.TOUCHPOINTS,
    many=N_("{n} touchpoints are there twice: {names}."),
    way_out=N_("Merge the two, or name them so that one sees the difference."),
)
def touchpoint_twice(on: Subject) -> Found:
    """Find two touchpoints of one name, channel and stage; the later one is named."""
    seen: set[tuple[str, str, str | None]] = set()
    for one in on.touchpoints:
        key = (" ".join(one.name.casefold().split()), one.channel.strip().casefold(), one.stage)
        if key in seen:
            yield one, _("“{name}” is there twice.").format(name=name_of(one))
        seen.add(key)


@rule(
    "touchpoint-without-stage",
    Family.UNFINISHED,
    Severity.WARNING,
    Step.STAGES,
    many=N_("{n} touchpoints stand in no stage: {names}."),
    way_out=N_("Move it into a stage; until then it is not on the map."),
)
def touchpoint_without_stage(on: Subject) -> Found:
    """Find a touchpoint in no stage, though there are stages."""
    placed = {stage.id for stage in on.stages}
    for one in on.touchpoints:
        if placed and one.stage not in placed:
            yield one, _("“{name}” stands in no stage.").format(name=name_of(one))


@rule(
    "too-few-stages",
    Family.UNFINISHED,
    Severity.WARNING,
    Step.STAGES,
    way_out=N_("Name three to seven, from the trigger to the end, with verbs of the customer’s; a preset is a start."),
    done=True,
)
def too_few_stages(on: Subject) -> Found:
    """Find fewer than three stages."""
    if len(on.stages) < FEWEST_STAGES:
        yield on.journey, _("{n} of at least 3 stages.").format(n=len(on.stages))


@rule(
    "too-many-stages",
    Family.UNFINISHED,
    Severity.WARNING,
    Step.STAGES,
    way_out=N_("Join those that end with the same thing for the customer."),
    done=True,
)
def too_many_stages(on: Subject) -> Found:
    """Find more than seven stages."""
    if len(on.stages) > MOST_STAGES:
        said = _("{n} stages are more than a room can hold in view; 7 are enough.")
        yield on.journey, said.format(n=len(on.stages))


@rule(
    "too-many-activities",
    Family.UNFINISHED,
    Severity.WARNING,
    Step.STAGES,
    way_out=N_("Merge what the customer would call one thing."),
    done=True,
)
def too_many_activities(on: Subject) -> Found:
    """Find more than fifteen activities."""
    if len(on.activities) > MOST_ACTIVITIES:
        yield (
            on.journey,
            _("{n} activities are more than the map can carry; 15 are enough.").format(n=len(on.activities)),
        )


@rule(
    "stage-without-goal",
    Family.UNFINISHED,
    Severity.WARNING,
    Step.STAGES,
    many=N_("{n} stages have no customer goal: {names}."),
    way_out=N_("Write what the customer wants to have reached at its end."),
    done=True,
)
def stage_without_goal(on: Subject) -> Found:
    """Find a stage that does not say what the customer wants from it."""
    for stage in on.stages:
        if not stage.customer_goal.strip():
            yield stage, _("“{name}” has no customer goal.").format(name=name_of(stage))


@rule(
    "nothing-to-score",
    Family.UNFINISHED,
    Severity.NOTE,
    Step.EMOTIONS,
    way_out=N_("Collect touchpoints in step 4 first."),
    done=True,
)
def nothing_to_score(on: Subject) -> Found:
    """Find a journey without touchpoints: nothing that one could feel."""
    if not on.touchpoints:
        yield on.journey, _("There is no touchpoint yet that could be scored.")


@rule(
    "pain-unrated",
    Family.UNFINISHED,
    Severity.WARNING,
    Step.EMOTIONS,
    many=N_("{n} pains are not rated: {names}."),
    way_out=N_("Say how grave it is and how many customers meet it: without both, nobody knows what to mend first."),
)
def pain_unrated(on: Subject) -> Found:
    """Find a pain point without severity or frequency: it has no score, so it never comes to the top."""
    for pain in on.pains:
        if pain.score is None:
            yield pain, _("“{name}” is not rated.").format(name=name_of(pain))


@rule(
    "disagreement-unopened",
    Family.UNFINISHED,
    Severity.WARNING,
    Step.EMOTIONS,
    many=N_("{n} wide disagreements have not been opened: {names}."),
    way_out=N_("Let the highest and the lowest say why, and write a comment or a decision on the touchpoint."),
    done=True,
    room=True,
)
def disagreement_unopened(on: Subject) -> Found:
    """Find one of the two widest disagreements, on which there is neither a comment nor a decision yet."""
    spoken_of = {one.about for one in on.workshop.all(Comment)} | {one.about for one in on.workshop.all(Decision)}
    for one, low, high in widest(on)[:OPENED]:
        if spoken_of.isdisjoint({one.id, *(score.id for score in on.scores[one.id])}):
            said = _("Scores of “{name}” run from {low} to {high}, and nobody has written why.")
            yield one, said.format(name=name_of(one), low=_signed(low), high=_signed(high))


def widest(on: Subject) -> list[tuple[Touchpoint, int, int]]:
    """Give the touchpoints on which people disagree about one persona, with lowest and highest score, widest first.

    By the distance between the two, then by variance; the order of the map decides between equals.
    """
    found = []
    for one in on.touchpoints:
        spans = [_span(group) for group in grouped(on.scores.get(one.id, ()), "persona").values()]
        distance, variance, low, high = max(spans, default=(0, 0.0, 0, 0))
        if distance >= WIDE:
            found.append((distance, variance, one, low, high))
    found.sort(key=lambda entry: (-entry[0], -entry[1]))
    return [(one, low, high) for _distance, _variance, one, low, high in found]


def _span(scores: tuple[Emotion, ...]) -> tuple[int, float, int, int]:
    given = [one.valence or 0 for one in scores]
    return max(given) - min(given), float(pvariance(given)), min(given), max(given)


def _signed(value: int) -> str:
    return f"{value:+d}".replace("-", "−") if value else "0"


RULES: Final = (
    no_touchpoints,
    touchpoint_twice,
    touchpoint_without_stage,
    too_few_stages,
    too_many_stages,
    too_many_activities,
    stage_without_goal,
    nothing_to_score,
    pain_unrated,
    disagreement_unopened,
)
