"""The kernels behind pages: whose they are, how many there may be, and when one may be ended."""

from __future__ import annotations

import asyncio
import uuid
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from jupyter_server.prometheus.metrics import KERNEL_CURRENTLY_RUNNING_TOTAL
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Integer

from cjm_widgets.serve.hosting import LIGHT, ORDINARY
from cjm_widgets.serve.ready import ReadyKernels

if TYPE_CHECKING:
    from jupyter_client.manager import KernelManager

opener: ContextVar[str] = ContextVar("cjm_opener", default="")
"""The browser for which a kernel is being started; see gate.py."""

_AWAY_SECONDS: Final = 60
"""A page that has been away for longer gives up its place when somebody else needs one."""

_BARE_SECONDS: Final = 20
"""So does one whose page never connected."""


class Full(Exception):
    """There are as many pages of this kind as there may be; ``light`` tells the kind, ``most`` their number."""

    def __init__(self, *, light: bool, most: int) -> None:
        """Say which number was reached."""
        super().__init__(f"{most} pages are open")
        self.light, self.most = light, most


class PageKernels(AsyncMappingKernelManager):
    """Knows which browser opened each kernel, and ends those that nobody looks at, counting from when the page left."""

    never_opened_seconds = Integer(
        180,
        config=True,
        help="A kernel whose page never connected (a link preview, a tab closed at once) ends after this.",
    )
    most_light = Integer(200, config=True, help="Pages on light kernels at a time.")
    most_ordinary = Integer(8, config=True, help="Pages with a process of their own at a time.")
    most_ready = Integer(0, config=True, help="Processes kept ready for the next pages that need one.")

    def __init__(self, **kwargs: object) -> None:
        """Start with no page opened yet."""
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]
        self._opened: set[str] = set()
        self._openers: dict[str, str] = {}
        self._coming = {LIGHT: 0, ORDINARY: 0}
        self._leaving: dict[str, asyncio.Task[None]] = {}
        self.ready = ReadyKernels(self, self.most_ready)

    def opener_of(self, kernel_id: str) -> str | None:
        """Return the browser that opened this kernel's page; None where there is no such kernel."""
        return self._openers.get(kernel_id, "") if kernel_id in self else None

    async def start_kernel(self, *, kernel_name: str | None = None, **kwargs: Any) -> str:  # type: ignore[override]
        """Start a kernel for a page, or take one that is ready. Raises Full, and Lost for a host that fails."""
        kind = kernel_name if kernel_name in self._coming else ORDINARY
        self._make_room(kind)
        self._coming[kind] += 1
        try:
            found = await self.ready.take(kwargs.get("env") or {}) if kind == ORDINARY else None
            identity = found or await self.start_process(kernel_name=kind, **kwargs)
            self._openers[identity] = opener.get()
        finally:
            self._coming[kind] -= 1
        self.ready.refill()
        return identity

    async def start_process(self, **kwargs: Any) -> str:
        """Start a kernel, whatever there is already."""
        identity = kwargs.setdefault("kernel_id", str(uuid.uuid4()))
        try:
            return await AsyncMappingKernelManager.start_kernel(self, **kwargs)
        except BaseException:
            # Jupyter would keep it among those that are coming, and stumble over it when all are to end.
            self._pending_kernels.pop(identity, None)
            raise

    def number(self, kind: str) -> int:
        """Count the pages on kernels of a kind, those that are just coming too."""
        others = self._leaving.keys() | self.ready.ids
        there = sum(kernel.kernel_name == kind for one, kernel in self._kernels.items() if one not in others)
        return int(there) + self._coming[kind]

    def _make_room(self, kind: str) -> None:
        """See that there is a place for one more, at the cost of a page that nobody looks at. Raises Full."""
        most = self.most_light if kind == LIGHT else self.most_ordinary
        if self.number(kind) < most:
            return
        away = self._longest_away(kind)
        if away is None:
            raise Full(light=kind == LIGHT, most=most)
        self.log.info("Ending a page's kernel whose page has left, because somebody else needs the place: %s", away)
        self._leaving[away] = task = asyncio.get_running_loop().create_task(self.shutdown_kernel(away))  # type: ignore[no-untyped-call]
        task.add_done_callback(lambda _: self._leaving.pop(away, None))

    def _longest_away(self, kind: str) -> str | None:
        now = datetime.now(UTC)
        found: list[tuple[datetime, str]] = []
        for one, kernel in self._kernels.items():
            patience = timedelta(seconds=_AWAY_SECONDS if one in self._opened else _BARE_SECONDS)
            free = not self._kernel_connections.get(one) and one not in self._leaving and one not in self.ready.ids
            if free and kernel.kernel_name == kind and now - kernel.last_activity > patience:
                found.append((kernel.last_activity, one))
        return min(found)[1] if found else None

    def start_watching_activity(self, kernel_id: str) -> None:
        """Watch what an ordinary kernel does; of a light one only its page's coming and going counts.

        Watching means to read every message a second time.
        """
        kernel = self._kernels[kernel_id]
        if kernel.kernel_name != LIGHT:
            super().start_watching_activity(kernel_id)  # type: ignore[no-untyped-call]
            return
        kernel.reason, kernel.execution_state = "", "idle"
        self.touch(kernel_id)

    def lines(self, kernel_id: str) -> int:
        """Count the connections that a page has to its kernel."""
        return int(self._kernel_connections.get(kernel_id, 0))

    def notify_connect(self, kernel_id: str) -> None:
        """Remember that a page has been there."""
        self._opened.add(kernel_id)
        super().notify_connect(kernel_id)  # type: ignore[no-untyped-call]

    def notify_disconnect(self, kernel_id: str) -> None:
        """Count idle time from now: widgets' messages are not counted as activity (they would never stop)."""
        super().notify_disconnect(kernel_id)  # type: ignore[no-untyped-call]
        self.touch(kernel_id)

    def touch(self, kernel_id: str) -> None:
        """Count a kernel's idle time from now."""
        if kernel_id in self:
            self._kernels[kernel_id].last_activity = datetime.now(UTC)

    def remove_kernel(self, kernel_id: str) -> KernelManager:
        """Forget the page with its kernel."""
        self._opened.discard(kernel_id)
        self._openers.pop(kernel_id, None)
        self.ready.forget(kernel_id)
        return super().remove_kernel(kernel_id)

    def _handle_kernel_died(self, kernel_id: str) -> None:
        """Let go of everything that was held for a kernel which ended by itself; its page is told by its connection."""
        kernel = self._kernels.get(kernel_id)
        if kernel is None:
            return
        self.log.warning("A page's kernel has died: %s", kernel_id)
        self.stop_watching_activity(kernel_id)  # type: ignore[no-untyped-call]
        self.stop_buffering(kernel_id)  # type: ignore[no-untyped-call]
        self.remove_kernel(kernel_id)
        self._kernel_connections.pop(kernel_id, None)
        self._kernel_ports.pop(kernel_id, None)
        KERNEL_CURRENTLY_RUNNING_TOTAL.labels(type=kernel.kernel_name).dec()
        # Also the connection file, by which a light session would know that it is not reached any more.
        self._cleaning = asyncio.ensure_future(kernel.cleanup_resources())

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End a kernel that no page ever opened, or else go by its idle time."""
        kernel = self._kernels.get(kernel_id)
        if kernel is None or kernel_id in self.ready.ids:
            return
        if kernel_id not in self._opened:
            age = datetime.now(UTC) - kernel.last_activity
            if age.total_seconds() > self.never_opened_seconds:
                self.log.info("Ending a page's kernel that no page connected to: %s", kernel_id)
                await self.shutdown_kernel(kernel_id)  # type: ignore[no-untyped-call]
            return
        await super().cull_kernel_if_idle(kernel_id)  # type: ignore[no-untyped-call]

    async def shutdown_all(self, now: bool = False) -> None:  # type: ignore[override] # noqa: FBT001, FBT002 - as above
        """End every kernel; none is made ready any more."""
        await self.ready.close()
        await super()._async_shutdown_all(now=now)
