"""Who takes part: the workshop itself, its teams, groups and people."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model.declare import choice, flag, ref, text
from cjm_widgets.model.entity import Entity, Item, entity
from cjm_widgets.words import N_

ROLES: Final = (
    ("facilitator", N_("Facilitator")),
    ("co_facilitator", N_("Co-facilitator")),
    ("participant", N_("Participant")),
    ("reader", N_("Reader")),
)
DOTS: Final = (("3", N_("3 dots")), ("5", N_("5 dots")), ("sqrt", N_("√n of the n cards, rounded up")))
COLOURS: Final = (
    "#0b5c8a", "#a4373a", "#2c6e36", "#7a4b94", "#8a5a00", "#006d6f",
    "#9c2f6f", "#4a5a1f", "#3b4cc0", "#8b3e12", "#4d4d4d", "#5c3d2e",
)  # fmt: skip
"""People's colours; white text can be read on each of them."""
LANGUAGES: Final = (("en", "English"), ("de", "Deutsch"))


@entity
class Settings(Entity):
    """The settings of the workshop as a whole; there is one, and its id is the workshop's."""

    KIND = "settings"
    LABEL = N_("Workshop")

    title: str = text(N_("Title"), N_("What people read when they join, and above the map."), required=True, first=True)
    organisation: str = text(N_("Organisation"), first=True)
    language: str | None = choice(LANGUAGES, N_("Language"), default="en")
    dots: str | None = choice(DOTS, N_("Dots per person"), default="3", first=True)
    anonymous_notes: bool = flag(
        N_("Notes and pains are anonymous"), N_("Authors are then stored nowhere."), first=True
    )
    anonymous_emotions: bool = flag(
        N_("Emotion scores are anonymous"), N_("Authors are then stored nowhere."), first=True
    )


@entity
class Team(Item):
    """A department or other team that people come from and that owns touchpoints."""

    KIND = "team"
    LABEL = N_("Team")

    name: str = text(N_("Name"), required=True, first=True)


@entity
class Group(Item):
    """A table of up to six people who work on one journey, or on a part of it."""

    KIND = "group"
    LABEL = N_("Group")

    name: str = text(N_("Name"), required=True, first=True)
    journey: str | None = ref("journey", label=N_("Works on"), first=True)
    from_stage: str | None = ref("stage", label=N_("From stage"), help=N_("Empty: from the first one on."))
    to_stage: str | None = ref("stage", label=N_("To stage"), help=N_("Empty: to the last one."))


@entity
class Person(Entity):
    """Anyone taking part, in one role."""

    KIND = "person"
    LABEL = N_("Person")

    name: str = text(N_("Name"), required=True, first=True)
    role: str | None = choice(ROLES, N_("Role"), default="participant")
    team: str | None = ref("team", label=N_("Team"), first=True)
    group: str | None = ref("group", label=N_("Group"))
    colour: str = text(N_("Colour"))
