"""How a person goes through a step's page: a board by its title, fields by their labels, by mouse or by keys alone."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from cjm_widgets.apps.sample import BLANK, begin_workshop, make_sample
from cjm_widgets.store import open_store
from tests.serve.running import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

    from cjm_widgets.model import Workshop
    from tests.serve.running import RunningKit

SIZES = ((1440, 900), (390, 844))
PATIENCE_MS = 60_000
"""How long a page of a step may take under load; it is slower than what a widget does."""
MOST_TABS = 600

_AXE = """axe.run(document, {resultTypes: ["violations"]}).then(found => found.violations
  .filter(one => ["serious", "critical"].includes(one.impact))
  .map(one => one.id + ": " + one.nodes.slice(0, 3)
    .map(node => node.target + " " + node.failureSummary).join(" | ")))"""

_STILL = """() => Promise.race([
  new Promise(done => setTimeout(done, 2000)),
  Promise.all(document.getAnimations().filter(one => one instanceof CSSTransition)
    .map(one => one.finished.catch(() => null))),
]).then(() => null)"""
"""Colours that are still turning from light to dark have no contrast yet."""


def begin_blank(kit: RunningKit, title: str) -> str:
    """Begin a workshop with nothing in it but its journey; gives its id."""
    with open_store(kit.store) as store:
        return begin_workshop(store, title, "", BLANK)


def begin_sample(kit: RunningKit) -> str:
    """Add the sample with its data to a kit that has none; gives its id."""
    with open_store(kit.store) as store:
        there = [one.id for one in store.list()]
        return "online-shop" if "online-shop" in there else make_sample(store)


def own_sample(kit: RunningKit) -> str:
    """Add a sample workshop that no other test touches, with its numbers but without the files they are from."""
    with open_store(kit.store) as store:
        return store.add(measured_sample())


@cache
def measured_sample() -> Workshop:
    """Work the sample's numbers out once: its three files take seconds."""
    with TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/sample.sqlite") as store:
        return store.load(make_sample(store))


def open_step(page: Page, notebook: str, workshop: str) -> None:
    """Open a step's page and wait until a person could work on it."""
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"/{notebook}?workshop={workshop}")
    page.locator("body.is-open").wait_for()
    page.locator("body[data-connection=live]").wait_for()
    expect(page.locator(".cjw").first).to_be_visible(timeout=PATIENCE_MS)


def board(page: Page, title: str) -> Locator:
    """Find the board, form or list with this title."""
    return page.locator(".cjw").filter(has=page.get_by_role("heading", name=title, exact=True))


def offer(page: Page, action: str, title: str) -> Locator:
    """Find the button of one thing in a list of offers; its name says what it does and to what."""
    return page.get_by_role("button", name=re.compile(f"^{re.escape(action)} ?: {re.escape(title)}$"))


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until ``target`` has the focus; fails where it cannot be reached."""
    target.wait_for()
    for _step in range(MOST_TABS):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    message = f"{target} cannot be reached by Tab; the focus is on {page.evaluate('document.activeElement.outerHTML')}"
    raise AssertionError(message[:400])


def write(page: Page, target: Locator, text: str, *, keys: bool) -> None:
    """Write into a field, by keys alone or after a click; what stood there goes."""
    if keys:
        tab_to(page, target)
    else:
        target.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def press(page: Page, target: Locator, *, keys: bool) -> None:
    """Press a button, by Enter or by a click."""
    if keys:
        tab_to(page, target)
        page.keyboard.press("Enter")
    else:
        target.click()


def choose(page: Page, target: Locator, label: str, *, keys: bool) -> None:
    """Choose from a list, by typing the beginning of ``label`` or by mouse."""
    if keys:
        tab_to(page, target)
        page.keyboard.type(label)
    else:
        target.select_option(label=label)


def mark(page: Page, target: Locator, *, keys: bool) -> None:
    """Mark one of a group of radio buttons; by keys, the group is entered by Tab and gone through by arrows."""
    if not keys:
        target.check(force=True)
        return
    group = target.locator("xpath=ancestor::*[@role='radiogroup' or self::fieldset][1]")
    page.keyboard.press("Tab")
    for _step in range(MOST_TABS):
        if group.evaluate("element => element.contains(document.activeElement)"):
            break
        page.keyboard.press("Tab")
    for _step in range(12):
        if target.is_checked():
            return
        page.keyboard.press("Space" if _step == 0 else "ArrowRight")
    raise AssertionError(f"{target} cannot be marked by keys")


def at_each_size(page: Page) -> Iterator[tuple[int, int]]:
    """Show an open page at one size after the other, a phone's last; opening it costs more than turning it."""
    for width, height in sorted(SIZES, reverse=True):
        page.set_viewport_size({"width": width, "height": height})
        yield width, height


def fits(page: Page) -> None:
    """Hold that nothing makes the page wider than the screen."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{wide} px too wide"


def axe_finds_nothing(page: Page) -> None:
    """Hold that axe-core finds nothing serious or critical, in light and in dark."""
    named = os.environ.get("CJM_AXE")
    found = Path(named) if named else ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
    if not found.is_file():
        assert not os.environ.get("CI"), "needs axe-core: npm ci in frontend/, or CJM_AXE"
        return
    page.evaluate(found.read_text("utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(_STILL)
        told = page.evaluate(_AXE)
        assert told == [], (scheme, told)
    page.emulate_media(color_scheme="light")
