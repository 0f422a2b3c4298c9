"""One page's session in a host: its sockets, its messages, its namespace, its widgets, and its end."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import deque
from contextvars import Context
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakSet

import zmq

from cjm_widgets import session
from cjm_widgets.serve.light import answers, turn, widgets
from cjm_widgets.serve.light.comms import Comms
from cjm_widgets.serve.light.failures import described
from cjm_widgets.serve.light.messages import Message, Rejected, Signer, Wire
from cjm_widgets.serve.light.shell import Outcome, Shell
from cjm_widgets.serve.light.sockets import Channel
from cjm_widgets.serve.light.streams import Gathered

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping, Sequence

    from cjm_widgets.serve.light.connection import Connection
    from cjm_widgets.serve.light.messages import Buffer, Fields
    from cjm_widgets.serve.light.place import Place
    from cjm_widgets.serve.light.streams import Name

logger = logging.getLogger(__name__)

_COMPLAINTS: Final = 20
"""Lines that one session's strange messages may put into the log."""

_COMMS: Final = frozenset({"comm_open", "comm_msg", "comm_close"})
_END_SECONDS: Final = 1.0


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
        self.comms = Comms(self)
        self.widgets: dict[str, Any] = {}
        self.tasks: WeakSet[asyncio.Task[Any]] = WeakSet()
        self.timers: WeakSet[asyncio.TimerHandle] = WeakSet()
        self.threads: WeakSet[threading.Thread] = WeakSet()
        self.context = Context()
        self.turn = turn.Turn(identity, environment, self)
        self.context.run(session.current.set, self.turn)
        self.ending = False
        self._place = place
        self._connection = connection
        self._wire = Wire(Signer(connection.key, connection.scheme))
        self._shell = Shell(self._show_result)
        self._gathered = Gathered(self._send_text)
        self._waiting: deque[Message] = deque()
        self._running: asyncio.Task[None] | None = None
        self._begun = False
        self._count = 1
        self._complaints = 0
        widgets.offer(self)
        self._iopub = place.channel(zmq.XPUB, self._subscribed)
        self._shell_channel = place.channel(zmq.ROUTER, self._receive_shell)
        self._control = place.channel(zmq.ROUTER, self._receive_control)
        self._bind()

    def _bind(self) -> None:
        addresses = self._connection.addresses
        try:
            self._iopub.bind(addresses["iopub"])
            self._shell_channel.bind(addresses["shell"])
            self._control.bind(addresses["control"])
            self._place.stdin.bind(addresses["stdin"])
            self._place.heartbeat.bind(addresses["hb"])
        except zmq.ZMQError:
            self._close_channels()
            raise

    # Sending

    def publish(
        self,
        kind: str,
        content: Fields,
        *,
        metadata: Fields | None = None,
        buffers: Sequence[Buffer] = (),
        topic: bytes = b"",
        parent: Fields | None = None,
    ) -> None:
        """Send to whoever watches this session, from any thread. Raises TypeError for what JSON cannot say."""
        if self.ending:
            return
        about = turn.parent.get() if parent is None else parent
        frames = self._wire.pack(
            kind, content, parent=about, metadata=metadata, buffers=buffers, to=(topic or f"{self.id}.{kind}".encode(),)
        )
        if self._place.here():
            self._gathered.flush()
            self._iopub.send(frames)
        else:
            self._place.later(self._iopub.send, frames)

    def write(self, name: Name, text: str) -> None:
        """Gather what code prints, from any thread."""
        if self._place.here():
            self._gather(name, text, turn.parent.get())
        else:
            self._place.later(self._gather, name, text, turn.parent.get())

    def _gather(self, name: Name, text: str, parent: Fields) -> None:
        if self._gathered.add(name, text, parent):
            self._place.later(self._gathered.flush)

    def _send_text(self, name: Name, text: str, parent: Fields) -> None:
        if not self.ending:
            frames = self._wire.pack("stream", {"name": name, "text": text}, parent=parent, to=(b"stream",))
            self._iopub.send(frames)

    def _reply(self, channel: Channel, message: Message, content: Fields) -> None:
        self._gathered.flush()
        kind = message.kind.removesuffix("_request") + "_reply"
        channel.send(self._wire.pack(kind, content, parent=message.header, to=message.identities))

    def _subscribed(self, frames: list[bytes]) -> None:
        """Greet a new watcher, so that it knows that it misses nothing from now on."""
        if frames[0][:1] == b"\x01":
            topic = frames[0][1:]
            content = {"subscription": topic.decode("utf-8", "replace")}
            self._iopub.send(self._wire.pack("iopub_welcome", content, parent={}, to=(topic,) if topic else ()))

    # Receiving

    def _receive_shell(self, frames: list[bytes]) -> None:
        message = self._unpack(frames)
        if message is None:
            return
        if self._begun and message.kind in _COMMS:
            # A cell that awaits may be waiting for this very message.
            self._serve(self._shell_channel, message)
        else:
            self._waiting.append(message)
            self._advance()

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
            self.complain(f"a message that is not accepted: {problem}")
            return None

    def complain(self, what: str) -> None:
        """Note that a page sent something strange; a page that does not stop is not written down for ever."""
        self._complaints += 1
        if self._complaints <= _COMPLAINTS:
            more = "; further ones are not noted" if self._complaints == _COMPLAINTS else ""
            self.log.warning("A page sent %s; nothing was done%s", what, more)

    def _advance(self) -> None:
        """Take the next messages in their order, one cell at a time."""
        while self._waiting and self._running is None and not self.ending:
            message = self._waiting.popleft()
            if message.kind == "execute_request":
                self._running = self._place.loop.create_task(self._execute(message), context=self.context)
                self._running.add_done_callback(self._executed)
            else:
                self._serve(self._shell_channel, message)

    def _executed(self, task: asyncio.Task[None]) -> None:
        self._running, self._begun = None, False
        if not task.cancelled() and task.exception() is not None:
            self.log.error("A cell was not answered: %s", described(task.exception() or BaseException()))
        self._advance()

    def _serve(self, channel: Channel, message: Message) -> None:
        """Answer one message in the session's context. A failing answer stops nobody."""
        self.publish("status", {"execution_state": "busy"}, parent=message.header)
        try:
            self.context.run(self.in_turn, channel, message)
        except BaseException as error:  # noqa: BLE001 - SystemExit and Interrupted must not stop the others
            self.log.error("An answer to %s failed: %s", message.kind, described(error))
        self._finish(message)

    def _finish(self, message: Message) -> None:
        self._gathered.flush()
        self.publish("status", {"execution_state": "idle"}, parent=message.header)
        if self.ending:
            return

    def in_turn(self, channel: Channel, message: Message) -> None:
        """Answer one message; the watchdog knows this call by its name."""
        turn.parent.set(message.header)
        if message.kind in _COMMS:
            self._to_comms(message)
        elif message.kind == "shutdown_request":
            restart = bool(message.content.get("restart"))
            self._reply(channel, message, {"status": "ok", "restart": restart})
            self._place.later(self._place.end, self.id, "asked")
        elif message.kind == "interrupt_request":
            self.interrupt()
            self._reply(channel, message, {"status": "ok"})
        else:
            content = answers.answer(message, self.comms)
            if content is None:
                self.complain(f"a message of an unknown kind ({message.kind[:40]!r})")
            else:
                self._reply(channel, message, content)

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

    # Running cells

    async def _execute(self, message: Message) -> None:
        self._begun = True
        turn.parent.set(message.header)
        self.publish("status", {"execution_state": "busy"})
        content = message.content
        source, silent = str(content.get("code", "")), bool(content.get("silent"))
        count = self._count
        if not silent:
            self.publish("execute_input", {"code": source, "execution_count": count})
            if content.get("store_history", True):
                self._count += 1
        outcome = await self._shell.run(source, silent=silent)
        if outcome.error is not None:
            self.log.warning("A cell failed: %s", described(outcome.error))
            self.publish("error", {key: outcome.content[key] for key in ("ename", "evalue", "traceback")})
        expressions = content.get("user_expressions")
        wanted = expressions if isinstance(expressions, dict) and outcome.error is None else {}
        answer = {
            **outcome.content,
            "execution_count": self._count - 1,
            "user_expressions": self._shell.evaluate(wanted),
            "payload": [],
        }
        self._reply(self._shell_channel, message, answer)
        if outcome.error is not None and not silent and content.get("stop_on_error", True):
            self._abort()
        self._finish(message)

    def _abort(self) -> None:
        """Answer the cells that wait behind a failed one: they are not run."""
        self._shell_channel.drain()
        for message in [one for one in self._waiting if one.kind == "execute_request"]:
            self._waiting.remove(message)
            self.publish("status", {"execution_state": "busy"}, parent=message.header)
            self._reply(self._shell_channel, message, {"status": "aborted", "execution_count": self._count - 1})
            self._finish(message)

    def _show_result(self, data: dict[str, Any], metadata: dict[str, Any]) -> None:
        count = self._count - 1 if self._count > 1 else self._count
        self.publish("execute_result", {"data": data, "metadata": metadata, "execution_count": count})

    def interrupt(self) -> None:
        """Stop the cell that awaits, if one does."""
        if self._running is not None:
            self._running.cancel()

    # The end

    async def end(self) -> None:
        """End everything of this session, free what it held, and return when its addresses are free again."""
        if self.ending:
            return
        self._gathered.flush()
        self.ending = True
        self._close_channels()
        self._waiting.clear()
        for timer in list(self.timers):
            timer.cancel()
        for task in list(self.tasks):
            task.cancel()
        self.context.run(self._release)
        if self.tasks:
            await asyncio.wait(list(self.tasks), timeout=_END_SECONDS) if any(self.tasks) else None
        self._shell.clear()
        self.comms.comms.clear()
        self.comms.targets.clear()
        self.turn.live = None
        self.turn.variables.clear()
        alive = [thread.name for thread in self.threads if thread.is_alive()]
        if alive:
            self.log.warning("%d threads outlive their session", len(alive))
        await self._addresses_freed()

    def reachable(self) -> bool:
        """Tell whether its connection file is still there."""
        return self._connection.path.exists()

    def _release(self) -> None:
        self.turn.end()
        widgets.release(self)

    def _close_channels(self) -> None:
        for channel in (self._iopub, self._shell_channel, self._control):
            channel.close()
        self._place.stdin.unbind(self._connection.addresses["stdin"])
        self._place.heartbeat.unbind(self._connection.addresses["hb"])

    async def _addresses_freed(self) -> None:
        """Wait until ZeroMQ has removed the sockets' files; it would remove those of a successor."""
        for _ in range(100):
            if not any(file.exists() for file in self._connection.files):
                return
            await asyncio.sleep(0.01)
