"""The same widgets in JupyterLab: a notebook is run there, and what is written lands in the same store."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from cjm_widgets.model import Touchpoint
from cjm_widgets.store import open_store
from tests.serve.running import ROOT, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
WORKBOOK = ROOT / "tests" / "browser" / "widgets_page" / "lists" / "moments.xlsx"
TOKEN = "only-for-this-test"  # noqa: S105 - a door of this test's own


def _answers(port: int) -> bool:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", f"/api/status?token={TOKEN}")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """JupyterLab as ``cjm lab`` starts it, on copies of the notebooks."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "cjm_widgets.serve.cli", "lab", "--no-browser", "--copy", str(tmp_path / "copies")]
    command += ["--", f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    command += [f"--IdentityProvider.token={TOKEN}", "--ServerApp.ip=127.0.0.1"]
    own = {"CJM_DATA": "data", "JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "jupyter", "IPYTHONDIR": "ipython"}
    environment = {**os.environ, **{name: str(tmp_path / folder) for name, folder in own.items()}}
    with (tmp_path / "lab.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        until(lambda: _answers(port), 60)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def test_a_notebook_in_jupyterlab_has_the_same_widgets(lab: str, browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    page = context.new_page()
    page.goto(f"{lab}/lab/tree/04-touchpoints.ipynb?token={TOKEN}")
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    column = page.locator("section.cjw-column").first
    column.scroll_into_view_if_needed()
    column.get_by_role("textbox").fill("Written in the Lab")
    column.get_by_role("textbox").press("Enter")
    expect(column.locator("[data-card]")).to_contain_text("Written in the Lab")
    expect(page.get_by_text("Saved", exact=True).first).to_be_visible()
    # Modules come as texts there, and nothing lies beside them: what reads Excel files is inside.
    page.get_by_role("button", name="Paste or import rows…").first.click()
    page.get_by_role("dialog").get_by_label("Choose a file").set_input_files(WORKBOOK)
    expect(page.get_by_role("dialog").get_by_role("cell", name="Opens the bill")).to_be_visible()
    context.close()
    with open_store(f"sqlite:///{tmp_path / 'data' / 'workshops.sqlite'}") as store:
        names = [one.name for one in store.load("online-shop").all(Touchpoint)]
    assert "Written in the Lab" in names
