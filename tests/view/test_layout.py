from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_widgets.model import (
    Activity,
    Emotion,
    Journey,
    Opportunity,
    OpportunityPain,
    PainPoint,
    Settings,
    Stage,
    Touchpoint,
    Workshop,
    spread,
)
from cjm_widgets.model.workshop import shelve
from cjm_widgets.view.content import Lane
from cjm_widgets.view.layout import LABEL_WIDTH, layout
from cjm_widgets.view.placing import UNPLACED, WHOLE
from tests.view.shop import shop

if TYPE_CHECKING:
    from cjm_widgets.view.layout import MapLayout

RANKS = spread(60)
SCRIPTS = "abc d-e/f 0 Ä ß € … é\u0301 שלום عربي 漢字 🙂👩\u200d👧 \n\t"
TEXTS = st.text(alphabet=SCRIPTS, max_size=120).filter(lambda text: text.strip() != "")


@st.composite
def workshops(draw: st.DrawFn) -> Workshop:
    """Maps of any size, with much or everything missing."""
    stages = [f"s{n}" for n in range(draw(st.integers(0, 9)))]
    places = st.sampled_from([*stages, None])
    things = [
        Settings(id="w", title="Any"),
        Journey(id="j", title=draw(TEXTS)),
        *(Stage(id=id, journey="j", name=draw(TEXTS), rank=RANKS[n]) for n, id in enumerate(stages)),
    ]
    touchpoints = [f"t{n}" for n in range(draw(st.integers(0, 14)))]
    for n, id in enumerate(touchpoints):
        things.append(
            Touchpoint(
                id=id,
                journey="j",
                name=draw(TEXTS),
                stage=draw(places),
                rank=RANKS[n],
                moment_of_truth=draw(st.booleans()),
                evidence_grade=draw(st.sampled_from([None, 0, 1, 2, 3])),
            )
        )
        scores = draw(st.lists(st.integers(-2, 2), max_size=4))
        things.extend(Emotion(id=f"e{n}-{k}", touchpoint=id, valence=score) for k, score in enumerate(scores))
    if stages:
        things.extend(
            Activity(id=f"a{n}", stage=draw(st.sampled_from(stages)), text=draw(TEXTS), thoughts=draw(TEXTS))
            for n in range(draw(st.integers(0, 5)))
        )
    pains = [f"p{n}" for n in range(draw(st.integers(0, 5)))]
    homes = st.sampled_from([*touchpoints, None])
    things.extend(PainPoint(id=id, journey="j", description=draw(TEXTS), touchpoint=draw(homes)) for id in pains)
    for n in range(draw(st.integers(0, 3))):
        things.append(Opportunity(id=f"o{n}", journey="j", question=draw(TEXTS)))
        eased = draw(st.lists(st.sampled_from(pains), max_size=2, unique=True)) if pains else []
        things.extend(OpportunityPain(id=f"op{n}-{pain}", opportunity=f"o{n}", pain_point=pain) for pain in eased)
    return Workshop("w", shelve(things))


def journey(workshop: Workshop) -> Journey:
    return workshop.all(Journey)[0]


def placed_cards(placed: MapLayout, lane: Lane) -> Counter[str]:
    (row,) = [row for row in placed.lanes if row.lane is lane] or [None]
    return Counter(piece.entry.card for cell in (row.cells if row else ()) for piece in cell.pieces)


@settings(max_examples=60, deadline=None)
@given(workshops())
def test_every_card_is_placed_exactly_once(workshop: Workshop) -> None:
    placed = layout(workshop, journey(workshop), editing=True)
    for lane, kind in (
        (Lane.ACTIVITIES, Activity),
        (Lane.TOUCHPOINTS, Touchpoint),
        (Lane.PAINS, PainPoint),
        (Lane.OPPORTUNITIES, Opportunity),
    ):
        assert placed_cards(placed, lane) == Counter(thing.id for thing in workshop.all(kind))


@settings(max_examples=60, deadline=None)
@given(workshops())
def test_no_text_leaves_its_cell_and_no_two_boxes_overlap(workshop: Workshop) -> None:
    placed = layout(workshop, journey(workshop), editing=True)
    for row in placed.lanes:
        for cell in row.cells:
            below = cell.box.y
            for piece in cell.pieces:
                assert piece.box.y >= below
                below = piece.box.bottom
                for line in piece.lines:
                    left = line.x - line.extent if line.right_to_left else line.x
                    assert left >= cell.box.x
                    assert left + line.extent <= cell.box.right + 0.01
                    assert cell.box.y <= line.y <= cell.box.bottom
            assert below <= cell.box.bottom
    for above, under in pairwise(placed.lanes):
        assert above.box.bottom == under.box.y


@settings(max_examples=60, deadline=None)
@given(workshops())
def test_the_curve_stands_under_its_touchpoints(workshop: Workshop) -> None:
    placed = layout(workshop, journey(workshop), editing=True)
    xs = [x for column in placed.columns for x in column.touchpoint_x]
    assert xs == sorted(set(xs))
    for column in placed.columns:
        assert all(column.box.x < x < column.box.right for x in column.touchpoint_x)
    if placed.plot is None:
        assert not xs
        return
    assert [x for x, _number in placed.plot.numbers] == xs
    box = placed.plot.box
    for track in placed.plot.tracks:
        for place in track.places:
            assert (place.y is None) == (place.point.mood is None)
            ys = [y for y in (place.y, place.y_low, place.y_high) if y is not None]
            assert all(box.y < y < box.bottom for y in ys)
    for one in placed.plot.labels:
        assert box.x <= one.box.x
        assert one.box.right <= box.right + 0.01
        assert box.y <= one.box.y
        assert one.box.bottom <= box.bottom


@settings(max_examples=30, deadline=None)
@given(workshops())
def test_the_same_workshop_gives_the_same_layout(workshop: Workshop) -> None:
    assert layout(workshop, journey(workshop)) == layout(workshop, journey(workshop))


def test_the_shops_columns_are_its_stages_and_one_for_what_belongs_to_none() -> None:
    placed = layout(shop(), journey(shop()))
    assert [one.column.key for one in placed.columns] == [
        "notices", "chooses", "orders", "receives", "returns", WHOLE,
    ]  # fmt: skip
    assert [row.lane for row in placed.lanes] == list(Lane)
    assert placed.width == placed.columns[-1].box.right
    assert placed.columns[0].box.x == LABEL_WIDTH


def test_what_is_not_placed_gets_a_column_only_while_somebody_edits() -> None:
    things = [*shop(), Touchpoint(id="open", journey="first-order", name="Somewhere")]
    workshop = Workshop("shop", shelve(things))
    assert layout(workshop, journey(workshop), editing=True).columns[0].column.key == UNPLACED
    published = layout(workshop, journey(workshop))
    assert UNPLACED not in [one.column.key for one in published.columns]
    assert published.content.left_out == 1
    assert UNPLACED not in [one.column.key for one in layout(shop(), journey(shop()), editing=True).columns]


def test_without_a_stage_the_unplaced_are_the_map_and_without_anything_it_is_empty() -> None:
    base = (Settings(id="w", title="Any"), Journey(id="j", title="J"))
    bare = Workshop("w", shelve(base))
    assert layout(bare, journey(bare)).empty
    one = Workshop("w", shelve([*base, Touchpoint(id="t", journey="j", name="T")]))
    assert [column.column.key for column in layout(one, journey(one)).columns] == [UNPLACED]


def test_only_settled_and_unmerged_cards_are_on_the_map() -> None:
    workshop = Workshop(
        "w",
        shelve(
            [
                Settings(id="w", title="Any"),
                Journey(id="j", title="J"),
                Stage(id="s", journey="j", name="S"),
                *(
                    Touchpoint(id=standing, journey="j", name=standing, stage="s", standing=standing)
                    for standing in ("settled", "written", "parked", "hidden")
                ),
                Touchpoint(id="merged", journey="j", name="m", stage="s", merged_into="settled"),
                PainPoint(id="p", journey="j", description="hurts", touchpoint="merged"),
                PainPoint(id="q", journey="j", description="hurts", touchpoint="hidden"),
            ]
        ),
    )
    placed = layout(workshop, journey(workshop))
    assert placed_cards(placed, Lane.TOUCHPOINTS) == Counter(["settled"])
    homes = {piece.entry.card: cell.column for row in placed.lanes for cell in row.cells for piece in cell.pieces}
    assert homes["p"] == "s"
    assert homes["q"] == WHOLE


def test_forty_touchpoints_in_one_stage_and_long_texts_still_have_a_place_each() -> None:
    things = [
        Settings(id="w", title="Any"),
        Journey(id="j", title="J"),
        Stage(id="s", journey="j", name="S" * 300),
        Activity(id="a", stage="s", text="word " * 1000, thoughts="x" * 5000),
        *(Touchpoint(id=f"t{n}", journey="j", name="T" * 300, stage="s", rank=RANKS[n]) for n in range(40)),
    ]
    placed = layout(Workshop("w", shelve(things)), things[1])  # type: ignore[arg-type]
    assert len(set(placed.columns[0].touchpoint_x)) == 40
    long = [piece for row in placed.lanes[:1] for cell in row.cells for piece in cell.pieces]
    assert long[0].lines[-2].text.endswith("…")
    assert placed.height < 8000
