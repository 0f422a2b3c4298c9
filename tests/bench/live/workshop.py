"""One run: the kit, the people, the workshop, what went wrong meanwhile, and what came of it."""

from __future__ import annotations

import asyncio
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from tests.bench.live.browsers import Browsers
from tests.bench.live.guest import Guest
from tests.bench.live.ledger import Ledger, p95
from tests.bench.live.script import WORKSHOP, Plan, Room, leader_of
from tests.bench.live.server import Server
from tests.browser.cutting import Proxy, proxied

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_KILLED_IN: Final = (0, 2, 4)
"""Collecting touchpoints, collecting pains and emotions, voting."""

__all__ = ["Outcome", "Plan", "run"]


@dataclass(kw_only=True)
class Outcome:
    """What one run has shown."""

    joined: int = 0
    ledger: Ledger = field(default_factory=Ledger)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    cpu_s: float = 0.0
    wall_s: float = 0.0
    mb_each: float = 0.0
    written: int = 0

    def line(self) -> str:
        """Give the figures in one line, for machines."""
        sync = p95(self.ledger.sync_s())
        return (
            f"live: joined={self.joined} join_p95_s={p95(self.ledger.joined_s):.2f} sync_p95_ms={1000 * sync:.0f}"
            f" lost={len(self.lost)} doubled={len(self.doubled)} errors={len(self.errors)}"
            f" server_cpu_s={self.cpu_s:.1f} mem_mb_per_participant={self.mb_each:.2f}"
        )


async def run(plan: Plan, folder: Path, tell: Callable[[str], None]) -> Outcome:
    """Hold a workshop on a fresh kit, and look at what was kept of it."""
    ledger = Ledger()
    came = Outcome(ledger=ledger)
    with ExitStack() as stack:
        server = stack.enter_context(Server(folder))
        store, leader = await asyncio.to_thread(leader_of, server.kit.store)
        stack.callback(store.close)
        stack.callback(leader.close)
        code = (await asyncio.wrap_future(leader.door.open())).join_code or ""
        proxy = stack.enter_context(proxied(server.port))
        guests = [
            Guest(f"Guest {n}", (lambda: proxy.port) if n < plan.cut else (lambda: server.port), ledger)
            for n in range(plan.participants)
        ]
        browsers = Browsers(server.port, ledger)
        await browsers.open(plan.browsers)
        began, before = time.monotonic(), server.memory_mb()
        await asyncio.gather(*(guest.join(code) for guest in guests))
        await browsers.join(code)
        came.joined = sum(guest.live.is_set() for guest in guests) + len(browsers.names)
        tell(f"{came.joined} have joined within {max(ledger.joined_s, default=0):.1f} s")
        room = Room(plan=plan, ledger=ledger, store=store, leader=leader, guests=guests)
        room.readers = [*(guest.name for guest in guests), *browsers.names]
        room.meanwhile = partial(_trouble, plan, server, proxy, tell)
        await room.hold()
        came.mb_each = (server.memory_mb() - before) / max(1, came.joined)
        came.cpu_s, came.wall_s = server.cpu_s(), time.monotonic() - began
        came.lost = await asyncio.to_thread(room.lost)
        came.doubled = await asyncio.to_thread(room.doubled)
        came.written = len(store.changes(WORKSHOP))
        await browsers.close()
        await asyncio.gather(*(guest.leave() for guest in guests))
        came.errors = [*ledger.faults, *browsers.errors, *server.complaints()]
        if plan.kills or plan.cut:
            tell(f"pages were away {len(ledger.back_s)} times, at most {max(ledger.back_s, default=0):.1f} s")
    return came


async def _trouble(plan: Plan, server: Server, proxy: Proxy, tell: Callable[[str], None], part: int) -> None:
    """Kill the server, and cut the network of some, in the midst of a part of the workshop: while all write or vote."""
    if part not in _KILLED_IN[: plan.kills]:
        return
    if plan.cut:
        (proxy.freeze if part else proxy.cut)()
        tell(f"the network of {plan.cut} is gone")
    await server.kill()
    tell("the server was killed and started again")
    if plan.cut:
        await asyncio.sleep(1)
        proxy.mend()
        tell("the network is back")
