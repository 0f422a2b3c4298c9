"""The three servers, each as its users start it, on a port of loopback and with its data in a scratch folder."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil

from cjm_widgets.apps.sample import SAMPLE
from cjm_widgets.model import Step
from tests.bench.pages.forms import write_panel, write_voila
from tests.serve.leading import call
from tests.serve.running import running_kit

if TYPE_CHECKING:
    from collections.abc import Iterator

START_SECONDS: Final = 60
STOP_SECONDS: Final = 20


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running server with the form on it."""

    name: str
    port: int
    path: str
    process: psutil.Process
    cookie: str = ""
    """As it is sent; empty where none is needed."""

    @property
    def address(self) -> str:
        """Where the form is."""
        return f"http://127.0.0.1:{self.port}{self.path}"

    def memory_mb(self) -> float:
        """Give the memory of the whole tree of processes, shared pages by their share."""
        return sum(map(_pss_mb, [self.process, *self.process.children(recursive=True)]))


def _pss_mb(process: psutil.Process) -> float:
    try:
        lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except (FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
        return 0.0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6


@contextmanager
def ours(folder: Path) -> Iterator[Server]:
    """Run the kit with its sample workshop."""
    with running_kit(folder, "--sample") as kit:
        call(kit, SAMPLE, Step.EMOTIONS)
        yield Server(
            name="ours",
            port=kit.port,
            path=f"/participant?workshop={SAMPLE}",
            process=psutil.Process(kit.process.pid),
            cookie=kit.enter(),
        )


@contextmanager
def voila(folder: Path) -> Iterator[Server]:
    """Run Voila as it comes."""
    folder.mkdir()
    write_voila(folder)
    with _running(folder, "-m", "voila", str(folder), "--no-browser", "--port={port}") as (process, port):
        yield Server(name="voila", port=port, path="/voila/render/form.ipynb", process=process)


@contextmanager
def panel(folder: Path) -> Iterator[Server]:
    """Run Panel as it comes."""
    folder.mkdir()
    file = write_panel(folder)
    with _running(folder, "-m", "panel", "serve", str(file), "--port={port}", "--address=127.0.0.1") as (process, port):
        yield Server(name="panel", port=port, path="/form", process=process)


@contextmanager
def _running(folder: Path, *command: str) -> Iterator[tuple[psutil.Process, int]]:
    """Start ``command`` on a free port, wait until it answers, and end it with all its children."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "log.txt").open("wb") as log:
        started = subprocess.Popen(
            [sys.executable, *(part.format(port=port) for part in command)], cwd=folder, stdout=log, stderr=log
        )
    process = psutil.Process(started.pid)
    try:
        _wait(started, port, folder / "log.txt")
        yield process, port
    finally:
        family = process.children(recursive=True) if started.poll() is None else []
        started.terminate()
        try:
            started.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()
        for child in family:
            if child.is_running():
                child.kill()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise RuntimeError(f"It did not start: {log.read_text(encoding='utf-8', errors='replace')}")
