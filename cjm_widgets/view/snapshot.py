"""What of a workshop may be published: the map and what it stands on, and nobody who took part.

Kinds are named that may go out, so that a new kind stays inside until somebody decides. Of those, only settled and
unmerged cards; no authors; no names of people but the owners of objectives and actions. Scores of emotions get new ids
in a shuffled order, because their own are derived from whose they are and would tie one person's scores together.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Card, Emotion, derived_id
from cjm_widgets.model.settled import rebuilt, settled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cjm_widgets.model import Entity, Workshop

PUBLISHED: Final = frozenset(
    {
        "settings", "team", "journey",
        "objective", "scope_item", "metric", "hypothesis",
        "source", "measurement",
        "persona", "persona_point", "skill", "trait", "citation", "empathy_note",
        "touchpoint", "stage", "activity", "pain_point", "why", "raci", "handoff", "lane_item",
        "opportunity", "opportunity_pain", "action",
    }
)  # fmt: skip
"""The kinds that go out as they are; emotions go out too, made anonymous."""

_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "stage": {"owner": ""},
    "action": {"contributors": ""},
}
"""Fields that name people who own neither an objective nor an action."""


def public(workshop: Workshop) -> Workshop:
    """Give the workshop as it may be published. Publishing it again changes nothing."""
    shown = settled(workshop)
    things = [_nameless(thing) for thing in shown if thing.KIND in PUBLISHED]
    return rebuilt(shown, [*things, *_anonymous(shown)], {})


def _nameless(thing: Entity) -> Entity:
    removed: dict[str, object] = dict(_NAMES.get(thing.KIND, {}))
    if isinstance(thing, Card):
        removed |= {"author": None, "aside": ""}
    return dataclasses.replace(thing, **removed) if removed else thing  # type: ignore[arg-type]


def _anonymous(shown: Workshop) -> Iterator[Emotion]:
    by_touchpoint: dict[str, list[Emotion]] = {}
    for emotion in shown.all(Emotion):
        by_touchpoint.setdefault(emotion.touchpoint, []).append(emotion)
    for touchpoint in sorted(by_touchpoint):
        for place, emotion in enumerate(sorted(by_touchpoint[touchpoint], key=_without_person)):
            yield dataclasses.replace(
                emotion,
                id=derived_id("emotion", "published", touchpoint, str(place)),
                rank="V",
                author=None,
                team=None,
                aside="",
            )


def _without_person(emotion: Emotion) -> tuple[object, ...]:
    """Order by what was said, never by who said it."""
    grade = emotion.evidence_grade
    return (
        emotion.persona or "",
        -3 if emotion.valence is None else emotion.valence,
        emotion.intensity or 0,
        emotion.word,
        emotion.quote,
        -1 if grade is None else grade,
        emotion.evidence_source or "",
        emotion.evidence_n or 0,
        emotion.evidence_on or "",
    )
