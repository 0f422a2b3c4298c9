"""Coming in without an account, coming back as oneself, being sent out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, update

from cjm_widgets.model import DELETED, Draft, ModelError, Note, Person, Phase, Refused, Role, Settings, Step, Viewer
from cjm_widgets.model.document import dump
from cjm_widgets.store import NotIn, TooOften, attempts, open_document, schema
from cjm_widgets.store.attempts import FORGET_S, MOST_ATTEMPTS, PAUSE_S
from cjm_widgets.store.keys import LETTERS, new_key
from tests.store.making import FACILITATOR, WAIT_S, edit, joined, note, open_door, phase, team, touchpoint, watching

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cjm_widgets.store import Seat, Store


@pytest.fixture
def leader(store: Store, workshop: str) -> Seat:
    seat = store.seat(workshop, FACILITATOR)
    open_door(seat)
    return seat


def code_of(leader: Seat) -> str:
    assert leader.clock.join_code is not None
    return leader.clock.join_code


def test_a_code_has_letters_that_nobody_mistakes(leader: Seat) -> None:
    assert len(code_of(leader)) == 6
    assert set(code_of(leader)) <= set(LETTERS)
    assert not set(LETTERS) & set("AEIOU0125LNS")


def test_a_person_joins_with_name_team_and_colour(store: Store, leader: Seat) -> None:
    leader.apply([team("shop")]).result(WAIT_S)
    typed = f" {code_of(leader)[:3].lower()}-{code_of(leader)[3:]} "
    here = store.entrance.join(typed, name="  Anna   B ", caller="phone", team="shop").result(WAIT_S)
    ben = store.entrance.join(typed, name="Ben", caller="phone").result(WAIT_S)
    anna = leader.workshop.find(Person, here.person)
    assert anna is not None
    assert (anna.name, anna.team, anna.role) == ("Anna B", "shop", "participant")
    colours = [leader.workshop.find(Person, one.person).colour for one in (here, ben)]  # type: ignore[union-attr]
    assert len(set(colours)) == 2
    assert here.key not in repr(here)


@pytest.mark.parametrize(
    "said", [{"name": " "}, {"name": "x" * 61}, {"name": "A", "team": "no-such-team"}, {"name": "A", "colour": "red"},
             {"name": "A", "key": "short"}, {"name": "A\x00"}],
)  # fmt: skip
def test_what_does_not_fit_is_refused(store: Store, leader: Seat, said: dict[str, str]) -> None:
    with pytest.raises(ModelError):
        store.entrance.join(code_of(leader), caller="phone", **said).result(WAIT_S)  # type: ignore[arg-type]
    assert leader.workshop.all(Person) == ()


def test_asking_twice_with_one_key_lets_in_once(store: Store, open_another: Callable[[], Store], leader: Seat) -> None:
    key, other = new_key(), open_another()
    asked = [
        where.entrance.join(code_of(leader), name="Anna", caller="phone", key=key)
        for where in (store, store, other, store)
    ]
    assert len({future.result(WAIT_S).person for future in asked}) == 1
    assert len(store.load(leader.workshop.id).all(Person)) == 1


def test_a_key_brings_the_same_person_back(store: Store, open_another: Callable[[], Store], leader: Seat) -> None:
    anna = joined(store, leader, "Anna")
    leader.door.close().result(WAIT_S)
    back = open_another().entrance.resume(leader.workshop.id, str(anna.resume_key))
    assert (back.person, back.role, back.resume_key) == (anna.person, Role.PARTICIPANT, anna.resume_key)
    for wrong in (new_key(), "", "x", str(anna.resume_key)[:-1]):
        with pytest.raises(NotIn):
            store.entrance.resume(leader.workshop.id, wrong)


def test_a_code_is_closed_opened_and_renewed(store: Store, leader: Seat) -> None:
    first = code_of(leader)
    leader.door.close().result(WAIT_S)
    with pytest.raises(NotIn, match="closed"):
        store.entrance.find(first, caller="a")
    leader.door.open().result(WAIT_S)
    assert store.entrance.find(first, caller="a") == leader.workshop.id
    second = leader.door.renew().result(WAIT_S).join_code
    assert second != first
    with pytest.raises(NotIn, match="nowhere"):
        store.entrance.find(first, caller="a")
    assert store.entrance.find(str(second), caller="a") == leader.workshop.id


def test_a_code_that_closes_while_one_types_lets_nobody_in(store: Store, leader: Seat) -> None:
    code, real = code_of(leader), store.submit

    def closing(*arguments: object, **options: object) -> object:
        store.submit = real  # type: ignore[method-assign]
        leader.door.close().result(WAIT_S)
        return real(*arguments, **options)  # type: ignore[arg-type]

    store.submit = closing  # type: ignore[method-assign, assignment]
    with pytest.raises(NotIn, match="closed"):
        store.entrance.join(code, name="Late", caller="phone").result(WAIT_S)
    assert leader.workshop.all(Person) == ()


def wrong(store: Store, caller: str, n: int) -> None:
    """Try the ``n``-th wrong code."""
    with pytest.raises(NotIn, match="nowhere"):
        store.entrance.find(f"BBBB{LETTERS[n // 18 % 18]}{LETTERS[n % 18]}", caller=caller)


def older(store: Store, seconds: float) -> None:
    """Let all attempts have been so much longer ago."""
    with store.database.writing() as connection:
        connection.execute(update(schema.attempt).values(at=schema.attempt.c.at - seconds))


def test_attempts_are_limited_by_caller_on_all_servers(
    store: Store, open_another: Callable[[], Store], leader: Seat
) -> None:
    other = open_another()
    for n in range(MOST_ATTEMPTS):
        wrong((store, other)[n % 2], "10.0.0.7", n)
    for where in (store, other):
        with pytest.raises(TooOften, match="ten seconds"):
            where.entrance.find(code_of(leader), caller="10.0.0.7")
        assert where.entrance.find(code_of(leader), caller="10.0.0.8") == leader.workshop.id
    with store.database.reading() as connection:
        assert "10.0.0.7" not in str(connection.execute(select(schema.attempt)).all())
    # A whole room may be behind this address: seconds later it comes in, all of it.
    older(store, PAUSE_S)
    for _phone in range(40):
        assert store.entrance.find(code_of(leader), caller="10.0.0.7") == leader.workshop.id
    wrong(store, "10.0.0.7", MOST_ATTEMPTS)
    with pytest.raises(TooOften):
        store.entrance.find(code_of(leader), caller="10.0.0.7")
    older(store, FORGET_S)
    for n in range(MOST_ATTEMPTS):
        wrong(store, "10.0.0.7", n)


def test_one_wrong_code_that_a_whole_room_types_counts_once(store: Store, leader: Seat) -> None:
    old = code_of(leader)
    leader.door.renew().result(WAIT_S)
    for _phone in range(MOST_ATTEMPTS + 5):
        with pytest.raises(NotIn, match="nowhere"):
            store.entrance.find(old, caller="10.0.0.7")
    assert store.entrance.find(code_of(leader), caller="10.0.0.7") == leader.workshop.id


def test_an_address_of_ones_own_choice_is_no_new_caller(store: Store, leader: Seat) -> None:
    for n in range(MOST_ATTEMPTS):
        wrong(store, f"2001:db8:0:7::{n:x}", n)
    with pytest.raises(TooOften):
        store.entrance.find(code_of(leader), caller="2001:db8:0:7:1:2:3:4")
    assert store.entrance.find(code_of(leader), caller="2001:db8:0:8::1") == leader.workshop.id
    assert store.entrance.find(code_of(leader), caller="::ffff:10.0.0.9") == leader.workshop.id


def test_many_addresses_together_are_limited_too(store: Store, leader: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "MOST_TOGETHER", 6)
    for n in range(6):
        wrong(store, f"10.0.1.{n // 3}", n)
    with pytest.raises(TooOften, match="ten minutes"):
        store.entrance.find(code_of(leader), caller="10.0.1.1")
    # Who has tried nothing yet, or mistyped twice, comes in all the same.
    wrong(store, "10.0.2.1", 7)
    wrong(store, "10.0.2.1", 8)
    assert store.entrance.find(code_of(leader), caller="10.0.2.1") == leader.workshop.id


def test_moving_to_another_device_works_once(store: Store, open_another: Callable[[], Store], leader: Seat) -> None:
    anna = joined(store, leader, "Anna")
    code = anna.door.hand_over().code
    there = open_another().entrance.take_over(code.lower(), caller="laptop")
    assert (there.person, there.key, there.workshop) == (anna.person, anna.resume_key, leader.workshop.id)
    with pytest.raises(NotIn):
        store.entrance.take_over(code, caller="thief")
    late = anna.door.hand_over()
    assert late.code not in repr(late)
    with store.database.writing() as connection:
        row = str(connection.execute(select(schema.handover)).one())
        assert late.code not in row
        assert str(anna.resume_key) not in row
        connection.execute(update(schema.handover).values(expires=0.0))
    with pytest.raises(NotIn):
        store.entrance.take_over(late.code, caller="laptop")
    with pytest.raises(Refused):
        leader.door.hand_over()


def test_a_co_facilitators_link(store: Store, leader: Seat) -> None:
    link = leader.door.invite().result(WAIT_S)
    here = store.entrance.accept(leader.workshop.id, link, name="Co", caller="laptop").result(WAIT_S)
    co = store.entrance.resume(here.workshop, here.key)
    assert co.role is Role.CO_FACILITATOR
    phase(co, Step.STAGES, Phase.REVEAL)
    with pytest.raises(Refused):
        co.door.invite().result(WAIT_S)
    with pytest.raises(Refused):
        co.apply([edit(leader.workshop.id, "settings", anonymous_notes=True)]).result(WAIT_S)
    leader.door.withdraw().result(WAIT_S)
    with pytest.raises(NotIn):
        store.entrance.accept(leader.workshop.id, link, name="Late", caller="laptop").result(WAIT_S)
    with pytest.raises(NotIn):
        store.entrance.accept(leader.workshop.id, code_of(leader), name="Guess", caller="laptop").result(WAIT_S)
    assert store.entrance.resume(here.workshop, here.key).role is Role.CO_FACILITATOR


def test_nobody_makes_themselves_a_facilitator(store: Store, leader: Seat) -> None:
    anna = joined(store, leader, "Anna")
    with pytest.raises(Refused):
        anna.apply([edit(str(anna.person), "person", role="facilitator")]).result(WAIT_S)
    leader.apply([edit(str(anna.person), "person", role="facilitator")]).result(WAIT_S)
    assert store.entrance.resume(leader.workshop.id, str(anna.resume_key)).role is Role.PARTICIPANT
    for refused in (anna.door.open, anna.door.renew, anna.door.close, anna.door.invite, anna.door.withdraw):
        with pytest.raises(Refused):
            refused().result(WAIT_S)


def test_keys_stand_nowhere_but_on_the_page(store: Store, leader: Seat, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    anna = joined(store, leader, "Anna")
    key, link = str(anna.resume_key), leader.door.invite().result(WAIT_S)
    anna.apply([note("n1")]).result(WAIT_S)
    with pytest.raises(Refused) as refused:
        anna.apply([Draft(kind="stage", entity="s", fields={"journey": "journey-1", "name": "x"})]).result(WAIT_S)
    said = [str(refused.value), repr(anna), repr(anna.viewer), caplog.text, dump(store.load(leader.workshop.id))]
    with store.database.reading() as connection:
        rows = [str(connection.execute(select(table)).all()) for table in schema.metadata.sorted_tables]
    assert not [text for text in (*said, *rows) if key in text or link in text]


@pytest.mark.parametrize("cards", [True, False])
def test_a_person_who_is_removed_is_out_and_their_cards_go_or_stay(
    store: Store, open_another: Callable[[], Store], leader: Seat, *, cards: bool
) -> None:
    anna, ben = joined(store, leader, "Anna"), joined(store, leader, "Ben")
    there = open_another().entrance.resume(leader.workshop.id, str(anna.resume_key))
    anna.apply([note("n1")]).result(WAIT_S)
    ben.apply([note("n2")]).result(WAIT_S)
    leader.door.remove(str(anna.person), cards=cards).result(WAIT_S)
    for seat in (anna, there):
        with pytest.raises(Refused, match="no longer"):
            seat.apply([note("n3")]).result(WAIT_S)
    assert {thing.KIND for thing in anna.workshop} == {"settings"}
    with pytest.raises(NotIn):
        store.entrance.resume(leader.workshop.id, str(anna.resume_key))
    with pytest.raises(NotIn):
        store.entrance.join(code_of(leader), name="Anna", caller="a", key=str(anna.resume_key)).result(WAIT_S)
    assert {card.id for card in leader.workshop.all(Note)} == ({"n2"} if cards else {"n1", "n2"})
    with pytest.raises(Refused):
        ben.door.remove(str(ben.person), cards=False).result(WAIT_S)
    # Whoever brings the person back brings their key back.
    leader.apply([Draft(kind="person", entity=str(anna.person), fields={DELETED: False})]).result(WAIT_S)
    assert store.entrance.resume(leader.workshop.id, str(anna.resume_key)).person == anna.person


def test_a_rehearsal_is_wiped_after_a_back_up(store: Store, leader: Seat, tmp_path: Path) -> None:
    leader.apply([touchpoint("prepared"), touchpoint("also"), team("shop")]).result(WAIT_S)
    anna = joined(store, leader, "Anna")
    anna.apply([note("n1")]).result(WAIT_S)
    leader.apply([edit(leader.workshop.id, "settings", anonymous_notes=True)]).result(WAIT_S)
    anna.apply([note("n2")]).result(WAIT_S)
    leader.apply([edit("n1", "note", standing="settled")]).result(WAIT_S)
    vote = leader.votes.open("Which?", ["prepared", "also"]).result(WAIT_S)
    anna.votes.cast(vote, {"also": 1}).result(WAIT_S)
    phase(leader, Step.STAGES, Phase.VOTE)
    anna.room.keep_draft("form", "half")
    with pytest.raises(Refused):
        anna.door.wipe_rehearsal(tmp_path)
    wiped = leader.door.wipe_rehearsal(tmp_path).result(WAIT_S)
    left = store.load(leader.workshop.id)
    assert {thing.id for thing in left} == {leader.workshop.id, "journey-1", "prepared", "also", "shop"}
    assert leader.clock.phases == {}
    assert leader.clock.join_code is not None
    with store.database.reading() as connection:
        for table in (schema.ballot, schema.draft, schema.score):
            assert connection.execute(select(func.count()).select_from(table)).scalar() == 0
    with pytest.raises(NotIn):
        store.entrance.resume(leader.workshop.id, str(anna.resume_key))
    assert wiped.backup.exists()
    if not store.database.is_sqlite:
        kept = open_document(wiped.backup / f"{left.id}.cjm.json")
        assert {card.id for card in kept.all(Note)} == {"n1", "n2"}
    assert leader.door.wipe_rehearsal(tmp_path).result(WAIT_S).receipt is None


def test_anonymous_cards_come_back_with_their_owner(
    store: Store, open_another: Callable[[], Store], leader: Seat
) -> None:
    leader.apply([Draft(kind=Settings.KIND, entity=leader.workshop.id, fields={"anonymous_notes": True})]).result(
        WAIT_S
    )
    anna = joined(store, leader, "Anna")
    draft = Draft(kind="note", entity="n1", fields=note("n1").fields, id="page-change-1")
    first = anna.apply([draft]).result(WAIT_S)
    assert anna.apply([draft]).result(WAIT_S).secrets == first.secrets
    back = open_another().entrance.resume(leader.workshop.id, str(anna.resume_key))
    assert back.workshop.get("n1") is not None
    back.apply([edit("n1", "note", text="Mine still")]).result(WAIT_S)
    stranger = open_another().seat(leader.workshop.id, Viewer(role=Role.PARTICIPANT, person=anna.person))
    assert stranger.workshop.get("n1") is None
    with store.database.reading() as connection:
        for table in schema.metadata.sorted_tables:
            for line in connection.execute(select(table)).all():
                text = json.dumps([str(value) for value in line])
                assert not ("n1" in line and (str(anna.person) in text)), table.name


def test_a_co_facilitator_who_is_removed_leads_no_longer(
    store: Store, open_another: Callable[[], Store], leader: Seat
) -> None:
    """On the page that is open, too."""
    workshop = leader.workshop.id
    leader.apply([touchpoint("t1"), touchpoint("t2")]).result(WAIT_S)
    vote = leader.votes.open("Which?", ["t1", "t2"]).result(WAIT_S)
    link = leader.door.invite().result(WAIT_S)
    eve = store.entrance.accept(workshop, link, name="Eve", caller="laptop").result(WAIT_S)
    there = open_another().entrance.resume(workshop, eve.key)
    there.apply([touchpoint("t3")]).result(WAIT_S)
    with watching(there) as watch:
        leader.door.remove(eve.person, cards=False).result(WAIT_S)
        watch.until(lambda view: not view.all("touchpoint"))
    assert there.role is Role.READER
    assert {thing.KIND for thing in there.workshop} == {"settings"}
    before, clock = store.changes(workshop), store.clock(workshop)
    for attempt in (
        lambda: there.apply([touchpoint("t4")]).result(WAIT_S),
        lambda: there.apply([touchpoint("t4")], for_person="Paper").result(WAIT_S),
        lambda: there.undo().result(WAIT_S),
        lambda: there.set_clock(lambda now: now.with_lock(locked=True)).result(WAIT_S),
        lambda: there.votes.close(vote).result(WAIT_S),
        lambda: there.votes.cast(vote, {"t1": 1}, paper="1").result(WAIT_S),
        lambda: there.door.renew().result(WAIT_S),
        lambda: store.entrance.resume(workshop, eve.key),
        lambda: store.entrance.check(workshop, eve.key),
    ):
        with pytest.raises((Refused, NotIn)):
            attempt()
    assert (store.changes(workshop), store.clock(workshop)) == (before, clock)
