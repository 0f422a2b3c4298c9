"""The template of every page: what a person sees from the first bytes to a lost connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat
import pytest
from playwright.sync_api import Page, expect

from tests.serve.running import HOST_NAME, RunningKit, running_kit, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.conftest import NewPage, Seen

pytestmark = pytest.mark.browser

_COUNTER = """
import anywidget, traitlets
class Counter(anywidget.AnyWidget):
    _esm = '''export default { render({ model, el }) {
        const button = document.createElement("button");
        const show = () => { button.textContent = `pressed ${model.get("n")}`; };
        button.onclick = () => { model.set("n", model.get("n") + 1); model.save_changes(); };
        model.on("change:n", show); show(); el.append(button);
    } }'''
    n = traitlets.Int(0).tag(sync=True)
Counter()
"""

_CORE = """
import os, ipywidgets
name = ipywidgets.Text(description="Name")
said = ipywidgets.Label()
name.observe(lambda change: setattr(said, "value", "hello " + change["new"]), "value")
ipywidgets.VBox([name, said, ipywidgets.Label("role " + os.environ.get("HTTP_X_CJM_ROLE", "none"))])
"""

_CHART = """
from bokeh.io import output_notebook
from bokeh.plotting import figure
from bokeh.resources import INLINE
from jupyter_bokeh import BokehModel
output_notebook(INLINE, hide_banner=True)
chart = figure(width=300, height=200, title="Curve")
_ = chart.line([1, 2, 3], [1, 3, 2])
BokehModel(chart)
"""

_PROSE = "# Touchpoints\n\nCollect every moment. Prices from $5 to $10 stay as they are."


def _notebook(
    *cells: nbformat.NotebookNode, title: str = "Touchpoints", step: int | None = 4, **more: str
) -> nbformat.NotebookNode:
    about: dict[str, object] = {"title": title, **({"step": step} if step else {}), **more}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(metadata={"cjm": about, "kernelspec": kernel}, cells=list(cells))


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningKit]:
    folder = tmp_path_factory.mktemp("template")
    prose, code = nbformat.v4.new_markdown_cell, nbformat.v4.new_code_cell
    guide = {"tags": ["guide"]}
    pages = {
        "00-start": _notebook(
            prose(_PROSE),
            prose("## What it is for\n\nA wish otherwise.", metadata=guide),
            prose("## How to lead it\n\n| minute | what |\n|---|---|\n| 0 | read |", metadata=guide),
            code(_CORE),
            code(_COUNTER),
            prose("## The same as a table"),
            code("import pandas as pd\npd.DataFrame({'touchpoint': ['Search'], 'channel': ['shop']})"),
        ),
        "05-broken": _notebook(
            prose("# Stages"), code("secret = 'hidden value'\nraise RuntimeError(secret)"), prose("Never shown.")
        ),
        "06-chart": _notebook(prose("# Emotions"), code(_CHART), title="Emotions", step=6),
        "07-slow": _notebook(
            prose("# Slow"),
            code("import os, pathlib\np = pathlib.Path(os.environ['CJM_DATA']) / 'go'\nwhile not p.exists(): pass"),
            title="Slow",
        ),
        "08-prose": _notebook(prose("# Only words"), title="Only words", step=None),
        # JupyterLab's renderers; a light page's badge is tested in test_light_page.py.
        "09-lab": _notebook(prose("# Lab"), code(_COUNTER), front_end="lab"),
    }
    notebooks = folder / "notebooks"
    notebooks.mkdir()
    for name, page in pages.items():
        nbformat.write(page, notebooks / f"{name}.ipynb")
    with running_kit(folder, "--notebooks", str(notebooks)) as running:
        yield running


def _open(page: Page, path: str = "/") -> None:
    page.goto(path)
    page.locator("body.is-open").wait_for()


def test_a_page_comes_alive_without_asking_any_other_host(page: Page, seen: Seen) -> None:
    _open(page)
    page.get_by_role("button", name="pressed 0").click()
    expect(page.get_by_role("button", name="pressed 1")).to_be_visible()
    page.get_by_label("Name").fill("Ada")
    expect(page.get_by_text("hello Ada")).to_be_visible()
    expect(page.get_by_text("role facilitator")).to_be_visible()
    expect(page).to_have_title("Touchpoints · CJM Widgets")
    assert any(url.startswith(f"ws://{HOST_NAME}") for url in seen.requests), "the watch sees websockets too"
    assert seen.foreign == []


def test_bokeh_draws_from_our_own_server(page: Page) -> None:
    _open(page, "/06-chart")
    page.locator(".bk-Figure, .bk-Canvas").first.wait_for()


def test_the_first_bytes_show_the_step_before_its_cells_have_run(page: Page, kit: RunningKit) -> None:
    try:
        page.goto("/07-slow", wait_until="commit")
        expect(page.get_by_text("Opening the page…")).to_be_visible()
        expect(page.locator("#cjm-where")).to_have_text("4 Slow")
        expect(page.locator(".cjm-ghost")).to_be_visible()
        # Prose comes while the next cell still runs.
        expect(page.get_by_role("heading", name="Slow")).to_be_visible()
        assert 0 < _progress(page) < 80
    finally:
        (kit.data / "go").touch()
    page.locator("body.is-open").wait_for()
    expect(page.locator(".cjm-ghost")).to_be_hidden()


def _progress(page: Page) -> float:
    return page.evaluate("parseFloat(document.getElementById('cjm-progress').style.width)")


def test_guide_cells_are_one_fold_that_stays_as_its_reader_left_it(page: Page) -> None:
    _open(page)
    guide = page.locator("details.cjm-guide")
    expect(guide).to_have_count(1)
    expect(page.get_by_text("A wish otherwise.")).to_be_hidden()
    guide.locator("summary").click()
    expect(page.get_by_text("A wish otherwise.")).to_be_visible()
    expect(guide.get_by_role("table")).to_be_visible()
    page.reload()
    page.locator("body.is-open").wait_for()
    expect(page.get_by_text("A wish otherwise.")).to_be_visible()


def test_prices_are_not_taken_for_formulas(page: Page) -> None:
    _open(page)
    expect(page.get_by_text("Prices from $5 to $10 stay as they are.")).to_be_visible()


def test_sources_are_not_sent(page: Page) -> None:
    _open(page)
    assert "import anywidget" not in page.content()


def test_a_failing_cell_says_a_sentence_and_a_way_on(page: Page) -> None:
    _open(page, "/05-broken")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("This part of the page could not be opened.")
    expect(alert.get_by_role("link", name="start page")).to_have_attribute("href", "/")
    content = page.content()
    for word in ("Traceback", "RuntimeError", "hidden value", "Never shown", "--debug", "show_tracebacks"):
        assert word not in content, word


def test_a_page_of_words_alone_opens(page: Page) -> None:
    _open(page, "/08-prose")
    expect(page.locator("#cjm-where")).to_have_text("Only words")


def test_an_unknown_page_says_so_and_leads_home(page: Page, seen: Seen) -> None:
    answer = page.goto("/99-nothing")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", name="There is no such page.")).to_be_visible()
    page.get_by_role("link", name="Start page").click()
    page.locator("body.is-open").wait_for()
    seen.errors.clear()


def test_without_the_link_nobody_gets_in(new_page: NewPage, kit: RunningKit, seen: Seen) -> None:
    page = new_page(let_in=False)
    page.goto("/")
    expect(page.get_by_role("heading", name="This workshop is not open to you yet.")).to_be_visible()
    page.goto(kit.link)
    page.locator("body.is-open").wait_for()
    assert kit.key not in page.url
    assert kit.key not in page.content()
    seen.errors.clear()


def test_the_badge_tells_of_a_page_whose_process_has_ended(page: Page, seen: Seen) -> None:
    _open(page, "/09-lab")
    expect(page.get_by_role("status")).to_be_hidden()
    kernel = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    # From the page itself: its kernel answers to no other browser.
    ended = page.evaluate("url => fetch(url, { method: 'POST' }).then((answer) => answer.status)", _shutdown(kernel))
    assert ended == 204
    _look_again(page)
    expect(page.locator("#cjm-badge")).to_contain_text("This page has ended")
    page.locator("#cjm-badge").get_by_role("link", name="reload it").click()
    expect(page.get_by_role("button", name="pressed 0")).to_be_visible()
    seen.errors.clear()


def test_the_badge_tells_of_a_lost_connection_and_of_its_return(page: Page, seen: Seen) -> None:
    _open(page, "/09-lab")
    page.context.set_offline(True)
    _look_again(page)
    expect(page.locator("#cjm-badge")).to_contain_text("No connection")
    page.context.set_offline(False)
    _look_again(page)
    expect(page.locator("#cjm-badge")).to_be_hidden()
    seen.errors.clear()


def _look_again(page: Page) -> None:
    """What the browser does when a person comes back to the tab."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_runs_over_the_edge_and_text_can_be_read(new_page: NewPage, width: int, scheme: str) -> None:
    page = new_page(width=width, scheme=scheme)
    _open(page)
    page.locator("details.cjm-guide summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = page.evaluate(
        "[...document.querySelectorAll('.cjm-page p, .cjm-page input')]"
        ".map(node => parseFloat(getComputedStyle(node).fontSize))"
    )
    assert min(sizes) >= 16
    ratio = page.evaluate(_CONTRAST, ".cjm-page p:not(.cjm-opening)")
    assert ratio >= 7, ratio
    assert page.evaluate(_CONTRAST, "#cjm-where") >= 4.5


_CONTRAST = """selector => {
  const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  const node = document.querySelector(selector);
  let ground = node;
  while (getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
  const [a, b] = [light(getComputedStyle(node).color), light(getComputedStyle(ground).backgroundColor)].sort();
  return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
}"""


def test_keyboard_and_landmarks(page: Page) -> None:
    _open(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.get_by_role("main").get_by_role("heading", level=1).count() == 1


def test_print_leaves_out_what_is_for_screens(page: Page) -> None:
    _open(page)
    page.emulate_media(media="print")
    expect(page.locator(".cjm-bar")).to_be_hidden()
    expect(page.locator("details.cjm-guide")).to_be_hidden()
    expect(page.get_by_role("heading", name="Touchpoints")).to_be_visible()


def test_closing_a_page_ends_its_process(page: Page, kit: RunningKit) -> None:
    _open(page)
    kernel = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    cookie = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    assert kit.get(f"/cjm/alive/{kernel}", cookie=cookie)[0] == 204
    page.close(run_before_unload=True)
    until(lambda: kit.get(f"/cjm/alive/{kernel}", cookie=cookie)[0] == 410)


def _shutdown(kernel: str) -> str:
    return f"/voila/api/shutdown/{kernel}"
