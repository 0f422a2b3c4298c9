"""Take a picture of every page at both sizes, and the README's own: ``python -m tests.browser.pictures [FOLDER]``.

Starts a kit with the sample workshop in a temporary folder. Look at every picture; a page that works but looks like a
default form is not finished.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM_ARGUMENTS, find_chromium
from tests.serve.running import ROOT, running_kit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.serve.running import RunningKit

PAGES = (
    "",
    "02-customer-data",
    "04-touchpoints",
    "05-stages",
    "06-emotions",
    "07-collaboration",
    "08-action",
    "facilitator",
    "journey-map",
)
SIZES = ((1440, 900), (390, 844))
SCHEMES = ("light", "dark")
README = ROOT / "docs" / "pictures"
PATIENCE_MS = 60_000


def main(folder: Path) -> None:
    """Take them all into ``folder``."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        running_kit(Path(scratch), "--sample") as kit,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS)
        folder.mkdir(parents=True, exist_ok=True)
        for width, height in SIZES:
            for scheme in SCHEMES:
                page = open_page(browser, kit, width, height, scheme)
                for name in PAGES:
                    show(page, name)
                    page.screenshot(path=folder / f"{name or 'start'}-{width}-{scheme}.png", full_page=True)
        take_for_readme(browser, kit)
        browser.close()


def take_for_readme(browser: Browser, kit: RunningKit) -> None:
    """Take the pictures that README shows, from a published page and a phone."""
    README.mkdir(parents=True, exist_ok=True)
    page = open_page(browser, kit, 1440, 900, "light")
    show(page, "facilitator")
    page.get_by_role("button", name="Publish the map").click()
    page.get_by_role("link", name="Open the page").wait_for()
    page.goto(f"{kit.address}/published/online-shop")
    page.screenshot(path=README / "map.png", clip={"x": 0, "y": 0, "width": 1440, "height": 1800}, full_page=True)
    phone = open_page(browser, kit, 390, 844, "light")
    show(phone, "06-emotions")
    phone.screenshot(path=README / "phone.png")


def open_page(browser: Browser, kit: RunningKit, width: int, height: int, scheme: str) -> Page:
    """Open a browser of a person who has been let in."""
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(kit.link)
    return page


def show(page: Page, name: str) -> None:
    """Open one of the pages and wait until its widgets are there."""
    base = page.url.split("/", 3)
    page.goto(f"{base[0]}//{base[2]}/{name}?workshop=online-shop")
    page.wait_for_selector("body.is-open")
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "artifacts" / "pictures")
