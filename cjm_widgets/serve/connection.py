"""The websocket of a page to its kernel, open while the notebook still runs."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

from jupyter_client._version import protocol_version
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

if TYPE_CHECKING:
    import asyncio
    from typing import Any


class PageConnection(ZMQChannelsWebsocketConnection):
    """Lets a page connect to a kernel that is busy.

    Jupyter Server asks the kernel for its version of the protocol before it accepts the first websocket, and waits up
    to a minute for the answer when a cell is running. Voila has spoken with the kernel before any page does, and all
    kernels of pages speak version 5; so the page can connect at once and show what is there already.
    """

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

    def handle_incoming_message(self, incoming_msg: str) -> None:
        """Take a message from the page; one that is none is noted in a line and changes nothing."""
        try:
            super().handle_incoming_message(incoming_msg)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            self.log.warning("A page sent what is no message: %s", type(error).__name__)
