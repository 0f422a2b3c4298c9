"""What one session does reaches no other, and what it starts stays its own."""

from __future__ import annotations

import asyncio
import random
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tests.serve.light.visitors import House, Visitor, go, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

# A page that echoes: its own token comes back with everything it says.
PAGE = """
import asyncio, os, threading, traitlets, ipywidgets as w
from concurrent.futures import ThreadPoolExecutor
token = os.environ['TOKEN']

class Echo(w.Widget):
    _model_name = traitlets.Unicode('EchoModel').tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    child = traitlets.Any().tag(sync=True, **w.widget_serialization)

    def __init__(self):
        super().__init__()
        self.on_msg(self.hear)

    def hear(self, _, content, buffers):
        way, n = content['way'], content['n']
        say = lambda: self.send({'token': token, 'env': os.environ['TOKEN'], 'n': n})
        if way == 'now':
            say()
        elif way == 'print':
            print(f'{token} {n}')
            say()
        elif way == 'timer':
            asyncio.get_running_loop().call_later(0.001, lambda: (made(n), say()))
        elif way == 'task':
            async def later():
                await asyncio.sleep(0.001)
                made(n)
                say()
            asyncio.get_running_loop().create_task(later())
        elif way == 'thread':
            threading.Thread(target=lambda: (made(n), print(f'{token} {n}'), say())).start()
        elif way == 'pool':
            pool.submit(lambda: (made(n), say()))
        elif way == 'to_thread':
            asyncio.get_running_loop().create_task(asyncio.to_thread(lambda: (made(n), say())))
        elif way == 'fail':
            say()
            raise RuntimeError(f'{token} failed')
        elif way == 'exit':
            say()
            raise SystemExit
        elif way == 'huge':
            self.send({'token': token, 'n': n, 'huge': 'x' * content['size']})
        elif way == 'widget':
            made(n)
            say()

def made(n):
    # A new widget's comm is opened for whoever's turn it is.
    w.Label(value=f'{token} {n}')

pool = ThreadPoolExecutor(2)
echo = Echo()
print(echo.model_id, end='')
"""

WAYS = ["now", "print", "timer", "task", "thread", "pool", "to_thread", "fail", "exit", "widget"]


class Page:
    """A visitor with the page above, and everything that was ever said to it."""

    def __init__(self, visitor: Visitor, token: str) -> None:
        self.visitor = visitor
        self.token = token
        self.model = ""
        self.sent = 0

    async def open(self) -> None:
        answer = await self.visitor.run(PAGE)
        assert answer.reply["status"] == "ok", answer.reply
        self.model = answer.text
        self.visitor.seen.clear()

    def say(self, way: str, **more: Any) -> None:
        self.sent += 1
        content = {"way": way, "n": self.sent, **more}
        data = {"method": "custom", "content": content}
        self.visitor.send("comm_msg", {"comm_id": self.model, "data": data})

    def echoes(self) -> list[Mapping[str, Any]]:
        customs = [one["content"]["data"] for one in self.visitor.seen if one["msg_type"] == "comm_msg"]
        return [one["content"] for one in customs if one.get("method") == "custom"]

    async def complete(self) -> None:
        """Read until everything that was said has come back."""
        while {one["n"] for one in self.echoes()} < set(range(1, self.sent + 1)):
            message = await self.visitor.client.get_iopub_msg(timeout=20)
            self.visitor.seen.append(message)
        await self.visitor.hush()

    def tokens(self) -> set[str]:
        """Return whose words were heard here."""
        heard = {one["token"] for one in self.echoes()} | {one.get("env", self.token) for one in self.echoes()}
        for one in self.visitor.seen:
            content = one["content"]
            if one["msg_type"] == "stream":
                heard |= {line.split()[0] for line in content["text"].splitlines() if line}
            if one["msg_type"] == "comm_open" and "value" in content["data"].get("state", {}):
                heard.add(content["data"]["state"]["value"].split()[0])
        return heard


@asynccontextmanager
async def pages_of(house: House, tokens: list[str]) -> AsyncIterator[list[Page]]:
    visitors = await asyncio.gather(*(house.enter(TOKEN=token) for token in tokens))
    try:
        pages = [Page(visitor, token) for visitor, token in zip(visitors, tokens, strict=True)]
        await asyncio.gather(*(page.open() for page in pages))
        yield pages
    finally:
        await asyncio.gather(*(one.leave() for one in visitors))


def tokens(number: int) -> list[str]:
    return [f"token-{who}" for who in range(number)]


@pytest.mark.parametrize("seed", range(3))
def test_under_random_interleaving_nobody_hears_another(house: House, seed: int) -> None:
    async def work() -> None:
        chance = random.Random(seed)
        async with pages_of(house, tokens(12)) as pages:
            for _ in range(300):
                chance.choice(pages).say(chance.choice(WAYS))
                if chance.random() < 0.1:
                    await asyncio.sleep(0)
            for page in pages:
                await page.complete()
                assert page.tokens() <= {page.token}
                numbers = [one["n"] for one in page.echoes()]
                assert sorted(numbers) == list(range(1, page.sent + 1)), "each said once"

    go(work())


def test_pages_that_come_and_go_disturb_nobody(house: House) -> None:
    async def come_and_go(who: int) -> None:
        async with pages_of(house, [f"guest-{who}"]) as [guest]:
            for way in WAYS:
                guest.say(way)
            await guest.complete()
            assert guest.tokens() <= {guest.token}

    async def work() -> None:
        async with pages_of(house, ["stays"]) as [stays]:
            for _ in range(3):
                for _ in range(20):
                    stays.say("thread")
                await asyncio.gather(*(come_and_go(who) for who in range(8)))
            await stays.complete()
            assert stays.tokens() == {"stays"}

    go(work())


def test_a_huge_message_leaves_the_rest_untouched(house: House) -> None:
    async def work() -> None:
        size = 12_000_000
        async with pages_of(house, tokens(4)) as pages:
            pages[0].say("huge", size=size)
            pages[1].say("now", padding="y" * size)
            for page in pages:
                page.say("now")
            for page in pages:
                await page.complete()
                assert page.tokens() == {page.token}
            assert any(len(one.get("huge", "")) == size for one in pages[0].echoes())

    go(work())


def test_request_states_tells_a_page_its_own_widgets_only(house: House) -> None:
    async def work() -> None:
        async with pages_of(house, tokens(3)) as pages:
            for page in pages:
                assert list(await page.visitor.states()) == [page.model]

    go(work())


def test_another_pages_widget_can_be_neither_told_nor_taken(house: House, caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> None:
        # Four on two hosts: whatever the placement, some share one.
        async with pages_of(house, tokens(4)) as [mine, *others]:
            say = mine.visitor.send
            for other in others:
                say("comm_msg", {"comm_id": other.model, "data": {"method": "update", "state": {"said": "!"}}})
                say("comm_close", {"comm_id": other.model, "data": {}})
                say("comm_open", {"comm_id": other.model, "target_name": "jupyter.widget", "data": {"state": {}}})
                taken = {"method": "update", "state": {"child": f"IPY_MODEL_{other.model}"}}
                say("comm_msg", {"comm_id": mine.model, "data": taken})
            await until(lambda: caplog.text.count("not its own") == 6)
            assert (await mine.visitor.run("type(echo.child).__name__")).text == "'str'"
            for other in others:
                states = await other.visitor.states()
                assert states[other.model]["state"]["said"] == ""
            assert caplog.text.count("may not open") == 3

    caplog.set_level("WARNING")
    go(work())


def test_each_session_has_its_own_environment_and_names(house: House) -> None:
    async def work() -> None:
        async with house.visitors(4) as came:
            await asyncio.gather(
                *(one.run("import os\nos.environ['MINE'] = os.environ['QUERY_STRING']") for one in came)
            )
            cell = (
                "from cjm_widgets.session import environment\n"
                "mine = os.getenv('MINE'), os.environ.copy()['MINE'], environment()['MINE']\n"
                "print(*mine, environment()['PATH'] != '')"
            )
            for who, one in enumerate(came):
                assert (await one.run(cell)).text == f"who={who} who={who} who={who} True\n"
            assert (await came[0].run("x = 1; del os.environ['MINE']")).reply["status"] == "ok"
            assert (await came[1].run("x")).reply["ename"] == "NameError"
            assert (await came[1].run("'MINE' in os.environ")).text == "True"

    go(work())


def test_a_shared_threads_callback_can_be_bound_to_its_session(house: House) -> None:
    """As the store's follower calls whoever subscribed."""
    cell = """
import queue, sys, threading
from cjm_widgets import session
shared = sys.modules.setdefault('a_shared_thread', type(sys)('a_shared_thread'))
if not hasattr(shared, 'work'):
    shared.work = queue.Queue()
    def follow():
        while True:
            shared.work.get()()
    shared.thread = threading.Thread(target=follow, daemon=True)
    shared.thread.start()
import os
heard = []
def tell():
    heard.append(os.environ['QUERY_STRING'])
done = threading.Event()
shared.work.put(session.kept(tell))
shared.work.put(done.set)
done.wait(5)
print(*heard)
"""

    async def work() -> None:
        async with house.visitors(4) as came:
            for who, one in enumerate(came):
                assert (await one.run(cell)).text == f"who={who}\n"

    go(work())


REDIRECTED = """
import asyncio, contextlib, io, os, sys
who = os.environ['QUERY_STRING']
with contextlib.redirect_stdout(io.StringIO()) as kept:
    print('kept', who)
    await asyncio.sleep(0.02)
    print('kept', who)
print(kept.getvalue() == f'kept {who}\\nkept {who}\\n', end=' ')
plain, sys.stdout = sys.stdout, io.StringIO()
print('aside')
await asyncio.sleep(0.02)
aside = sys.stdout.getvalue()
sys.stdout = plain
print(who, repr(aside))
"""


def test_a_session_that_takes_its_prints_aside_takes_only_its_own(house: House) -> None:
    async def work() -> None:
        async with house.visitors(4) as came:
            answers = await asyncio.gather(*(one.run(REDIRECTED) for one in came))
            assert [one.text for one in answers] == [f"True who={who} 'aside\\n'\n" for who in range(4)]
            # Left aside for good, and gone with the page.
            assert (await came[0].run("import sys; sys.stdout = None; print('nobody')")).text == ""
            assert (await came[1].run("print('heard', end='')")).text == "heard"

    go(work())


@pytest.mark.parametrize(
    "change",
    ["os.chdir('/')", "signal.signal(signal.SIGINT, signal.SIG_IGN)", "sys.setrecursionlimit(10**9)"],
)
def test_what_a_process_has_once_no_page_changes_for_the_others(house: House, change: str) -> None:
    async def work() -> None:
        async with house.visitor() as visitor:
            answer = await visitor.run(f"import os, signal, sys\n{change}")
            assert answer.reply["ename"] == "RuntimeError"
            assert "for every page" in answer.reply["evalue"]

    go(work())
