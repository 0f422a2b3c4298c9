from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cjm_widgets.model import Draft
from cjm_widgets.widgets import Form, Table
from tests.widgets.room import JOURNEY, MemorySeat, Room

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.widgets.conftest import Page


@pytest.fixture
def feelings(ana: MemorySeat, page_of: Callable[[Form], Page]) -> Page:
    return page_of(Form(ana, "emotion", each="touchpoint", group="stage", fixed={"journey": JOURNEY}))


def test_each_touchpoint_has_a_place_for_this_persons_answer(feelings: Page, ana: MemorySeat, ben: MemorySeat) -> None:
    records = feelings.widget.start["records"]
    slots = {key: one["slot"] for key, one in records.items() if one["kind"] == "touchpoint"}
    assert len(set(slots.values())) == 4
    again = Form(ana, "emotion", each="touchpoint", group="stage", fixed={"journey": JOURNEY})
    assert again.start["records"]["touchpoint-1"]["slot"] == slots["touchpoint-1"]
    others = Form(ben, "emotion", each="touchpoint", group="stage", fixed={"journey": JOURNEY})
    assert others.start["records"]["touchpoint-1"]["slot"] not in slots.values()


def test_the_first_answer_makes_the_record_and_ties_it(feelings: Page, room: Room) -> None:
    slot = feelings.widget.start["records"]["touchpoint-2"]["slot"]
    feelings.change(slot, kind="emotion", made=True, fields={"valence": -2})
    made = room.workshop.get(slot)
    assert (made.touchpoint, made.valence) == ("touchpoint-2", -2)


def test_somebody_elses_answer_is_neither_shown_nor_taken(feelings: Page, ben: MemorySeat, room: Room) -> None:
    other = Form(ben, "emotion", each="touchpoint", group="stage", fixed={"journey": JOURNEY})
    slot = other.answer_id("touchpoint-1")
    ben.apply([Draft(kind="emotion", entity=slot, fields={"touchpoint": "touchpoint-1", "valence": 2})])
    assert feelings.of("patch") == []
    (refused,) = feelings.change(slot, kind="emotion", fields={"valence": -2})
    assert refused["type"] == "refused"
    assert room.workshop.get(slot).valence == 2


def test_an_answer_given_before_there_were_personas_is_the_primary_ones(ana: MemorySeat) -> None:
    first = Form(ana, "emotion", each="touchpoint", fixed={"journey": JOURNEY})
    before = first.answer_id("touchpoint-1")
    ana.apply([Draft(kind="emotion", entity=before, fields={"touchpoint": "touchpoint-1", "valence": -1})])
    for name in ("nadia", "joel"):
        ana.apply([Draft(kind="persona", entity=f"persona-{name}", fields={"name": name.title()})])
    ana.apply([Draft(kind="journey", entity=JOURNEY, fields={"persona": "persona-nadia"})])

    def asked(persona: str) -> dict[str, Any]:
        fixed = {"journey": JOURNEY, "persona": persona}
        records: dict[str, Any] = Form(ana, "emotion", each="touchpoint", fixed=fixed).start["records"]
        return records

    primary, other = asked("persona-nadia"), asked("persona-joel")
    assert primary["touchpoint-1"]["slot"] == before
    assert primary[before]["fields"]["valence"] == -1
    assert other["touchpoint-1"]["slot"] != before
    assert primary["touchpoint-2"]["slot"] not in (before, other["touchpoint-2"]["slot"])


def test_an_answer_under_a_made_up_id_is_refused(feelings: Page, room: Room) -> None:
    (refused,) = feelings.change("emotion-x", kind="emotion", made=True, fields={"valence": 1})
    assert refused["type"] == "refused"
    assert room.workshop.all("emotion") == ()


def test_a_new_touchpoint_appears_with_a_place_for_its_answer(feelings: Page, ben: MemorySeat) -> None:
    fields = {"journey": JOURNEY, "name": "Gets a voucher"}
    ben.apply([Draft(kind="touchpoint", entity="touchpoint-9", fields=fields)])
    (patch,) = feelings.of("patch")
    assert patch["put"]["touchpoint-9"]["slot"].startswith("emotion-")


def test_a_form_of_one_record_shows_and_makes_only_that(
    ana: MemorySeat, room: Room, page_of: Callable[..., Page]
) -> None:
    page = page_of(Form(ana, "objective", fixed={"journey": JOURNEY}, fields=["statement"]))
    key = page.widget.spec["key"]
    page.change(key, kind="objective", made=True, fields={"statement": "Fewer returns"})
    assert room.workshop.get(key).statement == "Fewer returns"
    (refused,) = page.change("objective-2", id="c-2", kind="objective", made=True, fields={"statement": "x"})
    assert refused["type"] == "refused"


def test_a_field_that_is_not_asked_for_cannot_be_changed(ana: MemorySeat, page_of: Callable[..., Page]) -> None:
    page = page_of(Form(ana, "touchpoint", key="touchpoint-1", fields=["name"]))
    (refused,) = page.change(fields={"channel": "Chat"})
    assert refused["message"] == "This cannot be changed here."


def test_each_needs_a_reference_to_what_is_asked_about(ana: MemorySeat) -> None:
    with pytest.raises(ValueError, match="no field of emotion refers"):
        Form(ana, "emotion", each="stage")


def test_a_table_shows_its_columns_and_offers_all_fields(ana: MemorySeat) -> None:
    table = Table(ana, "touchpoint", fields=["name", "channel"])
    assert [field["name"] for field in table.spec["cells"]] == ["name", "channel"]
    assert len(table.spec["fields"]) > 10


def test_a_table_to_read_takes_any_rows() -> None:
    rows = [{"a": 1.5, "b": None, "c": float("nan"), "d": "<b>"}, {"a": 2}]
    table = Table.of(rows, {"a": "A", "b": "B", "c": "C", "d": "D"}, title="T")
    assert table.spec["rows"] == [[1.5, None, None, "<b>"], [2, None, None, None]]
