"""Measure opening a page: ``python -m tests.bench.pages [rounds] [people] [ours,voila,panel]``, some minutes.

The three servers run side by side; visits take turns, so that whatever else the machine does hits all alike. Before
anything is timed each has been visited once. The last line is for machines:

- ``ready_s``: until a word typed into the form has reached the server, a first visit with a fresh browser profile,
  median; ``ready_vs_voila`` and ``ready_vs_panel``: the same, divided by theirs.
- ``mem_mb_per_participant``: what each further session adds to all processes of the server, shared pages by share.
- ``kb_first_visit``, ``requests``: over the wire on a first visit, counted by the browser, the websocket included.
- ``join40_p95_s``: forty join in the same moment, by protocol and without a browser: until 95 % of them have had a
  word confirmed.
"""

from __future__ import annotations

import asyncio
import importlib.util
import statistics
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

from tests.bench.pages import servers
from tests.bench.pages.crowd import join_at_once, memory_each, p95
from tests.bench.pages.visits import visit_twice
from tests.chromium import CHROMIUM_ARGUMENTS, find_chromium

if TYPE_CHECKING:
    from tests.bench.pages.servers import Server
    from tests.bench.pages.visits import Visit

ROUNDS: Final = 5
PEOPLE: Final = 40
NAMES: Final = ("ours", "voila", "panel")
_HEAVY_FURTHER: Final = 5
"""Sessions that are a process each are measured on a few."""

# Voila's own template asks a font of another host; here that fails at once, as it would with a network that answers.
_CLOSED: Final = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@dataclass(kw_only=True)
class Figures:
    """What was measured of one server."""

    visits: list[tuple[Visit, Visit]] = field(default_factory=list)
    weighed: tuple[Visit, Visit] | None = None
    mb_each: float = 0.0
    joined: list[float] = field(default_factory=list)

    def ready_s(self, visit: int = 0) -> float:
        """Give the median of first (0) or second (1) visits."""
        return statistics.median(both[visit].ready_s for both in self.visits)

    def shown_s(self, visit: int = 0) -> float:
        """Give the same until the first field is there."""
        return statistics.median(both[visit].shown_s for both in self.visits)


def main(arguments: list[str]) -> None:
    """Measure and print."""
    rounds = int(arguments[0]) if arguments else ROUNDS
    people = int(arguments[1]) if len(arguments) > 1 else PEOPLE
    names = arguments[2].split(",") if len(arguments) > 2 else list(NAMES)
    if "panel" in names and importlib.util.find_spec("panel") is None:
        sys.exit("Panel is not installed here. Run: make setup-bench")
    with tempfile.TemporaryDirectory(prefix="cjm-pages-") as folder, ExitStack() as stack:
        running = [stack.enter_context(getattr(servers, name)(Path(folder) / name)) for name in names]
        found = {server.name: Figures() for server in running}
        for server in running:  # first, so that nothing that visits leave behind counts
            further = _HEAVY_FURTHER if server.name == "voila" else people
            found[server.name].mb_each = asyncio.run(memory_each(server, further))
        _visit(running, found, rounds)
        for name, figures in found.items():
            _describe_visits(name, figures)
        for server in running:
            found[server.name].joined = asyncio.run(join_at_once(server, people))
            _describe_crowd(server.name, found[server.name])
    if {"ours", "voila", "panel"} <= found.keys():
        _tell(_line(found, people))


def _visit(running: list[Server], found: dict[str, Figures], rounds: int) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*CHROMIUM_ARGUMENTS[:-1], _CLOSED])
        for server in running:
            found[server.name].weighed = visit_twice(browser, server, weigh=True)
        for _round in range(rounds):
            for server in running:
                found[server.name].visits.append(visit_twice(browser, server))
        browser.close()


def _describe_visits(name: str, figures: Figures) -> None:
    assert figures.weighed is not None
    for number, label in enumerate(("first", "second")):
        weighed = figures.weighed[number]
        _tell(
            f"{name:6} {label:6} visit: field there after {figures.shown_s(number):5.2f} s, usable after"
            f" {figures.ready_s(number):5.2f} s, {weighed.requests:4} requests, {weighed.kilobytes:7.1f} kB"
        )


def _describe_crowd(name: str, figures: Figures) -> None:
    _tell(
        f"{name:6} each further session {figures.mb_each:6.2f} MB; {len(figures.joined)} at once:"
        f" half after {statistics.median(figures.joined):5.2f} s, 95 % after {p95(figures.joined):5.2f} s"
    )


def _line(found: dict[str, Figures], people: int) -> str:
    ours, voila, panel = (found[name] for name in NAMES)
    assert ours.weighed is not None
    return (
        f"pages: ready_s={ours.ready_s():.2f} ready_vs_voila={ours.ready_s() / voila.ready_s():.2f}"
        f" ready_vs_panel={ours.ready_s() / panel.ready_s():.2f} mem_mb_per_participant={ours.mb_each:.2f}"
        f" kb_first_visit={ours.weighed[0].kilobytes:.0f} requests={ours.weighed[0].requests}"
        f" join{people}_p95_s={p95(ours.joined):.2f}"
    )


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
