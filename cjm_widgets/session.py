"""Whose page the running code serves, when one process serves many.

Bottom-most, like ``words``: standard library only. An ordinary kernel is a process of its own, and its
environment says who opened the page. A light kernel is one of many sessions in a process; there each session has
an environment of its own, carried by a context variable that callbacks, tasks, timers and threads keep.
"""

from __future__ import annotations

import atexit
import logging
import os
from contextvars import ContextVar, copy_context
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_P = ParamSpec("_P")
_R = TypeVar("_R")

logger = logging.getLogger(__name__)


class Session:
    """One page's share of a process: its environment, and what to do when it ends."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Begin with ``environment``, as a process of its own would have it."""
        self.variables = dict(environment)
        self.ended = False
        self._endings: list[Callable[[], object]] = []

    def on_end(self, callback: Callable[[], object]) -> None:
        """Call ``callback`` when the session ends; at once when it has ended already."""
        if self.ended:
            callback()
        else:
            self._endings.append(callback)

    def end(self) -> None:
        """Do what was asked for at the end, last first. A failing callback stops nobody."""
        self.ended = True
        while self._endings:
            try:
                self._endings.pop()()
            except Exception:
                logger.exception("A session's ending failed")


SHARED: Final = "cjm-"
"""A thread whose name begins so serves all sessions of its process: it belongs to none, whoever starts it.

The store's threads are such: they begin when the first page needs them and go on for the others.
"""

current: ContextVar[Session | None] = ContextVar("cjm_session", default=None)
"""The session whose turn it is; None in a process that serves one page, and in what belongs to nobody."""


def environment() -> Mapping[str, str]:
    """Return the variables of this page's session; elsewhere those of the process. Do not write to it."""
    session = current.get()
    return os.environ if session is None else MappingProxyType(session.variables)


def on_end(callback: Callable[[], object]) -> None:
    """Call ``callback`` when this page's session ends; elsewhere when the process does."""
    session = current.get()
    if session is None:
        atexit.register(callback)
    else:
        session.on_end(callback)


def kept(callback: Callable[_P, _R]) -> Callable[_P, _R]:
    """Return ``callback`` bound to the session of now, for whoever calls it from a thread that all sessions share."""
    context = copy_context()

    def call(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        # A copy each time: a context can be entered once at a time, and calls may overlap.
        return context.copy().run(callback, *args, **kwargs)

    return call
