"""Nothing that was acknowledged is lost, whatever is killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import pytest

from cjm_widgets.store import Unreachable, open_store, writer
from tests.servers.postgres import Postgres, started
from tests.store.making import FACILITATOR, WAIT_S, edit, journey, touchpoint, watching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cjm_widgets.store import Store

ROOT = Path(__file__).parents[2]
KILLS = 40


@contextmanager
def crowd(address: str, workshop: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.crowd", address, workshop],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    ) as process:  # fmt: skip
        yield process
        assert process.stdin is not None
        process.stdin.close()


def begin(crowd: subprocess.Popen[str], most: int, at_once: int) -> tuple[int, TextIO]:
    """Have a new process write; give its pid, and where it tells what was acknowledged."""
    assert crowd.stdin is not None
    assert crowd.stdout is not None
    crowd.stdin.write(f"{most} {at_once}\n")
    crowd.stdin.flush()
    name, pid = crowd.stdout.readline().split()
    assert name == "pid"
    return int(pid), crowd.stdout


def until_the_end(out: TextIO) -> tuple[list[str], int]:
    """Give the lines that are still to come, and how the process ended."""
    lines = []
    for line in out:
        name, rest = line.split()
        if name == "ended":
            return lines, int(rest)
        lines.append(line)
    raise AssertionError


def acknowledged(lines: list[str]) -> dict[str, int]:
    return {id: int(seq) for seq, id in map(str.split, lines)}


def test_killed_at_any_moment(store: Store, workshop: str, address: str) -> None:
    chance = random.Random(20270331)
    told: dict[str, int] = {}
    with crowd(address, workshop) as writers:
        for n in range(KILLS):
            pid, out = begin(writers, 1_000_000, 1 if n % 2 else 8)
            # So many acknowledgements later, and then somewhere within the next change.
            lines = [out.readline() for _ in range(chance.randrange(60))]
            threading.Event().wait(chance.random() * 0.003)
            os.kill(pid, signal.SIGKILL)
            rest, status = until_the_end(out)
            assert status == -signal.SIGKILL
            told |= acknowledged(lines + rest)
    log = store.changes(workshop)
    assert [change.seq for change in log] == list(range(1, len(log) + 1))
    assert len({change.id for change in log}) == len(log)
    there = {change.id: change.seq for change in log}
    assert {id: there.get(id) for id in told} == told
    assert len(told) > KILLS
    store.apply(workshop, [touchpoint("after")]).result(WAIT_S)
    assert store.load(workshop).get("after") is not None


def test_several_processes_and_threads_at_once(store: Store, workshop: str, address: str) -> None:
    seats = [store.seat(workshop, FACILITATOR) for _ in range(3)]
    told = {}
    with (
        watching(seats[0]) as watch,
        crowd(address, workshop) as one,
        crowd(address, workshop) as two,
        crowd(address, workshop) as three,
    ):
        outs = [begin(writers, 120, at_once)[1] for writers, at_once in ((one, 1), (two, 4), (three, 12))]
        futures = [seat.apply([touchpoint(f"here-{n}-{m}")]) for m in range(20) for n, seat in enumerate(seats)]
        for out in outs:
            lines, status = until_the_end(out)
            assert status == 0
            told |= acknowledged(lines)
        mine = [future.result(WAIT_S) for future in futures]
        last = store.load(workshop).seq
        watch.until(lambda view: view.seq == last)
    assert len(told) == 360
    assert sorted([*told.values(), *(receipt.seq for receipt in mine)]) == list(range(3, 423))


@pytest.fixture
def own_server() -> Iterator[Postgres]:
    with started() as server:
        yield server


@pytest.mark.postgres
@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_postgresql_restarts_in_the_middle(own_server: Postgres, mode: str) -> None:
    address = own_server.database("restarting")
    with open_store(address) as store, open_store(address) as other:
        workshop = store.create("Restart")
        store.apply(workshop, [journey()]).result(WAIT_S)
        seat, watcher = store.seat(workshop, FACILITATOR), other.seat(workshop, FACILITATOR)
        with watching(watcher) as watch:
            seat.apply([touchpoint("t")]).result(WAIT_S)
            watch.until(lambda view: view.get("t") is not None)
            own_server.stop(mode)
            futures = [seat.apply([edit("t", satisfaction=n % 5 + 1)]) for n in range(30)]
            own_server.start()
            seqs = [future.result(60).seq for future in futures]
            assert seqs == list(range(4, 34))
            watch.until(lambda view: view.seq == 33)
        assert [change.seq for change in other.changes(workshop)] == list(range(1, 34))


@pytest.mark.postgres
def test_a_database_that_does_not_answer_is_said(own_server: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "PATIENCE_S", 0.3)
    address = own_server.database("silent")
    with open_store(address) as store:
        workshop = store.create("Silence")
        own_server.stop("immediate")
        try:
            with pytest.raises(Unreachable, match="does not answer"):
                store.apply(workshop, [journey()]).result(WAIT_S)
            with pytest.raises(Unreachable):
                store.list()
            with pytest.raises(Unreachable):
                open_store(address)
        finally:
            own_server.start()
        assert store.apply(workshop, [journey()]).result(WAIT_S).seq == 2


def test_closing_writes_what_is_in_the_queue(open_another: Callable[[], Store], store: Store, workshop: str) -> None:
    other = open_another()
    futures = [other.apply(workshop, [touchpoint(f"t{n}")]) for n in range(50)]
    other.close()
    assert all(future.done() for future in futures)
    assert len(store.changes(workshop)) == 52
