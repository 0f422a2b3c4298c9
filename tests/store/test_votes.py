"""Votes: blind until they are closed, counted once, and nobody's ballot is anybody's afterwards."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from cjm_widgets.model import Ballot, InvalidValue, ModelError, Refused, TeamTotal, Vote, VoteOption
from cjm_widgets.model.document import dump, load
from cjm_widgets.store import Unreachable, backup, schema, writer
from tests.store.making import FACILITATOR, WAIT_S, joined, open_door, team, touchpoint, watching

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cjm_widgets.store import Seat, Store

CARDS = ("t1", "t2", "t3", "t4")


@pytest.fixture
def leader(store: Store, workshop: str) -> Seat:
    seat = store.seat(workshop, FACILITATOR)
    seat.apply([touchpoint(card, f"Touchpoint {card}") for card in CARDS]).result(WAIT_S)
    open_door(seat)
    return seat


@pytest.fixture
def vote(leader: Seat) -> str:
    return leader.votes.open("Which first?", CARDS, step="touchpoints", limit=2).result(WAIT_S)


def people(store: Store, leader: Seat, n: int, **said: str) -> list[Seat]:
    return [joined(store, leader, f"Person {m}", **said) for m in range(n)]


def test_dots_are_changed_until_the_vote_is_closed(store: Store, leader: Seat, vote: str) -> None:
    anna, ben = people(store, leader, 2)
    anna.votes.cast(vote, {"t1": 2, "t2": 1}).result(WAIT_S)
    anna.votes.cast(vote, {"t1": 1, "t3": 2}, done=True).result(WAIT_S)
    ben.votes.cast(vote, {"t1": 2}).result(WAIT_S)
    assert (anna.votes.mine(vote).dots, anna.votes.mine(vote).done) == ({"t1": 1, "t3": 2}, True)
    turnout = leader.votes.turnout(vote)
    assert (turnout.started, turnout.finished) == (2, 1)
    leader.votes.close(vote).result(WAIT_S)
    closed = leader.workshop.find(Vote, vote)
    assert closed is not None
    assert (closed.state, closed.took_part, closed.dots_each, closed.limit) == ("closed", 2, 3, 2)
    counted = {option.card: (option.dots, option.voters) for option in leader.workshop.of(VoteOption, vote=vote)}
    assert counted == {"t1": (3, 2), "t2": (0, 0), "t3": (2, 1), "t4": (0, 0)}
    with pytest.raises(Refused, match="closed"):
        anna.votes.cast(vote, {"t1": 1}).result(WAIT_S)


@pytest.mark.parametrize(
    "dots", [{"t1": 3}, {"t1": 2, "t2": 2}, {"nothing": 1}, {"t1": -1}, {"t1": True}, {"t1": 1.5}, {"journey-1": 1}]
)
def test_more_than_allowed_is_refused(store: Store, leader: Seat, vote: str, dots: dict[str, int]) -> None:
    anna = joined(store, leader, "Anna")
    anna.votes.cast(vote, {"t4": 1}).result(WAIT_S)
    with pytest.raises(InvalidValue):
        anna.votes.cast(vote, dots).result(WAIT_S)
    assert anna.votes.mine(vote).dots == {"t4": 1}


def test_a_reload_and_another_device_find_the_same_ballot(
    store: Store, open_another: Callable[[], Store], leader: Seat, vote: str
) -> None:
    anna = joined(store, leader, "Anna")
    anna.votes.cast(vote, {"t1": 1}).result(WAIT_S)
    back = open_another().entrance.resume(leader.workshop.id, str(anna.resume_key))
    assert back.votes.mine(vote).dots == {"t1": 1}
    back.votes.cast(vote, {"t2": 1}).result(WAIT_S)
    assert leader.votes.turnout(vote).started == 1


def test_before_it_is_closed_a_vote_shows_nowhere(
    store: Store, leader: Seat, vote: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    anna = joined(store, leader, "Anna")
    before = store.changes(leader.workshop.id)
    known = leader.workshop.seq
    with watching(leader) as watch:
        anna.votes.cast(vote, {"t1": 2, "t2": 1}, done=True).result(WAIT_S)
        leader.votes.cast(vote, {"t3": 2}, paper="no device").result(WAIT_S)
        # Of what was there before, somebody may still be told; of ballots nobody is.
        assert all(view.seq <= known for view in watch.views)
    assert store.changes(leader.workshop.id) == before
    assert all(option.dots is None for option in leader.workshop.of(VoteOption, vote=vote))
    assert leader.votes.mine(vote).dots == {}
    assert '"t1": 2' not in dump(store.load(leader.workshop.id))
    assert str(anna.resume_key) not in caplog.text
    if not store.database.is_sqlite:
        folder = backup(store, tmp_path)
        for file in folder.iterdir():
            text = file.read_text()
            assert "ballot" not in text
            assert str(anna.resume_key) not in text


def test_the_table_of_ballots_leads_to_nobody(store: Store, leader: Seat, vote: str) -> None:
    leader.apply([team("shop")]).result(WAIT_S)
    anna = joined(store, leader, "Anna", team="shop")
    anna.votes.cast(vote, {"t1": 2}).result(WAIT_S)
    key = str(anna.resume_key)
    with store.database.reading() as connection:
        row = connection.execute(select(schema.ballot)).one()
        assert row.team is None, "a team of one would tell"
        for table in schema.metadata.sorted_tables:
            for line in connection.execute(select(table)).all():
                text = json.dumps([str(value) for value in line])
                assert key not in text, table.name
                assert not (row.key in text and table is not schema.ballot), table.name
                assert not (str(anna.person) in text and table is schema.ballot)


def test_ballots_are_written_without_a_name_and_are_not_in_files(
    store: Store, open_another: Callable[[], Store], leader: Seat, vote: str
) -> None:
    leader.apply([team("shop"), team("legal")]).result(WAIT_S)
    shop = people(store, leader, 6, team="shop")
    legal = people(store, leader, 5, team="legal")
    for n, seat in enumerate([*shop, *legal]):
        seat.votes.cast(vote, {CARDS[n % 3]: 2, "t4": 1}).result(WAIT_S)
    leader.votes.close(vote).result(WAIT_S)
    workshop = open_another().load(leader.workshop.id)
    ballots = workshop.of(Ballot, vote=vote)
    assert len(ballots) == 11
    assert {ballot.team for ballot in ballots} == {"shop", "legal"}
    options = {option.id: option.card for option in workshop.of(VoteOption, vote=vote)}
    totals = {(total.team, options[total.option]): total.dots for total in workshop.all(TeamTotal)}
    assert totals["shop", "t4"] == 6
    assert totals["legal", "t4"] == 5
    assert {total.took_part for total in workshop.all(TeamTotal)} == {6, 5}
    with store.database.reading() as connection:
        assert connection.execute(select(schema.ballot)).all() == []
    text = dump(workshop)
    assert "marks" not in text
    assert load(text).find(Vote, vote) is not None
    assert shop[0].workshop.all(Ballot) == ()
    assert shop[0].workshop.of(VoteOption, vote=vote)[0].dots is not None


def test_a_small_team_is_never_told(store: Store, leader: Seat, vote: str) -> None:
    leader.apply([team("shop"), team("legal")]).result(WAIT_S)
    seats = [*people(store, leader, 5, team="shop"), joined(store, leader, "Solo", team="legal")]
    for seat in seats:
        seat.votes.cast(vote, {"t1": 1}).result(WAIT_S)
    leader.votes.close(vote).result(WAIT_S)
    # Were the five told, the sixth would be known by what is missing.
    assert leader.workshop.all(TeamTotal) == ()
    assert {ballot.team for ballot in leader.workshop.all(Ballot)} == {None}


def test_papers_are_entered_by_those_who_lead(store: Store, leader: Seat, vote: str) -> None:
    anna = joined(store, leader, "Anna")
    for n in range(3):
        leader.votes.cast(vote, {"t1": 2}, paper=f"paper {n}", done=True).result(WAIT_S)
    leader.votes.cast(vote, {"t2": 1}, paper="paper 0").result(WAIT_S)
    leader.votes.cast(vote, {}, paper="paper 2").result(WAIT_S)
    assert leader.votes.turnout(vote).started == 2
    with pytest.raises(Refused):
        anna.votes.cast(vote, {"t1": 1}, paper="paper 9").result(WAIT_S)
    with pytest.raises(Refused):
        leader.votes.cast(vote, {"t1": 1}).result(WAIT_S)
    leader.votes.close(vote).result(WAIT_S)
    assert {option.card: option.dots for option in leader.workshop.of(VoteOption, vote=vote)}["t1"] == 2


def test_a_vote_is_opened_and_closed_by_those_who_lead(store: Store, leader: Seat, vote: str) -> None:
    anna = joined(store, leader, "Anna")
    for attempt in (
        anna.votes.open("Mine?", CARDS), anna.votes.close(vote), anna.votes.again(vote),
        leader.votes.open("One?", ["t1"]), leader.votes.open("Gone?", ["t1", "nothing"]),
        leader.votes.open("", CARDS), leader.votes.open("None?", CARDS, limit=0), leader.votes.close("nothing"),
    ):  # fmt: skip
        with pytest.raises(ModelError):
            attempt.result(WAIT_S)
    assert len(leader.workshop.all(Vote)) == 1


def test_a_vote_again_is_another_vote(store: Store, leader: Seat, vote: str) -> None:
    anna = joined(store, leader, "Anna")
    anna.votes.cast(vote, {"t1": 1}).result(WAIT_S)
    leader.votes.close(vote).result(WAIT_S)
    again = leader.votes.again(vote).result(WAIT_S)
    second = leader.workshop.find(Vote, again)
    assert second is not None
    assert (second.repeats, second.state, second.limit) == (vote, "open", 2)
    assert anna.votes.mine(again).dots == {}
    assert {option.card for option in leader.workshop.of(VoteOption, vote=again)} == set(CARDS)


def test_dots_by_the_root_of_the_cards(leader: Seat) -> None:
    many = [touchpoint(f"m{n}") for n in range(10)]
    leader.apply(many).result(WAIT_S)
    vote = leader.votes.open("Which?", [draft.entity for draft in many], dots="sqrt").result(WAIT_S)
    found = leader.workshop.find(Vote, vote)
    assert found is not None
    assert found.dots_each == 4


def test_whoever_closes_at_once_closes_it_once(
    store: Store, open_another: Callable[[], Store], leader: Seat, vote: str
) -> None:
    anna = joined(store, leader, "Anna")
    anna.votes.cast(vote, {"t1": 2}).result(WAIT_S)
    seats = [leader, *(open_another().seat(leader.workshop.id, FACILITATOR) for _ in range(2))]
    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(lambda n: seats[n % 3].votes.close(vote).result(WAIT_S), range(6)))
    assert sum(receipt is not None for receipt in done) == 1
    assert len(leader.workshop.of(Ballot, vote=vote)) == 1


@pytest.mark.parametrize("committed", [True, False])
def test_a_connection_that_breaks_while_a_vote_is_closed_loses_and_doubles_nothing(
    store: Store, leader: Seat, vote: str, monkeypatch: pytest.MonkeyPatch, *, committed: bool
) -> None:
    anna = joined(store, leader, "Anna")
    anna.votes.cast(vote, {"t1": 2}).result(WAIT_S)
    real, broke = writer.Writer._commit, []

    def breaking(self: writer.Writer, group: object) -> None:
        if broke:
            real(self, group)  # type: ignore[arg-type]
            return
        broke.append(True)
        if committed:
            for work in group:  # type: ignore[attr-defined]
                monkeypatch.setattr(type(work), "settle", lambda _work: None)
            real(self, group)  # type: ignore[arg-type]
            monkeypatch.undo()
            monkeypatch.setattr(writer.Writer, "_commit", breaking)
        raise ConnectionError

    def explained(_error: BaseException, name: str) -> Unreachable:
        return Unreachable(name, "gone")

    monkeypatch.setattr(writer, "DRIVER_ERRORS", (ConnectionError,))
    monkeypatch.setattr(writer, "explain", explained)
    monkeypatch.setattr(writer.Writer, "_commit", breaking)
    leader.votes.close(vote).result(WAIT_S)
    assert broke
    assert [ballot.marks for ballot in store.load(leader.workshop.id).of(Ballot, vote=vote)] == ["t1=2"]


def test_nobody_votes_in_anothers_place_or_locked(store: Store, leader: Seat, vote: str) -> None:
    anna = joined(store, leader, "Anna")
    leader.set_clock(lambda clock: clock.with_lock(locked=True)).result(WAIT_S)
    with pytest.raises(Refused, match="locked"):
        anna.votes.cast(vote, {"t1": 1}).result(WAIT_S)
    leader.set_clock(lambda clock: clock.with_lock(locked=False)).result(WAIT_S)
    leader.door.remove(str(anna.person), cards=False).result(WAIT_S)
    with pytest.raises(Refused, match="no longer"):
        anna.votes.cast(vote, {"t1": 1}).result(WAIT_S)
