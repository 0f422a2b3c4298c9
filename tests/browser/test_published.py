"""The published page as readers meet it: from disk, offline, on a phone, on a wall, by a screen reader, on paper."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.apps.sample import make_sample
from cjm_widgets.model import Activity, Emotion, Journey, Measurement, Persona, Stage, Touchpoint, spread
from cjm_widgets.store import open_store
from cjm_widgets.view.publish import publish
from tests.view.shop import NOW, made, shop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from cjm_widgets.model import Workshop

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
RANKS = spread(60)
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def nine_stages() -> Workshop:
    """A map that is too wide for a screen, in several scripts, with texts that do not want to break."""
    names = (
        "Notices",
        "Compares",
        "בוחרת מידה",
        "Zahlungsverkehrsabwicklung",
        "下单",
        "Waits",
        "🙂 Opens",
        "Wears",
        "Returns",
    )
    things = [Journey(id="wide", title="W" * 120, persona="mira", rank="a")]
    for n, name in enumerate(names):
        things.append(Stage(id=f"w{n}", journey="wide", name=name, rank=RANKS[n], customer_goal="g" * 200))
        things.append(Activity(id=f"wa{n}", stage=f"w{n}", text="تقارن المقاسات " * 60 if n % 2 else "x" * 5000))
        for k in range(3 + n % 3):
            id = f"wt{n}-{k}"
            things.append(Touchpoint(id=id, journey="wide", name=f"{name} {k} " * 4, stage=f"w{n}", rank=RANKS[k]))
            things.append(Emotion(id=f"we{n}-{k}", touchpoint=id, valence=(n * 7 + k * 3) % 5 - 2))
    return made(*things)


def two_personas() -> Workshop:
    return made(
        Persona(id="otto", name="Otto"),
        *(
            Emotion(id=f"otto-{id}", touchpoint=id, persona="otto", valence=score)
            for id, score in (("advert", -1), ("table", 0), ("parcel", 1), ("label", 2), ("refund", 1))
        ),
    )


WORKSHOPS = (shop, nine_stages, two_personas)


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Publish a workshop and open its page from disk, without a network; every request is noted."""
    contexts = []

    def make(
        workshop: Workshop | None = None,
        *,
        width: int = 1440,
        scheme: str = "light",
        now: date = NOW,
        touch: bool = False,
    ) -> Page:
        page_path = publish(workshop or shop(), tmp_path, now=now).page
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True, java_script_enabled=True,
            has_touch=touch, is_mobile=touch,
        )  # fmt: skip
        contexts.append(context)
        requests: list[str] = []
        complaints: list[str] = []
        context.on("request", lambda request: requests.append(request.url))
        context.on("console", lambda message: complaints.append(message.text))
        page = context.new_page()
        page.goto(page_path.as_uri())
        assert [url for url in requests if not url.startswith("data:")] == [page_path.as_uri()]
        assert complaints == []
        return page

    yield make
    for context in contexts:
        context.close()


def test_it_opens_from_disk_and_asks_nobody_for_anything(opened: Callable[..., Page]) -> None:
    page = opened()
    assert page.title() == "From a dress in a story to the money back"
    assert page.evaluate("performance.getEntriesByType('resource').map(one => one.name)") == []


@pytest.mark.parametrize("workshop", WORKSHOPS)
def test_the_page_never_scrolls_sideways(opened: Callable[..., Page], workshop: Callable[[], Workshop]) -> None:
    page = opened(workshop())
    for width in (320, 390, 768, 1024, 1440, 2200):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERFLOW) == 0, width


def test_on_a_phone_it_reads_stage_after_stage_and_on_a_wide_screen_as_a_table(opened: Callable[..., Page]) -> None:
    phone = opened(width=390)
    assert not phone.locator("table.map").is_visible()
    headings = phone.locator(".stage-heading").all_inner_texts()
    assert headings[1:] == ["Notices", "Chooses a size", "Orders", "Receives it", "Sends back", "Across the journey"]
    sizes = phone.locator(".narrow .text").evaluate_all("all => all.map(e => parseFloat(getComputedStyle(e).fontSize))")
    assert min(sizes) >= 15
    wide = opened(width=1440)
    assert wide.locator("table.map").is_visible()
    assert not wide.locator(".narrow").is_visible()


LANES = "Activities, Goals, Thoughts, Touchpoints, Emotions, Pain points, Opportunities, Metrics, Evidence"


def test_a_screen_reader_finds_a_table_with_headings(opened: Callable[..., Page]) -> None:
    page = opened()
    table = page.get_by_role("table", name=re.compile("journey map, 5 stages, 15 touchpoints"))
    columns = [name.split("\n") for name in table.get_by_role("columnheader").all_inner_texts()]
    assert [parts[1] for parts in columns[1:6]] == ["Notices", "Chooses a size", "Orders", "Receives it", "Sends back"]
    rows = table.get_by_role("rowheader").all_inner_texts()
    assert ", ".join(row.split("\n")[0] for row in rows) == LANES
    curve = table.get_by_role("img", name="Emotion curve")
    assert curve.count() == 1
    described = page.locator(f"#{curve.get_attribute('aria-labelledby').split()[1]}")
    assert "worst at “Prints the return label”, −1.7" in described.text_content()


def test_headings_go_down_one_level_at_a_time(opened: Callable[..., Page]) -> None:
    for width in (390, 1440):
        page = opened(made(Journey(id="second", title="Second", rank="z")), width=width)
        shown = "all => all.filter(e => e.checkVisibility()).map(e => Number(e.tagName[1]))"
        levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(shown)
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))


def test_the_curve_has_its_twin_in_numbers(opened: Callable[..., Page]) -> None:
    page = opened()
    page.get_by_text("The emotion curve as a table").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Prints the return label"))
    cells = row.get_by_role("cell").all_inner_texts()
    assert cells[:5] == ["13", "Sends back", "6", "−1.67", "−2.0"]


def test_the_curve_stands_under_the_columns_of_its_stages(opened: Callable[..., Page]) -> None:
    page = opened()
    for width in (1024, 1440, 2200):
        page.set_viewport_size({"width": width, "height": 900})
        places = "all => all.map(e => e.getBoundingClientRect()).map(r => [r.left, r.right])"
        columns = page.locator("th.stage").evaluate_all(places)
        dots = [sum(ends) / 2 for ends in page.locator("table.map circle.badge").evaluate_all(places)]
        per_stage = [sum(left < x < right for x in dots) for left, right in columns]
        assert per_stage == [3, 4, 2, 3, 3, 0]


def test_two_personas_have_two_lines_with_their_names(opened: Callable[..., Page]) -> None:
    page = opened(two_personas())
    drawn = page.locator("table.map svg.curve")
    assert drawn.locator("path.line-1").count() >= 1
    names = drawn.locator("text.name").evaluate_all("all => all.map(one => one.textContent)")
    assert {"Mira Demir", "Otto"} <= set(names)


CLIPPED = """() => {
  const right = document.documentElement.clientWidth + 1;
  return [...document.querySelectorAll('.cjm-map *')]
    .filter(e => e.checkVisibility() && !e.closest('.unseen') && e.tagName !== 'CAPTION')
    .filter(e => { const r = e.getBoundingClientRect(); return r.width && (r.right > right || r.left < -1); })
    .map(e => e.tagName + '.' + e.className).slice(0, 5);
}"""


@pytest.mark.parametrize("workshop", WORKSHOPS)
def test_on_paper_nothing_is_cut_at_the_right(opened: Callable[..., Page], workshop: Callable[[], Workshop]) -> None:
    page = opened(workshop())
    page.emulate_media(media="print")
    for paper, width in (("A4", 1047), ("A3", 1512)):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(CLIPPED) == [], paper
        assert page.locator("table.map").first.is_visible()


def test_the_first_screen_says_whose_it_is_what_it_stands_on_where_data_differs_and_begins_the_map(
    opened: Callable[..., Page],
) -> None:
    page = opened(width=1440)
    for words in ("From a dress in a story", "Mira Demir", "What it stands on", "Felt against measured", "Sends back:"):
        box = page.get_by_text(words).first.bounding_box()
        assert box["y"] + box["height"] < 900, words
    begins = page.locator(".lane-activities li").first.bounding_box()
    assert begins["y"] + begins["height"] < 900


def test_the_map_of_the_shop_is_read_in_five_screens(opened: Callable[..., Page]) -> None:
    page = opened(width=1440)
    assert page.evaluate("document.documentElement.scrollHeight") < 5 * 900


BROKEN = """() => [...document.querySelectorAll(
    '.facts dt, .panel-name, .kicker, table.map tbody th > span, table.plain thead th, .lane-name')]
  .filter(e => e.checkVisibility())
  .flatMap(e => [...e.childNodes].filter(n => n.nodeType === 3).flatMap(n =>
    [...n.data.matchAll(/\\p{L}+/gu)].filter(m => {
      const word = document.createRange();
      word.setStart(n, m.index);
      word.setEnd(n, m.index + m[0].length);
      return new Set([...word.getClientRects()].map(r => Math.round(r.top))).size > 1;
    }).map(m => m[0])))"""


def test_no_label_breaks_inside_a_word(opened: Callable[..., Page]) -> None:
    page = opened()
    page.locator("details.twin").evaluate_all("all => all.forEach(one => { one.open = true; })")
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        for width in (320, 390, 768, 910, 1047, 1440, 1512, 2200):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(BROKEN) == [], (media, width)


def test_a_touchpoints_numbers_unfold_without_a_script(opened: Callable[..., Page]) -> None:
    page = opened()
    lane = page.locator("table.map .lane-metrics")
    basis = lane.get_by_text("95 % interval 13–35 %, n 50 answers")
    assert not basis.is_visible()
    lane.get_by_text("CSAT 22 %").click()
    assert basis.is_visible()


def test_every_number_folds_away_on_the_screen_and_always_stands_on_paper(opened: Callable[..., Page]) -> None:
    page = opened()
    table = page.get_by_role("table", name="Every number of the map")
    assert table.count() == 0
    page.get_by_text("Every number of the map as a table").click()
    assert table.get_by_role("row").count() == 1 + len(shop().all(Measurement))
    page.get_by_text("Every number of the map as a table").click()
    page.emulate_media(media="print")
    assert table.get_by_text("61–80 %").is_visible()


def test_what_unfolds_is_large_enough_for_a_finger(opened: Callable[..., Page]) -> None:
    page = opened(width=390, touch=True)
    shown = page.locator(".cjm-map summary").filter(visible=True)
    assert shown.count() > 3
    heights = shown.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert min(heights) >= 44


@pytest.mark.parametrize(("paper", "most"), [("A4", 3), ("A3", 2)])
def test_the_shops_map_prints_on_few_sheets_with_title_date_and_number(
    opened: Callable[..., Page], tmp_path: Path, paper: str, most: int
) -> None:
    page = opened()
    path = tmp_path / f"{paper}.pdf"
    page.pdf(path=path, format=paper, landscape=True)
    pages = path.read_bytes().count(b"/Type /Page\n") or len(re.findall(rb"/Type\s*/Page\b(?!s)", path.read_bytes()))
    assert 1 < pages <= most
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
        sheets = text.split("\f")[:-1]
        assert len(sheets) == pages
        for number, sheet in enumerate(sheets, start=1):
            assert re.search(
                rf"From a dress in a story to the money back\s+12 March 2027\s+·\s+{number}/{pages}", sheet
            )
        # Every sheet that the map goes on to has the stages above it.
        (metrics,) = [sheet for sheet in sheets if re.search(r"^\s*Metrics", sheet, re.MULTILINE)]
        assert "Chooses a size" in metrics
        if paper == "A3":  # the whole table stands on one
            assert re.search(r"^\s*Activities", metrics, re.MULTILINE)
        # Nothing unfolds on paper, so the intervals are there.
        assert "12.8" not in text
        assert re.search(r"CSAT\s+22 %\s+13–35 %\s+50 answers\s+B, 28 Feb 2027", text)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext of poppler-utils")
@pytest.mark.parametrize(("paper", "most"), [("A4", 5), ("A3", 3)])
def test_the_sample_with_its_data_prints_on_few_sheets_and_no_lane_loses_its_label(
    opened: Callable[..., Page], tmp_path: Path, paper: str, most: int
) -> None:
    with open_store(f"sqlite:///{tmp_path / 'workshops.sqlite'}") as store:
        workshop = store.load(make_sample(store))
    page = opened(workshop, now=date(2026, 11, 22))
    path = tmp_path / f"{paper}.pdf"
    page.pdf(path=path, format=paper, landscape=True, prefer_css_page_size=False)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    sheets = text.split("\f")[:-1]
    assert len(sheets) <= most
    # What is good to know unfolds on a screen only.
    assert "15 of 38 cards are assumptions (39 %)" in text
    on = {
        lane: [n for n, sheet in enumerate(sheets) if re.search(rf"^\s*{lane}\b", sheet, re.MULTILINE)]
        for lane in ("Activities", "Touchpoints", "Emotions", "Pain points", "Opportunities", "Metrics")
    }
    # A card of a lane stands on the sheet that has the lane's label.
    cards = {"Touchpoints": "Waits for the refund", "Pain points": "From handing in", "Metrics": "They differ"}
    for lane, said in cards.items():
        assert said in sheets[on[lane][0]], lane
    if paper == "A3":
        assert {places[0] for places in on.values()} == {0}


def test_paper_is_light_whatever_the_screen_is(opened: Callable[..., Page]) -> None:
    page = opened(scheme="dark")
    ink = "getComputedStyle(document.querySelector('.cjm-map')).color"
    assert page.evaluate(ink) == "rgb(242, 237, 244)"
    page.emulate_media(media="print")
    assert page.evaluate(ink) == "rgb(43, 36, 56)"


AXE = "axe.run().then(d => d.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target)))"


def _axe() -> Path | None:
    named = os.environ.get("CJM_AXE")
    found = Path(named) if named else ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
    return found if found.is_file() else None


@pytest.mark.skipif(_axe() is None, reason="needs axe-core: npm ci in frontend/, or CJM_AXE")
@pytest.mark.parametrize("workshop", WORKSHOPS)
def test_axe_finds_nothing(opened: Callable[..., Page], workshop: Callable[[], Workshop]) -> None:
    page = opened(workshop())
    axe = _axe()
    assert axe is not None
    page.evaluate(axe.read_text("utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(AXE) == [], (scheme, width)
