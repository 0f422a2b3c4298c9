"""Once through the whole frame: from real data to a published map, as a facilitator walks it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from cjm_widgets import places

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    from tests.browser.conftest import NewPage, Seen
    from tests.serve.running import RunningKit

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

TITLE = "Autumn <workshop> & more"
SAMPLE = places.share("sample_data")


def begin(page: Page) -> str:
    """Begin a workshop from the sample template on the start page; gives its id."""
    page.goto("/")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Organisation").fill("Somebody's shop")
    page.get_by_role("button", name="Begin the workshop").click()
    # In the list, and below the form where one has just pressed the button.
    doors = page.locator(".cjm-door").filter(has_text=TITLE)
    expect(doors).to_have_count(2)
    door = doors.last
    address = door.get_by_role("link", name="Lead it").get_attribute("href")
    assert address
    return address.split("workshop=")[1]


def take_in(page: Page, name: str, **answers: str) -> None:
    """Bring one of the sample files in, through preview, columns, report and acceptance."""
    page.locator("input[type=file]").set_input_files(SAMPLE / name)
    expect(page.get_by_role("heading", name="The first rows")).to_be_visible()
    page.get_by_role("button", name="Choose the columns").click()
    expect(page.get_by_role("heading", name="Which column is what?")).to_be_visible()
    page.get_by_label("Consent or licence required").select_option(label="Invented for practice")
    for label, value in answers.items():
        page.get_by_label(label.replace("_", " ")).fill(value)
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("heading", name="What becomes of each row")).to_be_visible()
    expect(page.get_by_text(re.compile(r"[\d,]+ of [\d,]+ rows taken over"))).to_be_visible()
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("heading", name="The first rows")).to_have_count(0)


def card(page: Page, name: str) -> Locator:
    return page.locator("[data-card]").filter(has_text=name)


def column(page: Page, name: str) -> Locator:
    return page.locator("section.cjw-column").filter(has=page.get_by_role("heading", name=name))


def test_from_real_data_to_a_published_map(
    page: Page, new_page: NewPage, browser: Browser, kit: RunningKit, seen: Seen, tmp_path: Path
) -> None:
    workshop = begin(page)

    # Real data comes in, file by file.
    page.goto(f"/02-customer-data?workshop={workshop}")
    take_in(page, "events.csv")
    take_in(page, "survey.csv", **{"Codes_for_“no_answer”": "99"})
    take_in(page, "comments.csv")
    for event, touchpoint in {"payment": "Pays", "refund_received": "Waits for the refund"}.items():
        tie = page.get_by_label(f"Touchpoint or stage: {event}", exact=True)
        tie.select_option(label=touchpoint)
    page.get_by_role("button", name="Work out the numbers").click()
    expect(page.get_by_text(re.compile(r"\d+ numbers are on the map"))).to_be_visible()
    expect(page.get_by_role("row", name=re.compile(r"^Pays [\d,]+ of 1,500"))).to_be_visible()

    # A touchpoint is added and moved, by the menu and by keys.
    page.goto(f"/04-touchpoints?workshop={workshop}")
    place = column(page, "Not placed yet").get_by_role("textbox")
    place.fill("Asks a friend")
    place.press("Enter")
    expect(column(page, "Not placed yet").locator("[data-card]")).to_contain_text("Asks a friend")
    expect(page).to_have_title(f"Touchpoints and channels · {TITLE} · CJM Widgets")
    stages = page.locator("section.cjw-column h3 span:first-child").all_inner_texts()
    title = card(page, "Asks a friend").locator(".cjw-card-title")
    title.focus()
    title.press("Alt+ArrowRight")
    expect(column(page, stages[1]).locator("[data-card]").filter(has_text="Asks a friend")).to_have_count(1)
    expect(page.get_by_text("Saved", exact=True).first).to_be_visible()

    # Two pages score at once; nobody's typing is disturbed.
    emotions = f"/06-emotions?workshop={workshop}"
    other = new_page(width=390, height=844)
    page.goto(emotions)
    other.goto(emotions)
    mine = page.get_by_role("group", name=re.compile("Pays"))
    theirs = other.get_by_role("group", name=re.compile("Pays"))
    mine.get_by_role("radio", name="bad", exact=True).check(force=True)
    expect(theirs.get_by_role("radio", name="bad", exact=True)).to_be_checked()
    word = mine.get_by_label("In a word")
    word.press_sequentially("unea")
    theirs_other = other.get_by_role("group", name=re.compile("Waits for the refund"))
    theirs_other.get_by_role("radio", name="very good").check(force=True)
    waits = page.get_by_role("group", name=re.compile("Waits for the refund"))
    expect(waits.get_by_role("radio", name="very good")).to_be_checked()
    expect(word).to_be_focused()
    word.press_sequentially("sy")
    expect(word).to_have_value("uneasy")
    word.press("Enter")
    expect(theirs.get_by_label("In a word")).to_have_value("uneasy")

    # A reload finds everything.
    page.reload()
    expect(page.get_by_role("group", name=re.compile("Pays")).get_by_label("In a word")).to_have_value("uneasy")

    # Published, kept as a file, opened from disk with no network at all.
    page.goto(f"/facilitator?workshop={workshop}")
    page.get_by_role("button", name="Close and publish").click()
    page.get_by_role("button", name="Publish the map").click()
    link = page.get_by_role("link", name="Save it as a file")
    expect(link).to_be_visible()
    with page.expect_download() as download:
        link.click()
    file = tmp_path / "map.html"
    download.value.save_as(file)
    # Saving a file looks to the page like leaving it; it goes on all the same.
    page.get_by_role("button", name="Work", exact=True).click()
    page.get_by_role("button", name=re.compile("Stages")).click()
    expect(page.get_by_role("heading", name="Stages in order")).to_be_visible()
    offline = browser.new_context(offline=True)
    asked: list[str] = []
    offline.on("request", lambda request: asked.append(request.url))
    reader = offline.new_page()
    reader.goto(file.as_uri())
    expect(reader.get_by_role("table").first).to_contain_text("Asks a friend")
    expect(reader.get_by_text(TITLE).first).to_be_visible()
    offline.close()
    assert asked == [file.as_uri()]
    reading = new_page()
    reading.goto(f"/journey-map?workshop={workshop}")
    expect(reading.get_by_text("Asks a friend").first).to_be_visible()
    assert seen.foreign == []
    complaints = kit.stderr.read_text(encoding="utf-8")
    assert not complaints, complaints
