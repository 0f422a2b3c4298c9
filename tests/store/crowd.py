"""Processes that write until they are killed, telling on stdout what was acknowledged: ``seq change-id`` a line.

With each line on stdin (how many changes, and how many of them at once) a new process is forked, which saves the time
for imports; it says its ``pid`` first. When it has ended, however it did, ``ended`` and its status follow.
"""

from __future__ import annotations

import os
import sys

from cjm_widgets.model import Draft, new_id
from cjm_widgets.store import open_store


def write(address: str, workshop: str, most: int, at_once: int) -> None:
    tell(f"pid {os.getpid()}")
    store = open_store(address)
    for n in range(0, most, at_once):
        drafts = [
            Draft(
                kind="touchpoint", entity=f"t-{m % 7}", id=new_id("change"),
                fields={"journey": "journey-1", "name": f"Touchpoint {m}", "satisfaction": m % 5 + 1},
            )
            for m in range(n, n + at_once)
        ]  # fmt: skip
        futures = [(draft.id, store.apply(workshop, [draft])) for draft in drafts]
        for id, future in futures:
            tell(f"{future.result(60).seq} {id}")
    store.close()


def tell(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def main(address: str, workshop: str) -> None:
    for line in sys.stdin:
        most, at_once = map(int, line.split())
        child = os.fork()
        if child == 0:
            write(address, workshop, most, at_once)
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        tell(f"ended {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
