from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import Clock, Draft, Phase, Role, Step
from cjm_widgets.widgets import Grid
from tests.widgets.room import JOURNEY, MemorySeat, Room

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.widgets.conftest import Page

CELL = {"touchpoint": "touchpoint-1", "team": "team-1"}


def grid(seat: MemorySeat) -> Grid:
    return Grid(
        seat, "raci", rows="touchpoint", columns="team", value="part", group="stage", fixed={"journey": JOURNEY}
    )


@pytest.fixture
def page(ana: MemorySeat, page_of: Callable[[Grid], Page]) -> Page:
    for n in (1, 2):
        ana.apply([Draft(kind="team", entity=f"team-{n}", fields={"name": f"Team {n}"})])
    return page_of(grid(ana))


def slot(page: Page, team: str = "team-1") -> str:
    return page.widget.start["records"]["touchpoint-1"]["slots"][team]


def choose(page: Page, cell: str, part: str | None, **more: object) -> list[dict[str, object]]:
    fields = {"deleted": True} if part is None else {"part": part}
    return page.change(cell, kind="raci", fields=fields, **more)


def test_a_cell_is_made_with_what_it_is_about_and_emptied_and_made_again(page: Page, room: Room) -> None:
    cell = slot(page)
    choose(page, cell, "accountable", made=True)
    made = room.workshop.get(cell)
    assert (made.touchpoint, made.team, made.part) == ("touchpoint-1", "team-1", "accountable")
    choose(page, cell, None, id="c-2", base=room.workshop.seq)
    assert room.workshop.get(cell) is None
    page.say({"type": "undo"})
    assert room.workshop.get(cell).part == "accountable"


def test_those_who_lead_share_a_cell_and_participants_have_their_own(
    page: Page, room: Room, page_of: Callable[[Grid], Page]
) -> None:
    second = page_of(grid(MemorySeat(room, "person-cleo", Role.CO_FACILITATOR)))
    ben = page_of(grid(MemorySeat(room, "person-ben", Role.PARTICIPANT)))
    assert slot(second) == slot(page)
    assert slot(ben) != slot(page)
    choose(ben, slot(ben), "informed", made=True)
    assert room.workshop.get(slot(ben)).author == "person-ben"
    (patch,) = page.of("patch")
    assert patch["put"][slot(ben)]["fields"]["part"] == "informed"
    (refused,) = choose(ben, slot(page), "informed", id="c-2", made=True)
    assert refused["type"] == "refused"


def test_what_would_be_refused_is_not_offered_and_it_says_why(
    page: Page, room: Room, page_of: Callable[[Grid], Page]
) -> None:
    seat = MemorySeat(room, "person-ben", Role.PARTICIPANT)
    room.append([Draft(kind="person", entity="person-ben", fields={"name": "Ben"})], batch="b", base=None, author=None)
    ben = page_of(grid(seat))
    assert page.widget.spec["rights"] is None
    assert (ben.widget.spec["rights"]["add"], ben.widget.spec["rights"]["closed"]) == (True, "")
    choose(ben, slot(ben), "informed", made=True)
    seat.clock = Clock(phases={Step.COLLABORATION: Phase.REVEAL})
    revealed = page_of(grid(seat)).widget.spec["rights"]
    # What is one's own may still be changed; an empty cell may not be filled in any more.
    assert (revealed["add"], revealed["edit"], revealed["own"]) == (False, True, [slot(ben)])
    assert revealed["closed"] == "Collecting is over; now all cards are looked at together."
    seat.clock = Clock(phases={Step.COLLABORATION: Phase.DECIDE})
    decided = page_of(grid(seat)).widget.spec["rights"]
    assert (decided["add"], decided["edit"]) == (False, False)
    assert decided["closed"] == "The facilitator is settling this step."
    seat.clock = Clock(locked=True)
    assert page_of(grid(seat)).widget.spec["rights"]["closed"] == "Everything is locked for the moment."


def test_a_cell_that_an_import_made_is_this_cell(ana: MemorySeat, page: Page, page_of: Callable[[Grid], Page]) -> None:
    ana.apply([Draft(kind="raci", entity="raci-imported", fields={**CELL, "part": "consulted"})])
    (patch,) = [one for one in page.of("patch") if "touchpoint-1" in one["put"]]
    assert patch["put"]["touchpoint-1"]["slots"]["team-1"] == "raci-imported"
    assert slot(page_of(grid(ana))) == "raci-imported"


def test_a_new_team_gives_every_row_a_new_cell(page: Page) -> None:
    page.change("team-9", kind="team", made=True, fields={"name": "Warehouse", "rank": "z"})
    (patch,) = page.of("patch")
    assert patch["put"]["team-9"]["label"] == "Warehouse"
    assert {"team-1", "team-2", "team-9"} == set(patch["put"]["touchpoint-1"]["slots"])


FORGED = {
    "a cell of nothing": {"entity": "raci-x", "made": True},
    "another touchpoint": {"made": True, "fields": {"part": "informed", "touchpoint": "touchpoint-2"}},
    "a part that is none": {"made": True, "fields": {"part": "boss"}},
    "the standing": {"made": True, "fields": {"part": "informed", "standing": "hidden"}},
    "somebody else's name": {"made": True, "fields": {"part": "informed", "author": "person-ben"}},
    "another kind": {"kind": "touchpoint", "entity": "touchpoint-1", "fields": {"name": "Hacked"}},
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED.keys())
def test_a_forged_cell_changes_nothing(page: Page, room: Room, forged: dict[str, object]) -> None:
    before = room.workshop
    message = {"kind": "raci", "entity": slot(page), "fields": {"part": "informed"}, **forged}
    (refused,) = page.change(**message)
    assert refused["type"] == "refused"
    assert room.workshop is before


def test_a_participant_adds_no_team(room: Room, page_of: Callable[[Grid], Page]) -> None:
    ben = page_of(grid(MemorySeat(room, "person-ben", Role.PARTICIPANT)))
    (refused,) = ben.change("team-9", kind="team", made=True, fields={"name": "Mine"})
    assert refused["message"] == "This cannot be changed here."
    assert room.workshop.all("team") == ()


@pytest.mark.parametrize(
    "options",
    [{"rows": "stage"}, {"columns": "persona"}, {"value": "nothing"}, {"value": "evidence_n"}, {"group": "x"}],
)
def test_what_the_model_does_not_have_is_refused(ana: MemorySeat, options: dict[str, str]) -> None:
    plain = {"rows": "touchpoint", "columns": "team", "value": "part"}
    with pytest.raises(ValueError, match=r"raci|grid|touchpoint"):
        Grid(ana, "raci", **{**plain, **options})
