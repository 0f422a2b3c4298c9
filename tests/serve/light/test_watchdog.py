"""Whoever holds the loop is named, then interrupted; what cannot be interrupted is replaced."""

from __future__ import annotations

import asyncio
import signal
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.serve.light.watchdog import Patience, Watchdog
from tests.serve.light.visitors import House, Visitor, go, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

BUTTON = """
import asyncio, time, threading, ipywidgets as w
button = w.Button()
def clicked(_):
    {body}
button.on_click(clicked)
print(button.model_id, end='')
"""
CLICK = {"method": "custom", "content": {"event": "click"}}

ENDLESS = {
    "loop": "while True: pass",
    "sleep": "time.sleep(1000)",
    "timer": "asyncio.get_running_loop().call_later(0, lambda: time.sleep(1000))",
    "task": "async def run(): time.sleep(1000)\n    asyncio.get_running_loop().create_task(run())",
    "lock": "lock = threading.Lock(); lock.acquire(); lock.acquire()",
    "deaf": "try: time.sleep(1000)\n    except Exception: pass",
}

DEAF = "import itertools\n    sum(itertools.repeat(0))"
"""C code that looks at no signals."""


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path, hosts=1, report_seconds=0.4, interrupt_seconds=0.8, replace_seconds=2.5)
    yield made
    made.close()


async def press(visitor: Visitor, body: str) -> str:
    """Make a button that does ``body``, press it, and return what it was asked with."""
    answer = await visitor.run(BUTTON.format(body=body))
    assert answer.reply["status"] == "ok", answer.reply
    return visitor.send("comm_msg", {"comm_id": answer.text, "data": CLICK})


@asynccontextmanager
async def two(house: House) -> AsyncIterator[tuple[Visitor, Visitor]]:
    async with house.visitors(2) as [bad, good]:
        yield bad, good


@pytest.mark.parametrize("body", ENDLESS.values(), ids=ENDLESS.keys())
def test_endless_code_is_named_and_interrupted_and_nobody_else_notices(
    quick: House, caplog: pytest.LogCaptureFixture, body: str
) -> None:
    async def work() -> None:
        async with two(quick) as (bad, good):
            await good.run("mine = 1")
            before = quick.supervisor.processes
            await press(bad, body)
            await until(lambda: f"session {bad.id} holds it" in caplog.text)
            assert (await good.run("mine")).text == "1"
            assert (await bad.run("'still here'")).text == "'still here'"
            await until(lambda: "turns again" in caplog.text)
            assert quick.supervisor.processes == before
            assert "in clicked" in caplog.text or "<cell 1>" in caplog.text

    caplog.set_level("INFO")
    go(work())


def test_a_crowd_of_short_callbacks_is_nobodys_fault(quick: House, caplog: pytest.LogCaptureFixture) -> None:
    """Together they keep the loop for longer than anybody alone may."""

    async def work() -> None:
        async with two(quick) as (busy, good):
            before = quick.supervisor.processes
            await busy.run("import asyncio, time\nloop = asyncio.get_running_loop()\nran = []")
            await busy.run("for _ in range(16): loop.call_soon(lambda: (time.sleep(0.25), ran.append(1)))")
            assert (await good.run("1")).text == "1"
            assert (await busy.run("len(ran)")).text == "16"
            assert quick.supervisor.processes == before

    caplog.set_level("INFO")
    go(work())
    assert "is interrupted" not in caplog.text
    assert "holds it" not in caplog.text


def test_an_interrupt_of_the_manager_reaches_code_that_holds_the_loop(house: House) -> None:
    async def work() -> None:
        async with house.visitor() as visitor:
            asked = visitor.client.execute("while True: pass")
            await visitor.heard(lambda one: one["msg_type"] == "execute_input")
            started = time.monotonic()
            await visitor.manager.interrupt_kernel()
            answer = await visitor.answer(asked)
            assert answer.reply["ename"] == "Interrupted"
            assert time.monotonic() - started < 2.5, "before the watchdog would have"

    go(work())


def test_a_host_that_stands_still_is_replaced_and_others_are_back(tmp_path: Path) -> None:
    """With the patience that the kit has, and a page that reloads when it is told that its kernel is dead."""
    house = House(tmp_path, hosts=1)

    async def page(who: int) -> tuple[Visitor, str]:
        visitor = await house.enter(QUERY_STRING=f"who={who}")
        return visitor, (await visitor.run("import os\nos.environ['QUERY_STRING']")).text

    async def comes_back(who: int, visitor: Visitor) -> float:
        async with asyncio.timeout(20):
            await visitor.over()
        again, text = await page(who)
        assert text == f"'who={who}'"
        back = time.monotonic()
        await asyncio.gather(visitor.leave(), again.leave())
        return back

    async def work() -> None:
        bad, *others = [await page(who) for who in range(10)]
        started = time.monotonic()
        await press(bad[0], DEAF)
        backs = await asyncio.gather(*(comes_back(who, visitor) for who, (visitor, _) in enumerate(others, 1)))
        assert max(backs) - started < 10
        assert max(backs) - started > 4, "code that only takes its time is not killed"
        await bad[0].leave()

    try:
        go(work())
    finally:
        house.close()


def test_new_pages_avoid_a_host_that_stands_still(tmp_path: Path) -> None:
    house = House(tmp_path, hosts=2)

    async def work() -> None:
        async with house.visitors(2) as [bad, other]:
            await press(bad, "time.sleep(2)")
            await until(lambda: any(host.stuck for host in house.supervisor.hosts))
            started = time.monotonic()
            async with house.visitor() as third:
                assert (await third.run("1")).text == "1"
            assert time.monotonic() - started < 1
            assert (await other.run("1")).text == "1"

    try:
        go(work())
    finally:
        house.close()


class _Still:
    """A loop that answers nothing."""

    def is_closed(self) -> bool:
        return False

    def call_soon_threadsafe(self, _callback: object) -> None:
        """Never come to it."""


def test_a_machine_that_slept_is_nobodys_fault() -> None:
    before = signal.getsignal(signal.SIGINT)
    try:
        dog = Watchdog(_Still(), Patience(), lambda _stuck, _whose: None)  # type: ignore[arg-type]
    finally:
        signal.signal(signal.SIGINT, before)
    dog._patience = Patience(report=1000, interrupt=1000)
    dog._look()
    dog._look()
    dog._answered -= 65
    dog._asked -= 64
    dog._held_since -= 64
    assert dog._look() > 60
    dog._forgive(64)
    assert dog._look() < 5
