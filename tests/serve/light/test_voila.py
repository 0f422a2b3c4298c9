"""A stock Voila with a stock notebook on light kernels: in a real browser, and for clients that are none."""

from __future__ import annotations

import asyncio
import signal
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.chromium import launched
from tests.serve.light.served import CLICK, RawPage, Served, voila
from tests.serve.light.visitors import go, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

VISITORS = 3


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with voila(tmp_path_factory.mktemp("voila")) as running:
        yield running


@pytest.fixture
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright, launched(playwright) as browser:
        yield browser


@pytest.mark.browser
def test_every_visitor_has_a_form_of_their_own(served: Served, chromium: Browser) -> None:
    expect.set_options(timeout=30_000)
    pages = [chromium.new_context().new_page() for _ in range(VISITORS)]
    for who, page in enumerate(pages):
        page.goto(served.page(str(who)), wait_until="commit")
    for who, page in enumerate(pages):
        expect(page.get_by_text(f"opened by who={who}")).to_be_visible()
        for _ in range(who + 1):
            page.get_by_role("button", name="Save").click(timeout=30_000)
        expect(page.get_by_text(f"who={who} saved {who + 1}:")).to_be_visible()
    for who, page in enumerate(pages):
        page.get_by_label("Field 0").fill(f"typed by {who}")
        page.get_by_label("Field 0").press("Tab")
        page.get_by_role("button", name="Save").click()
    for who, page in enumerate(pages):
        expect(page.get_by_text(f"who={who} saved {who + 2}: typed by {who}")).to_be_visible()


def test_twenty_at_once_get_a_page_of_their_own(served: Served) -> None:
    async def work() -> None:
        pages = await asyncio.gather(*(RawPage(served, str(who)).open() for who in range(20)))
        for page in pages:
            assert f"opened by who={page.who}" in page.html
            assert len(await page.widgets()) == 26
            assert await page.save() == f"who={page.who} saved 1: "
        assert len({page.kernel for page in pages}) == 20
        for page in pages:
            await page.close()

    go(work())


def test_a_browser_cannot_run_code_nor_reach_anothers_widgets(served: Served) -> None:
    async def work() -> None:
        mine, other = await asyncio.gather(RawPage(served, "mine").open(), RawPage(served, "other").open())
        await mine.widgets()
        await other.widgets()
        mine.send("execute_request", {"code": "1 / 0", "silent": False})
        await until(lambda: '"execute_request", which is not allowed' in served.said())
        for name in ("ButtonModel", "TextModel"):
            mine.send("comm_msg", {"comm_id": other.model(name), "data": CLICK})
            mine.send("comm_close", {"comm_id": other.model(name), "data": {}})
        await until(lambda: served.said().count(f"session {mine.kernel}: A page sent a message for a comm") == 4)
        assert await other.save() == "who=other saved 1: "
        assert await mine.save() == "who=mine saved 1: "
        await mine.close()
        await other.close()

    go(work())


def test_pages_of_a_host_that_died_are_told_and_come_back_as_themselves(served: Served) -> None:
    async def back(page: RawPage) -> float:
        await page.hear(lambda one: one["content"].get("execution_state") == "dead")
        await page.close()
        # What the kit's page does now: open itself again, at the same address.
        again = await RawPage(served, page.who).open()
        await again.widgets()
        assert await again.save() == f"who={page.who} saved 1: "
        await again.close()
        return time.monotonic()

    async def work() -> None:
        pages = await asyncio.gather(*(RawPage(served, f"back{who}").open() for who in range(8)))
        for page in pages:
            await page.widgets()
        killed = time.monotonic()
        for host in served.hosts():
            host.send_signal(signal.SIGKILL)
        assert max(await asyncio.gather(*map(back, pages))) - killed < 10

    go(work())
