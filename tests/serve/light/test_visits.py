"""Seats in a process of many pages: the store is everybody's, callbacks are each page's own."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cjm_widgets import places
from cjm_widgets.model import Journey, Settings, Workshop, document
from cjm_widgets.model.workshop import shelve
from cjm_widgets.serve.hosting import light_settings
from cjm_widgets.store import open_store
from tests.serve.light.visitors import House, go

LISTEN = """
import os, ipywidgets as w
from cjm_widgets.apps.visit import take_seat
from cjm_widgets.model import Draft
seat = take_seat()
said = w.Label()
def told(workshop):
    # What is made here must be this page's too.
    made = w.Label(f"{os.environ['QUERY_STRING']} {workshop.settings.title}")
    said.value = made.value
seat.subscribe(told)
"""
TELL = "_ = seat.apply([Draft(kind='settings', entity='w-1', fields={'title': TITLE})]).result()"

HEAVY = {"bokeh", "duckdb", "ibis", "pandas", "scipy", "statsmodels"}


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    said = f"sqlite:///{tmp_path / 'workshops.sqlite'}"
    monkeypatch.setenv(places.DATA_VARIABLE, str(tmp_path / "data"))
    monkeypatch.setenv(places.STORE_VARIABLE, said)
    return said


def test_callbacks_of_the_store_are_each_pages_own(tmp_path: Path, address: str) -> None:
    """Also after the page has gone in whose turn the store was opened and its threads were started."""
    with closing(open_store(address)) as store:
        store.add(Workshop("w-1", shelve([Settings(id="w-1", title="Room"), Journey(id="j-1", title="Journey")])))
    house = House(tmp_path, hosts=1)

    async def work() -> None:
        said = {"SERVER_SOFTWARE": "voila", "HTTP_X_CJM_ROLE": "facilitator"}
        first = await house.enter(**said, QUERY_STRING="workshop=w-1&who=first")
        assert (await first.run(LISTEN)).reply["status"] == "ok"
        assert (await first.run(TELL.replace("TITLE", "'One'"))).reply["status"] == "ok"
        later = [await house.enter(**said, QUERY_STRING=f"workshop=w-1&who={who}") for who in range(2)]
        for one in later:
            assert (await one.run(LISTEN)).reply["status"] == "ok"
        await first.leave()
        assert (await later[0].run(TELL.replace("TITLE", "'Two'"))).reply["status"] == "ok"
        for who, one in enumerate(later):
            words = f"workshop=w-1&who={who} Two"
            await one.heard(lambda seen, words=words: words in str(seen["content"].get("data", "")))
            others = f"who={1 - who}"
            assert others not in str([seen["content"] for seen in one.seen])
            await one.leave()

    try:
        go(work())
    finally:
        house.close()


def test_the_sample_is_not_made_where_everybody_would_wait(tmp_path: Path, address: str) -> None:
    with closing(open_store(address)) as store:
        assert not store.list()
    house = House(tmp_path, hosts=1)

    async def work() -> None:
        async with house.visitor(SERVER_SOFTWARE="voila", HTTP_X_CJM_ROLE="facilitator") as visitor:
            answer = await visitor.run("from cjm_widgets.apps.visit import take_seat\ntake_seat()")
            assert "Begin one on the start page" in answer.reply["evalue"]

    try:
        go(work())
    finally:
        house.close()


LOOK = f"""
import sys
for name in {light_settings().modules!r}:
    __import__(name)
import cjm_widgets.apps.participant, cjm_widgets.apps.reader
cjm_widgets.apps.reader.read_map()
print(*sorted({HEAVY!r} & set(sys.modules)))
"""


def test_pages_of_light_hosts_import_nothing_heavy(address: str) -> None:
    with closing(open_store(address)) as store:
        sample = document.load((places.share("sample_data") / "online-shop.cjm.json").read_bytes())
        store.add(sample)
    said = {"SERVER_SOFTWARE": "voila", "HTTP_X_CJM_ROLE": "facilitator", "QUERY_STRING": f"workshop={sample.id}"}
    root = Path(places.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", LOOK], env={**os.environ, **said}, capture_output=True, text=True, cwd=root, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
