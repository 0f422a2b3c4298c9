"""Pages of a running kit without a browser: HTML, websocket, the states of widgets, and everything that was heard."""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tornado.websocket import WebSocketClientConnection

    from tests.serve.running import RunningKit

PATIENCE_S = 30.0


@dataclass
class Opened:
    """A page that is open."""

    html: str
    line: WebSocketClientConnection
    heard: list[str] = field(default_factory=list)
    """Every message of the websocket, as it came."""
    states: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The state of each widget when the page was opened, by its id."""

    @property
    def everything(self) -> str:
        """All that this page was ever given."""
        return self.html + "\n".join(self.heard)

    def widgets(self, name: str) -> list[str]:
        """Give the ids of the widgets whose spec has ``name`` in it."""
        return [id for id, state in self.states.items() if name in state.get("spec", {})]

    def send(self, comm: str, data: dict[str, Any], kind: str = "comm_msg", **more: Any) -> None:
        """Send any message at all."""
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": "page", "version": "5.3"}
        content = {"comm_id": comm, "data": data, **more}
        version = "1.0.0" if kind == "comm_open" else "2.1.0"
        message = {"header": header, "parent_header": {}, "metadata": {"version": version}, "content": content}
        self.line.write_message(json.dumps({**message, "channel": "shell", "buffers": []}))

    def say(self, comm: str, content: dict[str, Any]) -> None:
        """Send what a widget's page would."""
        self.send(comm, {"method": "custom", "content": content})

    async def ask_states(self) -> None:
        """Ask for the states of all widgets, as a page does that has just connected."""
        control = uuid.uuid4().hex
        self.send(control, {}, kind="comm_open", target_name="jupyter.widget.control")
        self.send(control, {"method": "request_states"})
        found = await self.until(
            lambda message: message["msg_type"] == "comm_msg" and message["content"]["comm_id"] == control
        )
        self.states = {id: one["state"] for id, one in found["content"]["data"]["states"].items()}

    async def until(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Wait for a message that fits."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                said = await self.line.read_message()
                assert said is not None, "the server hung up"
                self.heard.append(str(said))
                message: dict[str, Any] = json.loads(said)
                if fits(message):
                    return message

    async def settle(self, comm: str) -> None:
        """Wait until everything that was sent before has been worked on."""
        n = len(self.heard) + 1_000_000
        self.say(comm, {"type": "ping", "n": n})
        await self.until(lambda message: message.get("content", {}).get("data", {}).get("content", {}).get("n") == n)


@asynccontextmanager
async def opened(kit: RunningKit, path: str, cookie: str) -> AsyncIterator[Opened]:
    """Open a page as whoever has this cookie, and close it at the end."""
    base = f"127.0.0.1:{kit.port}"
    headers = {"Cookie": cookie, "Host": f"localhost:{kit.port}"}
    asked = HTTPRequest(f"http://{base}{path}", headers=headers, request_timeout=PATIENCE_S)
    html = (await AsyncHTTPClient(force_instance=True).fetch(asked)).body.decode()
    found = re.search(r'"kernelId": ?"([\w-]+)"', html)
    assert found, html[-2000:]
    address = f"ws://{base}/api/kernels/{found[1]}/channels?session_id={uuid.uuid4()}"
    line = await websocket_connect(HTTPRequest(address, headers=headers), max_message_size=2**26)
    page = Opened(html, line)
    try:
        await page.ask_states()
        yield page
    finally:
        line.close()
