"""Which kernel a page gets is the server's to say."""

from __future__ import annotations

import logging
import os
from types import SimpleNamespace
from typing import TYPE_CHECKING

import nbformat
import pytest

from cjm_widgets.serve import hosting, kit
from cjm_widgets.serve.hosting import LIGHT, ORDINARY, kernel_of, light_settings
from cjm_widgets.serve.light.provisioner import available
from cjm_widgets.serve.notebooks import Notebooks

if TYPE_CHECKING:
    from pathlib import Path

needs_light = pytest.mark.skipif(not available(), reason="no light kernels on this system")


@needs_light
@pytest.mark.parametrize("name", ["participant", "projector", "journey-map"])
def test_what_a_room_opens_is_light(name: str) -> None:
    assert kernel_of(name) == LIGHT


@pytest.mark.parametrize("name", ["00-start", "facilitator", "02-customer-data", "06-emotions", "of-somebodys-own"])
def test_what_works_with_files_and_numbers_has_a_process_of_its_own(name: str) -> None:
    assert kernel_of(name) == ORDINARY


def test_where_light_kernels_cannot_run_everything_is_ordinary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosting, "available", lambda: False)
    assert kernel_of("participant") == ORDINARY


def test_and_that_is_said_when_the_kit_starts(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(kit, "available", lambda: False)
    kit.Kit._warm(SimpleNamespace(log=logging.getLogger("cjm.server")))  # type: ignore[arg-type]
    assert "every page gets a process of its own" in caplog.text


def test_several_hosts_share_the_load() -> None:
    assert light_settings().hosts == min(4, os.cpu_count() or 1)


def _write(folder: Path, name: str, kernel: str, source: str = "1") -> None:
    about = {"kernelspec": {"name": kernel, "display_name": "?", "language": "?"}}
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)], metadata=about)
    nbformat.write(notebook, folder / f"{name}.ipynb")


@needs_light
def test_what_a_notebook_says_of_its_kernel_does_not_count(tmp_path: Path) -> None:
    reading = Notebooks(root_dir=str(tmp_path))
    for name, said, kernel in (("participant", "python3", LIGHT), ("06-emotions", LIGHT, ORDINARY)):
        _write(tmp_path, name, said)
        assert reading.get(f"{name}.ipynb")["content"].metadata.kernelspec.name == kernel


def test_a_notebook_is_read_again_when_it_has_changed_and_shared_with_nobody(tmp_path: Path) -> None:
    reading = Notebooks(root_dir=str(tmp_path))
    _write(tmp_path, "one", "python3")
    first = reading.get("one.ipynb")["content"]
    first.cells[0].source = "of one page"
    assert reading.get("one.ipynb")["content"].cells[0].source == "1"
    _write(tmp_path, "one", "python3", source="two")
    assert reading.get("one.ipynb")["content"].cells[0].source == "two"
