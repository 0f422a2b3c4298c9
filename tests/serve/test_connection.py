"""Websockets of programs: whatever they ask for and send, the server stays quick for everybody else."""

from __future__ import annotations

import struct
import uuid
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright
from tornado.httpclient import HTTPClientError

from cjm_widgets.serve.connection import MOST_LINES, MOST_PARTS, V1
from cjm_widgets.serve.light.provisioner import available
from tests.chromium import launched
from tests.serve.conftest import write_notebook
from tests.serve.light.served import RawPage, Served
from tests.serve.light.visitors import go, until
from tests.serve.running import RunningKit, running_kit

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(not available(), reason="no light kernels on this system")

PICTURE = """
import ipywidgets as w
picture = w.Image(value=bytes(range(256)))
more = w.Button(description="More")
more.on_click(lambda _: picture.set_trait("value", bytes(picture.value) * 2))
w.VBox([picture, more])
"""
QUICK_S = 5
_HUGE = [
    # v1: a count of parts, eight bytes, the lowest first. Before it: four bytes, the highest first.
    (2**62).to_bytes(8, "little"),
    (2**62).to_bytes(8, "little") + bytes(64),
    (MOST_PARTS + 1).to_bytes(8, "little") + bytes(8 * (MOST_PARTS + 2)),
    struct.pack("!i", 2**31 - 1) + bytes(64),
    struct.pack("!i", -1) + bytes(8),
    bytes(8),
    b"",
]


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningKit]:
    folder = tmp_path_factory.mktemp("notebooks")
    write_notebook(folder, "participant", PICTURE)
    with running_kit(tmp_path_factory.mktemp("kit"), "--notebooks", str(folder)) as running:
        yield running


def served(kit: RunningKit) -> Served:
    return Served(process=kit.process, port=kit.port, log=kit.data / "kit.log", path="/participant", cookie=kit.enter())


def test_binary_parts_reach_a_program_that_asks_for_no_subprotocol(kit: RunningKit) -> None:
    async def work() -> None:
        page = await RawPage(served(kit), "old").open()
        states = await page.widgets()
        assert any(one["model_name"] == "ImageModel" for one in states.values())
        click = {"method": "custom", "content": {"event": "click"}}
        page.send("comm_msg", {"comm_id": page.model("ButtonModel"), "data": click})
        image = page.model("ImageModel")
        await page.hear(lambda one: one["content"].get("comm_id") == image, seconds=QUICK_S)
        await page.close()

    go(work())
    assert kit.get("/cjm/open/alive")[0] == 204


@pytest.mark.parametrize("subprotocols", [[V1], None], ids=["v1", "before it"])
def test_a_message_that_names_more_parts_than_it_has_is_none(kit: RunningKit, subprotocols: list[str] | None) -> None:
    async def work() -> None:
        at = served(kit)
        page = await RawPage(at, "bomb").open(connect=False)
        line = await page.line(subprotocols)
        noted = at.said().count("no message")
        for frame in _HUGE:
            await line.write_message(frame, binary=True)
        await until(lambda: at.said().count("no message") == noted + len(_HUGE))
        line.close()

    go(work())
    assert kit.get("/cjm/open/alive")[0] == 204


def test_one_browser_cannot_open_lines_without_end(kit: RunningKit) -> None:
    async def work() -> None:
        at = served(kit)
        page = await RawPage(at, "many").open(connect=False)
        lines = [await page.line([V1]) for _ in range(MOST_LINES)]
        with pytest.raises(HTTPClientError, match="429"):
            await page.line([V1])
        assert "one more was refused" in at.said()
        lines.pop().close()
        await until(lambda: kit.get(f"/api/kernels/{page.kernel}", cookie=at.cookie)[2].count('"connections": 15') == 1)
        lines.append(await page.line([V1]))
        for line in lines:
            line.close()

    go(work())


def test_a_page_that_leaves_amid_its_messages_is_no_failure(kit: RunningKit) -> None:
    async def work() -> None:
        at = served(kit)
        page = await RawPage(at, "hasty").open()
        await page.widgets()
        line = page._socket
        assert line is not None
        control = uuid.uuid4().hex
        page.send("comm_open", {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}})
        for _ in range(300):
            page.send("comm_msg", {"comm_id": control, "data": {"method": "request_states"}})
        await page.hear(lambda one: one["content"].get("comm_id") == control)
        # Without a word of goodbye, and without having read the rest.
        line.protocol.stream.close()  # type: ignore[union-attr]
        other = await RawPage(served(kit), "other").open()
        await other.widgets()
        await other.close()
        await until(lambda: kit.get(f"/api/kernels/{page.kernel}", cookie=at.cookie)[2].count('"connections": 0') == 1)
        assert "never retrieved" not in at.said()
        assert "WebSocketClosedError" not in at.said()

    go(work())


@pytest.mark.browser
def test_our_pages_ask_for_v1(kit: RunningKit) -> None:
    with sync_playwright() as playwright, launched(playwright) as browser:
        page = browser.new_page()
        watch, asked = page.context.new_cdp_session(page), []
        watch.send("Network.enable")
        watch.on("Network.webSocketWillSendHandshakeRequest", lambda sent: asked.append(sent["request"]["headers"]))
        page.goto(f"http://127.0.0.1:{kit.port}/enter/{kit.key}")
        page.goto(f"http://127.0.0.1:{kit.port}/participant")
        expect(page.get_by_role("button", name="More")).to_be_visible(timeout=30_000)
        if not asked:
            page.wait_for_event("websocket", timeout=30_000)
    assert asked
    assert {one.get("Sec-WebSocket-Protocol") for one in asked} == {V1}
