"""A stock Voila in a process of its own, with one small form; and pages of it opened without a browser."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import psutil
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

from cjm_widgets.serve.light.process import Settings
from cjm_widgets.serve.light.spec import KERNEL, lay_kernel
from tests.serve.light.visitors import ENTRY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tornado.websocket import WebSocketClientConnection

ROOT = Path(__file__).resolve().parents[3]

FORM = """
import os
import ipywidgets as w
fields = [w.Text(description=f'Field {n}') for n in range(6)]
said = w.Label('nothing yet')
save = w.Button(description='Save')
count = 0
def saved(_):
    global count
    count += 1
    said.value = f"{os.environ['QUERY_STRING']} saved {count}: {fields[0].value}"
save.on_click(saved)
w.VBox([*fields, save, said])
"""
WHO = "print('opened by', os.environ['QUERY_STRING'])"

WIRING = (
    "--KernelManager.transport=ipc",
    # A restarted kernel is an empty one; its page is told that it is dead, and opens itself again.
    "--KernelRestarter.restart_limit=0",
    "--KernelRestarter.time_to_dead=0.5",
    "--KernelManager.client_class=cjm_widgets.serve.light.client.PageClient",
)
"""What the kit sets for light kernels."""


@dataclass
class Served:
    """A running Voila, or a kit."""

    process: subprocess.Popen[Any]
    port: int
    log: Path
    path: str = "/voila/render/form.ipynb"
    cookie: str = ""
    """What lets in, where there is a door."""

    def page(self, who: str) -> str:
        return f"http://127.0.0.1:{self.port}{self.path}?who={who}"

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def hosts(self) -> list[psutil.Process]:
        children = psutil.Process(self.process.pid).children(recursive=True)
        return [one for one in children if "cjm_widgets.serve.light.host" in " ".join(_command(one))]

    def memory(self) -> float:
        """Return the memory of the whole tree in MB, shared pages by their share."""
        root = psutil.Process(self.process.pid)
        return sum(one.memory_full_info().pss for one in [root, *root.children(recursive=True)]) / 1e6


def _command(process: psutil.Process) -> list[str]:
    """Return what a process was started as; nothing of one that has just ended."""
    try:
        return process.cmdline()
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return []


@contextmanager
def voila(folder: Path, *, kernel: str = KERNEL, wiring: tuple[str, ...] = WIRING, **settings: Any) -> Iterator[Served]:
    """Serve the form on ``kernel``."""
    notebooks = folder / "notebooks"
    notebooks.mkdir(parents=True)
    spec = {"name": kernel, "display_name": kernel, "language": "python"}
    cells = [nbformat.v4.new_code_cell(cell) for cell in (FORM, WHO)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": spec}), notebooks / "form.ipynb")
    lay_kernel(folder / "share" / "kernels", Settings(**settings))
    entry = folder / "entry" / "cjm_light_entry-0.dist-info"
    entry.mkdir(parents=True)
    (entry / "METADATA").write_text("Metadata-Version: 2.1\nName: cjm-light-entry\nVersion: 0\n", encoding="utf-8")
    (entry / "entry_points.txt").write_text(
        f"[jupyter_client.kernel_provisioners]\n{KERNEL} = {ENTRY}\n", encoding="utf-8"
    )
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    paths = [str(entry.parent), str(ROOT)]
    log = folder / "voila.log"
    with log.open("wb") as out, tempfile.TemporaryDirectory(prefix="cjm-", dir="/tmp") as runtime:
        root = f"--Voila.connection_dir_root={runtime}"
        process = subprocess.Popen(
            [sys.executable, "-m", "voila", str(notebooks), f"--port={port}", "--no-browser", root, *wiring],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "JUPYTER_PATH": str(folder / "share")},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        served = Served(process, port, log)
        try:
            _wait(served)
            yield served
        finally:
            children = psutil.Process(process.pid).children(recursive=True)
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
            psutil.wait_procs(children, timeout=10)


def _wait(served: Served) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and served.process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", served.port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(served.said())


@dataclass
class RawPage:
    """A page as a program would open it: the HTML, then the websocket, then whatever it likes to send."""

    served: Served
    who: str
    kernel: str = ""
    html: str = ""
    heard: list[dict[str, Any]] = field(default_factory=list)
    states: dict[str, dict[str, Any]] = field(default_factory=dict)
    _socket: WebSocketClientConnection | None = None

    async def open(self, *, connect: bool = True) -> RawPage:
        """Fetch the page, and be as far as a browser that has its widgets."""
        headers = {"Cookie": self.served.cookie}
        request = HTTPRequest(self.served.page(self.who), headers=headers, request_timeout=120, connect_timeout=120)
        answer = await AsyncHTTPClient(force_instance=True).fetch(request)
        self.html = answer.body.decode()
        found = re.search(r'"kernelId": "([\w-]+)"', self.html)
        assert found, self.html[-2000:]
        self.kernel = found[1]
        if connect:
            await self.connect()
        return self

    async def connect(self, kernel: str = "") -> None:
        self._socket = await self.line(kernel=kernel)

    async def line(self, subprotocols: list[str] | None = None, *, kernel: str = "") -> WebSocketClientConnection:
        """Open a websocket to the page's kernel, for whatever a program may want to send."""
        path = f"/api/kernels/{kernel or self.kernel}/channels?session_id={uuid.uuid4()}"
        request = HTTPRequest(f"ws://127.0.0.1:{self.served.port}{path}", headers={"Cookie": self.served.cookie})
        return await websocket_connect(request, max_message_size=2**26, subprotocols=subprotocols)

    async def widgets(self) -> dict[str, dict[str, Any]]:
        """Ask for the states, as every page does first."""
        control = uuid.uuid4().hex
        self.send("comm_open", {"comm_id": control, "target_name": "jupyter.widget.control"}, {"version": "1.0.0"})
        self.send("comm_msg", {"comm_id": control, "data": {"method": "request_states"}})
        said = await self.hear(lambda one: one["content"].get("comm_id") == control and one["msg_type"] == "comm_msg")
        self.states = said["content"]["data"]["states"]
        return self.states

    def model(self, name: str) -> str:
        return next(one for one, about in self.states.items() if about["model_name"] == name)

    async def save(self) -> str:
        """Press the button; return what the label says then."""
        label = self.model("LabelModel")
        self.send("comm_msg", {"comm_id": self.model("ButtonModel"), "data": CLICK})
        said = await self.hear(lambda one: one["content"].get("comm_id") == label)
        self.heard.remove(said)
        text: str = said["content"]["data"]["state"]["value"]
        return text

    def send(
        self, kind: str, content: dict[str, Any], metadata: dict[str, Any] | None = None, *, channel: str = "shell"
    ) -> str:
        assert self._socket is not None
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": "page", "version": "5.3"}
        message = {"header": header, "parent_header": {}, "metadata": metadata or {}, "content": content}
        self._socket.write_message(json.dumps({**message, "channel": channel, "buffers": []}))
        return header["msg_id"]

    async def hear(self, wanted: Any, *, seconds: float = 20) -> dict[str, Any]:
        """Wait for a message, also one that came before."""
        assert self._socket is not None
        known = next((one for one in self.heard if wanted(one)), None)
        if known is not None:
            return known
        async with asyncio.timeout(seconds):
            while True:
                frame = await self._socket.read_message()
                assert frame is not None, "the server closed the connection"
                if isinstance(frame, bytes):
                    length = int.from_bytes(frame[4:8], "big")
                    frame = frame[length:].split(b"\x00", 1)[0].decode()
                message: dict[str, Any] = json.loads(frame)
                message["msg_type"] = message["header"]["msg_type"]
                self.heard.append(message)
                if wanted(message):
                    return message

    async def close(self) -> None:
        """Leave without a word, as a closed tab does, and wait until the connection is down."""
        if self._socket is not None:
            self._socket.close()
            while await self._socket.read_message() is not None:
                pass


CLICK = {"method": "custom", "content": {"event": "click"}}
