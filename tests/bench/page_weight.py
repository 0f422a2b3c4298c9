"""What a page costs, and how soon it can be used: ours against Voila's own front end, in a real Chromium.

``python -m tests.bench.page_weight [rounds]`` runs one notebook with a small form (six text fields and a button, one
anywidget) as stock Voila serves it, and as the kit does, both with ordinary kernels, one visit at a time and each
first visit in a browser that has been nowhere yet. Requests include the websocket; kB count what came over the wire,
the websocket's frames included. Usable is when a field takes the focus, counted from the start of the navigation.
"""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from playwright.sync_api import sync_playwright

from tests.browser.weighing import Wire
from tests.chromium import CHROMIUM_ARGUMENTS, find_chromium
from tests.serve.running import running_kit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

FORM = """
import anywidget, traitlets
class Form(anywidget.AnyWidget):
    _esm = '''export default { render({ model, el }) {
        for (const name of ["name", "goal", "feeling", "pain", "idea", "quote"]) {
            const label = document.createElement("label"), input = document.createElement("input");
            label.textContent = name; label.append(input); el.append(label);
            input.addEventListener("change", () => {
                model.set("values", { ...model.get("values"), [name]: input.value }); model.save_changes();
            });
        }
        const button = document.createElement("button"); button.textContent = "Send"; el.append(button);
        button.onclick = () => model.send({ type: "submit" });
    } }'''
    values = traitlets.Dict().tag(sync=True)
Form()
"""

USABLE = """() => {
  const field = document.querySelector("label input");
  if (field === null) return false;
  field.focus();
  return document.activeElement === field && performance.now();
}"""


@dataclass(kw_only=True)
class Visit:
    """One visit's figures."""

    ready_s: float
    requests: int
    kilobytes: float


def visit(page: Page, address: str) -> Visit:
    """Open ``address`` and measure until its first field takes the focus, counting until the network is quiet."""
    wire = Wire()
    wire.watch(page)
    page.goto(address, wait_until="commit")
    ready = page.wait_for_function(USABLE, polling="raf", timeout=120_000).json_value()
    page.wait_for_load_state("networkidle")
    wire.stop()
    return Visit(ready_s=ready / 1000, requests=wire.requests, kilobytes=wire.bytes / 1000)


@contextmanager
def stock(notebooks: Path) -> Iterator[str]:
    """Run Voila as it comes on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "voila", str(notebooks), "--no-browser", f"--port={port}"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    try:
        assert process.stderr is not None
        for line in process.stderr:
            if f":{port}/" in line:
                break
        else:
            message = "Voila did not start"
            raise RuntimeError(message)
        threading.Thread(target=process.stderr.read, daemon=True).start()
        yield f"http://127.0.0.1:{port}/voila/render/form.ipynb"
    finally:
        process.terminate()
        process.wait(20)


def both_visits(browser: Browser, address: str, cookie: str | None = None) -> tuple[Visit, Visit]:
    """Visit twice with one fresh browser profile."""
    context = browser.new_context()
    if cookie:
        name, value = cookie.split("=", 1)
        context.add_cookies([{"name": name, "value": value.strip('"'), "url": address}])
    try:
        first = visit(context.new_page(), address)
        return first, visit(context.new_page(), address)
    finally:
        context.close()


def describe(name: str, visits: list[tuple[Visit, Visit]]) -> None:
    """Print the medians of first and second visits."""
    for label, several in zip(("first", "second"), zip(*visits, strict=True), strict=True):
        ready, requests, kilobytes = (
            statistics.median(getattr(one, field) for one in several) for field in ("ready_s", "requests", "kilobytes")
        )
        print(f"{name:12} {label:6} visit: usable after {ready:5.2f} s, {requests:4.0f} requests, {kilobytes:7.1f} kB")  # noqa: T201


def main(rounds: int) -> None:
    """Measure both, taking turns, so that whatever else the machine does hits both alike."""
    with tempfile.TemporaryDirectory(prefix="cjm-weight-") as name, sync_playwright() as playwright:
        folder = Path(name)
        notebooks = folder / "notebooks"
        notebooks.mkdir()
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel}, cells=[nbformat.v4.new_code_cell(FORM)])
        nbformat.write(notebook, notebooks / "form.ipynb")
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS)
        with running_kit(folder, "--notebooks", str(notebooks)) as kit, stock(notebooks) as voila:
            ours, theirs = [], []
            for _round in range(rounds):
                theirs.append(both_visits(browser, voila))
                ours.append(both_visits(browser, f"http://127.0.0.1:{kit.port}/form", kit.enter()))
        browser.close()
    describe("stock Voila", theirs)
    describe("light page", ours)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
