"""How wide text is, and where it breaks, without asking a screen.

Widths are those of Helvetica, Arial and Liberation Sans, which agree; every drawing with fixed positions asks for one
of them. So the same text breaks at the same places on every machine, in SVG as in whatever is drawn from the layout
later.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

FAMILY: Final = "Arial, Helvetica, 'Liberation Sans', sans-serif"

# Advance widths of the characters 32–126 in thousandths of the type size (Adobe's Helvetica metrics).
_REGULAR: Final = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
)  # fmt: skip
_BOLD: Final = (
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
    556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
    280, 389, 584,
)  # fmt: skip
_FULL: Final = 1000
_EMOJI: Final = 1370  # the widest of the usual emoji fonts
_OTHER: Final = {"Lu": 800, "Lt": 800, "Sm": 600, "Pd": 1000}
_USUAL: Final = 620
_MARGIN: Final = 1.03
"""Fonts that stand in for these are a little wider; lines are broken as if the text were."""

_JOINER: Final = "\u200d"
# A blank that is not to be broken (U+00A0, U+202F) is part of its word.
_BREAKABLE: Final = re.compile(r"[\S\u00a0\u202f]+?[-/–—](?=\w)|[\S\u00a0\u202f]+")
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})


@lru_cache(maxsize=4096)
def _advance(char: str, *, bold: bool) -> int:
    code = ord(char)
    if 32 <= code <= 126:  # noqa: PLR2004 - printable ASCII
        return (_BOLD if bold else _REGULAR)[code - 32]
    category = unicodedata.category(char)
    if category in {"Mn", "Me", "Cf", "Cc", "Cs", "Cn"}:
        return 0
    base = unicodedata.normalize("NFD", char)[0]
    if base != char:
        return _advance(base, bold=bold)
    if category == "So" or code >= 0x1F000:  # noqa: PLR2004 - pictures
        return _EMOJI
    if unicodedata.east_asian_width(char) in "WF":
        return _FULL
    return _OTHER.get(category, _USUAL)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Give the width of one line of text in px at a type size in px."""
    return sum(_advance(char, bold=bold) for char in text) * size * _MARGIN / 1000


def runs_right_to_left(text: str) -> bool:
    """Tell whether a text begins with a letter of a script that runs from right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction == "L":
            return False
        if direction in _RIGHT_TO_LEFT:
            return True
    return False


def wrap(text: str, size: float, room: float, *, bold: bool = False, limit: int = 0) -> tuple[str, ...]:
    """Break ``text`` into lines of at most ``room`` px, up to ``limit`` of them (0: any); then the last is cut.

    Lines break at blanks, after hyphens and slashes, and inside a word only where it is wider than a whole line.
    A room narrower than a character still gets one character a line.
    """
    lines: list[str] = []
    for paragraph in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        for line in _wrapped(paragraph, size, room, bold=bold):
            lines.append(line)
            if limit and len(lines) > limit:
                return (*lines[: limit - 1], _with_ellipsis(lines[limit - 1], size, room, bold=bold))
    while lines and not lines[-1]:
        lines.pop()
    return tuple(lines)


def _wrapped(paragraph: str, size: float, room: float, *, bold: bool) -> list[str]:
    lines: list[str] = []
    line = ""
    end = 0
    for found in _BREAKABLE.finditer(paragraph):
        blank = " " if found.start() > end and line else ""
        end = found.end()
        word = found.group()
        if width(line + blank + word, size, bold=bold) <= room:
            line += blank + word
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, size, room, bold=bold)
        lines.extend(whole)
    return [*lines, line]


def _pieces(word: str, size: float, room: float, *, bold: bool) -> list[str]:
    """Cut one long word into pieces that fit, never inside a character that is made of several."""
    pieces = [""]
    taken = 0.0
    for cluster in _clusters(word):
        advance = width(cluster, size, bold=bold)
        if pieces[-1] and taken + advance > room:
            pieces.append("")
            taken = 0.0
        pieces[-1] += cluster
        taken += advance
    return pieces


def _clusters(word: str) -> list[str]:
    clusters: list[str] = []
    for char in word:
        joins = clusters and (
            unicodedata.category(char) in {"Mn", "Me", "Cf"}
            or 0x1F3FB <= ord(char) <= 0x1F3FF  # noqa: PLR2004 - skin tones
            or clusters[-1].endswith(_JOINER)
        )
        if joins:
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _with_ellipsis(line: str, size: float, room: float, *, bold: bool) -> str:
    clusters = _clusters(line)
    while clusters and width("".join(clusters).rstrip() + "…", size, bold=bold) > room:
        clusters.pop()
    return "".join(clusters).rstrip() + "…"
