"""Undo takes back a page's own batches, and nothing that others have done since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import DELETED, Draft, Note, Phase, Refused, Step, Touchpoint
from tests.store.making import FACILITATOR, WAIT_S, edit, gone, name_of, note, participant, phase, touchpoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.store import Seat, Store


@pytest.fixture
def seat(store: Store, workshop: str) -> Seat:
    made = store.seat(workshop, FACILITATOR)
    store.apply(workshop, [touchpoint("t", "First", satisfaction=1)]).result(WAIT_S)
    return made


@pytest.fixture
def other(open_another: Callable[[], Store], workshop: str, seat: Seat) -> Seat:
    del seat  # comes first
    return open_another().seat(workshop, FACILITATOR)


def undo(seat: Seat) -> tuple[str, ...]:
    receipt = seat.undo().result(WAIT_S)
    assert receipt is not None
    return receipt.kept


def redo(seat: Seat) -> tuple[str, ...]:
    receipt = seat.redo().result(WAIT_S)
    assert receipt is not None
    return receipt.kept


def found(seat: Seat, id: str = "t") -> Touchpoint:
    thing = seat.workshop.find(Touchpoint, id)
    assert thing is not None
    return thing


def test_there_is_nothing_to_undo_at_first(seat: Seat) -> None:
    assert not seat.can_undo
    assert not seat.can_redo
    assert seat.undo().result(WAIT_S) is None
    assert seat.redo().result(WAIT_S) is None


def test_back_and_forth_and_back(seat: Seat) -> None:
    for name in ("Second", "Third", "Fourth"):
        seat.apply([edit("t", name=name)]).result(WAIT_S)
    names = []
    for step in (undo, undo, undo, redo, redo, undo, redo, redo):
        assert step(seat) == ()
        names.append(name_of(seat, "t"))
    assert names == ["Third", "Second", "First", "Second", "Third", "Second", "Third", "Fourth"]
    assert (seat.can_undo, seat.can_redo) == (True, False)


def test_a_new_change_ends_redo(seat: Seat) -> None:
    seat.apply([edit("t", name="Second")]).result(WAIT_S)
    undo(seat)
    assert seat.can_redo
    seat.apply([edit("t", name="Other")]).result(WAIT_S)
    assert not seat.can_redo


def test_a_refused_change_is_not_something_to_undo(seat: Seat) -> None:
    assert seat.apply([edit("t", satisfaction=9)]).exception(WAIT_S) is not None
    assert not seat.can_undo


def test_a_batch_goes_back_whole_whatever_it_did(seat: Seat) -> None:
    before = list(seat.workshop)
    seat.apply(
        [touchpoint("t2"), touchpoint("t3"), edit("t2", name="x"), gone("t3"), edit("t", name="y", satisfaction=None)],
        batch="merge",
    ).result(WAIT_S)
    assert undo(seat) == ()
    assert list(seat.workshop) == before
    redo(seat)
    assert (name_of(seat, "t2"), name_of(seat, "t3"), name_of(seat, "t")) == ("x", None, "y")
    assert found(seat).satisfaction is None


def test_one_batch_sent_in_parts_is_one_step(seat: Seat) -> None:
    for n in range(3):
        seat.apply([touchpoint(f"new{n}")], batch="drag").result(WAIT_S)
    undo(seat)
    assert len(seat.workshop.all(Touchpoint)) == 1
    assert not seat.can_undo


def test_a_field_that_somebody_else_has_changed_stays_and_that_is_said(seat: Seat, other: Seat) -> None:
    seat.apply([edit("t", name="Mine", satisfaction=2)]).result(WAIT_S)
    other.apply([edit("t", name="Theirs")], base=seat.workshop.seq).result(WAIT_S)
    kept = undo(seat)
    assert (found(seat).name, found(seat).satisfaction) == ("Theirs", 1)
    assert kept == ("Touchpoint “Theirs”: Touchpoint has been changed since, so it stays.",)


def test_what_others_wrote_in_other_fields_stays(seat: Seat, other: Seat) -> None:
    seat.apply([edit("t", name="Mine")]).result(WAIT_S)
    other.apply([edit("t", channel="App")]).result(WAIT_S)
    assert undo(seat) == ()
    assert (found(seat).name, found(seat).channel) == ("First", "App")


def test_what_others_have_worked_on_is_not_deleted_by_undo(seat: Seat, other: Seat) -> None:
    seat.apply([touchpoint("t2", "New"), touchpoint("t3", "Also new")]).result(WAIT_S)
    other.apply([edit("t2", channel="App")]).result(WAIT_S)
    assert undo(seat) == ("Touchpoint “New”: others have worked on it since, so it stays.",)
    assert (name_of(seat, "t2"), name_of(seat, "t3")) == ("New", None)


def test_what_others_have_built_on_is_not_deleted_by_undo(seat: Seat, other: Seat) -> None:
    seat.apply([touchpoint("t2", "New")]).result(WAIT_S)
    score = {"touchpoint": "t2", "valence": 1}
    other.apply([Draft(kind="emotion", entity="e", fields=score)]).result(WAIT_S)
    assert len(undo(seat)) == 1
    assert seat.workshop.get("e") is not None


def test_a_deletion_brings_back_everything_that_went_with_it(seat: Seat) -> None:
    seat.apply([Draft(kind="emotion", entity="e", fields={"touchpoint": "t", "valence": 1})]).result(WAIT_S)
    seat.apply([gone("t")]).result(WAIT_S)
    assert seat.workshop.get("e") is None
    undo(seat)
    assert (name_of(seat, "t"), seat.workshop.get("e") is not None) == ("First", True)
    redo(seat)
    assert name_of(seat, "t") is None


def test_an_edit_of_what_was_deleted_since_stays_and_that_is_said(seat: Seat, other: Seat) -> None:
    seat.apply([edit("t", name="Mine")]).result(WAIT_S)
    other.apply([gone("t")]).result(WAIT_S)
    assert undo(seat) == ("Touchpoint “Mine”: it has been deleted since.",)
    other.apply([edit("t", **{DELETED: False})]).result(WAIT_S)
    assert name_of(other, "t") == "Mine"


def test_undo_of_an_undo_of_a_creation_keeps_what_others_did_meanwhile(seat: Seat, other: Seat) -> None:
    seat.apply([touchpoint("t2", "New")]).result(WAIT_S)
    undo(seat)
    redo(seat)
    other.apply([edit("t2", channel="App")]).result(WAIT_S)
    assert len(undo(seat)) == 1
    assert name_of(seat, "t2") == "New"


def test_a_participant_may_bring_back_what_they_deleted_even_when_collecting_is_over(
    store: Store, seat: Seat, workshop: str
) -> None:
    anna = store.seat(workshop, participant(store, workshop, "Anna"))
    anna.apply([note("n1")]).result(WAIT_S)
    phase(seat, Step.TOUCHPOINTS, Phase.REVEAL)
    anna.apply([gone("n1", "note")]).result(WAIT_S)
    assert undo(anna) == ()
    assert anna.workshop.find(Note, "n1") is not None


def test_undo_passes_the_policy_and_can_be_done_later(store: Store, seat: Seat, workshop: str) -> None:
    anna = store.seat(workshop, participant(store, workshop, "Anna"))
    anna.apply([note("n1")]).result(WAIT_S)
    phase(seat, Step.TOUCHPOINTS, Phase.VOTE)
    with pytest.raises(Refused, match="vote"):
        anna.undo().result(WAIT_S)
    assert anna.can_undo
    phase(seat, Step.TOUCHPOINTS, Phase.REVEAL)
    undo(anna)
    assert anna.workshop.find(Note, "n1") is None


def test_undo_of_a_moderated_card_does_not_bring_it_back(store: Store, seat: Seat, workshop: str) -> None:
    anna = store.seat(workshop, participant(store, workshop, "Anna"))
    anna.apply([note("n1")]).result(WAIT_S)
    anna.apply([edit("n1", "note", text="Worse")]).result(WAIT_S)
    seat.apply([gone("n1", "note")]).result(WAIT_S)
    assert len(undo(anna)) == 1
    assert anna.undo().result(WAIT_S) is None  # it was deleted, and nothing of it is theirs to take back
    assert seat.workshop.get("n1") is None


def test_an_anonymous_card_is_undone_unsigned(store: Store, seat: Seat, workshop: str) -> None:
    anna = store.seat(workshop, participant(store, workshop, "Anna"))
    seat.apply([Draft(kind="settings", entity=workshop, fields={"anonymous_notes": True})]).result(WAIT_S)
    anna.apply([note("n1")], batch="one").result(WAIT_S)
    anna.apply([edit("n1", "note", text="Two")], batch="two").result(WAIT_S)
    for step in (undo, undo, redo, redo, undo):
        step(anna)
    assert getattr(anna.workshop.get("n1"), "text", None) == note("n1").fields["text"]
    history = store.history(workshop, "n1")
    assert len(history) == 7
    assert {(change.author, change.at[13:]) for change in history} == {(None, ":00:00.000Z")}
    assert len({change.batch for change in history}) == 7


def test_undoing_five_hundred_cards_of_an_import(seat: Seat) -> None:
    seat.apply([touchpoint(f"i{n}") for n in range(500)]).result(WAIT_S)
    undo(seat)
    assert len(seat.workshop.all(Touchpoint)) == 1
    redo(seat)
    assert len(seat.workshop.all(Touchpoint)) == 501


def test_what_was_written_under_a_tombstone_goes_back_too(seat: Seat) -> None:
    seat.apply([gone("t")]).result(WAIT_S)
    seat.apply([edit("t", name="Under it", **{DELETED: True})]).result(WAIT_S)
    undo(seat)
    undo(seat)
    assert name_of(seat, "t") == "First"
