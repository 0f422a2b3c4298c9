"""Step 3 on a real kit: a persona's sheet, the choice of the primary one, comparison and empathy maps."""

from __future__ import annotations

import base64
import re
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
    mark,
    open_step,
    press,
    tab_to,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import NewPage
    from tests.serve.running import RunningKit

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

STEP = "03-personas"
SQUARE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def add_point(page: Page, sheet: Locator, aspect: str, text: str, *, keys: bool) -> None:
    """Write one point into an open persona's sheet, and say which aspect it is about."""
    write(page, sheet.get_by_label("New Goal, need or frustration"), text, keys=keys)
    page.keyboard.press("Enter")
    asked = page.get_by_role("dialog", name="New Goal, need or frustration")
    field = asked.get_by_label("Aspect")
    if field.evaluate("element => element.tagName") == "SELECT":
        choose(page, field, aspect, keys=keys)
    else:
        mark(page, asked.get_by_role("radio", name=aspect), keys=keys)
    mark(page, asked.get_by_role("radio", name="Anecdote"), keys=keys)
    press(page, asked.get_by_role("button", name="Add", exact=True), keys=keys)
    expect(sheet.locator(".cjw-part").filter(has_text=text)).to_have_count(1)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("keys", [False, True], ids=["mouse", "keys"])
def test_a_persona_is_written_chosen_and_done(
    kit: RunningKit, new_page: NewPage, size: tuple[int, int], *, keys: bool
) -> None:
    workshop = begin_blank(kit, "People")
    page = new_page(width=size[0], height=size[1])
    open_step(page, STEP, workshop)
    expect(page.get_by_text("No persona yet.", exact=False).first).to_be_visible()

    personas = board(page, "Personas")
    write(page, personas.get_by_role("textbox"), "Ada, first order", keys=keys)
    page.keyboard.press("Enter")
    drawn = page.locator(".sheet").filter(has_text="Ada, first order")
    expect(drawn.get_by_role("heading", name="Ada, first order")).to_be_visible()
    expect(drawn.get_by_text("Nothing written yet")).to_have_count(3)

    press(page, personas.locator(".cjw-card-title").filter(has_text="Ada"), keys=keys)
    sheet = page.get_by_role("dialog", name="Persona", exact=True)
    write(page, sheet.get_by_label("In their words"), "Is it real?", keys=keys)
    for aspect, text in (("Goal", "Look right"), ("Need", "Know the size"), ("Frustration", "Money away")):
        add_point(page, sheet, aspect, text, keys=keys)
    press(page, sheet.get_by_role("button", name="Done"), keys=keys)
    expect(drawn.get_by_text("Nothing written yet")).to_have_count(0)
    for words in ("Look right", "Know the size", "Money away", "“Is it real?”"):
        expect(drawn).to_contain_text(words)

    choose(page, page.get_by_label("Primary persona"), "Ada, first order", keys=keys)
    if keys:
        page.keyboard.press("Tab")
    expect(drawn).to_contain_text("Primary persona")
    page.goto(f"/facilitator?workshop={workshop}")
    expect(page.get_by_role("button", name="3 Personas")).to_contain_text("done")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("keys", [False, True], ids=["mouse", "keys"])
def test_notes_go_into_the_boxes_of_whoever_is_chosen(
    kit: RunningKit, new_page: NewPage, size: tuple[int, int], *, keys: bool
) -> None:
    page = new_page(width=size[0], height=size[1])
    open_step(page, STEP, begin_sample(kit))
    press(page, page.locator(".cjw-step-go").filter(has_text="Joel, six orders a year"), keys=keys)
    expect(page.get_by_role("heading", name="Empathy map: Joel, six orders a year")).to_be_visible()
    notes = board(page, "Notes: Joel, six orders a year")
    box = notes.locator("section.cjw-column").filter(has=page.get_by_role("heading", name="What do they hear?"))
    text = f"Colleagues ask him {size[0]}{'k' if keys else 'm'}"
    write(page, box.get_by_role("textbox"), text, keys=keys)
    page.keyboard.press("Enter")
    hears = page.locator(".empathy.six .at-hear")
    expect(hears).to_contain_text(text)
    listed = page.locator("summary").filter(has_text="The same as a list")
    press(page, listed, keys=keys)
    expect(page.locator(".empathy-list")).to_contain_text(text)
    press(page, notes.get_by_role("button", name="Undo"), keys=keys)
    expect(hears).not_to_contain_text(text)
    # What one has unfolded stays so when something is written.
    expect(page.locator(".empathy-list")).not_to_contain_text(text)
    expect(page.locator(".empathy-list")).to_be_visible()


def test_personas_are_compared_and_a_picture_takes_the_place_of_initials(
    kit: RunningKit, page: Page, tmp_path: Path
) -> None:
    open_step(page, STEP, begin_sample(kit))
    page.get_by_role("button", name="Compare them").click()
    table = page.get_by_role("table", name="Personas side by side")
    closing = page.get_by_role("button", name="Close: Personas side by side")
    expect(closing).to_have_attribute("aria-expanded", "true")
    expect(table.get_by_role("columnheader")).to_have_text(
        [re.compile("Nadia, first order"), re.compile("Joel, six orders a year")]
    )
    expect(table.get_by_role("row").filter(has_text="Share of customers")).to_contain_text(re.compile("46.%.*21.%"))
    expect(page.get_by_text("Together 67\u00a0% of customers")).to_be_visible()
    file = tmp_path / "joel.png"
    file.write_bytes(SQUARE)
    board(page, "Personas").locator(".cjw-card-title").filter(has_text="Joel").click()
    sheet = page.get_by_role("dialog", name="Persona", exact=True)
    sheet.get_by_text(re.compile("More fields")).first.click()
    sheet.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".sheet").filter(has_text="Joel").locator(".face img")).to_have_count(1)
    share = sheet.get_by_label("Share of customers")
    share.fill("80")
    share.press("Enter")
    expect(page.get_by_text("Together they are 126\u00a0%.", exact=False)).to_have_count(1)
    share.fill("21")
    share.press("Enter")
    expect(page.get_by_text("Together they are", exact=False)).to_have_count(0)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    kit: RunningKit, new_page: NewPage, size: tuple[int, int]
) -> None:
    page = new_page(width=size[0], height=size[1])
    open_step(page, STEP, begin_sample(kit))
    page.get_by_role("button", name="Compare them").click()
    page.get_by_role("table", name="Personas side by side").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    axe_finds_nothing(page)
    card = board(page, "Personas").locator(".cjw-card-title").first
    tab_to(page, card)
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="Persona", exact=True).wait_for()
    axe_finds_nothing(page)
