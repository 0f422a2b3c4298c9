"""What belongs to a card, is said about it, and is made of several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import Draft, Role
from cjm_widgets.widgets import Board, Form, Table
from cjm_widgets.widgets.wire import MOST_CHANGES
from tests.widgets.room import JOURNEY, MemorySeat, Room

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.widgets.conftest import Page

PAIN = {"journey": JOURNEY, "description": "The table is in inches"}


@pytest.fixture
def page(ana: MemorySeat, page_of: Callable[[Board], Page]) -> Page:
    for n in (1, 2):
        ana.apply([Draft(kind="pain_point", entity=f"pain_point-{n}", fields={**PAIN, "rank": f"V{n}"})])
    return page_of(Board(ana, "pain_point", fixed={"journey": JOURNEY}, parts=("why",)))


@pytest.fixture
def bens(page: Page, room: Room, page_of: Callable[[Board], Page]) -> Page:
    del page
    seat = MemorySeat(room, "person-ben", Role.PARTICIPANT)
    return page_of(Board(seat, "pain_point", fixed={"journey": JOURNEY}, parts=("why",)))


def why(page: Page, entity: str = "why-1", **more: object) -> list[dict[str, object]]:
    fields = {"text": "Nobody converted it", "pain_point": "pain_point-1", "rank": "V"}
    return page.change(entity, **{"kind": "why", "made": True, "fields": fields, **more})


def comment(
    page: Page, about: str = "pain_point-1", entity: str = "comment-1", **more: object
) -> list[dict[str, object]]:
    fields = {"text": "So it is", "about": about, "rank": "V"}
    return page.change(entity, **{"kind": "comment", "made": True, "fields": fields, **more})


def batch(page: Page, changes: list[object], **more: object) -> list[dict[str, object]]:
    return page.say({"type": "batch", "id": "b-1", "base": page.widget.start["seq"], "changes": changes, **more})


def card(n: int, **fields: object) -> dict[str, object]:
    values = {"description": f"Pain {n}", "rank": f"W{n}V", **fields}
    return {"id": f"c-{n}", "kind": "pain_point", "entity": f"pain-new-{n}", "fields": values, "made": True}


def test_a_part_is_added_edited_moved_and_removed_under_its_card(page: Page, room: Room) -> None:
    (patch, *_) = why(page)
    assert patch["put"]["why-1"]["fields"] == {"text": "Nobody converted it", "pain_point": "pain_point-1"}
    why(page, id="c-2", made=False, base=None, fields={"text": "It is American"})
    why(page, id="c-3", made=False, fields={"rank": "a"})
    assert (room.workshop.get("why-1").text, room.workshop.get("why-1").rank) == ("It is American", "a")
    why(page, id="c-4", made=False, fields={"deleted": True})
    assert room.workshop.get("why-1") is None
    page.say({"type": "undo"})
    assert room.workshop.get("why-1").text == "It is American"


def test_a_part_may_be_written_before_its_card_is_on_disk(page: Page, ana: MemorySeat, room: Room) -> None:
    ana.held = []
    page.change("pain-new", kind="pain_point", made=True, fields={"description": "New", "rank": "z"})
    why(page, id="c-2", fields={"text": "Because", "pain_point": "pain-new"})
    ana.release()
    assert room.workshop.get("why-1").pain_point == "pain-new"


FORGED = {
    "on nothing": {"fields": {"text": "x"}},
    "on what is not shown": {"fields": {"text": "x", "pain_point": "touchpoint-1"}},
    "on what is not there": {"fields": {"text": "x", "pain_point": "pain_point-9"}},
    "of another kind": {"kind": "skill", "fields": {"name": "x", "persona": "pain_point-1"}},
    "with a field that is not asked for": {"fields": {"text": "x", "pain_point": "pain_point-1", "author": "person-b"}},
    "without what it needs": {"fields": {"pain_point": "pain_point-1"}},
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED.keys())
def test_a_forged_part_changes_nothing(page: Page, room: Room, forged: dict[str, object]) -> None:
    before = room.workshop
    (refused,) = why(page, **forged)
    assert refused["type"] == "refused"
    assert room.workshop is before


def test_a_part_never_moves_to_another_card(page: Page, room: Room) -> None:
    why(page)
    before = room.workshop
    for made in (False, True):
        why(page, id=f"c-{made}", made=made, fields={"pain_point": "pain_point-2"})
    assert room.workshop.get("why-1") is before.get("why-1")


def test_comments_come_with_their_authors_names_and_to_the_card_they_are_about(
    page: Page, bens: Page, room: Room
) -> None:
    comment(bens)
    put = page.of("patch")[-1]["put"]
    assert put["comment-1"]["fields"]["author"] == "person-ben"
    assert put["person-ben"]["label"] == "Ben"
    assert room.workshop.get("comment-1").about == "pain_point-1"
    (refused,) = comment(bens, entity="comment-2", id="c-2", fields={"text": "x", "about": "stage-1"})
    assert refused["type"] == "refused"
    (refused,) = comment(bens, id="c-3", made=False, fields={"author": "person-ana"})
    assert refused["message"] == "This cannot be changed here."


def test_a_board_may_do_without_comments(ana: MemorySeat, page_of: Callable[[Board], Page]) -> None:
    page = page_of(Board(ana, "touchpoint", comments=False))
    (refused,) = comment(page, "touchpoint-1")
    assert refused["message"] == "This cannot be changed here."


def test_hypotheses_hang_on_the_journey_as_the_objective_does(
    ana: MemorySeat, room: Room, page_of: Callable[[Form], Page]
) -> None:
    ana.apply(
        [Draft(kind="objective", entity="objective-1", fields={"journey": JOURNEY, "statement": "Fewer returns"})]
    )
    page = page_of(
        Form(ana, "objective", key="objective-1", fixed={"journey": JOURNEY}, parts=("hypothesis", "metric"))
    )
    assert [part["of"] for part in page.widget.spec["parts"]] == [JOURNEY, None]
    page.change("hypothesis-1", kind="hypothesis", made=True, fields={"claim": "They leave", "journey": JOURNEY})
    assert room.workshop.get("hypothesis-1").journey == JOURNEY
    assert page.of("patch")[-1]["put"]["hypothesis-1"]["fields"]["journey"] == JOURNEY
    ana.apply([Draft(kind="journey", entity="journey-2", fields={"title": "Another"})])
    for n, journey in enumerate(("journey-2", None)):
        fields = {"claim": "x", "journey": journey}
        (refused,) = page.change(f"h-{n}", id=f"d-{n}", kind="hypothesis", made=True, fields=fields)
        assert refused["type"] == "refused"


def test_what_does_not_belong_to_a_kind_is_no_part_of_it(ana: MemorySeat) -> None:
    with pytest.raises(ValueError, match="no required reference of it points to touchpoint"):
        Board(ana, "touchpoint", parts=("skill",))


def test_a_batch_is_one_step_to_take_back(page: Page, ana: MemorySeat, room: Room) -> None:
    answers = batch(page, [card(n) for n in range(200)])
    assert [answer["type"] for answer in answers] == ["patch", "ack"]
    assert answers[-1]["id"] == "b-1"
    assert len(room.workshop.all("pain_point")) == 202
    assert batch(page, [card(n) for n in range(200)])[-1]["type"] == "ack"
    assert len(room.workshop.all("pain_point")) == 202
    ana.undo()
    assert len(room.workshop.all("pain_point")) == 2


def test_a_batch_holds_or_falls_as_a_whole_and_says_where(page: Page, room: Room) -> None:
    before = room.workshop
    (refused,) = batch(page, [card(0), card(1, severity=9)])
    assert (refused["type"], refused["id"]) == ("refused", "b-1")
    assert refused["message"].startswith("Number 2: ")
    assert room.workshop is before


def test_a_group_is_made_and_filled_in_one_batch(page: Page, room: Room) -> None:
    both = [
        {"id": f"m-{n}", "kind": "pain_point", "entity": f"pain_point-{n}", "fields": {"merged_into": "pain-new-0"},
         "made": False}
        for n in (1, 2)
    ]  # fmt: skip
    assert batch(page, [card(0), *both])[-1]["type"] == "ack"
    assert [one.id for one in room.workshop.of(type(room.workshop.get("pain-new-0")), merged_into="pain-new-0")] == [
        "pain_point-1", "pain_point-2",
    ]  # fmt: skip


MALFORMED = {
    "no list": {"changes": {"0": card(0)}},
    "nothing in it": {"changes": []},
    "more than there is room for": {"changes": [card(n) for n in range(MOST_CHANGES + 1)]},
    "text without end": {"changes": [card(n, cost="x" * 90_000) for n in range(60)]},
    "what is no change": {"changes": [card(0), 5]},
    "one id twice": {"changes": [card(0), card(0)]},
    "a base that is text": {"base": "1", "changes": [card(0)]},
    "an id that is none": {"id": "A B", "changes": [card(0)]},
}


@pytest.mark.parametrize("forged", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_batch_changes_nothing_and_is_answered(page: Page, room: Room, forged: dict[str, object]) -> None:
    before = room.workshop
    (refused,) = page.say({"type": "batch", "id": "b-1", "base": 1, **forged})
    assert refused["type"] == "refused"
    assert room.workshop is before


def test_only_those_who_lead_settle_merge_and_put_aside(page: Page, bens: Page, room: Room) -> None:
    for fields in ({"standing": "hidden"}, {"merged_into": "pain_point-2"}, {"aside": "x"}):
        (refused,) = bens.change("pain_point-1", kind="pain_point", fields=fields)
        assert refused["message"] == "This cannot be changed here."
    page.change("pain_point-1", kind="pain_point", fields={"standing": "parked", "aside": "Off topic"})
    parked = room.workshop.get("pain_point-1")
    assert (parked.standing, parked.aside) == ("parked", "Off topic")
    (patch,) = bens.of("patch")
    assert "aside" not in patch["put"]["pain_point-1"]["fields"]
    assert page.of("patch")[-1]["put"]["pain_point-1"]["fields"]["aside"] == "Off topic"


def test_how_far_a_card_is_settled_is_no_field_of_its_sheet(ana: MemorySeat) -> None:
    for widget in (Board(ana, "touchpoint"), Table(ana, "touchpoint"), Form(ana, "touchpoint", key="touchpoint-1")):
        assert "standing" not in [field["name"] for field in widget.spec["fields"]]


def test_every_kind_that_belongs_to_another_can_be_a_part_of_it(ana: MemorySeat) -> None:
    pairs = {
        "objective": ("scope_item", "stakeholder", "metric"),
        "persona": ("persona_point", "skill", "trait", "empathy_note", "citation"),
        "stage": ("activity", "metric"),
        "touchpoint": ("metric", "raci", "emotion"),
        "opportunity": ("opportunity_pain",),
        "action": ("metric",),
        "source": ("question", "claim"),
    }
    for kind, parts in pairs.items():
        spec = Board(ana, kind, parts=parts).spec["parts"]
        assert [part["kind"] for part in spec] == list(parts)
        assert all(part["of"] is None for part in spec)
