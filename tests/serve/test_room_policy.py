"""The policy on running pages: whatever a participant's page sends, it gets nothing that it may not see.

Raw websocket messages to a real kit, without a browser.
"""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from cjm_widgets.apps.sample import make_sample
from cjm_widgets.model import Ballot, Draft, PainPoint, Phase, Role, Step, Touchpoint, Viewer, document, new_id
from cjm_widgets.store import Seat, Store, open_store
from tests.serve.guests import Opened, opened
from tests.serve.running import RunningKit, running_kit
from tests.serve.test_joining import post

if TYPE_CHECKING:
    from collections.abc import Iterator

WORKSHOP = "online-shop"
PAGE = f"/participant?workshop={WORKSHOP}"
THEIRS = "zebra-crossing-at-midnight"
"""What somebody else has written, and nobody may read yet."""

# By step: what somebody writes there alone, besides the fields that all of them have.
CELLS: dict[Step, dict[str, dict[str, Any]]] = {
    Step.OBJECTIVES: {"note": {"journey": "journey", "step": "objectives", "topic": "hope", "text": THEIRS}},
    Step.PERSONAS: {"empathy_note": {"persona": "persona", "box": "see", "text": THEIRS}},
    Step.TOUCHPOINTS: {"touchpoint": {"journey": "journey", "name": THEIRS}},
    Step.STAGES: {
        "note": {"journey": "journey", "step": "stages", "topic": "correction", "text": THEIRS},
        "activity": {"stage": "stage", "text": THEIRS},
    },
    Step.EMOTIONS: {
        "emotion": {"touchpoint": "touchpoint", "valence": 1, "word": THEIRS},
        "pain_point": {"journey": "journey", "description": THEIRS},
    },
    Step.COLLABORATION: {"handoff": {"journey": "journey", "passed": THEIRS}},
    Step.ACTION: {"opportunity": {"journey": "journey", "question": THEIRS}},
}  # fmt: skip


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningKit]:
    with running_kit(tmp_path_factory.mktemp("policy")) as running:
        yield running


@pytest.fixture(scope="module")
def store(kit: RunningKit) -> Iterator[Store]:
    opened_store = open_store(kit.store)
    make_sample(opened_store)
    yield opened_store
    opened_store.close()


@pytest.fixture(scope="module")
def leader(store: Store) -> Seat:
    seat = store.seat(WORKSHOP, Viewer(role=Role.FACILITATOR))
    seat.door.open().result()
    return seat


def guest(kit: RunningKit, leader: Seat, name: str) -> tuple[str, str]:
    """Let somebody in; give their cookie and their key."""
    status, headers, said = post(kit, f"/j/{leader.clock.join_code}", {"name": name})
    assert status == 200, said
    return headers["Set-Cookie"].split(";")[0], said["key"]


def written(seat: Seat, step: Step) -> list[str]:
    """Write one thing of each kind of a step; give their ids."""
    first = {kind: seat.workshop.all(kind)[0].id for kind in ("journey", "persona", "stage", "touchpoint")}
    drafts = []
    for kind, fields in CELLS[step].items():
        given = {name: first.get(str(value), value) if name in first else value for name, value in fields.items()}
        given = {name: f"{value} {step}" if value == THEIRS else value for name, value in given.items()}
        drafts.append(Draft(kind=kind, entity=new_id(kind.replace("_", "-")), fields=given))
    seat.apply(drafts).result()
    return [draft.entity for draft in drafts]


def forged(entity: str, kind: str) -> list[dict[str, Any]]:
    """Give what no page of ours sends: others' ids, other kinds, made up and changed, settled, signed, deleted."""
    names = {"note": "text", "pain_point": "description", "handoff": "passed", "activity": "text",
             "opportunity": "question", "empathy_note": "text", "emotion": "word"}  # fmt: skip
    name = names.get(kind, "name")
    change = {"type": "change", "batch": None, "base": None, "kind": kind, "entity": entity}
    fields: list[dict[str, Any]] = [
        {name: "taken over"}, {"deleted": True}, {"standing": "settled"}, {"author": None}, {"merged_into": entity},
    ]  # fmt: skip
    changes = [{**change, "id": new_id("c"), "fields": one, "made": made} for one in fields for made in (False, True)]
    comment = {**change, "id": new_id("c"), "kind": "comment", "entity": new_id("comment"), "made": True,
               "fields": {"about": entity, "text": "what does it say?"}}  # fmt: skip
    others: list[dict[str, Any]] = [
        {"type": "hello", "seen": 0}, {"type": "hello", "seen": 2**50}, {"type": "undo"}, {"type": "redo"},
        {"type": "here", "entity": entity, "field": name}, {"type": "go", "step": entity},
        {"type": "jot", "place": entity, "text": "x"},
        {"type": "batch", "id": new_id("b"), "base": 0, "changes": changes},
        {"type": "submit", "n": 1, "values": {"name": entity}}, {"type": "done", "step": "nowhere", "done": True},
    ]  # fmt: skip
    return [*changes, comment, *others]


@pytest.mark.parametrize("step", list(CELLS), ids=str)
def test_in_collect_no_page_is_handed_what_others_write(
    kit: RunningKit, store: Store, leader: Seat, step: Step
) -> None:
    leader.set_clock(lambda clock: clock.at(step, Phase.COLLECT)).result()
    ana, _key = guest(kit, leader, f"Ana {step}")
    _cookie, key = guest(kit, leader, f"Ben {step}")
    ben = store.entrance.resume(WORKSHOP, key)
    # What another step has shown already is no secret any more.
    secret = f"{THEIRS} {step}"

    async def visit() -> tuple[str, Opened]:
        async with opened(kit, PAGE, ana) as page:
            theirs = written(ben, step)
            room = page.widgets("room")[0]
            kinds = list(CELLS[step])
            for comm in page.states:
                for entity, kind in zip(theirs, kinds, strict=True):
                    for message in forged(entity, kind):
                        page.say(comm, message)
                page.send(comm, {"method": "update", "state": {"start": {"seq": 0}, "spec": {}}, "buffer_paths": []})
                page.send(comm, {"method": "request_state"})
            await page.ask_states()
            await page.settle(room)
            before = page.everything
            leader.set_clock(lambda clock: clock.at(step, Phase.REVEAL)).result()
            await page.until(lambda message: secret in json.dumps(message))
            return before, page

    before, _page = asyncio.run(visit())
    assert secret not in before
    mine = [thing for thing in ben.workshop if secret in json.dumps(thing.given()) and owner(thing) == ben.person]
    assert len(mine) == len(CELLS[step]), "what was written has been changed"
    assert all(getattr(thing, "standing", "") == "written" for thing in mine)


def owner(thing: object) -> str | None:
    found: str | None = getattr(thing, "author", None)
    return found


def test_a_page_that_forges_is_noted_without_what_was_written(kit: RunningKit) -> None:
    log = (kit.data / "kit.log").read_text(encoding="utf-8")
    assert "ignored a message" in log
    assert THEIRS not in log
    assert "taken over" not in log


def tables(kit: RunningKit) -> str:
    """Give everything in the database but the box itself, as text."""
    with sqlite3.connect(f"file:{kit.data / 'workshops.sqlite'}?mode=ro", uri=True) as connection:
        return "\n".join(line for line in connection.iterdump() if not line.startswith('INSERT INTO "ballot"'))


def test_what_is_voted_is_nowhere_before_the_vote_is_closed(kit: RunningKit, leader: Seat) -> None:
    cards = [one.id for one in leader.workshop.all(PainPoint)][:3]
    vote = leader.votes.open("Which one?", cards, step=Step.EMOTIONS, dots="5").result()
    leader.set_clock(lambda clock: clock.at(Step.EMOTIONS, Phase.VOTE)).result()
    told = re.compile(re.escape(cards[1]) + r"""[\\"' ]*[:=]+ ?4\b""")
    ana, _key = guest(kit, leader, "Ana votes")
    ben, _other = guest(kit, leader, "Ben looks")

    async def visit() -> dict[str, str]:
        async with opened(kit, PAGE, ana) as voting:
            (ballot,) = voting.widgets("ballot")
            voting.say(ballot, {"type": "cast", "n": 1, "dots": {cards[1]: 4, cards[0]: 1}, "done": True})
            await voting.until(lambda message: '"cast"' in json.dumps(message))
            shown = {}
            for name, path, cookie in (
                ("another phone", PAGE, ben),
                ("the wall", f"/projector?workshop={WORKSHOP}", kit.enter()),
                ("who leads", f"/facilitator?workshop={WORKSHOP}", kit.enter()),
            ):
                async with opened(kit, path, cookie) as page:
                    for comm in page.states:
                        page.say(comm, {"type": "hello", "seen": 0})
                    await page.ask_states()
                    shown[name] = page.everything
            return shown

    places = asyncio.run(visit())
    assert leader.votes.turnout(vote).finished == 1
    places["the notebooks' view"] = repr(list(leader.workshop))
    places["a file"] = document.dump(leader.workshop)
    places["the log"] = (kit.data / "kit.log").read_text(encoding="utf-8")
    places["all other tables, and snapshots"] = tables(kit)
    assert [name for name, text in places.items() if told.search(text)] == []
    assert not leader.workshop.all(Ballot)
    leader.votes.close(vote).result()
    assert told.search(tables(kit)), "this test would not notice anything"
    assert leader.workshop.all(Ballot)


def test_the_wall_is_not_the_leaders_view(kit: RunningKit, leader: Seat) -> None:
    leader.set_clock(lambda clock: clock.at(Step.TOUCHPOINTS, Phase.REVEAL)).result()
    hidden = leader.workshop.all(Touchpoint)[0]
    fields = {"standing": "hidden", "aside": "not before the board has gone"}
    leader.apply([Draft(kind="touchpoint", entity=hidden.id, fields=fields)]).result()
    key = leader.door.invite().result()

    async def visit() -> str:
        async with opened(kit, f"/projector?workshop={WORKSHOP}", kit.enter()) as page:
            for comm in page.states:
                for message in forged(hidden.id, "touchpoint"):
                    page.say(comm, message)
            await page.ask_states()
            return page.everything

    shown = asyncio.run(visit())
    seen = leader.workshop.all(Touchpoint)[1]
    assert seen.name in shown, "nothing is on the wall"
    assert hidden.name not in shown
    assert "not before the board" not in shown
    assert kit.key not in shown
    assert key not in shown
    assert leader.workshop.find(Touchpoint, hidden.id).name == hidden.name  # type: ignore[union-attr]
