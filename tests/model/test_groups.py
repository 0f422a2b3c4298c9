"""Who sits with whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from cjm_widgets.model import Group, Person, Role, Settings, Workshop
from cjm_widgets.model.groups import seat_at_tables
from cjm_widgets.model.workshop import shelve


def workshop(people: int, *things: Group) -> Workshop:
    guests = [Person(id=f"p{n}", name=f"P{n}", team=f"team-{n % 3}") for n in range(people)]
    lead = Person(id="lead", name="Lead", role=str(Role.FACILITATOR))
    return Workshop("w", shelve([Settings(id="w", title="x"), lead, *guests, *things]))


@pytest.mark.parametrize(
    ("people", "sizes"), [(0, []), (1, [1]), (6, [6]), (7, [3, 4]), (12, [6, 6]), (40, [5, 5, 6, 6, 6, 6, 6])]
)
def test_tables_of_up_to_six_and_even(people: int, sizes: list[int]) -> None:
    drafts = seat_at_tables(workshop(people))
    seats = Counter(str(draft.fields["group"]) for draft in drafts if draft.kind == "person")
    assert sorted(seats.values()) == sizes
    assert {draft.entity for draft in drafts if draft.kind == "group"} == set(seats)
    assert "lead" not in {draft.entity for draft in drafts}


def test_colleagues_are_spread() -> None:
    room = workshop(12)
    by_table: dict[str, set[str]] = {}
    for draft in seat_at_tables(room):
        person = room.find(Person, draft.entity)
        if person is not None:
            by_table.setdefault(str(draft.fields["group"]), set()).add(str(person.team))
    assert all(len(teams) == 3 for teams in by_table.values())


def test_tables_that_are_there_are_used_and_whoever_sits_right_stays() -> None:
    table = Group(id="g1", name="By the window", journey=None)
    room = workshop(5, table)
    drafts = seat_at_tables(room)
    assert {draft.fields.get("group") for draft in drafts} == {"g1"}
    seated = [replace(one, group="g1") for one in room.all(Person) if one.role == "participant"]
    assert seat_at_tables(Workshop("w", shelve([table, *seated]))) == ()


def test_tables_work_on_journeys_in_turns() -> None:
    made = [draft for draft in seat_at_tables(workshop(20), journeys=["j1", "j2"]) if draft.kind == "group"]
    assert [draft.fields["journey"] for draft in made] == ["j1", "j2", "j1", "j2"]
    assert [draft.fields["name"] for draft in made] == ["Table 1", "Table 2", "Table 3", "Table 4"]
