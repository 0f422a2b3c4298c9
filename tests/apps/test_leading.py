"""The facilitator's desks without a browser: what is pressed there, and what becomes of it in the workshop."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.apps import visit
from cjm_widgets.apps.facilitator import FacilitatorPage
from cjm_widgets.apps.leading.agenda import AgendaDesk
from cjm_widgets.apps.leading.closing import CloseDesk
from cjm_widgets.apps.leading.comments import CommentsDesk
from cjm_widgets.apps.leading.floor import Floor
from cjm_widgets.apps.leading.joining import JoiningDesk
from cjm_widgets.apps.leading.people import PeopleDesk
from cjm_widgets.apps.leading.promise import PromiseDesk, what_is_promised
from cjm_widgets.apps.leading.proxy import ProxyDesk, ProxySeat
from cjm_widgets.apps.leading.strip import lateness
from cjm_widgets.apps.leading.tables import TablesDesk
from cjm_widgets.apps.leading.talking import TalkDesk
from cjm_widgets.apps.leading.voting import VoteDesk, candidates, read_papers
from cjm_widgets.model import (
    Agenda,
    AgendaItem,
    Decision,
    Draft,
    Emotion,
    Group,
    InvalidValue,
    Journey,
    ModelError,
    PainPoint,
    Person,
    Phase,
    Role,
    Stage,
    Step,
    Touchpoint,
    Viewer,
    Vote,
    document,
    new_id,
)
from cjm_widgets.widgets.desk import Desk, File
from tests.apps.test_apps import own_data, serve  # noqa: F401 - a fixture that every test here uses
from tests.serve.running import ROOT, until

if TYPE_CHECKING:
    from cjm_widgets.model import Json
    from cjm_widgets.store import Seat

WAIT_S = 20
SAMPLE = document.load((ROOT / "sample_data" / "online-shop.cjm.json").read_bytes())


@pytest.fixture
def floor() -> Floor:
    seat = visit.take_seat(visit.store().add(SAMPLE))
    return Floor(visit.visit(), seat, seat.workshop.all(Journey)[0].id, Step.EMOTIONS)


def page_of(floor: Floor) -> FacilitatorPage:
    return FacilitatorPage(floor.here, floor.seat, floor.journey)


def press(desk: Desk, key: str, row: str = "", **answers: Json) -> object:
    """Press a button as Python sees it, with what its form was answered."""
    names = {name for name, _action in desk._buttons()}
    assert f"{key}/{row}" in names, names
    return desk._presses[key](row, answers)


def keys(desk: Desk) -> set[str]:
    return {name for name, _action in desk._buttons()}


def row(desk: Desk, key: str) -> object:
    desk.redraw()
    return next(one for one in desk._drawn.rows if one.key == key)


def pains(floor: Floor) -> list[str]:
    return [one.id for one in floor.seat.workshop.all(PainPoint)][:4]


def after(seat: Seat, seq: int) -> None:
    until(lambda: seat.workshop.seq > seq)


def test_the_strip_moves_the_clock_that_all_follow(floor: Floor) -> None:
    strip = page_of(floor).strip
    seen = []
    other = visit.seat_of(floor.seat.workshop.id, Viewer(role=Role.PROJECTOR))
    other.subscribe_clock(seen.append)
    strip.press("call:personas")
    until(lambda: floor.clock.step is Step.PERSONAS)
    strip.press("phase:reveal")
    until(lambda: floor.clock.phase(Step.PERSONAS) is Phase.REVEAL)
    strip.press("phase:collect")
    until(lambda: floor.clock.phase(Step.PERSONAS) is Phase.COLLECT)
    strip.press("timer:300")
    until(lambda: floor.clock.ends_at is not None)
    strip.press("minute")
    until(lambda: floor.clock.remaining_s(time.time()) > 350)
    strip.press("pause")
    until(lambda: floor.clock.ends_at is None)
    strip.press("lock")
    until(lambda: floor.clock.locked)
    until(lambda: bool(seen) and seen[-1].locked)
    assert strip.look().phase == "collect"


def test_what_begins_does_not_begin_with_the_time_that_was_up(floor: Floor) -> None:
    strip = page_of(floor).strip
    floor.seat.set_clock(lambda clock: clock.timed(0).started(time.time())).result(WAIT_S)
    assert strip.look().running
    strip.press("phase:reveal")
    until(lambda: floor.clock.phase(Step.OBJECTIVES) is Phase.REVEAL)
    assert floor.clock.ends_at is None
    floor.seat.set_clock(lambda clock: clock.timed(300).started(time.time())).result(WAIT_S)
    strip.press("phase:vote")
    until(lambda: floor.clock.phase(Step.OBJECTIVES) is Phase.VOTE)
    assert floor.clock.ends_at is not None


def undo(page: FacilitatorPage, label: str) -> None:
    """Press the strip's undo, which says what it takes back."""
    until(lambda: page.strip.look().undo == label)
    page.strip.press("undo")


def test_what_was_done_to_the_room_is_taken_back_the_last_thing_first(floor: Floor) -> None:
    page = page_of(floor)
    strip, here = page.strip, page.floor
    assert not strip.look().can_undo
    here.seat.set_clock(lambda clock: clock.at(Step.EMOTIONS, Phase.COLLECT)).result(WAIT_S)
    strip.press("phase:reveal")
    until(lambda: strip.look().undo == "Look at all")
    decided = Draft(kind=Decision.KIND, entity="decision-1", fields={"text": "Refund in 3 days"})
    here.seat.apply([decided]).result(WAIT_S)
    until(lambda: strip.look().undo == "")
    strip.press("call:personas")
    strip.press("minute")
    undo(page, "One minute more")
    until(lambda: here.clock.left_s == 0)
    undo(page, "Call to Personas")
    until(lambda: here.clock.step is Step.EMOTIONS)
    undo(page, "")
    until(lambda: here.seat.workshop.find(Decision, "decision-1") is None)
    undo(page, "Look at all")
    until(lambda: here.clock.phase(Step.EMOTIONS) is Phase.COLLECT)
    until(lambda: not strip.look().can_undo)


def test_what_others_have_gone_on_with_stays_and_that_is_said(floor: Floor) -> None:
    page = page_of(floor)
    page.strip.press("phase:reveal")
    until(lambda: page.strip.look().undo == "Look at all")
    step = floor.clock.step
    floor.seat.set_clock(lambda clock: clock.at(step, Phase.DECIDE)).result(WAIT_S)
    undo(page, "Look at all")
    until(lambda: "others have gone on" in page.strip.look().said)
    assert floor.clock.phase(step) is Phase.DECIDE


def test_an_agenda_item_that_was_taken_off_or_begun_comes_back(floor: Floor) -> None:
    page = page_of(floor)
    desk = page.agenda.widget
    press(desk, "take", agenda="half_day")
    until(lambda: "begin/1" in keys(desk))
    whole, step = floor.clock.agenda, floor.clock.step
    press(desk, "begin", "1")
    until(lambda: floor.clock.step is Step.CUSTOMER_DATA)
    assert "Undo" in str(press(desk, "edit", "3", title="x", minutes=7, step=None, place=3, remove=True))
    until(lambda: len(floor.clock.agenda.items) == len(whole.items) - 1)
    undo(page, "Agenda")
    until(lambda: len(floor.clock.agenda.items) == len(whole.items))
    undo(page, "Begin: Data walk")
    until(lambda: floor.clock.agenda == whole)
    assert floor.clock.step is step
    assert floor.clock.ends_at is None


def test_who_was_removed_is_let_in_again_with_key_and_cards(floor: Floor) -> None:
    page = page_of(floor)
    code = floor.seat.door.open().result(WAIT_S).join_code
    joined = visit.store().entrance.join(str(code), name="Nora", caller="1.2.3.4").result(WAIT_S)
    until(lambda: floor.seat.workshop.find(Person, joined.person) is not None)
    pain = Draft(kind="pain_point", entity="pain-nora", fields={"description": "x", "journey": floor.journey})
    floor.seat.apply([pain], for_person=joined.person).result(WAIT_S)
    people = PeopleDesk(page.floor, str).widget
    until(lambda: f"remove/{joined.person}" in keys(people))
    for way in ("undo", "again"):
        press(people, "remove", joined.person, cards="go")
        until(lambda: f"again/{joined.person}" in keys(people))
        until(lambda: floor.seat.workshop.get("pain-nora") is None)
        if way == "undo":
            undo(page, "Remove Nora")
        else:
            assert "Nora" in str(press(people, "again", joined.person))
        until(lambda: floor.seat.workshop.get("pain-nora") is not None)
        until(lambda: f"remove/{joined.person}" in keys(people))
        assert visit.store().entrance.resume(floor.seat.workshop.id, joined.key).person == joined.person
    press(people, "remove", joined.person, cards="stay")
    until(lambda: f"again/{joined.person}" in keys(people))
    press(people, "again", joined.person)
    undo(page, "Remove Nora")  # which somebody has done already
    until(lambda: "others have gone on" in page.strip.look().said)


def test_nobody_of_a_wiped_rehearsal_waits_to_be_let_in(floor: Floor) -> None:
    press(JoiningDesk(floor).widget, "wipe")
    until(lambda: not any(one.role == "participant" for one in floor.seat.workshop.all(Person)))
    assert floor.seat.door.removed() == ()


def test_a_participant_removes_and_restores_nobody(floor: Floor) -> None:
    person = next(one for one in floor.seat.workshop.all(Person) if one.role == "participant")
    floor.seat.door.remove(person.id, cards=False).result(WAIT_S)
    other = visit.seat_of(floor.seat.workshop.id, Viewer(role=Role.PARTICIPANT))
    with pytest.raises(ModelError):
        other.door.let_in_again(person.id).result(WAIT_S)
    co = visit.seat_of(floor.seat.workshop.id, Viewer(role=Role.CO_FACILITATOR))
    with pytest.raises(ModelError):
        co.door.let_in_again(floor.seat.workshop.id).result(WAIT_S)
    co.door.let_in_again(person.id).result(WAIT_S)
    with pytest.raises(ModelError, match="nobody like this"):
        co.door.let_in_again(person.id).result(WAIT_S)


def test_another_journey_is_worked_on_and_everybody_called_to_it(floor: Floor) -> None:
    first = floor.journey
    made = Draft(kind=Journey.KIND, entity="journey-b", fields={"title": "Returns", "rank": "zz"})
    floor.seat.apply([made]).result(WAIT_S)
    until(lambda: floor.seat.workshop.find(Journey, "journey-b") is not None)
    page = page_of(floor)
    page.strip.press("tab:talk")
    before = page.panes["talk"]
    assert page.strip.look().journey == page.strip.look().called_journey == first
    page.strip.press("journey:journey-b")
    until(lambda: page.strip.look().journey == "journey-b")
    assert page.panes["talk"] is not before  # it has a parking lot of its own
    work = page._works[("journey-b", page.floor.shown)]
    assert work.view.layout.display is None
    assert page._works[(first, page.floor.shown)].view.layout.display == "none"
    page.strip.press(f"call:{page.floor.shown}")
    until(lambda: page.strip.look().called_journey == "journey-b")
    undo(page, f"Call to {page.floor.shown.label}")
    until(lambda: page.strip.look().called_journey == first)


def test_a_phase_is_of_the_step_that_everybody_is_at_whatever_is_on_the_screen(floor: Floor) -> None:
    page = page_of(floor)
    page.strip.press("call:stages")
    until(lambda: floor.clock.step is Step.STAGES)
    page._go("action")
    page.strip.press("phase:vote")
    until(lambda: floor.clock.phase(Step.STAGES) is Phase.VOTE)
    assert floor.clock.phase(Step.ACTION) is Phase.COLLECT
    assert page.strip.look().shown == "action"
    assert page.strip.look().called == "stages"


@pytest.mark.parametrize(
    "forged", ["phase:everything", "call:nowhere", "timer:-5", "timer:999999", "tab:x", "", "wipe", "journey:no"]
)
def test_the_strip_takes_nothing_that_it_does_not_offer(
    floor: Floor, forged: str, caplog: pytest.LogCaptureFixture
) -> None:
    page, before = page_of(floor), floor.clock
    page.strip.widget._hear(None, {"type": "go", "step": forged}, [])
    assert "ignored" in caplog.text
    assert floor.clock is before


def test_the_agenda_begins_an_item_with_its_step_and_timer(floor: Floor) -> None:
    desk = AgendaDesk(floor).widget
    assert keys(desk) == {"take/", "add/"}
    press(desk, "take", agenda="half_day")
    until(lambda: "begin/1" in keys(desk))
    press(desk, "begin", "1")
    until(lambda: floor.clock.step is Step.CUSTOMER_DATA)
    assert 1190 < floor.clock.remaining_s(time.time()) <= 1200
    until(lambda: row(desk, "1").current)
    assert "began" in row(desk, "1").note


def test_an_item_of_the_agenda_is_changed_moved_and_taken_off(floor: Floor) -> None:
    desk = AgendaDesk(floor).widget
    press(desk, "take", agenda="ninety_minutes")
    until(lambda: "edit/0" in keys(desk))
    press(desk, "edit", "0", title="Hello", minutes=7, step=None, place=3, remove=False)
    until(lambda: floor.clock.agenda.items[2].title == "Hello")
    assert floor.clock.agenda.items[2].minutes == 7
    press(desk, "edit", "2", title="Hello", minutes=7, step=None, place=3, remove=True)
    until(lambda: all(one.title != "Hello" for one in floor.clock.agenda.items))
    press(desk, "add", title="Break", minutes=10, step=None, place=1)
    until(lambda: floor.clock.agenda.items[0].title == "Break")
    with pytest.raises(InvalidValue, match="9:30"):
        press(desk, "at", at="half past nine")
    press(desk, "at", at="9:30")
    until(lambda: floor.clock.agenda.starts_at is not None)


def test_how_late_the_day_is_is_said_in_a_phrase() -> None:
    items = (AgendaItem(title="One", minutes=10), AgendaItem(title="Two", minutes=10))
    begun = Agenda(items=items).begun(0, 1000)
    assert lateness(Agenda(items=items), 5000) == ""
    assert lateness(begun, 1300) == "On time"
    assert lateness(begun, 1000 + 16 * 60) == "We are 6 min late"
    assert lateness(begun.begun(1, 1000 + 4 * 60), 1000 + 4 * 60) == "We are 6 min ahead"


def test_joining_opens_closes_and_gets_a_new_code(floor: Floor) -> None:
    desk = JoiningDesk(floor).widget
    press(desk, "open")
    until(lambda: "close/" in keys(desk))
    code = floor.clock.join_code
    assert any(fact.value == code for fact in desk._drawn.facts)
    press(desk, "renew")
    until(lambda: floor.clock.join_code != code)
    press(desk, "close")
    until(lambda: "open/" in keys(desk))


def test_a_co_facilitators_link_is_shown_once_and_withdrawn(floor: Floor) -> None:
    desk = JoiningDesk(floor).widget
    press(desk, "invite")
    desk.redraw()
    shown = next(fact for fact in desk._drawn.facts if fact.path)
    key = shown.value.partition("#")[2]
    assert len(key) > 30
    press(desk, "forget")
    desk.redraw()
    assert key not in str(desk._as_json())
    press(desk, "withdraw")
    with pytest.raises(ModelError):
        visit.store().entrance.accept(floor.seat.workshop.id, key, name="Ada", caller="1.2.3.4").result(WAIT_S)


def test_people_are_added_changed_and_removed_with_or_without_their_cards(floor: Floor) -> None:
    desk = PeopleDesk(floor, str).widget
    press(desk, "add", name="Nora", team=None)
    until(lambda: any(one.name == "Nora" for one in floor.seat.workshop.all(Person)))
    nora = next(one.id for one in floor.seat.workshop.all(Person) if one.name == "Nora")
    until(lambda: f"remove/{nora}" in keys(desk))
    pain = Draft(kind="pain_point", entity="pain-nora", fields={"description": "x", "journey": floor.journey})
    floor.seat.apply([pain], for_person=nora).result(WAIT_S)
    until(lambda: floor.seat.workshop.get("pain-nora") is not None)
    assert floor.seat.workshop.get("pain-nora").author == nora
    assert "Gone" in [tag.text for tag in row(desk, nora).tags]
    press(desk, "remove", nora, cards="go")
    until(lambda: floor.seat.workshop.find(Person, nora) is None)
    until(lambda: floor.seat.workshop.get("pain-nora") is None)


def test_what_people_wrote_stands_nowhere_on_the_list_of_people(floor: Floor) -> None:
    desk = PeopleDesk(floor, str).widget
    shown = str(desk._as_json())
    assert "Has entered something" in shown or floor.clock.step is not Step.EMOTIONS
    for pain in floor.seat.workshop.all(PainPoint):
        assert pain.description not in shown


def test_a_card_by_proxy_is_the_persons_and_no_more_settled_than_their_own(floor: Floor) -> None:
    person = next(one.id for one in floor.seat.workshop.all(Person) if one.role == "participant")
    seat = ProxySeat(floor.seat, person)
    fields = {"description": "Typed from paper", "journey": floor.journey}
    seat.apply([Draft(kind="pain_point", entity="pain-paper", fields=fields)]).result(WAIT_S)
    until(lambda: floor.seat.workshop.get("pain-paper") is not None)
    made = floor.seat.workshop.get("pain-paper")
    assert (made.author, made.standing) == (person, "written")
    others = [one for one in floor.seat.workshop.all(PainPoint) if one.author not in (person, None)]
    floor.seat.apply([Draft(kind="pain_point", entity=others[0].id, fields={"standing": "written"})]).result(WAIT_S)
    until(lambda: floor.seat.workshop.get(others[0].id).standing == "written")
    assert seat.workshop.get("pain-paper") is not None
    assert seat.workshop is seat.workshop  # worked out once for each state
    assert seat.workshop.get(others[0].id) is None


def test_scores_by_proxy_have_one_place_for_each_person(floor: Floor) -> None:
    people = [one.id for one in floor.seat.workshop.all(Person) if one.role == "participant"][:2]
    settings = Draft(kind="settings", entity=floor.seat.workshop.id, fields={"anonymous_emotions": True})
    floor.seat.apply([settings]).result(WAIT_S)
    until(lambda: floor.seat.workshop.settings.anonymous_emotions)
    touchpoint = floor.seat.workshop.all(Touchpoint)[0].id
    ids = []
    for person in people:
        seat = ProxySeat(floor.seat, person)
        id = seat.id_for(Emotion.KIND, touchpoint)
        fields: dict[str, Json] = {"touchpoint": touchpoint, "valence": -1}
        seat.apply([Draft(kind=Emotion.KIND, entity=id, fields=fields)]).result(WAIT_S)
        seat.apply([Draft(kind=Emotion.KIND, entity=id, fields={"valence": 2})]).result(WAIT_S)
        assert seat.workshop.get(id).valence == 2
        ids.append(id)
    assert len(set(ids)) == 2


def test_the_form_of_a_person_opens_and_is_put_away(floor: Floor) -> None:
    floor.seat.set_clock(lambda clock: clock.at(Step.EMOTIONS)).result(WAIT_S)
    until(lambda: floor.clock.step is Step.EMOTIONS)
    person = next(one for one in floor.seat.workshop.all(Person) if one.role == "participant")
    proxy = ProxyDesk(floor)
    assert person.name in proxy.write_for(person.id)
    assert person.name in proxy.box.children[0].value
    assert "data-cjm-look" in proxy.box.children[0].value
    assert len(proxy.box.children) > 2
    assert press(proxy.box.children[-1], "done") is None
    assert (proxy.box.children, proxy.box.layout.display) == ((), "none")
    assert proxy.write_for("person-nowhere") == "They are no longer on the list."


def test_a_vote_is_opened_counted_on_paper_closed_and_asked_again(floor: Floor) -> None:
    desk = VoteDesk(floor).desk
    press(desk, "open", question="What hurts most?", cards="pain_point", dots="3", limit=2)
    until(lambda: bool(floor.seat.workshop.of(Vote, state="open")))
    vote = floor.seat.workshop.of(Vote, state="open")[0]
    until(lambda: floor.clock.phase(Step.EMOTIONS) is Phase.VOTE)
    until(lambda: f"paper/{vote.id}" in keys(desk))
    assert press(desk, "paper", vote.id, ballots="Xenia: 1 1 2\n2: 2 3") == "2 paper ballots are in."
    with pytest.raises(ModelError):
        press(desk, "paper", vote.id, ballots="Ben: 1 1 1")  # three on one card, where two are the most
    assert floor.seat.votes.turnout(vote.id).started == 2
    shown = str(desk._as_json())
    assert "Xenia" not in shown
    press(desk, "close", vote.id)
    until(lambda: floor.seat.workshop.find(Vote, vote.id).state == "closed")
    assert floor.seat.workshop.find(Vote, vote.id).took_part == 2
    until(lambda: f"again/{vote.id}" in keys(desk))
    press(desk, "again", vote.id)
    until(lambda: bool(floor.seat.workshop.of(Vote, state="open")))


def test_a_vote_that_was_taken_back_comes_back_with_its_ballots(floor: Floor) -> None:
    page, desk = page_of(floor), VoteDesk(floor).desk
    press(desk, "open", question="What hurts most?", cards="pain_point", dots="3", limit=None)
    until(lambda: bool(floor.seat.workshop.of(Vote, state="open")))
    vote = floor.seat.workshop.of(Vote, state="open")[0].id
    until(lambda: f"paper/{vote}" in keys(desk))
    press(desk, "paper", vote, ballots="Xenia: 1 1 2")
    assert "Undo" in str(press(desk, "discard", vote))
    until(lambda: floor.seat.workshop.find(Vote, vote) is None)
    undo(page, "")
    until(lambda: floor.seat.workshop.find(Vote, vote) is not None)
    assert floor.seat.votes.turnout(vote).finished == 1
    until(lambda: f"close/{vote}" in keys(desk))
    press(desk, "close", vote)
    until(lambda: floor.seat.workshop.find(Vote, vote).took_part == 1)


def test_a_room_votes_on_what_it_chooses_from_not_on_every_kind(floor: Floor) -> None:
    found = set(candidates(floor.seat.workshop, floor.journey))
    assert {"pain_point", "touchpoint", "opportunity", "action"} <= found
    assert not {"activity", "emotion", "raci", "lane_item", "persona_point", "empathy_note", "stage"} & found


def test_hidden_parked_and_merged_cards_are_not_voted_on(floor: Floor) -> None:
    one, two, three, four = pains(floor)
    changes = [
        Draft(kind="pain_point", entity=one, fields={"standing": "hidden"}),
        Draft(kind="pain_point", entity=two, fields={"standing": "parked"}),
        Draft(kind="pain_point", entity=three, fields={"merged_into": four}),
    ]
    floor.seat.apply(changes).result(WAIT_S)
    until(lambda: floor.seat.workshop.get(three).merged_into == four)
    step, cards = candidates(floor.seat.workshop, floor.journey)["pain_point"]
    assert step == "emotions"
    assert not {one, two, three} & set(cards)
    assert four in cards


@pytest.mark.parametrize("text", ["Anna: one", "Anna: 1 9", "Anna - 1", "Anna: 0"])
def test_a_line_that_is_no_ballot_is_named(text: str) -> None:
    with pytest.raises(InvalidValue, match="Line 2"):
        read_papers(f"Ben: 1\n{text}", ["a", "b", "c"])


def test_papers_without_a_name_are_numbered_and_the_same_name_counts_once() -> None:
    assert read_papers("1 1\n\n2, 3\nAnna: 1\nAnna: 2", ["a", "b", "c"]) == {
        "Paper 1": {"a": 2},
        "Paper 2": {"b": 1, "c": 1},
        "Anna": {"b": 1},
    }


def test_groups_are_seated_apart_and_together(floor: Floor) -> None:
    desk = TablesDesk(floor).widget
    press(desk, "seat", largest=3, own=False)
    until(lambda: len(floor.seat.workshop.all(Group)) == 2)
    until(lambda: "apart/" in keys(desk))
    press(desk, "apart")
    until(lambda: floor.clock.apart)
    until(lambda: "together/" in keys(desk))
    first, second = floor.seat.workshop.all(Group)
    person = next(one for one in floor.seat.workshop.all(Person) if one.group == first.id)
    press(desk, "move", person.id, group=second.id)
    until(lambda: floor.seat.workshop.find(Person, person.id).group == second.id)
    press(desk, "together")
    until(lambda: not floor.clock.apart)


def test_a_table_gets_a_part_of_the_journey(floor: Floor) -> None:
    desk = TablesDesk(floor).widget
    press(desk, "seat", largest=3, own=False)
    until(lambda: len(floor.seat.workshop.all(Group)) == 2)
    group = floor.seat.workshop.all(Group)[0]
    until(lambda: f"edit/{group.id}" in keys(desk))
    stages = floor.seat.workshop.of(Stage, journey=floor.journey)
    part = {"name": "Returns", "journey": floor.journey, "from_stage": stages[1].id, "to_stage": stages[2].id}
    press(desk, "edit", group.id, **part)
    until(lambda: f"from {stages[1].name} to {stages[2].name}" in row(desk, group.id).note)
    person = next(one for one in floor.seat.workshop.all(Person) if one.group == group.id)
    seat = visit.seat_of(floor.seat.workshop.id, Viewer(role=Role.PARTICIPANT, person=person.id))
    assert len(seat.workshop.all(Stage)) == len(stages)
    press(desk, "apart")
    until(lambda: [one.id for one in seat.workshop.all(Stage)] == [stages[1].id, stages[2].id])
    assert all(one.stage in (None, stages[1].id, stages[2].id) for one in seat.workshop.all(Touchpoint))
    made = Draft(kind=Journey.KIND, entity="journey-b", fields={"title": "Returns", "rank": "zz"})
    floor.seat.apply([made]).result(WAIT_S)
    until(lambda: floor.seat.workshop.find(Journey, "journey-b") is not None)
    with pytest.raises(InvalidValue, match="another journey"):
        press(desk, "edit", group.id, **{**part, "journey": "journey-b"})


def test_comments_stand_in_one_list_open_ones_first(floor: Floor) -> None:
    looked: list[tuple[str, Step]] = []
    desk = CommentsDesk(floor, lambda journey, step: looked.append((journey, step))).widget
    before = {one.key for one in desk._drawn.rows}
    person = next(one for one in floor.seat.workshop.all(Person) if one.role == "participant")
    card = pains(floor)[0]
    said = {"about": card, "text": "Since when?", "author": person.id}
    floor.seat.apply([Draft(kind="comment", entity="comment-1", fields=said)], for_person=person.id).result(WAIT_S)
    until(lambda: "settle/comment-1" in keys(desk))
    shown = row(desk, "comment-1")
    assert shown.title == "Since when?"
    assert person.name in shown.note
    assert floor.seat.workshop.get(card).description[:20] in shown.note
    press(desk, "look", "comment-1")
    assert looked == [(floor.journey, Step.EMOTIONS)]
    press(desk, "settle", "comment-1")
    until(lambda: "open/comment-1" in keys(desk))
    assert [one.key for one in desk._drawn.rows][-1:] == ["comment-1"]
    assert len(desk._drawn.rows) == len(before) + 1
    press(desk, "open", "comment-1")
    until(lambda: "settle/comment-1" in keys(desk))


def test_hidden_cards_come_back_and_their_note_goes(floor: Floor) -> None:
    card = pains(floor)[0]
    fields: dict[str, Json] = {"standing": "hidden", "aside": "names a colleague"}
    floor.seat.apply([Draft(kind="pain_point", entity=card, fields=fields)]).result(WAIT_S)
    until(lambda: floor.seat.workshop.get(card).standing == "hidden")
    talk = TalkDesk(floor, lambda _journey, _step: None)
    desk = talk.box.children[2]
    assert "names a colleague" in row(desk, card).note
    press(desk, "show", card)
    until(lambda: floor.seat.workshop.get(card).standing == "written")
    assert floor.seat.workshop.get(card).aside == ""


def test_what_is_anonymous_is_said_to_everybody(floor: Floor) -> None:
    assert "Signed: names stand beside them." in what_is_promised(floor.seat.workshop).html
    settings = Draft(kind="settings", entity=floor.seat.workshop.id, fields={"anonymous_notes": True})
    floor.seat.apply([settings]).result(WAIT_S)
    until(lambda: floor.seat.workshop.settings.anonymous_notes)
    assert "Anonymous: who wrote them is stored nowhere." in what_is_promised(floor.seat.workshop).html


def test_settings_are_the_facilitators_alone(floor: Floor) -> None:
    co = visit.seat_of(floor.seat.workshop.id, Viewer(role=Role.CO_FACILITATOR))
    here = Floor(floor.here, co, floor.journey, Step.EMOTIONS)
    assert len(PromiseDesk(floor).box.children) == 3
    assert len(PromiseDesk(here).box.children) == 2
    assert not {"invite/", "withdraw/", "wipe/"} & keys(JoiningDesk(here).widget)


def test_the_protocol_is_handed_over_as_files(floor: Floor) -> None:
    made = Draft(kind=Decision.KIND, entity=new_id("decision"), fields={"text": "=Refund in 3 days"})
    floor.seat.apply([made]).result(WAIT_S)
    until(lambda: any(one.text == "=Refund in 3 days" for one in floor.seat.workshop.all(Decision)))
    desk = CloseDesk(floor).box.children[1]
    person = next(one.name for one in floor.seat.workshop.all(Person) if one.role == "participant")
    page = press(desk, "page", "page", names=False)
    assert isinstance(page, File)
    assert "=Refund in 3 days" in page.text
    assert page.name.endswith("-protocol.html")
    assert isinstance(press(desk, "page", "page", names=True), File)
    assert person in press(desk, "page", "page", names=True).text
    listed = press(desk, "lists", "lists", list="decisions.csv")
    assert "'=Refund in 3 days" in listed.text
    assert "Write alone" in press(desk, "handout", "handout").text


def test_a_rehearsal_is_wiped_and_its_back_up_named(floor: Floor) -> None:
    desk = JoiningDesk(floor).widget
    said = press(desk, "wipe")
    until(lambda: not any(one.role == "participant" for one in floor.seat.workshop.all(Person)))
    assert "backups" in said


def test_a_forged_press_does_nothing(floor: Floor, caplog: pytest.LogCaptureFixture) -> None:
    desk = JoiningDesk(floor).widget
    for pressed in ("close/", "wipe/", "nothing/", "open/person-1"):
        desk._hear(None, {"type": "go", "step": pressed}, [])
    assert caplog.text.count("no such button") == 4
    assert not floor.clock.joining
    assert any(one.role == "participant" for one in floor.seat.workshop.all(Person))
