"""Step 7: who does what, handoffs, the blueprint, and where teams differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import Draft, Handoff, Raci, Step, Team, deleting
from cjm_widgets.steps import STEPS, Collaboration
from cjm_widgets.steps.blueprint_views import blueprint_said
from cjm_widgets.steps.handoff_views import HANDED, handoffs_said
from cjm_widgets.view.raci import unclear
from cjm_widgets.view.talk_first import talk_first

if TYPE_CHECKING:
    from cjm_widgets.store import Seat


def test_it_is_the_seventh_of_the_steps() -> None:
    assert STEPS[Step.COLLABORATION] is Collaboration
    assert Step.COLLABORATION.number == 7


def test_the_table_names_the_teams_of_each_part_in_the_maps_order(seat: Seat, journey: str) -> None:
    made = Collaboration(seat, journey).table()
    assert list(made.columns) == ["touchpoint", "responsible", "accountable", "consulted", "informed"]
    assert made["touchpoint"].iloc[0] == "Sees the advert"
    assert made.loc["touchpoint-starts-return", "accountable"] == "Service, Logistics"
    assert made.loc["touchpoint-waits-for-refund", "accountable"] == ""
    assert made.loc["touchpoint-waits-for-refund", "responsible"] == "Logistics, Finance"


def test_the_grid_has_a_letter_for_every_record(seat: Seat, journey: str) -> None:
    grid = Collaboration(seat, journey).raci()
    assert list(grid.columns) == [team.name for team in seat.workshop.all(Team)]
    assert (grid != "").to_numpy().sum() == len(seat.workshop.all(Raci))
    assert set(grid.to_numpy().ravel()) == {"", "R", "A", "C", "I"}


def test_a_part_that_was_only_written_is_not_on_the_grid_yet(seat: Seat, journey: str) -> None:
    (one,) = seat.workshop.of(Raci, id="raci-sees-advert-marketing")
    seat.apply([Draft(kind=Raci.KIND, entity=one.id, fields={"standing": "written"})]).result()
    work = Collaboration(seat, journey)
    assert work.raci().loc["Sees the advert", "Marketing"] == ""
    assert "Sees the advert" in str(unclear(seat.workshop, journey))


def test_handoffs_and_blueprint_are_tables(seat: Seat, journey: str) -> None:
    work = Collaboration(seat, journey)
    handoffs = work.handoffs()
    assert list(handoffs.columns[:2]) == ["from", "to"]
    assert list(handoffs.loc["handoff-return-to-accounts", ["from", "to"]]) == ["Logistics", "Finance"]
    assert handoffs.loc["handoff-chat-to-shop", "agreed_hours"] == 72
    assert set(work.blueprint()["lane"]) == {"evidence", "frontstage", "backstage", "support"}


def test_what_stands_beside_a_part_tells_whether_to_open_it(seat: Seat, journey: str) -> None:
    assert handoffs_said(seat.workshop, journey) == "4 handoffs; 2 have no agreed time."
    assert blueprint_said(seat.workshop, journey) == "18 cards in the service blueprint."
    timed = [
        Draft(kind=Handoff.KIND, entity=one.id, fields={"agreed_hours": 8})
        for one in seat.workshop.of(Handoff, agreed_hours=None)
    ]
    seat.apply(timed).result()
    assert handoffs_said(seat.workshop, journey) == "4 handoffs, each with an agreed time."
    seat.apply([deleting(one) for one in seat.workshop.all(Handoff)]).result()
    assert "None yet" in handoffs_said(seat.workshop, journey)


def test_rows_without_an_accountable_team_and_with_two_are_named(seat: Seat, journey: str) -> None:
    said = str(unclear(seat.workshop, journey))
    assert said.count("nobody answers for it") == 2
    assert "2 teams" in said
    assert "Service, Logistics" in said
    settled = [
        Draft(kind=Raci.KIND, entity="raci-starts-return-service", fields={"part": "responsible"}),
        Draft(kind=Raci.KIND, entity="raci-waits-for-refund-finance", fields={"part": "accountable"}),
        Draft(kind=Raci.KIND, entity="raci-reads-reviews-shop", fields={"part": "accountable"}),
    ]
    seat.apply(settled).result()
    assert "Every touchpoint has one accountable team." in str(unclear(seat.workshop, journey))


def test_teams_that_differ_most_come_first_and_alpha_stands_above(seat: Seat, journey: str) -> None:
    work = Collaboration(seat, journey)
    first = work.agreement()
    assert list(first["name"][:2]) == ["Waits for the refund", "Opens the size guide"]
    assert list(first["between"][:2]) == [4.0, 3.0]
    assert "Krippendorff’s α +0.41" in work.alpha()
    listed = str(talk_first(seat.workshop, journey))
    assert listed.index("Waits for the refund") < listed.index("Opens the size guide")
    assert "between teams 4.0" in listed


def test_the_chart_has_a_row_a_touchpoint_and_team(seat: Seat, journey: str) -> None:
    explorer = Collaboration(seat, journey).explore()
    numbers = explorer._drawn.numbers.set_index(["touchpoint", "team"])
    assert numbers.loc[("Waits for the refund", "Service"), "mean"] == -2
    assert numbers.loc[("Waits for the refund", "Shop"), "n"] == 2


def test_without_a_part_it_says_so_in_missing(seat: Seat, journey: str) -> None:
    assert Collaboration.missing(seat.workshop, journey) == ()
    seat.apply([deleting(one) for one in seat.workshop.all(Raci)]).result()
    (said,) = Collaboration.missing(seat.workshop, journey)
    assert "Nobody has said yet which team does what" in said
    assert "No touchpoint has an accountable team yet" in str(unclear(seat.workshop, journey))


def test_participants_get_the_grid_and_their_handoffs_and_nothing_that_draws(seat: Seat, journey: str) -> None:
    grid, drops = Collaboration(seat, journey).alone()
    assert (grid.spec["kind"], drops.spec["kind"]) == ("raci", "handoff")
    assert [field["name"] for field in drops.spec["fields"]] == list(HANDED)


@pytest.mark.parametrize("place", range(3, 7))
def test_every_part_unfolds(seat: Seat, journey: str, place: int) -> None:
    part = Collaboration(seat, journey).widgets()[place]
    assert not part.is_open
    part.turn()
    assert part.is_open
    assert part.children[-1].children
