"""Visits in a real Chromium: how soon a page can be used, and what comes over the wire.

Usable is one thing everywhere: a word was put into the first text field, and the server has it. In ours the server's
yes means that the word is on the disk; the others only echo it. Times are the page's own, from the start of the
navigation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.browser.weighing import Wire

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.bench.pages.servers import Server

_PATIENCE_MS: Final = 120_000

_WATCH: Final = """
(() => {
  if (location.protocol === "about:") return;
  const word = `word ${Math.round(performance.timeOrigin % 1e7)}`;
  // Panel's elements lie in shadow roots.
  const find = (selector, root = document) => {
    const here = root.querySelector(selector);
    if (here !== null) return here;
    for (const element of root.querySelectorAll("*"))
      if (element.shadowRoot !== null) {
        const inside = find(selector, element.shadowRoot);
        if (inside !== null) return inside;
      }
    return null;
  };
  const type = (field) => {
    field.focus();
    const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(prototype.prototype, "value").set.call(field, word);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const found = {};
  let step = 0, began = false;
  const steps = {
    echo: [
      () => {
        const field = find(FIELD);
        if (field === null) return false;
        found.shown = performance.now();
        type(field);
        return true;
      },
      () => {
        const said = find(".said");
        return said !== null && (said.textContent + (said.shadowRoot?.textContent ?? "")).includes(`received ${word}`);
      },
    ],
    ours: [
      () => {
        const field = document.querySelector(".cjw-one input[type=text]");
        if (field === null) return false;
        found.shown = performance.now();
        const saved = document.querySelector(".cjw-each .cjw-saved");
        new MutationObserver(() => { if (saved.dataset.state !== "saved") began = true; })
          .observe(saved, { attributes: true });
        type(field);
        return true;
      },
      () => began && document.querySelector(".cjw-each .cjw-saved").dataset.state === "saved"
        && document.querySelector(".cjw-one input[type=text]").value === word
        && Object.keys(localStorage).every((key) => !key.startsWith("cjm:unsent:")),
    ],
  }[KIND];
  const look = () => {
    // One thing a frame: nobody is quicker than that.
    if (steps[step]()) step += 1;
    if (step < steps.length) requestAnimationFrame(look);
    else window.benchReady = { shown: found.shown, ready: performance.now() };
  };
  requestAnimationFrame(look);
})();
"""

_FIELDS: Final = {"voila": ".first input", "panel": "input[type=text]", "ours": ""}


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One visit's figures."""

    shown_s: float
    """Until the first field is there."""
    ready_s: float
    """Until a word typed into it has reached the server."""
    requests: int = 0
    kilobytes: float = 0.0


def visit_twice(browser: Browser, server: Server, *, weigh: bool = False) -> tuple[Visit, Visit]:
    """Open the form with a fresh profile, and once more with the same; ``weigh`` counts, which slows it down."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    try:
        if server.cookie:
            name, value = server.cookie.split("=", 1)
            context.add_cookies([{"name": name, "value": value.strip('"'), "url": server.address}])
        kind = "ours" if server.name == "ours" else "echo"
        watch = _WATCH.replace("KIND", repr(kind)).replace("FIELD", repr(_FIELDS[server.name]))
        context.add_init_script(watch)
        return _visit(context, server, weigh=weigh), _visit(context, server, weigh=weigh)
    finally:
        context.close()


def _visit(context: BrowserContext, server: Server, *, weigh: bool) -> Visit:
    page = context.new_page()
    wire = Wire()
    if weigh:
        wire.watch(page)
    page.goto(server.address, wait_until="commit", timeout=_PATIENCE_MS)
    times = page.wait_for_function("() => window.benchReady", polling=100, timeout=_PATIENCE_MS).json_value()
    if weigh:
        page.wait_for_load_state("networkidle")
        wire.stop()
    _leave(page)
    return Visit(
        shown_s=times["shown"] / 1000,
        ready_s=times["ready"] / 1000,
        requests=wire.requests,
        kilobytes=wire.bytes / 1000,
    )


def _leave(page: Page) -> None:
    """Leave as a person would, so that the server hears of it."""
    page.goto("about:blank")
    page.close()
