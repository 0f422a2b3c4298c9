"""``print`` goes to the page whose turn it is; outside of any session it goes to the host's own log."""

from __future__ import annotations

import io
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, Literal, TextIO

from cjm_widgets.serve.light import turn

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.serve.light.messages import Fields

Name = Literal["stdout", "stderr"]

_FULL: Final = 16_384
"""Characters gathered before they are sent in any case."""


class Gathered:
    """Text written and not yet sent, of one session; touched in the loop's thread only."""

    def __init__(self, send: Callable[[Name, str, Fields], None]) -> None:
        """Gather for ``send(stream, text, parent header)``."""
        self._send = send
        self._name: Name = "stdout"
        self._parent: Fields = {}
        self._texts: list[str] = []
        self._size = 0

    def add(self, name: Name, text: str, parent: Fields) -> bool:
        """Take ``text``; return whether something now waits that did not before."""
        if self._texts and (name != self._name or parent is not self._parent):
            self.flush()
        idle = not self._texts
        self._name, self._parent = name, parent
        self._texts.append(text)
        self._size += len(text)
        if self._size >= _FULL:
            self.flush()
            return False
        return idle

    def flush(self) -> None:
        """Send what waits."""
        if self._texts:
            text, self._texts, self._size = "".join(self._texts), [], 0
            self._send(self._name, text, self._parent)


class Routed(io.TextIOBase):
    """Stands for ``sys.stdout`` or ``sys.stderr``."""

    def __init__(self, name: Name, outside: TextIO) -> None:
        """Route for ``name``; what belongs to no session goes to ``outside``."""
        super().__init__()
        self._name: Name = name
        self._outside = outside

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """As pages read it."""
        return "utf-8"

    def writable(self) -> bool:
        """Say yes."""
        return True

    def isatty(self) -> bool:
        """Say no."""
        return False

    def fileno(self) -> int:
        """Refuse: what is written to a number belongs to no session."""
        raise io.UnsupportedOperation("fileno")

    def write(self, text: str, /) -> int:
        """Write for whoever's turn it is; of a session that has ended, nothing is kept."""
        whose = turn.now()
        if whose is None:
            self._outside.write(text)
        elif self._name in whose.streams:
            target = whose.streams[self._name]
            return len(text) if target is None else target.write(text)
        elif whose.live is not None and text:
            whose.live.write(self._name, text)
        return len(text)

    def flush(self) -> None:
        """Pass on what waits outside; a session's own text goes with its next message."""
        whose = turn.now()
        target = self._outside if whose is None else whose.streams.get(self._name)
        if target is not None:
            target.flush()

    def __getattr__(self, name: str) -> Any:
        """Ask what the session has put in this one's place, which it finds here. Raises AttributeError."""
        whose = turn.now()
        target = None if whose is None else whose.streams.get(self._name)
        if target is None:
            raise AttributeError(name)
        return getattr(target, name)

    def replace(self, whose: turn.Turn, other: Any) -> None:
        """Let ``whose`` text go to another place from now on; to its page again where that is this one."""
        if other is self:
            whose.streams.pop(self._name, None)
        else:
            whose.streams[self._name] = other


class _Sys(ModuleType):
    """Stands for ``sys``: a stream that a session puts there is its own, as in a process of its own."""

    def __setattr__(self, name: str, value: Any) -> None:
        route = vars(self).get(name) if name in ("stdout", "stderr") else None
        whose = turn.now()
        if isinstance(route, Routed) and whose is not None:
            route.replace(whose, value)
        else:
            super().__setattr__(name, value)


def route() -> None:
    """Put the routes in place of this process's streams."""
    sys.stdout = Routed("stdout", sys.stderr)
    sys.stderr = Routed("stderr", sys.stderr)
    sys.__class__ = _Sys
