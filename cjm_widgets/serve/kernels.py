"""The processes behind pages: when one may be ended."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Integer

if TYPE_CHECKING:
    from jupyter_client.manager import KernelManager


class PageKernels(AsyncMappingKernelManager):
    """Ends processes that nobody looks at, counting from the moment the last page left."""

    never_opened_seconds = Integer(
        180,
        config=True,
        help="A process whose page never connected (a link preview, a tab closed at once) ends after this.",
    )

    def __init__(self, **kwargs: object) -> None:
        """Start with no page opened yet."""
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]
        self._opened: set[str] = set()

    def notify_connect(self, kernel_id: str) -> None:
        """Remember that a page has been there."""
        self._opened.add(kernel_id)
        super().notify_connect(kernel_id)  # type: ignore[no-untyped-call]

    def notify_disconnect(self, kernel_id: str) -> None:
        """Count idle time from now: widgets' messages are not counted as activity (they would never stop)."""
        super().notify_disconnect(kernel_id)  # type: ignore[no-untyped-call]
        if kernel_id in self:
            self._kernels[kernel_id].last_activity = datetime.now(UTC)

    def remove_kernel(self, kernel_id: str) -> KernelManager:
        """Forget the page with its process."""
        self._opened.discard(kernel_id)
        return super().remove_kernel(kernel_id)

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End a process that no page ever opened, or else go by its idle time."""
        kernel = self._kernels.get(kernel_id)
        if kernel is None:
            return
        if kernel_id not in self._opened:
            age = datetime.now(UTC) - kernel.last_activity
            if age.total_seconds() > self.never_opened_seconds:
                self.log.info("Ending a page's process that no page connected to: %s", kernel_id)
                await self.shutdown_kernel(kernel_id)  # type: ignore[no-untyped-call]
            return
        await super().cull_kernel_if_idle(kernel_id)  # type: ignore[no-untyped-call]
