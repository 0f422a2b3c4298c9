"""Once through all eight steps with the sample, from the facilitator's page, to the map that comes of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.walking import PATIENCE_MS, axe_finds_nothing, board, fits, own_sample

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import NewPage
    from tests.serve.running import RunningKit

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)

STEPS = (
    ("Objectives", "What do we expect to find?", "Most of them come from adverts."),
    ("Customer data", "What surprises you in the data?", "Nobody asked those who left."),
    ("Personas", "Personas", "Jun, buys for his mother"),
    ("Touchpoints and channels", "Touchpoints", "Reads the care label"),
    ("Stages", "Stages in order", "Tells a friend"),
    ("Emotions and pain points", "What hurts", "The label scratches."),
    ("Collaboration", "Show the handoffs", "The care label's words"),
    ("Action", "Opportunities", "How might we cut the label out?"),
)
"""Name, the board to write on (or what opens a list), and what is written."""
ON_THE_MAP = ("Reads the care label", "Tells a friend", "The label scratches.")


def new_card(page: Page, title: str) -> Locator:
    if title.startswith("Show"):
        page.get_by_role("button", name=title, exact=True).click()
        return page.get_by_label("New Handoff", exact=True)
    return board(page, title).locator(".cjw-add").get_by_role("textbox").last


def test_through_all_eight_steps(new_page: NewPage, kit: RunningKit) -> None:
    page = new_page()
    page.set_default_timeout(PATIENCE_MS)
    workshop = own_sample(kit)
    page.goto(f"/facilitator?workshop={workshop}")
    page.locator("body[data-connection=live]").wait_for()
    steps = page.get_by_role("navigation", name="Steps")
    for number, (name, title, text) in enumerate(STEPS, start=1):
        steps.get_by_role("button", name=re.compile(f"^{number} {name}")).click()
        expect(steps.locator("[aria-current=step]")).to_contain_text(name)
        box = new_card(page, title)
        box.fill(text)
        box.press("Enter")
        expect(box).to_have_value("")
        fits(page)
    expect(board(page, STEPS[-1][1]).get_by_text("Saved", exact=True)).to_be_visible()
    axe_finds_nothing(page)
    page.goto(f"/journey-map?workshop={workshop}")
    for text in ON_THE_MAP:
        expect(page.get_by_text(text).first).to_be_visible()
