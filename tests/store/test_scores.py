"""Anonymous scores: nobody sees them before they are revealed, and nobody knows whose they are afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from cjm_widgets.model import (
    DELETED,
    Draft,
    Emotion,
    ModelError,
    Phase,
    Refused,
    Role,
    Settings,
    Step,
    Viewer,
    derived_id,
)
from cjm_widgets.model.document import dump
from cjm_widgets.store import schema
from tests.store.making import FACILITATOR, WAIT_S, edit, joined, open_door, phase, team, touchpoint, watching

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.store import Seat, Store


@pytest.fixture
def leader(store: Store, workshop: str) -> Seat:
    seat = store.seat(workshop, FACILITATOR)
    settings = Draft(kind=Settings.KIND, entity=workshop, fields={"anonymous_emotions": True})
    seat.apply([settings, touchpoint("t1"), touchpoint("t2"), team("shop"), team("legal")]).result(WAIT_S)
    open_door(seat)
    return seat


def score(seat: Seat, touchpoint: str, valence: int, **fields: str) -> Draft:
    return Draft(
        kind="emotion", entity=seat.id_for("emotion", touchpoint),
        fields={"touchpoint": touchpoint, "valence": valence, **fields},
    )  # fmt: skip


def rows(store: Store) -> list[object]:
    with store.database.reading() as connection:
        return list(connection.execute(select(schema.score)).all())


def test_a_score_waits_where_only_its_owner_sees_it(
    store: Store, open_another: Callable[[], Store], leader: Seat
) -> None:
    anna, ben = joined(store, leader, "Anna"), joined(store, leader, "Ben")
    before = store.changes(leader.workshop.id)
    with watching(anna) as watch, watching(leader) as led:
        receipt = anna.apply([score(anna, "t1", -2)]).result(WAIT_S)
        watch.until(lambda view: len(view.all(Emotion)) == 1)
        assert not [view for view in led.views if view.all(Emotion)]
    assert receipt.secrets.keys() == {anna.id_for("emotion", "t1")}
    assert store.changes(leader.workshop.id) == before
    assert ben.workshop.all(Emotion) == leader.workshop.all(Emotion) == ()
    assert "valence" not in dump(store.load(leader.workshop.id))
    back = open_another().entrance.resume(leader.workshop.id, str(anna.resume_key))
    assert [one.valence for one in back.workshop.all(Emotion)] == [-2]
    assert back.id_for("emotion", "t1") == anna.id_for("emotion", "t1")
    claimed = open_another().seat(leader.workshop.id, ben.viewer)
    claimed.claim(receipt.secrets)
    assert len(claimed.workshop.all(Emotion)) == 1


def test_it_is_changed_and_taken_back_until_it_is_revealed(store: Store, leader: Seat) -> None:
    anna = joined(store, leader, "Anna")
    mine = score(anna, "t1", -2)
    anna.apply([mine]).result(WAIT_S)
    anna.apply([edit(mine.entity, "emotion", valence=1), edit(mine.entity, "emotion", word="hm")]).result(WAIT_S)
    assert [(one.valence, one.word) for one in anna.workshop.all(Emotion)] == [(1, "hm")]
    anna.apply([Draft(kind="emotion", entity=mine.entity, fields={DELETED: True})]).result(WAIT_S)
    assert anna.workshop.all(Emotion) == ()
    assert rows(store) == []
    anna.apply([mine]).result(WAIT_S)
    assert len(rows(store)) == 1


def test_each_person_has_one_score_a_touchpoint_and_no_name_in_its_id(store: Store, leader: Seat) -> None:
    anna, ben = joined(store, leader, "Anna"), joined(store, leader, "Ben")
    anna.apply([score(anna, "t1", -2)]).result(WAIT_S)
    given_away = derived_id("emotion", "t1", str(anna.person))
    for entity in ("emotion-second", given_away, anna.id_for("emotion", "t2"), ben.id_for("emotion", "t1")):
        fields = {"touchpoint": "t1", "valence": 2}
        with pytest.raises(ModelError):
            anna.apply([Draft(kind="emotion", entity=entity, fields=fields)]).result(WAIT_S)
    for change in ({"valence": 2}, {DELETED: True}):
        with pytest.raises(Refused):
            ben.apply([Draft(kind="emotion", entity=anna.id_for("emotion", "t1"), fields=change)]).result(WAIT_S)
    assert [one.valence for one in anna.workshop.all(Emotion)] == [-2]


def test_revealed_they_are_in_the_log_without_a_key_and_shuffled(
    store: Store, open_another: Callable[[], Store], leader: Seat
) -> None:
    seats = [joined(store, leader, f"P{n}", team="shop") for n in range(7)]
    solo = joined(store, leader, "Solo", team="legal")
    for seat in seats:
        seat.apply([score(seat, "t1", 1, team="shop"), score(seat, "t2", 2, team="shop")]).result(WAIT_S)
    solo.apply([score(solo, "t2", -2, team="legal")]).result(WAIT_S)
    written = [seat.id_for("emotion", "t1") for seat in seats]
    with store.database.reading() as connection:
        table = str(connection.execute(select(schema.score)).all())
    assert not [seat for seat in (*seats, solo) if str(seat.person) in table or str(seat.resume_key) in table]
    phase(leader, Step.EMOTIONS, Phase.REVEAL)
    log = [change for change in store.changes(leader.workshop.id) if change.kind == "emotion"]
    assert len(log) == 15
    assert len({change.batch for change in log}) == 1
    assert {(change.author, change.at[13:]) for change in log} == {(None, ":00:00.000Z")}
    assert [change.entity for change in log if change.entity in written] != written
    teams = {one.touchpoint: {other.team for other in leader.workshop.of(Emotion, touchpoint=one.touchpoint)}
             for one in leader.workshop.all(Emotion)}  # fmt: skip
    assert teams["t1"] == {"shop"}
    assert teams["t2"] == {None}, "the one of another team would stand out"
    assert rows(store) == []
    assert len(seats[0].workshop.all(Emotion)) == 15
    back = open_another().entrance.resume(leader.workshop.id, str(solo.resume_key))
    back.apply([edit(solo.id_for("emotion", "t2"), "emotion", valence=-1)]).result(WAIT_S)
    last = store.changes(leader.workshop.id)[-1]
    assert (last.author, last.fields) == (None, {"valence": -1})
    with pytest.raises(Refused):
        back.apply([score(solo, "t1", 0)]).result(WAIT_S)


def test_one_entered_for_somebody_is_anonymous_too(store: Store, leader: Seat) -> None:
    anna = joined(store, leader, "Anna")
    for person in (str(anna.person), "paper 1"):
        draft = Draft(
            kind="emotion", entity=leader.id_for("emotion", "t1", f"for {person}"),
            fields={"touchpoint": "t1", "valence": 1},
        )  # fmt: skip
        leader.apply([draft], for_person=person).result(WAIT_S)
    assert len(rows(store)) == 2
    assert str(anna.person) not in str(rows(store))
    phase(leader, Step.EMOTIONS, Phase.REVEAL)
    assert [one.author for one in leader.workshop.all(Emotion)] == [None, None]
    assert anna.workshop.all(Emotion) == leader.workshop.all(Emotion)


def test_a_batch_of_scores_and_cards_is_written_whole_or_not_at_all(store: Store, leader: Seat) -> None:
    anna = joined(store, leader, "Anna")
    note = Draft(kind="note", entity="n1", fields={"text": "Hm", "step": "emotions"})
    bad = Draft(kind="note", entity="n2", fields={"text": "Hm", "step": "no such step"})
    with pytest.raises(ModelError):
        anna.apply([score(anna, "t1", 1), bad]).result(WAIT_S)
    assert rows(store) == []
    receipt = anna.apply([score(anna, "t1", 1), note]).result(WAIT_S)
    assert leader.workshop.get("n1") is not None
    assert anna.workshop.get(anna.id_for("emotion", "t1")) is not None
    assert receipt.seq == leader.workshop.seq


def test_the_id_is_the_same_whether_the_page_names_the_journey_or_not(store: Store, leader: Seat) -> None:
    persona = Draft(kind="persona", entity="persona-1", fields={"name": "Mia"})
    leader.apply([persona]).result(WAIT_S)
    anna = joined(store, leader, "Anna")
    assert anna.id_for("emotion", "t1", "journey-1") == anna.id_for("emotion", "t1")
    draft = Draft(
        kind="emotion", entity=anna.id_for("emotion", "t1", "journey-1", "persona-1"),
        fields={"touchpoint": "t1", "valence": 1, "persona": "persona-1"},
    )  # fmt: skip
    anna.apply([draft, score(anna, "t1", 2)]).result(WAIT_S)
    assert sorted(one.valence or 0 for one in anna.workshop.all(Emotion)) == [1, 2]


def test_without_anonymity_a_page_without_a_key_has_the_ids_that_it_always_had(store: Store, workshop: str) -> None:
    viewer = Viewer(role=Role.FACILITATOR, person="person-f")
    seat = store.seat(workshop, viewer)
    assert seat.id_for("emotion", "t1", "journey-1") == derived_id("emotion", "t1", "person-f", "journey-1")
