"""Who wrote an anonymous card: nothing that is written down, and nothing that hangs on it, says so."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import DELETED, Comment, Draft, PainPoint, Phase, Refused, Settings, Step
from cjm_widgets.model.rank import FIRST
from tests.store.making import FACILITATOR, WAIT_S, edit, joined, note, open_door, phase, touchpoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.store import Seat, Store


@pytest.fixture
def leader(store: Store, workshop: str) -> Seat:
    seat = store.seat(workshop, FACILITATOR)
    settings = {"anonymous_notes": True, "anonymous_emotions": True}
    seat.apply([touchpoint("t1"), Draft(kind=Settings.KIND, entity=workshop, fields=settings)]).result(WAIT_S)
    open_door(seat)
    return seat


@pytest.fixture
def anna(store: Store, leader: Seat) -> Seat:
    seat = joined(store, leader, "Anna")
    seat.apply([note("n1"), pain("p1")]).result(WAIT_S)
    return seat


def pain(id: str, **fields: str) -> Draft:
    return Draft(kind="pain_point", entity=id, fields={"journey": "journey-1", "description": "Slow", **fields})


def comment(about: str) -> Draft:
    return Draft(kind=Comment.KIND, entity=f"comment-{about}", fields={"about": about, "text": "Yes"})


def test_no_name_hangs_on_an_anonymous_card_that_nobody_else_sees(leader: Seat, anna: Seat) -> None:
    opportunity = Draft(kind="opportunity", entity="o1", fields={"journey": "journey-1", "question": "How?"})
    why = Draft(kind="why", entity="w1", fields={"pain_point": "p1", "text": "Long queue"})
    anna.apply([opportunity]).result(WAIT_S)
    anna.apply([why]).result(WAIT_S)  # a part of the card, as anonymous as that
    eases = Draft(kind="opportunity_pain", entity="op1", fields={"opportunity": "o1", "pain_point": "p1"})
    for tie in (comment("n1"), comment("w1"), eases):
        with pytest.raises(Refused, match="who wrote"):
            anna.apply([tie]).result(WAIT_S)
    for step in (Step.TOUCHPOINTS, Step.EMOTIONS):
        phase(leader, step, Phase.REVEAL)
    for tie in (comment("n1"), comment("w1")):  # now anybody might have written them
        anna.apply([tie]).result(WAIT_S)
    anna.apply([eases]).result(WAIT_S)


def test_an_anonymous_card_hangs_on_nothing_that_only_its_author_sees(leader: Seat, anna: Seat) -> None:
    anna.apply([touchpoint("mine")]).result(WAIT_S)
    score = Draft(kind="emotion", entity=anna.id_for("emotion", "mine"), fields={"touchpoint": "mine", "valence": 1})
    for tie in (pain("p2", touchpoint="mine"), edit("p1", "pain_point", touchpoint="mine"), score):
        with pytest.raises(Refused, match="who you are"):
            anna.apply([tie]).result(WAIT_S)
    anna.apply([pain("p2", touchpoint="t1")]).result(WAIT_S)
    hidden = {"standing": "hidden"}
    phase(leader, Step.TOUCHPOINTS, Phase.REVEAL)
    anna.apply([edit("p1", "pain_point", touchpoint="mine")]).result(WAIT_S)
    leader.apply([Draft(kind="touchpoint", entity="mine", fields=hidden)]).result(WAIT_S)
    with pytest.raises(Refused, match="who you are"):
        anna.apply([edit("p2", "pain_point", touchpoint="mine")]).result(WAIT_S)


def test_the_place_of_an_anonymous_card_does_not_count_its_authors_cards(store: Store, leader: Seat) -> None:
    anna, ben = joined(store, leader, "Anna"), joined(store, leader, "Ben")
    places = []
    for n, (seat, rank) in enumerate(((anna, "V"), (anna, "W"), (ben, "V"), (anna, "X"), (ben, "W"))):
        seat.apply([pain(f"x{n}", rank=rank)]).result(WAIT_S)
        places.append(store.load(leader.workshop.id).find(PainPoint, f"x{n}").rank)  # type: ignore[union-attr]
    assert places == sorted(set(places)), "each comes after all that were there"
    assert places[0] == FIRST


def test_what_was_done_by_undo_is_as_anonymous(store: Store, leader: Seat, anna: Seat) -> None:
    anna.apply([edit("n1", "note", text="Better said"), edit("p1", "pain_point", description="Too slow")]).result(
        WAIT_S
    )
    anna.undo().result(WAIT_S)
    anna.redo().result(WAIT_S)
    anna.apply([Draft(kind="note", entity="n1", fields={DELETED: True})]).result(WAIT_S)
    anna.undo().result(WAIT_S)
    workshop = leader.workshop.id
    touched = [change for thing in ("n1", "p1") for change in store.history(workshop, thing)]
    assert len(touched) == 10
    assert {change.author for change in touched} == {None}
    assert len({change.batch for change in touched}) == len(touched), "none shares a batch with another"
    assert {change.at[13:] for change in touched} == {":00:00.000Z"}


def test_nothing_in_the_database_leads_to_the_author(
    store: Store, open_another: Callable[[], Store], leader: Seat, anna: Seat
) -> None:
    """Each row, of every table, that names the card or says what it says: none names anything of Anna's."""
    score = {"touchpoint": "t1", "valence": -2}
    anna.apply([Draft(kind="emotion", entity=anna.id_for("emotion", "t1"), fields=score)]).result(WAIT_S)
    anna.apply([edit("n1", "note", text="A zebra at midnight")]).result(WAIT_S)
    anna.room.keep_draft("notes", "A zebra unsent")
    anna.room.here("page-a", entity="n1", field="text")
    anna.room.set_done(Step.TOUCHPOINTS)
    store.snapshot(leader.workshop.id)
    hers = {str(anna.person), "Anna", str(anna.resume_key)}
    secrets = {"n1", "p1", anna.id_for("emotion", "t1"), "zebra"}
    from cjm_widgets.store import schema  # noqa: PLC0415

    rows = []
    with store.database.reading() as connection:
        for table in schema.OF_A_WORKSHOP:
            rows += [json.dumps(list(row), default=str) for row in connection.execute(table.select())]
    # As a word of its own: an id made by chance may hold "n1", too.
    named = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, secrets))})(?![\w-])")
    whose = [row for row in rows if named.search(row)]
    assert len(whose) > 5
    # A snapshot is the whole workshop, people among it: there the card itself must not name her.
    apart = [row for row in whose if "person" not in row or "anonymous_notes" not in row]
    assert [row for row in apart if any(one in row for one in hers)] == []
    assert not any(str(anna.resume_key) in row for row in rows)
    assert not any("zebra unsent" in row for row in rows)
    if store.database.path is not None:  # and what SQLite has in the file beside its tables
        files = store.database.path.parent.glob("workshops.sqlite*")
        raw = b"".join(file.read_bytes() for file in files)
        assert str(anna.resume_key).encode() not in raw
        assert b"zebra unsent" not in raw
        assert b"zebra at midnight" in raw
    back = open_another().entrance.resume(leader.workshop.id, str(anna.resume_key))
    back.apply([edit("n1", "note", text="Still mine, on another server")]).result(WAIT_S)
    code = anna.door.hand_over().code
    phone = open_another().entrance.take_over(code, caller="phone")
    there = open_another().entrance.resume(phone.workshop, phone.key)
    there.apply([edit("p1", "pain_point", description="Still mine, on my phone")]).result(WAIT_S)
