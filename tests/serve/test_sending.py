"""Pages leave in few pieces, and none of them waits."""

from __future__ import annotations

import asyncio
import socket

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from cjm_widgets.serve.sending import PromptHandler

SNIPPETS = 30


class Page(PromptHandler):
    """Thirty snippets, a pause in which something is worked out, and the rest."""

    pieces = 0
    prompt: bool = False
    gate: asyncio.Event

    async def get(self) -> None:
        for number in range(SNIPPETS):
            self.write(f"{number} ")
            self.flush()
        await self.gate.wait()
        connection = self.request.connection
        type(self).prompt = bool(
            connection.stream.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)  # type: ignore[attr-defined]
        )
        self.write("end")


@pytest.mark.parametrize("compress", [False, True])
def test_snippets_are_gathered_and_leave_while_the_page_is_still_being_made(*, compress: bool) -> None:
    arrived: list[bytes] = []

    async def work() -> None:
        Page.gate = asyncio.Event()
        server = HTTPServer(Application([("/", Page)], compress_response=compress))
        sockets = bind_sockets(0, "127.0.0.1")
        server.add_sockets(sockets)
        address = f"http://127.0.0.1:{sockets[0].getsockname()[1]}/"

        def hear(piece: bytes) -> None:
            arrived.append(piece)
            Page.gate.set()

        await AsyncHTTPClient(force_instance=True).fetch(
            HTTPRequest(address, streaming_callback=hear, request_timeout=20)
        )
        server.stop()

    asyncio.run(work())
    assert b"".join(arrived).decode() == "".join(f"{number} " for number in range(SNIPPETS)) + "end"
    assert len(arrived) == 2
    assert Page.prompt
