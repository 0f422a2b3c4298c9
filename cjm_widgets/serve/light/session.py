"""One page's session in a host: its sockets, its messages, its namespace, its widgets, and its end."""

from __future__ import annotations

import asyncio
import logging
from contextvars import Context
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakSet

import zmq

from cjm_widgets import session
from cjm_widgets.serve.light import answers, turn, widgets
from cjm_widgets.serve.light.cells import COMMS, Cells
from cjm_widgets.serve.light.comms import Comms
from cjm_widgets.serve.light.failures import described, sanitized
from cjm_widgets.serve.light.messages import Message, Rejected, Signer, Wire
from cjm_widgets.serve.light.outlet import Outlet

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping, MutableMapping

    from cjm_widgets.serve.light.connection import Connection
    from cjm_widgets.serve.light.place import Place
    from cjm_widgets.serve.light.sockets import Channel

logger = logging.getLogger(__name__)

_COMPLAINTS: Final = 20
"""Lines that one session's strange messages may put into the log."""

_END_SECONDS: Final = 1.0
"""How long tasks may take to notice that they were cancelled."""


class _Named(logging.LoggerAdapter[logging.Logger]):
    """Says whose line it is."""

    def process(self, msg: str, kwargs: MutableMapping[str, Any]) -> tuple[str, MutableMapping[str, Any]]:
        """Put the session before the line."""
        return f"session {(self.extra or {}).get('session')}: {msg}", kwargs


class LightSession:
    """A kernel, as its clients see it."""

    def __init__(self, identity: str, connection: Connection, environment: Mapping[str, str], place: Place) -> None:
        """Listen at the five addresses of ``connection``. Raises ValueError, zmq.ZMQError."""
        self.id = identity
        self.log = _Named(logger, {"session": identity})
        self.ending = False
        self.comms = Comms(self)
        self.widgets: dict[str, Any] = {}
        self.tasks: WeakSet[asyncio.Task[Any]] = WeakSet()
        self.timers: WeakSet[asyncio.TimerHandle] = WeakSet()
        self.threads: WeakSet[threading.Thread] = WeakSet()
        self.turn = turn.Turn(identity, environment, self)
        self._context = Context()
        self._context.run(session.current.set, self.turn)
        self._place = place
        self._connection = connection
        self._complaints = 0
        self._wire = Wire(Signer(connection.key, connection.scheme))
        self.outlet = Outlet(identity, self._wire, place)
        self.publish = self.outlet.publish
        self.write = self.outlet.write
        self._shell = place.channel(zmq.ROUTER, self._receive_shell)
        self._control = place.channel(zmq.ROUTER, self._receive_control)
        self._cells = Cells(
            context=self._context,
            place=place,
            outlet=self.outlet,
            channel=self._shell,
            serve=self._serve,
            log=self.log,
        )
        widgets.offer(self)
        self._bind()

    def _bind(self) -> None:
        addresses = self._connection.addresses
        try:
            self.outlet.iopub.bind(addresses["iopub"])
            self._shell.bind(addresses["shell"])
            self._control.bind(addresses["control"])
            self._place.stdin.bind(addresses["stdin"])
            self._place.heartbeat.bind(addresses["hb"])
        except zmq.ZMQError:
            self._close_channels()
            raise

    def _receive_shell(self, frames: list[bytes]) -> None:
        message = self._unpack(frames)
        if message is not None:
            self._cells.take(message)

    def _receive_control(self, frames: list[bytes]) -> None:
        message = self._unpack(frames)
        if message is not None:
            self._serve(self._control, message)

    def _unpack(self, frames: list[bytes]) -> Message | None:
        if self.ending:
            return None
        try:
            return self._wire.unpack(frames)
        except Rejected as problem:
            self.complain(f"a message that is not accepted ({problem})")
            return None

    def complain(self, what: str) -> None:
        """Note that a page sent something strange; a page that does not stop is not written down for ever."""
        self._complaints += 1
        if self._complaints <= _COMPLAINTS:
            more = "; further ones are not noted" if self._complaints == _COMPLAINTS else ""
            self.log.warning("A page sent %s; nothing was done%s", what, more)

    def _serve(self, channel: Channel, message: Message) -> None:
        """Answer one message in the session's context. A failing answer stops nobody."""
        self.outlet.status("busy", message.header)
        try:
            self._context.run(self.in_turn, channel, message)
        except BaseException as error:  # noqa: BLE001 - SystemExit and Interrupted must not stop the others
            self.log.error("The answer to %s failed: %s", message.kind, described(error))  # noqa: TRY400
        self.outlet.flush()
        self.outlet.status("idle", message.header)

    def in_turn(self, channel: Channel, message: Message) -> None:
        """Answer one message; the watchdog knows a session by this call."""
        before = turn.parent.set(message.header)
        try:
            self._answer(channel, message)
        finally:
            # A cell that awaits goes on after this, in the same context.
            turn.parent.reset(before)

    def _answer(self, channel: Channel, message: Message) -> None:
        if message.kind in COMMS:
            self._to_comms(message)
        elif message.kind == "shutdown_request":
            restart = bool(message.content.get("restart"))
            self.outlet.reply(channel, message, {"status": "ok", "restart": restart})
            self._place.later(self._place.end, self.id, "asked")
        elif message.kind == "interrupt_request":
            self.interrupt()
            self.outlet.reply(channel, message, {"status": "ok"})
        else:
            content = answers.answer(message, self.comms)
            if content is None:
                self.complain(f"a message of an unknown kind ({sanitized(message.kind)[:40]})")
            else:
                self.outlet.reply(channel, message, content)

    def _to_comms(self, message: Message) -> None:
        if not isinstance(message.content.get("comm_id"), str):
            self.complain("a comm message without an id")
            return
        shaped = {
            "header": message.header,
            "parent_header": message.parent,
            "metadata": message.metadata,
            "content": message.content,
            "buffers": list(message.buffers),
            "msg_type": message.kind,
            "msg_id": message.header.get("msg_id"),
        }
        getattr(self.comms, message.kind)(None, None, shaped)

    def interrupt(self) -> None:
        """Stop the cell that awaits, if one does."""
        self._cells.interrupt()

    def reachable(self) -> bool:
        """Tell whether its connection file is still there."""
        return self._connection.path.exists()

    async def end(self) -> None:
        """End everything of this session, and free what it held."""
        self.ending = True
        self.outlet.flush()
        self.outlet.silent = True
        self._close_channels()
        for timer in list(self.timers):
            timer.cancel()
        tasks = list(self.tasks)
        for task in tasks:
            task.cancel()
        self._context.run(self._release)
        if tasks:
            await asyncio.wait(tasks, timeout=_END_SECONDS)
        self._cells.clear()
        self.comms.comms.clear()
        self.comms.targets.clear()
        self.turn.live = None
        self.turn.variables.clear()
        alive = sum(thread.is_alive() for thread in self.threads)
        if alive:
            self.log.warning("%d threads outlive their session", alive)
        # ZeroMQ leaves the files of its sockets where they are.
        for file in self._connection.files:
            file.unlink(missing_ok=True)

    def _release(self) -> None:
        self.turn.end()
        widgets.release(self)

    def _close_channels(self) -> None:
        for channel in (self.outlet.iopub, self._shell, self._control):
            channel.close()
        self._place.stdin.unbind(self._connection.addresses["stdin"])
        self._place.heartbeat.unbind(self._connection.addresses["hb"])
