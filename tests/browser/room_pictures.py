"""README's pictures of a live room: the wall, and a phone beside it. ``python -m tests.browser.room_pictures``."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from cjm_widgets.model import Phase, Step
from cjm_widgets.store import open_store
from tests.chromium import CHROMIUM_ARGUMENTS, find_chromium
from tests.serve.leading import leading
from tests.serve.running import ROOT, running_kit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from cjm_widgets.store import Seat, Store
    from tests.serve.running import RunningKit

README = ROOT / "docs" / "pictures"
WORKSHOP = "online-shop"
PEOPLE = ("Ana Lima", "Ben Okoro", "Chiara Rossi", "Dev Patel", "Elif Kaya", "Finn Berg", "Greta Holm")
PATIENCE_MS = 60_000


def take_room(browser: Browser, kit: RunningKit) -> None:
    """Take a picture of the wall and of a phone, both while everybody scores and new people come in."""
    README.mkdir(parents=True, exist_ok=True)
    with leading(kit, WORKSHOP) as leader:
        code = leader.door.open().result().join_code
        leader.set_clock(
            lambda clock: clock.at(Step.EMOTIONS, Phase.COLLECT).timed(12 * 60).started(time.time())
        ).result()
        store = open_store(kit.store)
        seats = [come_in(store, str(code), name) for name in PEOPLE]
        phone = browser.new_context(viewport={"width": 390, "height": 844}, base_url=kit.address).new_page()
        phone.set_default_timeout(PATIENCE_MS)
        phone.goto(f"/j/{code}")
        phone.get_by_label("Your name").fill("Hana Sato")
        phone.get_by_role("button", name="Come in").click()
        phone.locator("body[data-connection=live]").wait_for()
        asked = phone.get_by_role("group", name="Sees the advert", exact=True)
        asked.get_by_role("radio", name="good", exact=True).check()
        wall = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=kit.address).new_page()
        wall.set_default_timeout(PATIENCE_MS)
        # In a room the phones are machines of their own; here all are this one, which the kit does not count.
        wall.route("**/cjm/reached", lambda route: route.fulfill(json={"phones": len(PEOPLE) + 1}))
        wall.goto(kit.link)
        wall.goto(f"/projector?workshop={WORKSHOP}")
        wall.locator("body[data-connection=live]").wait_for()
        for n, seat in enumerate(seats):
            seat.room.here(f"page-{n}")
            seat.room.set_done(Step.EMOTIONS, done=n % 2 == 0)
        wall.get_by_text("4 of 8").wait_for()
        wall.get_by_text("8 devices have come through.").wait_for()
        wall.screenshot(path=README / "wall.png")
        phone.screenshot(path=README / "phone-room.png")
        store.close()


def come_in(store: Store, code: str, name: str) -> Seat:
    """Join, and give the seat."""
    return store.entrance.resume(WORKSHOP, store.entrance.join(code, name=name, caller="").result().key)


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as scratch,
        running_kit(Path(scratch), "--sample") as running,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS)
        take_room(chromium, running)
        chromium.close()
