"""The clock, the lock and the agenda, on all pages alike."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import AgendaItem, Clock, Phase, Refused, Step, preset
from cjm_widgets.model.clock import Clock as Known
from tests.store.making import FACILITATOR, WAIT_S, joined, note, open_door, watching

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.store import Seat, Store


@pytest.fixture
def leader(store: Store, workshop: str) -> Seat:
    seat = store.seat(workshop, FACILITATOR)
    open_door(seat)
    return seat


def test_a_turn_of_the_clock_is_told_everywhere(open_another: Callable[[], Store], leader: Seat) -> None:
    anna = joined(open_another(), leader, "Anna")
    clocks: list[Clock] = []
    told = Event()
    leave = anna.subscribe_clock(lambda clock: (clocks.append(clock), told.set()))
    with watching(anna) as watch:
        leader.set_clock(lambda clock: clock.at(Step.STAGES, Phase.REVEAL).timed(300).started(1000.0)).result(WAIT_S)
        assert told.wait(WAIT_S)
        watch.until(lambda _view: anna.clock.step is Step.STAGES)
    assert (clocks[-1].phase(Step.STAGES), clocks[-1].remaining_s(1100.0)) == (Phase.REVEAL, 200.0)
    count = len(clocks)
    leave()
    with watching(anna) as watch:
        leader.set_clock(lambda clock: clock.longer(60)).result(WAIT_S)
        watch.until(lambda _view: anna.clock.ends_at == 1360.0)
    assert len(clocks) == count
    with pytest.raises(Refused):
        anna.set_clock(lambda clock: clock.at(Step.ACTION)).result(WAIT_S)


def test_a_change_is_no_turn_of_the_clock(store: Store, leader: Seat) -> None:
    anna = joined(store, leader, "Anna")
    before = leader.clock
    clocks: list[Clock] = []
    leader.subscribe_clock(clocks.append)
    with watching(leader) as watch:
        anna.apply([note("n1")]).result(WAIT_S)
        watch.until(lambda view: view.get("n1") is not None)
    # The turn that opened the door may still be on its way; a new one there is not.
    assert all(clock == before for clock in clocks)


def test_while_collecting_nobody_is_told_of_others_entries(store: Store, leader: Seat) -> None:
    anna, ben = joined(store, leader, "Anna"), joined(store, leader, "Ben")
    with watching(ben) as watch, watching(leader) as led:
        anna.apply([note("n1")]).result(WAIT_S)
        led.until(lambda view: view.get("n1") is not None)
        ben.apply([note("n2")]).result(WAIT_S)
        watch.until(lambda view: view.get("n2") is not None)
    assert all(view.get("n1") is None for view in watch.views)


def test_locked_is_for_participants(store: Store, leader: Seat) -> None:
    anna = joined(store, leader, "Anna")
    leader.set_clock(lambda clock: clock.with_lock(locked=True)).result(WAIT_S)
    with pytest.raises(Refused, match="locked"):
        anna.apply([note("n1")]).result(WAIT_S)
    leader.apply([note("n2")]).result(WAIT_S)
    leader.set_clock(lambda clock: clock.with_lock(locked=False)).result(WAIT_S)
    anna.apply([note("n1")]).result(WAIT_S)


def test_an_agenda_shows_what_was_planned_and_what_was(open_another: Callable[[], Store], leader: Seat) -> None:
    leader.set_clock(lambda clock: replace(clock, agenda=preset("half_day"))).result(WAIT_S)
    leader.set_clock(lambda clock: replace(clock, agenda=clock.agenda.begun(0, 1000.0))).result(WAIT_S)
    leader.set_clock(lambda clock: replace(clock, agenda=clock.agenda.begun(1, 1720.0))).result(WAIT_S)
    agenda = open_another().clock(leader.workshop.id).agenda
    assert sum(item.minutes for item in agenda.items) == 210
    assert agenda.planned_at()[:3] == (1000.0, 1600.0, 2800.0)
    assert [item.began_at for item in agenda.items[:3]] == [1000.0, 1720.0, None]
    assert agenda.current == 1
    assert agenda.late_s(1800.0) == 120.0
    assert agenda.late_s(1720.0 + 20 * 60 + 30) == 150.0
    shorter = agenda.changed(2, AgendaItem(title="Persona", minutes=10, step="personas"))
    assert shorter.planned_at()[3] == 3400.0


@pytest.mark.parametrize("name", ["half_day", "ninety_minutes", "two_hours", "remote"])
def test_agendas_to_begin_with_are_as_long_as_they_say(name: str) -> None:
    minutes = {"half_day": 210, "ninety_minutes": 90, "two_hours": 120, "remote": 240}
    agenda = preset(name)
    assert sum(item.minutes for item in agenda.items) == minutes[name]
    assert all(item.step is None or Step(item.step) for item in agenda.items)
    assert Known.from_json(Clock(agenda=agenda).as_json()).agenda == agenda


def test_a_clock_of_an_older_kit_is_read() -> None:
    old = {"step": "stages", "phases": {"stages": "vote"}, "ends_at": None, "left_s": 30}
    clock = Clock.from_json(old)
    assert (clock.phase(Step.STAGES), clock.left_s, clock.locked, clock.joining) == (Phase.VOTE, 30.0, False, False)
    for broken in ({}, {**old, "locked": 1}, {**old, "agenda": {"items": 1}}, {**old, "step": "x"}):
        with pytest.raises(ValueError):
            Clock.from_json(broken)
