"""Back-ups: dated, whole, and not too many.

SQLite gives a copy of the whole database, taken while people go on working. For PostgreSQL, which has its own means
(``pg_dump``), it is a folder of open files: every workshop as ``*.cjm.json``, its log as ``*.changes.jsonl``, and its
data. Not in that folder: open ballots, the secrets of anonymous cards, half-written entries, presence, the clock.
"""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

from cjm_widgets.store import log
from cjm_widgets.store.datasets import dataset_parts, datasets
from cjm_widgets.store.errors import StoreError
from cjm_widgets.store.failures import explain
from cjm_widgets.store.files import save_document, sync_folder, write_whole
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from cjm_widgets.store.store import Store

logger = logging.getLogger(__name__)

EVERY_S: Final = 600.0
LAST: Final = 10
DAYS: Final = 14
_PREFIX: Final = "workshops-"
_FORMAT: Final = "%Y-%m-%dT%H%M%S.%fZ"
_BUSY_PAGES: Final = -1
"""All pages in one step: a moment's snapshot, which in write-ahead mode keeps nobody waiting."""


def backup(store: Store, folder: Path, *, now: datetime | None = None) -> Path:
    """Write a back-up into ``folder`` and remove those no longer needed; give the new one. Raises StoreError."""
    stamp = (now or datetime.now(UTC)).strftime(_FORMAT)
    source = store.database.path
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if source is not None:
            made = _copy(source, folder / f"{_PREFIX}{stamp}.sqlite")
        else:
            made = _dump(store, folder / f"{_PREFIX}{stamp}")
        for old in superseded(_existing(folder)):
            _remove(old)
    except (OSError, sqlite3.Error) as error:
        raise explain(error, str(folder)) from error
    return made


def superseded(existing: Sequence[Path], *, last: int = LAST, days: int = DAYS) -> tuple[Path, ...]:
    """Give the back-ups that can go: all but the ``last`` ones and the last one of each of the ``days`` last days."""
    by_age = sorted(existing, key=lambda path: path.name)
    kept = set(by_age[-last:])
    daily: dict[str, Path] = {_day(path): path for path in by_age}
    kept.update(path for _day, path in sorted(daily.items())[-days:])
    return tuple(path for path in by_age if path not in kept)


def start_backups(store: Store, folder: Path, *, every_s: float = EVERY_S) -> Callable[[], None]:
    """Back up every ``every_s`` seconds if anything has changed since; give the function that ends it."""
    stop = Event()

    def run() -> None:
        seen: object = None
        while not stop.wait(every_s):
            try:
                state = [(listed.id, listed.seq) for listed in store.list()]
                if state != seen:
                    backup(store, folder)
                    seen = state
            except StoreError as error:
                logger.warning("No back-up: %s", error)
            except Exception:
                logger.exception("No back-up")

    thread = Thread(target=run, name="cjm-backups", daemon=True)
    thread.start()

    def end() -> None:
        stop.set()
        thread.join()

    return end


def _copy(source: Path, target: Path) -> Path:
    part = target.with_name(f".{target.name}.part")
    try:
        with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(part)) as there:
            here.backup(there, pages=_BUSY_PAGES)
            # One file that can be carried away, without the two that write-ahead mode keeps beside it.
            there.execute("PRAGMA journal_mode = DELETE")
            found = there.execute("PRAGMA quick_check").fetchone()[0]
            if found != "ok":
                raise StoreError(str(source), _("The file is damaged."), _("Open the newest back-up that is whole."))
        part.chmod(0o600)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
        sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)
    return target


def _dump(store: Store, target: Path) -> Path:
    part = target.with_name(f".{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    try:
        for listed in store.list():
            save_document(store.load(listed.id), part / f"{listed.id}.cjm.json")
            write_whole(part / f"{listed.id}.changes.jsonl", _lines(store, listed.id))
            for found in datasets(store.database, listed.id):
                data = dataset_parts(store.database, listed.id, found.fingerprint)
                write_whole(part / f"{listed.id}.data" / found.fingerprint, data)
                facts = [(log.to_json(asdict(found)) + "\n").encode()]
                write_whole(part / f"{listed.id}.data" / f"{found.fingerprint}.json", facts)
        part.replace(target)
        sync_folder(target.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return target


def _lines(store: Store, workshop: str) -> Iterator[bytes]:
    for change in store.changes(workshop):
        yield (log.to_json(asdict(change)) + "\n").encode()


def _existing(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.startswith(_PREFIX) and not path.name.endswith(".part")]


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _day(path: Path) -> str:
    return path.name.removeprefix(_PREFIX)[:10]
