"""Events in a few letters, one engine for all tests of a module, and the folder of reference data."""

# ruff: noqa: S608

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from cjm_widgets.analysis import engine

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
def make_events(backend: Any) -> Made:
    """Make an events table of rows (customer, time, event); times may be given as minutes: “5” is 00:05."""
    numbers = count()

    def make(rows: Sequence[tuple[str, str, str]]) -> Any:
        name = f"made_{next(numbers)}"
        values = ", ".join(
            f"('{who}', timestamp '{stamp(when)}', '{what}', {row})" for row, (who, when, what) in enumerate(rows)
        )
        backend.raw_sql(f"create temp table {name} as select * from (values {values}) made(customer, time, event, row)")
        return backend.table(name)

    return make


def stamp(when: str) -> str:
    """Write minutes since the first of January 2026 as a time; anything else stays."""
    if not when.isdigit():
        return when
    day, minute = divmod(int(when), 24 * 60)
    return f"2026-01-{day + 1:02}T{minute // 60:02}:{minute % 60:02}:00"
