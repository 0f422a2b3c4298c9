"""The facilitator's desks without a browser: what is pressed there, and what becomes of it in the workshop."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.apps import visit
from cjm_widgets.apps.facilitator import FacilitatorPage
from cjm_widgets.apps.leading.agenda import AgendaDesk
from cjm_widgets.apps.leading.closing import CloseDesk
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
    "forged", ["phase:everything", "call:nowhere", "timer:-5", "timer:999999", "tab:x", "", "wipe"]
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


def test_the_form_of_a_person_opens_below(floor: Floor) -> None:
    floor.seat.set_clock(lambda clock: clock.at(Step.EMOTIONS)).result(WAIT_S)
    until(lambda: floor.clock.step is Step.EMOTIONS)
    person = next(one for one in floor.seat.workshop.all(Person) if one.role == "participant")
    proxy = ProxyDesk(floor)
    assert person.name in proxy.write_for(person.id)
    assert person.name in proxy.box.children[0].value
    assert len(proxy.box.children) > 1
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


def test_hidden_cards_come_back_and_their_note_goes(floor: Floor) -> None:
    card = pains(floor)[0]
    fields: dict[str, Json] = {"standing": "hidden", "aside": "names a colleague"}
    floor.seat.apply([Draft(kind="pain_point", entity=card, fields=fields)]).result(WAIT_S)
    until(lambda: floor.seat.workshop.get(card).standing == "hidden")
    talk = TalkDesk(floor)
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
