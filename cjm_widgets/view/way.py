"""The customer's way at a glance: the stages as a ribbon, and as the sentence that the room reads aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.model import Activity, Metric, Stage, Touchpoint
from cjm_widgets.model.checks.unfinished_way import FEWEST_STAGES, MOST_ACTIVITIES, MOST_STAGES
from cjm_widgets.model.settled import settled
from cjm_widgets.view.markup import element
from cjm_widgets.view.wording import count, percent, quoted, span_of_time
from cjm_widgets.words import SOURCE, _, language, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.model import Workshop
    from cjm_widgets.view.markup import Markup


def way_aloud(stages: Sequence[Stage]) -> str:
    """Give the stages as one sentence; it sounds wrong where a stage is not named with the customer's verb."""
    if not stages:
        return ""
    names = [_small(stage.name) for stage in stages]
    said = _("First the customer {stage}").format(stage=names[0])
    for name in names[1:]:
        said += _(", then {stage}").format(stage=name)
    return f"{said}."


def way(workshop: Workshop, journey: str) -> Markup:
    """Draw the stages in order with what is known of each, the sentence to read aloud, and what is out of bounds."""
    shown = settled(workshop)
    stages = shown.of(Stage, journey=journey)
    if not stages:
        said = _("No stage yet. Begin with a preset below, or write the first one.")
        return element("p", said, class_="cjm-none")
    items = [_stage(shown, place, stage) for place, stage in enumerate(stages, start=1)]
    aloud = element(
        "p",
        element("span", _("Read it aloud:"), class_="cjm-soft"),
        " ",
        element("q", way_aloud(stages), dir="auto"),
        " ",
        element("span", _("Would the customer nod?"), class_="cjm-soft"),
        class_="cjm-aloud",
    )
    warned = [element("p", one, class_="cjm-warned") for one in _warnings(shown, stages)]
    return element("div", element("ol", items, class_="cjm-way-line"), aloud, warned, class_="cjm-contents")


def _stage(shown: Workshop, place: int, stage: Stage) -> Markup:
    touchpoints = len(shown.of(Touchpoint, stage=stage.id))
    activities = len(shown.of(Activity, stage=stage.id))
    counts = [
        ngettext("{n} activity", "{n} activities", activities).format(n=count(activities)),
        ngettext("{n} touchpoint", "{n} touchpoints", touchpoints).format(n=count(touchpoints)),
    ]
    metrics = [metric.name for metric in shown.of(Metric, about=stage.id)]
    facts = _facts(stage)
    return element(
        "li",
        element("span", str(place), class_="cjm-way-number"),
        element("strong", stage.name, dir="auto"),
        element("span", stage.customer_goal or _("No goal yet"), class_="cjm-way-goal", dir="auto"),
        element("span", facts, class_="cjm-soft") if facts else None,
        element("span", " · ".join(counts), class_="cjm-soft"),
        element("span", _("Metric: {names}").format(names=", ".join(metrics)), class_="cjm-soft") if metrics else None,
        element("span", _("Owner: {name}").format(name=stage.owner), class_="cjm-soft") if stage.owner else None,
    )


def _facts(stage: Stage) -> str:
    """Say how long it lasts and how many are lost in it, as far as that is known."""
    days, lost = stage.duration_days, stage.drop_off_percent
    parts = [] if days is None else [_("within a day") if days < 1 else span_of_time(int(days + 0.5))]
    if lost is not None:
        parts.append(_("{percent} drop off").format(percent=percent(lost)))
    return " · ".join(parts)


def _warnings(shown: Workshop, stages: Sequence[Stage]) -> list[str]:
    said = []
    if not FEWEST_STAGES <= len(stages) <= MOST_STAGES:
        pattern = ngettext(
            "{n} stage: {low} to {high} can be kept in view.", "{n} stages: {low} to {high} can be kept in view.",
            len(stages),
        )  # fmt: skip
        said.append(pattern.format(n=len(stages), low=FEWEST_STAGES, high=MOST_STAGES))
    activities = {stage: len(shown.of(Activity, stage=stage.id)) for stage in stages}
    if sum(activities.values()) > MOST_ACTIVITIES:
        most = max(activities, key=lambda stage: activities[stage])
        pattern = _("{n} activities in all; above {limit}, merge some. Most are in {stage}.")
        total = count(sum(activities.values()))
        said.append(pattern.format(n=total, limit=MOST_ACTIVITIES, stage=quoted(most.name)))
    return said


def _small(name: str) -> str:
    """Begin with a small letter, as within an English sentence; an abbreviation stays, and so does a German noun."""
    return name if name[:2].isupper() or language() != SOURCE else name[:1].lower() + name[1:]
