"""A workshop in German: every page speaks it, numbers and days are written as in German, and all of it fits a phone."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from cjm_widgets.apps.sample import begin_workshop, make_sample
from cjm_widgets.model import KINDS, Draft, Role, Viewer
from cjm_widgets.store import open_store
from cjm_widgets.view.publish import publish
from tests.browser.conftest import PATIENCE_MS
from tests.browser.walking import SIZES, at_each_size, fits
from tests.serve.running import RunningKit, running_kit
from tests.words.catalogue import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from cjm_widgets.model import Workshop
    from cjm_widgets.store import Store
    from tests.browser.conftest import NewPage, Seen

pytestmark = pytest.mark.browser

STEPS = (
    "01-objectives", "02-customer-data", "03-personas", "04-touchpoints", "05-stages", "06-emotions",
    "07-collaboration", "08-action",
)  # fmt: skip
PAGES = ("facilitator", *STEPS, "journey-map", "participant", "projector")
PAGE_SECONDS = 60
NOW = date(2027, 5, 3)
TITLE = "Die ersten Monate mit einem Werkzeug"

# Every text of a page and every name that is only spoken. Code is in nobody's language, nor are the columns of tables
# for analysts, which are the names that code uses.
SAID: Final = """() => {
  const apart = "script, style, template, code, pre, table.dataframe, [lang]:not(html):not([lang=de])";
  const said = new Set();
  const look = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const element = node instanceof Text ? node.parentElement : node;
      if (element?.closest(apart)) continue;
      if (node instanceof Text) said.add(node.textContent.trim());
      else {
        for (const name of ["aria-label", "aria-description", "placeholder", "title", "alt"])
          if (node.hasAttribute(name)) said.add(node.getAttribute(name).trim());
        if (node.shadowRoot) look(node.shadowRoot);
      }
    }
  };
  look(document.documentElement);
  said.delete("");
  return [...said];
}"""

_LETTERS: Final = re.compile(r"[A-Za-z]")
_NAMES: Final = re.compile(r"\{\w*[^{}]*\}")


def _forms(said: object) -> tuple[str, ...]:
    return tuple(map(str, said)) if isinstance(said, (tuple, list)) else (str(said or ""),)


def _english() -> tuple[dict[str, str], list[re.Pattern[str]]]:
    """Give what has another wording in German: whole texts, and patterns of those with something filled in."""
    whole: dict[str, str] = {}
    german = {said for one in load("de", "guide") for said in (one.string,) if isinstance(said, str)}
    for one in load("de", "cjm"):
        if one.id:
            originals, forms = _forms(one.id), _forms(one.string)
            german.update(forms)
            whole.update((a.strip(), b) for a, b in zip(originals, forms, strict=True) if a != b)
    # A word that is German too, such as “Phase” or “Pause”, tells nothing.
    whole = {text: said for text, said in whole.items() if text not in german}
    filled = [text for text in whole if _NAMES.search(text) and len(_LETTERS.findall(_NAMES.sub("", text))) > 5]
    return whole, [re.compile(".+".join(map(re.escape, _NAMES.split(text))), re.DOTALL) for text in filled]


WHOLE, FILLED = _english()


def english(said: list[str], own: set[str]) -> list[str]:
    """List what is left in English, apart from what people wrote themselves."""
    return [
        text
        for text in said
        if text not in own and (text in WHOLE or any(pattern.fullmatch(text) for pattern in FILLED))
    ]


def test_english_on_a_page_is_found() -> None:
    assert english(["Rückgängig", "Undo", "n 12", "“Table” has no channel."], set()) == [
        "Undo", "“Table” has no channel.",
    ]  # fmt: skip
    assert english(["Undo"], {"Undo"}) == []


def written(workshop: Workshop) -> set[str]:
    """Give all that people wrote into a workshop."""
    found: set[str] = set()
    for kind in KINDS.values():
        for thing in workshop.all(kind):
            values = (getattr(thing, field.name) for field in dataclasses.fields(thing))
            found.update(value.strip() for value in values if isinstance(value, str))
    return found


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningKit]:
    with running_kit(tmp_path_factory.mktemp("german")) as running:
        yield running


@pytest.fixture(scope="module")
def store(kit: RunningKit) -> Iterator[Store]:
    opened = open_store(kit.store)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def begun(store: Store) -> str:
    """A workshop that was begun in German from a starting journey."""
    return begin_workshop(store, TITLE, "Beispiel GmbH", "software-subscription", "de")


@pytest.fixture(scope="module")
def full(store: Store) -> str:
    """The sample with its data and numbers, turned to German."""
    id = make_sample(store)
    seat = store.seat(id, Viewer(role=Role.FACILITATOR))
    settings = seat.workshop.settings.id
    seat.apply([Draft(kind="settings", entity=settings, fields={"language": "de"})]).result(PAGE_SECONDS)
    seat.close()
    return id


@pytest.fixture(scope="module")
def code(store: Store, begun: str) -> str:
    seat = store.seat(begun, Viewer(role=Role.FACILITATOR))
    found = seat.door.open().result(PAGE_SECONDS).join_code
    seat.close()
    assert found
    return found


def open_page(page: Page, address: str) -> None:
    page.set_default_timeout(PATIENCE_MS * 3)
    page.goto(address)
    page.locator("body.is-open").wait_for()
    page.locator("body[data-connection=live]").wait_for()


def unfold(page: Page) -> None:
    """Open every part that waits to be opened; each in its turn, as they are built one after the other."""
    closed = page.locator(".cjm-fold > .widget-button, .cjm-fold > button").filter(visible=True)
    for place in range(closed.count()):
        button = closed.nth(place)
        said = button.inner_text()
        button.click()
        page.wait_for_function("([e, said]) => e.innerText !== said", arg=[button.element_handle(), said])


def speaks_german(page: Page, own: set[str]) -> None:
    assert page.evaluate("document.documentElement.lang") == "de"
    assert english(page.evaluate(SAID), own) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_a_new_workshop(name: str, new_page: NewPage, store: Store, begun: str) -> None:
    page = new_page()
    open_page(page, f"/{name}?workshop={begun}")
    unfold(page)
    for _size in at_each_size(page):
        speaks_german(page, written(store.load(begun)))
        fits(page)


@pytest.mark.parametrize("name", ["facilitator", *STEPS, "journey-map", "projector"])
def test_a_page_of_a_full_workshop(name: str, new_page: NewPage, store: Store, full: str) -> None:
    page = new_page(width=390, height=844)
    open_page(page, f"/{name}?workshop={full}")
    unfold(page)
    speaks_german(page, written(store.load(full)))
    fits(page)


def test_the_start_page_of_a_german_browser(new_page: NewPage, begun: str, full: str) -> None:
    page = new_page()
    page.set_extra_http_headers({"Accept-Language": "de-AT,de;q=0.9,en;q=0.8"})
    open_page(page, "/")
    speaks_german(page, {TITLE, "First order: from the advert to the refund", "English"})
    assert re.search(r"zuletzt geändert am \d{1,2}\. [A-ZÄ][a-zä]+ \d{4}", page.inner_text("body"))
    assert begun != full
    for _size in at_each_size(page):
        fits(page)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_way_in(width: int, height: int, new_page: NewPage, code: str, seen: Seen) -> None:
    page = new_page(width=width, height=height, let_in=False)
    page.goto(f"/j/{code}")
    speaks_german(page, {TITLE})
    fits(page)
    page.get_by_label("Ihr Name").fill("Anna")
    page.get_by_role("button", name="Hereinkommen").click()
    page.locator("body[data-connection=live]").wait_for()
    speaks_german(page, {TITLE, "Anna"})
    fits(page)
    seen.errors.clear()


def test_numbers_and_days(new_page: NewPage, full: str) -> None:
    page = new_page()
    open_page(page, f"/journey-map?workshop={full}")
    said = page.inner_text("body")
    assert re.search(
        r"\b\d{1,2}\. (Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember) 20", said
    )
    assert re.search(r"\d,\d", said)
    assert re.search(r"\d\u00a0%", said)
    assert not re.search(r"[−+]\d\.\d", said)


def test_a_refusal_is_german_where_the_browser_is_not(
    new_page: NewPage, code: str, store: Store, begun: str, seen: Seen
) -> None:
    page = new_page(let_in=False)
    page.goto(f"/j/{code}")
    page.get_by_label("Ihr Name").fill("Berta")
    seat = store.seat(begun, Viewer(role=Role.FACILITATOR))
    seat.door.close().result(PAGE_SECONDS)
    page.get_by_role("button", name="Hereinkommen").click()
    page.get_by_text("Der Beitritt ist geschlossen.").wait_for()
    seat.door.open().result(PAGE_SECONDS)
    seat.close()
    seen.errors.clear()


def test_the_published_map(new_page: NewPage, store: Store, full: str, tmp_path: Path) -> None:
    workshop = store.load(full)
    page = new_page()
    page.goto(publish(workshop, tmp_path, now=NOW).page.as_uri())
    for _size in at_each_size(page):
        speaks_german(page, written(workshop))
        fits(page)
