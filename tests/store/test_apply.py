"""What happens to a batch on its way into the log."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import DELETED, Draft, InvalidValue, ModelError, Touchpoint, new_id
from cjm_widgets.store import Gone, Stale, UnknownWorkshop
from cjm_widgets.words import speaking
from tests.store.making import FACILITATOR, WAIT_S, edit, gone, journey, name_of, note, touchpoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.store import Store


def test_numbers_have_no_gaps_and_a_batch_stays_together(store: Store, workshop: str) -> None:
    batch = [touchpoint(f"t{n}") for n in range(5)]
    receipt = store.apply(workshop, batch, author="person-a", batch="batch-one").result(WAIT_S)
    log = store.changes(workshop)
    assert [change.seq for change in log] == list(range(1, 8))
    assert [change.batch for change in log[2:]] == ["batch-one"] * 5
    assert (receipt.seq, receipt.batch) == (7, "batch-one")
    assert {change.author for change in log[2:]} == {"person-a"}


def test_a_repeat_returns_the_same_receipt_and_does_nothing(store: Store, workshop: str) -> None:
    drafts = [Draft(kind="touchpoint", entity="t", fields=touchpoint("t").fields, id="c-1"), edit("t", channel="App")]
    first = store.apply(workshop, drafts).result(WAIT_S)
    assert store.apply(workshop, drafts).result(WAIT_S) == first
    assert store.apply(workshop, drafts, batch="another").result(WAIT_S) == first
    assert len(store.changes(workshop)) == 4


def test_known_and_new_changes_in_one_batch(store: Store, workshop: str) -> None:
    known = Draft(kind="touchpoint", entity="t", fields=touchpoint("t").fields, id="c-1")
    store.apply(workshop, [known]).result(WAIT_S)
    store.apply(workshop, [edit("t", name="Somebody else's")]).result(WAIT_S)
    receipt = store.apply(workshop, [known, edit("t", channel="App")]).result(WAIT_S)
    thing = store.load(workshop).find(Touchpoint, "t")
    assert receipt.seq == 5
    assert thing is not None
    assert (thing.name, thing.channel) == ("Somebody else's", "App")


def test_more_repeats_than_are_asked_for_at_once(store: Store, workshop: str) -> None:
    drafts = [touchpoint(f"t{n}") for n in range(95)]
    drafts = [Draft(kind=d.kind, entity=d.entity, fields=d.fields, id=f"c-{n}") for n, d in enumerate(drafts)]
    first = store.apply(workshop, drafts).result(WAIT_S)
    assert store.apply(workshop, drafts[:90]).result(WAIT_S).seq == first.seq - 5
    assert len(store.changes(workshop)) == 97


def test_an_id_that_was_used_for_something_else(store: Store, workshop: str) -> None:
    store.apply(workshop, [Draft(kind="touchpoint", entity="t", fields=touchpoint("t").fields, id="c-1")]).result(
        WAIT_S
    )
    with pytest.raises(ModelError, match="something else"):
        store.apply(workshop, [Draft(kind="journey", entity="j", fields={"title": "x"}, id="c-1")]).result(WAIT_S)


@pytest.mark.parametrize(
    ("drafts", "problem"),
    [
        ([touchpoint("t1"), touchpoint("t2", satisfaction=9)], "satisfaction"),
        ([touchpoint("t1"), Draft(kind="spaceship", entity="t2", fields={})], "spaceship"),
        ([touchpoint("t1"), touchpoint("NO")], "id"),
        ([touchpoint("t1"), touchpoint("t2", name="a\x00b")], "control character"),
        ([], "nothing"),
        ([edit("t1", name="x"), edit("t1", name="y")], "must be given"),
    ],
)
def test_a_batch_is_written_whole_or_not_at_all(store: Store, workshop: str, drafts: list[Draft], problem: str) -> None:
    with pytest.raises(ModelError, match=problem):
        store.apply(workshop, drafts).result(WAIT_S)
    assert len(store.changes(workshop)) == 2
    assert store.apply(workshop, [touchpoint("t1")]).result(WAIT_S).seq == 3


def test_two_changes_with_one_id_in_a_batch(store: Store, workshop: str) -> None:
    twice = [Draft(kind="touchpoint", entity=id, fields=touchpoint(id).fields, id="c-1") for id in ("t1", "t2")]
    with pytest.raises(ModelError, match="same id"):
        store.apply(workshop, twice).result(WAIT_S)


def test_later_drafts_of_a_batch_see_the_earlier_ones(store: Store, workshop: str) -> None:
    store.apply(workshop, [touchpoint("t"), edit("t", name="Better"), gone("t"), Draft(
        kind="touchpoint", entity="t", fields={DELETED: False})]).result(WAIT_S)  # fmt: skip
    thing = store.load(workshop).find(Touchpoint, "t")
    assert thing is not None
    assert thing.name == "Better"


def test_an_id_stays_with_its_kind_even_when_deleted(store: Store, workshop: str) -> None:
    store.apply(workshop, [touchpoint("t"), gone("t")]).result(WAIT_S)
    with pytest.raises(ModelError, match="something else"):
        store.apply(workshop, [note("t")]).result(WAIT_S)


def test_two_people_two_fields_both_hold(store: Store, open_another: Callable[[], Store], workshop: str) -> None:
    store.apply(workshop, [touchpoint("t")]).result(WAIT_S)
    here, there = store.seat(workshop, FACILITATOR), open_another().seat(workshop, FACILITATOR)
    here.apply([edit("t", satisfaction=2)], base=3).result(WAIT_S)
    there.apply([edit("t", importance_to_customer=5)], base=3).result(WAIT_S)
    thing = store.load(workshop).find(Touchpoint, "t")
    assert thing is not None
    assert (thing.satisfaction, thing.importance_to_customer) == (2, 5)


def test_of_one_scalar_the_later_wins_and_the_earlier_is_history(
    store: Store, open_another: Callable[[], Store], workshop: str
) -> None:
    store.apply(workshop, [touchpoint("t")]).result(WAIT_S)
    store.apply(workshop, [edit("t", satisfaction=2)], base=3).result(WAIT_S)
    open_another().apply(workshop, [edit("t", satisfaction=4)], base=3).result(WAIT_S)
    thing = store.load(workshop).find(Touchpoint, "t")
    assert thing is not None
    assert thing.satisfaction == 4
    assert [c.fields["satisfaction"] for c in store.history(workshop, "t", "satisfaction")] == [2, 4]


def test_a_text_changed_from_a_stale_base_is_refused_with_both_versions(
    store: Store, open_another: Callable[[], Store], workshop: str
) -> None:
    store.apply(workshop, [touchpoint("t")]).result(WAIT_S)
    here, there = store.seat(workshop, FACILITATOR), open_another().seat(workshop, FACILITATOR)
    theirs = there.apply([edit("t", name="Theirs")], base=3).result(WAIT_S)
    with pytest.raises(Stale) as caught:
        here.apply([edit("t", name="Mine", satisfaction=1)], base=3).result(WAIT_S)
    stale = caught.value
    assert (stale.kind, stale.entity, stale.field) == ("touchpoint", "t", "name")
    assert (stale.mine, stale.theirs, stale.seq) == ("Mine", "Theirs", theirs.seq)
    assert name_of(here, "t") == "Theirs"
    here.apply([edit("t", name="Mine")], base=stale.seq).result(WAIT_S)
    assert name_of(here, "t") == "Mine"


def test_nobody_is_stale_against_themselves_nor_against_the_same_words(store: Store, workshop: str) -> None:
    store.apply(workshop, [touchpoint("t")]).result(WAIT_S)
    here, there = store.seat(workshop, FACILITATOR), store.seat(workshop, FACILITATOR)
    here.apply([edit("t", name="One")], base=3).result(WAIT_S)
    here.apply([edit("t", name="Two")], base=3).result(WAIT_S)
    there.apply([edit("t", name="Two")], base=3).result(WAIT_S)
    assert name_of(here, "t") == "Two"


def test_stale_within_one_commit(store: Store, workshop: str) -> None:
    store.apply(workshop, [touchpoint("t")]).result(WAIT_S)
    seats = [store.seat(workshop, FACILITATOR) for _ in range(20)]
    futures = [seat.apply([edit("t", name=f"Version {n}")], base=3) for n, seat in enumerate(seats)]
    errors = [future.exception(WAIT_S) for future in futures]
    assert errors[0] is None
    assert all(isinstance(error, Stale) for error in errors[1:])
    assert len(store.history(workshop, "t", "name")) == 2


def test_a_change_to_what_somebody_deleted(store: Store, open_another: Callable[[], Store], workshop: str) -> None:
    store.apply(workshop, [touchpoint("t")]).result(WAIT_S)
    open_another().apply(workshop, [gone("t")]).result(WAIT_S)
    with pytest.raises(Gone, match="somebody has deleted it"):
        store.apply(workshop, [edit("t", name="Late")], base=3).result(WAIT_S)
    with pytest.raises(Gone):
        store.apply(workshop, [edit("t", satisfaction=3)]).result(WAIT_S)


def test_a_change_to_what_went_with_what_it_belongs_to(store: Store, workshop: str) -> None:
    store.apply(workshop, [touchpoint("t"), gone("journey-1", "journey")]).result(WAIT_S)
    with pytest.raises(Gone):
        store.apply(workshop, [edit("t", name="Late")]).result(WAIT_S)


def test_whoever_has_seen_that_it_was_gone_can_make_it_again(store: Store, workshop: str) -> None:
    store.apply(workshop, [touchpoint("t", channel="App")]).result(WAIT_S)
    deleted = store.apply(workshop, [gone("t")]).result(WAIT_S)
    with pytest.raises(Gone):
        store.apply(workshop, [touchpoint("t", "Again")], base=deleted.seq - 1).result(WAIT_S)
    store.apply(workshop, [touchpoint("t", "Again")], base=deleted.seq).result(WAIT_S)
    thing = store.load(workshop).find(Touchpoint, "t")
    assert thing is not None
    assert thing.name == "Again"


def test_many_at_once_are_all_accepted_in_order(store: Store, workshop: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        futures = list(pool.map(lambda n: store.apply(workshop, [touchpoint(f"t{n}")]), range(120)))
    seqs = sorted(future.result(WAIT_S).seq for future in futures)
    assert seqs == list(range(3, 123))
    assert len(store.load(workshop).all(Touchpoint)) == 120


def test_refusals_disturb_nobody_in_the_same_commit(store: Store, workshop: str) -> None:
    futures = [store.apply(workshop, [touchpoint(f"t{n}", satisfaction=9 if n % 3 == 0 else 3)]) for n in range(60)]
    outcomes = [future.exception(WAIT_S) for future in futures]
    assert all(isinstance(outcome, InvalidValue) == (n % 3 == 0) for n, outcome in enumerate(outcomes))
    assert [change.seq for change in store.changes(workshop)] == list(range(1, 43))


def test_an_unknown_workshop(store: Store) -> None:
    with pytest.raises(UnknownWorkshop, match="no such workshop"):
        store.apply("nowhere", [journey()])


def test_a_workshop_forgotten_by_another_process(
    store: Store, open_another: Callable[[], Store], workshop: str
) -> None:
    seat = store.seat(workshop, FACILITATOR)
    open_another().forget(workshop)
    with pytest.raises(UnknownWorkshop):
        seat.apply([touchpoint("t")]).result(WAIT_S)
    assert store.list() == ()


def test_a_huge_base_or_a_negative_one_is_no_way_round_the_check(store: Store, workshop: str) -> None:
    store.apply(workshop, [touchpoint("t")]).result(WAIT_S)
    seat, other = store.seat(workshop, FACILITATOR), store.seat(workshop, FACILITATOR)
    other.apply([edit("t", name="Theirs")]).result(WAIT_S)
    with pytest.raises(Stale):
        seat.apply([edit("t", name="Mine")], base=-(10**30)).result(WAIT_S)
    seat.apply([edit("t", name="Mine")], base=10**30).result(WAIT_S)
    assert max(change.base for change in store.changes(workshop)) <= 5


def test_text_of_all_kinds_comes_back_as_it_was(store: Store, open_another: Callable[[], Store], workshop: str) -> None:
    text = "“Größe” \u202eabc\u200b <b>&amp;</b> 😟 =1+1 \\ ' \" %s :x ?\n\tend"
    store.apply(workshop, [note("n", text)]).result(WAIT_S)
    found = open_another().load(workshop).get("n")
    assert getattr(found, "text", None) == text
    json.dumps(text)


def test_the_language_of_whoever_asked(store: Store, workshop: str) -> None:
    # The catalogue is not the point, the language in which the work is done is.
    seen: list[str] = []

    class Spy(dict[str, object]):
        def items(self) -> object:  # type: ignore[override]
            from cjm_widgets.words import language  # noqa: PLC0415

            seen.append(language())
            return super().items()

    with speaking("de"):
        store.apply(workshop, [Draft(kind="journey", entity="j2", fields=Spy(title="x"), id=new_id("c"))]).result(
            WAIT_S
        )  # type: ignore[arg-type]
    assert set(seen) == {"de"}
