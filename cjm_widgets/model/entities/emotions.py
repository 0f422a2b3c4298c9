"""Step 6, emotions and pain points."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model.declare import belongs_to, prose, ref, scale, text
from cjm_widgets.model.entity import Card, Item, entity
from cjm_widgets.words import N_

VALENCE: Final = (N_("very bad"), N_("bad"), N_("neutral"), N_("good"), N_("very good"))
INTENSITY: Final = (N_("hardly felt"), N_("a little"), N_("clearly"), N_("strongly"), N_("overwhelming"))
SEVERITY: Final = (N_("none"), N_("cosmetic"), N_("minor"), N_("major"), N_("catastrophe"))
FREQUENCY: Final = (N_("under 5 %"), N_("to 20 %"), N_("to 50 %"), N_("above 50 %"))


@entity
class Emotion(Card):
    """What one person says the customer feels at one touchpoint.

    There is one record per person and touchpoint, so that the spread is kept and not only the mean.
    """

    KIND = "emotion"
    LABEL = N_("Emotion")
    STEP = "emotions"
    ALONE = True
    ANSWER = True

    touchpoint: str = belongs_to("touchpoint", label=N_("Touchpoint"), entered=False)
    persona: str | None = ref("persona", label=N_("Persona"), entered=False)
    team: str | None = ref("team", label=N_("Team"), entered=False)
    valence: int | None = scale(-2, 2, N_("How does it feel?"), words=VALENCE, first=True)
    intensity: int | None = scale(1, 5, N_("How strongly?"), words=INTENSITY)
    word: str = text(N_("In a word"), N_("For example: unsure, relieved, annoyed."), first=True)
    quote: str = prose(N_("A quote"), N_("What a customer has really said."), first=True)


@entity
class PainPoint(Card):
    """Something that hurts the customer. Its score is severity × frequency."""

    KIND = "pain_point"
    LABEL = N_("Pain point")
    STEP = "emotions"
    ALONE = True

    journey: str = belongs_to("journey", label=N_("Journey"), entered=False)
    description: str = prose(N_("What hurts"), required=True, first=True)
    touchpoint: str | None = ref("touchpoint", label=N_("Touchpoint"), first=True)
    persona: str | None = ref("persona", label=N_("Persona"))
    severity: int | None = scale(0, 4, N_("Severity"), words=SEVERITY, first=True)
    frequency: int | None = scale(
        1, 4, N_("Frequency"), N_("The share of customers who meet it."), words=FREQUENCY, first=True
    )
    workaround: str = prose(N_("Workaround"), N_("What customers do about it today."))
    cost: str = text(N_("Cost"), N_("What it costs the customer or the organisation."))

    @property
    def score(self) -> int | None:
        """Severity × frequency, 0–16; None while one of them is missing."""
        if self.severity is None or self.frequency is None:
            return None
        return self.severity * self.frequency


@entity
class Why(Item):
    """One of the five whys that lead from a pain point to its root cause."""

    KIND = "why"
    LABEL = N_("Why?")
    STEP = "emotions"
    ALONE = True

    pain_point: str = belongs_to("pain_point", label=N_("Pain point"), entered=False)
    text: str = prose(N_("Because …"), required=True, first=True)
