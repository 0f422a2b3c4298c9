"""Step 1 on a real kit: an objective with its metric, hopes, and hypotheses held against data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.walking import (
    SIZES,
    axe_finds_nothing,
    begin_blank,
    begin_sample,
    board,
    choose,
    open_step,
    press,
    tab_to,
    write,
)

if TYPE_CHECKING:
    from tests.browser.conftest import NewPage
    from tests.serve.running import RunningKit

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

STEP = "01-objectives"
STATEMENT = "Mend the two worst places"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("keys", [False, True], ids=["mouse", "keys"])
def test_an_objective_is_written_measured_and_done(
    kit: RunningKit, new_page: NewPage, size: tuple[int, int], *, keys: bool
) -> None:
    workshop = begin_blank(kit, "Aims")
    page = new_page(width=size[0], height=size[1])
    open_step(page, STEP, workshop)
    expect(page.get_by_text("No objective yet.", exact=False).first).to_be_visible()

    objectives = board(page, "Objectives")
    write(page, objectives.get_by_role("textbox"), STATEMENT, keys=keys)
    page.keyboard.press("Enter")
    expect(page.locator(".sheet.objective").get_by_role("heading", name=STATEMENT)).to_be_visible()

    press(page, objectives.locator(".cjw-card-title").filter(has_text=STATEMENT), keys=keys)
    sheet = page.get_by_role("dialog", name="Objective")
    write(page, sheet.get_by_label("Starts with"), "An advert", keys=keys)
    write(page, sheet.get_by_label("Ends with"), "The money is back", keys=keys)
    write(page, sheet.get_by_label("Owner of the map"), "Jo Lindt", keys=keys)
    write(page, sheet.get_by_label("New Metric"), "Second orders", keys=keys)
    page.keyboard.press("Enter")
    press(page, sheet.get_by_role("button", name="Second orders"), keys=keys)
    write(page, sheet.get_by_label("Unit"), "%", keys=keys)
    write(page, sheet.get_by_label("Baseline", exact=True), "18", keys=keys)
    write(page, sheet.get_by_label("Target", exact=True), "24", keys=keys)
    press(page, sheet.get_by_role("button", name="Done"), keys=keys)

    drawn = page.locator(".sheet.objective")
    expect(drawn).to_contain_text("today 18 %, target 24 %")
    for words in ("An advert", "The money is back", "Jo Lindt"):
        expect(drawn).to_contain_text(words)

    write(page, board(page, "What would be failure?").get_by_role("textbox"), "A poster", keys=keys)
    page.keyboard.press("Enter")
    expect(page.locator("[data-card]").filter(has_text="A poster")).to_have_count(1)
    press(page, board(page, "What would be failure?").get_by_role("button", name="Undo"), keys=keys)
    expect(page.locator("[data-card]").filter(has_text="A poster")).to_have_count(0)

    page.reload()
    expect(page.locator(".sheet.objective")).to_contain_text("today 18 %, target 24 %")
    page.goto(f"/facilitator?workshop={workshop}")
    step = page.get_by_role("button", name="1 Objectives")
    expect(step).to_contain_text("done")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("keys", [False, True], ids=["mouse", "keys"])
def test_hypotheses_are_held_against_the_data(
    kit: RunningKit, new_page: NewPage, size: tuple[int, int], *, keys: bool
) -> None:
    workshop = begin_sample(kit)
    page = new_page(width=size[0], height=size[1])
    open_step(page, STEP, workshop)
    expected = board(page, "What do we expect to find?")
    press(page, expected.locator(".cjw-card-title").filter(has_text="cannot tell which size"), keys=keys)
    sheet = page.get_by_role("dialog", name="Hypothesis")
    direction = sheet.get_by_label("Expected direction")
    if direction.evaluate("element => element.tagName") == "SELECT":
        choose(page, direction, "Higher", keys=keys)
    threshold = str(30 + size[0] % 7 + keys)
    write(page, sheet.get_by_label("Threshold"), threshold, keys=keys)
    press(page, sheet.get_by_role("button", name="Done"), keys=keys)
    found = page.locator(".hypotheses")
    expect(found.filter(has_text=f"above {threshold}")).to_have_count(1)
    press(page, page.get_by_role("button", name="Hold them against the data"), keys=keys)
    expect(page.get_by_text("3 hypotheses have been held against the data.")).to_be_visible()
    verdicts = found.locator(".verdict")
    expect(verdicts).to_contain_text(["Contradicted", "Contradicted", "Supported"])
    expect(found).to_contain_text("found: 64\u00a0% (95 % interval 62\u00a0% to 67\u00a0%, n\u00a01,378")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    kit: RunningKit, new_page: NewPage, size: tuple[int, int]
) -> None:
    page = new_page(width=size[0], height=size[1])
    open_step(page, STEP, begin_sample(kit))
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    axe_finds_nothing(page)
    card = board(page, "Objectives").locator(".cjw-card-title").first
    tab_to(page, card)
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="Objective").wait_for()
    axe_finds_nothing(page)
