"""A running kit for the tests of the server: two small notebooks, no Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat
import pytest

from tests.serve.running import RunningKit, running_kit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TELL = """
import os
print("ROLE", os.environ.get("HTTP_X_CJM_ROLE"), "QUERY", os.environ.get("QUERY_STRING"))
print("STORE", os.environ["CJM_STORE"])
"""


def write_notebook(folder: Path, name: str, *sources: str) -> None:
    """Write a notebook of code cells."""
    folder.mkdir(exist_ok=True)
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    about = {"title": name.title()}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel, "cjm": about})
    nbformat.write(notebook, folder / f"{name}.ipynb")


@pytest.fixture(scope="session")
def notebooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notebooks")
    write_notebook(folder, "00-start", _TELL)
    write_notebook(folder, "04-touchpoints", _TELL)
    (folder / "secret.txt").write_text("not for anybody")
    (folder / "picture.png").write_bytes(b"\x89PNG not for anybody either")
    return folder


@pytest.fixture(scope="session")
def kit(tmp_path_factory: pytest.TempPathFactory, notebooks: Path) -> Iterator[RunningKit]:
    with running_kit(tmp_path_factory.mktemp("kit"), "--notebooks", str(notebooks)) as running:
        yield running
