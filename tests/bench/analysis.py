"""How fast events are counted: ours against a bare scan, SQL by hand and pandas, on the same file in one run.

``python -m tests.bench.analysis [EVENTS]`` makes a Parquet file of a million events (12 touchpoints, about ten events
a customer) in a temporary folder. The task: events and customers per touchpoint, directed transitions, median gap per
transition. Each way runs three times in a process of its own; the best counts. The last line is for machines.
"""

# Each way imports its own libraries in its own process; the SQL is ours.
# ruff: noqa: PLC0415, S608

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

EVENTS = 1_000_000
RUNS = 3
TOUCHPOINTS = tuple(f"touchpoint_{number:02}" for number in range(12))

_BY_HAND = """
create temp table gaps as
select customer, event as origin, lead(event) over w as target,
       date_diff('microsecond', time, lead(time) over w) as micros
from read_parquet('{path}') window w as (partition by customer order by time, row);
"""


def make(path: Path, events: int) -> None:
    """Write the events: a seeded generator inside the engine, so that ten million take seconds."""
    import duckdb

    with duckdb.connect() as engine:
        engine.execute(
            f"""copy (select 'customer_' || (hash(i) % {max(1, events // 10)}) as customer,
                 timestamp '2026-01-01' + to_microseconds((hash(i * 7 + 1) % 7776000000000)::bigint) as time,
                 'touchpoint_' || lpad((hash(i * 13 + 5) % 12)::varchar, 2, '0') as event, i as row
                 from range({events}) r(i)) to '{path}' (format parquet)"""
        )


def scan(path: Path) -> object:
    """Read the three columns and do nothing: the limit."""
    import duckdb

    return duckdb.sql(f"select count(customer), max(time), max(event) from read_parquet('{path}')").fetchall()


def by_hand(path: Path) -> object:
    """Write the same in SQL for DuckDB."""
    import duckdb

    with duckdb.connect() as engine:
        touchpoints = engine.execute(
            f"select event, count(*), count(distinct customer) from read_parquet('{path}') group by 1"
        ).fetchall()
        engine.execute(_BY_HAND.format(path=path))
        transitions = engine.execute(
            "select origin, target, count(*), median(micros) from gaps where target is not null group by all"
        ).fetchall()
    return sorted(touchpoints), len(transitions), sum(row[2] for row in transitions)


def with_pandas(path: Path) -> object:
    """Do the same with pandas."""
    import pandas as pd

    events = pd.read_parquet(path)
    touchpoints = events.groupby("event")["customer"].agg(["size", "nunique"])
    events = events.sort_values(["customer", "time", "row"])
    after = events.groupby("customer", sort=False)[["event", "time"]].shift(-1)
    steps = pd.DataFrame({"origin": events["event"], "target": after["event"], "gap": after["time"] - events["time"]})
    transitions = steps.dropna(subset=["target"]).groupby(["origin", "target"])["gap"].agg(["size", "median"])
    return len(touchpoints), len(transitions), int(transitions["size"].sum())


def ours(path: Path) -> object:
    """Do the same, and more (customers and 95th percentile per transition), with this package."""
    from cjm_widgets.analysis import count_reach, count_transitions, open_accepted

    events = open_accepted(path)
    reach = count_reach(events, {name: name for name in TOUCHPOINTS})
    transitions = count_transitions(events)
    return len(reach.reached), len(transitions.transitions), transitions.total


def our_funnel(path: Path) -> object:
    """Count a closed funnel of four steps with this package."""
    from cjm_widgets.analysis import count_funnel, open_accepted

    return [step.count for step in count_funnel(open_accepted(path), TOUCHPOINTS[:4]).steps]


def our_sessions(path: Path) -> object:
    """Cut 30-minute sessions with this package."""
    from cjm_widgets.analysis import count_sessions, open_accepted

    return count_sessions(open_accepted(path)).sessions


WAYS: dict[str, Callable[[Path], object]] = {
    "scan": scan,
    "by_hand": by_hand,
    "pandas": with_pandas,
    "ours": ours,
    "our_funnel": our_funnel,
    "our_sessions": our_sessions,
}


def _load(way: str) -> None:
    """Import what the way needs, so that the clock sees the work and not the imports."""
    if way.startswith("our"):
        import cjm_widgets.analysis  # noqa: F401
    if way == "pandas":
        import pandas as pd  # noqa: F401
        import pyarrow.parquet  # noqa: F401
    import duckdb  # noqa: F401


def _child(way: str, path: Path) -> None:
    _load(way)
    began = time.perf_counter()
    answer = WAYS[way](path)
    seconds = time.perf_counter() - began
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": megabytes, "answer": str(answer)[-60:]}))  # noqa: T201


def _measure(way: str, path: Path) -> tuple[float, float]:
    best = (float("inf"), float("inf"))
    for _run in range(RUNS):
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "tests.bench.analysis", "--child", way, str(path)],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        result = json.loads(done.stdout.splitlines()[-1])
        best = min(best, (result["seconds"], result["megabytes"]))
    return best


def main(arguments: list[str]) -> None:
    """Measure every way and print seconds, memory and ratios."""
    if arguments[:1] == ["--child"]:
        _child(arguments[1], Path(arguments[2]))
        return
    events = int(arguments[0]) if arguments else EVENTS
    with tempfile.TemporaryDirectory(prefix="cjm-bench-") as folder:
        path = Path(folder) / "events.parquet"
        make(path, events)
        found = {way: _measure(way, path) for way in WAYS}
    for way, (seconds, megabytes) in found.items():
        print(f"{way:>12}  {seconds:7.3f} s  {megabytes:6.0f} MB")  # noqa: T201
    ours_s = found["ours"][0]
    print(  # noqa: T201
        f"analysis: events={events} ours_s={ours_s:.3f} ours_mb={found['ours'][1]:.0f}"
        f" ours_vs_scan={ours_s / found['scan'][0]:.1f} ours_vs_sql_by_hand={ours_s / found['by_hand'][0]:.2f}"
        f" ours_vs_pandas={ours_s / found['pandas'][0]:.2f} funnel_s={found['our_funnel'][0]:.3f}"
        f" sessions_s={found['our_sessions'][0]:.3f}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
