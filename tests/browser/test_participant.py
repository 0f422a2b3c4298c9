"""What a participant's phone opens: fit for a thumb, light on the wire, and nothing written is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from cjm_widgets.model import Step
from tests.browser.weighing import Wire
from tests.serve.leading import call
from tests.serve.running import RunningKit, running_kit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.conftest import NewPage

pytestmark = pytest.mark.browser

PAGE = "/participant?workshop=online-shop"
MOST_REQUESTS = 10
MOST_BYTES = 400_000
MOST_AGAIN = 40_000
SMALLEST_TARGET = 44
SMALLEST_TEXT = 16

TARGETS = """() => [...document.querySelectorAll("button, input, select, textarea, a[href], label:has(> input)")]
  .filter((element) => !element.matches("label > input, .cjm-skip") && element.checkVisibility())
  .map((element) => [element.outerHTML.slice(0, 120), element.getBoundingClientRect()])
  .filter(([_html, box]) => box.width > 0 && (box.height < SIZE || box.width < SIZE)).map(([html]) => html)"""
SMALL_TEXT = """() => [...document.querySelectorAll("input:not([type=radio]):not([type=checkbox]), select, textarea")]
  .filter((element) => element.checkVisibility() && parseFloat(getComputedStyle(element).fontSize) < SIZE)
  .map((element) => element.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningKit]:
    with running_kit(tmp_path_factory.mktemp("participants"), "--sample") as running:
        call(running, "online-shop", Step.EMOTIONS)
        yield running


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    return new_page(width=390, height=844)


def open_page(page: Page) -> None:
    page.goto(PAGE)
    page.locator(".cjw-one").first.wait_for()
    page.locator("body[data-connection=live]").wait_for()


def one(page: Page, touchpoint: str) -> Page:
    return page.get_by_role("group", name=touchpoint, exact=True)


def progress(page: Page) -> tuple[int, int]:
    said = re.search(r"(\d+) of (\d+)", page.locator(".cjw-progress").first.inner_text())
    assert said
    return int(said[1]), int(said[2])


def test_it_says_where_one_is_and_leads_nowhere_else(phone: Page) -> None:
    open_page(phone)
    bar = phone.get_by_role("banner")
    expect(bar).to_contain_text("6 Emotions and pain points")
    expect(bar).to_contain_text("First order")
    expect(phone).to_have_title(re.compile("First order"))
    expect(bar.get_by_role("link")).to_have_count(0)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_everything_is_large_enough_for_a_thumb(phone: Page) -> None:
    open_page(phone)
    one(phone, "Sees the advert").get_by_role("radio", name="neutral", exact=True).check()
    expect(one(phone, "Sees the advert").get_by_label("In a word")).to_be_visible()
    assert phone.evaluate(TARGETS.replace("SIZE", str(SMALLEST_TARGET))) == []
    assert phone.evaluate(SMALL_TEXT.replace("SIZE", str(SMALLEST_TEXT))) == []


def test_what_is_written_is_saved_counted_and_there_again_after_a_reload(phone: Page) -> None:
    open_page(phone)
    before, everything = progress(phone)
    asked = one(phone, "Pays")
    asked.get_by_role("radio", name="very bad", exact=True).check()
    expect(phone.locator(".cjw-progress").first).to_contain_text(f"{before + 1} of {everything}")
    asked.get_by_label("In a word").fill("stuck")
    asked.get_by_label("A quote").fill("I could not find the button.")
    asked.get_by_label("A quote").blur()
    expect(phone.locator(".cjw-each .cjw-saved").first).to_have_attribute("data-state", "saved")
    phone.reload()
    asked = one(phone, "Pays")
    expect(asked.get_by_role("radio", name="very bad", exact=True)).to_be_checked()
    expect(asked.get_by_label("In a word")).to_have_value("stuck")
    expect(asked.get_by_label("A quote")).to_have_value("I could not find the button.")
    assert progress(phone) == (before + 1, everything)


def test_progress_and_what_is_saved_stay_in_sight(phone: Page) -> None:
    open_page(phone)
    one(phone, "Waits for the refund").scroll_into_view_if_needed()
    expect(phone.locator(".cjw-progress").first).to_be_in_viewport()
    expect(phone.locator(".cjw-each .cjw-saved").first).to_be_in_viewport()


def test_a_form_is_there_before_the_connection_is(phone: Page) -> None:
    phone.add_init_script("window.WebSocket = class extends EventTarget { close() {} send() {} };")
    phone.goto(PAGE)
    asked = one(phone, "Sees the advert")
    asked.get_by_role("radio", name="neutral", exact=True).check()
    expect(asked.get_by_label("In a word")).to_be_visible()
    assert phone.evaluate("document.body.dataset.connection") is None


def test_a_workshop_that_is_not_there_says_what_to_do(phone: Page) -> None:
    phone.goto("/participant?workshop=workshop-nowhere")
    expect(phone.get_by_text("Ask the facilitator for the link.")).to_be_visible()


def test_a_first_visit_is_light_and_a_second_one_next_to_nothing(phone: Page) -> None:
    wire = Wire()
    wire.watch(phone)
    open_page(phone)
    phone.wait_for_load_state("networkidle")
    assert wire.requests <= MOST_REQUESTS, wire
    assert wire.bytes <= MOST_BYTES, wire
    wire.requests = wire.bytes = 0
    phone.reload()
    phone.locator("body[data-connection=live]").wait_for()
    phone.wait_for_load_state("networkidle")
    assert wire.requests <= 2, wire
    assert wire.bytes <= MOST_AGAIN, wire
