"""The order in which a session's messages are taken: one cell at a time, comms also while a cell awaits."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from cjm_widgets.serve.light import turn
from cjm_widgets.serve.light.failures import described
from cjm_widgets.serve.light.shell import Shell

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from contextvars import Context
    from logging import Logger, LoggerAdapter

    from cjm_widgets.serve.light.messages import Message
    from cjm_widgets.serve.light.outlet import Outlet
    from cjm_widgets.serve.light.place import Place
    from cjm_widgets.serve.light.sockets import Channel

COMMS = frozenset({"comm_open", "comm_msg", "comm_close"})


class Cells:
    """Runs the cells of one session, in its context."""

    def __init__(
        self,
        *,
        context: Context,
        place: Place,
        outlet: Outlet,
        channel: Channel,
        serve: Callable[[Channel, Message], None],
        log: LoggerAdapter[Logger],
    ) -> None:
        """Take what comes from ``channel``; ``serve`` answers what is no cell."""
        self._context = context
        self._place = place
        self._outlet = outlet
        self._channel = channel
        self._serve = serve
        self._log = log
        self._shell = Shell(self._show)
        self._waiting: deque[Message] = deque()
        self._running: asyncio.Task[None] | None = None
        self._begun = False
        self._ended = False
        self._next = self._now = 1

    def take(self, message: Message) -> None:
        """Take one message from the shell channel."""
        if self._begun and message.kind in COMMS:
            self._serve(self._channel, message)
        else:
            self._waiting.append(message)
            self._advance()

    def interrupt(self) -> None:
        """Stop the cell that awaits, if one does."""
        if self._running is not None:
            self._running.cancel()

    def clear(self) -> None:
        """Take nothing more and let go of everything the cells made."""
        self._ended = True
        self._waiting.clear()
        self._shell.clear()

    def _advance(self) -> None:
        while self._waiting and self._running is None and not self._ended:
            message = self._waiting.popleft()
            if message.kind == "execute_request":
                self._running = self._place.loop.create_task(self._execute(message), context=self._context)
                self._running.add_done_callback(self._executed)
            else:
                self._serve(self._channel, message)

    def _executed(self, task: asyncio.Task[None]) -> None:
        self._running, self._begun = None, False
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._log.error("A cell was not answered: %s", described(error))
        self._advance()

    def _serve_comms(self) -> None:
        """Answer the comm messages that came before a cell began to await: it may be waiting for one of them."""
        if self._begun and self._running is not None and not self._running.done():
            for message in [one for one in self._waiting if one.kind in COMMS]:
                self._waiting.remove(message)
                self._serve(self._channel, message)

    async def _execute(self, message: Message) -> None:
        """Run a cell and answer as ipykernel does: busy, input, output, reply, idle."""
        self._begun = True
        self._place.later(self._serve_comms)
        turn.parent.set(message.header)
        content = message.content
        source, silent = str(content.get("code", "")), bool(content.get("silent"))
        self._outlet.status("busy", message.header)
        self._now = self._next
        if not silent:
            self._outlet.publish("execute_input", {"code": source, "execution_count": self._now})
            if content.get("store_history", True):
                self._next += 1
        outcome = await self._shell.run(source, silent=silent)
        if outcome.error is not None:
            self._log.warning("A cell failed: %s", described(outcome.error))
            self._outlet.publish("error", {key: outcome.content[key] for key in ("ename", "evalue", "traceback")})
        wanted = content.get("user_expressions")
        answer = {
            **outcome.content,
            "execution_count": self._next - 1,
            "user_expressions": self._shell.evaluate(wanted) if isinstance(wanted, dict) and not outcome.error else {},
            "payload": [],
        }
        self._outlet.reply(self._channel, message, answer)
        if outcome.error is not None and not silent and content.get("stop_on_error", True):
            self._abort()
        self._outlet.status("idle", message.header)

    def _abort(self) -> None:
        """Answer the cells that wait behind a failed one: they are not run."""
        self._channel.drain()
        for message in [one for one in self._waiting if one.kind == "execute_request"]:
            self._waiting.remove(message)
            self._outlet.status("busy", message.header)
            self._outlet.reply(self._channel, message, {"status": "aborted", "execution_count": self._next - 1})
            self._outlet.status("idle", message.header)

    def _show(self, data: dict[str, Any], metadata: dict[str, Any]) -> None:
        shown = {"data": data, "metadata": metadata, "execution_count": self._now}
        self._outlet.publish("execute_result", shown)
