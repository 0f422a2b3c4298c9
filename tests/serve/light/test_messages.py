"""A light kernel says what an ordinary one says, so that whoever runs notebooks cannot tell."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import pytest
from jupyter_client.manager import start_new_async_kernel

from cjm_widgets.serve.light.client import PageClient
from tests.serve.light.visitors import Answer, House, Visitor, go, until

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager

CELLS = [
    "print('one'); print('two')",
    "import sys; print('bad', file=sys.stderr)",
    "1 + 1",
    "'quiet';",
    "None",
    "x = 5\nx * 2",
    "def f():\n    return x\nf()",
    "1 / 0",
    "x +",
    "import asyncio\nawait asyncio.sleep(0.01)\n'awaited'",
    "async def later():\n    return 7\nawait later()",
    "from IPython.display import display, HTML\ndisplay(HTML('<b>hi</b>'))",
    (
        "class Shown:\n"
        "    def _repr_mimebundle_(self, include=None, exclude=None):\n"
        "        return {'text/plain': 'p', 'x/y': 'z'}, {'x/y': {'w': 1}}\n"
        "Shown()"
    ),
    (
        "class Old:\n"
        "    def _repr_html_(self):\n"
        "        return '<i>old</i>'\n"
        "    def __repr__(self):\n"
        "        return 'Old'\n"
        "Old()"
    ),
    "class Own:\n    def _ipython_display_(self):\n        print('own')\nOwn()",
    "from IPython.display import clear_output\nclear_output(wait=True)",
    "display('a', display_id='d')",
    "from IPython.display import update_display\nupdate_display('b', display_id='d')",
    "from __future__ import annotations\ndef g(a: Nowhere): ...\ng.__annotations__",
    "def h(a: Nowhere): ...\n'flags hold'",
    "[_x for _x in range(3)]",
    "import ipywidgets as w\nb = w.Button(description='Go', layout={'width': '5px'})",
    "b",
    "b.description = 'Stop'",
    "b.close()",
    "float('nan')",
]

CELL_NAME = re.compile(r"\((<cell \d+>|\d+\.py),")
KEPT = ("name", "text", "data", "metadata", "ename", "evalue", "execution_state", "execution_count", "wait", "code")


def outline(message: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return a message without what differs from run to run: ids and tracebacks."""
    content = message["content"]
    if message["msg_type"].startswith("comm_"):
        state = content["data"].get("state", {})
        plain = {key: value for key, value in state.items() if not str(value).startswith("IPY_MODEL_")}
        shape = {"target": content.get("target_name"), "state": plain, "method": content["data"].get("method")}
        return message["msg_type"], shape
    kept = {key: content[key] for key in KEPT if key in content}
    if "evalue" in kept:
        kept["evalue"] = CELL_NAME.sub("(cell,", kept["evalue"])
    if "application/vnd.jupyter.widget-view+json" in kept.get("data", {}):
        kept["data"] = sorted(kept["data"])
    return message["msg_type"], kept


def outlines(answer: Answer) -> list[tuple[str, dict[str, Any]]]:
    told = [outline(one) for one in answer.messages]
    joined: list[tuple[str, dict[str, Any]]] = []
    for kind, content in told:
        # Where a stream is cut into messages is a matter of time.
        if kind == "stream" and joined and joined[-1][0] == "stream" and joined[-1][1]["name"] == content["name"]:
            joined[-1][1]["text"] += content["text"]
        else:
            joined.append((kind, content))
    return joined


@pytest.fixture(scope="module")
def both(house: House) -> dict[str, tuple[Answer, Answer]]:
    async def compare() -> dict[str, tuple[Answer, Answer]]:
        async with house.visitor() as light:
            manager: AsyncKernelManager
            manager, client = await start_new_async_kernel(kernel_name="python3")
            ordinary = Visitor(manager, client)  # type: ignore[arg-type]
            try:
                return {cell: (await light.run(cell), await ordinary.run(cell)) for cell in CELLS}
            finally:
                await ordinary.leave()

    return go(compare())


@pytest.mark.parametrize("cell", CELLS)
def test_same_broadcasts_as_an_ordinary_kernel(both: dict[str, tuple[Answer, Answer]], cell: str) -> None:
    light, ordinary = both[cell]
    assert outlines(light) == outlines(ordinary)


@pytest.mark.parametrize("cell", CELLS)
def test_same_reply_as_an_ordinary_kernel(both: dict[str, tuple[Answer, Answer]], cell: str) -> None:
    light, ordinary = both[cell]
    for key in ("status", "execution_count", "ename"):
        assert light.reply.get(key) == ordinary.reply.get(key), key


def test_silent_cells_show_nothing_and_count_nothing(house: House) -> None:
    async def work() -> None:
        async with house.visitor() as visitor:
            silent = await visitor.run("x = 1\nx", silent=True, store_history=False)
            assert silent.kinds() == ["status", "status"]
            unkept = await visitor.run("x", store_history=False)
            assert [one["content"]["execution_count"] for one in unkept.messages[1:3]] == [1, 1]

    go(work())


def test_user_expressions(house: House) -> None:
    async def work() -> None:
        async with house.visitor() as visitor:
            answer = await visitor.run("x = 20", user_expressions={"good": "x + 1", "bad": "y"})
            told = answer.reply["user_expressions"]
            assert told["good"] == {"status": "ok", "data": {"text/plain": "21"}, "metadata": {}}
            assert (told["bad"]["status"], told["bad"]["ename"]) == ("error", "NameError")

    go(work())


CLICK = {"method": "custom", "content": {"event": "click"}}


async def gated(visitor: Visitor) -> str:
    """Make ``gate``, an event, and return the id of a button that sets it."""
    await visitor.run(
        "import asyncio, ipywidgets as w\n"
        "button, gate = w.Button(), asyncio.Event()\n"
        "button.on_click(lambda _: gate.set())"
    )
    states = await visitor.states()
    return next(one for one, about in states.items() if about["model_name"] == "ButtonModel")


def test_cells_behind_a_failed_one_are_not_run(house: House) -> None:
    async def work() -> None:
        async with house.visitor() as visitor:
            gate = await gated(visitor)
            asked = [visitor.client.execute(cell) for cell in ("await gate.wait()", "1 / 0", "x = 2", "x = 3")]
            # Comes after the four, and is answered while the first waits.
            await visitor.comm(gate, CLICK)
            replies = [(await visitor.reply(one))["content"]["status"] for one in asked]
            assert replies == ["ok", "error", "aborted", "aborted"]
            assert (await visitor.run("x")).reply["ename"] == "NameError"
            asked = [visitor.client.execute(cell, stop_on_error=False) for cell in ("1 / 0", "x = 4")]
            assert [(await visitor.reply(one))["content"]["status"] for one in asked] == ["error", "ok"]

    go(work())


def test_magics_and_input_are_refused_with_a_sentence(house: House) -> None:
    async def work() -> None:
        async with house.visitor() as visitor:
            for cell in ("%matplotlib inline", "!ls", "x = 1\n%time x", "print?"):
                reply = (await visitor.run(cell)).reply
                assert reply["ename"] == "NotPython"
                assert "plain Python" in reply["evalue"]
            assert "form" in (await visitor.run("input('Name?')")).reply["evalue"]
            assert (await visitor.run("get_ipython()")).reply["ename"] == "NameError"

    go(work())


def test_a_cell_cannot_exit(house: House) -> None:
    async def work() -> None:
        async with house.visitor() as visitor:
            for cell in ("raise SystemExit(3)", "import sys; sys.exit()", "exit()", "raise KeyboardInterrupt"):
                assert (await visitor.run(cell)).reply["status"] == "error"
            assert (await visitor.run("1")).text == "1"

    go(work())


def test_tracebacks_show_the_cell_and_not_the_kernel(house: House) -> None:
    async def work() -> None:
        async with house.visitor() as visitor:
            lines = (await visitor.run("def f():\n    return 1 / 0\n\nf()")).reply["traceback"]
            assert "    return 1 / 0" in lines
            assert not any("serve/light" in line for line in lines)

    go(work())


def test_a_long_traceback_is_cut_in_the_middle(house: House) -> None:
    async def work() -> None:
        async with house.visitor() as visitor:
            cell = "def h0():\n    1 / 0\n"
            cell += "".join(f"def h{n}():\n    return h{n - 1}()\n" for n in range(1, 50)) + "h49()"
            lines = (await visitor.run(cell)).reply["traceback"]
            assert len(lines) <= 81
            assert "  …" in lines
            assert lines[-1] == "ZeroDivisionError: division by zero"

    go(work())


def test_kernel_info_comm_info_and_unknown_questions(house: House) -> None:
    async def work() -> None:
        async with house.visitor() as visitor:
            await visitor.run("import ipywidgets as w\nb = w.Button()")
            told = await visitor.reply(visitor.client.comm_info("jupyter.widget"))
            assert len(told["content"]["comms"]) == 3
            assert not (await visitor.reply(visitor.client.comm_info("other")))["content"]["comms"]
            info = await visitor.reply(visitor.client.kernel_info())
            assert info["content"]["language_info"]["name"] == "python"
            visitor.send("debug_request", {})
            assert (await visitor.run("1")).text == "1"

    go(work())


def test_heartbeat(house: House) -> None:
    async def work() -> None:
        async with house.visitor() as visitor:
            client = visitor.manager.client()
            client.start_channels(shell=False, iopub=False, stdin=False, control=False)
            super(PageClient, client).start_channels(shell=False, iopub=False, stdin=False, control=False, hb=True)
            client.hb_channel.unpause()
            await until(client.hb_channel.is_beating)
            client.stop_channels()

    go(work())


def test_an_awaiting_cell_gets_its_comm_messages_and_can_be_interrupted(house: House) -> None:
    async def work() -> None:
        async with house.visitor() as visitor:
            gate = await gated(visitor)
            asked = visitor.client.execute("await gate.wait(); 'clicked'")
            await visitor.heard(lambda one: one["msg_type"] == "execute_input" and "gate.wait" in str(one))
            await visitor.comm(gate, CLICK)
            answer = await visitor.answer(asked)
            assert answer.text == "'clicked'", answer.reply

            asked = visitor.client.execute("await asyncio.sleep(1000)")
            await visitor.heard(lambda one: one["msg_type"] == "execute_input" and "1000" in str(one))
            await visitor.manager.interrupt_kernel()
            assert (await visitor.answer(asked)).reply["status"] == "error"
            assert (await visitor.run("1")).text == "1"

    go(work())


def test_blocking_clients_work_too(house: House) -> None:
    """As nbclient, nbval and consoles use them."""
    from jupyter_client.manager import KernelManager  # noqa: PLC0415

    manager = KernelManager(
        kernel_name="cjm-light",
        kernel_spec_manager=house.manager().kernel_spec_manager,
        connection_file=str(house.runtime / "blocking.json"),
    )
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=20)
    reply = client.execute_interactive("1 + 1", timeout=20, output_hook=lambda _: None)
    assert reply["content"]["status"] == "ok"
    client.stop_channels()
    manager.shutdown_kernel()
    assert not manager.is_alive()


def test_a_manager_can_restart_it(house: House) -> None:
    async def work() -> None:
        async with house.visitor() as visitor:
            await visitor.run("x = 1")
            await visitor.manager.restart_kernel()
            await visitor.client.wait_for_ready(timeout=20)
            assert (await visitor.run("x")).reply["ename"] == "NameError"
            assert await visitor.manager.is_alive()

    go(work())


def test_many_at_once(house: House) -> None:
    async def work() -> None:
        async with house.visitors(60) as came:
            answers = await asyncio.gather(*(one.run("import os; os.environ['QUERY_STRING']") for one in came))
            assert [one.text for one in answers] == [f"'who={who}'" for who in range(60)]
        assert house.supervisor.sessions == 0

    go(work())
