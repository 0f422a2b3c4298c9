"""The client with which Voila runs a notebook: ready as soon as the kernel is.

Jupyter's own waits until nothing has come for a fifth of a second, to be sure that nothing is on its way. The idle
status of our own question says the same at once, of any kernel. It also starts a heartbeat thread that nobody asks.
"""

from __future__ import annotations

import time
from queue import Empty
from typing import Any, Final

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import KernelManager

_ASK_AGAIN_SECONDS: Final = 1.0
_WATCH_SECONDS: Final = 0.25


class PageClient(AsyncKernelClient):
    """For ``KernelManager.client_class``."""

    def start_channels(self, *args: Any, **kwargs: Any) -> None:
        """Start the channels, without a heartbeat: the kernel's manager knows whether it lives."""
        if isinstance(self.parent, KernelManager):
            kwargs["hb"] = False
        super().start_channels(*args, **kwargs)

    async def wait_for_ready(self, timeout: float | None = None) -> None:  # noqa: ASYNC109 - Jupyter's signature
        """Return when the kernel answers and this client hears all it says. Raises RuntimeError after ``timeout`` s."""
        deadline = time.monotonic() + (timeout if timeout is not None else float("inf"))
        asked: set[str] = set()
        while time.monotonic() < deadline:
            asked.add(self.kernel_info())
            if await self._answered(asked) and await self._heard_idle(asked):
                return
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
        raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _answered(self, asked: set[str]) -> bool:
        while True:
            try:
                message = await self.shell_channel.get_msg(timeout=_ASK_AGAIN_SECONDS)
            except Empty:
                return False
            if message["parent_header"].get("msg_id") in asked:
                self._handle_kernel_info_reply(message)
                return True

    async def _heard_idle(self, asked: set[str]) -> bool:
        while True:
            try:
                message = await self.iopub_channel.get_msg(timeout=_WATCH_SECONDS)
            except Empty:
                return False  # not yet connected there: ask once more
            idle = message["msg_type"] == "status" and message["content"]["execution_state"] == "idle"
            if idle and message["parent_header"].get("msg_id") in asked:
                return True
