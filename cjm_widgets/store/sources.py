"""The data behind a source, for those who lead: kept once under its fingerprint, written out when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets import places
from cjm_widgets.model import Refused
from cjm_widgets.store import datasets
from cjm_widgets.words import _

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.model import Viewer
    from cjm_widgets.store.database import Database


def keep_data(
    database: Database, workshop: str, viewer: Viewer, file: Path, fingerprint: str, *, kind: str, rows: int
) -> None:
    """Keep a file, unless it is there already. Raises Refused, StoreError or ModelError."""
    if not viewer.leads:
        raise Refused(_("Customer data"), _("The facilitator brings it in."))
    if data_file(database, workshop, viewer, fingerprint) is None:
        name = _name(fingerprint)
        datasets.put_dataset(database, workshop, file, name=name, kind=kind, rows=rows)


def data_file(database: Database, workshop: str, viewer: Viewer, fingerprint: str) -> Path | None:
    """Give a file with the data; None where there is none, or for whoever does not lead. Raises StoreError."""
    if not viewer.leads:
        return None
    name = _name(fingerprint)
    kept = next((one for one in datasets.datasets(database, workshop) if one.name == name), None)
    if kept is None:
        return None
    return datasets.dataset_file(database, workshop, kept.fingerprint, places.data_folder() / "cache")


def _name(fingerprint: str) -> str:
    return f"{fingerprint}.parquet"
