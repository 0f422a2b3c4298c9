"""Step 2 as a person meets it: a file taken in, tied to the map, its numbers on it, and what surprises in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from cjm_widgets.apps.sample import begin_workshop
from cjm_widgets.store import open_store
from tests.browser.walking import PATIENCE_MS, SIZES, board, choose, fits, open_step, press, tab_to, write

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import NewPage
    from tests.serve.running import RunningKit

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)

BUYERS = 60
"""Of whom every second one pays, and one row is without a day."""


@pytest.fixture
def events(tmp_path: Path) -> Path:
    rows = ["customer_id,time,event"]
    for buyer in range(BUYERS):
        rows.append(f"c{buyer},2026-10-01T09:{buyer:02}:00,looked")
        rows += [f"c{buyer},2026-10-01T10:{buyer:02}:00,paid"] if buyer % 2 else []
    path = tmp_path / "clicks.csv"
    path.write_text("\n".join([*rows, "c0,someday,looked"]) + "\n", encoding="utf-8")
    return path


def begun(kit: RunningKit) -> str:
    with open_store(kit.store) as store:
        return begin_workshop(store, "From data", "", "online-shop")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}px")
@pytest.mark.parametrize("keys", [False, True], ids=["mouse", "keys"])
def test_a_file_comes_to_the_map(
    new_page: NewPage, kit: RunningKit, events: Path, size: tuple[int, int], *, keys: bool
) -> None:
    page = new_page(width=size[0], height=size[1])
    open_step(page, "02-customer-data", begun(kit))
    take_in(page, events, keys=keys)
    expect(page.get_by_text("90 rows taken in")).to_be_visible()

    choose(page, page.get_by_label("Touchpoint or stage: paid", exact=True), "Pays", keys=keys)
    press(page, page.get_by_role("button", name="Work out the numbers"), keys=keys)
    expect(page.get_by_text(re.compile(r"numbers? (is|are) on the map"))).to_be_visible()
    expect(page.get_by_text(re.compile("30 of 60")).first).to_be_visible()

    surprises = board(page, "What surprises you in the data?")
    write(page, surprises.get_by_role("textbox").first, "Half of them never pay.", keys=keys)
    page.keyboard.press("Enter")
    expect(surprises.locator("[data-card]")).to_contain_text("Half of them never pay.")
    fits(page)


def take_in(page: Page, file: Path, *, keys: bool) -> None:
    """Choose a file and go with it through preview, columns and report, to where it is kept."""
    chooser = page.locator("input[type=file]").first
    with page.expect_file_chooser() as opened:
        if keys:
            tab_to(page, chooser)
            page.keyboard.press("Enter")
        else:
            page.get_by_text("Choose a file", exact=True).first.click()
    opened.value.set_files(file)
    expect(page.get_by_role("heading", name="The first rows")).to_be_visible()
    press(page, page.get_by_role("button", name="Choose the columns"), keys=keys)
    choose(page, page.get_by_label("Consent or licence required"), "Invented for practice", keys=keys)
    press(page, page.get_by_role("button", name="Check the file"), keys=keys)
    report = page.get_by_role("heading", name="What becomes of each row")
    expect(report).to_be_visible()
    expect(page.get_by_text("90 of 91 rows taken over")).to_be_visible()
    press(page, page.get_by_role("button", name="Take it in"), keys=keys)
    expect(report).to_have_count(0)
