"""Chance that falls the same way every time.

Only ``Random.random()`` is drawn from, because Python promises its sequence for a seed and that of no other method.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Dice:
    """Chance from one seed."""

    def __init__(self, seed: int) -> None:
        """Begin the sequence that belongs to ``seed``."""
        self._draw: Callable[[], float] = Random(seed).random  # noqa: S311 - invented customers, no secret

    def chance(self, share: float) -> bool:
        """Say yes in ``share`` of cases."""
        return self._draw() < share

    def between(self, low: float, high: float) -> float:
        """Return a number between, all equally likely."""
        return low + (high - low) * self._draw()

    def around(self, low: float, high: float) -> float:
        """Return a number between, those in the middle likelier."""
        return low + (high - low) * (self._draw() + self._draw() + self._draw()) / 3

    def skewed(self, low: float, high: float) -> float:
        """Return a number between, small ones likelier."""
        drawn = self._draw()
        return low + (high - low) * drawn * drawn

    def count(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``."""
        return low + int(self._draw() * (high - low + 1))

    def pick(self, choices: Sequence[str]) -> str:
        """Return one of the choices."""
        return choices[int(self._draw() * len(choices))]

    def weighted(self, weights: Sequence[float]) -> int:
        """Return the place of one of the weights, each as likely as it is heavy."""
        left = self._draw() * sum(weights)
        for place, weight in enumerate(weights):
            left -= weight
            if left < 0:
                return place
        return len(weights) - 1
