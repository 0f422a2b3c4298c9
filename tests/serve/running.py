"""A real kit in a process of its own, for tests that need one."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

START_SECONDS = 60
STOP_SECONDS = 20
HOST_NAME = "workshop.test"
"""A name that is not localhost; Chromium maps it to loopback, see tests/browser/conftest.py."""

ROOT = Path(__file__).resolve().parents[2]


@dataclass(kw_only=True)
class RunningKit:
    """What a test may want to know of it."""

    process: subprocess.Popen[str]
    link: str
    """The facilitator's link, at HOST_NAME."""
    port: int
    data: Path
    """Its data folder: the store (``workshops.sqlite``), the key and the log."""
    stderr: Path
    printed: str

    @property
    def address(self) -> str:
        """Where pages lie, under the name that is not localhost."""
        return f"http://{HOST_NAME}:{self.port}"

    @property
    def key(self) -> str:
        return self.link.split("/enter/")[1].split("?")[0]

    @property
    def store(self) -> str:
        return f"sqlite:///{self.data / 'workshops.sqlite'}"

    def get(
        self, path: str, *, cookie: str | None = None, method: str = "GET", headers: Mapping[str, str] | None = None
    ) -> tuple[int, http.client.HTTPMessage, str]:
        """Ask over loopback without a browser; return status, headers and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            sent = {"Host": f"localhost:{self.port}", "Accept": "text/html", **(headers or {})}
            if cookie:
                sent["Cookie"] = cookie
            connection.request(method, path, headers=sent)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def enter(self) -> str:
        """Open the facilitator's link and return the cookie that it gave."""
        status, headers, _body = self.get(f"/enter/{self.key}")
        assert status == 302, status
        return headers["Set-Cookie"].split(";")[0]

    def children(self) -> list[psutil.Process]:
        """The processes behind pages."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send the signal, wait, and return the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(STOP_SECONDS)


@contextmanager
def running_kit(folder: Path, *options: str, environment: Mapping[str, str] | None = None) -> Iterator[RunningKit]:
    """Start ``cjm serve`` on a free port with its data in ``folder``; whatever happens, end it and its children."""
    folder.mkdir(parents=True, exist_ok=True)
    data, stderr = folder / "data", folder / "stderr.txt"
    command = [sys.executable, "-m", "cjm_widgets.serve.cli", "serve"]
    # Processes that wait for pages would be started for every test; those that are about them ask for them.
    command += ["--port", "0", "--no-browser", "--host-name", HOST_NAME, "--ready", "0", *options]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CJM_")}
    with stderr.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**kept, "CJM_DATA": str(data), **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    try:
        printed = _read_until_ready(process, stderr)
        found = re.search(r"http://[\w.]+:(\d+)/enter/\S+", printed)
        assert found, printed
        yield RunningKit(process=process, link=found[0], port=int(found[1]), data=data, stderr=stderr, printed=printed)
    finally:
        _end(process)


def until(condition: Callable[[], bool], seconds: float = 15) -> None:
    """Wait for the condition, asking twenty times a second; fail when it does not come."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.05)


def _read_until_ready(process: subprocess.Popen[str], stderr: Path) -> str:
    """Read what is printed up to the line that says how to stop."""
    assert process.stdout is not None
    watch = threading.Timer(START_SECONDS, process.kill)
    watch.start()
    try:
        lines: list[str] = []
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                return "".join(lines)
    finally:
        watch.cancel()
    message = f"The kit did not start: {stderr.read_text(encoding='utf-8')}"
    raise AssertionError(message)


def _end(process: subprocess.Popen[str]) -> None:
    family: list[psutil.Process] = []
    if process.poll() is None:
        family = psutil.Process(process.pid).children(recursive=True)
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(STOP_SECONDS)
    for child in family:
        if child.is_running():
            child.kill()
    if process.stdout is not None:
        process.stdout.close()
