"""Ordinary kernels that are ready before a page asks for one.

A process takes seconds to start and to import our pages' modules. A few wait, with nothing of a workshop in them; a
page that takes one brings its environment along. They are replaced one at a time, when nobody is just arriving.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import time
import uuid
from queue import Empty
from typing import TYPE_CHECKING, Final, cast

from cjm_widgets.serve.hosting import ORDINARY, ORDINARY_MODULES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jupyter_client.asynchronous.client import AsyncKernelClient

    from cjm_widgets.serve.kernels import PageKernels

logger = logging.getLogger(__name__)

_QUIET_SECONDS: Final = 2.0
"""How long nobody must have opened a page before the next process is started."""

_LONGEST_WAIT_SECONDS: Final = 20.0
_START_SECONDS: Final = 60.0
_HAND_OVER_SECONDS: Final = 5.0

_IMPORT: Final = f"""
import contextlib as _c, importlib as _i
for _m in {ORDINARY_MODULES!r}:
    with _c.suppress(Exception):
        _i.import_module(_m)
del _c, _i, _m
"""
"""What cannot be imported is for the page to say that needs it."""


class ReadyKernels:
    """The kernels that wait, each with the client that made it ready."""

    def __init__(self, kernels: PageKernels, most: int) -> None:
        """Keep ``most`` ready; the first come with ``refill``."""
        self._kernels = kernels
        self._most = most
        self._waiting: dict[str, AsyncKernelClient] = {}
        self._starting: set[str] = set()
        self._task: asyncio.Task[None] | None = None
        self._asked = 0.0
        self._closed = False

    @property
    def ids(self) -> set[str]:
        """Return the kernels that are nobody's yet."""
        return self._waiting.keys() | self._starting

    @property
    def number(self) -> int:
        """Count those that can be taken now."""
        return len(self._waiting)

    async def take(self, environment: Mapping[str, str]) -> str | None:
        """Hand out a kernel that has this environment now; None where none is ready."""
        self._asked = time.monotonic()
        while self._waiting:
            identity = next(iter(self._waiting))
            client = self._waiting.pop(identity)
            # Until it is handed over it is still nobody's.
            self._starting.add(identity)
            try:
                own = {name: value for name, value in environment.items() if os.environ.get(name) != value}
                own = json.loads(json.dumps(own))  # Voila's names are members of an enumeration
                await _run(client, f"import os\nos.environ.update({own!r})", _HAND_OVER_SECONDS)
            except (RuntimeError, OSError) as error:
                logger.warning("A kernel that was ready could not be used: %s", error)
                await self._end(identity)
                continue
            finally:
                client.stop_channels()
                self._starting.discard(identity)
            if identity in self._kernels:
                self._kernels.touch(identity)
                return identity
        return None

    def refill(self) -> None:
        """Start what is missing, in the background; somebody has just come."""
        self._asked = time.monotonic()
        if not self._closed and self._most and (self._task is None or self._task.done()):
            self._task = asyncio.get_running_loop().create_task(self._fill())

    def forget(self, identity: str) -> None:
        """Note that a kernel is gone."""
        client = self._waiting.pop(identity, None)
        if client is not None:
            client.stop_channels()

    async def close(self) -> None:
        """Start no more."""
        self._closed = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        for client in self._waiting.values():
            client.stop_channels()
        self._waiting.clear()

    async def _fill(self) -> None:
        while len(self._waiting) < self._most:
            await self._quiet()
            try:
                await self._add()
            except Exception as error:  # noqa: BLE001 - pages start kernels of their own then
                logger.warning("No kernel could be made ready: %s", error)
                return

    async def _quiet(self) -> None:
        """Wait until nobody has come for a moment, but not for ever."""
        latest = time.monotonic() + _LONGEST_WAIT_SECONDS
        while (left := min(self._asked + _QUIET_SECONDS, latest) - time.monotonic()) > 0:  # noqa: ASYNC110 - a pause
            await asyncio.sleep(left)

    async def _add(self) -> None:
        identity = str(uuid.uuid4())
        self._starting.add(identity)
        try:
            await self._start(identity)
            self._waiting[identity] = await self._warm(identity)
            logger.info("A kernel is ready for the next page that needs one")
        except BaseException:
            await self._end(identity)
            raise
        finally:
            self._starting.discard(identity)

    async def _start(self, identity: str) -> None:
        """Start a process, to the end once it is begun: what is cut off half-way is a process that nobody knows."""
        starting = asyncio.ensure_future(
            self._kernels.start_process(kernel_id=identity, kernel_name=ORDINARY, path="", env=dict(os.environ))
        )
        try:
            await asyncio.shield(starting)
        except asyncio.CancelledError:
            await asyncio.wait([starting])
            raise

    async def _warm(self, identity: str) -> AsyncKernelClient:
        """Have a kernel import what pages will, and return the client with which that was done."""
        client = cast("AsyncKernelClient", self._kernels.get_kernel(identity).client())
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=_START_SECONDS)
            await _run(client, _IMPORT, _START_SECONDS)
        except BaseException:
            client.stop_channels()
            raise
        return client

    async def _end(self, identity: str) -> None:
        if identity in self._kernels:
            await self._kernels.shutdown_kernel(identity, now=True)  # type: ignore[no-untyped-call]


async def _run(client: AsyncKernelClient, source: str, seconds: float) -> None:
    """Run code without a trace in the kernel's history. Raises RuntimeError when it fails or takes too long."""
    asked = client.execute(source, silent=True, store_history=False, allow_stdin=False)
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        try:
            message = await client.get_shell_msg(timeout=left)
        except Empty:
            break
        if message["parent_header"].get("msg_id") == asked:
            if message["content"]["status"] != "ok":
                raise RuntimeError(str(message["content"].get("ename")))
            return
    raise RuntimeError(f"no answer within {seconds:.0f} s")
