"""Threads keep the session that started them.

Python copies a context into tasks and timers, and not into threads. Here a thread started in a session's turn runs
in a copy of its context, unless its name says that it serves all sessions (``session.SHARED``); work given to an
executor does too, while the executor's own threads, which live on for others, belong to nobody.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context, copy_context
from functools import partial, wraps
from typing import TYPE_CHECKING, Any

from cjm_widgets.serve.light import turn
from cjm_widgets.session import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

_start = threading.Thread.start
_submit = ThreadPoolExecutor.submit


@wraps(_start)
def _start_in_context(self: threading.Thread) -> None:
    whose = turn.now()
    if whose is not None and self.name.startswith(SHARED):
        # Whatever it calls keeps its own context: see cjm_widgets.session.kept.
        Context().run(_start, self)
        return
    if whose is not None:
        context, run = copy_context(), self.run

        def run_in_context() -> None:
            try:
                context.run(run)
            finally:
                del self.run  # the thread would hold itself

        self.run = run_in_context  # type: ignore[method-assign]
        if whose.live is not None:
            whose.live.threads.add(self)
    _start(self)


def _submit_in_context(
    self: ThreadPoolExecutor, fn: Callable[..., object], /, *args: Any, **kwargs: Any
) -> Future[object]:
    if turn.now() is None:
        return _submit(self, fn, *args, **kwargs)
    work = partial(copy_context().run, fn)
    # In an empty context, so that a thread that the executor starts for this belongs to nobody.
    return Context().run(_submit, self, work, *args, **kwargs)


def keep_context() -> None:
    """Make every thread and every thread pool of this process do so."""
    threading.Thread.start = _start_in_context  # type: ignore[method-assign]
    ThreadPoolExecutor.submit = _submit_in_context  # type: ignore[method-assign,assignment]
