"""What is said along the way: notes, comments and decisions, in any step."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model.declare import belongs_to, choice, day, flag, prose, ref
from cjm_widgets.model.entity import Card, Item, entity
from cjm_widgets.words import N_

TOPICS: Final = (
    ("hope", N_("A hope for the map")),
    ("failure", N_("What would be failure")),
    ("surprise", N_("What surprised me")),
    ("correction", N_("A correction")),
    ("parking", N_("For the parking lot")),
    ("other", N_("Something else")),
)
STEPS: Final = tuple(
    (step, step)
    for step in (
        "objectives",
        "customer_data",
        "personas",
        "touchpoints",
        "stages",
        "emotions",
        "collaboration",
        "action",
    )
)


@entity
class Note(Card):
    """A free card: a hope, a surprise, something for the parking lot."""

    KIND = "note"
    LABEL = N_("Note")
    ALONE = True

    journey: str | None = ref("journey", label=N_("Journey"), entered=False)
    step: str | None = choice(STEPS, N_("Step"))
    topic: str | None = choice(TOPICS, N_("Topic"), first=True)
    text: str = prose(N_("Note"), required=True, first=True)


@entity
class Comment(Item):
    """A remark on anything in the workshop."""

    KIND = "comment"
    LABEL = N_("Comment")
    ALONE = True

    about: str = belongs_to(label=N_("About"), entered=False)
    author: str | None = ref("person", label=N_("Written by"), entered=False)
    text: str = prose(N_("Comment"), required=True, first=True)
    settled: bool = flag(N_("Dealt with"), N_("It needs nothing more."))


@entity
class Decision(Item):
    """What was decided, and why."""

    KIND = "decision"
    LABEL = N_("Decision")

    about: str | None = ref(label=N_("About"), entered=False)
    text: str = prose(N_("Decision"), required=True, first=True)
    reason: str = prose(N_("Because"), first=True)
    decided_on: str | None = day(N_("Decided on"))
