"""The websocket of a page to its kernel, open while the notebook still runs."""

from __future__ import annotations

import json
import struct
from concurrent.futures import Future
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from jupyter_client._version import protocol_version
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado.web import HTTPError
from tornado.websocket import WebSocketClosedError

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

V1: Final = "v1.kernel.websocket.jupyter.org"
"""How our pages and JupyterLab's write messages; programs that ask for nothing get the format before it."""
MOST_PARTS: Final = 1000
"""So many parts a message may have: a widget's buffers are parts. Jupyter Server believes any number, up to 2⁶³."""
MOST_LINES: Final = 16
"""So many connections one page's kernel takes at a time. A page has one, and a few more while it comes back after a
loss; each costs five sockets."""
_NO_MESSAGE: Final = (ValueError, TypeError, LookupError, AttributeError, RecursionError, AssertionError, struct.error)


class PageConnection(ZMQChannelsWebsocketConnection):
    """Lets a page connect to a kernel that is busy.

    Jupyter Server asks the kernel for its version of the protocol before it accepts the first websocket, and waits up
    to a minute for the answer when a cell is running. Voila has spoken with the kernel before any page does, and all
    kernels of pages speak version 5; so the page can connect at once and show what is there already.
    """

    async def prepare(self) -> None:
        """Refuse one line too many, before the websocket is opened. Raises HTTPError."""
        kernels = self.multi_kernel_manager
        if kernels.lines(self.kernel_id) >= MOST_LINES:
            self.log.warning("A page has %d connections to its kernel already; one more was refused", MOST_LINES)
            raise HTTPError(HTTPStatus.TOO_MANY_REQUESTS)
        await super().prepare()  # type: ignore[no-untyped-call]

    def connect(self) -> asyncio.Future[None] | None:  # type: ignore[override]  # as Jupyter Server's own
        """Open the line, on which every message leaves at once: an answer is several small ones, one after the other.

        By default the system holds a small packet back until the one before is acknowledged, up to 40 ms.
        """
        self.websocket_handler.set_nodelay(True)
        return super().connect()

    def request_kernel_info(self) -> asyncio.Future[Any]:
        """Answer without asking."""
        if not hasattr(self.kernel_manager, "_kernel_info_future"):
            known: Future[dict[str, str]] = Future()
            known.set_result({"protocol_version": protocol_version})
            self.kernel_manager._kernel_info_future = known  # noqa: SLF001 - where Jupyter Server keeps the answer
        answer: asyncio.Future[Any] = super().request_kernel_info()  # type: ignore[no-untyped-call]
        return answer

    @property
    def write_message(self) -> Callable[..., Any]:
        """What sends a message to the page."""
        return self._write

    def _write(self, message: bytes | str, binary: bool = False) -> asyncio.Future[None] | None:  # noqa: FBT001, FBT002 - as tornado has it
        """Send a message; what is under way when a page leaves is no failure."""
        really = super().write_message if self.subprotocol == V1 else self._write_old
        try:
            sent = really(message, binary=binary)
        except WebSocketClosedError:
            return None
        if sent is not None:
            sent.add_done_callback(_let_go)
        return sent

    def _write_old(self, message: bytes | str, binary: bool = False) -> asyncio.Future[None] | None:  # noqa: FBT001, FBT002 - as tornado has it
        """Send a message in the format before v1 past Voila's handler, without the cell's source, as that one would.

        Voila takes whatever is binary for v1, and the first bytes of the older format for a number of parts, which it
        then counts: one such message would hold the server for ever, and all of its memory.
        """
        if isinstance(message, str) and '"execute_input"' in message:
            header = json.loads(message).get("header") or {}
            if header.get("msg_type") == "execute_input":
                return None
        return KernelWebsocketHandler.write_message(self.websocket_handler, message, binary=binary)

    def handle_incoming_message(self, incoming_msg: bytes | str) -> None:
        """Take a message from the page; one that is none is noted in a line and changes nothing."""
        try:
            if isinstance(incoming_msg, bytes):
                _check_parts(incoming_msg, v1=self.subprotocol == V1)
            super().handle_incoming_message(incoming_msg)  # type: ignore[arg-type]
        except _NO_MESSAGE as error:
            self.log.warning("A page sent what is no message: %s", type(error).__name__)


def _let_go(sent: asyncio.Future[None]) -> None:
    """Look at how a message fared, so that one that was cut off is not noted as a failure that nobody looked at."""
    if not sent.cancelled():
        sent.exception()


def _check_parts(message: bytes, *, v1: bool) -> None:
    """Raise ValueError where a binary message names more parts than it can have: they would all be counted."""
    wide = 8 if v1 else 4
    parts = int.from_bytes(message[:wide], "little" if v1 else "big")
    if not 0 < parts <= MOST_PARTS or wide * (parts + 1) > len(message):
        problem = "so many parts do not fit"
        raise ValueError(problem)
