"""How many pages may be open where nobody said a number."""

from __future__ import annotations

from cjm_widgets.serve import capacity as module
from cjm_widgets.serve.capacity import capacity, memory_bytes

GB = 1_000_000_000


def test_a_laptop_takes_a_room() -> None:
    room = capacity(memory=8 * GB)
    assert room.seats >= 200
    assert 8 <= room.processes <= 24
    assert room.ready == 2


def test_a_small_machine_takes_a_table() -> None:
    room = capacity(memory=GB)
    assert 20 <= room.seats <= 100
    assert room.processes == 4
    assert room.ready == 1


def test_a_large_one_is_not_asked_for_more_than_one_server_can_do() -> None:
    assert capacity(memory=1000 * GB).seats <= 400


def test_what_was_asked_for_counts() -> None:
    room = capacity(seats=7, processes=0, ready=0)
    assert (room.seats, room.processes, room.ready) == (7, 0, 0)


def test_few_open_files_mean_few_pages(monkeypatch: object) -> None:
    monkeypatch.setattr(module, "_open_files", lambda: 1024)  # type: ignore[attr-defined]
    assert capacity(memory=8 * GB).seats == 34


def test_there_is_memory() -> None:
    assert 100_000_000 < memory_bytes() < 10**15
