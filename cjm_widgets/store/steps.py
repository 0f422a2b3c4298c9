"""The steps that a page can take back and forth."""

from __future__ import annotations

from collections import deque
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Final

from cjm_widgets.store.admit import Request, admit
from cjm_widgets.store.receipt import Receipt

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.store.turn import Turn

MOST: Final = 200
"""How many steps can be taken back."""
_MOST_TIMES: Final = 2 * MOST

Ids = tuple[str, ...]
"""The changes of a step."""


class Steps:
    """What this page has done, and what of it was taken back; the last comes first."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.lock = Lock()
        self.done: deque[tuple[str, Ids]] = deque(maxlen=MOST)
        self.undone: deque[tuple[str, Ids]] = deque(maxlen=MOST)
        self.times: dict[str, float] = {}
        """By batch: when it was written last."""

    @property
    def can_undo(self) -> bool:
        """Tell whether there is something to take back."""
        return bool(self.done)

    @property
    def last_at(self) -> float:
        """When the step that would be taken back was written, in monotonic seconds; 0 where there is none."""
        with self.lock:
            return self.times.get(self.done[-1][0], 0.0) if self.done else 0.0

    @property
    def can_redo(self) -> bool:
        """Tell whether there is something to bring back."""
        return bool(self.undone)

    def wrote(self, batch: str, changes: Ids) -> None:
        """Remember what was accepted; changes that follow each other in one batch are one step."""
        with self.lock:
            self.undone.clear()
            if self.done and self.done[-1][0] == batch:
                changes = tuple(dict.fromkeys((*self.done.pop()[1], *changes)))
            self.done.append((batch, changes))
            self.times[batch] = monotonic()
            if len(self.times) > _MOST_TIMES:
                known = {name for name, _changes in self.done}
                self.times = {name: at for name, at in self.times.items() if name in known}

    def back(self, invert: Callable[[Turn, Ids], Request | tuple[str, ...]]) -> Step:
        """Give the work of taking the last step back."""
        return Step(self, self.done, self.undone, invert)

    def forth(self, invert: Callable[[Turn, Ids], Request | tuple[str, ...]]) -> Step:
        """Give the work of bringing back what was taken back last."""
        return Step(self, self.undone, self.done, invert)


class Step:
    """One undo or redo on its way. A step that changed nothing is passed over, for nobody would see it go back."""

    def __init__(
        self,
        steps: Steps,
        source: deque[tuple[str, Ids]],
        target: deque[tuple[str, Ids]],
        invert: Callable[[Turn, Ids], Request | tuple[str, ...]],
    ) -> None:
        """Take from ``source``, and remember in ``target`` how to go the other way."""
        self._steps = steps
        self._source = source
        self._target = target
        self._invert = invert
        self._taken: list[tuple[str, Ids]] = []
        self._request: Request | None = None

    def do(self, turn: Turn) -> Receipt | None:
        """Write what takes the step back. May be called again where nobody knows whether it was committed."""
        if self._request is not None:
            written = turn.knows(self._request.drafts[0].id)
            if written:
                return admit(turn, self._request)
        self._put_back()
        while True:
            with self._steps.lock:
                if not self._source:
                    return None
                self._taken.append(self._source.pop())
            answer = self._invert(turn, self._taken[-1][1])
            if isinstance(answer, Request):
                self._request = answer
                return admit(turn, answer)
            if answer:
                return Receipt(seq=turn.seq, batch="", kept=answer)

    def then(self, receipt: Receipt | None) -> None:
        """Remember the way back; what was passed over is forgotten."""
        if receipt is not None and receipt.changes:
            with self._steps.lock:
                self._target.append((receipt.batch, receipt.changes))
                self._steps.times[receipt.batch] = monotonic()

    def failed(self) -> None:
        """Leave everything as it was, to be tried later."""
        self._put_back()

    def _put_back(self) -> None:
        with self._steps.lock:
            while self._taken:
                self._source.append(self._taken.pop())
