"""The light page: its widgets, its outputs, its weight, and how it comes back after a loss."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import nbformat
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE_MS
from tests.browser.cutting import proxied
from tests.browser.light_pages import NOTEBOOKS
from tests.browser.weighing import Wire
from tests.serve.running import HOST_NAME, ROOT, RunningKit, running_kit, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.conftest import NewPage, Seen
    from tests.browser.cutting import Proxy

pytestmark = pytest.mark.browser

MOST_REQUESTS = 10
MOST_BYTES = 400_000
BADGE = "#cjm-badge"
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningKit]:
    folder = tmp_path_factory.mktemp("light")
    notebooks = folder / "notebooks"
    notebooks.mkdir()
    for name, (about, cells) in NOTEBOOKS.items():
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        made = [nbformat.v4.new_code_cell(cell.replace("ROOT", repr(str(ROOT)))) for cell in cells]
        metadata = {"cjm": {"title": name, **about}, "kernelspec": kernel}
        nbformat.write(nbformat.v4.new_notebook(metadata=metadata, cells=made), notebooks / f"{name}.ipynb")
    with running_kit(folder, "--notebooks", str(notebooks)) as running:
        yield running


@pytest.fixture
def line(kit: RunningKit) -> Iterator[Proxy]:
    with proxied(kit.port) as proxy:
        yield proxy


@pytest.fixture
def far(new_page: NewPage, line: Proxy) -> Page:
    """A page behind the proxy."""
    return new_page(address=f"http://{HOST_NAME}:{line.port}")


def _open(page: Page, path: str) -> None:
    page.goto(path)
    page.locator("body.is-open").wait_for()


def _come_back(page: Page) -> None:
    """What the browser does when a person comes back to the tab."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def _end_kernel(page: Page) -> None:
    """End the page's kernel from the page itself: it answers to no other browser."""
    address = f"/voila/api/shutdown/{_kernel(page)}"
    assert page.evaluate("url => fetch(url, { method: 'POST' }).then((answer) => answer.status)", address) == 204


def _kernel(page: Page) -> str:
    return page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")


# ---- core controls


def test_every_core_control_works_both_ways(page: Page) -> None:
    _open(page, "/controls")
    said = page.locator(".said")
    page.get_by_label("Name").fill("Ada")
    expect(said).to_contain_text("name=Ada")
    page.get_by_label("Name").press("Enter")
    expect(said).to_contain_text("submitted=Ada")
    page.get_by_label("Secret").fill("s")
    expect(said).to_contain_text("secret=s")
    page.get_by_label("Why").fill("one\ntwo")
    expect(said).to_contain_text("why='one\\ntwo'")
    page.get_by_label("Late").fill("not yet")
    expect(said).not_to_contain_text("late=not yet")
    page.get_by_label("Late").blur()
    expect(said).to_contain_text("late=not yet")
    page.get_by_label("Channel").select_option("phone")
    expect(said).to_contain_text("channel=2")
    page.get_by_label("Agree").check()
    expect(said).to_contain_text("agree=True")
    page.get_by_role("button", name="Count").click()
    expect(said).to_contain_text("clicks=1")
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "30")
    expect(page.get_by_text("in a box, beside")).to_be_visible()
    expect(page.locator(".hypertext strong")).to_have_text("bold")


def test_python_changes_controls(page: Page) -> None:
    _open(page, "/controls")
    page.get_by_label("Name").fill("typed")
    page.get_by_role("button", name="Set all").click()
    expect(page.get_by_label("Name")).to_have_value("set")
    expect(page.get_by_label("Why")).to_have_value("set too")
    expect(page.get_by_label("Channel")).to_have_value("web")
    expect(page.get_by_label("Agree")).to_be_checked()
    expect(page.get_by_label("Agree")).to_be_disabled()
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "100")
    expect(page.locator(".added")).to_have_text("a new child")
    expect(page.locator(".narrow")).to_have_css("width", "200px")
    expect(page.locator(".shy")).to_have_css("display", "none")


def test_a_child_that_stays_keeps_what_is_being_written(page: Page) -> None:
    _open(page, "/controls")
    late = page.get_by_label("Late")
    late.fill("half a sen")
    page.evaluate("document.querySelector('.rebuild').click()")
    expect(page.get_by_text("rebuilt")).to_be_visible()
    expect(late).to_have_value("half a sen")
    expect(late).to_be_focused()


def test_controls_can_be_read_and_touched(new_page: NewPage) -> None:
    page = new_page(width=390)
    _open(page, "/controls")
    boxes = page.evaluate(
        "[...document.querySelectorAll('input:not([type=checkbox]), select, textarea, button')]"
        ".filter(e => e.checkVisibility()).map(e => [e.offsetHeight, parseFloat(getComputedStyle(e).fontSize)])"
    )
    assert len(boxes) > 7
    assert min(height for height, _ in boxes) >= 44
    assert min(size for _, size in boxes) >= 16
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


# ---- anywidget


def test_an_anywidget_sets_sends_and_receives(page: Page) -> None:
    _open(page, "/any")
    first, second = page.locator(".echo").all()
    first.get_by_role("button", name="count").click()
    for view in (first, second):
        expect(view.locator(".count")).to_have_text("1, python saw 1")
    first.get_by_role("button", name="bytes").click()
    expect(first.locator(".answer")).to_have_text("kernel got 3 bytes and sends 6,4,2 of 3")
    expect(second.locator(".answer")).to_have_text("kernel got 3 bytes and sends 6,4,2 of 3")
    first.get_by_role("button", name="blob").click()
    expect(first.locator(".blob")).to_have_text("blob 9,8,7 came back as 7,8,9")
    first.get_by_role("button", name="call").click()
    expect(first.locator(".called")).to_have_text("hello Ada")
    expect(first).to_have_css("outline-style", "dotted")
    assert page.evaluate("window.initialized") == 1


def test_listeners_and_cleanups_end_with_their_view(page: Page) -> None:
    _open(page, "/any")
    page.get_by_role("button", name="drop one").click()
    expect(page.locator(".echo")).to_have_count(1)
    assert page.evaluate("window.viewsEnded") == 1
    page.locator(".echo").get_by_role("button", name="count").click()
    expect(page.locator(".count")).to_have_text("1, python saw 1")
    assert page.evaluate("window.heardBy.length") == 1
    page.get_by_role("button", name="close all").click()
    expect(page.locator(".echo")).to_have_count(0)
    assert page.evaluate("[window.viewsEnded, window.modelsEnded]") == [2, 1]


def test_a_widget_shows_another_through_its_host(page: Page) -> None:
    _open(page, "/host")
    expect(page.locator(".parent .child")).to_have_text("child says 5")
    page.get_by_role("button", name="from parent").click()
    expect(page.locator(".parent .child")).to_have_text("child says 6")


def test_messages_sent_before_the_widget_listens_are_not_lost(page: Page) -> None:
    _open(page, "/early")
    expect(page.locator(".early")).to_have_text("0 1 2 3 4 5 6 7 8 9")


# ---- outputs


def test_outputs_are_shown_and_their_scripts_do_not_run(page: Page, seen: Seen) -> None:
    _open(page, "/outputs")
    expect(page.get_by_role("cell", name="Search")).to_be_visible()
    expect(page.locator("pre", has_text="[1, 2, 3]")).to_be_visible()
    page.wait_for_function("[...document.images].filter(i => i.naturalWidth > 0).length === 2")
    expect(page.get_by_text("This page has no way to show this result (application/x-unheard-of).")).to_be_visible()
    expect(page.get_by_text("This page has no way to show this part (IntSliderView).")).to_be_visible()
    expect(page.get_by_text("This part of the page could not be shown.")).to_be_visible()
    expect(page.get_by_text("after all of that")).to_be_visible()
    assert page.evaluate("window.ranAScript") is None
    assert any("wrong from the start" in error for error in seen.errors)
    seen.errors.clear()


def test_parts_appear_while_later_cells_still_run(page: Page, kit: RunningKit) -> None:
    try:
        page.goto("/slow", wait_until="commit")
        page.get_by_role("button", name="early bird").click()
        assert page.evaluate("document.readyState") == "loading"
    finally:
        (kit.data / "go").touch()
    expect(page.get_by_text("clicked 1")).to_be_visible()
    expect(page.get_by_label("late riser")).to_be_visible()
    page.locator("body.is-open").wait_for()


def test_charts_come_as_a_chunk_of_their_own(page: Page, seen: Seen) -> None:
    _open(page, "/any")
    assert [url for url in seen.requests if "bokeh" in url] == []
    seen.requests.clear()
    _open(page, "/chart")
    page.locator(".bk-Figure canvas").first.wait_for()
    page.get_by_role("button", name="new title").click()
    expect(page.locator(".title")).to_have_text("second")
    page.evaluate("Bokeh.documents[0].roots()[0].title.text = 'third'")
    expect(page.locator(".title")).to_have_text("third")
    expect(page.locator(".python-title")).to_have_text("python saw third")
    scripts = [re.sub(r".*/", "", url) for url in seen.requests if url.endswith(".js")]
    assert sorted(scripts) == ["bokeh.js", "bokeh.min.js", "page.js"]


def test_bokehs_own_controls_load_what_they_need(page: Page, seen: Seen) -> None:
    _open(page, "/chart-controls")
    page.locator(".bk-Slider").wait_for()
    seen.errors.clear()  # Bokeh says loudly what it had to be given


def test_the_notebook_can_ask_for_jupyterlabs_renderers(page: Page, seen: Seen) -> None:
    _open(page, "/lab")
    expect(page.locator(".widget-slider")).to_be_visible()
    assert any("voila/static/voila.js" in url for url in seen.requests)


# ---- weight


def test_a_first_visit_is_light_and_a_second_one_next_to_nothing(page: Page) -> None:
    wire = Wire()
    wire.watch(page)
    _open(page, "/form")
    page.get_by_role("heading", name="How does it feel?").wait_for()
    assert wire.requests <= MOST_REQUESTS, wire
    assert wire.bytes <= MOST_BYTES, wire
    first = wire.bytes
    print(f"first visit: {wire.requests} requests, {first / 1000:.0f} kB")  # noqa: T201 - shown by pytest -s
    wire.requests = wire.bytes = 0
    page.reload()
    page.get_by_role("heading", name="How does it feel?").wait_for()
    page.locator("body.is-open").wait_for()
    print(f"second visit: {wire.requests} requests, {wire.bytes / 1000:.0f} kB")  # noqa: T201
    assert {url.rsplit("/", 1)[1] for url in wire.cached} >= {"page.js", "all.js", "all.css"}, wire
    assert wire.requests <= 3, wire
    assert wire.bytes < first / 2


def test_scripts_are_kept_for_good_and_compressed(kit: RunningKit) -> None:
    _status, _headers, page = kit.get("/any", cookie=kit.enter())
    found = re.search(r'src="(/cjm/open/page/\w+/page\.js)"', page)
    assert found
    status, headers, _body = kit.get(found[1], headers={"Accept-Encoding": "gzip, br"})
    assert status == 200
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["Content-Encoding"] == "gzip"
    assert int(headers["Content-Length"]) < 20_000
    assert headers["Vary"] == "Accept-Encoding"
    status, headers, plain = kit.get(found[1])
    assert headers["Content-Encoding"] is None
    assert "WebSocket" in plain
    status, headers, _body = kit.get(re.sub(r"page/\w+/", "page/000000000000/", found[1]))
    assert (status, headers["Cache-Control"]) == (404, "no-store")
    assert kit.get(found[1].replace("page.js", "..%2Fkit.py"))[0] in (403, 404)


def test_a_light_page_may_not_compile_text(page: Page, seen: Seen) -> None:
    _open(page, "/any")
    # In a turn of its own: what the test itself evaluates is exempt.
    attempt = "try { window.compiled = eval('1') } catch (error) { window.compiled = error.name }"
    page.add_script_tag(content=f"setTimeout(() => {{ {attempt} }})")
    page.wait_for_function("window.compiled")
    assert page.evaluate("window.compiled") == "EvalError"
    seen.errors.clear()


# ---- losses


def test_a_cut_connection_comes_back_with_its_widgets(far: Page, line: Proxy, seen: Seen) -> None:
    _open(far, "/any")
    echo = far.locator(".echo").first
    echo.get_by_role("button", name="count").click()
    expect(echo.locator(".count")).to_have_text("1, python saw 1")
    line.cut()
    expect(far.locator(BADGE)).to_have_text("No connection; trying again")
    echo.get_by_role("button", name="count").click()
    echo.get_by_role("button", name="count").click()
    far.get_by_role("button", name="tick").click()
    expect(echo.locator(".count")).to_have_text("3, python saw 1")
    line.mend()
    expect(far.locator(BADGE)).to_have_text("Connected again")
    expect(echo.locator(".count")).to_have_text("3, python saw 3")
    expect(far.locator(".ticks")).to_have_text("ticks 1")
    expect(far.locator(BADGE)).to_be_hidden()
    seen.errors.clear()


def test_what_python_did_meanwhile_arrives_once(far: Page, line: Proxy, seen: Seen, kit: RunningKit) -> None:
    _open(far, "/meanwhile")
    expect(far.locator(".numbers")).to_have_text("")
    line.cut()
    expect(far.locator(BADGE)).to_have_text("No connection; trying again")
    (kit.data / "meanwhile").touch()
    until((kit.data / "meanwhile-done").exists)
    line.mend()
    # Twenty messages and a trait, sent while nobody was there; then a new widget and one that has gone.
    expect(far.locator(".numbers")).to_have_text(" ".join(map(str, range(20))))
    expect(far.locator(".trait")).to_have_text("trait 20")
    expect(far.get_by_text("made meanwhile")).to_be_visible()
    expect(far.get_by_text("gone meanwhile")).to_be_hidden()
    expect(far.locator(BADGE)).to_be_hidden()
    expect(far.locator(".numbers")).to_have_text(" ".join(map(str, range(20))))
    seen.errors.clear()


def test_a_dead_line_that_nobody_closed_is_noticed(far: Page, line: Proxy, seen: Seen) -> None:
    _open(far, "/any")
    echo = far.locator(".echo").first
    line.freeze()
    echo.get_by_role("button", name="count").click()
    expect(far.locator(BADGE)).to_have_text("No connection; trying again")
    expect(echo.locator(".count")).to_have_text("1, python saw 0")
    line.mend()
    _come_back(far)
    expect(echo.locator(".count")).to_have_text("1, python saw 1")
    expect(far.locator(BADGE)).to_be_hidden()
    seen.errors.clear()


def test_a_woken_page_looks_at_once_whether_its_line_lives(far: Page, line: Proxy, seen: Seen) -> None:
    _open(far, "/any")
    line.freeze()
    _come_back(far)
    expect(far.locator(BADGE)).to_have_text("No connection; trying again")
    line.mend()
    _come_back(far)
    expect(far.locator(BADGE)).to_be_hidden()
    far.locator(".echo").first.get_by_role("button", name="count").click()
    expect(far.locator(".count").first).to_have_text("1, python saw 1")
    seen.errors.clear()


def test_a_page_whose_kernel_has_ended_opens_itself_anew(page: Page, seen: Seen) -> None:
    _open(page, "/any")
    kernel = _kernel(page)
    _end_kernel(page)
    with page.expect_navigation():
        _come_back(page)
    page.locator("body.is-open").wait_for()
    assert _kernel(page) != kernel
    page.locator(".echo").first.get_by_role("button", name="count").click()
    expect(page.locator(".count").first).to_have_text("1, python saw 1")
    seen.errors.clear()


def test_a_page_with_something_half_written_waits_to_be_asked(page: Page, seen: Seen) -> None:
    _open(page, "/controls")
    page.get_by_label("Late").fill("half a sen")
    _end_kernel(page)
    _come_back(page)
    expect(page.locator(BADGE)).to_have_text("This page has ended: reload it")
    _come_back(page)
    expect(page.get_by_label("Late")).to_have_value("half a sen")
    page.locator(BADGE).get_by_role("link", name="reload it").click()
    expect(page.get_by_label("Late")).to_have_value("")
    seen.errors.clear()


def test_a_page_that_has_just_opened_itself_anew_does_not_do_so_again(page: Page, seen: Seen) -> None:
    _open(page, "/any")
    page.evaluate("sessionStorage.setItem('cjm reloaded', String(Date.now()))")
    _end_kernel(page)
    _come_back(page)
    expect(page.locator(BADGE)).to_have_text("This page has ended: reload it")
    seen.errors.clear()


def test_a_reload_finds_a_working_page_again(page: Page) -> None:
    _open(page, "/any")
    page.locator(".echo").first.get_by_role("button", name="count").click()
    expect(page.locator(".count").first).to_have_text("1, python saw 1")
    page.reload()
    page.locator("body.is-open").wait_for()
    expect(page.locator(".count").first).to_have_text("0, python saw 0")
    page.locator(".echo").first.get_by_role("button", name="count").click()
    expect(page.locator(".count").first).to_have_text("1, python saw 1")
