"""How many pages a machine can take: what the kit allows where nobody said a number."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_MB: Final = 1_000_000
_UNKNOWN_BYTES: Final = 4_000 * _MB
_SHARE: Final = 4
"""A quarter of the memory may go to each kind of page; the rest is for the server, the system and everybody else."""

_SEAT_BYTES: Final = 3 * _MB
_PROCESS_BYTES: Final = 150 * _MB
_SEAT_FILES: Final = 30
"""Files that the server holds open for a page."""

_FEWEST_SEATS, _MOST_SEATS = 20, 400
_FEWEST_PROCESSES, _MOST_PROCESSES = 4, 24
_READY: Final = 2
_SMALL_BYTES: Final = 2_000 * _MB


@dataclass(frozen=True, kw_only=True, slots=True)
class Capacity:
    """How many pages may be open at a time."""

    seats: int
    """Pages that share processes: participants', projectors' and readers'."""
    processes: int
    """Pages with a process each: the facilitator's and the steps'."""
    ready: int
    """Processes that wait for the next such page."""


def capacity(
    *, seats: int | None = None, processes: int | None = None, ready: int | None = None, memory: int | None = None
) -> Capacity:
    """Return what is allowed: what was asked for, else by the machine's memory (in bytes)."""
    memory = memory_bytes() if memory is None else memory
    by_memory = memory // _SHARE // _SEAT_BYTES
    default_processes = _between(_FEWEST_PROCESSES, memory // _SHARE // _PROCESS_BYTES, _MOST_PROCESSES)
    return Capacity(
        seats=_between(_FEWEST_SEATS, min(by_memory, _open_files() // _SEAT_FILES), _MOST_SEATS)
        if seats is None
        else seats,
        processes=default_processes if processes is None else processes,
        ready=(_READY if memory > _SMALL_BYTES else 1) if ready is None else ready,
    )


def memory_bytes() -> int:
    """Return the memory of this machine, or of the container that this process runs in; 4 GB where nobody knows."""
    found = []
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        found.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    for path in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            found.append(int(Path(path).read_text(encoding="ascii")))
        except (OSError, ValueError):
            continue
    return min((one for one in found if one > 0), default=_UNKNOWN_BYTES)


def _open_files() -> int:
    """Return how many files this process may come to hold open."""
    if sys.platform == "win32":
        return sys.maxsize
    import resource  # noqa: PLC0415 - not on Windows

    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    return sys.maxsize if hard == resource.RLIM_INFINITY else hard


def _between(least: int, wanted: int, most: int) -> int:
    return max(least, min(wanted, most))
