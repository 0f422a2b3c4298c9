"""Hold a workshop: ``python -m tests.bench.live [--participants 40] [--minutes 5] [--browsers 3] [--faults]``.

A fresh kit on loopback with the sample ``innovation-training``; participants join by the code over HTTP and speak the
widgets' messages over real websockets, a few are real Chromium. The facilitator leads through collect, reveal, vote
and decide. The last line is for machines:

- ``joined``, ``join_p95_s``: all come in the same moment; until the page has heard from the server.
- ``sync_p95_ms``: from a change that leaves one page until it is on another that may see it, over all such pages.
- ``lost``: what was acknowledged and is not in the store at the end as it was; votes and people are counted too.
- ``doubled``: what is there twice. ``errors``: refused messages, leaks, changes that some page never showed, and every
  warning in the server's log.
- ``server_cpu_s``: of the whole tree of the server's processes; ``mem_mb_per_participant``: what the tree has grown by
  from before the first joined until the end, by head, shared pages by share.

With ``--faults`` the server is killed with -9 three times meanwhile and started again, and ten participants lose
their network twice.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.bench.live.ledger import p95
from tests.bench.live.workshop import Plan, run


def main() -> int:
    """Hold it and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.live")
    parser.add_argument("--participants", type=int, default=40)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--browsers", type=int, default=3)
    parser.add_argument("--faults", action="store_true")
    asked = parser.parse_args()
    plan = Plan(
        participants=asked.participants,
        seconds=60 * asked.minutes,
        browsers=0 if asked.faults else asked.browsers,
        kills=3 if asked.faults else 0,
        cut=min(10, asked.participants) if asked.faults else 0,
    )
    with tempfile.TemporaryDirectory(prefix="cjm-live-") as folder:
        came = asyncio.run(run(plan, Path(folder), tell))
    for line in [*came.lost, *came.doubled, *came.errors][:40]:
        tell(f"  ! {line}")
    sync, reveal, acked = came.ledger.sync_s(), came.ledger.reveal_s(), came.ledger.ack_s
    tell(
        f"{came.written} changes in the log; {len(acked)} acknowledged, 95 % within {1000 * p95(acked):.0f} ms;"
        f" {len(sync)} times shown to somebody else; cards called in {len(reveal)} times, 95 % within"
        f" {1000 * p95(reveal):.0f} ms; the server used {100 * came.cpu_s / came.wall_s:.0f} % of a processor"
    )
    tell(came.line())
    return 1 if came.lost or came.doubled or came.errors else 0


def tell(line: str) -> None:
    """Print at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
