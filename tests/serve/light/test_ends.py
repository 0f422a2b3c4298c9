"""A session's end frees everything it held; a server's end ends its hosts; a host that dies is replaced."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from tests.serve.light.visitors import House, Visitor, go, until

if TYPE_CHECKING:
    from collections.abc import Iterator

USED = """
import asyncio, threading, pathlib, anywidget, traitlets, ipywidgets as w
from cjm_widgets.session import on_end
here = pathlib.Path(FILE)

class Page(anywidget.AnyWidget):
    _esm = here
    spec = traitlets.Dict().tag(sync=True)

class Big:
    def __init__(self):
        self.held = bytearray(200_000)

big = Big()
pages = [Page(spec={'n': n, 'text': 'x' * 1000}) for n in range(2)]
form = w.VBox([w.Text() for _ in range(6)] + [w.Button()])
pages[0].observe(lambda _: big, 'spec')
w.link((form.children[0], 'value'), (form.children[1], 'value'))
form.children[-1].on_click(lambda _: big)
on_end(lambda: big)
loop = asyncio.get_running_loop()
def again():
    loop.call_later(100, again)
again()
async def wait():
    await asyncio.sleep(1000)
task = loop.create_task(wait())
threading.Thread(target=lambda: big).start()
form
"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[House]:
    """A house for a test that breaks it."""
    made = House(tmp_path, hosts=1)
    yield made
    made.close()


async def use(house: House, source: str) -> None:
    async with house.visitor() as visitor:
        answer = await visitor.run(source)
        assert answer.reply["status"] == "ok", answer.reply
        states = await visitor.states()
        text = next(one for one, about in states.items() if about["model_name"] == "TextModel")
        await visitor.comm(text, {"method": "update", "state": {"value": "typed"}})


def memory(house: House) -> float:
    """Return the hosts' unshared memory in MB."""
    return sum(psutil.Process(pid).memory_full_info().uss for pid in house.supervisor.processes) / 1e6


async def rounds(house: House, source: str, number: int) -> None:
    for _ in range(number // 10):
        await asyncio.gather(*(use(house, source) for _ in range(10)))
        gc.collect()


COUNT = """
import gc
from cjm_widgets.serve.light.memory import give_back
give_back()
from cjm_widgets.serve.light.session import LightSession
import ipywidgets
objects = gc.get_objects()
print(sum(isinstance(one, LightSession) for one in objects),
      sum(isinstance(one, ipywidgets.Widget) for one in objects),
      sum(type(one).__name__ == 'Big' for one in objects), end='')
"""


def test_sessions_give_back_what_they_held(own: House, tmp_path: Path) -> None:
    module = tmp_path / "page.js"
    module.write_text("export default { render() {} }", encoding="utf-8")
    source = USED.replace("FILE", repr(str(module)))

    async def work() -> list[float]:
        # What is kept once for all is loaded, and the C library has the room it works in.
        await rounds(own, source, 40)
        sizes = []
        for _ in range(3):
            await rounds(own, source, 30)
            async with own.visitor() as counter:
                assert (await counter.run(COUNT)).text == "1 0 0"
            sizes.append(memory(own))
        return sizes

    sizes = go(work())
    # A session holds half a megabyte. What the C library keeps for later is a matter of chance; that it does not grow
    # with a thousand sessions is measured by hand: python -m tests.serve.light.measure leaks
    assert sizes[-1] - sizes[0] < 60 * 0.03, sizes


def test_timers_tasks_and_endings_of_a_session_end_with_it(house: House, tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    source = f"""
import asyncio, pathlib
from cjm_widgets.session import on_end
marks = pathlib.Path({str(marks)!r})
loop = asyncio.get_running_loop()
loop.call_later(0.3, lambda: (marks / 'timer').touch())
async def wait():
    try:
        await asyncio.sleep(1000)
    finally:
        (marks / 'cancelled').touch()
task = loop.create_task(wait())
on_end(lambda: (marks / 'first').touch())
on_end(lambda: 1 / 0)
on_end(lambda: (marks / 'last').touch())
await asyncio.sleep(0)
"""

    async def work() -> None:
        async with house.visitor() as visitor:
            await visitor.run(source)
        async with house.visitor() as later:
            await later.run("import asyncio\nawait asyncio.sleep(0.5)")
        assert {one.name for one in marks.iterdir()} == {"cancelled", "first", "last"}

    go(work())


def test_a_session_ends_when_its_connection_file_is_gone(house: House) -> None:
    async def work() -> None:
        visitor = await house.enter()
        before = house.supervisor.sessions
        os.remove(visitor.manager.connection_file)  # noqa: PTH107 - as the manager does
        await until(lambda: house.supervisor.sessions == before - 1)
        assert not await visitor.manager.is_alive()
        await visitor.leave()

    go(work())


def test_a_page_can_end_its_own_session_and_no_other(house: House) -> None:
    async def work() -> None:
        async with house.visitors(3) as [one, *others]:
            one.send("shutdown_request", {"restart": False})
            async with asyncio.timeout(20):
                await one.over()
            for other in others:
                assert (await other.run("1")).text == "1"

    go(work())


def test_nothing_of_a_session_is_left_on_disk(house: House) -> None:
    async def work() -> None:
        async with house.visitors(3):
            assert len(list(house.runtime.glob("kernel-*-ipc-*"))) == 15
        assert not list(house.runtime.glob("kernel-*"))

    go(work())


SERVER = """
import asyncio, os, sys, pathlib
from tests.serve.light.visitors import House
async def work():
    house = House(pathlib.Path(sys.argv[1]), hosts=2)
    visitor = await house.enter()
    await visitor.run('x = 1')
    print(*house.supervisor.processes, flush=True)
    await asyncio.sleep(1000)
asyncio.run(work())
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_hosts_end_when_their_server_dies(tmp_path: Path, number: signal.Signals) -> None:
    root = Path(__file__).parents[3]
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=root
    )
    assert server.stdout is not None
    with server:
        hosts = [psutil.Process(int(pid)) for pid in server.stdout.readline().split()]
        assert len(hosts) == 2
        server.send_signal(number)
    gone, alive = psutil.wait_procs(hosts, timeout=10)
    assert len(gone) == 2, alive


def test_a_host_that_dies_is_replaced_and_its_pages_are_told(own: House) -> None:
    async def work() -> None:
        async with own.visitor() as visitor:
            [pid] = own.supervisor.processes
            os.kill(pid, signal.SIGKILL)
            await until(lambda: own.supervisor.processes not in ([], [pid]))
            assert not await visitor.manager.is_alive()
            async with own.visitor(QUERY_STRING="again") as again:
                assert (await again.run("import os; os.environ['QUERY_STRING']")).text == "'again'"

    go(work())


def test_sessions_are_spread_over_the_hosts(house: House) -> None:
    async def work() -> None:
        async with house.visitors(8) as came:
            answers = await asyncio.gather(*(one.run("import os; os.getpid()") for one in came))
            where = [one.text for one in answers]
            assert sorted(where.count(pid) for pid in set(where)) == [4, 4]

    go(work())


def test_where_there_is_no_ipc_an_ordinary_kernel_comes_and_it_is_said(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def work() -> None:
        before = house.supervisor.sessions
        visitor: Visitor
        async with house.visitor() as visitor:
            assert house.supervisor.sessions == before
            assert (await visitor.run("get_ipython() is not None")).text == "True"

    monkeypatch.setattr("cjm_widgets.serve.light.provisioner.available", lambda: False)
    go(work())
    assert "ordinary kernel" in caplog.text


def test_a_folder_with_a_long_name_gets_tcp(house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    long = tmp_path / ("x" * 90)
    long.mkdir()

    async def work() -> None:
        manager = house.manager()
        manager.connection_file = str(long / "kernel-1.json")
        await manager.start_kernel()
        client = manager.client()
        client.start_channels()
        visitor = Visitor(manager, client)  # type: ignore[arg-type]
        await client.wait_for_ready(timeout=20)
        assert (manager.transport, (await visitor.run("1")).text) == ("tcp", "1")
        await visitor.leave()

    go(work())
    assert "TCP" in caplog.text
