"""Fractional ranks: a place between any two places, without renumbering the others.

A rank is a string over 0-9A-Za-z read as a fraction after the point, so that plain string order is rank order.
A rank never ends in "0", so there is always room before it (D. Greenspan, *Implementing fractional indexing*).
Two pages may choose the same rank at the same time; the order is then settled by id.
"""

from __future__ import annotations

import re

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
FIRST = "V"
RANK_PATTERN = r"^[0-9A-Za-z]{0,119}[1-9A-Za-z]$"
_is_rank = re.compile(RANK_PATTERN.removesuffix("$") + r"\Z").match
_VALUE = {digit: place for place, digit in enumerate(DIGITS)}
_TOP = DIGITS[-1]


def is_rank(value: object) -> bool:
    """Tell whether ``value`` is a rank: at most 120 of 0-9A-Za-z, not ending in 0."""
    return isinstance(value, str) and _is_rank(value) is not None


def between(low: str = "", high: str = "") -> str:
    """Give a rank after ``low`` and before ``high``; an empty string leaves that side open.

    Where ``low`` and ``high`` are equal or crossed (two pages chose one place), the result comes right after ``low``.
    """
    if low and high and low >= high:
        high = ""
    if not low and not high:
        return FIRST
    if not high:
        return _after(low)
    if not low:
        return _before(high)
    return _middle(low, high)


def spread(n: int) -> tuple[str, ...]:
    """Give ``n`` ranks in order, for a list that is made in one go."""
    ranks: list[str] = []
    for _ in range(n):
        ranks.append(between(ranks[-1] if ranks else "", ""))
    return tuple(ranks)


def _after(low: str) -> str:
    for place, digit in enumerate(low):
        if digit != _TOP:
            return low[:place] + DIGITS[_VALUE[digit] + 1]
    return low + FIRST


def _before(high: str) -> str:
    for place, digit in enumerate(high):
        if _VALUE[digit] > 1:
            return high[:place] + DIGITS[_VALUE[digit] - 1]
        if digit == "1":
            return high[:place] + "0" + _TOP
    raise AssertionError  # a rank does not end in 0, so a digit above 0 was met


def _middle(low: str, high: str) -> str:
    place = 0
    while (low[place] if place < len(low) else "0") == (high[place] if place < len(high) else ""):
        place += 1
    lower = _VALUE[low[place]] if place < len(low) else 0
    upper = _VALUE[high[place]]
    head = high[:place]
    if upper - lower > 1:
        return head + DIGITS[(lower + upper) // 2]
    if place + 1 < len(high):
        return high[: place + 1]
    return _deeper(low, place)


def _deeper(low: str, place: int) -> str:
    """Stay on ``low``'s digit at ``place`` and come after the rest of it."""
    head = low[: place + 1] if place < len(low) else low + "0" * (place + 1 - len(low))
    rest = low[place + 1 :]
    return head + (_after(rest) if rest else FIRST)
