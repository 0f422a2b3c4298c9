"""The policy's table on a running page, cell by cell: what a participant's page sends in each phase, and what holds.

``tests/model/test_policy.py`` has the table; here every cell of it goes over a real page's line into a real store.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from cjm_widgets.apps.sample import make_sample
from cjm_widgets.model import (
    Comment,
    Draft,
    Person,
    Phase,
    Role,
    Settings,
    Stage,
    Step,
    Touchpoint,
    Viewer,
    new_id,
)
from cjm_widgets.model.policy import Class
from cjm_widgets.store import open_store
from tests.model.test_policy import OPERATIONS, expected
from tests.serve.guests import opened
from tests.serve.running import running_kit
from tests.serve.test_joining import post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.store import Seat, Store
    from tests.serve.guests import Opened
    from tests.serve.running import RunningKit

WORKSHOP = "online-shop"
PAGE = f"/participant?workshop={WORKSHOP}"
TEXTS = {
    "touchpoint": "name",
    "comment": "text",
    "person": "name",
    "team": "name",
    "stage": "name",
    "settings": "title",
}


@pytest.fixture
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningKit]:
    with running_kit(tmp_path_factory.mktemp("cells"), "--debug") as running:
        yield running


@pytest.fixture
def store(kit: RunningKit) -> Iterator[Store]:
    with open_store(kit.store) as kept:
        make_sample(kept)
        yield kept


@pytest.fixture
def leader(store: Store) -> Seat:
    seat = store.seat(WORKSHOP, Viewer(role=Role.FACILITATOR))
    seat.door.open().result()
    return seat


@dataclass
class Sender:
    """Somebody's page, and the board on it that sends whatever it is told."""

    page: Opened
    board: str

    async def send(self, kind: str, entity: str, fields: dict[str, Any], *, made: bool) -> bool:
        """Send a change; tell whether it was accepted."""
        change = {"type": "change", "id": new_id("c"), "batch": None, "base": None, "kind": kind, "entity": entity,
                  "fields": fields, "made": made}  # fmt: skip
        self.page.say(self.board, change)
        answer = await self.page.until(lambda message: told(message).get("id") == change["id"])
        return bool(told(answer)["type"] == "ack")

    async def step(self, name: str) -> None:
        """Take back or bring back, and wait for what came of it."""
        await self.page.settle(self.board)
        self.page.say(self.board, {"type": name})
        await self.page.until(lambda message: told(message).get("type") == "history" or told(message).get("id") == name)


def told(message: dict[str, Any]) -> dict[str, Any]:
    """Give what a widget says in a message; nothing where it says nothing."""
    data = message.get("content", {}).get("data", {})
    said = data.get("content") if isinstance(data, dict) else None
    return said if isinstance(said, dict) else {}


def added(cls: Class, settled: str) -> tuple[str, str, dict[str, Any]]:
    """Give something new of a class: kind, id and fields."""
    kind, fields = {
        Class.ALONE: ("touchpoint", {"name": "New"}),
        Class.COMMENT: ("comment", {"about": settled, "text": "New"}),
        Class.PEOPLE: ("team", {"name": "New"}),
        Class.SETTLED: ("stage", {"name": "New", "journey": "j"}),
        Class.SETTINGS: ("settings", {"title": "New"}),
        Class.VOTE: ("vote", {"question": "New?"}),
    }[cls]
    return kind, new_id(kind), fields


def test_every_cell_over_a_participants_line(kit: RunningKit, store: Store, leader: Seat) -> None:
    _status, headers, _said = post(kit, f"/j/{leader.clock.join_code}", {"name": "Ana"})
    ana = headers["Set-Cookie"].split(";")[0]
    ben = store.entrance.resume(WORKSHOP, post(kit, f"/j/{leader.clock.join_code}", {"name": "Ben"})[2]["key"])
    me = next(one.id for one in store.load(WORKSHOP).all(Person) if one.name == "Ana")
    settled = leader.workshop.all(Touchpoint)[0]
    stage = leader.workshop.all(Stage)[0].id
    cards = [one.id for one in leader.workshop.all(Touchpoint)][:2]
    vote = leader.votes.open("Which?", cards).result()

    def clock(phase: Phase) -> None:
        leader.set_clock(lambda now: now.at(Step.TOUCHPOINTS, phase)).result()

    async def theirs() -> dict[tuple[Class, bool], tuple[str, str]]:
        """Have Ben write, and give what there is to change: by class, and whether it is Ana's."""
        card, comment = new_id("touchpoint"), new_id("comment")
        drafts = [
            Draft(kind="touchpoint", entity=card, fields={"journey": settled.journey, "name": "Ben's"}),
            Draft(kind="comment", entity=comment, fields={"about": settled.id, "text": "Ben's"}),
        ]
        await asyncio.wrap_future(ben.apply(drafts))
        return {
            (Class.ALONE, False): ("touchpoint", card), (Class.COMMENT, False): ("comment", comment),
            (Class.PEOPLE, False): ("person", str(ben.person)), (Class.PEOPLE, True): ("person", me),
            (Class.SETTLED, False): ("stage", stage), (Class.SETTINGS, False): ("settings", WORKSHOP),
            (Class.VOTE, False): ("vote", vote),
        }  # fmt: skip

    async def cells(sender: Sender) -> list[tuple[Phase, Class, str, bool]]:
        held = []
        for phase in Phase:
            clock(Phase.COLLECT)
            there = await theirs()
            for cls in (Class.ALONE, Class.COMMENT):
                for _twice in range(2):  # one to edit, one to delete
                    kind, entity, fields = added(cls, settled.id)
                    assert await sender.send(kind, entity, fields, made=True)
                there[cls, True] = (kind, entity)
            clock(phase)
            for cls in Class:
                for operation in OPERATIONS:
                    verb, _space, whose = operation.partition(" ")
                    if verb == "add":
                        kind, entity, fields = added(cls, settled.id)
                    elif (cls, whose == "own") in there:
                        kind, entity = there[cls, whose == "own"]
                        fields = {"deleted": True} if verb == "delete" else {TEXTS.get(kind, "question"): new_id("x")}
                    else:
                        continue
                    before = store.changes(WORKSHOP)
                    accepted = await sender.send(kind, entity, fields, made=verb == "add")
                    assert accepted == (store.changes(WORKSHOP) != before), (phase, cls, operation)
                    held.append((phase, cls, operation, accepted))
        return held

    async def steps(sender: Sender) -> None:
        """What may not be done may not be undone, either."""
        for phase, goes in ((Phase.COLLECT, True), (Phase.REVEAL, True), (Phase.VOTE, False), (Phase.DECIDE, False)):
            clock(Phase.COLLECT)
            kind, entity, fields = added(Class.ALONE, settled.id)
            assert await sender.send(kind, entity, fields, made=True)
            clock(phase)
            await sender.step("undo")
            assert (store.load(WORKSHOP).get(entity) is None) is goes, phase
            clock(Phase.COLLECT)
            if not goes:
                await sender.step("undo")
            clock(phase)
            await sender.step("redo")
            assert (store.load(WORKSHOP).get(entity) is not None) is goes, phase

    async def visit() -> list[tuple[Phase, Class, str, bool]]:
        clock(Phase.COLLECT)
        async with opened(kit, PAGE, ana) as page:
            board = next(id for id, one in page.states.items() if one.get("spec", {}).get("kind") == "touchpoint")
            sender = Sender(page, board)
            held = await cells(sender)
            await steps(sender)
            return held

    held = asyncio.run(visit())
    # One's own name and colour are changed in the strip above, which sends another message; the board has no people.
    wanted = {
        cell: expected(Role.PARTICIPANT, *cell) and cell[1] is not Class.PEOPLE
        for cell in ((phase, cls, operation) for phase, cls, operation, _accepted in held)
    }
    assert {(phase, cls, operation): accepted for phase, cls, operation, accepted in held} == wanted
    assert len(wanted) == 4 * 24
    assert any(wanted.values())
    kept = store.load(WORKSHOP)
    assert kept.settings.title != "New"
    assert isinstance(kept.get(WORKSHOP), Settings)
    assert {one.text for one in kept.all(Comment) if one.author == ben.person} == {"Ben's"}
    assert json.dumps([one.name for one in kept.all(Person)]).count("Ben") == 1
    # However much the server was asked to note: who, and what is on their page, is not among it.
    log = (kit.data / "kit.log").read_text(encoding="utf-8") + kit.stderr.read_text(encoding="utf-8")
    assert " DEBUG " in log
    assert [one for one in (me, str(ben.person), str(ben.resume_key), settled.id, "Ben's") if one in log] == []
