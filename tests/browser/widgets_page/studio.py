"""A stock Voila that serves the small pages, behind a line that can be cut."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.browser.widgets_page.pages import write_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ALLOWED = ("@voila-dashboards/widgets-manager8", "anywidget", "@jupyter-widgets/jupyterlab-manager")
START_SECONDS = 40


@dataclass
class Line:
    """Carries bytes between a port of its own and another, until it is cut."""

    target: int
    listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    pairs: list[tuple[socket.socket, socket.socket]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    flows: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.flows.set()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def port(self) -> int:
        return self.listener.getsockname()[1]

    def stall(self) -> None:
        """Let nothing through, as in a tunnel: nobody is told, and nothing arrives."""
        self.flows.clear()

    def resume(self) -> None:
        self.flows.set()

    def cut(self) -> None:
        """End every connection; new ones get through."""
        with self.lock:
            for pair in self.pairs:
                _end(*pair)
            self.pairs.clear()

    def _accept(self) -> None:
        while True:
            try:
                near, _address = self.listener.accept()
            except OSError:
                return
            with self.lock:
                try:
                    far = socket.create_connection(("127.0.0.1", self.target))
                except OSError:
                    near.close()
                    continue
                self.pairs.append((near, far))
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=_carry, args=(source, sink, self.flows), daemon=True).start()


def _carry(source: socket.socket, sink: socket.socket, flows: threading.Event) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            flows.wait()
            sink.sendall(data)
    _end(source, sink)


def _end(*sockets: socket.socket) -> None:
    for one in sockets:
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


@contextlib.contextmanager
def studio(folder: Path, root: Path) -> Iterator[Line]:
    """Serve the pages from ``folder``; give the line to them."""
    write_pages(folder, root)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "voila", str(folder), "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1",
        "--Voila.port_retries=0", f"--VoilaConfiguration.extension_allowlist={list(ALLOWED)}",
    ]  # fmt: skip
    with (folder / "voila.log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=folder)
    line = Line(port)
    try:
        _await_answer(port, process)
        yield line
    finally:
        line.listener.close()
        process.terminate()
        process.wait(timeout=START_SECONDS)


def _await_answer(port: int, process: subprocess.Popen[bytes]) -> None:
    """Return once Voila answers; raises where it ends instead, or takes too long."""
    tick = threading.Event()
    for _ in range(START_SECONDS * 10):
        if process.poll() is not None:
            message = f"voila ended with {process.returncode}"
            raise RuntimeError(message)
        with contextlib.suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/voila/static/voila.js", timeout=2)
            return
        tick.wait(0.1)
    message = "voila did not answer"
    raise TimeoutError(message)
