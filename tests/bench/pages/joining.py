"""Joining without a browser: the page, the websocket, the form's state, and a word that the server confirms.

This is what a browser says, without its work of drawing: so that forty fit on the machine that the server runs on.
"""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tornado.websocket import WebSocketClientConnection

    from tests.bench.pages.servers import Server

_PATIENCE_S: Final = 90
_CONTROL: Final = "jupyter.widget.control"


class Joined(Protocol):
    """Somebody whose page is open."""

    async def join(self) -> None:
        """Be as far as a person whose first word has reached the server."""

    def leave(self) -> None:
        """Close the page."""


def visitor(server: Server, number: int) -> Joined:
    """Give somebody who has not joined yet; each writes another word."""
    return PanelPage(server, number) if server.name == "panel" else KernelPage(server, number)


@dataclass
class _Page:
    """The page's HTML and its websocket."""

    server: Server
    number: int
    line: WebSocketClientConnection | None = None

    @property
    def word(self) -> str:
        return f"word-{self.number}-{self.server.port}"

    async def fetch(self) -> str:
        request = HTTPRequest(
            self.server.address, headers=self._headers(), request_timeout=_PATIENCE_S, connect_timeout=_PATIENCE_S
        )
        answer = await AsyncHTTPClient(force_instance=True).fetch(request)
        return answer.body.decode()

    async def connect(self, path: str, subprotocols: list[str] | None = None) -> WebSocketClientConnection:
        address = f"ws://127.0.0.1:{self.server.port}{path}"
        self.line = await websocket_connect(
            HTTPRequest(address, headers=self._headers(), request_timeout=_PATIENCE_S, connect_timeout=_PATIENCE_S),
            subprotocols=subprotocols,
            max_message_size=2**26,
        )
        return self.line

    def leave(self) -> None:
        if self.line is not None:
            self.line.close()

    def _headers(self) -> dict[str, str]:
        return {"Cookie": self.server.cookie} if self.server.cookie else {}


class KernelPage(_Page):
    """A page of Voila, stock or ours: Jupyter's messages and the widgets'."""

    async def join(self) -> None:
        """Open the page, ask for the widgets' states, change the first word, wait until the server says so."""
        html = await self.fetch()
        found = re.search(r'"kernelId": ?"([\w-]+)"', html)
        assert found, html[-2000:]
        await self.connect(f"/api/kernels/{found[1]}/channels?session_id={uuid.uuid4()}")
        control = uuid.uuid4().hex
        self._send("comm_open", {"comm_id": control, "target_name": _CONTROL, "data": {}}, {"version": "1.0.0"})
        self._send("comm_msg", {"comm_id": control, "data": {"method": "request_states"}})
        states = (await self._hear(control))["states"]
        if self.server.name == "ours":
            await self._answer(states)
        else:
            await self._type(states)

    async def _type(self, states: dict[str, Any]) -> None:
        field = next(key for key, one in states.items() if "first" in one["state"].get("_dom_classes", ()))
        said = next(key for key, one in states.items() if "said" in one["state"].get("_dom_classes", ()))
        change = {"method": "update", "state": {"value": self.word}, "buffer_paths": []}
        self._send("comm_msg", {"comm_id": field, "data": change}, {"version": "2.1.0"})
        while (await self._hear(said)).get("state", {}).get("value") != f"received {self.word}":
            pass

    async def _answer(self, states: dict[str, Any]) -> None:
        form, state = next(
            (key, one["state"]) for key, one in states.items() if one["state"].get("spec", {}).get("each")
        )
        records, change = state["start"]["records"], f"change-{uuid.uuid4().hex}"
        slots = [one["slot"] for one in records.values() if "slot" in one]
        slot = slots[self.number % len(slots)]
        content = {
            "type": "change", "id": change, "batch": None, "base": state["start"]["seq"],
            "kind": state["spec"]["kind"], "entity": slot, "fields": {"word": self.word}, "made": slot not in records,
        }  # fmt: skip
        self._send("comm_msg", {"comm_id": form, "data": {"method": "custom", "content": content}})
        while True:
            said = (await self._hear(form)).get("content", {})
            assert not (said.get("type") == "refused" and said.get("id") == change), said
            if said.get("type") == "ack" and said.get("id") == change:
                return

    def _send(self, kind: str, content: dict[str, Any], metadata: dict[str, Any] | None = None) -> None:
        assert self.line is not None
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": "page", "version": "5.3"}
        message = {"header": header, "parent_header": {}, "metadata": metadata or {}, "content": content}
        self.line.write_message(json.dumps({**message, "channel": "shell", "buffers": []}))

    async def _hear(self, comm: str) -> dict[str, Any]:
        """Wait for the data of the next message of this comm."""
        assert self.line is not None
        while True:
            said = await self.line.read_message()
            assert said is not None, "the server hung up"
            message = json.loads(said)
            if message["msg_type"] == "comm_msg" and message["content"]["comm_id"] == comm:
                data: dict[str, Any] = message["content"]["data"]
                return data


class PanelPage(_Page):
    """A page of Panel: Bokeh's messages, each of which is a header, metadata and content."""

    async def join(self) -> None:
        """Open the page, pull its document, change the first word, wait until the server says so."""
        html = await self.fetch()
        found = re.search(r'"token":"([^"]+)"', html)
        assert found, html[-2000:]
        await self.connect(f"{self.server.path}/ws", ["bokeh", found[1]])
        await self._hear("ACK")
        self._send("PULL-DOC-REQ", {})
        document = json.loads(await self._hear("PULL-DOC-REPLY"))
        field = next(one["id"] for one in _objects(document) if one.get("name", "").endswith("TextInput"))
        event = {"kind": "ModelChanged", "model": {"id": field}, "attr": "value", "new": self.word}
        self._send("PATCH-DOC", {"events": [event]})
        while f"received {self.word}" not in await self._hear("PATCH-DOC"):
            pass

    def _send(self, kind: str, content: dict[str, Any]) -> None:
        assert self.line is not None
        for part in ({"msgid": uuid.uuid4().hex, "msgtype": kind}, {}, content):
            self.line.write_message(json.dumps(part))

    async def _hear(self, kind: str) -> str:
        """Wait for the content of the next message of this kind."""
        while True:
            header = json.loads(await self._part())
            await self._part()
            content = await self._part()
            for _buffer in range(2 * header.get("num_buffers", 0)):
                await self._part()
            if header["msgtype"] == kind:
                return content

    async def _part(self) -> str:
        assert self.line is not None
        said = await self.line.read_message()
        assert said is not None, "the server hung up"
        return said if isinstance(said, str) else ""


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Go through the models of a document in their order."""
    if isinstance(value, dict):
        if value.get("type") == "object":
            yield value
        for inner in value.values():
            yield from _objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner)
