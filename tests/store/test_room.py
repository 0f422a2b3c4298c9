"""Who is there, who has entered something, who is done, and that nobody learns what."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from cjm_widgets.model import Draft, Phase, Refused, Settings, Step
from cjm_widgets.store import schema
from tests.store.making import FACILITATOR, WAIT_S, Window, joined, note, open_door, phase, touchpoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.store import Seat, Store


@pytest.fixture
def leader(store: Store, workshop: str) -> Seat:
    seat = store.seat(workshop, FACILITATOR)
    seat.apply([touchpoint("t1")]).result(WAIT_S)
    open_door(seat)
    return seat


def test_a_page_is_there_until_it_leaves_or_falls_silent(
    store: Store, open_another: Callable[[], Store], leader: Seat
) -> None:
    other = open_another()
    anna, ben = joined(other, leader, "Anna"), joined(other, leader, "Ben")
    window = Window(leader)
    anna.room.here("page-a")
    anna.room.here("page-a-too")
    ben.room.here("page-b")
    room = window.until(lambda room: room.here == {anna.person, ben.person})
    assert room.pages == 3
    ben.room.leave("page-b")
    window.until(lambda room: room.here == {anna.person})
    with store.database.writing() as connection:  # as if it had been silent for a while
        connection.execute(update(schema.presence).values(seen=schema.presence.c.seen - 15))
    window.until(lambda room: room.here == set() and room.pages == 0)
    anna.room.here("page-a")
    window.until(lambda room: room.here == {anna.person})


def test_a_silent_page_is_gone_within_twenty_seconds() -> None:
    from cjm_widgets.store import presence, room  # noqa: PLC0415

    assert room.GONE_S + presence.LOOK_S + presence.REST_S < 20
    # A page speaks every five seconds, and may be late by as much.
    assert room.GONE_S > 5 + presence.EVERY_S + 5


def test_nobody_is_here_who_was_removed(leader: Seat, store: Store) -> None:
    anna = joined(store, leader, "Anna")
    window = Window(leader)
    anna.room.here("page-a")
    window.until(lambda room: room.here == {anna.person})
    leader.door.remove(str(anna.person), cards=False).result(WAIT_S)
    window.until(lambda room: room.here == set())


def test_who_has_entered_something_and_who_is_done(store: Store, leader: Seat) -> None:
    anna, ben = joined(store, leader, "Anna"), joined(store, leader, "Ben")
    anna.apply([note("n1", step="stages"), touchpoint("t2")]).result(WAIT_S)
    ben.room.set_done(Step.STAGES)
    ben.room.set_done(Step.TOUCHPOINTS)
    ben.room.set_done(Step.TOUCHPOINTS, done=False)
    room = leader.room.now()
    assert room.entered == {"stages": {anna.person}, "touchpoints": {anna.person}}
    assert room.done == {"stages": {ben.person}}
    assert anna.room.now().entered == {}
    assert anna.room.now().done == room.done
    with pytest.raises(Refused):
        leader.room.set_done(Step.STAGES)


def test_whoever_entered_something_anonymous_is_not_named(store: Store, leader: Seat) -> None:
    settings = {"anonymous_notes": True, "anonymous_emotions": True}
    leader.apply([Draft(kind=Settings.KIND, entity=leader.workshop.id, fields=settings)]).result(WAIT_S)
    anna = joined(store, leader, "Anna")
    score = Draft(kind="emotion", entity=anna.id_for("emotion", "t1"), fields={"touchpoint": "t1", "valence": 1})
    anna.apply([note("n1", step="stages"), score]).result(WAIT_S)
    assert leader.room.now().entered == {}


def test_two_who_edit_one_text_see_that(store: Store, open_another: Callable[[], Store], leader: Seat) -> None:
    anna, ben = joined(store, leader, "Anna"), joined(open_another(), leader, "Ben")
    anna.apply([touchpoint("t2")]).result(WAIT_S)
    window, other = Window(ben), Window(anna)
    anna.room.here("page-a", entity="t1", field="name")
    seen = window.until(lambda room: bool(room.editing)).editing[0]
    assert (seen.person, seen.entity, seen.field) == (anna.person, "t1", "name")
    anna.room.here("page-a", entity="t2", field="name")  # hers alone while collecting
    window.until(lambda room: room.editing == ())
    phase(leader, Step.TOUCHPOINTS, Phase.REVEAL)
    window.until(lambda room: [one.entity for one in room.editing] == ["t2"])
    assert other.rooms
    assert all(room.editing == () for room in other.rooms), "one's own page is no news"


def test_who_edits_an_anonymous_card_is_not_noted(store: Store, leader: Seat) -> None:
    leader.apply([Draft(kind=Settings.KIND, entity=leader.workshop.id, fields={"anonymous_notes": True})]).result(
        WAIT_S
    )
    anna = joined(store, leader, "Anna")
    anna.apply([note("n1")]).result(WAIT_S)
    anna.room.here("page-a", entity="n1", field="text")
    window = Window(leader)
    window.until(lambda room: room.here == {anna.person})
    with store.database.reading() as connection:
        assert connection.execute(select(schema.presence.c.entity)).scalars().all() == [None]


def test_what_was_typed_and_not_sent_comes_back_on_another_device(
    store: Store, open_another: Callable[[], Store], leader: Seat
) -> None:
    anna, ben = joined(store, leader, "Anna"), joined(store, leader, "Ben")
    anna.room.keep_draft("notes", "Half a sen")
    anna.room.keep_draft("notes", "Half a sentence")
    anna.room.keep_draft("other", "x" * 90_000)
    ben.room.keep_draft("notes", "Ben's")
    back = open_another().entrance.resume(leader.workshop.id, str(anna.resume_key))
    assert back.room.drafts() == {"notes": "Half a sentence", "other": "x" * 90_000}
    back.room.keep_draft("other", "")
    assert anna.room.drafts() == {"notes": "Half a sentence"}
    leader.room.keep_draft("notes", "Nobody's")
    assert leader.room.drafts() == {}


def test_turnout_is_all_that_shows_of_a_vote(store: Store, leader: Seat) -> None:
    leader.apply([touchpoint("t2")]).result(WAIT_S)
    anna = joined(store, leader, "Anna")
    vote = leader.votes.open("Which?", ["t1", "t2"]).result(WAIT_S)
    window = Window(leader)
    anna.votes.cast(vote, {"t1": 1}, done=True).result(WAIT_S)
    room = window.until(lambda room: vote in room.turnouts and room.turnouts[vote].finished == 1)
    assert "t1" not in str(room)
    leader.votes.close(vote).result(WAIT_S)
    window.until(lambda room: not room.turnouts)


def test_pages_of_a_process_are_written_together(leader: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    from cjm_widgets.store import aside  # noqa: PLC0415

    writes: list[int] = []
    real = aside.be_seen
    monkeypatch.setattr(aside, "be_seen", lambda database, rows: (writes.append(len(rows)), real(database, rows)))
    began = time.monotonic()
    for _round in range(3):
        for n in range(40):
            leader.room.here(f"page-{n}")
    Window(leader).until(lambda room: room.pages == 40)
    assert len(writes) <= 3 + (time.monotonic() - began)
