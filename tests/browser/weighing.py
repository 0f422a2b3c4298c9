"""Counting requests and bytes. The browser counts; intercepting requests would switch its cache off."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page


@dataclass
class Wire:
    """What a page costs on the wire, counted by the browser: headers, bodies as they came, and websocket frames."""

    requests: int = 0
    bytes: int = 0
    cached: list[str] = field(default_factory=list)
    _addresses: dict[str, str] = field(default_factory=dict)
    _protocol: CDPSession | None = None

    def watch(self, page: Page) -> None:
        """Count what ``page`` loads from now on."""
        protocol = page.context.new_cdp_session(page)
        protocol.on("Network.requestWillBeSent", self._ask)
        protocol.on("Network.webSocketCreated", self._socket)
        protocol.on("Network.requestServedFromCache", self._from_cache)
        protocol.on("Network.responseReceived", self._answer)
        protocol.on("Network.loadingFinished", self._finish)
        protocol.on("Network.webSocketFrameReceived", self._frame)
        protocol.send("Network.enable")
        self._protocol = protocol

    def stop(self) -> None:
        """Count no more."""
        assert self._protocol is not None
        self._protocol.detach()

    def _ask(self, event: Any) -> None:
        url = event["request"]["url"]
        self._addresses[event["requestId"]] = url
        self.requests += url.startswith("http")

    def _socket(self, _event: Any) -> None:
        self.requests += 1

    def _from_cache(self, event: Any) -> None:
        self.requests -= 1
        self.cached.append(self._addresses[event["requestId"]])

    def _answer(self, event: Any) -> None:
        if event["response"].get("fromDiskCache"):
            self._from_cache(event)

    def _finish(self, event: Any) -> None:
        self.bytes += int(event["encodedDataLength"])

    def _frame(self, event: Any) -> None:
        frame = event["response"]
        text = frame["payloadData"]
        self.bytes += len(text.encode()) if frame["opcode"] == 1 else len(base64.b64decode(text))
