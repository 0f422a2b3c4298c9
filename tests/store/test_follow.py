"""News from other processes and from this one."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import Fold, Touchpoint
from cjm_widgets.store import follower
from cjm_widgets.store.snapshots import EVERY
from tests.store.making import FACILITATOR, WAIT_S, edit, name_of, touchpoint, watching

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.model import Workshop
    from cjm_widgets.store import Store


def test_a_change_shows_in_another_process(store: Store, open_another: Callable[[], Store], workshop: str) -> None:
    there = open_another().seat(workshop, FACILITATOR)
    with watching(there) as watch:
        store.apply(workshop, [touchpoint("t", "Seen")]).result(WAIT_S)
        view = watch.until(lambda view: view.get("t") is not None)
        assert there.workshop == view


def test_what_was_written_between_sitting_down_and_listening_is_not_missed(
    store: Store, open_another: Callable[[], Store], workshop: str
) -> None:
    other = open_another()
    with watching(other.seat(workshop, FACILITATOR)):  # its follower is at work
        for n in range(30):
            id = store.create(f"Workshop {n}")
            other.load(id)
            store.rename(id, "Renamed").result(WAIT_S)
            seat = other.seat(id, FACILITATOR)
            with watching(seat) as watch:
                if seat.workshop.settings.title != "Renamed":
                    watch.until(lambda view: view.settings.title == "Renamed")
            seat.close()


def test_a_seat_begins_with_what_is_on_the_disk_even_after_nobody_followed(
    store: Store, open_another: Callable[[], Store], workshop: str
) -> None:
    other = open_another()
    other.seat(workshop, FACILITATOR).close()
    store.apply(workshop, [touchpoint("t", "Meanwhile")]).result(WAIT_S)
    other.follower.close()
    assert name_of(other.seat(workshop, FACILITATOR), "t") == "Meanwhile"


def test_all_seats_of_a_process_share_one_fold(
    store: Store, open_another: Callable[[], Store], workshop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folds = 0
    real = Fold.__init__

    def counting(self: Fold, id: str) -> None:
        nonlocal folds
        folds += 1
        real(self, id)

    monkeypatch.setattr(Fold, "__init__", counting)
    other = open_another()
    seats = [other.seat(workshop, FACILITATOR) for _ in range(40)]
    with watching(seats[-1]) as watch:
        store.apply(workshop, [touchpoint("t")]).result(WAIT_S)
        watch.until(lambda view: view.get("t") is not None)
    assert len({id(seat.workshop) for seat in seats}) == 1
    assert folds == 1
    assert sum(thread.name == "cjm-follower" for thread in threading.enumerate()) <= 2


def test_a_slow_page_gets_one_view_and_not_every_one(
    store: Store, open_another: Callable[[], Store], workshop: str
) -> None:
    store.apply(workshop, [touchpoint("t")]).result(WAIT_S)
    there = open_another().seat(workshop, FACILITATOR)
    go, entered = threading.Event(), threading.Event()
    views: list[Workshop] = []

    def slow(view: Workshop) -> None:
        views.append(view)
        entered.set()
        go.wait(WAIT_S)

    there.subscribe(slow)
    store.apply(workshop, [edit("t", name="First")]).result(WAIT_S)
    assert entered.wait(WAIT_S)
    for n in range(50):
        store.apply(workshop, [edit("t", name=f"Version {n}")]).result(WAIT_S)
    with watching(there) as watch:
        go.set()
        watch.until(lambda view: view.seq == 54)
    assert len(views) <= 4


def test_what_did_not_change_stays_the_same_object(
    store: Store, open_another: Callable[[], Store], workshop: str
) -> None:
    store.apply(workshop, [touchpoint("t1"), touchpoint("t2")]).result(WAIT_S)
    there = open_another().seat(workshop, FACILITATOR)
    before = there.workshop
    with watching(there) as watch:
        store.apply(workshop, [edit("t1", channel="App")]).result(WAIT_S)
        after = watch.until(lambda view: view.find(Touchpoint, "t1") is not before.get("t1"))
    assert after.get("t2") is before.get("t2")


def test_a_follower_without_listeners_has_no_thread(store: Store, workshop: str) -> None:
    store.apply(workshop, [touchpoint("t")]).result(WAIT_S)
    assert store.follower._thread is None


def test_a_forgotten_workshop_disturbs_nobody_else(
    store: Store, open_another: Callable[[], Store], workshop: str
) -> None:
    other = open_another()
    doomed = store.create("Doomed")
    lost, kept = other.seat(doomed, FACILITATOR), other.seat(workshop, FACILITATOR)
    with watching(lost), watching(kept) as watch:
        store.forget(doomed)
        store.apply(workshop, [touchpoint("t")]).result(WAIT_S)
        watch.until(lambda view: view.get("t") is not None)
    assert lost.workshop.settings.title == "Doomed"


def test_the_follower_outlives_whatever_the_driver_throws(
    store: Store, open_another: Callable[[], Store], workshop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = open_another()
    there = other.seat(workshop, FACILITATOR)
    failures = iter([OSError("gone"), EOFError()])
    real = follower.Follower._catch_up

    def failing(self: follower.Follower, link: object) -> None:
        if self is other.follower and (error := next(failures, None)) is not None:
            raise error
        real(self, link)  # type: ignore[arg-type]

    monkeypatch.setattr(follower.Follower, "_catch_up", failing)
    with watching(there) as watch:
        store.apply(workshop, [touchpoint("t")]).result(WAIT_S)
        watch.until(lambda view: view.get("t") is not None)
    assert next(failures, None) is None


def test_with_and_without_a_snapshot_the_same_workshop_opens(
    store: Store, open_another: Callable[[], Store], workshop: str
) -> None:
    store.apply(workshop, [touchpoint("t1", stage="s1"), touchpoint("t2", satisfaction=2)]).result(WAIT_S)
    store.apply(workshop, [edit("t1", deleted=True), edit("t2", satisfaction=None)]).result(WAIT_S)
    without = open_another().load(workshop)
    assert store.snapshot(workshop) == 6
    store.apply(workshop, [edit("t1", deleted=False), edit("t2", name="After")]).result(WAIT_S)
    with_snapshot = open_another()
    assert with_snapshot.load(workshop) == store.load(workshop)
    assert with_snapshot.replica(workshop).snapshot_seq == 6
    assert list(without) != list(store.load(workshop))


def test_snapshots_are_written_by_themselves_and_do_not_pile_up(
    store: Store, open_another: Callable[[], Store], workshop: str
) -> None:
    for _ in range(4):
        store.apply(workshop, [touchpoint("t", f"Name {n}") for n in range(EVERY)]).result(60)
        store._snapshots.close()  # waits for the one that is being written
        store._snapshots._closed = False
    from sqlalchemy import select  # noqa: PLC0415

    from cjm_widgets.store import schema  # noqa: PLC0415

    with store.database.reading() as connection:
        seqs = connection.execute(select(schema.snapshot.c.seq).order_by(schema.snapshot.c.seq)).scalars().all()
    assert len(seqs) == 2
    assert seqs[-1] == store.load(workshop).seq
    assert name_of(open_another().seat(workshop, FACILITATOR), "t") == f"Name {EVERY - 1}"


@pytest.mark.parametrize("damage", ["", "[1,2]", '{"t": 3}', '{"t": ["spaceship", false, {}]}', "{"])
def test_a_damaged_snapshot_is_passed_over(
    store: Store, open_another: Callable[[], Store], workshop: str, damage: str
) -> None:
    from cjm_widgets.store import schema  # noqa: PLC0415

    store.apply(workshop, [touchpoint("t")]).result(WAIT_S)
    store.snapshot(workshop)
    with store.database.writing() as connection:
        connection.execute(schema.snapshot.update().values(records=damage))
    assert open_another().load(workshop) == store.load(workshop)


def test_two_servers_write_the_same_snapshot_at_once(
    store: Store, open_another: Callable[[], Store], workshop: str
) -> None:
    """Both have seen the same changes, and both find that one is due."""
    other = open_another()
    for n in range(12):
        store.apply(workshop, [touchpoint(f"s{n}")]).result(WAIT_S)
        together = Barrier(2)

        def write(where: Store, together: Barrier = together) -> int:
            together.wait(WAIT_S)
            return where.snapshot(workshop)

        with ThreadPoolExecutor(2) as pool:
            assert len(set(pool.map(write, (store, other)))) == 1
