"""Measure the store: ``python -m tests.bench.store``, about a minute.

The last line is for SQLite, the one before for PostgreSQL:

- ``applies_vs_bare_insert``: how many changes a second one page gets accepted one after the other (policy, checks, log,
  fold, commit, answer), divided by how many rows a second the same driver inserts and commits with nothing around it,
  to a durable database on the same disk, in turns within the same minute. Every tenth change is a new card.
- ``open_100k_changes_s``: opening the store and loading a workshop with 100,000 changes in a fresh process, with its
  snapshot; the lines above also say how long without one, and how long the imports take.
- ``room_p95_ms``: with 2,000 cards and 40 participants' seats in one process, from the call of ``apply`` to the last of
  40 callbacks, 95th percentile; while collecting, when each change concerns one seat, the line above says how long all
  40 views take.
- ``follow_p95_ms``: from the call of ``apply`` in one process to the callback in another, 95th percentile.
"""

from __future__ import annotations

import csv
import io
import json
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, Final

import pg8000.dbapi
from sqlalchemy.engine import make_url

from cjm_widgets.model import Draft, Phase, Role, Step, Viewer, new_id
from cjm_widgets.store import open_store
from tests.servers.postgres import Missing, Postgres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cjm_widgets.store import Seat, Store

CHANGES: Final = 100_000
THINGS: Final = 1_000
ROUNDS: Final = 12
FOLLOWED: Final = 120
SEATS: Final = 40
CARDS: Final = 2_000
FACILITATOR: Final = Viewer(role=Role.FACILITATOR)
ROOT: Final = Path(__file__).parents[2]
PAYLOAD: Final = "x" * 200

LOAD: Final = """
import sys, time
began = time.perf_counter()
from cjm_widgets.store import open_store
imported = time.perf_counter()
store = open_store(sys.argv[1])
workshop = store.load(sys.argv[2])
done = time.perf_counter()
assert workshop.seq == int(sys.argv[3]), workshop.seq
print(imported - began, done - imported)
"""
FOLLOW: Final = """
import sys, time
from cjm_widgets.model import Role, Viewer
from cjm_widgets.store import open_store
seat = open_store(sys.argv[1]).seat(sys.argv[2], Viewer(role=Role.FACILITATOR))
seat.subscribe(lambda view: print(view.seq, time.monotonic(), flush=True))
print("ready", flush=True)
sys.stdin.read()
"""


def main() -> None:
    """Measure both and print the lines."""
    with tempfile.TemporaryDirectory() as folder:
        sqlite = measure(f"sqlite:///{folder}/workshops.sqlite", bare_sqlite(Path(folder)), fill_sqlite)
    try:
        with Postgres(durable=True) as server:
            address = server.database("bench")
            postgresql = measure(address, bare_postgresql(address), fill_postgresql)
    except Missing as missing:
        postgresql = str(missing)
    print(f"postgresql: {postgresql}")  # noqa: T201
    print(f"store: {sqlite}")  # noqa: T201


def measure(address: str, bare: Callable[[int], float], fill: Callable[[str, list[tuple[object, ...]]], None]) -> str:
    """Give the figures for one database."""
    with open_store(address) as store:
        workshop = store.create("Bench")
        seat = store.seat(workshop, FACILITATOR)
        seat.apply(
            [Draft(kind="journey", entity="j", fields={"title": "Journey"}), *map(new_touchpoint, range(50))]
        ).result()
        ratio = compare(address, seat, bare)
        follow = follow_ms(address, workshop, seat)
        views, told = room_ms(store)
        big = store.create("Big")
        fill(address, list(history(big)))
        without = load_s(address, big, runs=1)  # it leaves a snapshot behind
        store.snapshot(big)
        with_snapshot = load_s(address, big)
    note(address, f"imports {with_snapshot[0]:.2f} s, opening without a snapshot {without[1]:.2f} s")
    p95 = statistics.quantiles(follow, n=20)[-1]
    note(address, f"follow median {statistics.median(follow):.0f} ms, most {max(follow):.0f} ms")
    note(address, f"40 seats, 2,000 cards: all views while collecting {statistics.median(views):.1f} ms")
    room = statistics.quantiles(told, n=20)[-1]
    opened = with_snapshot[1]
    figures = f"applies_vs_bare_insert={ratio:.2f} open_100k_changes_s={opened:.2f} follow_p95_ms={p95:.0f}"
    return f"{figures} room_p95_ms={room:.0f}"


def compare(address: str, seat: Seat, bare: Callable[[int], float]) -> float:
    """Give applies a second over bare inserts a second, the median of rounds that take turns."""
    n = 100
    rounds = []
    for _ in range(ROUNDS):
        plain = bare(n)
        began = time.perf_counter()
        for m in range(n):
            seat.apply([draft(m)]).result()
        rounds.append((n / (time.perf_counter() - began), n / plain))
    with ThreadPoolExecutor(16) as pool:
        began = time.perf_counter()
        list(pool.map(lambda m: seat.apply([draft(m)]).result(), range(800)))
        together = 800 / (time.perf_counter() - began)
    alone, plain = (statistics.median(column) for column in zip(*rounds, strict=True))
    note(
        address,
        f"{alone:.0f} applies/s one after the other, {together:.0f}/s by 16 at once; {plain:.0f} bare inserts/s",
    )
    return statistics.median(apply / insert for apply, insert in rounds)


def new_touchpoint(n: int) -> Draft:
    return Draft(kind="touchpoint", entity=f"t{n}", fields={"journey": "j", "name": f"Touchpoint {n}"})


def draft(n: int) -> Draft:
    id = new_id("change")
    if n % 10 == 0:
        return Draft(kind="touchpoint", entity=new_id("touchpoint"), fields={"journey": "j", "name": PAYLOAD}, id=id)
    return Draft(kind="touchpoint", entity=f"t{n % 50}", fields={"customer_need": f"{PAYLOAD}{random.random()}"}, id=id)


def follow_ms(address: str, workshop: str, seat: Seat) -> list[float]:
    """Give the times from ``apply`` here to the callback there, in milliseconds."""
    called: dict[int, float] = {}
    with subprocess.Popen(
        [sys.executable, "-c", FOLLOW, address, workshop],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    ) as other:  # fmt: skip
        assert other.stdin is not None
        assert other.stdout is not None
        other.stdout.readline()
        pause = Event()
        for n in range(FOLLOWED):
            began = time.monotonic()
            called[seat.apply([draft(n)]).result().seq] = began
            pause.wait(random.uniform(0.005, 0.1))
        last = max(called)
        taken: list[float] = []
        waiting = sorted(called)
        for line in other.stdout:
            seq, at = line.split()
            while waiting and waiting[0] <= int(seq):
                taken.append((float(at) - called[waiting.pop(0)]) * 1000)
            if int(seq) >= last:
                break
        other.stdin.close()
    return taken


def room_ms(store: Store) -> tuple[list[float], list[float]]:
    """Give the times for 40 views while collecting, and from ``apply`` to 40 callbacks when revealed, in ms."""
    workshop = store.create("Room")
    leader = store.seat(workshop, FACILITATOR)
    leader.apply([
        Draft(kind="journey", entity="j", fields={"title": "Journey"}),
        *(Draft(kind="person", entity=f"p{n}", fields={"name": f"Person {n}"}) for n in range(SEATS)),
        *map(card, range(CARDS)),
    ]).result()  # fmt: skip
    seats = [store.seat(workshop, Viewer(role=Role.PARTICIPANT, person=f"p{n}")) for n in range(SEATS)]
    views = []
    for n in range(FOLLOWED // 2):
        leader.apply([Draft(kind="touchpoint", entity=f"t{n}", fields={"name": f"Mended {n}"})]).result()
        began = time.perf_counter()
        for seat in seats:
            _ = seat.workshop
        views.append((time.perf_counter() - began) * 1000)
    leader.set_clock(lambda clock: clock.at(Step.TOUCHPOINTS, Phase.REVEAL)).result()
    told = []
    for n in range(FOLLOWED // 2):
        waiting, all_told = set(range(SEATS)), Event()

        def tell(seat: int, waiting: set[int] = waiting, all_told: Event = all_told) -> None:
            waiting.discard(seat)
            if not waiting:
                all_told.set()

        leave = [seat.subscribe(lambda _view, m=m, tell=tell: tell(m)) for m, seat in enumerate(seats)]
        began = time.perf_counter()
        leader.apply([Draft(kind="touchpoint", entity=f"t{n}", fields={"name": f"Shown {n}"})])
        assert all_told.wait(20)
        told.append((time.perf_counter() - began) * 1000)
        for end in leave:
            end()
    for seat in seats:
        seat.close()
    return views, told


def card(n: int) -> Draft:
    fields = {"journey": "j", "name": f"Touchpoint {n}", "author": f"p{n % SEATS}", "standing": "written"}
    return Draft(kind="touchpoint", entity=f"t{n}", fields=fields)


def load_s(address: str, workshop: str, *, runs: int = 3) -> tuple[float, float]:
    """Give the seconds for imports and for opening, in a fresh process, medians of several runs."""
    taken = []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-c", LOAD, address, workshop, str(CHANGES)],
            check=True, capture_output=True, text=True, cwd=ROOT,
        )  # fmt: skip
        imports, opening = map(float, done.stdout.split())
        taken.append((imports, opening))
    return statistics.median(run[0] for run in taken), statistics.median(run[1] for run in taken)


def history(workshop: str) -> Iterator[tuple[object, ...]]:
    """Give the rows of a long workshop: a thousand things, each changed a hundred times."""
    chance = random.Random(7)
    yield row(workshop, 2, "journey", "j", {"title": "Journey"})
    for seq in range(3, CHANGES + 1):
        n = seq - 3
        if n < THINGS:
            fields: dict[str, object] = {
                "journey": "j",
                "name": f"Touchpoint {n}",
                "channel": "App",
                "satisfaction": n % 5 + 1,
            }
        else:
            fields = chance.choice([
                {"customer_need": f"{PAYLOAD[:60]} {seq}"}, {"satisfaction": seq % 5 + 1},
                {"name": f"Touchpoint {seq}"},
                {"customer_action": f"{PAYLOAD[:40]} {seq}", "importance_to_customer": seq % 5 + 1},
            ])  # fmt: skip
        yield row(workshop, seq, "touchpoint", f"t{n % THINGS}", fields)


def row(workshop: str, seq: int, kind: str, entity: str, fields: dict[str, object]) -> tuple[object, ...]:
    at = "2027-03-31T10:00:00.000Z"
    return (workshop, seq, f"c{seq}", f"b{seq}", seq - 1, kind, entity, json.dumps(fields), "person-a", at, 1)


def fill_sqlite(address: str, rows: list[tuple[object, ...]]) -> None:
    with sqlite3.connect(str(make_url(address).database)) as connection:
        connection.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.execute("UPDATE workshop SET seq = ? WHERE id = ?", (CHANGES, rows[0][0]))
    connection.close()


def fill_postgresql(address: str, rows: list[tuple[object, ...]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    connection = connect(address)
    cursor = connection.cursor()
    cursor.execute("COPY change FROM STDIN WITH (FORMAT csv)", stream=io.BytesIO(text.getvalue().encode()))
    cursor.execute("UPDATE workshop SET seq = %s WHERE id = %s", (CHANGES, rows[0][0]))
    connection.commit()
    connection.close()


def connect(address: str) -> Any:
    url = make_url(address)
    return pg8000.dbapi.connect(
        user=str(url.username), password=str(url.password), host=str(url.host), port=int(url.port or 0),
        database=url.database,
    )  # fmt: skip


def bare_sqlite(folder: Path) -> Callable[[int], float]:
    """Give a function that inserts and commits so many rows and tells the seconds."""
    connection = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    for statement in (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "CREATE TABLE bare (id INTEGER PRIMARY KEY, text TEXT)",
    ):
        connection.execute(statement)

    def insert(n: int) -> float:
        began = time.perf_counter()
        for _ in range(n):
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO bare (text) VALUES (?)", (PAYLOAD,))
            connection.execute("COMMIT")
        return time.perf_counter() - began

    return insert


def bare_postgresql(address: str) -> Callable[[int], float]:
    connection = connect(address)
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE bare (id bigserial PRIMARY KEY, text text)")
    connection.commit()

    def insert(n: int) -> float:
        began = time.perf_counter()
        for _ in range(n):
            cursor.execute("INSERT INTO bare (text) VALUES (%s)", (PAYLOAD,))
            connection.commit()
        return time.perf_counter() - began

    return insert


def note(address: str, text: str) -> None:
    print(f"  {make_url(address).get_backend_name()}: {text}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
