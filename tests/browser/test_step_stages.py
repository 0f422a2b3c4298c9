"""Step 5 as a person meets it: presets chosen in the page, the way at a glance, stages, activities, corrections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from cjm_widgets.model import Journey, Role, Viewer, deleting
from cjm_widgets.model.entities.stages import Stage
from cjm_widgets.store import open_store
from tests.browser.walking import PATIENCE_MS, SIZES, axe_finds_nothing, fits, offer, open_step, own_sample, tab_to

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import NewPage
    from tests.serve.running import RunningKit

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}px")
def page(request: pytest.FixtureRequest, new_page: NewPage) -> Page:
    width, height = request.param
    return new_page(width=width, height=height)


def bare(kit: RunningKit) -> str:
    """Make a sample workshop without a stage."""
    workshop = own_sample(kit)
    store = open_store(kit.store)
    try:
        seat = store.seat(workshop, Viewer(role=Role.FACILITATOR))
        journey = seat.workshop.all(Journey)[0].id
        seat.apply([deleting(stage) for stage in seat.workshop.of(Stage, journey=journey)]).result()
        seat.close()
    finally:
        store.close()
    return workshop


def test_by_mouse(page: Page, kit: RunningKit) -> None:
    open_step(page, "05-stages", own_sample(kit))
    way = page.locator(".cjm-way-line")
    expect(way.get_by_role("listitem")).to_have_count(5)
    expect(page.get_by_text("First the customer notices a dress, then chooses a size")).to_be_visible()
    page.locator("[data-card]").filter(has_text="Notices a dress").locator(".cjw-card-title").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Stage", exact=False).first.fill("Falls for a dress")
    dialog.get_by_label("Stage", exact=False).first.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_text("First the customer falls for a dress, then")).to_be_visible()
    page.get_by_role("button", name="Show the five presets", exact=True).click()
    offer(page, "Begin with these", "A visit or an event").click()
    expect(page.get_by_text("3 stages were added. Undo takes it back.")).to_be_visible()
    expect(way.get_by_role("listitem")).to_have_count(8)
    expect(page.get_by_text("8 stages: 3 to 7 can be kept in view.")).to_be_visible()
    page.get_by_role("button", name="Undo").first.click()
    expect(way.get_by_role("listitem")).to_have_count(5)
    page.get_by_role("button", name="Show the corrections", exact=True).click()
    expect(page.get_by_text("For her the return ends with the money, not at the kiosk.")).to_be_visible()
    fits(page)
    axe_finds_nothing(page)


def test_by_keyboard_alone_from_nothing(page: Page, kit: RunningKit) -> None:
    open_step(page, "05-stages", bare(kit))
    expect(page.get_by_text("No stage yet.", exact=False).first).to_be_visible()
    tab_to(page, offer(page, "Begin with these", "A product that is tried first"))
    page.keyboard.press("Enter")
    way = page.locator(".cjm-way-line")
    expect(way.get_by_role("listitem")).to_have_count(5)
    expect(page.get_by_text("These stages are there.")).to_be_visible()
    page.locator("main").press("Home")
    title = page.locator("[data-card]").filter(has_text="Discover").locator(".cjw-card-title").first
    title.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(way.get_by_role("listitem").nth(1)).to_contain_text("Discover")
    new = page.get_by_label("New card in Buy")
    tab_to(page, new)
    page.keyboard.type("Pays with the phone")
    page.keyboard.press("Enter")
    expect(way.get_by_role("listitem").filter(has_text="Buy")).to_contain_text("1 activity")
    expect(page.get_by_text(re.compile("Read it aloud"))).to_be_visible()
    fits(page)
