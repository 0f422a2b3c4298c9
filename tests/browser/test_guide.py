"""The guide of a step on a phone, in a workshop whose language is German."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from cjm_widgets.apps.sample import begin_workshop
from cjm_widgets.store import open_store
from tests.browser.walking import PATIENCE_MS, axe_finds_nothing, fits, open_step

if TYPE_CHECKING:
    from tests.browser.conftest import NewPage
    from tests.serve.running import RunningKit

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)


@pytest.mark.parametrize("width", [1440, 390])
def test_the_words_to_say_are_in_sight(width: int, new_page: NewPage, kit: RunningKit) -> None:
    store = open_store(kit.store)
    try:
        workshop = begin_workshop(store, "Rückgabe im Laden", "", "online-shop", "de")
    finally:
        store.close()
    page = new_page(width=width, height=844)
    open_step(page, "06-emotions", workshop)
    page.locator("details.cjm-guide summary").first.click()

    expect(page.get_by_role("heading", name="So leiten Sie den Schritt: 25 Minuten")).to_be_visible()
    said = page.get_by_text("„Die Streuung lassen wir auf der Map.“")
    said.scroll_into_view_if_needed()
    box = said.bounding_box()
    assert box is not None
    # Narrower than this, or beyond the edge, nobody reads it while leading a room.
    assert box["width"] >= min(280, width / 2)
    assert box["x"] + box["width"] <= width
    fits(page)
    axe_finds_nothing(page)
