"""A room that is led from the facilitator's page, on a real kit: phones come in by the code and follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from cjm_widgets.model import Draft, Journey, Phase, Role, Step, Viewer, document, new_id
from cjm_widgets.store import open_store
from tests.browser.walking import PATIENCE_MS, SIZES, axe_finds_nothing, board, fits, press
from tests.serve.running import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import NewPage
    from tests.serve.running import RunningKit

WAIT_S = 20
SEEN, HIDDEN = "The refund takes three weeks", "Marta from billing is to blame"


@pytest.fixture
def workshop(kit: RunningKit) -> str:
    """Add a workshop in which nobody has written anything yet, at step 6, with nobody let in."""
    with open_store(kit.store) as store:
        sample = document.load((ROOT / "sample_data" / "online-shop.cjm.json").read_bytes())
        id = store.add(sample)
        seat = store.seat(id, Viewer(role=Role.FACILITATOR))
        seat.set_clock(lambda clock: clock.at(Step.EMOTIONS, Phase.COLLECT)).result(WAIT_S)
        return id


def lead(page: Page, workshop: str) -> None:
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"/facilitator?workshop={workshop}")
    page.locator("body[data-connection=live]").wait_for()
    expect(page.get_by_role("button", name="Write alone")).to_be_visible(timeout=PATIENCE_MS)


def tab(page: Page, name: str) -> None:
    page.locator(".cjw-lead-tab", has_text=name).click()


def come_in(new_page: NewPage, code: str, name: str) -> Page:
    phone = new_page(width=390, height=844, let_in=False)
    phone.set_default_timeout(PATIENCE_MS)
    phone.goto(f"/j/{code}")
    phone.get_by_label("Your name").fill(name)
    phone.get_by_role("button", name="Come in").click()
    phone.locator("body[data-connection=live]").wait_for()
    return phone


def put_card(phone: Page, text: str) -> None:
    pains = board(phone, "What hurts")
    pains.get_by_label("Add a card").last.fill(text)
    phone.keyboard.press("Enter")
    expect(pains.get_by_text(text).first).to_be_visible()
    expect(pains.locator('.cjw-saved[data-state="saved"]').first).to_be_visible()


def test_a_room_is_led_from_joining_to_the_protocol(
    page: Page, new_page: NewPage, workshop: str, tmp_path: Path
) -> None:
    lead(page, workshop)
    tab(page, "Room")
    page.get_by_role("button", name="Open joining").click()
    code = page.locator(".cjw-desk-fact", has_text="Joining is open").locator(".cjw-desk-value").inner_text()
    assert re.fullmatch("[A-Z]{6}", code)

    # A phone comes in, and is on the list as here.
    ada = come_in(new_page, code, "Ada Quickly")
    ben = come_in(new_page, code, "Ben Slowly")
    row = page.locator(".cjw-desk-row", has_text="Ada Quickly")
    expect(row.get_by_text("Here", exact=True)).to_be_visible()
    put_card(ada, SEEN)
    put_card(ada, HIDDEN)
    expect(row.get_by_text("Has entered something")).to_be_visible()
    assert SEEN not in page.locator(".cjw-desk").all_inner_texts()

    # Whoever leads writes for somebody: the form comes into sight, wherever the press was.
    page.get_by_role("button", name="Write for: Ben Slowly").click()
    expect(page.get_by_role("heading", name=re.compile("Writing for Ben Slowly"))).to_be_in_viewport()
    page.get_by_role("button", name="Done writing for Ben Slowly").click()
    expect(page.get_by_role("heading", name=re.compile("Writing for Ben Slowly"))).to_be_hidden()

    # Who was removed by mistake is back as themselves, on the phone that was open.
    page.get_by_role("button", name="Remove: Ben Slowly").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
    expect(ben.get_by_role("link", name="Join again")).to_be_visible()
    page.get_by_role("button", name="Undo: Remove Ben Slowly").click()
    expect(ben.get_by_role("link", name="Join again")).to_be_hidden()
    expect(board(ben, "What hurts").get_by_label("Add a card").last).to_be_visible()

    # Before anything is shown, the facilitator hides one card; nobody else has seen either.
    tab(page, "Work")
    mine = board(page, "What hurts")
    mine.get_by_role("button", name=f"Move “{HIDDEN}”").click()
    page.get_by_role("dialog").get_by_text("Settle, park or hide").click()
    page.get_by_role("dialog").get_by_label(re.compile("Why, as a note to yourself")).fill("names a colleague")
    page.get_by_role("dialog").get_by_role("button", name="Hide it from the others").click()
    assert ben.get_by_text(SEEN).count() == 0
    page.get_by_role("button", name="Look at all").click()
    expect(ben.get_by_text(SEEN).first).to_be_visible()
    assert ben.get_by_text(HIDDEN).count() == 0
    assert ben.get_by_text("names a colleague").count() == 0

    # A vote is opened; while it is open only the turnout is known; then it is closed.
    tab(page, "Votes")
    page.get_by_role("button", name="Open a vote").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Question").fill("What hurts most?")
    dialog.get_by_role("button", name="Open the vote").click()
    for phone in (ada, ben):
        option = phone.locator(".cjw-option", has_text=SEEN)
        option.locator(".cjw-option-ways button").last.click()
    expect(page.get_by_text("2 of 2 take part")).to_be_visible()
    assert page.locator(".cjm-vote-result", has_text="What hurts most?").count() == 0
    page.get_by_role("button", name="Close the vote: What hurts most?").click()
    dialog.get_by_role("button", name="Close and count").click()
    result = page.locator(".cjm-vote-result", has_text="What hurts most?")
    expect(result.get_by_text("2 people took part.")).to_be_visible()
    expect(result.locator("li", has_text=SEEN).get_by_text("2 dots")).to_be_visible()
    assert result.get_by_text(HIDDEN).count() == 0

    # The protocol holds the vote, and neither the hidden card, nor the note, nor who was there.
    tab(page, "Close and publish")
    page.get_by_role("button", name="Save: Protocol as a page").click()
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Save", exact=True).click()
    file = tmp_path / "protocol.html"
    download.value.save_as(file)
    text = file.read_text(encoding="utf-8")
    assert "What hurts most?" in text
    assert SEEN in text
    for secret in (HIDDEN, "names a colleague", "Ada Quickly", "Ben Slowly", code):
        assert secret not in text
    printed = new_page()
    printed.set_content(text)
    axe_finds_nothing(printed)


def test_the_clock_goes_on_by_keys_alone(page: Page, kit: RunningKit, workshop: str) -> None:
    lead(page, workshop)
    phase = page.locator(".cjw-lead-phase[aria-pressed=true]")
    page.keyboard.press("Alt+Shift+R")
    expect(phase).to_contain_text("Look at all")
    expect(page.get_by_role("button", name="Undo: Look at all")).to_be_visible()
    page.keyboard.press("Alt+Shift+Z")
    expect(phase).to_contain_text("Write alone")
    page.keyboard.press("Alt+Shift+R")
    expect(phase).to_contain_text("Look at all")
    page.keyboard.press("Alt+Shift+L")
    expect(page.get_by_text("Locked.")).to_be_visible()
    page.keyboard.press("Alt+Shift+L")
    press(page, page.get_by_role("button", name="Set the timer"), keys=True)
    press(page, page.get_by_role("dialog").get_by_role("button", name="5 min", exact=True), keys=True)
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.keyboard.press("Alt+Shift+M")
    expect(page.locator(".cjw-lead-time")).to_have_text(re.compile(r"^(6:00|5:\d\d)$"))
    press(page, page.locator(".cjw-lead-tab", has_text="Agenda"), keys=True)
    press(page, page.get_by_role("button", name="Choose an agenda"), keys=True)
    press(page, page.get_by_role("dialog").get_by_role("button", name="Use it"), keys=True)
    press(page, page.get_by_role("button", name="Begin: Data walk"), keys=True)
    expect(page.locator(".cjw-lead-where strong")).to_have_text("2 Customer data")
    with open_store(kit.store) as store:
        clock = store.seat(workshop, Viewer(role=Role.FACILITATOR)).clock
    assert clock.step is Step.CUSTOMER_DATA
    assert clock.phase(Step.EMOTIONS) is Phase.REVEAL


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_desk_fits_and_has_nothing_for_axe(
    new_page: NewPage, kit: RunningKit, workshop: str, width: int, height: int
) -> None:
    with open_store(kit.store) as store:
        seat = store.seat(workshop, Viewer(role=Role.FACILITATOR))
        journey = seat.workshop.all(Journey)[0].id
        fields = {"text": "Gift cards", "topic": "parking", "journey": journey}
        seat.apply([Draft(kind="note", entity=new_id("note"), fields=fields)]).result(WAIT_S)
        cards = [one.id for one in seat.workshop.all("pain_point")][:3]
        seat.votes.open("What hurts most?", cards, step="emotions").result(WAIT_S)
        seat.door.open().result(WAIT_S)
    page = new_page(width=width, height=height)
    lead(page, workshop)
    for name in ("Room", "Votes", "Decisions and parking", "Agenda", "Groups", "Settings", "Close and publish", "Work"):
        tab(page, name)
        expect(page.locator(".cjw-lead-tab[aria-current]")).to_contain_text(name)
        fits(page)
        axe_finds_nothing(page)
    page.mouse.wheel(0, 3000)
    expect(page.get_by_role("button", name="Write alone")).to_be_in_viewport()
