"""The sample workshop in a store of its own, and a seat of the facilitator at it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.apps.sample import make_sample
from cjm_widgets.model import Journey, Role, Viewer
from cjm_widgets.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cjm_widgets.store import Seat, Store


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    store = open_store(f"sqlite:///{folder}/workshops.sqlite")
    make_sample(store)
    store.close()
    return folder


@pytest.fixture
def sample_store(made_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("CJM_DATA", str(tmp_path))
    for file in made_once.glob("workshops.sqlite*"):
        shutil.copy(file, tmp_path)
    store = open_store(f"sqlite:///{tmp_path}/workshops.sqlite")
    yield store
    store.close()


@pytest.fixture
def seat(sample_store: Store) -> Iterator[Seat]:
    seat = sample_store.seat(sample_store.list()[0].id, Viewer(role=Role.FACILITATOR))
    yield seat
    seat.close()


@pytest.fixture
def journey(seat: Seat) -> str:
    return seat.workshop.all(Journey)[0].id
