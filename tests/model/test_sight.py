"""What is carried on from change to change is what would be worked out anew."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_widgets.model import (
    DELETED,
    Change,
    Clock,
    Draft,
    Fold,
    Look,
    Phase,
    Refused,
    Role,
    Sight,
    Step,
    Touchpoint,
    Viewer,
    Workshop,
    allowed,
    visible,
)

PEOPLE: Final = ("p1", "p2", "p3")
VIEWERS: Final = (
    *(Viewer(role=Role.PARTICIPANT, person=person) for person in PEOPLE),
    Viewer(role=Role.PARTICIPANT, own=frozenset({"n2", "c1", "e3"})),
    Viewer(role=Role.PARTICIPANT, person="p1", own=frozenset({"x1", "n3"})),
    Viewer(role=Role.PROJECTOR),
    Viewer(role=Role.READER),
    Viewer(role=Role.FACILITATOR),
)
STEPS: Final = (Step.TOUCHPOINTS, Step.EMOTIONS, Step.STAGES)
AUTHORS: Final = st.sampled_from([*PEOPLE, None])
STANDINGS: Final = st.sampled_from(["written", "settled", "hidden", "parked"])


def fields_of(kind: str) -> st.SearchStrategy[dict[str, object]]:
    card = {"author": AUTHORS, "standing": STANDINGS, "aside": st.sampled_from(["", "not now"])}
    match kind:
        case "touchpoint":
            return st.fixed_dictionaries(
                {"journey": st.sampled_from(["j1", "j2"]), "name": st.sampled_from(["One", "Two"])},
                optional={**card, "stage": st.sampled_from([None, "s1", "s2"])},
            )
        case "emotion":
            at = st.sampled_from(["c1", "c2", "c3"])
            return st.fixed_dictionaries({"touchpoint": at, "valence": st.integers(-2, 2)}, optional=card)
        case "pain_point":
            at = st.sampled_from(["c1", "c2"])
            return st.fixed_dictionaries(
                {"journey": st.just("j1"), "description": st.just("Ouch")}, optional={**card, "touchpoint": at}
            )
        case "why":
            return st.fixed_dictionaries({"pain_point": st.sampled_from(["x1", "x2"]), "text": st.just("Because")})
        case "note":
            step = st.sampled_from([None, *map(str, STEPS)])
            return st.fixed_dictionaries({"text": st.just("Hm"), "step": step}, optional=card)
        case "comment":
            about = st.sampled_from(["c1", "n1", "n2", "x1", "m1", "m2"])
            return st.fixed_dictionaries({"about": about, "text": st.just("Yes")}, optional={"author": AUTHORS})
        case "person":
            groups = st.sampled_from([None, "g1", "g2"])
            return st.fixed_dictionaries({"name": st.sampled_from(["A", "B"])}, optional={"group": groups})
        case "stage":
            return st.fixed_dictionaries({"journey": st.just("j1"), "name": st.just("Buys")})
        case "group":
            stage = st.sampled_from([None, "s1", "s2"])
            return st.fixed_dictionaries({"name": st.just("North"), "from_stage": stage, "to_stage": stage})
    raise AssertionError


IDS: Final = {
    "touchpoint": ("c1", "c2", "c3"), "emotion": ("e1", "e2", "e3"), "pain_point": ("x1", "x2"), "why": ("w1", "w2"),
    "note": ("n1", "n2", "n3"), "comment": ("m1", "m2", "m3"), "person": PEOPLE, "stage": ("s1", "s2"),
    "group": ("g1",),
}  # fmt: skip


@st.composite
def change(draw: st.DrawFn) -> tuple[str, str, dict[str, object]]:
    kind = draw(st.sampled_from(sorted(IDS)))
    fields = draw(fields_of(kind)) if draw(st.integers(0, 4)) else {DELETED: draw(st.booleans())}
    return kind, draw(st.sampled_from(IDS[kind])), fields


turns = st.tuples(st.sampled_from(STEPS), st.sampled_from(Phase), st.booleans())
BEGINNING: Final = (
    ("settings", "w", {"title": "Room"}), ("journey", "j1", {"title": "One"}), ("journey", "j2", {"title": "Two"}),
    ("group", "g1", {"name": "North", "journey": "j1"}), ("group", "g2", {"name": "South", "journey": "j2"}),
    *(("person", person, {"name": person, "group": f"g{n % 2 + 1}"}) for n, person in enumerate(PEOPLE)),
    ("touchpoint", "c1", {"journey": "j1", "name": "Parcel", "standing": "settled"}),
    ("pain_point", "x1", {"journey": "j1", "description": "Late", "author": "p1", "standing": "written"}),
)  # fmt: skip


class Room:
    def __init__(self) -> None:
        self.fold, self.clock, self.seq = Fold("w"), Clock(), 0
        for kind, id, fields in BEGINNING:
            self.write(kind, id, fields)

    def write(self, kind: str, entity: str, fields: object) -> Workshop:
        self.seq += 1
        return self.fold.add(
            [
                Change(
                    seq=self.seq, id=f"c{self.seq}", batch="b", base=0, kind=kind, entity=entity, author=None,
                    fields=fields, at="2027-03-31T10:00:00.000Z",
                )  # type: ignore[arg-type]
            ]
        )  # fmt: skip

    def turn(self, step: Step, phase: Phase, *, apart: bool) -> None:
        phases = MappingProxyType({**self.clock.phases, step: phase})
        self.clock = replace(self.clock, phases=phases, apart=apart)


@settings(max_examples=150, deadline=None)
@given(script=st.lists(st.one_of(change(), turns), max_size=25), skips=st.integers(0, 255))
def test_carried_on_is_worked_out_anew(script: list[tuple[object, ...]], skips: int) -> None:
    room, sight = Room(), Sight()
    looks = [Look(sight) for _viewer in VIEWERS]
    for n, move in enumerate(script):
        if isinstance(move[0], Step):
            room.turn(move[0], Phase(str(move[1])), apart=bool(move[2]))
        else:
            room.write(str(move[0]), str(move[1]), move[2])
        for m, (look, viewer) in enumerate(zip(looks, VIEWERS, strict=True)):
            if skips >> ((n + m) % 8) & 1:
                continue  # slow pages do not look at every state
            assert look.at(viewer, room.clock, room.fold.workshop) == visible(viewer, room.clock, room.fold.workshop)


def test_others_entries_are_no_news_while_collecting() -> None:
    room, sight = Room(), Sight()
    look = Look(sight)
    before = look.at(VIEWERS[1], room.clock, room.fold.workshop)
    workshop = room.write("note", "n1", {"text": "Mine", "step": "touchpoints", "author": "p1", "standing": "written"})
    after = look.at(VIEWERS[1], room.clock, workshop)
    assert after.shelves is before.shelves
    assert after.seq == workshop.seq


def test_seats_that_see_the_same_share_it() -> None:
    room, sight = Room(), Sight()
    room.turn(Step.TOUCHPOINTS, Phase.REVEAL, apart=False)
    for n in range(20):
        room.write("touchpoint", f"t{n}", {"journey": "j1", "name": "x", "author": "p1", "standing": "written"})
    views = [Look(sight).at(viewer, room.clock, room.fold.workshop) for viewer in VIEWERS[:3]]
    assert len({id(view.shelves["touchpoint"]) for view in views}) == 1


def test_a_change_costs_what_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    from cjm_widgets.model import sight as module  # noqa: PLC0415

    asked = 0
    real = module._seen_itself

    def counting(*arguments: object) -> bool:
        nonlocal asked
        asked += 1
        return real(*arguments)  # type: ignore[arg-type]

    room, sight = Room(), Sight()
    for n in range(500):
        who = f"q{n % 40}"
        room.write("person", who, {"name": who})
        room.write("touchpoint", f"t{n}", {"journey": "j1", "name": "x", "author": who, "standing": "written"})
    seats = [(Look(sight), Viewer(role=Role.PARTICIPANT, person=f"q{n}")) for n in range(40)]
    for look, viewer in seats:
        look.at(viewer, room.clock, room.fold.workshop)
    monkeypatch.setattr(module, "_seen_itself", counting)
    workshop = room.write("touchpoint", "t3", {"name": "y"})
    for look, viewer in seats:
        look.at(viewer, room.clock, workshop)
    # What each wrote themselves (12 or 13 cards and the journey these belong to), not 40 × 500.
    assert asked < 40 * 15


def test_a_note_to_self_is_for_those_who_lead() -> None:
    room = Room()
    room.write(
        "touchpoint", "c2", {"journey": "j1", "name": "x", "author": "p1", "standing": "hidden", "aside": "Rude"}
    )
    own = visible(VIEWERS[0], room.clock, room.fold.workshop).find(Touchpoint, "c2")
    led = visible(VIEWERS[-1], room.clock, room.fold.workshop).find(Touchpoint, "c2")
    assert own is not None
    assert led is not None
    assert (own.aside, led.aside) == ("", "Rude")


def test_groups_that_work_apart_see_their_own_until_they_are_brought_together() -> None:
    room = Room()
    mine = {"journey": "j1", "name": "x", "author": "p1", "standing": "written"}
    room.write("touchpoint", "c2", mine)
    room.write("touchpoint", "c3", {**mine, "author": "p2", "journey": "j2"})
    room.write("note", "n1", {"text": "Whose?", "step": "touchpoints", "standing": "written"})

    def seen_by(viewer: Viewer) -> set[str]:
        return {thing.id for thing in visible(viewer, room.clock, room.fold.workshop)} & {"c2", "c3", "n1"}

    north, also_north, south = VIEWERS[0], VIEWERS[2], VIEWERS[1]
    room.turn(Step.TOUCHPOINTS, Phase.COLLECT, apart=True)
    assert [seen_by(viewer) for viewer in (north, also_north, south)] == [{"c2"}, set(), {"c3"}]
    room.turn(Step.TOUCHPOINTS, Phase.REVEAL, apart=True)
    assert [seen_by(viewer) for viewer in (north, also_north, south)] == [{"c2", "n1"}, {"c2", "n1"}, {"c3", "n1"}]
    assert seen_by(Viewer(role=Role.PROJECTOR)) == {"n1"}
    room.turn(Step.TOUCHPOINTS, Phase.REVEAL, apart=False)
    assert seen_by(south) == seen_by(Viewer(role=Role.PROJECTOR)) == {"c2", "c3", "n1"}


def test_a_table_sees_its_part_of_the_journey_until_all_are_brought_together() -> None:
    room = Room()
    for n in range(3):
        room.write("stage", f"s{n + 1}", {"journey": "j1", "name": "x", "rank": f"a{n}", "standing": "settled"})
        card = {"journey": "j1", "name": "x", "stage": f"s{n + 1}", "standing": "settled", "author": "p1"}
        room.write("touchpoint", f"c{n + 1}", card)
        pain = {"journey": "j1", "description": "x", "touchpoint": f"c{n + 1}", "standing": "settled"}
        room.write("pain_point", f"x{n + 1}", pain)
    room.write("touchpoint", "c4", {"journey": "j1", "name": "x", "standing": "settled"})
    room.write("group", "g1", {"from_stage": "s2"})
    look = Look(Sight())
    everything = {"s1", "s2", "s3", "c1", "c2", "c3", "c4", "x1", "x2", "x3"}

    def seen_now() -> set[str]:
        view = look.at(VIEWERS[0], room.clock, room.fold.workshop)
        assert view == visible(VIEWERS[0], room.clock, room.fold.workshop)
        return everything & {one.id for one in view}

    assert seen_now() == everything
    room.turn(Step.TOUCHPOINTS, Phase.COLLECT, apart=True)
    assert seen_now() == {"s2", "s3", "c2", "c3", "c4", "x2", "x3"}
    room.write("group", "g1", {"to_stage": "s2"})
    assert seen_now() == {"s2", "c2", "c4", "x2"}
    room.write("touchpoint", "c1", {"stage": "s2"})  # it is moved, and its pain with it
    assert seen_now() == {"s2", "c1", "c2", "c4", "x1", "x2"}
    # A pain is where its touchpoint is, though that one is still its author's own.
    room.write("touchpoint", "c3", {"standing": "written", "author": "p2"})
    room.write("touchpoint", "c3", {"stage": "s2"})
    assert seen_now() == {"s2", "c1", "c2", "c4", "x1", "x2", "x3"}
    clock = replace(room.clock, phases={Step.EMOTIONS: Phase.COLLECT})
    score = Draft(kind="emotion", entity="e9", fields={"touchpoint": "c3", "valence": 1})
    with pytest.raises(Refused):
        allowed(VIEWERS[0], clock, score, room.fold.workshop)
    room.write("touchpoint", "c3", {"standing": "settled"})
    room.turn(Step.TOUCHPOINTS, Phase.COLLECT, apart=False)
    assert seen_now() == everything
    room.turn(Step.TOUCHPOINTS, Phase.COLLECT, apart=True)
    room.write("stage", "s2", {DELETED: True})  # what the part was named by is gone: the whole journey it is
    assert {"s1", "s3", "c3"} <= seen_now()


def test_an_anonymous_card_is_its_journeys_groups() -> None:
    room = Room()
    room.write("touchpoint", "c2", {"journey": "j2", "name": "x", "standing": "written"})
    room.turn(Step.TOUCHPOINTS, Phase.REVEAL, apart=True)
    assert visible(VIEWERS[0], room.clock, room.fold.workshop).get("c2") is None
    assert visible(VIEWERS[1], room.clock, room.fold.workshop).get("c2") is not None


def test_whoever_was_removed_sees_nothing_more() -> None:
    room = Room()
    workshop = room.write("person", "p1", {DELETED: True})
    assert {thing.KIND for thing in visible(VIEWERS[0], room.clock, workshop)} == {"settings"}
