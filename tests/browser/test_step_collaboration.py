"""Step 7 as a person meets it: the grid, teams, handoffs, the blueprint with its lines, and where teams differ."""

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

NARROW = 640


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}px")
def page(request: pytest.FixtureRequest, new_page: NewPage, kit: RunningKit) -> Page:
    width, height = request.param
    page = new_page(width=width, height=height)
    open_step(page, "07-collaboration", own_sample(kit))
    return page


def is_narrow(page: Page) -> bool:
    return (page.viewport_size or {"width": 0})["width"] < NARROW


def cell(page: Page, touchpoint: str, team: str) -> Locator:
    """Find a cell of the grid: a button on a wide screen, a list to choose from on a phone."""
    if is_narrow(page):
        row = page.get_by_role("region", name=touchpoint, exact=True)
        unfold(row)
        return row.get_by_label(team, exact=True)
    return page.get_by_role("button", name=re.compile(f"^{touchpoint}, {team}: "))


def unfold(row: Locator) -> None:
    """Show the choices of a row, which stands folded with what is given in it."""
    button = row.get_by_role("button").first
    if button.get_attribute("aria-expanded") == "false":
        button.click()


def settle(page: Page, touchpoint: str, team: str, part: str) -> None:
    here = cell(page, touchpoint, team)
    if is_narrow(page):
        here.select_option(label=part)
    else:
        here.click()
        page.get_by_role("dialog").get_by_role("button", name=part, exact=True).click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def add(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Enter")


def test_by_mouse(page: Page) -> None:
    # Rows without an accountable team and with two are named, until they are settled.
    open_rows = page.locator(".unclear li")
    expect(open_rows).to_have_count(3)
    expect(page.get_by_text("15 Waits for the refund: nobody answers for it")).to_be_visible()
    settle(page, "Waits for the refund", "Finance", "Accountable")
    expect(open_rows).to_have_count(2)
    settle(page, "Reports a return", "Service", "Responsible")
    settle(page, "Reads what other buyers say", "Shop", "Accountable")
    expect(page.get_by_text("Every touchpoint has one accountable team.")).to_be_visible()

    # A team that is added is a column at once.
    press(page, "Add or rename teams")
    add(page, "New Team", "Returns desk")
    expect(cell(page, "Pays", "Returns desk")).to_be_visible()

    # A handoff is added, and counted with those that have no agreed time.
    press(page, "Show the handoffs")
    expect(page.get_by_text("4 handoffs; 2 have no agreed time.")).to_be_visible()
    add(page, "New Handoff", "Which parcels are late")
    expect(page.get_by_text("5 handoffs; 3 have no agreed time.")).to_be_visible()

    # A card of the blueprint stands in its lane, and in the drawing, whose lines have names.
    press(page, "Show the blueprint")
    add(page, "New card in Frontstage", "Waves at her")
    expect(page.locator("[data-card]").filter(has_text="Waves at her")).to_be_visible()
    drawn = page.locator(".cjm-beside")
    if is_narrow(page):
        drawn.locator("summary").filter(has_text="Sends it back").click()
    for line in ("Line of interaction", "Line of visibility", "Line of internal interaction"):
        expect(drawn.get_by_text(line, exact=True).locator("visible=true").first).to_be_visible()
    expect(drawn.get_by_text("One person opens what came back").locator("visible=true")).to_have_count(1)

    # Teams that differ most come first, with the numbers below the chart.
    press(page, "Compare the teams")
    expect(page.get_by_text(re.compile("Krippendorff’s α \\+0.41")).first).to_be_visible()
    expect(page.locator(".cjm-first li").first).to_contain_text("Waits for the refund")
    fits(page)
    axe_finds_nothing(page)


def test_by_keyboard_alone(page: Page) -> None:
    if is_narrow(page):
        row = page.get_by_role("region", name="Waits for the refund", exact=True)
        tab_to(page, row.get_by_role("button").first)
        page.keyboard.press("Enter")
        tab_to(page, row.get_by_label("Finance", exact=True))
        page.keyboard.type("Acc")
    else:
        # The grid is one stop of Tab; arrow keys move in it, and a letter chooses.
        tab_to(page, page.locator(".cjw-cells button[tabindex='0']"))
        page.keyboard.press("Control+End")
        expect(cell(page, "Waits for the refund", "Finance")).to_be_focused()
        page.keyboard.press("a")
    expect(page.locator(".unclear li")).to_have_count(2)

    tab_to(page, page.get_by_role("button", name="Show the handoffs", exact=True))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("New Handoff", exact=True))
    page.keyboard.type("Who is ill today")
    page.keyboard.press("Enter")
    expect(page.get_by_text("5 handoffs; 3 have no agreed time.")).to_be_visible()

    tab_to(page, page.get_by_role("button", name="Show the blueprint", exact=True))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("New card in Backstage", exact=True))
    page.keyboard.type("Looks for her name")
    page.keyboard.press("Enter")
    expect(page.locator("[data-card]").filter(has_text="Looks for her name")).to_be_visible()

    tab_to(page, page.get_by_role("button", name="Compare the teams", exact=True))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Show what each team says as a chart", exact=True))
    page.keyboard.press("Enter")
    numbers = page.get_by_role("region", name="The numbers in the chart").first
    expect(numbers.get_by_role("row").nth(1)).to_contain_text("Waits for the refund")
    fits(page)
