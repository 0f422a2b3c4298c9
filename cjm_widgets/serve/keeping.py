"""The store for commands: opened where the data lies, closed at the end."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from cjm_widgets import places
from cjm_widgets.serve.storage import prepare_data_folder
from cjm_widgets.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cjm_widgets.store import Store


def backup_folder() -> Path:
    """Return the folder of the back-ups that a running kit writes; it need not exist."""
    return places.data_folder() / "backups"


@contextmanager
def opened_store(data: str | None = None) -> Iterator[Store]:
    """Open the store of the data folder ``data`` (default: the user's); raises Failure or StoreError."""
    prepare_data_folder(data)
    store = open_store(places.store_address())
    try:
        yield store
    finally:
        store.close()
