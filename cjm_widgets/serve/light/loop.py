"""The event loop of a host: it knows which tasks and timers are whose, so that a session's end ends them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from cjm_widgets.serve.light import turn

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from contextvars import Context


class HostLoop(asyncio.SelectorEventLoop):
    """Notes each task and timer with the session it was started in."""

    def call_at(  # type: ignore[override]
        self, when: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        """Call at ``when``, unless the session has ended by then."""
        handle = super().call_at(when, callback, *args, context=context)
        whose = turn.now() if context is None else turn.of(context)
        if whose is not None:
            if whose.live is None:
                handle.cancel()
            else:
                whose.live.timers.add(handle)
        return handle

    def create_task(  # type: ignore[override]
        self, coro: Coroutine[Any, Any, Any], *, context: Context | None = None, **kwargs: Any
    ) -> asyncio.Task[Any]:
        """Start a task that is cancelled when its session ends."""
        task = super().create_task(coro, context=context, **kwargs)
        whose = turn.now() if context is None else turn.of(context)
        if whose is not None and whose.live is not None:
            whose.live.tasks.add(task)
        return task
