"""A seat: what a page sees, may do, and can take back."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from cjm_widgets.model import DELETED, Draft, Note, Phase, Refused, Role, Settings, Step, Touchpoint, Viewer
from cjm_widgets.store import schema
from tests.store.making import (
    FACILITATOR,
    WAIT_S,
    edit,
    gone,
    name_of,
    note,
    participant,
    phase,
    touchpoint,
    watching,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.store import Seat, Store


@pytest.fixture
def leader(store: Store, workshop: str) -> Seat:
    return store.seat(workshop, FACILITATOR)


@pytest.fixture
def anna(store: Store, workshop: str) -> Seat:
    return store.seat(workshop, participant(store, workshop, "Anna"))


@pytest.fixture
def ben(open_another: Callable[[], Store], store: Store, workshop: str) -> Seat:
    """In another process."""
    return open_another().seat(workshop, participant(store, workshop, "Ben"))


def anonymise(leader: Seat) -> None:
    leader.apply([Draft(kind=Settings.KIND, entity=leader.workshop.id, fields={"anonymous_notes": True})]).result(
        WAIT_S
    )


def test_a_participants_card_is_signed_and_not_settled(anna: Seat) -> None:
    anna.apply([note("n1", standing="settled", author="person-ben")]).result(WAIT_S)
    card = anna.workshop.find(Note, "n1")
    assert card is not None
    assert (card.author, card.standing) == ("person-anna", "written")


def test_a_facilitators_card_is_settled_and_may_be_somebody_elses(leader: Seat, anna: Seat) -> None:
    leader.apply([note("n1"), note("n2", author=anna.person)]).result(WAIT_S)
    cards = leader.workshop.all(Note)
    assert [(card.author, card.standing) for card in cards] == [(None, "settled"), ("person-anna", "settled")]


def test_one_sees_ones_own_at_once_and_others_when_revealed(leader: Seat, anna: Seat, ben: Seat) -> None:
    with watching(ben) as watch:
        anna.apply([note("n1")]).result(WAIT_S)
        leader.apply([Draft(kind="team", entity="team-1", fields={"name": "Shop"})]).result(WAIT_S)
        seen = watch.until(lambda view: view.get("team-1") is not None)
        assert seen.get("n1") is None
        assert anna.workshop.get("n1") is not None
        phase(leader, Step.TOUCHPOINTS, Phase.REVEAL)
        watch.until(lambda view: view.get("n1") is not None)


def test_the_view_is_the_same_object_until_something_changes(leader: Seat, anna: Seat) -> None:
    view = anna.workshop
    assert anna.workshop is view
    leader.apply([Draft(kind="team", entity="team-1", fields={"name": "Shop"})]).result(WAIT_S)
    assert anna.workshop is not view


def test_policy_is_asked_with_the_state_on_disk_not_with_what_the_page_last_saw(
    leader: Seat, anna: Seat, ben: Seat
) -> None:
    ben.apply([note("n1")]).result(WAIT_S)
    phase(leader, Step.TOUCHPOINTS, Phase.DECIDE)
    # Ben's process may not have noticed yet: that must not matter.
    with pytest.raises(Refused, match="settling"):
        ben.apply([edit("n1", "note", text="Late")]).result(WAIT_S)
    with pytest.raises(Refused, match="not yours"):
        anna.apply([edit("n1", "note", text="Not mine")]).result(WAIT_S)


@pytest.mark.parametrize("step", list(Phase))
def test_a_reader_changes_nothing(store: Store, leader: Seat, workshop: str, step: Phase) -> None:
    phase(leader, Step.TOUCHPOINTS, step)
    reader = store.seat(workshop, Viewer(role=Role.READER))
    assert [thing.KIND for thing in reader.workshop] == ["settings"]
    with pytest.raises(Refused):
        reader.apply([note("n1")]).result(WAIT_S)
    with pytest.raises(Refused):
        reader.set_clock(lambda clock: clock.at(Step.STAGES)).result(WAIT_S)


def test_participants_do_not_set_the_clock(anna: Seat) -> None:
    with pytest.raises(Refused):
        anna.set_clock(lambda clock: clock.at(Step.STAGES, Phase.REVEAL)).result(WAIT_S)


def test_the_clock_is_followed(leader: Seat, ben: Seat) -> None:
    with watching(ben) as watch:
        leader.set_clock(lambda clock: clock.at(Step.STAGES).longer(300).started(1000.0)).result(WAIT_S)
        watch.until(lambda _view: ben.clock.step is Step.STAGES)
    assert ben.clock.remaining_s(1100.0) == 200.0


def test_two_facilitators_move_the_clock_at_once(open_another: Callable[[], Store], leader: Seat) -> None:
    other = open_another().seat(leader.workshop.id, FACILITATOR)
    futures = [seat.set_clock(lambda clock: clock.longer(60)) for seat in (leader, other) * 10]
    assert max(future.result(WAIT_S).left_s for future in futures) == 1200.0


def test_nobody_lifts_somebody_elses_tombstone_or_writes_under_it(leader: Seat, anna: Seat, ben: Seat) -> None:
    anna.apply([note("n1")]).result(WAIT_S)
    anna.apply([gone("n1", "note")]).result(WAIT_S)
    for forged in ({DELETED: False}, {"text": "Taken over", "step": "touchpoints"}):
        with pytest.raises(Refused, match="not yours"):
            ben.apply([edit("n1", "note", **forged)]).result(WAIT_S)
    leader.apply([edit("n1", "note", **{DELETED: False})]).result(WAIT_S)
    leader.apply([gone("n1", "note")]).result(WAIT_S)
    with pytest.raises(Refused, match="not yours"):  # the facilitator took it away, and that holds
        anna.apply([edit("n1", "note", **{DELETED: False})]).result(WAIT_S)


def test_an_anonymous_card_is_its_owners_by_a_secret_only(
    leader: Seat, store: Store, open_another: Callable[[], Store], anna: Seat, ben: Seat
) -> None:
    anonymise(leader)
    receipt = anna.apply([note("n1")], batch="batch-of-the-page").result(WAIT_S)
    secret = receipt.secrets["n1"]
    anna.apply([edit("n1", "note", text="Mended")]).result(WAIT_S)
    with pytest.raises(Refused):
        ben.apply([edit("n1", "note", text="Not mine")]).result(WAIT_S)
    back = open_another().seat(leader.workshop.id, Viewer(role=Role.PARTICIPANT, person="person-anna"))
    assert back.workshop.get("n1") is None
    assert back.claim({"n1": "guessed", "n2": secret, "NO id": secret}) == frozenset()
    assert back.claim({"n1": secret}) == {"n1"}
    assert back.workshop.get("n1") is not None
    back.apply([edit("n1", "note", text="Mended elsewhere")]).result(WAIT_S)
    assert [change.author for change in store.history(leader.workshop.id, "n1")] == [None, None, None]


def test_nothing_in_the_database_leads_from_an_anonymous_card_to_a_person(
    leader: Seat, store: Store, anna: Seat
) -> None:
    anonymise(leader)
    leader.apply([Draft(kind="team", entity="team-1", fields={"name": "Legal"})]).result(WAIT_S)
    signed = Draft(kind="touchpoint", entity="c1", fields=touchpoint("c1").fields, id="page-1")
    phase(leader, Step.TOUCHPOINTS, Phase.COLLECT)
    receipt = anna.apply([note("n1", author="person-anna"), signed], batch="batch-anna", base=3).result(WAIT_S)
    anna.apply([edit("n1", "note", text="Again")], batch="batch-anna", base=3).result(WAIT_S)
    rows = store.history(leader.workshop.id, "n1")
    for row in rows:
        assert row.author is None
        assert "author" not in row.fields
        assert row.batch != "batch-anna"
        assert row.base == row.seq - 1
        assert row.at.endswith(":00:00.000Z")
    assert len({row.batch for row in rows}) == 2
    assert store.history(leader.workshop.id, "c1")[0].author == "person-anna"
    with store.database.reading() as connection:
        for table in schema.metadata.sorted_tables:
            for line in connection.execute(select(table)).all():
                text = json.dumps([str(value) for value in line])
                assert receipt.secrets["n1"] not in text, table.name
                assert not ("n1" in line and "person-anna" in text), table.name


def test_the_secret_of_a_card_is_not_in_what_a_receipt_prints(leader: Seat, anna: Seat) -> None:
    anonymise(leader)
    receipt = anna.apply([note("n1")]).result(WAIT_S)
    assert receipt.secrets["n1"] not in repr(receipt)


def test_a_page_that_never_got_its_secret_gets_one_by_sending_again(
    leader: Seat, open_another: Callable[[], Store], anna: Seat
) -> None:
    anonymise(leader)
    draft = Draft(kind="note", entity="n1", fields=note("n1").fields, id="page-change-1")
    first = anna.apply([draft]).result(WAIT_S)
    back = open_another().seat(leader.workshop.id, Viewer(role=Role.PARTICIPANT, person="person-anna"))
    again = back.apply([draft]).result(WAIT_S)
    assert again.seq == first.seq
    assert again.secrets["n1"] != first.secrets["n1"]
    assert back.claim(dict(first.secrets)) == back.claim(dict(again.secrets)) == {"n1"}
    back.apply([edit("n1", "note", text="Mine still")]).result(WAIT_S)


def test_parts_of_an_anonymous_card_are_unsigned_too(leader: Seat, store: Store, anna: Seat) -> None:
    anonymise(leader)
    pain = Draft(kind="pain_point", entity="p1", fields={"journey": "journey-1", "description": "No size table"})
    why = Draft(kind="why", entity="w1", fields={"pain_point": "p1", "text": "Nobody owns it"})
    anna.apply([pain, why]).result(WAIT_S)
    anna.apply([edit("w1", "why", text="Nobody was asked")]).result(WAIT_S)
    assert {change.author for id in ("p1", "w1") for change in store.history(leader.workshop.id, id)} == {None}


def test_somebody_without_a_name_owns_their_cards_by_secret(store: Store, workshop: str) -> None:
    nobody = store.seat(workshop, Viewer(role=Role.PARTICIPANT))
    assert nobody.apply([note("n1")]).result(WAIT_S).secrets.keys() == {"n1"}
    nobody.apply([edit("n1", "note", text="Mended")]).result(WAIT_S)


def test_a_callback_that_fails_stops_nobody(leader: Seat, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_view: object) -> None:
        raise RuntimeError("this page is broken")

    leave = leader.subscribe(fail)
    with watching(leader) as watch:
        leader.apply([touchpoint("t1")]).result(WAIT_S)
        watch.until(lambda view: view.get("t1") is not None)
        leave()
        caplog.clear()
        leader.apply([touchpoint("t2")]).result(WAIT_S)
        watch.until(lambda view: view.get("t2") is not None)
    assert "broken" not in caplog.text


def test_what_is_done_when_the_future_resolves(leader: Seat) -> None:
    for n in range(50):
        leader.apply([touchpoint(f"t{n}")]).result(WAIT_S)
        assert name_of(leader, f"t{n}") is not None
        assert leader.can_undo


def test_a_closed_seat_hears_nothing(leader: Seat, store: Store) -> None:
    heard = threading.Event()
    closed = store.seat(leader.workshop.id, FACILITATOR)
    closed.subscribe(lambda _view: heard.set())
    closed.close()
    with watching(leader) as watch:
        leader.apply([touchpoint("t1")]).result(WAIT_S)
        watch.until(lambda view: len(view.all(Touchpoint)) == 1)
    assert not heard.is_set()
