"""Take a picture of every page at both sizes, and the README's own: ``python -m tests.browser.pictures [FOLDER]``.

Starts a kit with the sample workshop in a temporary folder. Look at every picture; a page that works but looks like a
default form is not finished. ``--only 03-personas,join`` takes some of them, ``--scheme dark`` the dark ones.
"""

from __future__ import annotations

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from cjm_widgets.store import open_store
from cjm_widgets.view.publish import publish
from tests.browser.room_pictures import take_room
from tests.chromium import CHROMIUM_ARGUMENTS, find_chromium
from tests.serve.running import ROOT, running_kit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Page

    from tests.serve.running import RunningKit

PAGES = (
    "start",
    "01-objectives",
    "02-customer-data",
    "03-personas",
    "04-touchpoints",
    "05-stages",
    "06-emotions",
    "07-collaboration",
    "08-action",
    "facilitator",
    "journey-map",
    "published",
)
STRANGERS = ("join",)
"""Pages for whoever was not let in."""
SIZES = ((1440, 900), (390, 844))
README = ROOT / "docs" / "pictures"
PATIENCE_MS = 60_000


def main(folder: Path, only: frozenset[str], schemes: list[str]) -> None:
    """Take them all into ``folder``, or ``only`` those of some pages."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        running_kit(Path(scratch), "--sample") as kit,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS)
        folder.mkdir(parents=True, exist_ok=True)
        if not only or "published" in only:
            publish_sample(kit)
        for width, height in SIZES:
            for scheme in schemes:
                page = open_page(browser, kit, width, height, scheme)
                stranger = open_page(browser, kit, width, height, scheme, let_in=False)
                for name in (*PAGES, *STRANGERS):
                    if only and name not in only:
                        continue
                    shown = stranger if name in STRANGERS else page
                    show(shown, kit, name)
                    shown.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
                page.context.close()
                stranger.context.close()
        if not only:
            take_for_readme(browser, kit)
            take_room(browser, kit)
        browser.close()


def publish_sample(kit: RunningKit) -> None:
    """Make the page that anyone can open."""
    with open_store(kit.store) as store:
        workshop = store.load("online-shop")
    publish(workshop, kit.data / "published" / workshop.id, now=datetime.now(UTC).date())


def take_for_readme(browser: Browser, kit: RunningKit) -> None:
    """Take the picture of the map that README shows, from the published page."""
    README.mkdir(parents=True, exist_ok=True)
    page = open_page(browser, kit, 1440, 900, "light")
    show(page, kit, "published")
    page.screenshot(path=README / "map.png", clip=stages_to_moods(page), full_page=True)


def stages_to_moods(page: Page) -> FloatRect:
    """Find the part of the published map from the stages' names to what is said under the curve."""
    rows = page.locator("table.map").first
    head, moods = rows.locator("thead").bounding_box(), rows.locator("tr.curve-row + tr").bounding_box()
    assert head is not None
    assert moods is not None
    return {"x": 0, "y": head["y"] - 16, "width": 1440, "height": moods["y"] + moods["height"] - head["y"] + 16}


def open_page(browser: Browser, kit: RunningKit, width: int, height: int, scheme: str, *, let_in: bool = True) -> Page:
    """Open a browser of a person who has been let in, or of anybody."""
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    if let_in:
        page.goto(kit.link)
    return page


def show(page: Page, kit: RunningKit, name: str) -> None:
    """Open one of the pages and wait until all of it is there."""
    if name == "published":
        page.goto(f"{kit.address}/published/online-shop")
    elif name == "join":
        page.goto(f"{kit.address}/j/")
    else:
        page.goto(f"{kit.address}/{'' if name == 'start' else name}?workshop=online-shop")
        page.wait_for_selector("body.is-open")
    page.wait_for_load_state("networkidle")


def told() -> argparse.Namespace:
    """Read what the command line asks for."""
    reader = argparse.ArgumentParser(prog="python -m tests.browser.pictures")
    reader.add_argument("folder", nargs="?", type=Path, default=ROOT / "artifacts" / "pictures")
    reader.add_argument("--only", default="", help="pages, with commas between them; all where it is not given")
    reader.add_argument("--scheme", action="append", choices=("light", "dark"), help="light where it is not given")
    return reader.parse_args()


if __name__ == "__main__":
    asked = told()
    main(asked.folder, frozenset(filter(None, asked.only.split(","))), asked.scheme or ["light"])
