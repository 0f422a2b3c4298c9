"""Whose turn it is, inside a host.

A session's context carries a ``Turn``: light, and emptied at the session's end. Contexts are copied into timers,
tasks and threads, some of which outlive their session; what they keep alive is the empty shell.
"""

from __future__ import annotations

from contextvars import ContextVar
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TextIO

from cjm_widgets import session

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextvars import Context

    from cjm_widgets.serve.light.messages import Fields
    from cjm_widgets.serve.light.session import LightSession

_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})

parent: ContextVar[Fields] = ContextVar("cjm_parent", default=_NOTHING)
"""Header of the message that is being answered; what is sent meanwhile names it."""


class Turn(session.Session):
    """What a context carries of its session."""

    def __init__(self, identity: str, environment: Mapping[str, str], live: LightSession) -> None:
        """Begin with the session alive."""
        super().__init__(environment)
        self.id = identity
        self.live: LightSession | None = live
        self.streams: dict[str, TextIO | None] = {}
        """What the session has put in place of ``sys.stdout`` and ``sys.stderr``, by those names."""


def now() -> Turn | None:
    """Return whose turn it is in this thread or task; None when nobody's."""
    return _as_turn(session.current.get())


def of(context: Context) -> Turn | None:
    """Return whose context this is."""
    return _as_turn(context.get(session.current))


def live() -> LightSession | None:
    """Return the session whose turn it is, if it is still alive."""
    turn = now()
    return turn.live if turn else None


def _as_turn(value: session.Session | None) -> Turn | None:
    return value if isinstance(value, Turn) else None
