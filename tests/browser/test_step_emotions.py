"""Step 6 as a person meets it: scores and the curve, disagreements opened, pains with whys, moments of truth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.walking import PATIENCE_MS, SIZES, axe_finds_nothing, fits, offer, open_step, own_sample, tab_to

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import NewPage
    from tests.serve.running import RunningKit

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}px")
def page(request: pytest.FixtureRequest, new_page: NewPage, kit: RunningKit) -> Page:
    width, height = request.param
    page = new_page(width=width, height=height)
    open_step(page, "06-emotions", own_sample(kit))
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_by_mouse(page: Page) -> None:
    # A score is on the curve at once.
    expect(page.get_by_role("heading", name="Worst at “Goes to the checkout”: −1.3 (87 scores in all)")).to_be_visible()
    pays = page.get_by_role("group", name="Pays", exact=True)
    pays.get_by_role("radio", name="very bad").check(force=True)
    expect(page.get_by_role("heading", name=re.compile("Worst at “Pays”: .*88 scores"))).to_be_visible()

    # A disagreement is opened with what came of it.
    expect(page.get_by_text("10 wide disagreements, 2 opened.", exact=False)).to_be_visible()
    press(page, "Open the disagreements")
    offer(page, "Open it", "Reports a return").click()
    expect(page.get_by_text("“Reports a return” is open", exact=False)).to_be_visible()
    decision = page.get_by_label("Decision required")
    decision.fill("Watch two people do it")
    decision.press("Tab")
    expect(page.get_by_text("10 wide disagreements, 3 opened.", exact=False)).to_be_visible()
    expect(page.get_by_text("✓ Watch two people do it")).to_be_visible()

    # A pain is rated and stands in its square.
    press(page, "Show the matrix")
    matrix = page.get_by_role("region", name="Severity × frequency")
    expect(matrix.get_by_role("row", name=re.compile("^3 major"))).to_contain_text("The postage is shown")
    press(page, "Explore the pains as a chart")
    page.locator(".bk-Figure canvas").first.wait_for()
    numbers = page.get_by_role("region", name="The numbers in the chart")
    expect(numbers.get_by_role("row").nth(1)).to_contain_text("The postage is shown in the checkout only")

    # Moments of truth are proposed, and the room settles them.
    press(page, "Propose and settle")
    expect(page.get_by_text("Settled: “Goes to the checkout” and “Pays”.")).to_be_visible()
    offer(page, "Settle it", "Gets the parcel").click()
    expect(page.get_by_text("“Gets the parcel” is settled as a moment of truth.")).to_be_visible()
    expect(page.get_by_text("Settled: “Goes to the checkout”, “Pays” and “Gets the parcel”.")).to_be_visible()
    fits(page)
    axe_finds_nothing(page)


def test_by_keyboard_alone(page: Page) -> None:
    tab_to(page, page.get_by_role("button", name="Explore the curve", exact=True))
    page.keyboard.press("Enter")
    numbers = page.get_by_role("region", name="The numbers in the chart")
    expect(numbers.get_by_role("row")).to_have_count(16)
    persona = page.get_by_label("For whom do you answer?")
    tab_to(page, persona)
    expect(persona).to_have_value("Nadia, first order")
    pays = page.get_by_role("group", name="Pays", exact=True)
    tab_to(page, pays.get_by_role("radio").first)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name=re.compile("88 scores")).first).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Open the disagreements", exact=True))
    page.keyboard.press("Enter")
    tab_to(page, offer(page, "Open it", "Waits for the refund"))
    page.keyboard.press("Enter")
    decision = page.get_by_label("Decision required")
    tab_to(page, decision)
    page.keyboard.type("Ask Finance to write on day three")
    page.keyboard.press("Tab")
    expect(page.get_by_text("✓ Ask Finance to write on day three")).to_be_visible()
    new = page.get_by_label(re.compile("^(Add|New) (a )?(card|pain)", re.IGNORECASE)).last
    tab_to(page, new)
    page.keyboard.type("Nobody answers on Sunday")
    page.keyboard.press("Enter")
    expect(page.locator("[data-card]").filter(has_text="Nobody answers on Sunday")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Show the matrix", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Not rated yet")).to_be_visible()
    fits(page)
