"""A thousand visitors come and go, each with a seat in a real store, and leave nothing behind."""

from __future__ import annotations

import asyncio
from contextlib import closing
from typing import TYPE_CHECKING

from cjm_widgets.model import Journey, Settings, Workshop
from cjm_widgets.model.workshop import shelve
from cjm_widgets.store import open_store
from tests.serve.light.test_ends import memory
from tests.serve.light.visitors import House, Visitor, go

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PAGE = """
import ipywidgets as w
from cjm_widgets.apps.visit import take_seat, store
seat = take_seat()
field, said = w.Text(), w.Label()
field.observe(lambda change: setattr(said, 'value', change.new), 'value')
seat.subscribe(lambda workshop: setattr(said, 'value', workshop.settings.title))
print(field.model_id, end='')
"""

LEFT = """
import gc, ipywidgets
from cjm_widgets.serve.light.memory import give_back
from cjm_widgets.serve.light.session import LightSession
from cjm_widgets.store import Seat
from cjm_widgets.apps.visit import store
give_back()
things = gc.get_objects()
print(*(sum(isinstance(one, kind) for one in things) for kind in (LightSession, Seat, ipywidgets.Widget)), end='')
"""

VISITORS, AT_ONCE, WARM = 1000, 10, 150


async def visit(house: House) -> None:
    visitor = await house.enter(SERVER_SOFTWARE="voila", QUERY_STRING="workshop=w-1", HTTP_X_CJM_ROLE="participant")
    answer = await visitor.run(PAGE)
    assert answer.reply["status"] == "ok", answer.reply
    said = await visitor.comm(answer.text, {"method": "update", "state": {"value": "typed"}})
    assert any(one["content"].get("data", {}).get("state") == {"value": "typed"} for one in said)
    await visitor.leave()


async def crowd(house: House, number: int) -> None:
    """Let them come, ten at a time, the next as soon as one leaves."""
    left = iter(range(number))

    async def door() -> None:
        for _ in left:
            await visit(house)

    await asyncio.gather(*(door() for _ in range(AT_ONCE)))


async def counted(house: House) -> list[str]:
    """Return what is left in each host."""
    inside: list[Visitor] = [await house.enter() for _ in house.supervisor.hosts]
    answers = [(await one.run(LEFT)).text for one in inside]
    for one in inside:
        await one.leave()
    return answers


def test_a_thousand_sessions_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJM_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CJM_STORE", f"sqlite:///{tmp_path / 'workshops.sqlite'}")
    with closing(open_store(f"sqlite:///{tmp_path / 'workshops.sqlite'}")) as store:
        store.add(Workshop("w-1", shelve([Settings(id="w-1", title="Room"), Journey(id="j-1", title="Journey")])))
    house = House(tmp_path, hosts=2)

    async def work() -> tuple[float, float]:
        await crowd(house, WARM)
        assert await counted(house) == ["1 0 0", "1 0 0"]
        before = memory(house)
        await crowd(house, VISITORS)
        assert await counted(house) == ["1 0 0", "1 0 0"]
        return before, memory(house)

    try:
        before, after = go(work())
    finally:
        house.close()
    # A session that stays costs half a megabyte; what moves by chance is the C library's.
    assert after - before < 6, (before, after)
