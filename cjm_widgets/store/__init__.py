"""Where workshops are kept: the change log on SQLite or PostgreSQL, seats at it, files, back-ups.

Read ``store`` and ``seat`` for what there is, ``admit`` for what happens to a change, ``schema`` for the tables.
"""

from cjm_widgets.store.backups import backup, start_backups
from cjm_widgets.store.errors import Busy, Gone, NewerDatabase, Stale, StoreError, UnknownWorkshop, Unreachable
from cjm_widgets.store.files import open_document, save_document
from cjm_widgets.store.history import Batch, Listed
from cjm_widgets.store.receipt import Receipt
from cjm_widgets.store.seat import Seat
from cjm_widgets.store.store import Store, open_store

__all__ = [
    "Batch",
    "Busy",
    "Gone",
    "Listed",
    "NewerDatabase",
    "Receipt",
    "Seat",
    "Stale",
    "Store",
    "StoreError",
    "UnknownWorkshop",
    "Unreachable",
    "backup",
    "open_document",
    "open_store",
    "save_document",
    "start_backups",
]
