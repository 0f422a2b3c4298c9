"""Somebody who joined and whose page says whatever they like: nothing of it changes anything, and the log has it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from tornado.httpclient import HTTPClientError

from cjm_widgets.apps.sample import BLANK, begin_workshop
from cjm_widgets.model import Comment, PainPoint, Person, Phase, Step, Vote, new_id
from tests.bench.live.guest import Guest
from tests.bench.live.ledger import Ledger
from tests.bench.live.script import WORKSHOP, leader_of
from tests.serve.light.visitors import until
from tests.serve.running import RunningKit, running_kit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cjm_widgets.store import Seat, Store
    from tests.bench.live.guest import Widget

THEIRS = "pain_point-theirs"
UNSEEN = "Nobody else may read this"


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[RunningKit]:
    with running_kit(tmp_path) as running:
        yield running


def a_change(widget: Widget, **forged: Any) -> dict[str, Any]:
    """Give a change such as a page sends, with some of it forged."""
    return {
        "type": "change", "id": new_id("c"), "batch": None, "base": widget.seq, "kind": PainPoint.KIND,
        "entity": THEIRS, "fields": {"description": "Mine now"}, "made": False, **forged,
    }  # fmt: skip


NEW: dict[str, Any] = {"entity": "pain_point-x", "made": True}
COLLECTING: dict[str, dict[str, Any]] = {
    "another's card": {},
    "another's card, made up": {"made": True},
    "its end": {"fields": {"deleted": True}},
    "a comment on it": {**NEW, "kind": Comment.KIND, "fields": {"about": THEIRS, "text": "!"}},
    "a card that is settled": {**NEW, "fields": {"description": "!", "standing": "settled"}},
    "a card merged into it": {**NEW, "fields": {"description": "!", "merged_into": THEIRS}},
    "a card of another person's": {**NEW, "fields": {"description": "!", "author": "ANA"}},
    "a card of another journey": {**NEW, "fields": {"description": "!", "journey": "j"}},
    "a person": {"kind": Person.KIND, "entity": "person-x", "fields": {"name": "Double"}, "made": True},
    "another person": {"kind": Person.KIND, "entity": "ANA", "fields": {"name": "Renamed"}},
    "oneself as facilitator": {"kind": Person.KIND, "entity": "BEN", "fields": {"role": "facilitator"}},
    "the settings": {"kind": "workshop", "entity": WORKSHOP, "fields": {"title": "Mine"}},
    "a vote": {"kind": Vote.KIND, "entity": "vote-x", "fields": {"question": "Mine?"}, "made": True},
    "text that is a number": {**NEW, "fields": {"description": 5}},
    "a text that is endless": {**NEW, "fields": {"description": "x" * 100_001}},
    "an id that is none": {"entity": "../../x", "made": True},
}  # fmt: skip
REVEALED: dict[str, dict[str, Any]] = {
    "another's card": {},
    "its end": {"fields": {"deleted": True}},
    "its standing": {"fields": {"standing": "hidden"}},
    "who speaks for it": {"fields": {"merged_into": "pain_point-mine"}},
    "who wrote it": {"fields": {"author": "BEN"}},
    "a new card": NEW,
}


def test_a_joined_forger_changes_nothing(kit: RunningKit) -> None:
    store, leader = leader_of(kit.store)
    try:
        asyncio.run(forge(kit, store, leader))
    finally:
        leader.close()
        store.close()


async def forge(kit: RunningKit, store: Store, leader: Seat) -> None:
    ana, ben = (Guest(name, lambda: kit.port, Ledger()) for name in ("Ana", "Ben"))
    other = begin_workshop(store, "Not theirs", "", BLANK)
    code = str((await asyncio.wrap_future(leader.door.open())).join_code)
    await asyncio.wrap_future(leader.set_clock(lambda clock: clock.at(Step.EMOTIONS, Phase.COLLECT)))
    await ana.join(code)
    await ben.join(code)
    ids = {person.name.upper(): person.id for person in store.load(WORKSHOP).all(Person)}
    theirs = await ana.find(PainPoint.KIND)
    ana.change(theirs, THEIRS, {"description": UNSEEN}, made=True)
    board = await ben.find(PainPoint.KIND)
    ben.change(board, "pain_point-mine", {"description": "Mine"}, made=True)
    assert await ana.settled(10)
    assert await ben.settled(10)

    def named(forged: dict[str, Any]) -> dict[str, Any]:
        fields = {name: ids.get(str(value), value) for name, value in forged.get("fields", {}).items()}
        entity = {"entity": ids.get(forged["entity"], forged["entity"])} if "entity" in forged else {}
        return {**forged, **entity, **({"fields": fields} if fields else {})}

    def log() -> str:
        return (kit.data / "kit.log").read_text(encoding="utf-8")

    async def tried(contents: list[tuple[str, dict[str, Any]]]) -> None:
        before = store.changes(WORKSHOP)
        for what, content in contents:
            widget = await ben.find(PainPoint.KIND)
            noted = log().count("\n")
            ben.line.tell(widget.comm, a_change(widget, **named(content)))
            await until(lambda noted=noted: log().count("\n") > noted)
            assert store.changes(WORKSHOP) == before, what
            assert UNSEEN not in str(ben.refusals), what

    await tried(list(COLLECTING.items()))
    # A score under the name of another's: it is theirs, or it is nobody's.
    slot = next(one["slot"] for one in (await ana.find("emotion", each=True)).records.values() if one.get("slot"))
    scores = await ben.find("emotion", each=True)
    before, noted = store.changes(WORKSHOP), log().count("\n")
    forged = a_change(scores, kind="emotion", entity=slot, fields={"valence": -2}, made=True)
    ben.line.tell(scores.comm, forged)
    await until(lambda: log().count("\n") > noted)
    assert store.changes(WORKSHOP) == before

    await asyncio.wrap_future(leader.set_clock(lambda clock: clock.at(Step.EMOTIONS, Phase.REVEAL)))
    await until(lambda: THEIRS in board.records)
    await tried(list(REVEALED.items()))

    # Another's page, another's workshop.
    mine, ben.line.kernel = ben.line.kernel, ana.line.kernel
    with pytest.raises(HTTPClientError, match="404"):
        await ben.line.connect()
    ben.line.kernel = mine
    assert (await ben.line.ask(f"/participant?workshop={other}")).code == 403
    assert (await ben.line.ask(f"/facilitator?workshop={WORKSHOP}")).code == 403
    async with asyncio.timeout(20):
        await ben.live.wait()

    # More dots than there are, on one card than may be, and on what nobody asked about.
    await asyncio.wrap_future(leader.set_clock(lambda clock: clock.at(Step.EMOTIONS, Phase.VOTE)))
    cards = [THEIRS, "pain_point-mine"]
    vote = await asyncio.wrap_future(leader.votes.open("Which?", cards, dots="3", limit=2))
    await ben.asked()
    for dots in (
        {THEIRS: 4},
        {THEIRS: 3},
        {THEIRS: 2, "pain_point-mine": 2},
        {"stage-1": 1},
        {THEIRS: -1},
        {THEIRS: True},
    ):
        noted = log().count("\n")
        ben.line.tell(ben._box, {"type": "cast", "n": 1, "dots": dots, "done": True})
        await until(lambda noted=noted: log().count("\n") > noted)
    assert leader.votes.turnout(vote).started == 0
    assert await ben.cast({THEIRS: 2, "pain_point-mine": 1}, seconds=10)
    await asyncio.wrap_future(leader.votes.close(vote))
    assert not await ben.cast({THEIRS: 1}, seconds=1)
    found = store.load(WORKSHOP).find(Vote, vote)
    assert found is not None
    assert found.took_part == 1
    assert UNSEEN not in log()
    assert "Ana" not in log()
    await ana.leave()
    await ben.leave()
