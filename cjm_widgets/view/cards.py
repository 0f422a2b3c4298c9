"""One entry as HTML, the same on the wide table and in the stage-after-stage layout of a phone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from cjm_widgets.view.content import Lane
from cjm_widgets.view.entries import spoken
from cjm_widgets.view.markup import Markup, element, join, number
from cjm_widgets.view.wording import percent, shortened
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cjm_widgets.view.entries import Entry
    from cjm_widgets.view.evidence import Evidence, Shares

LONGEST: Final = 420
"""Characters of a text that are shown at once; the rest unfolds."""


def entries_list(lane: Lane, entries: Sequence[Entry]) -> Markup | None:
    """Give the entries of one cell as a list; None for an empty cell."""
    if not entries:
        return None
    if lane is Lane.EVIDENCE:
        return join(*(shares_bar(entry.shares) for entry in entries if entry.shares))
    return element("ul", (entry_item(lane, entry) for entry in entries), class_="entries", role="list")


def entry_item(kind: str, entry: Entry, *more: Markup) -> Markup:
    """Give one entry as a list item, with whatever else belongs to it; ``kind`` is its class, mostly the lane."""
    kinds = ["entry", kind]
    if entry.number is not None:
        kinds.append("numbered")
    if entry.moment_of_truth:
        kinds.append("is-truth")
    return element(
        "li",
        badge(entry.number) if entry.number is not None else None,
        _head(entry),
        _channel(entry),
        (element("p", detail, class_="detail", dir="auto") for detail in entry.details),
        element("p", entry.basis, class_="detail basis") if entry.basis else None,
        more,
        evidence_line(entry.evidence) if entry.evidence else None,
        class_=" ".join(kinds),
    )


def badge(n: int) -> Markup:
    """Give a touchpoint's number in its circle; it names the place on the curve."""
    return element("span", str(n), class_="badge")


def text(words: str, class_: str = "text") -> Markup:
    """Give a text in a paragraph of its own direction; a very long one unfolds."""
    if len(words) <= LONGEST:
        return element("p", words, class_=class_, dir="auto")
    return element(
        "details",
        element("summary", element("span", shortened(words, LONGEST), dir="auto"), class_=class_),
        element("p", words, class_=class_, dir="auto"),
        class_="long",
    )


def unfolding(words: str, more: Iterable[Markup], class_: str = "unfold") -> Markup:
    """Give a line that unfolds, without a script, to what stands behind it."""
    return element("details", element("summary", element("span", words)), more, class_=class_)


def evidence_line(evidence: Evidence) -> Markup:
    """Give the mark of evidence: a shape and its word, so that neither colour nor shape is needed alone."""
    # The mark stays on the line of its word.
    graded = element("span", grade_mark(evidence.grade), " ", evidence.word, class_="grade")
    rest = evidence.said.removeprefix(evidence.word)
    return element("p", graded, rest, class_=f"evidence grade-{evidence.grade}")


def grade_mark(grade: int, *, x: float = 6, y: float = 6, r: float = 4.6) -> Markup:
    """Give the shape of a grade in a drawing of its own: empty, a quarter, half or all of a circle filled."""
    return element(
        "svg", grade_shape(grade, x=x, y=y, r=r), viewBox="0 0 12 12", width=12, height=12,
        class_="mark", aria_hidden="true", focusable="false",
    )  # fmt: skip


def grade_shape(grade: int, *, x: float, y: float, r: float) -> Markup:
    """Draw the shape of a grade around (x, y)."""
    ring = element("circle", cx=x, cy=y, r=r, class_="ring" if grade else "ring none")
    if grade == 0:
        return ring
    if grade == 3:  # noqa: PLR2004 - validated
        return element("circle", cx=x, cy=y, r=r, class_="ring full")
    angle = math.tau * grade / 4
    end_x, end_y = x + r * math.sin(angle), y - r * math.cos(angle)
    pie = f"M{number(x)} {number(y)} V{number(y - r)} A{number(r)} {number(r)} 0 0 1 {number(end_x)} {number(end_y)} Z"
    return join(ring, element("path", d=pie, class_="pie"))


def shares_bar(shares: Shares) -> Markup:
    """Give a bar of grades with its counts in words."""
    left = 0.0
    parts = []
    for grade, n in enumerate(shares.counts):
        wide = 100 * n / shares.total
        if n:
            parts.append(
                element("rect", x=f"{number(left)}%", y=0, width=f"{number(wide)}%", height=10, class_=f"share-{grade}")
            )
        left += wide
    bar = element("svg", parts, width="100%", height=10, class_="bar", aria_hidden="true", focusable="false")
    assumed = _("{percent} assumed").format(percent=percent(shares.assumed_percent))
    return element(
        "div", bar, element("p", element("strong", assumed), element("br"), " ", shares.said, class_="detail"),
        class_="shares",
    )  # fmt: skip


def _head(entry: Entry) -> Markup:
    if entry.value:
        bar = _reach_bar(entry.share_percent) if entry.share_percent is not None else None
        return join(
            element("p", entry.text, class_="detail label"), " ", element("p", entry.value, class_="value"), bar
        )
    if entry.more:
        return unfolding(entry.text, (element("p", line, class_="detail", dir="auto") for line in entry.more))
    words = spoken(entry.text) if entry.spoken else entry.text
    lead = element("p", entry.lead, class_="lead") if entry.lead else None
    return join(lead, text(words, "text spoken" if entry.spoken else "text"))


def _channel(entry: Entry) -> Markup | None:
    if not entry.channel:
        return None
    flags = []
    if entry.moment_of_truth:
        flags.append(element("span", _("◆ moment of truth"), class_="flag truth"))
    if entry.milestone:
        flags.append(element("span", _("⚑ milestone"), class_="flag"))
    team = join(" · ", element("bdi", entry.team)) if entry.team else None
    return join(
        element("p", element("bdi", entry.channel, class_="channel"), team, class_="where"),
        element("p", [[flag, " "] for flag in flags], class_="where") if flags else None,
    )


def _reach_bar(share_percent: float) -> Markup:
    """Draw a share of all as a bar, so that the bars of the stages together show the funnel."""
    return element(
        "svg",
        element("rect", x=0, y=0, width="100%", height=6, class_="all"),
        element("rect", x=0, y=0, width=f"{number(share_percent)}%", height=6, class_="part"),
        width="100%",
        height=6,
        class_="reach",
        aria_hidden="true",
        focusable="false",
    )
