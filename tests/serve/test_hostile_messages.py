"""Messages that no page sends, as bytes on a real page's line: nothing changes, nobody waits, the log has a line."""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from cjm_widgets.apps.sample import make_sample
from cjm_widgets.model import Phase, Role, Step, Viewer
from cjm_widgets.serve.connection import V1
from cjm_widgets.serve.light.provisioner import available
from cjm_widgets.store import open_store
from tests.serve.guests import opened
from tests.serve.running import running_kit
from tests.serve.test_joining import post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.store import Store
    from tests.serve.guests import Opened
    from tests.serve.running import RunningKit

pytestmark = pytest.mark.skipif(not available(), reason="no light kernels on this system")

WORKSHOP, NAME, KEY = "online-shop", "Zebrafink", "k" * 43


def framed(content: bytes) -> bytes:
    """Give a comm message as our pages' protocol frames it."""
    header = {"msg_id": uuid.uuid4().hex, "msg_type": "comm_msg", "session": "page", "username": "", "version": "5.3"}
    parts = [b"shell", json.dumps({**header, "date": "2026-01-01T00:00:00Z"}).encode(), b"{}", b"{}", content]
    offsets = [8 * (len(parts) + 2)]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return b"".join(n.to_bytes(8, "little") for n in (len(offsets), *offsets)) + b"".join(parts)


def change(**forged: Any) -> str:
    made = {
        "type": "change", "id": f"c-{uuid.uuid4().hex[:10]}", "batch": None, "base": None, "kind": "touchpoint",
        "entity": f"touchpoint-{uuid.uuid4().hex[:10]}", "fields": {"name": "x"}, "made": True,
    }  # fmt: skip
    return json.dumps({**made, **forged})


CUSTOM: dict[str, str] = {
    "no number": '{"type":"ping","n":NaN}',
    "no end": '{"type":"hello","seen":Infinity}',
    "a number of a million digits": '{"type":"ping","n":' + "9" * 1_000_000 + "}",
    "lists in lists": "[" * 100_000 + "]" * 100_000,
    "objects in objects": '{"a":' * 50_000 + "1" + "}" * 50_000,
    "half a character as id": change(id="\ud800"),
    "half a character as kind": change(kind="\ud800"),
    "half a character as batch": change(batch="\ud800"),
    "half a character as text": change(fields={"name": "\ud800"}),
    "NUL as text": change(fields={"name": "a\x00b"}),
    "half a character as type": json.dumps({"type": "\ud800"}),
    "a type that is a list": json.dumps({"type": ["ping"]}),
    "half a character to go to": json.dumps({"type": "go", "step": "\ud800"}),
    "half a character to be done with": json.dumps({"type": "done", "step": "\ud800", "done": True}),
    "half a character as name": json.dumps({"type": "submit", "n": 1, "values": {"name": "\ud800\x00"}}),
    "a name without end": json.dumps({"type": "submit", "n": 1, "values": {"name": "x" * 99_000}}),
    "a number as text": change(fields={"name": 1e308}),
    "ten thousand fields": change(fields={f"f{n}": n for n in range(10_000)}),
    "a base from below": change(base=-1),
    "a number": "5",
    "nothing": "null",
}
RAW: dict[str, bytes] = {
    "half a message": b'{"comm_id":',
    "no UTF-8": b"\xff\xfe\x00",
    "bytes that are no text": b'{"comm_id":"COMM","data":{"method":"custom","content":"\xed\xa0\x80"}}',
    "no data": b'{"comm_id":"COMM"}',
    "data that is a list": b'{"comm_id":"COMM","data":[]}',
    "a comm that is a list": b'{"comm_id":["COMM"],"data":{}}',
    "a comm of nobody's": b'{"comm_id":"nobody","data":{"method":"custom","content":{}}}',
    "a state": b'{"comm_id":"COMM","data":{"method":"update","state":{"spec":{}},"buffer_paths":[["spec"]]}}',
    "a state that is a list": b'{"comm_id":"COMM","data":{"method":"update","state":[1],"buffer_paths":5}}',
    "an unknown method": b'{"comm_id":"COMM","data":{"method":"' + b"x" * 50_000 + b'"}}',
}


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningKit]:
    with running_kit(tmp_path_factory.mktemp("messages")) as running:
        yield running


@pytest.fixture(scope="module")
def store(kit: RunningKit) -> Iterator[Store]:
    with open_store(kit.store) as kept:
        make_sample(kept)
        yield kept


@pytest.fixture(scope="module")
def cookie(kit: RunningKit, store: Store) -> str:
    leader = store.seat(WORKSHOP, Viewer(role=Role.FACILITATOR))
    code = leader.door.open().result().join_code
    leader.set_clock(lambda clock: clock.at(Step.TOUCHPOINTS, Phase.COLLECT)).result()
    leader.close()
    _status, headers, _said = post(kit, f"/j/{code}", {"name": NAME, "key": KEY})
    return headers["Set-Cookie"].split(";")[0]


def board_of(page: Opened) -> str:
    return next(id for id, one in page.states.items() if one.get("spec", {}).get("kind") == "touchpoint")


def test_messages_that_no_page_sends(kit: RunningKit, store: Store, cookie: str) -> None:
    def log() -> str:
        return (kit.data / "kit.log").read_text(encoding="utf-8")

    async def visit() -> None:
        async with opened(kit, f"/participant?workshop={WORKSHOP}", cookie) as page:
            kernel = re.search(r'"kernelId": ?"([\w-]+)"', page.html)
            assert kernel is not None
            address = f"ws://127.0.0.1:{kit.port}/api/kernels/{kernel[1]}/channels?session_id={uuid.uuid4()}"
            headers = {"Cookie": cookie, "Host": f"localhost:{kit.port}"}
            line = await websocket_connect(HTTPRequest(address, headers=headers), subprotocols=[V1])
            board, room = board_of(page), page.widgets("room")[0]
            contents = {
                name: f'{{"comm_id":"{board}","data":{{"method":"custom","content":{said}}}}}'.encode()
                for name, said in CUSTOM.items()
            } | {name: said.replace(b"COMM", board.encode()) for name, said in RAW.items()}
            before = store.changes(WORKSHOP)
            for name, content in contents.items():
                noted = log()
                await line.write_message(framed(content), binary=True)
                async with asyncio.timeout(10):
                    while log() == noted:
                        await page.settle(room)
                fresh = log().removeprefix(noted)
                assert store.changes(WORKSHOP) == before, name
                assert " ERROR " not in fresh, name
                assert "Traceback" not in fresh, name
                assert len(fresh) < 2_000, name
            # And what a full box may cut in two is kept, whole as far as it goes, and comes back.
            jot = {"type": "jot", "place": "\ud800", "text": "half \ud83d"}
            said = {"comm_id": board, "data": {"method": "custom", "content": jot}}
            await line.write_message(framed(json.dumps(said).encode()), binary=True)
            page.say(board, {"type": "change", **json.loads(change(fields={"name": "Goes on"}))})
            await page.until(lambda message: '"ack"' in json.dumps(message))
            line.close()

    asyncio.run(visit())
    assert NAME not in log()
    assert KEY not in log()

    async def again() -> None:
        async with opened(kit, f"/participant?workshop={WORKSHOP}", cookie) as page:
            assert "half ?" in json.dumps(page.states)

    asyncio.run(again())
