"""Events in a few letters, one engine for all tests of a module, and the folder of reference data."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from cjm_widgets.analysis import EventColumns, engine, prepare_events

Made = Callable[[Sequence[tuple[str, str, str]]], Any]


@pytest.fixture(scope="session")
def reference() -> Path:
    named = os.environ.get("CJM_REFERENCE_DATA")
    if not named:
        pytest.skip("CJM_REFERENCE_DATA is not set: no reference data here")
    return Path(named)


@pytest.fixture(scope="module")
def backend() -> Iterator[Any]:
    with engine() as opened:
        yield opened


@pytest.fixture(scope="module")
def make_events(backend: Any, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Make an events table of rows (customer, time, event); times may be given as minutes: “5” is 00:05."""
    folder = tmp_path_factory.mktemp("events")

    def make(rows: Sequence[tuple[str, str, str]]) -> Any:
        path = folder / "events.csv"
        lines = [f"{who},{stamp(when)},{what}" for who, when, what in rows]
        path.write_text("\n".join(["customer,time,event", *lines, ""]), encoding="utf-8")
        columns = EventColumns(customer="customer", time="time", event="event")
        return prepare_events(path, columns, backend=backend)[0]

    return make


def stamp(when: str) -> str:
    if not when.isdigit():
        return when
    day, minute = divmod(int(when), 24 * 60)
    return f"2026-01-{day + 1:02}T{minute // 60:02}:{minute % 60:02}:00"
