"""Step 8 as a person meets it: a pain becomes a question, questions are ranked, and one becomes an action."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.walking import PATIENCE_MS, SIZES, axe_finds_nothing, fits, open_step, own_sample, tab_to

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import NewPage
    from tests.serve.running import RunningKit

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)

NEAR_PX = 24
QUESTION = "How might we ease this: a search for “midi” shows trousers?"


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}px")
def page(request: pytest.FixtureRequest, new_page: NewPage, kit: RunningKit) -> Page:
    width, height = request.param
    page = new_page(width=width, height=height)
    open_step(page, "08-action", own_sample(kit))
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def card(page: Page, name: str) -> Locator:
    return page.locator("[data-card]").filter(has_text=name)


def stands_beside(box: Locator, text: Locator) -> bool:
    """Tell whether a checkbox and its words are in one line, the words close behind it."""
    one, other = box.bounding_box(), text.bounding_box()
    assert one is not None
    assert other is not None
    middle = one["y"] + one["height"] / 2
    gap = other["x"] - (one["x"] + one["width"])
    return other["y"] <= middle <= other["y"] + other["height"] and 0 <= gap <= NEAR_PX


def test_by_mouse(page: Page) -> None:
    # One press makes a question of a pain, with the link between them.
    press(page, "Show the pains")
    expect(page.get_by_text("1 of 8 pains is not taken up yet", exact=False)).to_be_visible()
    press(page, "Make it a question: A search for “midi” shows trousers.")
    expect(page.get_by_text("Every pain is taken up by an opportunity.")).to_be_visible()
    expect(card(page, QUESTION)).to_be_visible()

    # Only what the chosen methods ask for is in the sheet.
    card(page, QUESTION).locator(".cjw-card-title").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_text("Impact", exact=True).first).to_be_visible()
    expect(sheet.get_by_text("A search for “midi” shows trousers.").first).to_be_attached()
    expect(sheet.get_by_text("ICE: impact", exact=True)).to_have_count(0)
    page.keyboard.press("Escape")
    press(page, "Choose the methods")
    rice = page.get_by_role("checkbox", name="RICE", exact=True)
    assert stands_beside(rice, page.locator(".cjw-check").filter(has=rice).locator("span"))
    rice.uncheck(force=True)
    expect(page.get_by_text("By 3 methods: Impact and effort, Opportunity score, MoSCoW.")).to_be_visible()

    # A board without columns has a button beside its line, for whoever has no Enter.
    board = page.locator(".cjw-board").filter(has=page.get_by_role("heading", name="Opportunities", exact=True))
    board.get_by_label("Add a card").fill("ring her back the same day?")
    board.get_by_role("button", name="Add", exact=True).click()
    expect(card(page, "ring her back the same day?")).to_be_visible()
    expect(board.get_by_label("Add a card")).to_have_value("")

    # The ranking follows, and says how far it holds.
    press(page, "Show the ranking")
    expect(page.get_by_text("First by every method: “How might we show the whole price", exact=False)).to_be_visible()
    ranking = page.get_by_role("table", name="Opportunities, ranked")
    expect(ranking.get_by_role("columnheader", name="RICE")).to_have_count(0)
    expect(ranking.get_by_role("row").nth(1)).to_contain_text("Quick win")
    expect(page.get_by_text("Impact and effort and MoSCoW: τ +0.88", exact=False)).to_be_visible()

    # One press makes an action of a question; it waits on the roadmap.
    press(page, "Make it an action: How might we keep what she typed when the bank refuses her card?")
    expect(card(page, "Keep what she typed when the bank refuses her card").last).to_be_visible()

    # Before and after, as readers will see it.
    page.get_by_label("Look at the actions").select_option(label="before and after")
    drawn = page.locator(".cjm-beside")
    expect(drawn.get_by_role("heading", name="Now")).to_be_visible()
    expect(drawn.get_by_text("Tickets about sizes, a week")).to_be_visible()
    expect(drawn.get_by_text("no owner yet")).to_be_visible()
    fits(page)
    axe_finds_nothing(page)


def test_by_keyboard_alone(page: Page) -> None:
    tab_to(page, page.get_by_role("button", name="Show the pains", exact=True))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Make it a question: A search for “midi” shows trousers."))
    page.keyboard.press("Enter")
    expect(card(page, QUESTION)).to_be_visible()

    tab_to(page, page.get_by_role("button", name="Choose the methods", exact=True))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("checkbox", name="ICE", exact=True))
    page.keyboard.press("Space")
    expect(page.get_by_text(re.compile("^By 5 methods: "))).to_be_visible()

    new = page.get_by_label(re.compile("^(Add|New) (a )?(card|opportunity)", re.IGNORECASE)).first
    tab_to(page, new)
    page.keyboard.type("answer on Sunday?")
    page.keyboard.press("Enter")
    expect(card(page, "answer on Sunday?")).to_be_visible()

    tab_to(page, page.get_by_role("button", name="Show the ranking", exact=True))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Show impact against effort as a chart", exact=True))
    page.keyboard.press("Enter")
    numbers = page.get_by_role("region", name="The numbers in the chart").first
    expect(numbers.get_by_role("row").nth(1)).to_contain_text("How might we show the whole price")
    tab_to(page, page.get_by_role("button", name="Make it an action: How might we answer on Sunday?"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-card^=action]").filter(has_text="Answer on Sunday")).to_be_visible()
    fits(page)
