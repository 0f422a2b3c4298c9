"""Several servers at one database: people on each of them are in one room."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_widgets.model import Ballot, Note, Person, Vote
from tests.store.making import FACILITATOR, WAIT_S, open_door, touchpoint

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from cjm_widgets.store import Store

ROOT = Path(__file__).parents[2]


class Server:
    """A process with a store of its own."""

    def __init__(self, address: str, workshop: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.store.server", address, workshop],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(WAIT_S)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def say(self, *words: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()

    def hear(self) -> object:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def ask(self, *words: object) -> object:
        self.say(*words)
        return self.hear()


def test_people_on_two_servers_are_in_one_room(store: Store, workshop: str, address: str) -> None:
    leader = store.seat(workshop, FACILITATOR)
    cards = [f"t{n}" for n in range(4)]
    leader.apply([touchpoint(card) for card in cards]).result(WAIT_S)
    code = open_door(leader)
    with ExitStack() as stack:
        one, two = servers = [stack.enter_context(Server(address, workshop)) for _ in range(2)]
        people = [(servers[n % 2], f"P{n}") for n in range(8)]
        ids = {server.ask("join", code, name) for server, name in people}
        assert len(ids) == 8

        # Interleaved: both servers write at the same time, and neither waits for the other.
        for n in range(5):
            for server, name in people:
                server.say("write", name, f"note-{name.lower()}-{n}")
        seqs = [server.hear() for _n in range(5) for server, _name in people]
        assert len(set(map(str, seqs))) == 40
        assert sorted(map(int, map(str, seqs))) == list(range(min(seqs), min(seqs) + 40))  # type: ignore[type-var, arg-type, operator]
        for server, name in people:
            # In collect each sees their own, wherever the others are.
            assert server.ask("sees", name) == [f"note-{name.lower()}-{n}" for n in range(5)]

        took = []
        for n in range(6):
            writer, reader = servers[n % 2], servers[1 - n % 2]
            reader.say("wait", f"sync-{n}")
            began = time.monotonic()
            writer.ask("write", f"P{n % 2}", f"sync-{n}")
            assert reader.hear() is True
            took.append(time.monotonic() - began)
        assert sorted(took)[len(took) // 2] < 1, took

        vote = leader.votes.open("Which first?", cards).result(WAIT_S)
        for n, (server, name) in enumerate(people):
            server.ask("cast", name, vote, {cards[n % 2]: 2, cards[2]: 1})
        one.say("close", vote)
        two.say("close", vote)
        closed = [one.hear(), two.hear()]
        assert sum(seq is not None for seq in closed) == 1
        assert one.ask("result", vote) == two.ask("result", vote) == {"t0": 8, "t1": 8, "t2": 8, "t3": 0}
    state = store.load(workshop)
    found = state.find(Vote, vote)
    assert found is not None
    assert (found.took_part, len(state.of(Ballot, vote=vote))) == (8, 8)
    assert (len(state.all(Note)), len(state.all(Person))) == (46, 8)
    assert [change.seq for change in store.changes(workshop)] == list(range(1, state.seq + 1))
