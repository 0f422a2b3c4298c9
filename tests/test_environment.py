"""The conda door opens on the same versions as pip's."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent

CONDA_NAMES = {
    "duckdb": "python-duckdb",
    "ibis-framework[duckdb]": "ibis-duckdb",
    "jupyter-bokeh": "jupyter_bokeh",
    "jupyter-client": "jupyter_client",
    "jupyter-core": "jupyter_core",
    "jupyter-server": "jupyter_server",
    "vaderSentiment": "vadersentiment",
}
"""Where conda's name is another one than pip's."""

CONDA_ONLY = {"pip"}


def _split(requirement: str) -> tuple[str, str]:
    found = re.fullmatch(r"\s*([\w.\-\[\]]+)\s*(.*?)\s*", requirement)
    assert found, requirement
    return found[1], found[2]


def test_conda_and_pip_have_the_same_bounds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {}
    for requirement in project["dependencies"]:
        name, bounds = _split(requirement)
        wanted[CONDA_NAMES.get(name, name)] = bounds
    wanted["python"] = project["requires-python"]
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    found = dict(_split(line) for line in listed)
    assert {name: bounds for name, bounds in found.items() if name not in CONDA_ONLY} == wanted


def test_the_lock_holds_every_library_within_its_bounds() -> None:
    from packaging.requirements import Requirement  # noqa: PLC0415 - only here

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for lock, requirements in (
        ("requirements.lock", project["dependencies"]),
        ("requirements-dev.lock", [*project["dependencies"], *project["optional-dependencies"]["dev"]]),
    ):
        locked = dict(
            re.findall(r"^([\w.\-]+)(?:\[[\w,]+\])?==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)
        )
        for line in requirements:
            requirement = Requirement(line)
            assert requirement.specifier.contains(locked[requirement.name.lower()]), (lock, line)
