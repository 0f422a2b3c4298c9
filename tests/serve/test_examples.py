"""Every example in the help runs as it stands there."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.serve.commands import COMMANDS
from tests.serve.running import ROOT, START_SECONDS, STOP_SECONDS
from tests.serve.test_cli import cjm

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [(command.name,) for command in COMMANDS] + [("data", "events"), ("data", "survey")]

SERVERS = {"serve": "Ctrl-C", "lab": "is running at"}
"""Those that run on, with the words that say they do."""

GIVES = {"check": {0, 1}}
"""A check of an unfinished workshop ends with 1."""


def _examples() -> list[str]:
    found = []
    for page in PAGES:
        text = " ".join(cjm(*page, "--help").out.split())
        examples = re.findall(r"Example: (cjm .*)$", text)
        assert examples, page
        found += examples
    return sorted(set(found))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to run in, with the sample data where the examples name it."""
    (tmp_path / "sample_data").symlink_to(ROOT / "sample_data")
    return tmp_path


def _command(example: str) -> list[str]:
    words = shlex.split(example)
    assert words[0] == "cjm"
    # Any free port: on the one in the example a kit may be running on this machine.
    words = ["0" if before == "--port" else word for before, word in zip(["", *words], words, strict=False)]
    return [sys.executable, "-m", "cjm_widgets.serve.cli", *words[1:]]


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CJM_")}
    return {**kept, "CJM_DATA": str(folder / "data"), "PYTHONPATH": str(ROOT), "CI": "1"}


@pytest.mark.parametrize("example", [one for one in _examples() if one.split()[1] not in SERVERS])
def test_an_example_of_the_help_runs(example: str, folder: Path) -> None:
    done = subprocess.run(
        _command(example),
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    name = example.split()[1]
    assert done.returncode in GIVES.get(name, {0}), done.stderr
    assert done.stderr == ""
    assert done.stdout or name == "export"


@pytest.mark.parametrize("example", [one for one in _examples() if one.split()[1] in SERVERS])
def test_an_example_that_starts_a_server_starts_it(example: str, folder: Path) -> None:
    words = SERVERS[example.split()[1]]
    command = _command(example)
    if example.split()[1] == "lab":
        command += ["--", "--allow-root", "--ServerApp.port_retries=50", "--ServerApp.port=0"]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=_environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    watch = threading.Timer(START_SECONDS, process.kill)
    watch.start()
    try:
        assert process.stdout is not None
        printed = []
        for line in process.stdout:
            printed.append(line)
            if words in line:
                break
        assert words in printed[-1], "".join(printed)
    finally:
        watch.cancel()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=STOP_SECONDS)
