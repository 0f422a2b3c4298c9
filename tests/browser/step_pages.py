"""What the browser tests of single steps share: a sample of their own, sizes, axe, and walking by keyboard alone."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from cjm_widgets.apps.sample import make_sample
from cjm_widgets.store import open_store
from tests.serve.running import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.serve.running import RunningKit

SIZES = ((1440, 900), (390, 844))
PATIENCE_MS = 60_000

_AXE = """axe.run(document, {resultTypes: ['violations']}).then(d => d.violations
  .filter(v => ['serious', 'critical'].includes(v.impact))
  .map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target + ' ' + n.failureSummary).join(' | ')))"""


_STILL = """Promise.all(document.getAnimations().filter(one => one instanceof CSSTransition)
  .map(one => one.finished.catch(() => undefined))).then(() => null)"""


def own_sample(kit: RunningKit) -> str:
    """Add a sample workshop that no other test touches; gives its id."""
    store = open_store(kit.store)
    try:
        return make_sample(store)
    finally:
        store.close()


def open_step(page: Page, name: str, workshop: str) -> None:
    """Open a step's page and wait until it can be worked with."""
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"/{name}?workshop={workshop}")
    page.locator("body.is-open").wait_for()
    expect(page.locator(".cjw").first).to_be_visible(timeout=PATIENCE_MS)


def offer(page: Page, action: str, title: str) -> Locator:
    """Find the button of one thing in a list of offers; its name says what it does and to what."""
    return page.get_by_role("button", name=re.compile(f"^{re.escape(action)} ?: {re.escape(title)}$"))


def tab_to(page: Page, target: Locator, most: int = 400) -> None:
    """Walk to a control with the Tab key alone; fails where that does not lead there."""
    target.wait_for()
    for _step in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {target}")


def fits(page: Page) -> None:
    """Hold that nothing makes the page wider than the screen."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{wide} px too wide"


def axe_finds_nothing(page: Page) -> None:
    """Hold that axe-core finds nothing serious, in light and dark."""
    named = os.environ.get("CJM_AXE")
    found = Path(named) if named else ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
    if not found.is_file():
        assert not os.environ.get("CI"), "needs axe-core: npm ci in frontend/, or CJM_AXE"
        return
    page.evaluate(found.read_text("utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        # Colours that are still turning have no contrast of their own yet.
        page.evaluate(_STILL)
        found_here = page.evaluate(_AXE)
        assert found_here == [], (scheme, found_here)
    page.emulate_media(color_scheme="light")
