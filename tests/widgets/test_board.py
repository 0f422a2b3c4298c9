from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from anywidget import AnyWidget

from cjm_widgets.model import Draft
from cjm_widgets.widgets import Board
from tests.widgets.room import JOURNEY, MemorySeat, Room

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.widgets.conftest import Page


@pytest.fixture
def page(ana: MemorySeat, page_of: Callable[[Board], Page]) -> Page:
    return page_of(Board(ana, "touchpoint", columns="stage", fixed={"journey": JOURNEY}, title="Touchpoints"))


def rename(seat: MemorySeat, name: str, entity: str = "touchpoint-1") -> None:
    seat.apply([Draft(kind="touchpoint", entity=entity, fields={"name": name})])


def test_a_page_begins_with_cards_columns_and_their_words(page: Page) -> None:
    start = page.widget.start["records"]
    assert start["touchpoint-1"]["fields"] == {
        "name": "Sees an advert", "channel": "Website", "stage": "stage-1", "evidence_grade": 0,
    }  # fmt: skip
    assert start["stage-1"] == {"kind": "stage", "rank": "V", "label": "Looks around", "fields": {}}
    assert page.widget.spec["column"]["name"] == "stage"
    assert page.widget.spec["words"]["saved"] == "Saved"


def test_only_two_traits_of_ours_are_synced(page: Page) -> None:
    ours = set(page.widget.traits(sync=True)) - set(AnyWidget.class_traits(sync=True))
    assert ours - {"_esm", "_css", "_anywidget_id"} == {"spec", "start"}


def test_a_change_is_told_as_a_patch_then_acknowledged(page: Page, room: Room) -> None:
    answers = page.change(fields={"channel": "Chat"})
    assert [answer["type"] for answer in answers] == ["patch", "history", "ack"]
    assert list(answers[0]["put"]) == ["touchpoint-1"]
    assert answers[0]["put"]["touchpoint-1"]["fields"]["channel"] == "Chat"
    assert answers[2] == {"type": "ack", "id": "c-1", "seq": room.workshop.seq}


def test_a_repeat_does_nothing_and_is_acknowledged_alike(page: Page, room: Room) -> None:
    first = page.change()[-1]
    before = len(room.log)
    assert page.change()[-1] == first
    assert len(room.log) == before


def test_somebody_elses_change_comes_as_just_that_record(page: Page, ben: MemorySeat) -> None:
    rename(ben, "Sees a poster")
    (patch,) = page.of("patch")
    assert list(patch["put"]) == ["touchpoint-1"]
    assert patch["drop"] == []


def test_a_change_of_something_that_is_not_shown_sends_nothing(page: Page, ben: MemorySeat) -> None:
    ben.apply([Draft(kind="note", entity="note-1", fields={"text": "x"})])
    assert page.of("patch") == []


def test_a_new_card_gets_the_journey_and_its_place(page: Page, room: Room) -> None:
    page.change("touchpoint-new", made=True, fields={"name": "Asks a friend", "rank": "b", "stage": "stage-2"})
    made = room.workshop.get("touchpoint-new")
    assert (made.journey, made.rank, made.stage) == (JOURNEY, "b", "stage-2")


def test_a_card_can_be_edited_before_its_making_is_on_disk(page: Page, ana: MemorySeat, room: Room) -> None:
    ana.held = []
    page.change("touchpoint-new", made=True, fields={"name": "Asks a friend"})
    page.change("touchpoint-new", id="c-2", fields={"channel": "Phone"})
    ana.release()
    assert room.workshop.get("touchpoint-new").channel == "Phone"
    assert [message["id"] for message in page.of("ack")] == ["c-1", "c-2"]


def test_deleting_drops_the_card_and_undo_brings_it_back(page: Page) -> None:
    patch, *_ = page.change(fields={"deleted": True})
    assert patch["drop"] == ["touchpoint-1"]
    back, *_ = page.say({"type": "undo"})
    assert list(back["put"]) == ["touchpoint-1"]
    again, *_ = page.say({"type": "redo"})
    assert again["drop"] == ["touchpoint-1"]
    assert page.of("history")[-1] == {"type": "history", "can_undo": True, "can_redo": False}


def test_a_stale_text_is_refused_with_both_versions(page: Page, ben: MemorySeat, room: Room) -> None:
    rename(ben, "Theirs")
    (refused,) = page.change(fields={"name": "Mine"})
    assert refused["type"] == "refused"
    assert (refused["field"], refused["mine"], refused["theirs"]) == ("name", "Mine", "Theirs")
    assert room.workshop.get("touchpoint-1").name == "Theirs"


def test_a_value_outside_its_scale_is_refused_beside_its_field(page: Page) -> None:
    (refused,) = page.change(fields={"satisfaction": 9})
    assert refused["field"] == "satisfaction"
    assert "from 1 to 5" in refused["message"]


def test_a_page_that_missed_something_gets_one_whole_state(page: Page, ben: MemorySeat) -> None:
    seen = page.widget.start["seq"]
    assert [answer["type"] for answer in page.say({"type": "hello", "seen": seen})] == ["history"]
    rename(ben, "Theirs")
    state, _history = page.say({"type": "hello", "seen": seen})
    assert state["records"]["touchpoint-1"]["fields"]["name"] == "Theirs"
    assert page.say({"type": "hello", "seen": state["seq"]})[0]["type"] == "history"


def test_a_pong_tells_the_newest_patch_so_that_a_lost_one_is_noticed(page: Page, ben: MemorySeat, room: Room) -> None:
    assert page.say({"type": "ping", "n": 3}) == [{"type": "pong", "n": 3, "seq": page.widget.start["seq"]}]
    rename(ben, "Theirs")
    assert page.say({"type": "ping", "n": 4}) == [{"type": "pong", "n": 4, "seq": room.workshop.seq}]


def test_what_the_seat_did_not_foresee_becomes_a_sentence_and_goes_to_the_log(
    page: Page, ana: MemorySeat, caplog: pytest.LogCaptureFixture
) -> None:
    ana.failure = OSError("disk is full at /secret/path")
    (refused,) = page.change()
    assert "could not be saved" in refused["message"]
    assert "/secret" not in refused["message"]
    assert "a change failed" in caplog.text


def test_closing_ends_the_subscription(page: Page, room: Room, ben: MemorySeat) -> None:
    page.widget.close()
    assert room.callbacks == []
    rename(ben, "Theirs")
    assert page.told == []


def test_a_page_whose_comm_is_closed_ends_it_too(ana: MemorySeat, room: Room) -> None:
    board = Board(ana, "touchpoint", columns="stage")
    assert len(room.callbacks) == 1
    board.comm.handle_close({})
    assert room.callbacks == []


def test_patches_from_many_threads_leave_the_page_with_the_whole(page: Page, room: Room) -> None:
    seats = [MemorySeat(room, f"person-{n}") for n in range(6)]
    threads = [
        threading.Thread(target=lambda seat=seat, n=n: [rename(seat, f"{n}.{k}", "touchpoint-2") for k in range(30)])
        for n, seat in enumerate(seats)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    patches = page.of("patch")
    assert [patch["seq"] for patch in patches] == sorted(patch["seq"] for patch in patches)
    assert patches[-1]["put"]["touchpoint-2"]["fields"]["name"] == room.workshop.get("touchpoint-2").name


@pytest.mark.parametrize("options", [{"columns": "name"}, {"columns": "nothing"}, {"fields": ["nothing"]}])
def test_what_the_model_does_not_have_is_refused_with_the_choices(ana: MemorySeat, options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="touchpoint"):
        Board(ana, "touchpoint", **options)


def test_an_unknown_kind_is_refused(ana: MemorySeat) -> None:
    with pytest.raises(ValueError, match="there are: action"):
        Board(ana, "touchpoints")
