"""Read what a room said in the short form in which the samples write it down: a line a touchpoint, a mark a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Emotion, Raci, Why
from sample_data.shop.order import in_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.model import Person

NOTHING: Final = "."
"""Stands where a person did not know, or a team has no part."""
_PARTS: Final = {"R": "responsible", "A": "accountable", "C": "consulted", "I": "informed"}


def felt(
    scores: Mapping[str, tuple[str, str, str]],
    quotes: Mapping[tuple[str, str], str],
    *,
    room: Sequence[str],
    people: Sequence[Person],
    persona: str,
) -> tuple[Emotion, ...]:
    """Give a record for each person and touchpoint.

    ``scores``: touchpoint → valence −2…+2, intensity 1–5 and a word from each in ``room``, in that order. ``quotes``:
    touchpoint and person → what a customer has said. ``people`` tells who is of which team.
    """
    teams = {person.id: person.team for person in people}
    return tuple(
        Emotion(
            id=f"emotion-{touchpoint}-{person.removeprefix('person-')}",
            touchpoint=f"touchpoint-{touchpoint}",
            persona=persona,
            team=teams[person],
            author=person,
            valence=int(valence),
            intensity=int(intensity),
            word=word,
            quote=quotes.get((touchpoint, person), ""),
        )
        for touchpoint, (valences, intensities, words) in scores.items()
        for person, valence, intensity, word in zip(
            room, valences.split(), intensities.split(), words.split(","), strict=True
        )
        if valence != NOTHING
    )


def whys(chains: Mapping[str, Sequence[str]]) -> tuple[Why, ...]:
    """Give the whys of each chain, the first one first; ``chains`` is pain point → because."""
    return in_order(
        *(
            Why(id=f"why-{pain.removeprefix('pain-point-')}-{depth}", pain_point=pain, text=text)
            for pain, chain in chains.items()
            for depth, text in enumerate(chain, start=1)
        )
    )


def raci(grid: Mapping[str, str], teams: Sequence[str]) -> tuple[Raci, ...]:
    """Give a record for each touchpoint and team that has a part in it; ``grid`` is touchpoint → a letter a team."""
    return in_order(
        *(
            Raci(
                id=f"raci-{touchpoint}-{team.removeprefix('team-')}",
                touchpoint=f"touchpoint-{touchpoint}",
                team=team,
                part=_PARTS[letter],
            )
            for touchpoint, letters in grid.items()
            for team, letter in zip(teams, letters.split(), strict=True)
            if letter != NOTHING
        )
    )
