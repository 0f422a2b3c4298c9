"""What a participant's phone opens, without a browser; in one: tests/browser/test_participant.py."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from ipywidgets.widgets.widget import _instances

from cjm_widgets import places
from cjm_widgets.apps import take_part, visit
from cjm_widgets.apps.participant import ParticipantPage
from cjm_widgets.apps.sample import SAMPLE
from cjm_widgets.model import (
    KINDS,
    Draft,
    Emotion,
    Journey,
    PainPoint,
    Phase,
    Role,
    Stage,
    Step,
    Touchpoint,
    Viewer,
    document,
)
from cjm_widgets.steps import STEPS, StepWork
from cjm_widgets.store import UnknownWorkshop
from cjm_widgets.widgets import Form
from cjm_widgets.widgets.ballot import Ballot
from cjm_widgets.widgets.linked import Linked
from tests.apps.test_apps import SERVED, own_data, serve  # noqa: F401 - a fixture that every test here uses
from tests.serve.running import ROOT, until

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ipywidgets import Box, DOMWidget

    from cjm_widgets.store import Seat

MOST_MODELS = 16

FRESH = """
import sys
from cjm_widgets.apps import take_part
take_part()
for name in ("pandas", "numpy", "pyarrow", "duckdb", "ibis", "sqlglot", "bokeh", "jupyter_bokeh", "scipy",
             "statsmodels", "voila", "tornado", "zmq", "ipykernel", "nbformat", "mistune"):
    assert name not in sys.modules, name
from IPython.core.interactiveshell import InteractiveShell
assert not InteractiveShell.initialized()
print("light")
"""


@pytest.fixture
def workshop() -> str:
    return visit.store().add(document.load((places.share("sample_data") / f"{SAMPLE}.cjm.json").read_bytes()))


def written(widgets: Iterable[DOMWidget]) -> Iterator[Linked]:
    """Give the widgets that people write in, wherever they stand."""
    for widget in widgets:
        if isinstance(widget, Linked):
            yield widget
        yield from written(getattr(widget, "children", ()))


def form(box: Box) -> Form:
    return next(one for one in written(box.children) if isinstance(one, Form))


def test_it_imports_nothing_heavy_and_starts_no_shell(workshop: str, tmp_path: Path) -> None:
    served = {
        "SERVER_SOFTWARE": "voila/0.5.13",
        visit.ROLE_VARIABLE: "participant",
        "QUERY_STRING": f"workshop={workshop}",
    }
    done = subprocess.run(
        [sys.executable, "-c", FRESH],
        env={**os.environ, **served, "CJM_DATA": str(tmp_path)}, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "light\n", done.stderr


def test_it_makes_few_models(workshop: str) -> None:
    before = set(_instances)
    take_part(workshop, step=Step.EMOTIONS)
    assert len(set(_instances) - before) <= MOST_MODELS


def test_it_asks_for_the_emotions_at_every_touchpoint(workshop: str) -> None:
    asked = form(take_part(workshop, step=Step.EMOTIONS))
    assert [field["name"] for field in asked.spec["fields"]] == ["valence", "intensity", "word", "quote"]
    touchpoints = {one.id for one in visit.take_seat(workshop).workshop.all(Touchpoint)}
    assert {id for id, one in asked.start["records"].items() if "slot" in one} == touchpoints


def seat_of(workshop: str, person: str) -> Seat:
    return visit.store().seat(workshop, Viewer(role=Role.PARTICIPANT, person=person))


def test_two_participants_do_not_see_each_others_answers_while_collecting(workshop: str) -> None:
    leader = visit.store().seat(workshop, Viewer(role=Role.FACILITATOR))
    leader.set_clock(lambda clock: clock.at(Step.EMOTIONS, Phase.COLLECT)).result()
    scored = [one for one in leader.workshop.all(Emotion) if one.author]
    writer = scored[0].author
    other = next(one.author for one in scored if one.author != writer)
    assert writer is not None
    assert other is not None
    journey = leader.workshop.all(Journey)[0].id
    pages = {person: ParticipantPage(seat_of(workshop, person), journey, Step.EMOTIONS) for person in (writer, other)}
    answers = {
        person: {id for id, one in form(page.box).start["records"].items() if one["kind"] == Emotion.KIND}
        for person, page in pages.items()
    }
    mine = {one.id for one in scored if one.author == writer}
    assert answers[writer] <= mine
    assert not answers[other] & mine


def test_a_step_that_is_left_keeps_its_widgets_out_of_sight(workshop: str) -> None:
    seat = visit.take_seat(workshop)
    page = ParticipantPage(seat, seat.workshop.all(Journey)[0].id, Step.EMOTIONS)
    _room, where, *emotions = page.box.children
    page.show(Step.TOUCHPOINTS)
    assert "4 Touchpoints and channels" in where.value
    assert [child.layout.display for child in emotions] == ["none"] * len(emotions)
    board = page.box.children[-1]
    assert board.layout.display is None
    page.show(Step.EMOTIONS)
    assert "6 Emotions and pain points" in where.value
    assert list(page.box.children)[1:] == [where, *emotions, board]
    assert [child.layout.display for child in page.box.children[2:]] == [*[None] * len(emotions), "none"]


def test_a_step_with_nothing_to_write_says_so(workshop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Every step of the method has something; one of somebody's own may not.
    monkeypatch.setattr(STEPS[Step.CUSTOMER_DATA], "alone", StepWork.alone)
    seat = visit.take_seat(workshop)
    page = ParticipantPage(seat, seat.workshop.all(Journey)[0].id, Step.EMOTIONS)
    assert "nothing to write" not in page.box.children[1].value
    page.show(Step.CUSTOMER_DATA)
    assert "nothing to write" in page.box.children[1].value


def test_every_step_of_the_method_has_something_to_write_alone() -> None:
    assert [step for step, work in STEPS.items() if work.alone is StepWork.alone] == []


def test_a_workshop_that_is_not_there_is_said_on_a_page_and_raised_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnknownWorkshop):
        take_part("workshop-nowhere")
    serve(monkeypatch, "participant", "workshop=workshop-nowhere")
    (said,) = take_part().children
    assert "Ask the facilitator for the link" in said.value


@pytest.fixture
def leader(workshop: str) -> Iterator[Seat]:
    seat = visit.store().seat(workshop, Viewer(role=Role.FACILITATOR))
    yield seat
    seat.close()


@pytest.fixture
def ana(leader: Seat) -> Seat:
    """Somebody who has joined."""
    code = leader.door.open().result().join_code or ""
    joined = visit.store().entrance.join(code, name="Ana Lima", caller="here").result()
    return visit.store().entrance.resume(leader.workshop.id, joined.key)


def call(leader: Seat, step: Step, phase: Phase) -> None:
    leader.set_clock(lambda clock: clock.at(step, phase)).result()


def ballots(page: ParticipantPage) -> list[Ballot]:
    boxes = (getattr(child, "children", ()) for child in page.box.children)
    return [one for children in boxes for one in children if isinstance(one, Ballot)]


def shown(page: ParticipantPage) -> list[DOMWidget]:
    """Give what is in sight below the strip and the line that says where one is."""
    return [child for child in page.box.children[2:] if child.layout.display != "none"]


def test_the_page_goes_where_the_room_goes(leader: Seat, ana: Seat) -> None:
    page = ParticipantPage(ana)
    assert "1 Objectives" in page.box.children[1].value
    call(leader, Step.EMOTIONS, Phase.COLLECT)
    until(lambda: "6 Emotions and pain points" in page.box.children[1].value)
    assert [type(one).__name__ for one in written(shown(page))] == ["Form", "Board"]
    call(leader, Step.OBJECTIVES, Phase.COLLECT)
    until(lambda: "1 Objectives" in page.box.children[1].value)
    assert all(one.spec["kind"] == "note" for one in written(shown(page)))


def test_what_the_others_wrote_is_seen_when_it_is_revealed_and_not_before(leader: Seat, ana: Seat) -> None:
    page = ParticipantPage(ana)
    call(leader, Step.EMOTIONS, Phase.COLLECT)
    until(lambda: "6 Emotions" in page.box.children[1].value)
    assert "<svg" not in page.box.children[1].value
    call(leader, Step.EMOTIONS, Phase.REVEAL)
    until(lambda: "<svg" in page.box.children[1].value)


def test_an_open_vote_is_a_ballot_and_a_closed_one_its_result(leader: Seat, ana: Seat) -> None:
    page = ParticipantPage(ana)
    call(leader, Step.EMOTIONS, Phase.VOTE)
    until(lambda: "The vote opens in a moment." in page.box.children[1].value)
    pains = [one.id for one in leader.workshop.all(PainPoint)][:3]
    vote = leader.votes.open("Which one first?", pains, step=Step.EMOTIONS).result()
    until(lambda: bool(ballots(page)))
    (ballot,) = ballots(page)
    assert ballot.spec["ballot"]["question"] == "Which one first?"
    ana.votes.cast(vote, {pains[0]: 2}).result()
    leader.votes.close(vote).result()
    until(lambda: "2 dots" in page.box.children[1].value)
    until(lambda: ballots(page) == [])


def test_somebody_who_is_taken_off_the_list_is_told_and_can_join_again(leader: Seat, ana: Seat) -> None:
    page = ParticipantPage(ana)
    leader.door.remove(ana.person or "", cards=True).result()
    until(lambda: 'href="/j/"' in page.box.children[1].value)
    assert "not on the list" in page.box.children[1].value
    assert shown(page) == []
    assert page.box.children[0].layout.display == "none"


def test_a_key_that_is_nobodys_any_more_gets_the_same_page(
    leader: Seat, ana: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = ana.resume_key or ""
    leader.door.remove(ana.person or "", cards=False).result()
    serve(monkeypatch, "participant", "")
    monkeypatch.setenv(visit.WORKSHOP_VARIABLE, leader.workshop.id)
    monkeypatch.setenv(visit.KEY_VARIABLE, key)
    (said,) = take_part().children
    assert "not on the list" in said.value
    assert key not in said.value


def test_people_at_a_table_work_on_its_journey(leader: Seat, ana: Seat) -> None:
    made = [
        Draft(kind="journey", entity="journey-two", fields={"title": "Returns"}),
        Draft(kind="group", entity="table-two", fields={"name": "Table 2", "journey": "journey-two"}),
        Draft(kind="person", entity=ana.person or "", fields={"group": "table-two"}),
    ]
    page = ParticipantPage(ana)
    call(leader, Step.TOUCHPOINTS, Phase.COLLECT)
    until(lambda: "4 Touchpoints" in page.box.children[1].value)
    leader.apply(made).result()
    until(lambda: [one.start["records"] for one in written(shown(page))] == [{}])


def test_everybody_called_to_a_journey_goes_there_but_tables_that_work_apart_stay_at_theirs(
    leader: Seat, ana: Seat
) -> None:
    page, first = ParticipantPage(ana), leader.workshop.all(Journey)[0].id
    leader.apply([Draft(kind="journey", entity="journey-two", fields={"title": "Returns"})]).result()
    leader.set_clock(lambda clock: clock.at(Step.TOUCHPOINTS).about("journey-two")).result()
    until(lambda: page._at.journey == "journey-two")
    table = {"name": "Table 1", "journey": first}
    leader.apply([Draft(kind="group", entity="table-one", fields=table),
                  Draft(kind="person", entity=ana.person or "", fields={"group": "table-one"})]).result()  # fmt: skip
    leader.set_clock(lambda clock: clock.with_groups(apart=True)).result()
    until(lambda: page._at.journey == first)
    leader.set_clock(lambda clock: clock.with_groups(apart=False)).result()
    until(lambda: page._at.journey == "journey-two")
    leader.set_clock(lambda clock: clock.about(None)).result()
    until(lambda: page._at.journey == first)


def test_a_phone_says_the_part_of_its_table_and_shows_no_more(leader: Seat, ana: Seat) -> None:
    page, journey = ParticipantPage(ana), leader.workshop.all(Journey)[0].id
    stages = leader.workshop.of(Stage, journey=journey)
    part = {"name": "Table 1", "journey": journey, "from_stage": stages[1].id, "to_stage": stages[1].id}
    leader.apply([Draft(kind="group", entity="table-one", fields=part),
                  Draft(kind="person", entity=ana.person or "", fields={"group": "table-one"})]).result()  # fmt: skip
    call(leader, Step.EMOTIONS, Phase.COLLECT)
    until(lambda: page._at.step is Step.EMOTIONS)
    assert "Your table" not in page.box.children[1].value
    leader.set_clock(lambda clock: clock.with_groups(apart=True)).result()
    until(lambda: f"only {stages[1].name}" in page.box.children[1].value)
    asked = [one for one in ana.workshop.all(Touchpoint) if one.journey == journey]
    assert asked
    assert {one.stage for one in asked} <= {stages[1].id, None}


@pytest.mark.parametrize("step", [Step.TOUCHPOINTS, Step.STAGES, Step.EMOTIONS])
def test_a_participant_may_change_what_is_written_alone(workshop: str, step: Step) -> None:
    seat = visit.take_seat(workshop)
    widgets = STEPS[step](seat, seat.workshop.all(Journey)[0].id).alone()
    kinds = [one.spec["kind"] for one in written(widgets)]
    assert kinds
    assert all(KINDS[kind].ALONE for kind in kinds)
