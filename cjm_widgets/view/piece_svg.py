"""One entry of a cell as SVG: its number, its lines, its bar and its mark of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.view.blocks import Box, Tone
from cjm_widgets.view.cards import grade_shape
from cjm_widgets.view.markup import Markup, element, join

if TYPE_CHECKING:
    from cjm_widgets.view.blocks import Line, Piece


def piece_svg(piece: Piece, colour: str | None = None) -> Markup:
    """Draw one entry at its place, with an edge of ``colour`` (a class) where one is given."""
    parts: list[Markup] = []
    if colour:
        edge = Box(x=piece.box.x - 9, y=piece.box.y, width=3, height=piece.box.height)
        parts.append(_rect(edge, colour))
    if piece.badge and piece.entry.number is not None:
        x, y = piece.badge
        solid = bool(piece.entry.channel)
        parts.append(element("circle", cx=x, cy=y, r=9.5, class_="disc" if solid else "disc-line"))
        kind = "on-disc" if solid else None
        words = str(piece.entry.number)
        parts.append(element("text", words, x=x, y=y + 4, text_anchor="middle", font_size=11, class_=kind))
    if piece.bar:
        parts.extend(_bar(piece, piece.bar))
    parts.extend(_line(line) for line in piece.lines)
    if piece.mark and piece.entry.evidence:
        x, y = piece.mark
        parts.append(grade_shape(piece.entry.evidence.grade, x=x, y=y, r=4.6))
    return join(parts)


def _bar(piece: Piece, bar: Box) -> list[Markup]:
    if piece.entry.share_percent is not None:
        part = Box(x=bar.x, y=bar.y, width=bar.width * piece.entry.share_percent / 100, height=bar.height)
        return [_rect(bar, "all"), _rect(part, "part")]
    shares = piece.entry.shares
    if shares is None or not shares.total:
        return []
    parts = []
    x = bar.x
    for grade, n in enumerate(shares.counts):
        wide = bar.width * n / shares.total
        if n:
            parts.append(_rect(Box(x=x, y=bar.y, width=wide, height=bar.height), f"share-{grade}"))
        x += wide
    return parts


def _rect(box: Box, kind: str) -> Markup:
    return element("rect", x=box.x, y=box.y, width=box.width, height=box.height, class_=kind)


def _line(line: Line) -> Markup:
    tone = None if line.tone in (Tone.TEXT, Tone.STRONG) else line.tone.value
    return element(
        "text",
        line.text,
        x=line.x,
        y=line.y,
        font_size=line.size,
        font_weight=700 if line.bold else None,
        direction="rtl" if line.right_to_left else None,
        class_=tone,
    )
