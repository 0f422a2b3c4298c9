"""Every store test runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_widgets.store import Store, open_store
from tests.servers.postgres import Postgres, started

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with started() as server:
        server.database("test")
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/workshops.sqlite"
    server: Postgres = request.getfixturevalue("postgres")
    server.empty("test")
    return server.address("test")


@pytest.fixture
def open_another(address: str) -> Iterator[Callable[[], Store]]:
    """Open the database once more, as another process would."""
    opened: list[Store] = []

    def another() -> Store:
        opened.append(open_store(address))
        return opened[-1]

    yield another
    for store in opened:
        store.close()


@pytest.fixture
def store(open_another: Callable[[], Store]) -> Store:
    return open_another()


@pytest.fixture
def workshop(store: Store) -> str:
    """The id of a workshop with a journey in it."""
    from tests.store.making import journey  # noqa: PLC0415

    id = store.create("Returns")
    store.apply(id, [journey()]).result(10)
    return id
