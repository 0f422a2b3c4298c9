"""Sending a page while it is being made, in few pieces and without waiting."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from tornado.web import RequestHandler

if TYPE_CHECKING:
    from asyncio import Future, TimerHandle

_GATHER_SECONDS: Final = 0.002


class PromptHandler(RequestHandler):
    """A handler whose ``flush`` gathers what is written within two milliseconds, and whose pieces leave at once.

    A template comes in some thirty snippets of a few bytes. Each would be compressed and sent by itself, and the
    system's default holds small packets back until the one before is acknowledged: forty milliseconds a page.
    """

    _soon: TimerHandle | None = None

    def flush(self, include_footers: bool = False) -> Future[None]:  # noqa: FBT001, FBT002 - tornado's signature
        """Send soon; at once when the answer is finished."""
        if self._soon is None and not include_footers:
            self._soon = asyncio.get_running_loop().call_later(_GATHER_SECONDS, self._send)
        if not include_footers:
            sent: Future[None] = asyncio.get_running_loop().create_future()
            sent.set_result(None)
            return sent
        self._settle()
        return super().flush(include_footers)

    def on_connection_close(self) -> None:
        """Send nothing to nobody."""
        self._settle()
        super().on_connection_close()

    def _send(self) -> None:
        self._soon = None
        connection: Any = self.request.connection
        if not self._finished and connection.stream is not None and not connection.stream.closed():
            connection.stream.set_nodelay(True)
            super().flush()

    def _settle(self) -> None:
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None
