"""Where the kit's own files lie, and where its users' data lies.

Notebooks, page templates and sample data stand beside the package in a checkout and inside it
(``cjm_widgets/_share``) once installed. Everything that needs them asks here.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

Shelf = Literal["notebooks", "templates", "sample_data"]

_PACKAGE = Path(__file__).resolve().parent

DATA_VARIABLE = "CJM_DATA"
"""Environment variable that names the data folder."""

STORE_VARIABLE = "CJM_STORE"
"""Environment variable that holds the store's address, an SQLAlchemy URL."""


def share(shelf: Shelf) -> Path:
    """Return the folder of one shelf, installed or in a checkout.

    Raises FileNotFoundError when the installation lacks it.
    """
    for root in (_PACKAGE / "_share", _PACKAGE.parent):
        folder = root / shelf
        if folder.is_dir():
            return folder
    message = f"This installation of CJM Widgets lacks its folder {shelf!r}; install it again."
    raise FileNotFoundError(message)


def data_folder() -> Path:
    """Return the folder for workshops, back-ups and the facilitator's key; it need not exist yet."""
    named = os.environ.get(DATA_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    # Here and not above, so that model and view start without it.
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path("cjm-widgets", appauthor=False)


def published_folder(workshop: str) -> Path:
    """Return the folder of a workshop's published page and snapshot; it need not exist."""
    return data_folder() / "published" / workshop


def store_address() -> str:
    """Return the store's SQLAlchemy URL: what CJM_STORE says, else SQLite in the data folder."""
    named = os.environ.get(STORE_VARIABLE)
    if named:
        return named
    return f"sqlite:///{(data_folder() / 'workshops.sqlite').as_posix()}"
