"""Files, folders and back-ups: what touches the disk beside the database."""

from __future__ import annotations

import json
import os
import re
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import DocumentError
from cjm_widgets.store import Busy, Store, StoreError, backups, database, open_store, schema
from cjm_widgets.store.backups import backup, start_backups, superseded
from cjm_widgets.store.datasets import put_dataset
from cjm_widgets.store.files import open_document, save_document, write_whole
from cjm_widgets.store.folders import network_drive, refuse_or_warn, synchronised_part
from tests.store.making import WAIT_S, journey, note, touchpoint

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/workshops.sqlite") as store:
        yield store


def test_saved_and_opened_it_is_the_same(store: Store, workshop: str, tmp_path: Path) -> None:
    store.apply(workshop, [note("n", "“Größe” 😟")]).result(WAIT_S)
    path = save_document(store.load(workshop), tmp_path / "deep" / "down" / "w.cjm.json")
    assert open_document(path) == store.load(workshop)
    assert [file.name for file in path.parent.iterdir()] == ["w.cjm.json"]


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "w.cjm.json"
    path.write_text("old", encoding="utf-8")

    def parts() -> Iterator[bytes]:
        yield b"new"
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        write_whole(path, parts())
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["a-folder", "a-file/w.cjm.json", "x" * 300, "a-file/deep/w.cjm.json"])
def test_a_path_where_no_file_can_be_is_named_and_no_database_is_blamed(tmp_path: Path, name: str) -> None:
    (tmp_path / "a-folder").mkdir()
    (tmp_path / "a-file").write_text("old")
    with pytest.raises(StoreError, match=re.escape(str(tmp_path / name))) as refused:
        write_whole(tmp_path / name, [b"1"])
    assert "cannot be written" in str(refused.value)
    assert "database" not in str(refused.value)
    assert (tmp_path / "a-file").read_text() == "old"


def test_a_file_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "w"
    write_whole(path, [b"1"])
    path.chmod(0o640)
    write_whole(path, [b"2"])
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "no such file"),
        (b"", "not valid JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b'{"format": "cjm", "version": 7}', "Version 7 is unknown"),
        (b'{"format": "cjm", "version": 1, "workshop"', "not valid JSON"),
    ],
)
def test_a_file_that_is_none_is_refused_by_name(tmp_path: Path, content: bytes | None, problem: str) -> None:
    path = tmp_path / "mine.cjm.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DocumentError, match=problem) as caught:
        open_document(path)
    assert "mine.cjm.json" in str(caught.value)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="folder"):
        open_document(tmp_path)


def test_a_back_up_is_one_file_that_opens(here: Store, tmp_path: Path) -> None:
    id = here.create("Backed up")
    here.apply(id, [journey(), touchpoint("t")]).result(WAIT_S)
    made = backup(here, tmp_path / "backups")
    here.apply(id, [touchpoint("t", "Later")]).result(WAIT_S)
    assert [file.name for file in made.parent.iterdir()] == [made.name]
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    with open_store(f"sqlite:///{made}") as again:
        assert again.list()[0].title == "Backed up"
        assert getattr(again.load(id).get("t"), "name", None) == touchpoint("t").fields["name"]


def test_a_back_up_is_taken_while_others_write(here: Store, tmp_path: Path) -> None:
    id = here.create("Busy")
    here.apply(id, [journey()]).result(WAIT_S)
    futures = [here.apply(id, [touchpoint(f"t{n}")]) for n in range(200)]
    made = backup(here, tmp_path / "backups")
    assert all(future.result(WAIT_S).seq for future in futures)
    with open_store(f"sqlite:///{made}") as again:
        log = again.changes(id)
        assert [change.seq for change in log] == list(range(1, len(log) + 1))


def test_a_dump_of_postgresql_holds_workshops_logs_and_data(store: Store, workshop: str, tmp_path: Path) -> None:
    if store.database.is_sqlite:
        pytest.skip("SQLite is copied whole")
    data = tmp_path / "events.csv"
    data.write_bytes(b"customer,time\n")
    kept = put_dataset(store.database, workshop, data, name="events.csv", kind="events", rows=0)
    made = backup(store, tmp_path / "backups")
    assert open_document(made / f"{workshop}.cjm.json") == store.load(workshop)
    lines = (made / f"{workshop}.changes.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["seq"] for line in lines] == [1, 2]
    assert (made / f"{workshop}.data" / kept.fingerprint).read_bytes() == b"customer,time\n"


def test_back_ups_do_not_pile_up() -> None:
    start = datetime(2027, 3, 1, tzinfo=UTC)
    all_of_them = [
        Path(f"workshops-{(start + timedelta(hours=3 * n)).strftime(backups._FORMAT)}.sqlite") for n in range(8 * 30)
    ]
    gone = set(superseded(all_of_them))
    kept = [path for path in all_of_them if path not in gone]
    assert kept[-10:] == all_of_them[-10:]
    assert len(kept) == 10 + 14 - 2  # the ten last ones are of two days
    days = [path.name[10:20] for path in kept]
    assert sorted(set(days)) == [f"2027-03-{day}" for day in range(17, 31)]
    assert superseded([]) == ()


def test_back_ups_on_a_timer_only_when_something_changed(
    here: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    looked = [Event() for _ in range(6)]
    real_list, real_backup = here.list, backups.backup
    looks = iter(looked)
    monkeypatch.setattr(here, "list", lambda: (real_list(), getattr(next(looks, Event()), "set")())[0])  # noqa: B009
    monkeypatch.setattr(backups, "backup", lambda *given: made.append(real_backup(*given).name))
    here.create("One")
    end = start_backups(here, tmp_path / "backups", every_s=0.01)
    try:
        assert looked[3].wait(WAIT_S)
        assert len(made) == 1
    finally:
        end()


def test_a_failing_back_up_is_logged_and_tried_again(
    here: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done = Event()
    outcomes = iter([StoreError("folder", "It is full."), RuntimeError("odd")])

    def flaky(*_given: object) -> None:
        error = next(outcomes, None)
        if error is not None:
            raise error
        done.set()

    monkeypatch.setattr(backups, "backup", flaky)
    here.create("One")
    end = start_backups(here, tmp_path, every_s=0.01)
    assert done.wait(WAIT_S)
    end()
    assert "It is full." in caplog.text


@pytest.mark.parametrize(
    "folder",
    ["/home/me/Dropbox/w", "/home/me/OneDrive - A Company/w", "/Users/me/Library/Mobile Documents/w", "/x/Nextcloud"],
)
def test_synchronised_folders_are_warned_of(folder: str, caplog: pytest.LogCaptureFixture) -> None:
    assert synchronised_part(Path(folder)) is not None
    sentence = refuse_or_warn(Path(folder))
    assert sentence is not None
    assert "synchronised" in caplog.text


def test_plain_folders_are_not(tmp_path: Path) -> None:
    assert refuse_or_warn(tmp_path) is None
    assert synchronised_part(Path("/home/me/dropbox-export")) is None


@pytest.mark.skipif(os.name != "posix", reason="mounts are read from /proc")
def test_a_network_drive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"/dev/sda1 / ext4 rw 0 0\nserver:/x {tmp_path}/with\\040blank nfs4 rw 0 0\n"
        f"/dev/sdb1 {tmp_path}/with\\040blank/local ext4 rw 0 0\nodd\n",
        encoding="utf-8",
    )
    assert network_drive(tmp_path / "with blank" / "deep", mounts) == "nfs4"
    assert network_drive(tmp_path / "with blank" / "local" / "x", mounts) is None
    assert network_drive(tmp_path, mounts) is None
    assert network_drive(tmp_path, tmp_path / "none") is None
    from cjm_widgets.store import folders  # noqa: PLC0415

    monkeypatch.setattr(folders, "network_drive", lambda _folder: "nfs4")
    with pytest.raises(StoreError, match="network drive"):
        open_store(f"sqlite:///{tmp_path}/x.sqlite")


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("nonsense", "no address"),
        ("mysql://me:secret@host/db", "no address|SQLite or PostgreSQL"),
        ("sqlite://", "needs a file"),
        ("postgresql+pg8000://me:secret@127.0.0.1:1/db", "does not answer"),
        ("postgresql://me:secret@127.0.0.1:1/db", "does not answer"),
        ("postgres://me:secret@127.0.0.1:1/db", "does not answer"),
    ],
)
def test_addresses_that_do_not_do(address: str, problem: str) -> None:
    with pytest.raises(StoreError, match=problem) as caught:
        open_store(address)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "letter.sqlite").write_text("Dear Anna, " * 200, encoding="utf-8")
    with pytest.raises(StoreError, match="not a database of workshops"):
        open_store(f"sqlite:///{tmp_path}/letter.sqlite")


def test_somebody_keeps_the_database_to_himself(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_S", 0.1)
    with open_store(address) as here, open_store(address) as hog:
        id = here.create("Busy")
        here.apply(id, [journey()]).result(WAIT_S)
        with hog.database.writing() as connection:
            connection.execute(schema.workshop.update().values(title="Held"))
            with pytest.raises(Busy, match="Try again"):
                here.apply(id, [touchpoint("t")]).result(WAIT_S)
        assert here.apply(id, [touchpoint("t")]).result(WAIT_S).seq == 3


def test_a_full_disk_is_said_and_nothing_is_half_written(here: Store) -> None:
    id = here.create("Full")
    here.apply(id, [journey()]).result(WAIT_S)
    cursor = here._writer._link._cursor  # type: ignore[union-attr]
    pages = cursor.execute("PRAGMA page_count").fetchone()[0]
    cursor.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="disk is full"):
        here.apply(id, [note(f"n{n}", "x" * 9000) for n in range(20)]).result(WAIT_S)
    assert len(here.changes(id)) == 2
    assert here.load(id).get("n0") is None
    here._writer._link = None  # a new connection knows no limit
    assert here.apply(id, [note("n0")]).result(WAIT_S).seq == 3


def test_the_database_is_written_to_the_disk_before_anybody_is_told(here: Store) -> None:
    here.create("Durable")
    with here.database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
