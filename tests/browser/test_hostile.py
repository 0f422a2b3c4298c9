"""Whatever people write is text: on every page, in every file, for everybody, and at a phone's width."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from cjm_widgets.model import Phase, Role, Step, Touchpoint, Viewer, document
from cjm_widgets.store import open_store
from cjm_widgets.view.protocol.handout import handout_page
from cjm_widgets.view.protocol.lists import protocol_lists
from cjm_widgets.view.protocol.page import protocol_page
from cjm_widgets.view.protocol.record import gather
from cjm_widgets.view.publish import publish
from tests.browser.hostile import NASTY, WORKSHOP, hostile_workshop
from tests.serve.running import RunningKit, running_kit, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from cjm_widgets.store import Seat, Store
    from tests.browser.conftest import NewPage, Seen

pytestmark = pytest.mark.browser

LONG = "A long story. " * 7_200
"""A hundred thousand characters."""

# What of it has become more than text: elements and attributes that stand nowhere in our own pages.
ALIVE = """() => [...document.querySelectorAll(
    "[onload], [onerror], [onmouseover], [onclick], iframe, base, meta[http-equiv=refresh], [src*='evil.test']"
    + ", a[href^='javascript:'], svg a[*|href^='javascript:']")]
  .concat([...document.scripts, ...document.querySelectorAll("style")].filter((one) =>
    /hacked=1|^\\*{display:none}$/.test(one.textContent.trim()) && !/application/.test(one.type)))
  .map((one) => one.outerHTML.slice(0, 200))"""
WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && one.checkVisibility()
    && ![...function* () { for (let up = one.parentElement; up; up = up.parentElement) yield up; }()]
      .some((up) => ["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX)))
  .slice(-3).map((one) => one.outerHTML.slice(0, 160))"""

LED = (
    "00-start", "01-objectives", "02-customer-data", "03-personas", "04-touchpoints", "05-stages", "06-emotions",
    "07-collaboration", "08-action", "facilitator", "projector", "journey-map",
)  # fmt: skip


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningKit]:
    with running_kit(tmp_path_factory.mktemp("hostile")) as running:
        yield running


@pytest.fixture(scope="module")
def store(kit: RunningKit) -> Iterator[Store]:
    opened = open_store(kit.store)
    opened.add(hostile_workshop())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def leader(store: Store) -> Iterator[Seat]:
    seat = store.seat(WORKSHOP, Viewer(role=Role.FACILITATOR))
    yield seat
    seat.close()


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    page = new_page(width=390, height=844)
    page.set_default_timeout(60_000)
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    return page


def holds(page: Page, name: str) -> None:
    """Hold that nothing on the page is alive that somebody wrote, and that it fits the screen."""
    assert page.evaluate("globalThis.hacked") is None, name
    assert page.evaluate(ALIVE) == [], name
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, (name, wide, page.evaluate(WIDE))


def come_in(page: Page, leader: Seat, name: str) -> None:
    """Join by the code on the wall."""
    code = leader.door.open().result().join_code
    page.goto(f"/j/{code}")
    holds(page, "/j/")
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Come in").click()
    page.locator("body[data-connection=live]").wait_for()


@pytest.mark.parametrize("name", LED)
def test_pages_of_those_who_lead(phone: Page, store: Store, name: str) -> None:
    assert store.load(WORKSHOP).all(Touchpoint)
    phone.goto(f"/{name}?workshop={WORKSHOP}")
    phone.locator("body.is-open").wait_for()
    phone.locator("body[data-connection=live]").wait_for()
    expect(phone.locator("body")).to_contain_text("<")
    holds(phone, name)


def test_the_participants_page(new_page: NewPage, leader: Seat) -> None:
    page = new_page(width=390, height=844, let_in=False)
    leader.set_clock(lambda clock: clock.at(Step.TOUCHPOINTS, Phase.REVEAL)).result()
    come_in(page, leader, NASTY[0][:60])
    expect(page.locator("body")).to_contain_text(NASTY[0])
    holds(page, "participant, touchpoints")
    for step, phase in ((Step.EMOTIONS, Phase.COLLECT), (Step.EMOTIONS, Phase.REVEAL), (Step.ACTION, Phase.DECIDE)):
        leader.set_clock(lambda clock, step=step, phase=phase: clock.at(step, phase)).result()
        expect(page.get_by_text(f"{step.number} {step.label}").first).to_be_visible()
        holds(page, f"participant, {step}, {phase}")


def test_what_somebody_types_into_their_page(new_page: NewPage, leader: Seat, store: Store) -> None:
    """By the page itself, in every box that a card has: kept as typed, shown as text; too long is said and not kept."""
    page = new_page(width=390, height=844, let_in=False)
    leader.set_clock(lambda clock: clock.at(Step.TOUCHPOINTS, Phase.COLLECT)).result()
    come_in(page, leader, "Noor")
    page.get_by_role("button", name=re.compile("^Add", re.IGNORECASE)).first.wait_for()
    board = page.locator(".cjw").filter(has=page.get_by_role("heading", name="Where does the customer meet us?"))
    box = board.get_by_role("textbox").first
    box.fill(LONG)
    box.press("Enter")
    # It says how long it may be, and the text is still there: after a reload, too.
    expect(board.get_by_role("alert")).to_contain_text("at most 300 characters")
    expect(box).to_have_value(LONG)
    page.reload()
    expect(box).to_have_value(LONG)
    assert page.evaluate("globalThis.hacked") is None
    assert all(len(one.name) <= 300 for one in store.load(WORKSHOP).all(Touchpoint))
    box.fill(NASTY[1])
    box.press("Enter")
    expect(board.get_by_text(NASTY[1], exact=True).first).to_be_visible()
    holds(page, "participant, writing")
    until(lambda: NASTY[1] in [one.name for one in store.load(WORKSHOP).all(Touchpoint) if one.id != "touchpoint-1"])
    fill_the_sheet(page, board)
    me = page.get_by_role("button", name="You are Noor", exact=False)
    me.click()
    page.get_by_label("Your name").fill(LONG)
    expect(page.get_by_label("Your name")).to_have_value(LONG[:60])  # the box takes no more
    page.get_by_label("Your name").fill(NASTY[0][:60])
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved").first).to_be_visible()
    holds(page, "participant, as somebody else")


def fill_the_sheet(page: Page, board: Locator) -> None:
    """Open the card's sheet, and put hostile and endless text into every box of it."""
    board.get_by_text(NASTY[1], exact=True).first.click()
    sheet = page.get_by_role("dialog")
    for more in sheet.locator("summary").all():
        more.click()
    boxes = sheet.locator("textarea:visible, input[type=text]:visible, input[type=url]:visible")
    assert boxes.count() >= 5
    for n in range(boxes.count()):
        box = boxes.nth(n)
        box.fill(LONG)
        box.blur()
        held = box.input_value()
        assert len(held) >= len(LONG) - 1 or held == "", "a text that is too long is said, not cut off"
        box.fill(NASTY[n % 4] if box.get_attribute("type") != "url" else "javascript:hacked=1")
        box.blur()
    holds(page, "participant, in a card's sheet")
    page.keyboard.press("Escape")


def test_the_published_page(new_page: NewPage, seen: Seen, tmp_path: Path) -> None:
    published = publish(hostile_workshop(), tmp_path, now=datetime(2026, 4, 1, tzinfo=UTC).date())
    page = new_page(width=390, height=844)
    page.goto(published.page.as_uri())
    expect(page.locator("body")).to_contain_text(NASTY[0])
    holds(page, "published")
    seen.requests = [url for url in seen.requests if not url.startswith("file:")]


def test_the_protocol_and_its_lists() -> None:
    workshop = hostile_workshop()
    record = gather(workshop, now=datetime(2026, 4, 1, tzinfo=UTC), names=True)
    for page in (protocol_page(record), handout_page(workshop)):
        assert "&lt;script&gt;" in page
        assert re.search(r"<(script|img|svg|iframe|base|meta http-equiv=refresh)", page) is None
    lists = protocol_lists(record)
    cells = [cell for text in lists.values() for row in csv.reader(io.StringIO(text)) for cell in row]
    assert any("HYPERLINK" in cell or "@SUM" in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_the_open_file_keeps_every_character(store: Store) -> None:
    kept = store.load(WORKSHOP)
    again = document.load(document.dump(kept))
    assert {one.id: one for one in again} == {one.id: one for one in kept}
    assert json.loads(document.dump(kept))["format"]
