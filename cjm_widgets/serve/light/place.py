"""What the sessions of a host share: its loop, its ZeroMQ context, and two sockets that tell nobody apart."""

from __future__ import annotations

import logging
import sys
import threading
from contextvars import Context
from typing import TYPE_CHECKING, Final

import zmq

from cjm_widgets.serve.light.sockets import Channel

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from cjm_widgets.serve.light.loop import HostLoop

logger = logging.getLogger(__name__)

SOCKETS: Final = 65_535 if sys.platform != "win32" else 1023
"""Sockets that one process may open; ZeroMQ's own limit is 1023."""


def raise_file_limit() -> None:
    """Let this process open as many files as the system allows it: a session takes about twenty."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on Windows

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = 65_536 if hard == resource.RLIM_INFINITY else hard
        if soft != resource.RLIM_INFINITY and soft < wanted:
            try:
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            except (OSError, ValueError) as error:
                logger.warning("The limit of open files stays at %d: %s", soft, error)


class Place:
    """Made in the loop's thread."""

    def __init__(self, loop: HostLoop, end: Callable[[str, str], None]) -> None:
        """Share ``loop``; ``end(session, why)`` ends one."""
        raise_file_limit()
        self.loop = loop
        self.end = end
        self._thread = threading.get_ident()
        self._context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
        self._context.set(zmq.MAX_SOCKETS, SOCKETS)
        # Neither carries anything of a session: one echoes, the other is never answered.
        self.heartbeat = self.channel(zmq.ROUTER, self._echo)
        self.stdin = self.channel(zmq.ROUTER, self._refuse)

    def channel(self, kind: int, receive: Callable[[list[bytes]], None]) -> Channel:
        """Make a socket of the kind ``zmq.ROUTER`` or ``zmq.XPUB``."""
        return Channel(self.loop, self._context, kind, receive)

    def here(self) -> bool:
        """Tell whether this is the thread that sockets belong to."""
        return threading.get_ident() == self._thread

    def later(self, callback: Callable[..., object], *args: object) -> None:
        """Call in the loop's thread, in its order, and in nobody's context."""
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(callback, *args, context=Context())

    def start(self, work: Coroutine[object, object, None]) -> None:
        """Start a task that belongs to no session."""
        self.loop.create_task(work, context=Context())

    def _echo(self, frames: list[bytes]) -> None:
        self.heartbeat.send(frames)

    def _refuse(self, _frames: list[bytes]) -> None:
        logger.warning("A page answered a question that nobody asked; nothing was done")
