"""Step 4 as a person meets it: the inventory in its views, channels, owners, significance; pasting 200 rows."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.walking import PATIENCE_MS, SIZES, axe_finds_nothing, fits, open_step, own_sample, tab_to
from tests.serve.running import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import NewPage, Seen
    from tests.serve.running import RunningKit

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)

WORKBOOK = ROOT / "tests" / "browser" / "widgets_page" / "lists" / "moments.xlsx"
CHANNELS = ("Website", "Chat", "E-mail", "Fax machine")


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}px")
def page(request: pytest.FixtureRequest, new_page: NewPage, kit: RunningKit) -> Page:
    width, height = request.param
    page = new_page(width=width, height=height)
    open_step(page, "04-touchpoints", own_sample(kit))
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def zipped(name: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, "<w/>")
    return content.getvalue()


def test_by_mouse(page: Page) -> None:
    expect(page.get_by_text("Website carries 8 of 15 touchpoints; 2 gaps and 3 possible doubles.")).to_be_visible()

    # The matrix names what it shows, and follows a change that is made elsewhere on the page.
    press(page, "Show the channels")
    matrix = page.get_by_role("region", name="Channels by stage")
    expect(matrix.get_by_role("row", name=re.compile("^Website"))).to_contain_text("Opens the size guide")
    expect(matrix.get_by_text("breaks off", exact=True)).to_have_count(2)
    doubles = page.locator(".cjm-panel").filter(has=page.get_by_role("heading", name="Doubles to look at"))
    expect(doubles).to_contain_text("Orders and pays, Website: “Goes to the checkout” and “Pays”.")
    page.locator("[data-card]").filter(has_text="Pays").locator(".cjw-card-title").first.click()
    channel = page.get_by_role("dialog").get_by_label("Channel")
    channel.fill("App")
    channel.press("Tab")
    page.keyboard.press("Escape")
    expect(matrix.get_by_role("row", name=re.compile("^App"))).to_contain_text("Pays")

    # The chart comes from our own server, with its numbers.
    press(page, "Explore it as a chart")
    page.locator(".bk-Figure canvas").first.wait_for()
    numbers = page.get_by_role("region", name="The numbers in the chart")
    expect(numbers.get_by_role("row", name=re.compile("^App Orders and pays 1 Pays"))).to_be_visible()
    press(page, "Close the chart")
    expect(numbers).to_be_hidden()

    # Owners and directions: what nobody looks after is named.
    press(page, "Show owners and directions")
    expect(page.get_by_role("heading", name="Who begins, and who receives")).to_be_visible()
    expect(page.get_by_text("Customer → Organisation")).to_be_visible()
    page.get_by_label("Look at the touchpoints").select_option("by owner team")
    expect(page.get_by_role("heading", name=re.compile("Finance"))).to_be_visible()

    # Significance.
    press(page, "Rate and compare")
    expect(page.get_by_text("“Pays” satisfies least for what it matters")).to_be_visible()
    page.get_by_label("Satisfaction: Pays", exact=True).select_option(label="very satisfied")
    expect(page.get_by_text("“Goes to the checkout” satisfies least for what it matters")).to_be_visible()
    fits(page)
    axe_finds_nothing(page)


def test_by_keyboard_alone(page: Page) -> None:
    tab_to(page, page.get_by_label("Look at the touchpoints"))
    new = page.get_by_label("New card in Notices a dress")
    tab_to(page, new)
    page.keyboard.type("Asks a friend")
    page.keyboard.press("Enter")
    card = page.locator("[data-card]").filter(has_text="Asks a friend").locator(".cjw-card-title")
    expect(card).to_be_visible()
    page.keyboard.press("Shift+Tab")
    tab_to(page, page.get_by_role("button", name="Show the channels", exact=True))
    page.keyboard.press("Enter")
    matrix = page.get_by_role("region", name="Channels by stage")
    expect(matrix.get_by_role("rowheader", name="no channel")).to_be_visible()
    expect(page.get_by_text("Without a channel: “Asks a friend”.", exact=True)).to_be_visible()
    tab_to(page, matrix)
    tab_to(page, page.get_by_role("button", name="Explore it as a chart", exact=True))
    page.keyboard.press("Enter")
    numbers = page.get_by_role("region", name="The numbers in the chart")
    expect(numbers.get_by_role("row", name=re.compile("^no channel Notices a dress 1 Asks a friend"))).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Rate and compare", exact=True))
    page.keyboard.press("Space")
    rating = page.get_by_label("Importance to the customer: Asks a friend", exact=True)
    tab_to(page, rating)
    page.keyboard.press("ArrowDown")
    expect(rating).not_to_have_value("")
    fits(page)


def test_pasting_200_rows_from_a_spreadsheet(page: Page, seen: Seen) -> None:
    rows = [f"Moment {n}\t{CHANNELS[n % len(CHANNELS)]}\tWaits and tries on\t{n % 5 + 1}" for n in range(200)]
    text = "\n".join(["Touchpoint\tChannel\tStage\tImportance to the customer", *rows])
    page.get_by_label("Look at the touchpoints").select_option("as a list")
    expect(page.get_by_label("Touchpoint: Pays", exact=True)).to_be_visible()
    expect(page.get_by_label("New card in Notices a dress")).to_be_hidden()
    page.get_by_role("button", name="Paste or import rows…").first.click()
    # What reads Excel files comes when somebody chooses one; where it does not, that is said.
    dialog = page.get_by_role("dialog")
    assert not any("workbook.js" in url for url in seen.requests)
    page.route("**/workbook.js", lambda route: route.abort())
    dialog.get_by_label("Choose a file").set_input_files(WORKBOOK)
    expect(dialog.get_by_role("alert")).to_contain_text("what reads Excel files did not arrive. Reload the page")
    page.unroute("**/workbook.js")
    assert [error for error in seen.errors if "ERR_FAILED" not in error] == []
    seen.errors.clear()
    dialog.get_by_label("Choose a file").set_input_files(WORKBOOK)
    expect(dialog.get_by_role("cell", name="Opens the bill")).to_be_visible()
    (address,) = {url for url in seen.requests if "workbook.js" in url}
    assert re.search(r"/cjm/open/widgets/\w+/workbook\.js$", address)
    # What is wrong with a file comes out of that module as the sentence that it is.
    letter = {"name": "letter.xlsx", "mimeType": "", "buffer": zipped("word/document.xml")}
    dialog.get_by_label("Choose a file").set_input_files(letter)
    expect(dialog.get_by_role("alert")).to_contain_text("“letter.xlsx”: there is no sheet with cells in it.")
    dialog.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Paste or import rows…").first.click()
    box = page.get_by_role("dialog").get_by_role("textbox").first
    box.evaluate("(box, text) => { box.value = text; box.dispatchEvent(new Event('input', {bubbles: true})); }", text)
    expect(page.get_by_role("dialog").get_by_role("table")).to_contain_text("Moment 1")
    page.get_by_role("button", name="Add rows: 200").click()
    expect(page.get_by_text("Rows added: 200.")).to_be_visible()
    expect(page.get_by_text(re.compile(r"of 215 touchpoints"))).to_be_visible()
    press(page, "Show the channels")
    matrix = page.get_by_role("region", name="Channels by stage")
    expect(matrix.get_by_role("row", name=re.compile("^Fax machine"))).to_contain_text("and 46 more")
    fits(page)
    # All of them are one batch: one press takes them back.
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("Website carries 8 of 15 touchpoints", exact=False).first).to_be_visible()
