"""Step 3, personas: whom the map is about, with sheets and empathy maps."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model.declare import belongs_to, choice, number, picture, prose, scale, text
from cjm_widgets.model.entity import Card, Item, entity
from cjm_widgets.words import N_

ASPECTS: Final = (
    ("goal", N_("Goal")),
    ("need", N_("Need")),
    ("job", N_("Job to be done")),
    ("frustration", N_("Frustration")),
    ("motivation", N_("Motivation")),
    ("behaviour", N_("Behaviour")),
    ("device", N_("Device or channel")),
    ("access", N_("Access need")),
)
# The seven-box canvas has its boxes in this order; the six-box preset leaves out the first two and joins say and do.
BOXES: Final = (
    ("who", N_("Who are we empathising with?")),
    ("need_to_do", N_("What do they need to do?")),
    ("see", N_("What do they see?")),
    ("say", N_("What do they say?")),
    ("do", N_("What do they do?")),
    ("hear", N_("What do they hear?")),
    ("think_feel", N_("What do they think and feel?")),
    ("pains", N_("Pains")),
    ("gains", N_("Gains")),
)
PRESETS: Final = (("six", N_("Six boxes")), ("canvas", N_("Seven-box canvas")))


@entity
class Persona(Card):
    """A kind of customer, drawn from sources. Demographics only where they change behaviour."""

    KIND = "persona"
    LABEL = N_("Persona")
    STEP = "personas"
    ALONE = True

    name: str = text(N_("Name"), required=True, first=True)
    context: str = prose(N_("Role and context"), first=True)
    quote: str = prose(N_("In their words"), first=True)
    segment: str = text(N_("Segment"))
    share_percent: float | None = number(N_("Share of customers"), unit="%", low=0, high=100)
    demographics: str = prose(N_("Demographics"), N_("Only where they change behaviour."))
    picture: str = picture(N_("Picture"), N_("Made small on your device. Initials stand in for it."))
    empathy_map: str | None = choice(PRESETS, N_("Empathy map"), default="six")


@entity
class PersonaPoint(Card):
    """One goal, need, frustration or other thing about a persona, with its own evidence."""

    KIND = "persona_point"
    LABEL = N_("Goal, need or frustration")
    STEP = "personas"
    ALONE = True

    persona: str = belongs_to("persona", label=N_("Persona"), entered=False)
    aspect: str | None = choice(ASPECTS, N_("Aspect"), required=True, first=True)
    text: str = prose(N_("What"), required=True, first=True)


@entity
class Skill(Item):
    """How well a persona can do something, 1 hardly to 5 expert."""

    KIND = "skill"
    LABEL = N_("Skill")
    STEP = "personas"
    ALONE = True

    persona: str = belongs_to("persona", label=N_("Persona"), entered=False)
    name: str = text(N_("Skill"), required=True, first=True)
    level: int | None = scale(1, 5, N_("Level"), first=True)


@entity
class Trait(Item):
    """Where a persona stands between two poles, 1 at the left one to 5 at the right one."""

    KIND = "trait"
    LABEL = N_("Trait")
    STEP = "personas"
    ALONE = True

    persona: str = belongs_to("persona", label=N_("Persona"), entered=False)
    left: str = text(N_("Left pole"), N_("For example: plans ahead."), required=True, first=True)
    right: str = text(N_("Right pole"), N_("For example: decides on the spot."), required=True, first=True)
    value: int | None = scale(1, 5, N_("Between them"), first=True)


@entity
class EmpathyNote(Card):
    """A note in one box of a persona's empathy map."""

    KIND = "empathy_note"
    LABEL = N_("Empathy note")
    STEP = "personas"
    ALONE = True

    persona: str = belongs_to("persona", label=N_("Persona"), entered=False)
    box: str | None = choice(BOXES, N_("Box"), required=True, first=True)
    text: str = prose(N_("Note"), required=True, first=True)


@entity
class Citation(Item):
    """A source that a persona was drawn from."""

    KIND = "citation"
    LABEL = N_("Source used")
    STEP = "personas"

    about: str = belongs_to("persona", label=N_("Persona"), entered=False)
    source: str = belongs_to("source", label=N_("Source"))
    remark: str = text(N_("What it told us"), first=True)
