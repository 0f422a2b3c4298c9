"""What was written and by whom, when each page showed it, and what went wrong: kept while the workshop goes on."""

from __future__ import annotations

import re
import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

MARKS: Final = re.compile(r"mark-[0-9a-f]{10}")
"""What stands in everything that is written here, each time another one, so that pages can be searched for it."""


def mark() -> str:
    """Make one up."""
    return f"mark-{secrets.token_hex(5)}"


@dataclass(kw_only=True)
class Written:
    """One change on its way to the other pages."""

    by: str
    at: float
    """When it left, or when what had been hidden was called in: seconds of the monotonic clock."""
    readers: frozenset[str] = frozenset()
    """Who may see it, and so must."""
    seen: dict[str, float] = field(default_factory=dict)
    open: bool = False
    """Whether anybody may see it."""
    before: str = ""
    """The mark that stood there before: whoever sees this one has no need to see that one any more."""


class Ledger:
    """Everything that is measured and counted of one workshop."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.written: dict[str, Written] = {}
        self.faults: list[str] = []
        """Failed messages, leaks, pages that did not come back: each a line."""
        self.joined_s: list[float] = []
        self.back_s: list[float] = []
        """How long pages that had lost their server or network were away, in seconds."""
        self.ack_s: list[float] = []
        self.called_in: set[str] = set()
        """What was hidden and then revealed: that is one change by the facilitator, and told apart."""

    def wrote(self, text: str, by: str, readers: Iterable[str] | None = None, before: str = "") -> None:
        """Note a change that leaves now; ``readers`` must come to see it, and nobody may where there are none."""
        to = frozenset(readers or ()) - {by}
        self.written[text] = Written(by=by, at=time.monotonic(), readers=to, open=readers is not None, before=before)

    def revealed(self, texts: Iterable[str], readers: Iterable[str]) -> None:
        """Note that what was hidden is called in now: ``readers`` must come to see ``texts``, and may see the rest."""
        everybody = frozenset(readers)
        for one in self.written.values():
            one.open = True
        for text in texts:
            one = self.written[text]
            one.at, one.readers = time.monotonic(), everybody - {one.by}
            self.called_in.add(text)

    def saw(self, frame: str, who: str, *, leads: bool = False) -> None:
        """Note what a page is shown. Raises nothing: a leak is a fault in the list."""
        for text in set(MARKS.findall(frame)):
            one = self.written.get(text)
            if one is None or who == one.by:
                continue
            while one is not None and who in one.readers and who not in one.seen:
                one.seen[who] = time.monotonic()
                one = self.written.get(one.before)
            if one is not None and not one.open and not leads and who != one.by:
                self.faults.append(f"{who} was shown what {one.by} wrote before it was revealed")

    def missing(self) -> list[tuple[str, str]]:
        """Give what has not reached somebody who must see it: the text, and who."""
        return [(text, who) for text, one in self.written.items() for who in one.readers - one.seen.keys()]

    def give_up(self) -> None:
        """Put what nobody waits for any longer among the faults."""
        for text, who in self.missing():
            one = self.written[text]
            self.faults.append(f"{who} was never shown what {one.by} wrote ({text})")
            one.readers -= {who}

    def sync_s(self) -> list[float]:
        """Give the seconds from each change to each page that must show it, from quick to slow."""
        return sorted(
            at - one.at for text, one in self.written.items() if text not in self.called_in for at in one.seen.values()
        )

    def reveal_s(self) -> list[float]:
        """Give the seconds from calling cards in to each of them on each page."""
        return sorted(at - self.written[text].at for text in self.called_in for at in self.written[text].seen.values())


def p95(seconds: list[float]) -> float:
    """Give the time within which nineteen of twenty were there; 0 where there is none."""
    ordered = sorted(seconds)
    return ordered[max(0, -(-len(ordered) * 95 // 100) - 1)] if ordered else 0.0
