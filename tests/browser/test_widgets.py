"""What the widgets promise to a person, on a real Voila in a real Chromium under a name that is not localhost."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.widgets_page.studio import Line, studio
from tests.serve.running import HOST_NAME, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext

pytestmark = pytest.mark.browser
PATIENCE_MS = 20_000

AUDIT = """() => {
  const folded = (e) => e.closest('details:not([open]) > :not(summary)');
  const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && !folded(e);
  const labels = (e) => [...(e.labels ?? [])].map((label) => label.textContent).join('');
  const named = (e) => e.getAttribute('aria-label') || e.textContent.trim() || labels(e).trim();
  const faults = [];
  for (const e of document.querySelectorAll('.cjw :is(button, input, select, textarea, summary)')) {
    if (!seen(e)) continue;
    const says = e.outerHTML.slice(0, 120);
    const box = (['radio', 'checkbox', 'file'].includes(e.type) ? e.closest('label') : e).getBoundingClientRect();
    const typed = e.matches('input:not([type=radio], [type=checkbox], [type=file]), select, textarea');
    if (!named(e)) faults.push(`no name: ${says}`);
    if (box.height < 43.5 || box.width < 43.5) faults.push(`${box.width}x${box.height}: ${says}`);
    if (typed && parseFloat(getComputedStyle(e).fontSize) < 16) faults.push(`small text: ${says}`);
  }
  const ids = [...document.querySelectorAll('.cjw [id]')].map((e) => e.id);
  for (const id of ids) if (ids.filter((other) => other === id).length > 1) faults.push(`id twice: ${id}`);
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) faults.push(`the page is ${wide} wide`);
  return faults;
}"""

TYPE_ELSEWHERE = """(box, text) => {
  box.value = text;
  box.dispatchEvent(new Event('input', { bubbles: true }));
  box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
}"""
"""Somebody else's typing, without taking the focus away from where it is."""


class Open(Protocol):
    def __call__(
        self, name: str, *, width: int = ..., height: int = ..., touch: bool = ..., script: str = ...
    ) -> Page: ...


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    with studio(tmp_path_factory.mktemp("studio"), ROOT) as line:
        yield line


class _Opener:
    """Opens pages, each in a browser of its own, and collects what their scripts complain of."""

    def __init__(self, browser: Browser, line: Line) -> None:
        self.browser, self.line = browser, line
        self.contexts: list[BrowserContext] = []
        self.errors: list[str] = []

    def __call__(
        self, name: str, *, width: int = 1440, height: int = 900, touch: bool = False, script: str = ""
    ) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=touch,
            base_url=f"http://{HOST_NAME}:{self.line.port}",
        )
        self.contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(script or "0")
        # Voila's own template asks another host for icons; there is none here, and our template asks nobody.
        context.route(lambda url: urlsplit(url).hostname != HOST_NAME, lambda route: route.abort())
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(f"/voila/render/{name}.ipynb")
        expect(page.locator(".cjw").last).to_be_visible(timeout=PATIENCE_MS)
        expect(page.locator("[data-state=joining]")).to_have_count(0, timeout=PATIENCE_MS)
        # The stock template pads the page for a desk; the widgets are looked at by themselves.
        page.add_style_tag(content="#rendered_cells, #rendered_cells > div { padding: 0 !important }")
        return page

    def end(self) -> None:
        for context in self.contexts:
            context.close()
        assert self.errors == []


@pytest.fixture
def open_page(browser: Browser, line: Line) -> Iterator[Open]:
    opener = _Opener(browser, line)
    yield opener
    opener.end()


@pytest.fixture(scope="module")
def corners(browser: Browser, line: Line) -> Iterator[Page]:
    """One page for what needs no page of its own."""
    opener = _Opener(browser, line)
    yield opener("corners")
    opener.end()


def part(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def column(board: Locator, name: str) -> Locator:
    return board.get_by_role("region", name=re.compile(name))


def cards(board: Locator, name: str) -> Locator:
    return column(board, name).locator(".cjw-card-title")


def test_a_board_by_mouse(open_page: Open) -> None:
    page = open_page("board")
    ana, ben = part(page, "Ana's board"), part(page, "Ben's board")
    box = ana.get_by_label("New card in Waits")
    box.fill("<img src=x onerror=alert(1)> 😀 שלום")
    box.press("Enter")
    expect(box).to_be_focused()
    expect(cards(ben, "Waits")).to_have_text(["<img src=x onerror=alert(1)> 😀 שלום"])

    # Dragged over two columns, before the card that stands there.
    title = cards(ana, "Waits").first
    title.hover()
    page.mouse.down()
    target = cards(ana, "Looks around").first.bounding_box()
    assert target is not None
    page.mouse.move(target["x"] + 30, target["y"] + 60, steps=4)
    page.mouse.move(target["x"] + 30, target["y"] + 4, steps=4)
    expect(page.locator(".cjw-drop-line")).to_be_visible()
    page.mouse.up()
    expect(cards(ben, "Looks around").first).to_contain_text("😀")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(ana.locator(".cjw-saved")).to_have_text("Saved")

    # Escape ends a drag and moves nothing.
    cards(ana, "Looks around").first.hover()
    page.mouse.down()
    page.mouse.move(900, 300, steps=3)
    expect(page.locator(".cjw-ghost")).to_be_visible()
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".cjw-ghost")).to_have_count(0)
    expect(cards(ana, "Looks around")).to_have_count(3)

    # Editing, and deleting with a way back.
    cards(ana, "Looks around").nth(1).click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Touchpoint").fill("Sees a poster")
    sheet.get_by_text("More fields").click()
    sheet.get_by_role("group", name="Evidence").get_by_role("radio", name="Validated").check()
    assert page.evaluate(AUDIT) == []
    sheet.get_by_role("button", name="Done").click()
    expect(cards(ana, "Looks around").nth(1)).to_be_focused()
    expect(cards(ben, "Looks around").nth(1)).to_have_text("Sees a poster")
    expect(column(ben, "Looks around").get_by_role("img", name="Evidence: Validated")).to_be_visible()
    cards(ana, "Looks around").nth(1).click()
    sheet.get_by_role("button", name="Delete").click()
    expect(cards(ben, "Looks around")).to_have_count(2)
    ana.locator(".cjw-toast").get_by_role("button", name="Undo").click()
    expect(cards(ben, "Looks around").nth(1)).to_have_text("Sees a poster")
    assert page.evaluate(AUDIT) == []


def test_a_board_by_keyboard(open_page: Open) -> None:
    page = open_page("board")
    ana, ben = part(page, "Ana's board"), part(page, "Ben's board")
    card = cards(ana, "Looks around").first
    card.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(cards(ben, "Looks around")).to_have_text(["Reads the size table", "Sees an advert"])
    expect(cards(ana, "Looks around").nth(1)).to_be_focused()
    expect(ana.locator(".cjw-spoken[aria-live]")).to_have_text("“Sees an advert” is now number 2 of 2 in Looks around.")
    page.keyboard.press("Alt+ArrowRight")
    expect(cards(ben, "Chooses a size")).to_have_text(["Asks the chat", "Sees an advert", "Gets the parcel"])
    expect(cards(ana, "Chooses a size").nth(1)).to_be_focused()
    page.keyboard.press("Control+z")
    expect(cards(ben, "Looks around")).to_have_text(["Reads the size table", "Sees an advert"])
    # A person sees that it can be redone, and their card, before they ask for it.
    expect(ana.get_by_role("button", name="Redo")).to_be_enabled()
    expect(cards(ana, "Looks around").nth(1)).to_be_focused()
    page.keyboard.press("Control+Shift+z")
    expect(cards(ben, "Chooses a size")).to_have_count(3)

    # The menu does all that dragging does.
    cards(ana, "Chooses a size").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    menu = page.get_by_role("dialog", name="Move to…")
    expect(menu).to_be_visible()
    menu.get_by_role("button", name="Not placed yet").focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_count(0)
    expect(cards(ben, "Not placed yet")).to_have_text(["Sends a dress back", "Asks the chat"])
    expect(cards(ana, "Not placed yet").nth(1)).to_be_focused()

    # Inside a text, Ctrl+Z is the browser's own.
    page.keyboard.press("Enter")
    name = page.get_by_role("dialog").get_by_label("Touchpoint")
    name.focus()
    name.press("End")
    page.keyboard.type(" twice")
    page.keyboard.press("Control+z")
    expect(cards(ben, "Not placed yet")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

    # A card that is deleted leaves the focus to its neighbour, not to the top of the page.
    cards(ana, "Not placed yet").nth(1).focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Delete").press("Enter")
    expect(cards(ben, "Not placed yet")).to_have_text(["Sends a dress back"])
    expect(cards(ana, "Not placed yet").first).to_be_focused()


def test_a_finger_drags_by_the_grip_and_scrolls_by_the_card(open_page: Open) -> None:
    page = open_page("board", width=390, height=844, touch=True)
    ana = part(page, "Ana's board")
    assert page.evaluate(AUDIT) == []
    grip = ana.get_by_role("button", name="Move “Sees an advert”")
    grip.scroll_into_view_if_needed()
    start = grip.bounding_box()
    to = cards(ana, "Chooses a size").first.bounding_box()
    assert start is not None
    assert to is not None
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", start["x"] + 20, start["y"] + 20)
    for step in range(1, 6):
        touch("touchMove", start["x"] + 15, start["y"] + 20 + (to["y"] - start["y"] - 16) * step / 5)
    expect(page.locator(".cjw-drop-line")).to_be_visible()
    touch("touchEnd")
    expect(cards(ana, "Chooses a size").first).to_have_text("Sees an advert")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_typing_is_never_disturbed(open_page: Open) -> None:
    page = open_page("forms")
    ana, ben = part(page, "Ana's form"), part(page, "Ben's form")
    name = ana.get_by_label("Touchpoint")
    name.focus()
    name.press("Home")
    page.keyboard.type("Often ")
    # Somebody else's change, without taking the focus away.
    ben.get_by_label("Channel").evaluate(
        "e => { e.value = 'Tram'; e.dispatchEvent(new Event('input', {bubbles: true})) }"
    )
    ben.get_by_label("Touchpoint").evaluate(TYPE_ELSEWHERE, "Hears a song")
    expect(ana.get_by_text("Somebody else has changed this meanwhile")).to_be_visible()
    expect(ana.locator("q")).to_have_text("Hears a song")
    expect(name).to_be_focused()
    expect(name).to_have_value("Often Sees an advert")
    assert name.evaluate("e => e.selectionStart") == len("Often ")
    page.keyboard.type("really ")
    expect(name).to_have_value("Often really Sees an advert")
    ana.get_by_role("button", name="Keep mine").click()
    expect(ben.get_by_label("Touchpoint")).to_have_value("Often really Sees an advert")
    expect(ana.locator(".cjw-theirs")).to_have_count(0)
    expect(ana.get_by_label("Channel")).to_have_value("Tram")

    # And the other way round: theirs.
    name.press("End")
    page.keyboard.type(" again")
    ben.get_by_label("Touchpoint").evaluate(TYPE_ELSEWHERE, "Sees a film")
    ana.get_by_role("button", name="Take theirs").click()
    expect(name).to_have_value("Sees a film")
    expect(ana.locator(".cjw-saved")).to_have_text("Saved")


def test_what_does_not_fit_is_said_beside_its_field(open_page: Open) -> None:
    page = open_page("forms", width=390, height=844)
    ana = part(page, "Ana's form")
    ana.get_by_text("More fields").click()
    volume = ana.get_by_label("Volume")
    volume.fill("many")
    volume.press("Tab")
    expect(volume).to_have_attribute("aria-invalid", "true")
    expect(volume).to_have_accessible_description(re.compile("Volume: a number is needed here"))
    expect(ana.locator(".cjw-saved")).to_have_text("Not saved yet — see the marked field")
    volume.fill("1200")
    expect(ana.locator(".cjw-saved")).to_have_text("Saved")
    expect(part(page, "Ben's form").get_by_label("Volume")).to_have_value("1200")
    ana.get_by_label("Touchpoint").fill("")
    ana.get_by_label("Touchpoint").press("Enter")
    expect(ana.get_by_role("alert")).to_have_text("Touchpoint: please fill this in.")
    satisfaction = ana.get_by_role("group", name="Satisfaction")
    satisfaction.get_by_role("radio", name="very satisfied").check()
    other = part(page, "Ben's form")
    other.get_by_text("More fields").click()
    expect(other.get_by_role("group", name="Satisfaction").get_by_role("radio", name="very satisfied")).to_be_checked()
    need = ana.get_by_label("What the customer needs")
    need.fill("x" * 5000)
    expect(other.get_by_label("What the customer needs")).to_have_value("x" * 5000)
    assert page.evaluate(AUDIT) == []


def test_a_lost_connection_is_said_and_nothing_typed_is_lost(open_page: Open, line: Line) -> None:
    page = open_page("forms")
    ana, ben = part(page, "Ana's form"), part(page, "Ben's form")
    line.stall()
    try:
        expect(ana.locator(".cjw-badge")).to_have_text(re.compile("Connection lost"), timeout=9000)
        ana.get_by_label("Touchpoint").fill("Written in a tunnel")
        ana.get_by_label("Channel").focus()
        expect(ana.locator(".cjw-saved")).to_have_text("Not saved yet — kept on this device")
    finally:
        line.resume()
    expect(ana.locator(".cjw-badge")).to_have_text(re.compile("Connected again"), timeout=PATIENCE_MS)
    expect(ana.locator(".cjw-saved")).to_have_text("Saved", timeout=PATIENCE_MS)
    expect(ben.get_by_label("Touchpoint")).to_have_value("Written in a tunnel")
    expect(ana.locator(".cjw-badge")).to_have_text("")


def test_unsent_changes_survive_a_reload(open_page: Open) -> None:
    page = open_page("board")
    ana = part(page, "Ana's board")
    page.get_by_role("button", name="hold").click()
    ana.get_by_label("New card in Waits").fill("Not on disk yet")
    ana.get_by_label("New card in Waits").press("Enter")
    expect(ana.locator(".cjw-saved")).to_have_text("Saving…")
    page.reload()
    expect(cards(part(page, "Ben's board"), "Waits")).to_have_text(["Not on disk yet"])
    expect(part(page, "Ana's board").locator(".cjw-saved")).to_have_text("Saved")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('cjm:unsent'))") == []


def test_feelings_on_a_phone(open_page: Open) -> None:
    page = open_page("feelings", width=390, height=844)
    expect(page.get_by_text("0 of 4 scored")).to_be_visible()
    one = page.get_by_role("group", name="Sees an advert")
    one.get_by_role("radio", name="bad", exact=True).check()
    page.keyboard.press("ArrowRight")
    expect(one.get_by_role("radio", name="neutral")).to_be_checked()
    expect(page.get_by_text("1 of 4 scored")).to_be_visible()
    one.get_by_label("In a word").fill("unsure")
    one.get_by_label("In a word").press("Enter")
    expect(page.locator(".cjw-saved")).to_have_text("Saved")
    expect(one.get_by_label("In a word")).to_be_focused()
    one.get_by_role("button", name="Clear: How does it feel?").click()
    expect(page.get_by_text("0 of 4 scored")).to_be_visible()
    assert page.evaluate(AUDIT) == []


def test_a_grid_by_keyboard(open_page: Open) -> None:
    page = open_page("grid")
    ana, ben = part(page, "Ana's grid").first, part(page, "Ben's grid").first
    cell = ana.get_by_role("button", name="Sees an advert, Online shop: empty. Others say: 1 × Consulted.")
    ana.get_by_role("button", name="Sees an advert, Marketing: empty.").focus()
    page.keyboard.press("ArrowRight")
    expect(cell).to_be_focused()
    page.keyboard.press("a")
    filled = ana.get_by_role("button", name="Sees an advert, Online shop: Accountable.")
    expect(filled).to_be_focused()
    expect(ana.locator(".cjw-spoken[aria-live]")).to_contain_text("Sees an advert, Online shop: Accountable.")
    own = ben.get_by_role("button", name="Sees an advert, Online shop: Consulted. Others say: 1 × Accountable.")
    expect(own).to_be_visible()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    menu = page.get_by_role("dialog", name="Gets the parcel · Warehouse")
    menu.get_by_role("button", name="Responsible").press("Enter")
    last = ana.get_by_role("button", name="Gets the parcel, Warehouse: Responsible.")
    expect(last).to_be_focused()
    page.keyboard.press("Delete")
    expect(ana.get_by_role("button", name="Gets the parcel, Warehouse: empty.")).to_be_focused()
    page.keyboard.press("i")
    expect(ana.get_by_role("button", name="Gets the parcel, Warehouse: Informed.")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(ana.get_by_role("button", name="Gets the parcel, Warehouse: empty.")).to_be_focused()
    page.keyboard.press("Control+Home")
    expect(ana.get_by_role("button", name="Sees an advert, Marketing: empty.")).to_be_focused()
    assert ana.locator(".cjw-cell[tabindex='0']").count() == 1
    assert page.evaluate(AUDIT) == []


def test_a_grid_on_a_phone_is_a_list(open_page: Open) -> None:
    page = open_page("grid", width=390, height=844)
    ana = part(page, "Ana's grid").first
    row = ana.get_by_role("region", name="Reads the size table")
    assert row.get_by_label("Customer service").count() == 0
    row.get_by_role("button").first.click()
    row.get_by_label("Customer service").select_option("Responsible")
    expect(ana.locator(".cjw-saved")).to_have_text("Saved")
    other = part(page, "Ben's grid").first.get_by_role("region", name="Reads the size table")
    expect(other.get_by_role("button").first).to_contain_text("Customer service: Others say: 1 × Responsible.")
    other.get_by_role("button").first.click()
    expect(other.get_by_text("Others say: 1 × Responsible.")).to_be_visible()
    row.get_by_label("Customer service").select_option("–")
    expect(other.get_by_text("Others say").locator("visible=true")).to_have_count(0)
    empty = part(page, "No teams yet")
    expect(empty.get_by_text("Here each column is a “Team”.")).to_be_visible()
    empty.get_by_label("New Team").fill("Warehouse")
    empty.get_by_label("New Team").press("Enter")
    # Where nothing is given yet, the first row shows what is asked.
    expect(empty.get_by_label("Warehouse")).to_have_count(1)
    assert page.evaluate(AUDIT) == []


def test_a_table_by_keyboard(open_page: Open) -> None:
    page = open_page("table", width=390, height=844)
    table = part(page, "Touchpoints").first
    first = table.get_by_label("Touchpoint: Sees an advert")
    first.focus()
    first.press("End")
    page.keyboard.type(" twice")
    page.keyboard.press("Enter")
    expect(table.get_by_label("Touchpoint: Reads the size table")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(table.get_by_label("Channel: Reads the size table")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(table.locator(".cjw-saved")).to_have_text("Saved")
    table.get_by_label("New Touchpoint").fill("Writes a review")
    table.get_by_label("New Touchpoint").press("Enter")
    expect(table.get_by_label("Touchpoint: Writes a review")).to_be_visible()
    volume = table.get_by_label("Volume: Writes a review")
    volume.fill("12")
    volume.press("Enter")
    expect(table.locator(".cjw-saved")).to_have_text("Saved")
    # On a phone each row is a card of labelled fields: nothing lies beside the screen.
    scroller = table.locator(".cjw-scroll").first
    assert scroller.evaluate("e => e.scrollWidth <= e.clientWidth")
    assert first.evaluate("e => { const box = e.getBoundingClientRect(); return 0 <= box.left && box.right <= 390; }")
    expect(page.get_by_role("table", name="Funnel").get_by_role("cell", name="511")).to_be_visible()
    assert page.evaluate(AUDIT) == []


def test_a_row_that_needs_more_than_a_name_asks_for_it(open_page: Open) -> None:
    page = open_page("table", width=390, height=844)
    table = part(page, "What belongs where?").first
    expect(table.get_by_text("No rows yet")).to_be_visible()
    box = table.locator(".cjw-add textarea")
    box.fill("order_placed")
    box.press("Enter")
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("button", name="Add").click()
    expect(sheet.get_by_role("alert").first).to_contain_text("please fill this in")
    for group in sheet.get_by_role("group").all():
        group.get_by_role("radio").first.check()
    for select in sheet.locator("select").all():
        select.select_option(index=1)
    sheet.get_by_role("button", name="Add").click()
    expect(sheet).to_have_count(0)
    expect(table.locator("tbody tr")).to_have_count(1)
    expect(table.locator(".cjw-saved")).to_have_text("Saved")
    assert page.evaluate(AUDIT) == []


def test_files_questions_and_steps(open_page: Open) -> None:
    page = open_page("tools")
    upload = part(page, "Bring your events").first
    upload.locator("input").set_input_files({"name": "big.csv", "mimeType": "text/csv", "buffer": b"x" * 3_100_000})
    expect(upload.get_by_role("alert")).to_have_text("“big.csv” has 3.1 MB; at most 3 MB can be taken.")
    upload.locator("input").set_input_files({"name": "data.exe", "mimeType": "text/csv", "buffer": b"x"})
    expect(upload.get_by_role("alert")).to_have_text("“data.exe” is not one of: .csv, .txt.")
    upload.locator("input").set_input_files({"name": "events.csv", "mimeType": "text/csv", "buffer": b"x" * 2_500_000})
    expect(upload.get_by_role("status").filter(has_text="2500000 bytes of events.csv")).to_be_visible()
    upload.locator("input").set_input_files({"name": "bad.csv", "mimeType": "text/csv", "buffer": b"x"})
    expect(upload.get_by_text("This file could not be read")).to_be_visible()

    ask = part(page, "New workshop")
    ask.get_by_label("People").fill("99")
    ask.get_by_role("button", name="Create the workshop").click()
    expect(ask.get_by_label("Title")).to_be_focused()
    expect(ask.get_by_label("People")).to_have_accessible_description("People: between 2 and 40, please; this is 99.")
    ask.get_by_label("Title").fill("Taken")
    ask.get_by_label("People").fill("9")
    ask.get_by_role("button", name="Create the workshop").click()
    expect(ask.get_by_label("Title")).to_have_accessible_description("This title is taken.")

    steps = page.get_by_role("navigation", name="Steps")
    steps.get_by_role("button", name="Personas").click()
    expect(steps.locator("[aria-current=step]")).to_contain_text("Personas")
    assert page.evaluate(AUDIT) == []


def test_two_views_of_one_widget_show_the_same(corners: Page) -> None:
    forms = part(corners, "One form, two views")
    one, two = forms.first.get_by_label("Touchpoint"), forms.last.get_by_label("Touchpoint")
    one.fill("Sees a poster")
    one.press("Enter")
    expect(two).to_have_value("Sees a poster")
    two.fill("Sees a film")
    two.press("Enter")
    expect(one).to_have_value("Sees a film")
    assert corners.evaluate(AUDIT) == []


def test_among_two_hundred_cards_only_the_new_one_is_drawn(corners: Page) -> None:
    board = part(corners, "Many")
    expect(board.locator(".cjw-card")).to_have_count(200)
    box = board.get_by_label("New card in Waits")
    box.fill("One more")
    drawn = box.evaluate("""box => new Promise((done) => {
        const drawn = [];
        new MutationObserver((changes, me) => {
            for (const node of changes.flatMap((one) => [...one.addedNodes, ...one.removedNodes]))
                if (node.matches?.('.cjw-card')) drawn.push(node.textContent);
            if (document.querySelectorAll('.cjw-card').length < 201) return;
            me.disconnect();
            done(drawn.map((text) => text.includes('One more')));
        }).observe(document.body, { childList: true, subtree: true });
        box.form.requestSubmit();
    })""")
    assert drawn == [True]
    expect(board.locator(".cjw-saved")).to_have_text("Saved")


def test_an_empty_board_says_how_to_begin(corners: Page) -> None:
    board = part(corners, "Nothing yet")
    expect(board.get_by_text("Nothing here yet. Write the first one below")).to_be_visible()
    board.get_by_label("New card in Not placed yet").fill("Sees an advert")
    board.get_by_label("New card in Not placed yet").press("Enter")
    expect(board.locator(".cjw-card")).to_have_count(1)
    expect(board.get_by_text("Nothing here yet. Write the first one below")).to_have_count(0)


def test_a_page_that_starts_slowly_is_not_deaf(open_page: Open) -> None:
    # anywidget gives a module two seconds; here it gives none at all.
    impatient = """AbortSignal.timeout = () => {
        const control = new AbortController();
        queueMicrotask(() => control.abort());
        return control.signal;
    }"""
    page = open_page("feelings", script=impatient)
    group = page.get_by_role("group", name="Sees an advert")
    group.get_by_role("radio", name="very good").check()
    expect(page.locator(".cjw-saved")).to_have_text("Saved")
    assert set(open_page.errors) == {"[anywidget] Failed to initialize model."}
    open_page.errors.clear()


def test_what_belongs_to_a_card_and_what_is_said_about_it(open_page: Open) -> None:
    page = open_page("sheets", width=390, height=844)
    ana, ben = part(page, "Ana's pains"), part(page, "Ben's pains")
    ana.locator(".cjw-card-title").press("Enter")
    sheet = page.get_by_role("dialog")
    whys = sheet.get_by_role("region", name="Why?")
    for text in ("Nobody converted it", "The supplier is American", "It is cheap"):
        whys.get_by_label("New Why?").fill(text)
        whys.get_by_label("New Why?").press("Enter")
    rows = whys.locator(".cjw-card-title")
    expect(rows).to_have_text(["Nobody converted it", "The supplier is American", "It is cheap"])

    # Put in order by keys, then by the grip.
    rows.nth(2).focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(rows).to_have_text(["Nobody converted it", "It is cheap", "The supplier is American"])
    expect(rows.nth(1)).to_be_focused()
    grip = whys.locator(".cjw-grip").nth(2)
    grip.scroll_into_view_if_needed()
    grip.hover()
    page.mouse.down()
    first = rows.first.bounding_box()
    assert first is not None
    page.mouse.move(first["x"] + 40, first["y"] + 30, steps=4)
    page.mouse.move(first["x"] + 40, first["y"] + 4, steps=4)
    expect(page.locator(".cjw-ghost")).to_be_visible()
    page.mouse.up()
    expect(rows).to_have_text(["The supplier is American", "Nobody converted it", "It is cheap"])

    # Edited in place, removed with a way back.
    rows.first.press("Enter")
    whys.get_by_label("Because …").fill("The supplier measures in inches")
    whys.get_by_label("Because …").blur()
    expect(rows.first).to_have_text("The supplier measures in inches")
    assert page.evaluate(AUDIT) == []
    whys.get_by_role("button", name="Remove").click()
    expect(rows).to_have_count(2)
    sheet.locator(".cjw-toast").get_by_role("button", name="Undo").click()
    expect(rows).to_have_count(3)

    # A comment from each; one's own is edited and deleted, the other's is not.
    box = sheet.get_by_label("Write a comment")
    box.fill("Heard twice")
    box.press("Enter")
    thread = sheet.locator(".cjw-comment")
    expect(thread).to_have_count(1)
    thread.get_by_role("button", name="Edit").click()
    thread.get_by_label("Comment").fill("Heard in three interviews")
    thread.get_by_role("button", name="Done").click()
    expect(thread.locator(".cjw-comment-text")).to_have_text("Heard in three interviews")
    assert page.evaluate(AUDIT) == []
    sheet.get_by_role("button", name="Done").last.click()
    expect(ben.get_by_role("img", name="Comments")).to_be_visible()
    ben.locator(".cjw-card-title").click()
    expect(thread).to_contain_text(["Ana"])
    expect(thread.get_by_role("button")).to_have_count(0)
    box.fill("Me, too")
    box.press("Enter")
    expect(thread.nth(1)).to_contain_text("You")
    thread.nth(1).get_by_role("button", name="Delete").click()
    expect(thread).to_have_count(1)


def test_a_form_says_what_is_filled_and_keeps_its_fold(open_page: Open) -> None:
    page = open_page("sheets")
    ana = part(page, "Ana's pains")
    ana.locator(".cjw-card-title").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_text("More fields (7, 1 filled in)").click()
    expect(sheet.get_by_label("Workaround")).to_have_value("Measures")
    sheet.get_by_label("Cost").fill("Returns")
    sheet.get_by_label("Cost").blur()
    expect(sheet.get_by_text("More fields (7, 2 filled in)")).to_be_visible()
    sheet.get_by_role("button", name="Done").last.click()
    ana.locator(".cjw-card-title").click()
    expect(sheet.get_by_label("Cost")).to_be_visible()
    page.keyboard.press("Escape")

    # In a form: what is asked for first is asked, and a hypothesis hangs on the journey.
    form = part(page, "The objective")
    scope = form.get_by_role("region", name="Scope")
    scope.get_by_label("New Scope").fill("Returns by post")
    scope.get_by_label("New Scope").press("Enter")
    sheet.get_by_label("Out of scope").check()
    sheet.get_by_role("button", name="Add", exact=True).click()
    expect(scope.locator(".cjw-part")).to_contain_text(["Returns by postOut of scope"])
    expect(scope.get_by_label("New Scope")).to_have_value("")
    claims = form.get_by_role("region", name="Hypothesis")
    claims.get_by_label("New Hypothesis").fill("They leave at the size")
    claims.get_by_label("New Hypothesis").press("Enter")
    expect(form.locator(".cjw-saved")).to_have_text("Saved")
    expect(claims.locator(".cjw-part")).to_have_count(1)
    assert page.evaluate(AUDIT) == []


def test_a_picture_is_made_small_on_the_page(open_page: Open) -> None:
    page = open_page("sheets")
    board = part(page, "Personas")
    board.get_by_label("Add a card").fill("Ada de Vries")
    board.get_by_label("Add a card").press("Enter")
    expect(board.locator(".cjw-card > .cjw-portrait")).to_have_text("AV")
    board.locator(".cjw-card-title").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_text("More fields").click()
    chooser = sheet.get_by_label("Picture: Choose a picture")
    chooser.set_input_files({"name": "notes.txt", "mimeType": "text/plain", "buffer": b"no picture"})
    expect(sheet.get_by_role("alert")).to_contain_text("“notes.txt” is no picture that this browser can read.")
    drawn = page.evaluate("""() => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 1200, height: 600 });
        const pen = canvas.getContext('2d');
        for (let x = 0; x < 1200; x += 3) {
            pen.fillStyle = `hsl(${(x * 7) % 360} 80% 50%)`;
            pen.fillRect(x, (x * 13) % 600, 40, 40);
        }
        return canvas.toDataURL('image/png').split(',')[1];
    }""")
    chooser.set_input_files({"name": "ada.png", "mimeType": "image/png", "buffer": base64.b64decode(drawn)})
    expect(sheet.get_by_text("Choose another")).to_be_visible()
    expect(board.locator(".cjw-saved")).to_have_text("Saved")
    picture = board.locator(".cjw-card > img.cjw-portrait")
    assert picture.evaluate("e => [e.naturalWidth, e.naturalHeight, e.src.length <= 60000]") == [256, 128, True]
    assert page.evaluate(AUDIT) == []
    sheet.get_by_role("button", name="Remove").click()
    expect(board.locator(".cjw-card > .cjw-portrait")).to_have_text("AV")


def test_cards_are_brought_together_and_taken_apart(open_page: Open) -> None:
    page = open_page("lead")
    ana, ben = part(page, "Ana's board"), part(page, "Ben's board")
    dialog = page.get_by_role("dialog")
    # By keyboard: the menu.
    ana.get_by_role("button", name="Move “Reads the size table”").press("Enter")
    dialog.get_by_text("Merge into…").press("Enter")
    dialog.get_by_role("button", name="Asks the chat").press("Enter")
    expect(cards(ben, "Looks around")).to_have_text(["Sees an advert"])
    expect(column(ben, "Chooses a size").get_by_text("Speaks for 2")).to_be_visible()
    cards(ana, "Chooses a size").first.press("Enter")
    dialog.get_by_role("button", name="Take apart: Reads the size table").press("Enter")
    page.keyboard.press("Escape")
    expect(cards(ben, "Looks around")).to_have_count(2)

    # By mouse: one card is let go on another, and what is meant is asked.
    cards(ana, "Looks around").first.hover()
    page.mouse.down()
    box = column(ana, "Chooses a size").locator(".cjw-card").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 70, steps=4)
    page.mouse.move(box["x"] + 40, box["y"] + box["height"] / 2, steps=4)
    expect(ana.locator(".cjw-onto")).to_have_count(1)
    page.mouse.up()
    dialog.get_by_label("Or put both under a new card:").fill("Looks for help")
    dialog.get_by_role("button", name="Group").click()
    expect(cards(ben, "Chooses a size")).to_have_text(["Looks for help", "Gets the parcel"])
    expect(column(ben, "Chooses a size").get_by_text("Speaks for 3")).to_be_visible()
    ana.locator(".cjw-toast").get_by_role("button", name="Undo").click()
    expect(cards(ben, "Chooses a size")).to_have_text(["Asks the chat", "Gets the parcel"])

    # A participant moves nothing that is somebody else's; those who lead also put aside.
    expect(ben.get_by_role("button", name="Move “Sees an advert”")).to_have_count(0)
    ana.get_by_role("button", name="Move “Sees an advert”").click()
    dialog.get_by_text("Settle, park or hide").click()
    dialog.get_by_label("Why, as a note to yourself").fill("Not this year")
    assert page.evaluate(AUDIT) == []
    dialog.get_by_role("button", name="Park it for later").click()
    expect(column(ben, "Looks around").get_by_text("Parked")).to_be_visible()
    assert page.evaluate(AUDIT) == []


CELLS = (
    'Touchpoint\tChannel\tStage\tSatisfaction\tVolume\r\n"Opens\nthe ""parcel"""\tParcel\twaits\tsatisfied\t1200\r\n'
    "Looks for help\tChat\tOrders\t9\tmany\r\n\tPhone\r\n"
)


def test_rows_are_pasted_after_a_look_at_what_goes_where(open_page: Open) -> None:
    page = open_page("lead", width=390, height=844)
    table = part(page, "To paste into").first
    table.get_by_role("button", name="Paste or import rows…").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Copy the cells").fill(CELLS)
    expect(sheet.get_by_label("The first row holds headings")).to_be_checked()
    expect(sheet.get_by_role("listitem")).to_have_text([
        "Row 3: Stage: “Orders” is not there, so it stays open.",
        "Row 3: Satisfaction: between 1 and 5, please; this is 9.",
        "Row 3: Volume: a number is needed here.",
        "Row 4 is left out: Touchpoint: please fill this in.",
    ])  # fmt: skip
    assert page.evaluate(AUDIT) == []
    sheet.get_by_label("Column 5 (Volume) goes to").select_option("System behind it")
    expect(sheet.get_by_role("listitem")).to_have_count(3)
    sheet.get_by_label("Column 2 (Channel) goes to").select_option("Touchpoint")
    expect(sheet.get_by_role("alert")).to_have_text("“Touchpoint” is chosen for two columns. Leave one of them out.")
    sheet.get_by_label("Column 2 (Channel) goes to").select_option("Channel")
    sheet.get_by_role("button", name="Add rows: 2").click()
    expect(table.locator("tbody tr")).to_have_count(2)
    expect(table.get_by_label('Touchpoint: Opens the "parcel"')).to_be_visible()
    expect(table.get_by_label('Stage: Opens the "parcel"')).to_have_value("stage-3")
    expect(table.locator(".cjw-saved")).to_have_text("Saved")
    table.locator(".cjw-toast").get_by_role("button", name="Undo").click()
    expect(table.locator("tbody tr")).to_have_count(0)


LISTS = ROOT / "tests" / "browser" / "widgets_page" / "lists"


def test_a_file_becomes_rows_after_a_look_at_what_goes_where(open_page: Open) -> None:
    """The workbook was written by openpyxl: dates, a flag, a formula, an empty row and a second sheet."""
    page = open_page("lead", width=390, height=844)
    table = part(page, "To paste into").first
    table.get_by_role("button", name="Paste or import rows…").click()
    sheet = page.get_by_role("dialog")
    choose = sheet.get_by_label("Choose a file")
    choose.set_input_files({"name": "notes.pdf", "mimeType": "application/pdf", "buffer": b"%PDF\x00\x01"})
    expect(sheet.get_by_role("alert")).to_have_text(
        "“notes.pdf”: this is no list of rows. Save it as CSV, .xlsx or JSON."
    )
    choose.set_input_files(LISTS / "moments.xlsx")
    expect(sheet.get_by_role("alert")).to_have_count(0)
    expect(sheet.get_by_role("cell", name="Opens the bill")).to_be_visible()
    expect(sheet.get_by_role("listitem")).to_have_text([
        "Row 4: Stage: “Nowhere” is not there, so it stays open.",
        "Row 4: Satisfaction: between 1 and 5, please; this is 9.",
        "Row 4: Volume: a whole number is needed here.",
    ])  # fmt: skip
    assert page.evaluate(AUDIT) == []
    sheet.get_by_label("Sheet", exact=True).select_option("Second")
    expect(sheet.get_by_role("cell", name="Waits at the door")).to_be_visible()
    sheet.get_by_label("Sheet", exact=True).select_option("Touchpoints")
    sheet.get_by_role("button", name="Add rows: 2").click()
    expect(table.locator("tbody tr")).to_have_count(2)
    expect(table.get_by_label("Stage: Opens the bill")).to_have_value("stage-3")

    # A row is put in order by a finger, too; then all of it is taken back, the list in one step.
    table.get_by_role("button", name="More about Größe wählen").click()
    sheet.get_by_role("button", name="Up").click()
    expect(sheet.get_by_text("1 / 2")).to_be_visible()
    sheet.get_by_role("button", name="Done").click()
    expect(table.get_by_label("Touchpoint:").first).to_have_value("Größe wählen")
    expect(table.locator(".cjw-saved")).to_have_text("Saved")
    table.get_by_role("button", name="Undo").first.click()
    expect(table.get_by_label("Touchpoint:").first).to_have_value("Opens the bill")
    table.get_by_role("button", name="Undo").first.click()
    expect(table.locator("tbody tr")).to_have_count(0)


def test_two_hundred_rows_are_one_step_and_too_many_are_said(open_page: Open) -> None:
    page = open_page("lead")
    board = part(page, "Ana's board")
    board.get_by_role("button", name="Paste or import rows…").click()
    sheet = page.get_by_role("dialog")
    box = sheet.get_by_label("Copy the cells")
    box.fill("\n".join(f"Row {n}" for n in range(2001)))
    expect(sheet.get_by_role("alert")).to_contain_text("These are 2001 rows; at most 2000 can be added at once.")
    box.fill("Touchpoint\tStage\n" + "\n".join(f"Row {n}\tWaits" for n in range(200)))
    sheet.get_by_role("button", name="Add rows: 200").click()
    expect(cards(part(page, "Ben's board"), "Waits")).to_have_count(200)
    expect(board.locator(".cjw-saved")).to_have_text("Saved")
    assert cards(board, "Waits").nth(199).text_content() == "Row 199"
    board.get_by_role("button", name="Undo").first.click()
    expect(cards(part(page, "Ben's board"), "Waits")).to_have_count(0)


def test_an_example_is_taken_over_and_taken_back(open_page: Open) -> None:
    page = open_page("lead", width=390, height=844)
    board = part(page, "With an example")
    expect(board.get_by_role("listitem").filter(has_text="Opens the parcel")).to_be_visible()
    board.get_by_role("button", name="Use the example").press("Enter")
    expect(cards(board, "Looks around")).to_have_text(["Sees an advert"])
    expect(cards(board, "Waits")).to_have_text(["Opens the parcel"])
    assert page.evaluate(AUDIT) == []
    board.locator(".cjw-toast").get_by_role("button", name="Undo").click()
    expect(board.get_by_role("button", name="Use the example")).to_be_visible()


def test_a_form_begins_with_an_example(open_page: Open) -> None:
    page = open_page("sheets", width=390, height=844)
    form = part(page, "Another objective")
    expect(form.get_by_text("Fill in “Objective” first")).to_be_visible()
    form.get_by_role("button", name="Use the example").press("Enter")
    expect(form.get_by_label("Starts with")).to_have_value("Sees an advert")
    expect(form.locator(".cjw-saved")).to_have_text("Saved")
    form.get_by_label("New Metric").fill("Returns")
    form.get_by_label("New Metric").press("Enter")
    expect(form.get_by_role("region", name="Metric").locator(".cjw-part")).to_have_count(1)
    form.get_by_role("button", name="Undo").first.click()
    form.get_by_role("button", name="Undo").first.click()
    expect(form.get_by_role("button", name="Use the example")).to_be_visible()
    expect(form.get_by_label("Starts with")).to_have_value("")


def test_what_is_not_added_yet_outlives_a_reload_and_a_refusal(open_page: Open) -> None:
    page = open_page("board")
    box = part(page, "Ana's board").get_by_label("New card in Waits")
    box.fill("Half a thought")
    page.reload()
    expect(box).to_have_value("Half a thought")
    page.get_by_role("button", name="refuse").click()
    box.press("Enter")
    expect(part(page, "Ana's board").get_by_text("Not now.")).to_be_visible()
    expect(box).to_have_value("Half a thought")
    box.press("Enter")
    expect(cards(part(page, "Ben's board"), "Waits")).to_have_text(["Half a thought"])
    expect(box).to_have_value("")


AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["grid", "sheets", "lead"])
def test_axe_finds_nothing_serious(open_page: Open, name: str, scheme: str) -> None:
    if not AXE.exists():
        pytest.skip("needs the front end's packages: npm ci in frontend")
    page = open_page(name)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for opener in (None, ".cjw-card-title", ".cjw-grip", ".cjw-tools button", ".cjw-cell"):
        if opener is not None:
            if page.locator(opener).count() == 0:
                continue
            page.locator(opener).first.click()
            expect(page.get_by_role("dialog")).to_be_visible()
        found = page.evaluate("axe.run('.cjw', { resultTypes: ['violations'] })")
        serious = [
            (opener, one["id"], one["nodes"][0]["html"], one["nodes"][0]["failureSummary"])
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert serious == []
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
