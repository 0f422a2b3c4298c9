"""Somebody who takes part, at the level of messages: what our page's scripts do, without drawing anything.

Like the page it keeps what the server has not acknowledged and sends it again under the same id, asks whether its
kernel still lives when the connection is gone, opens its address anew when it does not, and says who it is by its key.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tornado.httpclient import HTTPClientError
from tornado.iostream import StreamClosedError
from tornado.websocket import WebSocketError

from tests.bench.live.ledger import MARKS
from tests.bench.live.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.bench.live.ledger import Ledger

_RESEND_S: Final = 4.0
_PING_S: Final = 5.0
_SILENT_S: Final = 12.0
_BROKEN: Final = (OSError, HTTPClientError, StreamClosedError, WebSocketError, TimeoutError)


@dataclass
class Widget:
    """One of a page's widgets that is about records."""

    comm: str
    spec: Mapping[str, Any]
    seq: int
    records: dict[str, dict[str, Any]]


@dataclass
class Ballot:
    """What somebody has given in a vote, and whether the server has confirmed it."""

    dots: dict[str, int] = field(default_factory=dict)
    n: int = 0
    confirmed: int = 0
    """The highest ``n`` that the server has confirmed."""
    box: dict[str, int] = field(default_factory=dict)
    """The dots that were confirmed last: what must be in the result."""
    sent: float = 0.0


@dataclass
class Unsent:
    """A change that the server has not acknowledged."""

    keep: str
    """Names the widget, before and after a reload."""
    content: dict[str, Any]
    began: float = field(default_factory=time.monotonic)
    sent: float = 0.0


class Guest:
    """One person with one device."""

    def __init__(self, name: str, port: Callable[[], int], ledger: Ledger, *, leads: bool = False) -> None:
        """Have a key, as a browser's storage would."""
        self.name, self.leads = name, leads
        self.key = secrets.token_urlsafe(32)
        self.line = Line(port)
        self.widgets: dict[str, Widget] = {}
        self.unsent: dict[str, Unsent] = {}
        self.acknowledged: dict[tuple[str, str], object] = {}
        """The last value of each record's field that the server has confirmed."""
        self.mine: dict[str, str] = {}
        """The marks that stand in this person's own cards, by card; what was confirmed only."""
        self.ballot = Ballot()
        self.box: Mapping[str, Any] | None = None
        """The state of the ballot on this page; None where no vote is open."""
        self.page = ""
        self.live = asyncio.Event()
        self.refusals: list[str] = []
        self._ledger = ledger
        self._left = False
        self._heard = 0.0
        self._task: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()
        self._strip = ""
        self._box = ""

    async def join(self, code: str) -> None:
        """Come in by the code, and wait until the page has heard from the server."""
        began = time.monotonic()
        await self.line.ask(f"/j/{code}")
        answer = await self.line.ask(f"/j/{code}", {"name": self.name, "key": self.key})
        if answer.code != 200:
            self._ledger.faults.append(f"{self.name} was not let in: {answer.code}")
            return
        await self.enter(json.loads(answer.body)["address"])
        self._ledger.joined_s.append(time.monotonic() - began)

    async def enter(self, page: str) -> None:
        """Open a page and stay on it."""
        self.page = page
        self._task = asyncio.create_task(self._stay())
        async with asyncio.timeout(40):
            await self.live.wait()

    async def leave(self) -> None:
        """Close the tab."""
        self._left = True
        self.line.hang_up()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        self.line.close()

    def widget(self, kind: str, *, each: bool = False) -> Widget | None:
        """Give the widget on which records of ``kind`` are written; ``each``: one for each of something."""
        fitting = (one for one in self.widgets.values() if one.spec.get("kind") == kind)
        return next((one for one in fitting if bool(one.spec.get("each")) is each), None)

    async def find(self, kind: str, *, each: bool = False, seconds: float = 20) -> Widget:
        """Wait for that widget: the page may just be turning to another step. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while (found := self.widget(kind, each=each)) is None:
                await self._news()
        return found

    async def _news(self) -> None:
        self._changed.clear()
        await self._changed.wait()

    def change(self, widget: Widget, entity: str, fields: dict[str, Any], *, kind: str = "", made: bool = False) -> str:
        """Write, and keep it until it is acknowledged; gives the change's id."""
        id = f"c-{secrets.token_hex(8)}"
        content = {
            "type": "change", "id": id, "batch": None, "base": widget.seq, "kind": kind or widget.spec["kind"],
            "entity": entity, "fields": fields, "made": made,
        }  # fmt: skip
        self.unsent[id] = Unsent(widget.spec["keep"], content)
        self._send(self.unsent[id])
        return id

    async def cast(self, dots: dict[str, int], seconds: float = 60) -> bool:
        """Put a ballot in, or another one in its place; tell whether it was confirmed."""
        self.ballot.dots, self.ballot.n = dots, self.ballot.n + 1
        self._cast()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self.ballot.confirmed < self.ballot.n:
                    await self._news()
        return self.ballot.confirmed == self.ballot.n

    async def asked(self, seconds: float = 30) -> Mapping[str, Any]:
        """Wait for an open ballot on the page. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while self.box is None or self.box["state"] != "open":
                await self._news()
        return self.box

    async def settled(self, seconds: float = 60) -> bool:
        """Wait until everything that was written is acknowledged or refused."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self.unsent or not self.live.is_set():
                    await self._news()
        return not self.unsent

    async def _stay(self) -> None:
        """Be on the page, and come back to it, until the tab is closed."""
        lost: float | None = None
        wait = 0.2
        while not self._left:
            try:
                if not self.line.kernel or await self._is_gone():
                    await self._open()
                async with asyncio.timeout(20):
                    await self.line.connect()
                self._heard = time.monotonic()
                beat = asyncio.create_task(self._beat())
                try:
                    await self._listen(lost)
                finally:
                    beat.cancel()
                wait = 0.2
            except _BROKEN:
                wait = min(2.0, wait * 1.5)
            if self.live.is_set():
                lost = time.monotonic()
                self.live.clear()
            self.line.hang_up()
            await asyncio.sleep(wait)

    async def _is_gone(self) -> bool:
        answer = await self.line.ask(f"/cjm/alive/{self.line.kernel}")
        if answer.code in (403, 404, 410):
            return True
        if answer.code >= 300:
            raise OSError(answer.code)
        return False

    async def _open(self) -> None:
        self.widgets.clear()
        self._strip, self._box, self.box = "", "", None
        status = await self.line.open(self.page)
        if status == 403 and not self.leads:  # the cookie is nobody's any more: the key in the page's storage is
            workshop = self.page.rpartition("=")[2]
            answer = await self.line.ask("/j/resume", {"workshop": workshop, "key": self.key})
            if answer.code != 200:
                self._ledger.faults.append(f"{self.name} was not known any more: {answer.code}")
            status = await self.line.open(self.page)
        if not self.line.kernel:
            raise OSError(status)

    async def _listen(self, lost: float | None) -> None:
        while (frame := await self.line.read()) is not None:
            self._heard = time.monotonic()
            self._ledger.saw(frame, self.name, leads=self.leads)
            message = json.loads(frame)
            kind, content = message["header"]["msg_type"], message["content"]
            if kind == "status" and content.get("execution_state") == "dead":
                self.line.kernel = ""
                return
            self._take(kind, content)
            if not self.live.is_set() and kind == "comm_msg" and self._greeted(content):
                self.live.set()
                if lost is not None:
                    self._ledger.back_s.append(time.monotonic() - lost)
                    lost = None
            if kind in ("comm_open", "comm_msg"):
                self._changed.set()

    def _take(self, kind: str, content: dict[str, Any]) -> None:
        comm, data = content.get("comm_id", ""), content.get("data", {})
        if kind == "comm_open":
            self._meet(comm, data.get("state", {}))
        elif kind == "comm_close":
            self.widgets.pop(comm, None)
            if comm == self._box:
                self.box = None
        elif kind == "comm_msg" and comm == self.line.control:
            for id, about in data.get("states", {}).items():
                self._meet(id, about["state"])
        elif kind == "comm_msg" and data.get("method") == "custom":
            self._hear(comm, data.get("content"))

    def _greeted(self, content: dict[str, Any]) -> bool:
        return content.get("data", {}).get("content", {}).get("type") in ("history", "state", "pong", "room")

    def _meet(self, comm: str, state: Mapping[str, Any]) -> None:
        spec, start = state.get("spec"), state.get("start")
        if isinstance(spec, dict) and ("room" in spec or "ballot" in spec):
            if "room" in spec:
                self._strip = comm
            else:
                self._box, self.box = comm, spec["ballot"]
                self._cast()
            self.line.tell(comm, {"type": "hello", "seen": 0})
            return
        if not isinstance(spec, dict) or not isinstance(start, dict) or "keep" not in spec:
            return
        if comm not in self.widgets:
            self.widgets[comm] = Widget(comm, spec, start["seq"], dict(start["records"]))
        widget = self.widgets[comm]
        self.line.tell(comm, {"type": "hello", "seen": widget.seq})
        for one in self._waiting(spec["keep"]):
            self._send(one)

    def _waiting(self, keep: str) -> Iterator[Unsent]:
        return (one for one in list(self.unsent.values()) if one.keep == keep)

    def _send(self, one: Unsent) -> None:
        widget = next((known for known in self.widgets.values() if known.spec["keep"] == one.keep), None)
        if widget is not None and self.line.tell(widget.comm, one.content):
            one.sent = time.monotonic()

    def _cast(self) -> None:
        if self.box is None or self.ballot.confirmed == self.ballot.n:
            return
        said = {"type": "cast", "n": self.ballot.n, "dots": self.ballot.dots, "done": True}
        if self.line.tell(self._box, said):
            self.ballot.sent = time.monotonic()

    def _count(self, said: Mapping[str, Any]) -> None:
        """Take what the ballot says."""
        if said.get("type") == "ballot":
            self.box = said["ballot"]
        elif said.get("type") == "cast" and said["message"]:
            self._ledger.faults.append(f"{self.name}'s ballot was refused: {said['message']}")
        elif said.get("type") == "cast" and said["n"] == self.ballot.n:
            self.ballot.confirmed, self.ballot.box = self.ballot.n, dict(self.ballot.dots)

    def _hear(self, comm: str, said: object) -> None:
        if comm == self._box and isinstance(said, dict):
            self._count(said)
        widget = self.widgets.get(comm)
        if widget is None or not isinstance(said, dict):
            return
        match said.get("type"):
            case "patch":
                widget.seq = said["seq"]
                widget.records.update(said["put"])
                for id in said["drop"]:
                    widget.records.pop(id, None)
            case "state":
                widget.seq, widget.records = said["seq"], dict(said["records"])
            case "ack":
                self._acknowledge(said["id"])
            case "refused":
                one = self.unsent.pop(said["id"], None)
                self.refusals.append(said["message"])
                about = "" if one is None else f" ({one.content['kind']})"
                self._ledger.faults.append(f"{self.name} was refused{about}: {said['message']}")

    def _acknowledge(self, id: str) -> None:
        one = self.unsent.pop(id, None)
        if one is None:
            return
        self._ledger.ack_s.append(time.monotonic() - one.began)
        entity = one.content["entity"]
        for found in MARKS.findall(json.dumps(one.content["fields"])):
            self.mine[entity] = found
        self.acknowledged.update({(entity, name): value for name, value in one.content["fields"].items()})

    async def _beat(self) -> None:
        """Ask whether somebody is there, send again what was not acknowledged, and give up what is silent."""
        while True:
            await asyncio.sleep(_PING_S)
            if time.monotonic() - self._heard > _SILENT_S:
                self.line.hang_up()
            for comm in [self._strip] if self._strip else list(self.widgets)[:1]:
                self.line.tell(comm, {"type": "ping", "n": 1})
            for one in list(self.unsent.values()):
                if time.monotonic() - one.sent > _RESEND_S:
                    self._send(one)
            if time.monotonic() - self.ballot.sent > _RESEND_S:
                self._cast()
