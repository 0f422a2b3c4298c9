"""A page's HTTP requests and its websocket, without a browser: Jupyter's messages as they are."""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from typing import TYPE_CHECKING, Any, Final

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import WebSocketError, websocket_connect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tornado.httpclient import HTTPResponse
    from tornado.websocket import WebSocketClientConnection

PATIENCE_S: Final = 20.0
CONTROL: Final = "jupyter.widget.control"


class Line:
    """One device's way to the server; ``port`` is where it finds it."""

    def __init__(self, port: Callable[[], int]) -> None:
        """Begin without a cookie and without a page."""
        self._port = port
        self._http = AsyncHTTPClient(force_instance=True, max_clients=4)
        self._socket: WebSocketClientConnection | None = None
        self.cookie = ""
        self.kernel = ""
        self.control = ""

    async def ask(self, path: str, said: object = None) -> HTTPResponse:
        """Ask for a page, or send ``said`` as a page's script does. Raises OSError where nobody answers."""
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if said is not None:
            headers["Content-Type"] = "application/json"
        body = None if said is None else json.dumps(said)
        method = "GET" if said is None else "POST"
        request = HTTPRequest(
            self._address("http", path), method=method, headers=headers, body=body, request_timeout=PATIENCE_S,
            connect_timeout=PATIENCE_S, follow_redirects=False,
        )  # fmt: skip
        answer = await self._http.fetch(request, raise_error=False)
        if answer.code == 599 and answer.error is not None:
            raise OSError(str(answer.error))
        for cookie in answer.headers.get_list("Set-Cookie"):
            if cookie.startswith("cjm_"):  # Voila sets one of its own
                self.cookie = cookie.split(";")[0]
        return answer

    async def open(self, path: str) -> int:
        """Open a page; give the status, and know its kernel where there is one."""
        answer = await self.ask(path)
        found = re.search(r'"kernelId": ?"([\w-]+)"', answer.body.decode())
        self.kernel = found[1] if found and answer.code == 200 else ""
        return answer.code

    async def connect(self) -> None:
        """Open the page's websocket, and ask for the states of its widgets. Raises OSError or HTTPError."""
        path = f"/api/kernels/{self.kernel}/channels?session_id={uuid.uuid4()}"
        request = HTTPRequest(
            self._address("ws", path), headers={"Cookie": self.cookie}, request_timeout=PATIENCE_S, connect_timeout=10
        )
        self._socket = await websocket_connect(request, max_message_size=2**26)
        self.control = uuid.uuid4().hex
        self._send("comm_open", {"comm_id": self.control, "target_name": CONTROL, "data": {}}, {"version": "1.0.0"})
        self._send("comm_msg", {"comm_id": self.control, "data": {"method": "request_states"}})

    async def read(self) -> str | None:
        """Wait for the next message; None when the server or the network has hung up."""
        assert self._socket is not None
        said = await self._socket.read_message()
        return said if isinstance(said, str) or said is None else said.decode("utf-8", "replace")

    def tell(self, comm: str, content: object) -> bool:
        """Say something to a widget; tell whether there was a connection."""
        return self._send("comm_msg", {"comm_id": comm, "data": {"method": "custom", "content": content}})

    def hang_up(self) -> None:
        """Close the websocket, as a tab does that is closed."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def close(self) -> None:
        """Hang up for good."""
        self.hang_up()
        self._http.close()

    def _send(self, kind: str, content: dict[str, Any], metadata: dict[str, Any] | None = None) -> bool:
        if self._socket is None or self._socket.protocol is None:
            return False
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": "page", "version": "5.3"}
        message = {"header": header, "parent_header": {}, "metadata": metadata or {}, "content": content}
        try:
            leaving = self._socket.write_message(json.dumps({**message, "channel": "shell", "buffers": []}))
        except (OSError, WebSocketError):
            return False
        # That it did not arrive is seen by the answer that is missing.
        asyncio.ensure_future(leaving).add_done_callback(lambda done: done.exception())
        return True

    def _address(self, scheme: str, path: str) -> str:
        return f"{scheme}://127.0.0.1:{self._port()}{path}"
