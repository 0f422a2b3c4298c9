"""What the map stands on: a grade on every card, its share, and what is only believed.

Counted are the cards that claim something about customers: stages, activities, touchpoints and pain points. Scores of
emotions and ideas for improvement are no such claims and are not counted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import GRADES, Activity, Card, PainPoint, Stage, Touchpoint
from cjm_widgets.view.sources import cited, source_letters
from cjm_widgets.view.wording import count, sample
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_widgets.model import Workshop

ASSUMPTION: Final = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one card stands on."""

    grade: int
    """0 assumption · 1 anecdote · 2 some data · 3 validated."""
    n: int | None = None
    on: str | None = None
    """The ISO date of the evidence."""
    source: str = ""
    """The source's letter in the list below the map."""

    @property
    def word(self) -> str:
        """The grade's name, in the language in use."""
        return _(GRADES[self.grade])

    @property
    def said(self) -> str:
        """The grade with its n, source and date, as far as they are known: Some data, n 87 (B, 15 Jan 2027)."""
        size = "" if self.n is None else sample(self.n)
        known = ", ".join(part for part in (self.word, size) if part)
        return f"{known} {cited(self.source, self.on)}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How many of some cards have which grade."""

    counts: tuple[int, int, int, int]
    """By grade, from assumption to validated."""

    @property
    def total(self) -> int:
        """How many cards there are."""
        return sum(self.counts)

    @property
    def assumed_percent(self) -> float:
        """The percentage that is only assumed; 0 when there are no cards."""
        return 100 * self.counts[ASSUMPTION] / self.total if self.total else 0.0

    @property
    def said(self) -> str:
        """The counts in words: assumption 5, anecdote 2, validated 1."""
        given = (f"{_(word)} {count(n)}" for word, n in zip(GRADES, self.counts, strict=True) if n)
        return ", ".join(given)


def evidence_of(workshop: Workshop, card: Card) -> Evidence:
    """Give what a card stands on."""
    letter = source_letters(workshop).get(card.evidence_source or "", "")
    return Evidence(grade=card.grade, n=card.evidence_n, on=card.evidence_on, source=letter)


def shares_of(cards: Iterable[Card]) -> Shares:
    """Count cards by grade."""
    counted = Counter(card.grade for card in cards)
    return Shares(counts=(counted[0], counted[1], counted[2], counted[3]))


def claim_text(card: Card) -> str:
    """Give the words of a card that claims something about customers; nothing for other cards."""
    match card:
        case Stage():
            return card.name
        case Activity():
            return card.text
        case Touchpoint():
            return card.name
        case PainPoint():
            return card.description
        case _:
            return ""
