"""A page that sends whatever it likes learns nothing and changes nothing that is not its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import DELETED, Draft, ModelError, Phase, Step
from cjm_widgets.store import Stale
from tests.store.making import FACILITATOR, WAIT_S, Window, edit, joined, note, open_door, phase, touchpoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.store import Seat, Store

UNSEEN = "Nobody but me may read this yet"


@pytest.fixture
def leader(store: Store, workshop: str) -> Seat:
    seat = store.seat(workshop, FACILITATOR)
    seat.apply([touchpoint("t1")]).result(WAIT_S)
    open_door(seat)
    return seat


@pytest.mark.parametrize(
    "draft",
    [
        edit("n1", "note", text="Mine now"),
        edit("n1", "note", standing="settled"),
        edit("n1", "note", author=None),
        edit("n1", "touchpoint", name="Another kind", journey="journey-1"),
        Draft(kind="note", entity="n1", fields={DELETED: True}),
        Draft(kind="note", entity="n1", fields={DELETED: False}),
        note("n1", text="Written over"),
        note("n9", merged_into="n1"),
        note("n9", standing="hidden", aside="x"),
        Draft(kind="comment", entity="m1", fields={"about": "n1", "text": "I know that you are there"}),
        Draft(kind="vote", entity="v1", fields={"question": "Mine?"}),
        Draft(kind="ballot", entity="b1", fields={"vote": "v1", "marks": "t1=9"}),
        Draft(kind="person", entity="person-new", fields={"name": "Double"}),
        Draft(kind="settings", entity="w", fields={"title": "Mine"}),
    ],
    ids=lambda draft: f"{draft.kind} {sorted(draft.fields)}",
)
def test_while_collecting(store: Store, open_another: Callable[[], Store], leader: Seat, draft: Draft) -> None:
    anna, ben = joined(store, leader, "Anna"), joined(open_another(), leader, "Ben")
    anna.apply([note("n1", text=UNSEEN)]).result(WAIT_S)
    anna.apply([edit("n1", "note", text=f"{UNSEEN}!")]).result(WAIT_S)
    before = store.changes(leader.workshop.id)
    for base in (None, 0, 10**6):
        with pytest.raises(ModelError) as refused:
            ben.apply([draft], base=base).result(WAIT_S)
        assert not isinstance(refused.value, Stale)
        assert UNSEEN not in str(refused.value)
    assert store.changes(leader.workshop.id) == before
    assert ben.workshop.get("n1") is None
    assert ben.claim({"n1": "x" * 64, "n2": ""}) == frozenset()
    ben.undo().result(WAIT_S)
    assert store.changes(leader.workshop.id) == before


def test_what_one_edits_of_others_unseen_is_not_noted(store: Store, leader: Seat) -> None:
    anna, ben = joined(store, leader, "Anna"), joined(store, leader, "Ben")
    anna.apply([note("n1", text=UNSEEN)]).result(WAIT_S)
    ben.room.here("page-b", entity="n1", field="text")
    window = Window(leader)
    window.until(lambda room: room.here == {ben.person})
    assert leader.room.now().editing == ()
    phase(leader, Step.TOUCHPOINTS, Phase.REVEAL)
    ben.room.here("page-b", entity="n1", field="text")
    window.until(lambda room: [one.entity for one in room.editing] == ["n1"])


@pytest.mark.parametrize("bad", ["\x00", "\ud800", "x\udfff", "\x00" * 300, "x" * 50_000], ids=ascii)
def test_text_that_no_database_keeps_harms_nobody_else(store: Store, leader: Seat, bad: str) -> None:
    """PostgreSQL's driver sends half a statement before it finds out; the next one would read that one's answers."""
    anna = joined(store, leader, "Anna")
    workshop, before = leader.workshop.id, store.changes(leader.workshop.id)
    tries: list[Callable[[], object]] = [
        lambda: store.load(bad),
        lambda: store.entrance.whose(bad, "k" * 40),
        lambda: store.entrance.whose(workshop, bad),
        lambda: store.entrance.find(bad, caller="a"),
        lambda: store.entrance.take_over(bad, caller="b"),
        lambda: store.entrance.accept(bad, bad, name="B", caller="c").result(WAIT_S),
        lambda: store.entrance.accept(workshop, bad, name="B", caller="c").result(WAIT_S),
        lambda: store.entrance.join(str(leader.clock.join_code), name=bad, team=bad, caller="d").result(WAIT_S),
        lambda: anna.apply([note("n9", text=bad, step="stages", topic="other", aside=bad)]).result(WAIT_S),
        lambda: anna.apply([note(bad)]).result(WAIT_S),
        lambda: anna.apply([Draft(kind=bad, entity="n9", fields={bad: bad})]).result(WAIT_S),
        lambda: anna.apply([note("n9")], batch=bad).result(WAIT_S),
        lambda: anna.claim({bad: "x", "n1": bad}),
        lambda: anna.votes.cast(bad, {bad: 1}).result(WAIT_S),
        lambda: anna.votes.mine(bad),
        lambda: anna.room.here(bad, entity=bad, field=bad),
        lambda: store.history(workshop, bad),
    ]
    for attempt in tries:
        try:
            attempt()
        except ModelError as error:
            ascii(str(error))
    anna.room.keep_draft(bad[:100], f"Half {bad}")
    assert all("Half" in text for text in anna.room.drafts().values())
    "".join(anna.room.drafts().values()).encode()  # a page can be sent it
    assert store.changes(workshop) == before
    # Whoever asks next gets their own answers, and presence goes on.
    for n in range(12):
        assert store.entrance.find(str(leader.clock.join_code), caller=f"later {n}") == workshop
        assert store.load(workshop).id == workshop
    window = Window(leader)
    anna.room.here("page-a")
    window.until(lambda room: anna.person in room.here)
