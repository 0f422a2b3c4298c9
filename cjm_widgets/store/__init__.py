"""Where workshops are kept: the change log on SQLite or PostgreSQL, seats at it, files, back-ups.

Read ``store`` and ``seat`` for what there is, ``admit`` for what happens to a change, ``schema`` for the tables.
"""

from cjm_widgets.store.backups import backup, start_backups
from cjm_widgets.store.ballots import MyBallot, Turnout
from cjm_widgets.store.door import HandOver, Wiped
from cjm_widgets.store.entrance import Joined
from cjm_widgets.store.errors import (
    Busy,
    Gone,
    NewerDatabase,
    NotIn,
    Stale,
    StoreError,
    TooOften,
    UnknownWorkshop,
    Unreachable,
)
from cjm_widgets.store.files import open_document, save_document
from cjm_widgets.store.history import Batch, Listed
from cjm_widgets.store.receipt import Receipt
from cjm_widgets.store.room import Editing, Room
from cjm_widgets.store.seat import Seat
from cjm_widgets.store.store import Store, open_store

__all__ = [
    "Batch",
    "Busy",
    "Editing",
    "Gone",
    "HandOver",
    "Joined",
    "Listed",
    "MyBallot",
    "NewerDatabase",
    "NotIn",
    "Receipt",
    "Room",
    "Seat",
    "Stale",
    "Store",
    "StoreError",
    "TooOften",
    "Turnout",
    "UnknownWorkshop",
    "Unreachable",
    "Wiped",
    "backup",
    "open_document",
    "open_store",
    "save_document",
    "start_backups",
]
