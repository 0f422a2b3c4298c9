"""Two kits on one PostgreSQL: who is on the one sees what is written on the other, and goes there when it dies."""

from __future__ import annotations

import asyncio
import signal
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import PainPoint, Person, Phase, Role, Step, Viewer, Vote
from cjm_widgets.store import open_store
from tests.bench.live.guest import Guest
from tests.bench.live.ledger import Ledger, mark
from tests.bench.live.script import WORKSHOP, leader_of
from tests.serve.light.visitors import until
from tests.serve.running import RunningKit, running_kit
from tests.servers.postgres import started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.postgres

SOON_S = 1.0


@pytest.fixture
def address() -> Iterator[str]:
    with started() as server:
        yield server.database("room")


@pytest.fixture
def kits(tmp_path: Path, address: str) -> Iterator[list[RunningKit]]:
    with ExitStack() as stack:
        environment = {"CJM_STORE": address}
        yield [stack.enter_context(running_kit(tmp_path / name, environment=environment)) for name in ("one", "two")]


async def write(guest: Guest, ledger: Ledger, readers: list[str], entity: str) -> str:
    """Write a pain; wait until all of ``readers`` have it on their pages."""
    widget = await guest.find(PainPoint.KIND)
    made = mark()
    ledger.wrote(made, guest.name, readers)
    guest.change(widget, entity, {"description": f"Waits {made}"}, made=entity not in widget.records)
    assert await guest.settled(10)
    await until(lambda: not ledger.missing(), seconds=10)
    return made


def test_a_room_on_two_servers(kits: list[RunningKit], address: str) -> None:
    one, two = kits
    store, leader = leader_of(address)
    other = open_store(address)
    co_leader = other.seat(WORKSHOP, Viewer(role=Role.FACILITATOR))
    ledger = Ledger()
    ports = {"Ana": one.port, "Ben": one.port, "Cem": two.port}
    guests = {name: Guest(name, lambda name=name: ports[name], ledger) for name in ports}

    def people() -> list[str]:
        return sorted(person.name for person in store.load(WORKSHOP).all(Person) if person.role == "participant")

    async def work() -> None:
        before = people()
        clock = await asyncio.wrap_future(leader.door.open())
        await asyncio.wrap_future(leader.set_clock(lambda now: now.at(Step.EMOTIONS, Phase.COLLECT)))
        ana, ben, cem = guests.values()
        for guest in guests.values():  # the code was made on neither of them, and lets in on both
            await guest.join(str(clock.join_code))
        assert people() == sorted([*before, *guests])
        # What one writes alone goes nowhere; called in by whoever leads, it is on the other server at once.
        for guest, entity in ((ana, "pain_point-ana"), (ben, "pain_point-ben"), (cem, "pain_point-cem")):
            await write(guest, ledger, [], entity)
        ledger.revealed([mine for guest in guests.values() for mine in guest.mine.values()], guests)
        await asyncio.wrap_future(co_leader.set_clock(lambda now: now.at(Step.EMOTIONS, Phase.REVEAL)))
        await until(lambda: not ledger.missing(), seconds=10)
        for guest, entity in ((ana, "pain_point-ana"), (cem, "pain_point-cem")):
            await write(guest, ledger, list(guests), entity)
        assert max(ledger.sync_s()) < SOON_S
        # A vote is one vote, whoever closes it first.
        await asyncio.wrap_future(leader.set_clock(lambda now: now.at(Step.EMOTIONS, Phase.VOTE)))
        vote = await asyncio.wrap_future(
            leader.votes.open("What first?", ["pain_point-ana", "pain_point-cem"], dots="3")
        )
        await asyncio.gather(*(guest.asked() for guest in guests.values()))
        dots = ({"pain_point-ana": 2}, {"pain_point-ana": 1}, {"pain_point-cem": 3})
        assert all(await asyncio.gather(*(map(Guest.cast, guests.values(), dots))))
        closed = await asyncio.gather(*(asyncio.wrap_future(seat.votes.close(vote)) for seat in (leader, co_leader)))
        assert sum(receipt is not None for receipt in closed) == 1
        found = store.load(WORKSHOP).find(Vote, vote)
        assert found is not None
        assert found.took_part == 3
        # One of them dies. Whoever was on the other goes on; whoever was on it comes over as themselves.
        one.stop(signal.SIGKILL)
        await asyncio.wrap_future(leader.set_clock(lambda now: now.at(Step.EMOTIONS, Phase.REVEAL)))
        await write(cem, ledger, ["Cem"], "pain_point-cem")
        ports.update(Ana=two.port, Ben=two.port)
        for guest in (ana, ben):
            async with asyncio.timeout(20):
                await guest.live.wait()
        await write(ana, ledger, list(guests), "pain_point-ana")
        assert people() == sorted([*before, *guests])
        assert ledger.faults == []
        for guest in guests.values():
            await guest.leave()

    try:
        asyncio.run(work())
        kept = store.load(WORKSHOP)
        for guest in guests.values():
            for (entity, name), value in guest.acknowledged.items():
                assert getattr(kept.get(entity), name) == value
    finally:
        for seat in (leader, co_leader):
            seat.close()
        store.close()
        other.close()
