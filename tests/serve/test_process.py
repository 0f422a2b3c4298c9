"""The kit as a process: its port, its end, and nothing left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from cjm_widgets.serve.hosting import light_settings
from cjm_widgets.serve.light.provisioner import available
from tests.serve.running import ROOT, running_kit, until

_SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)]


@pytest.mark.parametrize("number", _SIGNALS)
def test_stopping_ends_every_process_and_leaves_no_folder(tmp_path: Path, notebooks: Path, number: int) -> None:
    with running_kit(tmp_path, "--notebooks", str(notebooks)) as kit:
        cookie = kit.enter()
        for _page in range(2):
            assert kit.get("/", cookie=cookie)[0] == 200
        children = kit.children()
        assert [folder for folder in _run_folders() if _pid(folder) == kit.process.pid], "there is one while it runs"
        assert len(children) >= 2, "each page has a process"
        assert kit.stop(number) == 0
        assert kit.process.stdout is not None
        assert "Stopped." in kit.process.stdout.read()
        assert not [child for child in children if child.is_running()]
    assert not [folder for folder in _run_folders() if _pid(folder) == kit.process.pid]


def test_stopping_while_processes_are_made_ready_leaves_none(tmp_path: Path, notebooks: Path) -> None:
    with running_kit(tmp_path, "--notebooks", str(notebooks), "--ready", "2") as kit:
        hosts = 0 if not available() else light_settings().hosts
        until(lambda: len(kit.children()) > hosts)
        children = kit.children()
        assert kit.stop() == 0
        assert not [child for child in children if child.is_running()]


def _run_folders() -> list[Path]:
    """Where a run's folder may lie: see cjm_widgets/serve/runtime.py."""
    places = {tempfile.gettempdir(), os.sep + "tmp"}
    return [folder for place in places for folder in Path(place).glob("cjm-*")]


def _pid(folder: Path) -> int | None:
    """The process that made a run's folder."""
    try:
        return int((folder / "pid").read_text(encoding="ascii"))
    except FileNotFoundError:
        return None


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends processes otherwise")
def test_pages_processes_end_by_themselves_when_the_server_is_killed(tmp_path: Path, notebooks: Path) -> None:
    with running_kit(tmp_path, "--notebooks", str(notebooks)) as kit:
        assert kit.get("/", cookie=kit.enter())[0] == 200
        children = kit.children()
        assert children
        kit.process.kill()
        until(lambda: not any(_alive(child) for child in children))


def _alive(child: psutil.Process) -> bool:
    return child.is_running() and child.status() != psutil.STATUS_ZOMBIE


def test_a_cookie_outlives_a_restart(tmp_path: Path, notebooks: Path) -> None:
    with running_kit(tmp_path, "--notebooks", str(notebooks)) as kit:
        cookie, port = kit.enter(), kit.port
    with running_kit(tmp_path, "--notebooks", str(notebooks), "--port", str(port)) as again:
        assert again.get("/nothing", cookie=cookie)[0] == 404


def test_a_port_that_is_taken_is_said_in_a_sentence(tmp_path: Path, notebooks: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "cjm_widgets.serve.cli", "serve", "--port", str(port), "--no-browser"]
        done = subprocess.run(
            [*command, "--notebooks", str(notebooks), "--data", str(tmp_path)],
            capture_output=True,
            text=True,
            timeout=60,
            cwd=ROOT,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"Port {port} is in use" in done.stderr
    assert f"--port {port + 1}" in done.stderr
    assert "Facilitator" not in done.stdout
