"""What leaves a session: broadcasts to whoever watches it, replies to who asked, and what its code prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import zmq

from cjm_widgets.serve.light import turn
from cjm_widgets.serve.light.streams import Gathered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.serve.light.messages import Buffer, Fields, Message, Wire
    from cjm_widgets.serve.light.place import Place
    from cjm_widgets.serve.light.sockets import Channel
    from cjm_widgets.serve.light.streams import Name


class Outlet:
    """Sends in order, from any thread; silent once the session ends."""

    def __init__(self, identity: str, wire: Wire, place: Place) -> None:
        """Send for the session called ``identity``."""
        self.iopub = place.channel(zmq.XPUB, self._greet)
        self.silent = False
        self._id = identity
        self._wire = wire
        self._place = place
        self._gathered = Gathered(self._send_text)

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
        """Send to whoever watches; ``parent`` is the message that caused it. Raises TypeError for no JSON."""
        if self.silent:
            return
        about = turn.parent.get() if parent is None else parent
        to = (topic or f"kernel.{self._id}.{kind}".encode(),)
        # Packed here and not in the loop's thread: the content may change as soon as this returns.
        frames = self._wire.pack(kind, content, parent=about, metadata=metadata, buffers=buffers, to=to)
        if self._place.here():
            self._gathered.flush()
            self.iopub.send(frames)
        else:
            self._place.later(self.iopub.send, frames)

    def status(self, state: str, parent: Fields) -> None:
        """Say ``busy`` or ``idle`` about the message with this header."""
        self.publish("status", {"execution_state": state}, parent=parent)

    def reply(self, channel: Channel, message: Message, content: Fields) -> None:
        """Answer ``message`` where it came from."""
        self._gathered.flush()
        kind = message.kind.removesuffix("_request") + "_reply"
        channel.send(self._wire.pack(kind, content, parent=message.header, to=message.identities))

    def write(self, name: Name, text: str) -> None:
        """Gather what code prints; it goes out before the next message, or when the loop turns."""
        if self._place.here():
            self._gather(name, text, turn.parent.get())
        else:
            self._place.later(self._gather, name, text, turn.parent.get())

    def flush(self) -> None:
        """Send what was gathered."""
        self._gathered.flush()

    def _gather(self, name: Name, text: str, parent: Fields) -> None:
        if self._gathered.add(name, text, parent):
            self._place.later(self._gathered.flush)

    def _send_text(self, name: Name, text: str, parent: Fields) -> None:
        if not self.silent:
            frames = self._wire.pack("stream", {"name": name, "text": text}, parent=parent, to=(b"stream",))
            self.iopub.send(frames)

    def _greet(self, frames: list[bytes]) -> None:
        """Greet a new watcher, so that it knows that it misses nothing from now on."""
        if frames[0][:1] == b"\x01":
            topic = frames[0][1:]
            content = {"subscription": topic.decode("utf-8", "replace")}
            self.iopub.send(self._wire.pack("iopub_welcome", content, parent={}, to=(topic,) if topic else ()))
