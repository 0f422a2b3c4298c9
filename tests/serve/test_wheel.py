"""What is installed is whole: the wheel carries all that a running kit needs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.serve.running import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_ASK = """
import sys; sys.path.insert(0, sys.argv[1])
from importlib.metadata import distribution
from cjm_widgets import places
print(*(places.share(shelf) for shelf in sys.argv[2:]), sep="\\n")
print(distribution("cjm-widgets").entry_points.select(group="console_scripts")["cjm"].value)
"""

SHELVES = ("notebooks", "templates", "sample_data")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("*.whl")
    return path


def _committed(shelf: str) -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", shelf], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return {name for name in listed.split("\0") if name and (ROOT / name).is_file()}


@pytest.mark.parametrize("shelf", SHELVES)
def test_the_wheel_carries_each_shelf(wheel: Path, shelf: str) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"cjm_widgets/_share/{name}" for name in _committed(shelf)}
    assert wanted, shelf
    assert wanted <= inside


def test_the_wheel_carries_the_package_whole_and_nothing_else(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    assert _committed("cjm_widgets") <= inside
    tops = {name.split("/")[0] for name in inside}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"cjm_widgets"}
    assert not [name for name in inside if name.endswith((".pyc", ".sqlite", ".key", ".log"))]


def test_an_installed_kit_finds_its_shelves_and_its_command(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    asked = subprocess.run(
        [
            sys.executable,
            "-c",
            _ASK,
            str(site),
            *SHELVES,
        ],
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        capture_output=True,
        text=True,
        check=True,
    )
    *shelves, command = asked.stdout.split()
    assert shelves == [str(site / "cjm_widgets" / "_share" / shelf) for shelf in SHELVES]
    assert command == "cjm_widgets.serve.cli:main"
