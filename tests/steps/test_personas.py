"""Step 3: personas as data, compared, with empathy maps, and what keeps it from being done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import Draft, EmpathyNote, Persona, PersonaPoint, Role, Viewer, deleting, new_id
from cjm_widgets.model.entities.personas import BOXES
from cjm_widgets.steps import Personas
from cjm_widgets.steps.empathy_boards import EmpathyBoards
from cjm_widgets.steps.personas import primary_of
from cjm_widgets.widgets.board import Board

if TYPE_CHECKING:
    from cjm_widgets.store import Seat, Store

NADIA, JOEL = "persona-nadia", "persona-joel"


def test_the_table_counts_what_is_written_about_each_the_primary_one_first(seat: Seat, journey: str) -> None:
    table = Personas(seat, journey).table()
    assert list(table.index) == [NADIA, JOEL]
    assert list(table["primary"]) == [True, False]
    assert list(table.loc[NADIA, ["goals", "needs", "frustrations", "empathy_notes", "sources"]]) == [1, 2, 2, 7, 2]
    seat.apply([Draft(kind="journey", entity=journey, fields={"persona": JOEL})]).result()
    assert list(Personas(seat, journey).table().index) == [JOEL, NADIA]


def test_it_is_done_when_goals_needs_and_frustrations_of_the_primary_one_are_filled(seat: Seat, journey: str) -> None:
    assert Personas.missing(seat.workshop, journey) == ()
    for aspect in ("goal", "need", "frustration"):
        there = seat.workshop.of(PersonaPoint, persona=NADIA, aspect=aspect)
        seat.apply([deleting(one) for one in there]).result()
        assert aspect in Personas.missing(seat.workshop, journey)[0]
        seat.undo().result()
    assert Personas.missing(seat.workshop, journey) == ()
    seat.apply([Draft(kind="journey", entity=journey, fields={"persona": None})]).result()
    assert "primary persona" in Personas.missing(seat.workshop, journey)[0]


def test_personas_stand_side_by_side(seat: Seat, journey: str) -> None:
    compared = Personas(seat, journey).compare()
    assert list(compared.columns) == ["Nadia, first order", "Joel, six orders a year"]
    assert compared.loc["share_percent"].tolist() == ["46", "21"]
    assert "Reorder in three minutes." in compared.loc["goal", "Joel, six orders a year"]
    assert compared.loc["frustration", "Joel, six orders a year"] == ""
    assert compared.loc["skill", "Joel, six orders a year"] == "Knowing his size with us: 5"


def test_what_a_sheet_stands_on_is_counted_by_grade(seat: Seat, journey: str) -> None:
    standing = Personas(seat, journey).standing()
    assert standing.loc["Nadia, first order"].tolist() == [10, 4, 2, 4, 0, 40]
    assert standing.loc["Joel, six orders a year"].tolist() == [2, 2, 0, 0, 0, 100]
    seat.apply([Draft(kind="persona", entity=new_id("persona"), fields={"name": "Nobody yet"})]).result()
    assert Personas(seat, journey).standing().loc["Nobody yet", "points"] == 0


def test_empathy_notes_come_in_the_order_of_the_canvas(seat: Seat, journey: str) -> None:
    boxes = list(Personas(seat, journey).empathy()["box"])
    assert boxes == ["see", "say", "do", "hear", "think_feel", "pains", "gains"]


def test_merged_cards_are_counted_once(seat: Seat, journey: str) -> None:
    into, merged = seat.workshop.of(PersonaPoint, persona=NADIA, aspect="need")
    seat.apply([Draft(kind=merged.KIND, entity=merged.id, fields={"merged_into": into.id})]).result()
    work = Personas(seat, journey)
    assert work.table().loc[NADIA, "needs"] == 1
    assert merged.id not in work.points().index
    assert merged.text not in work.compare().loc["need", "Nadia, first order"]


def test_a_workshop_without_personas_says_what_to_do_and_still_opens(seat: Seat, journey: str) -> None:
    seat.apply([deleting(one) for one in seat.workshop.all(Persona)]).result()
    work = Personas(seat, journey)
    assert Personas.missing(seat.workshop, journey)
    assert len(work.table()) == len(work.compare()) == len(work.standing()) == len(work.empathy()) == 0
    assert primary_of(seat.workshop, journey) is None
    assert work.view.children
    (board,) = work.alone()
    assert board.spec["kind"] == "persona"


def test_where_nobody_chose_the_only_persona_is_the_primary_one(seat: Seat, journey: str) -> None:
    drafts = [Draft(kind="journey", entity=journey, fields={"persona": None})]
    seat.apply([*drafts, *(deleting(one) for one in seat.workshop.all(Persona) if one.id == JOEL)]).result()
    chosen = primary_of(seat.workshop, journey)
    assert chosen is not None
    assert chosen.id == NADIA


def test_participants_write_on_the_primary_personas_map(sample_store: Store, seat: Seat, journey: str) -> None:
    alone = sample_store.seat(seat.workshop.id, Viewer(role=Role.PARTICIPANT, person="person-kofi"))
    boards = Personas(alone, journey).alone()
    assert [board.spec["kind"] for board in boards] == ["empathy_note", "persona_point"]
    fields = {"persona": NADIA, "box": "hear", "text": "Her sister asks every day", "author": "person-kofi"}
    alone.apply([Draft(kind=EmpathyNote.KIND, entity=new_id(EmpathyNote.KIND), fields=fields)]).result()
    assert "Her sister asks every day" in set(Personas(alone, journey).empathy()["text"])
    alone.close()


def test_the_empathy_boards_show_one_persona_at_a_time_and_keep_the_others(seat: Seat, journey: str) -> None:
    boards = EmpathyBoards(seat, journey)
    assert "Nadia" in boards._picture.value
    first = boards._work.children
    boards._go(JOEL)
    assert "Empathy map: Joel" in boards._picture.value
    assert boards._work.children[: len(first)] == first
    assert [board.layout.display for board in boards._work.children] == ["none", None]
    boards._go("persona-nobody")
    assert "Empathy map: Joel" in boards._picture.value
    boards._go(NADIA)
    assert len(boards._work.children) == 2


def test_a_persona_that_comes_later_says_how_to_write_into_its_boxes(seat: Seat, journey: str) -> None:
    for one in seat.workshop.all(Persona):
        seat.apply([deleting(one)]).result()
    boards = EmpathyBoards(seat, journey)
    assert "begins with a persona" in boards._picture.value
    later = new_id(Persona.KIND)
    seat.apply([Draft(kind=Persona.KIND, entity=later, fields={"name": "Rosa"})]).result()
    boards._picture.redraw()
    assert "Press the name above" in boards._picture.value
    boards._go(later)
    assert "Press the name above" not in boards._picture.value
    assert len(boards._work.children) == 1


def test_the_board_has_the_boxes_of_the_preset(seat: Seat, journey: str) -> None:
    boards = EmpathyBoards(seat, journey)
    assert [value for value, _label in boards._work.children[0].spec["column"]["choices"]] == [
        "think_feel", "hear", "see", "say", "do", "pains", "gains",
    ]  # fmt: skip
    seat.apply([Draft(kind="persona", entity=NADIA, fields={"empathy_map": "canvas"})]).result()
    boards._go(NADIA)
    *_, canvas = boards._work.children
    assert [value for value, _label in canvas.spec["column"]["choices"]] == [box for box, _label in BOXES]
    with pytest.raises(ValueError, match="the choices of box are"):
        Board(seat, "empathy_note", columns="box", among=("nose",))
