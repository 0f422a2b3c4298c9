"""The blocks that fill a cell: boxes, lines of text with their places, and marks. All lengths in px."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cjm_widgets.view.entries import spoken
from cjm_widgets.view.typeface import runs_right_to_left, width, wrap
from cjm_widgets.view.wording import figure
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.view.entries import Entry

TEXT_SIZE: Final = 13.0
TEXT_LEADING: Final = 17.5
SMALL_SIZE: Final = 11.0
SMALL_LEADING: Final = 15.0
VALUE_SIZE: Final = 19.0
BADGE: Final = 24.0
"""Room for a touchpoint's number at the left of its text."""
MARK: Final = 15.0
"""Room for the mark of evidence at the left of its words."""
BAR: Final = 10.0
REACH: Final = 6.0
TEXT_LINES: Final = 14
SMALL_LINES: Final = 3


class Tone(StrEnum):
    """What a line is: each drawing has a colour for it."""

    TEXT = "text"
    SOFT = "soft"
    STRONG = "strong"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle; y grows downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return round(self.x + self.width, 2)

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return round(self.y + self.height, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of text."""

    text: str
    x: float
    """The left edge; for text that runs from right to left, the right one."""
    y: float
    """The baseline."""
    size: float
    tone: Tone
    bold: bool = False
    right_to_left: bool = False

    @property
    def extent(self) -> float:
        """How wide the line is."""
        return width(self.text, self.size, bold=self.bold)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One entry with its place and its lines."""

    entry: Entry
    box: Box
    lines: tuple[Line, ...]
    badge: tuple[float, float] | None = None
    """The middle of the circle that holds the touchpoint's number."""
    mark: tuple[float, float] | None = None
    """The middle of the mark of evidence."""
    bar: Box | None = None
    """The bar of shares per grade, or of the share that a value is."""


class _Writer:
    """Writes lines downwards from a place."""

    def __init__(self, x: float, y: float, room: float) -> None:
        self.x, self.y, self.room = x, y, room
        self.lines: list[Line] = []

    def write(
        self, text: str, size: float, leading: float, tone: Tone, *, limit: int, bold: bool = False, indent: float = 0
    ) -> None:
        if not text.strip():
            return
        for line in wrap(text, size, self.room - indent, bold=bold, limit=limit):
            turned = runs_right_to_left(line)
            x = self.x + (self.room if turned else indent)
            baseline = round(self.y + leading * 0.76, 2)
            self.lines.append(
                Line(
                    text=line, x=round(x, 2), y=baseline, size=size, tone=tone, bold=bold, right_to_left=turned,
                )
            )  # fmt: skip
            self.y = round(self.y + leading, 2)


def piece_of(entry: Entry, *, x: float, y: float, width: float) -> Piece:
    """Place one entry at the top left corner (x, y) of a box of this width; its height follows from its text."""
    indent = BADGE if entry.number is not None else 0.0
    writer = _Writer(x + indent, y, max(width - indent, 1.0))
    badge = (round(x + 9, 2), round(y + TEXT_LEADING / 2, 2)) if entry.number is not None else None
    bar = None
    if entry.shares:
        bar = Box(x=x, y=y + 3, width=width, height=BAR)
        writer.y = bar.bottom + 6
        assumed = _("{percent} % assumed").format(percent=figure(entry.shares.assumed_percent, 0))
        writer.write(assumed, TEXT_SIZE, TEXT_LEADING, Tone.STRONG, limit=1, bold=True)
        writer.write(entry.text, SMALL_SIZE, SMALL_LEADING, Tone.SOFT, limit=SMALL_LINES)
    elif entry.value:
        writer.write(entry.text, SMALL_SIZE, SMALL_LEADING, Tone.SOFT, limit=2)
        writer.write(entry.value, VALUE_SIZE, VALUE_SIZE * 1.25, Tone.STRONG, limit=2, bold=True)
        if entry.share_percent is not None:
            bar = Box(x=writer.x, y=writer.y + 2, width=writer.room, height=REACH)
            writer.y = round(bar.bottom + 4, 2)
    else:
        _write_text(writer, entry)
    if entry.channel:
        where = " · ".join(part for part in (entry.channel, entry.team) if part)
        writer.write(where, SMALL_SIZE, SMALL_LEADING, Tone.SOFT, limit=2)
        writer.write(_flags(entry), SMALL_SIZE, SMALL_LEADING, Tone.NOTICE, limit=2, bold=True)
    for detail in (*entry.details, entry.basis, *entry.more):
        writer.write(detail, SMALL_SIZE, SMALL_LEADING, Tone.SOFT, limit=SMALL_LINES)
    mark = None
    if entry.evidence:
        writer.y = round(writer.y + 2, 2)
        mark = (round(writer.x + 5, 2), round(writer.y + SMALL_LEADING / 2, 2))
        writer.write(entry.evidence.said, SMALL_SIZE, SMALL_LEADING, Tone.SOFT, limit=2, indent=MARK)
    height = max(writer.y - y, BADGE if badge else 1.0)
    box = Box(x=x, y=y, width=width, height=round(height, 2))
    return Piece(entry=entry, box=box, lines=tuple(writer.lines), badge=badge, mark=mark, bar=bar)


def _write_text(writer: _Writer, entry: Entry) -> None:
    if entry.lead:
        writer.write(entry.lead, SMALL_SIZE, SMALL_LEADING, Tone.SOFT, limit=1)
    text = spoken(entry.text) if entry.spoken else entry.text
    writer.write(text, TEXT_SIZE, TEXT_LEADING, Tone.TEXT, limit=TEXT_LINES, bold=bool(entry.channel))


def _flags(entry: Entry) -> str:
    flags = ((entry.moment_of_truth, _("◆ moment of truth")), (entry.milestone, _("⚑ milestone")))
    return " · ".join(words for given, words in flags if given)
