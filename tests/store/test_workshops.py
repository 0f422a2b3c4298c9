"""The list of workshops, their making, renaming and forgetting, and looking back."""

from __future__ import annotations

import itertools
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import func, inspect, select

from cjm_widgets.model import Comment, InvalidValue, Journey, Note, Settings, Workshop
from cjm_widgets.model.workshop import shelve
from cjm_widgets.store import NewerDatabase, StoreError, UnknownWorkshop, open_store, schema
from cjm_widgets.store.aside import be_seen, drafts_of, keep_draft, leave, mark_done, present, who_is_done
from cjm_widgets.store.datasets import dataset_file, datasets, forget_dataset, put_dataset
from cjm_widgets.store.keys import Keys
from cjm_widgets.store.migrations import VERSION, migrate
from cjm_widgets.store.presence import Noted
from tests.model.strategies import workshops
from tests.store.making import FACILITATOR, WAIT_S, edit, note, participant, touchpoint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cjm_widgets.store import Store


def test_a_new_workshop_is_there_for_all(store: Store, open_another: Callable[[], Store]) -> None:
    id = store.create("Returns", language="de", organisation="A shop")
    there = open_another()
    assert [(listed.id, listed.title, listed.seq) for listed in there.list()] == [(id, "Returns", 1)]
    made = there.load(id).settings
    assert (made.title, made.language, made.organisation) == ("Returns", "de", "A shop")


def test_a_title_is_needed(store: Store) -> None:
    with pytest.raises(InvalidValue, match="title"):
        store.create("  ")
    assert store.list() == ()


def test_the_title_in_the_list_follows_the_settings(store: Store, workshop: str) -> None:
    store.rename(workshop, "Renamed").result(WAIT_S)
    assert store.list()[0].title == "Renamed"
    seat = store.seat(workshop, FACILITATOR)
    seat.apply([edit(workshop, "settings", title="By a form")]).result(WAIT_S)
    assert store.list()[0].title == "By a form"
    seat.undo().result(WAIT_S)
    assert store.list()[0].title == "Renamed"


def test_the_one_worked_on_last_comes_first(store: Store) -> None:
    ids = [store.create(f"W{n}") for n in range(3)]
    store.rename(ids[1], "Touched").result(WAIT_S)
    assert store.list()[0].id == ids[1]


def test_forgetting_leaves_nothing_behind(store: Store, workshop: str, tmp_path: Path) -> None:
    other = store.create("Stays")
    for id in (workshop, other):
        store.apply(id, [note("n")]).result(WAIT_S)
        store.snapshot(id)
        keep_draft(store.database, id, Keys("k" * 43), "form", "half")
        be_seen(store.database, [(id, "page", seen("person", 0))])
        data = tmp_path / "data.csv"
        data.write_bytes(b"a,b\n1,2\n")
        put_dataset(store.database, id, data, name="data.csv", kind="events", rows=1)
    store.forget(workshop)
    with store.database.reading() as connection:
        for table in schema.OF_A_WORKSHOP:
            query = select(func.count()).select_from(table).where(table.c.workshop == workshop)
            assert connection.execute(query).scalar() == 0, table.name
    assert [listed.id for listed in store.list()] == [other]
    assert store.load(other).get("n") is not None
    with pytest.raises(UnknownWorkshop):
        store.forget(workshop)
    with pytest.raises(UnknownWorkshop):
        store.load(workshop)


def test_a_forgotten_id_can_be_used_again(store: Store, workshop: str) -> None:
    whole = store.load(workshop)
    store.forget(workshop)
    assert store.add(whole) == workshop
    assert store.load(workshop) == whole


def test_adding_one_that_is_there_makes_a_copy_of_its_own(store: Store, workshop: str) -> None:
    store.apply(workshop, [note("n")]).result(WAIT_S)
    whole = store.load(workshop)
    copy = store.add(whole, title="Copy")
    assert copy != workshop
    found = store.load(copy)
    assert (found.settings.id, found.settings.title) == (copy, "Copy")
    assert found.get("n") == whole.get("n")
    assert len(found) == len(whole)
    assert store.load(workshop) == whole
    assert {change.batch for change in store.changes(copy)} == {store.changes(copy)[0].batch}


_stores: dict[int, tuple[Store, itertools.count[int]]] = {}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=workshops())
def test_whatever_is_added_comes_back_equal(store: Store, open_another: Callable[[], Store], made: Workshop) -> None:
    id = store.add(made)
    other = _stores.setdefault(hash(store), (open_another(), itertools.count()))[0]
    found = other.load(id)
    assert len(found) == len(made)
    if id == made.id:
        assert found == made
        store.forget(id)
    other._replicas.clear()


def test_history_of_a_thing_and_of_a_field(store: Store, workshop: str) -> None:
    store.apply(workshop, [touchpoint("t", "One")], author="person-a", batch="b-1").result(WAIT_S)
    store.apply(workshop, [edit("t", channel="App")], author="person-b", batch="b-2").result(WAIT_S)
    store.apply(workshop, [edit("t", name="Two"), touchpoint("t2")], author="person-a", batch="b-3").result(WAIT_S)
    assert [c.author for c in store.history(workshop, "t")] == ["person-a", "person-b", "person-a"]
    assert [c.fields["name"] for c in store.history(workshop, "t", "name")] == ["One", "Two"]
    batches = store.batches(workshop, limit=2)
    assert [(b.id, b.first, b.last, b.size, b.author) for b in batches] == [
        ("b-3", 5, 6, 2, "person-a"),
        ("b-2", 4, 4, 1, "person-b"),
    ]
    assert [c.seq for c in store.changes(workshop, since=4)] == [5, 6]


def test_a_database_by_a_newer_kit_is_refused(store: Store, address: str) -> None:
    with store.database.writing() as connection:
        connection.execute(schema.version.update().values(version=99))
    with pytest.raises(NewerDatabase, match="newer version of the kit"):
        open_store(address)


def test_migrations_go_step_by_step(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from cjm_widgets.store import migrations  # noqa: PLC0415

    monkeypatch.setattr(migrations, "VERSION", VERSION + 2)
    steps = {
        VERSION: lambda name: (f"CREATE TABLE step_one_{name} (id INTEGER)",),
        VERSION + 1: lambda name: (
            f"ALTER TABLE step_one_{name} RENAME TO step_two",
            "INSERT INTO step_two VALUES (7)",
        ),
    }
    with store.database.writing() as connection:
        assert migrate(connection, steps) == VERSION
    with store.database.writing() as connection:
        assert migrate(connection, {}) == VERSION + 2
        assert connection.exec_driver_sql("SELECT id FROM step_two").scalar() == 7


def test_a_migration_that_fails_leaves_everything_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from cjm_widgets.store import migrations  # noqa: PLC0415

    monkeypatch.setattr(migrations, "VERSION", VERSION + 1)
    steps = {VERSION: lambda _name: ("CREATE TABLE half (id INTEGER)", "CREATE TABLE half (id INTEGER)")}
    with pytest.raises(StoreError), store.database.writing() as connection:
        migrate(connection, steps)
    with store.database.reading() as connection:
        assert connection.execute(select(schema.version.c.version)).scalar() == VERSION
        assert not store.database.engine.dialect.has_table(connection, "half")


VERSION_1 = (
    "CREATE TABLE ballot (workshop VARCHAR(80), vote VARCHAR(80), key VARCHAR(64), entity VARCHAR(80), value FLOAT)",
    "CREATE TABLE presence (workshop VARCHAR(80), page VARCHAR(64), person VARCHAR(80), seen FLOAT)",
)
NEW_IN_2 = ("door", "member", "invitation", "handover", "attempt", "score", "done")


def test_a_database_of_before_votes_has_all_tables_of_today(store: Store, workshop: str) -> None:
    with store.database.writing() as connection:
        for name in (*NEW_IN_2, "ballot", "presence"):
            connection.exec_driver_sql(f"DROP TABLE {name}")
        for statement in VERSION_1:
            connection.exec_driver_sql(statement)
        connection.execute(schema.version.update().values(version=1))
    with store.database.writing() as connection:
        assert migrate(connection) == 1
    with store.database.reading() as connection:
        for table in schema.metadata.sorted_tables:
            columns = {column["name"] for column in inspect(connection).get_columns(table.name)}
            assert columns == {column.name for column in table.columns}, table.name
    assert store.load(workshop).find(Journey, "journey-1") is not None


def test_drafts_can_be_read_with_ones_own_key_only(store: Store, workshop: str) -> None:
    anna, ben = Keys("a" * 43), Keys("b" * 43)
    keep_draft(store.database, workshop, anna, "note", "Half a sen")
    keep_draft(store.database, workshop, anna, "note", "Half a sentence")
    assert drafts_of(store.database, workshop, anna) == {"note": "Half a sentence"}
    assert drafts_of(store.database, workshop, ben) == {}
    with store.database.reading() as connection:
        rows = str(connection.execute(select(schema.draft)).all())
    assert "Half" not in rows
    assert anna.hash not in rows
    assert anna.reveal not in rows
    keep_draft(store.database, workshop, anna, "note", "")
    assert drafts_of(store.database, workshop, anna) == {}


def seen(person: str | None, ago_s: float, entity: str | None = None, field: str | None = None) -> Noted:
    return Noted(person=person, entity=entity, field=field, at=time.monotonic() - ago_s)


def test_who_is_there(store: Store, workshop: str) -> None:
    rows = [(workshop, "page-1", seen("person-a", 3)), (workshop, "page-2", seen(None, 17))]
    be_seen(store.database, rows)
    nothing = (None, None)
    here = present(store.database, workshop, within_s=60)
    assert here == {"page-1": ("person-a", *nothing), "page-2": (None, *nothing)}
    assert present(store.database, workshop, within_s=15) == {"page-1": ("person-a", *nothing)}
    be_seen(store.database, [(workshop, "page-2", seen("person-b", 0, "card-1", "text"))])
    assert present(store.database, workshop, within_s=15)["page-2"] == ("person-b", "card-1", "text")
    leave(store.database, workshop, "page-1")
    assert present(store.database, workshop, within_s=15).keys() == {"page-2"}


def test_who_is_done(store: Store, workshop: str) -> None:
    mark_done(store.database, workshop, "stages", "person-a", done=True)
    mark_done(store.database, workshop, "stages", "person-a", done=True)
    mark_done(store.database, workshop, "stages", "person-b", done=True)
    mark_done(store.database, workshop, "stages", "person-b", done=False)
    assert who_is_done(store.database, workshop) == {"stages": {"person-a"}}


def test_data_lie_in_the_database_and_come_back_as_a_file(
    store: Store, open_another: Callable[[], Store], workshop: str, tmp_path: Path
) -> None:
    file, cache = tmp_path / "events.CSV", tmp_path / "cache"
    file.write_bytes(bytes(range(256)) * 40_000)  # 10 MB: three parts
    made = put_dataset(store.database, workshop, file, name="events.CSV", kind="events", rows=40_000)
    assert put_dataset(store.database, workshop, file, name="again.csv", kind="events", rows=1) == made
    other = open_another()
    assert datasets(other.database, workshop) == (made,)
    found = dataset_file(other.database, workshop, made.fingerprint, cache)
    assert found.read_bytes() == file.read_bytes()
    assert found.suffix == ".csv"
    assert dataset_file(other.database, workshop, made.fingerprint, cache) == found
    forget_dataset(other.database, workshop, made.fingerprint)
    with pytest.raises(StoreError, match="no such data"):
        dataset_file(other.database, workshop, made.fingerprint, tmp_path / "other")


def test_damaged_data_are_not_handed_out(store: Store, workshop: str, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_bytes(b"customer,time\n")
    made = put_dataset(store.database, workshop, file, name="events.csv", kind="events", rows=0)
    with store.database.writing() as connection:
        connection.execute(schema.dataset_part.update().values(bytes=b"customer,tims\n"))
    with pytest.raises(StoreError, match="damaged"):
        dataset_file(store.database, workshop, made.fingerprint, tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_data_of_a_workshop_that_is_not_there(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_bytes(b"x")
    with pytest.raises(UnknownWorkshop):
        put_dataset(store.database, "nowhere", file, name="x", kind="events", rows=0)
    with pytest.raises(StoreError, match="cannot be read"):
        put_dataset(store.database, "nowhere", tmp_path / "none.csv", name="x", kind="events", rows=0)


def test_a_seat_keeps_and_finds_data_for_those_who_lead(
    store: Store, workshop: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cjm_widgets.model import Refused  # noqa: PLC0415

    monkeypatch.setenv("CJM_DATA", str(tmp_path / "data"))
    file = tmp_path / "accepted.parquet"
    file.write_bytes(b"PAR1")
    leader = store.seat(workshop, FACILITATOR)
    anna = store.seat(workshop, participant(store, workshop, "Anna"))
    with pytest.raises(Refused):
        anna.keep_data(file, "print-1", kind="events", rows=1)
    leader.keep_data(file, "print-1", kind="events", rows=1)
    leader.keep_data(file, "print-1", kind="events", rows=1)
    found = leader.data_file("print-1")
    assert found is not None
    assert found.read_bytes() == b"PAR1"
    assert leader.data_file("print-2") is None
    assert anna.data_file("print-1") is None
    assert len(datasets(store.database, workshop)) == 1


def test_a_workshop_without_settings_gets_them(store: Store) -> None:
    id = store.add(Workshop("w-bare", shelve([Note(id="n", text="Alone")])), title="Now named")
    assert store.load(id).settings == Settings(id="w-bare", title="Now named")


def test_a_second_copy_gets_an_id_of_its_own_and_keeps_its_words(store: Store) -> None:
    shop = Workshop(
        "shop",
        shelve(
            [
                Settings(id="shop", title="shop"),
                Journey(id="j", title="shop", summary="shop"),
                Comment(id="c", about="shop", text="shop"),
            ]
        ),
    )
    assert store.add(shop) == "shop"
    second = store.load(store.add(shop))
    assert second.id != "shop"
    assert second.settings.title == "shop"
    assert [(one.title, one.summary) for one in second.all(Journey)] == [("shop", "shop")]
    assert [(one.about, one.text) for one in second.all(Comment)] == [(second.id, "shop")]
