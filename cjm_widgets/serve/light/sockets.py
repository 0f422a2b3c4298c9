"""ZeroMQ sockets on an asyncio loop, without a task a socket.

A socket belongs to the loop's thread; nobody else may touch it. Its file descriptor tells of a change once only, so
after every read and every write the socket itself is asked whether there is more.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

import zmq

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Sequence

    from cjm_widgets.serve.light.messages import Buffer

logger = logging.getLogger(__name__)

_TURN: Final = 16
"""Messages read in one go, so that one page's flood does not keep the others waiting."""

_COPY_BYTES: Final = 65_536
"""Below this a frame is copied, above it is sent from where it lies."""

_LARGEST_BYTES: Final = 64 * 1024 * 1024
"""A larger message is not read; ZeroMQ drops its sender's connection."""

_LINGER_MS: Final = 1000
"""How long a closed socket may still send, so that the last reply arrives."""


class Channel:
    """One socket: reads when there is something, sends at once or not at all."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        context: zmq.Context[zmq.Socket[bytes]],
        kind: int,
        receive: Callable[[list[bytes]], None],
    ) -> None:
        """Make the socket; ``receive`` gets the frames of each message."""
        self._loop = loop
        self._receive = receive
        self._socket = context.socket(kind)
        self._socket.linger = _LINGER_MS
        self._socket.set(zmq.MAXMSGSIZE, _LARGEST_BYTES)
        # Nothing is dropped because a reader is slow; the reader is our own server.
        self._socket.sndhwm = 0
        if kind == zmq.XPUB:
            self._socket.set(zmq.XPUB_VERBOSE, 1)
        self._descriptor = int(self._socket.get(zmq.FD))
        self._again = False
        loop.add_reader(self._descriptor, self._read)

    def bind(self, address: str) -> None:
        """Listen at ``address``. Raises zmq.ZMQError."""
        self._socket.bind(address)
        self._look()

    def unbind(self, address: str) -> None:
        """Listen there no longer."""
        try:
            self._socket.unbind(address)
        except zmq.ZMQError as error:
            logger.debug("Could not unbind %s: %s", address, error)

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return bool(self._socket.closed)

    def send(self, frames: Sequence[Buffer]) -> None:
        """Send one message, or drop it with a word in the log where nobody can take it."""
        if self._socket.closed:
            return
        small = max(map(len, frames)) < _COPY_BYTES
        try:
            self._socket.send_multipart(frames, zmq.NOBLOCK, copy=small)
        except zmq.Again:
            logger.warning("A message found nobody to take it and was dropped")
        except zmq.ZMQError as error:
            logger.warning("A message could not be sent: %s", error)
        self._look()

    def drain(self) -> None:
        """Read whatever has arrived by now."""
        while self._read_one():
            pass

    def close(self) -> None:
        """Close; what was sent still goes out for a moment."""
        if not self._socket.closed:
            self._loop.remove_reader(self._descriptor)
            self._socket.close()

    def _look(self) -> None:
        """Ask the socket whether there is something to read, because its descriptor will not say so again."""
        if not self._again and not self._socket.closed and int(self._socket.get(zmq.EVENTS)) & zmq.POLLIN:
            self._again = True
            self._loop.call_soon(self._read)

    def _read(self) -> None:
        self._again = False
        for _ in range(_TURN):
            if not self._read_one():
                return
        self._look()

    def _read_one(self) -> bool:
        if self._socket.closed:
            return False
        try:
            frames = self._socket.recv_multipart(zmq.NOBLOCK)
        except zmq.Again:
            return False
        except zmq.ZMQError as error:
            logger.warning("A message could not be read: %s", error)
            return False
        self._receive(frames)
        return True
