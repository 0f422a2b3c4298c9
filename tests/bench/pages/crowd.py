"""Many at once, and many for a while: how long until all can write, and what each costs in memory."""

from __future__ import annotations

import asyncio
import math
import time
from typing import TYPE_CHECKING, Final

from tornado.httpclient import AsyncHTTPClient
from tornado.simple_httpclient import HTTPTimeoutError

from tests.bench.pages.joining import visitor

if TYPE_CHECKING:
    from tests.bench.pages.joining import Joined
    from tests.bench.pages.servers import Server

_FIRST: Final = 3
"""How many sit there before memory is looked at: what only the first ones cost is not a further one's."""

_STILL_MB: Final = 0.5
_STILL_S: Final = 0.5
_LONGEST_S: Final = 30.0


async def memory_each(server: Server, further: int) -> float:
    """Give the megabytes of each of ``further`` sessions, one after the other beside a few that were there."""
    there = [await _one(server, number) for number in range(_FIRST)]
    before = await _still(server)
    there += [await _one(server, _FIRST + number) for number in range(further)]
    after = await _still(server)
    _leave(there)
    return (after - before) / further


async def join_at_once(server: Server, people: int) -> list[float]:
    """Give the seconds until each of so many who come in the same moment can write, from quick to slow.

    Whoever the server leaves without an answer counts as infinitely late.
    """
    AsyncHTTPClient.configure(None, max_clients=people)
    started = time.monotonic()

    async def one(number: int) -> tuple[Joined | None, float]:
        try:
            there = await _one(server, number)
        except (HTTPTimeoutError, TimeoutError):
            return None, math.inf
        return there, time.monotonic() - started

    joined = await asyncio.gather(*(one(number) for number in range(people)))
    _leave([there for there, _seconds in joined if there is not None])
    return sorted(seconds for _there, seconds in joined)


def p95(seconds: list[float]) -> float:
    """Give the time within which nineteen of twenty were there; ``seconds`` in order."""
    return seconds[max(0, -(-len(seconds) * 95 // 100) - 1)]


async def _one(server: Server, number: int) -> Joined:
    there = visitor(server, number)
    await there.join()
    return there


def _leave(there: list[Joined]) -> None:
    for one in there:
        one.leave()


async def _still(server: Server) -> float:
    """Give the memory of the server's processes when it does not move any more."""
    end = time.monotonic() + _LONGEST_S
    before = server.memory_mb()
    while time.monotonic() < end:
        await asyncio.sleep(_STILL_S)
        now = server.memory_mb()
        if abs(now - before) < _STILL_MB:
            return now
        before = now
    return before
