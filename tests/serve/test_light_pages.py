"""The kit's own pages on light kernels, over its real door: whose they are, how many, and how they come back."""

from __future__ import annotations

import asyncio
import signal
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest

from cjm_widgets.serve.light.provisioner import available
from tests.chromium import launched
from tests.serve.conftest import write_notebook
from tests.serve.light.served import CLICK, FORM, WHO, RawPage, Served
from tests.serve.light.visitors import go, until
from tests.serve.running import RunningKit, running_kit
from tests.serve.running import until as wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(not available(), reason="no light kernels on this system")

# Code in C that looks at no signals: only replacing the process helps.
DEAF = """
import itertools, os, ipywidgets as w
button = w.Button()
button.on_click(lambda _: sum(itertools.repeat(0)))
said = w.Label(os.environ['HTTP_X_CJM_ROLE'])
w.VBox([button, said])
"""
PROCESS = "import os\nprint('process', os.getpid(), os.environ['HTTP_X_CJM_ROLE'], os.environ['QUERY_STRING'])"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("notebooks")
    write_notebook(made, "participant", FORM, WHO)
    write_notebook(made, "projector", DEAF)
    write_notebook(made, "00-start", PROCESS)
    return made


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[RunningKit]:
    with running_kit(tmp_path_factory.mktemp("kit"), "--notebooks", str(folder)) as running:
        yield running


def served(kit: RunningKit, path: str = "/participant") -> Served:
    """Enter with a browser of one's own."""
    return Served(process=kit.process, port=kit.port, log=kit.data / "kit.log", path=path, cookie=kit.enter())


async def status(at: Served, path: str, method: str = "GET") -> int:
    headers = {"Cookie": at.cookie, "Origin": f"http://127.0.0.1:{at.port}"}
    body = b"" if method == "POST" else None
    asked = HTTPRequest(f"http://127.0.0.1:{at.port}{path}", method=method, headers=headers, body=body)
    return int((await AsyncHTTPClient(force_instance=True).fetch(asked, raise_error=False)).code)


def test_a_participants_page_is_no_process(kit: RunningKit) -> None:
    async def work() -> None:
        at = served(kit)
        before = len(kit.children())
        pages = await asyncio.gather(*(RawPage(at, str(who)).open() for who in range(5)))
        assert len(kit.children()) == before
        for page in pages:
            await page.widgets()
            assert await page.save() == f"who={page.who} saved 1: "
            await page.close()

    go(work())


def test_a_page_answers_only_to_the_browser_that_opened_it(kit: RunningKit) -> None:
    async def work() -> None:
        mine, theirs = served(kit), served(kit)
        assert mine.cookie != theirs.cookie
        page = await RawPage(mine, "mine").open()
        intruder = RawPage(theirs, "theirs")
        with pytest.raises(HTTPClientError, match="404"):
            await intruder.connect(page.kernel)
        quoted = page.kernel.replace("-", "%2D")
        for kernel in (page.kernel, quoted):
            assert await status(theirs, f"/cjm/alive/{kernel}") == 404
            assert await status(theirs, f"/voila/api/shutdown/{kernel}", "POST") == 404
            assert await status(theirs, f"/api/kernels/{kernel}") == 404
            assert await status(theirs, f"/api/kernels/{kernel}", "DELETE") == 404
        assert await status(mine, f"/cjm/alive/{page.kernel}") == 204
        await page.widgets()
        assert await page.save() == "who=mine saved 1: "
        # A second tab of the same browser may.
        again = RawPage(mine, "again")
        await again.connect(page.kernel)
        await again.close()
        assert mine.said().count("a page's kernel that is not its own") >= 9
        assert await status(mine, f"/voila/api/shutdown/{page.kernel}", "POST") == 204
        assert await status(mine, f"/cjm/alive/{page.kernel}") == 410
        await page.close()
        for secret in (mine.cookie.split("=", 1)[1], theirs.cookie.split("=", 1)[1], kit.key):
            assert secret not in mine.said()

    go(work())


def test_entering_again_leaves_a_browser_its_pages(kit: RunningKit) -> None:
    async def work() -> None:
        at = served(kit)
        page = await RawPage(at, "mine").open()
        answer = kit.get(f"/enter/{kit.key}", cookie=at.cookie)
        renewed = replace(at, cookie=answer[1]["Set-Cookie"].split(";")[0])
        assert await status(renewed, f"/cjm/alive/{page.kernel}") == 204
        await page.close()

    go(work())


def test_a_raw_client_gets_nothing_and_is_noted(kit: RunningKit) -> None:
    async def work() -> None:
        at, their_door = served(kit), served(kit)
        mine, theirs = await asyncio.gather(RawPage(at, "mine").open(), RawPage(their_door, "theirs").open())
        await mine.widgets()
        await theirs.widgets()
        mine.send("execute_request", {"code": "print('Anna Secret')", "silent": False})
        await until(lambda: '"execute_request", which is not allowed' in at.said())
        for name in ("ButtonModel", "TextModel"):
            mine.send("comm_msg", {"comm_id": theirs.model(name), "data": CLICK})
        await until(lambda: at.said().count(f"session {mine.kernel}: A page sent a message for a comm") == 2)
        for channel in ("iopub", "stdin", "control", "hb", "nonsense"):
            mine.send("comm_msg", {"comm_id": theirs.model("ButtonModel"), "data": CLICK}, channel=channel)
            mine.send("execute_request", {"code": "1 / 0"}, channel=channel)
        assert await theirs.save() == "who=theirs saved 1: "
        assert await mine.save() == "who=mine saved 1: "
        assert "Anna" not in at.said()
        await mine.close()
        await theirs.close()

    go(work())


def test_a_room_that_is_full_says_so_and_what_to_do(tmp_path: Path, folder: Path) -> None:
    with running_kit(tmp_path, "--notebooks", str(folder), "--seats", "3", "--processes", "1") as kit:

        async def work() -> None:
            at = served(kit)
            pages = await asyncio.gather(*(RawPage(at, str(who)).open() for who in range(3)))
            code, headers, body = kit.get("/participant", cookie=at.cookie)
            assert (code, headers["Retry-After"]) == (503, "15")
            assert "The room is full." in body
            assert "3 pages are open" in body
            assert "cjm serve --seats 6" in body
            # Pages of the other kind are counted apart.
            assert kit.get("/", cookie=at.cookie)[0] == 200
            code, _headers, body = kit.get("/", cookie=at.cookie)
            assert code == 503
            assert "--processes 2" in body
            # Somebody leaves.
            assert await status(at, f"/voila/api/shutdown/{pages[0].kernel}", "POST") == 204
            assert kit.get("/participant", cookie=at.cookie)[0] == 200
            assert kit.get("/participant", cookie=at.cookie)[0] == 503
            for page in pages:
                await page.close()

        go(work())


def test_many_at_once_are_not_more_than_may_be(tmp_path: Path, folder: Path) -> None:
    with running_kit(tmp_path, "--notebooks", str(folder), "--seats", "5") as kit:

        async def work() -> None:
            at = served(kit)
            codes = await asyncio.gather(*(status(at, "/participant") for _ in range(12)))
            assert sorted(codes) == [200] * 5 + [503] * 7

        go(work())


def test_an_endless_loop_takes_nobody_with_it_for_long(kit: RunningKit) -> None:
    """The host is replaced; whoever was in it is told, opens the page again, and is back as themselves."""

    async def goes_on(page: RawPage) -> float | None:
        """Do what the page's script does; return when the page was back, or None where it was never away."""
        try:
            await page.hear(lambda one: one["content"].get("execution_state") == "dead", seconds=3)
        except TimeoutError:
            assert await page.save() == f"who={page.who} saved 1: "
            await page.close()
            return None
        assert await status(page.served, f"/cjm/alive/{page.kernel}") == 410
        await page.close()
        again = await RawPage(page.served, page.who).open()
        await again.widgets()
        assert await again.save() == f"who={page.who} saved 1: "
        back = time.monotonic()
        await again.close()
        return back

    async def work() -> None:
        at = served(kit)
        bad = await RawPage(replace(at, path="/projector"), "bad").open()
        pages = await asyncio.gather(*(RawPage(at, f"p{who}").open() for who in range(8)))
        for page in [bad, *pages]:
            await page.widgets()
        hosts = {host.pid for host in at.hosts()}
        started = time.monotonic()
        bad.send("comm_msg", {"comm_id": bad.model("ButtonModel"), "data": CLICK})
        await until(lambda: {host.pid for host in at.hosts()} != hosts, seconds=15)
        back = [one for one in await asyncio.gather(*map(goes_on, pages)) if one is not None]
        assert len(back) == len(pages) // len(hosts), "those that were in its host, and no others"
        assert max(back) - started < 10
        assert await status(at, f"/cjm/alive/{bad.kernel}") == 410
        assert "stood still for" in at.said()
        await bad.close()

    go(work())


@pytest.mark.browser
def test_a_page_whose_host_died_comes_back_by_itself(kit: RunningKit) -> None:
    with sync_playwright() as playwright, launched(playwright) as browser:
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{kit.port}/enter/{kit.key}")
        page.goto(f"http://127.0.0.1:{kit.port}/participant?who=ana")
        page.get_by_role("button", name="Save").click(timeout=30_000)
        expect(page.get_by_text("who=ana saved 1:")).to_be_visible(timeout=30_000)
        died = time.monotonic()
        for host in served(kit).hosts():
            host.send_signal(signal.SIGKILL)
        expect(page.get_by_text("nothing yet")).to_be_visible(timeout=15_000)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("who=ana saved 1:")).to_be_visible()
        assert time.monotonic() - died < 10


def test_ordinary_pages_find_a_process_that_is_ready(tmp_path: Path, folder: Path) -> None:
    with running_kit(tmp_path, "--notebooks", str(folder), "--ready", "1") as kit:
        cookie = kit.enter()
        hosts = len(served(kit).hosts())

        log = kit.data / "kit.log"
        wait_until(lambda: log.is_file() and "A kernel is ready" in log.read_text(encoding="utf-8"), seconds=60)
        assert len(kit.children()) == hosts + 1
        waiting = max(child.pid for child in kit.children())
        _code, _headers, body = kit.get("/?workshop=w1", cookie=cookie)
        assert f"process {waiting} facilitator workshop=w1" in body
        # The next page has another one, whether it is ready by then or not.
        body = kit.get("/?workshop=w2", cookie=cookie)[2]
        assert "facilitator workshop=w2" in body
        assert f"process {waiting} " not in body
