"""The service blueprint: lanes in their order, three lines with names, the map's own columns."""

from __future__ import annotations

import re

import pytest

from cjm_widgets.model import Activity, Journey, LaneItem, Team, Workshop
from cjm_widgets.view.backstage import BlueprintLane
from cjm_widgets.view.blueprint import Blueprint, blueprint_of
from cjm_widgets.view.blueprint_frame import blueprint_frame
from cjm_widgets.view.blueprint_table import blueprint_section
from cjm_widgets.view.layout import layout
from cjm_widgets.view.placing import WHOLE
from cjm_widgets.view.svg import map_file
from tests.view.shop import made, shop
from tests.view.test_markup import read

LINES = ["Line of interaction", "Line of visibility", "Line of internal interaction"]
LANES = ["Physical evidence", "Customer actions", "Frontstage", "Backstage", "Support processes"]


def item(id: str, lane: str, text: str, **more: str) -> LaneItem:
    return LaneItem(id=f"behind-{id}", journey="first-order", lane=lane, text=text, **more)


def behind() -> Workshop:
    return made(
        item("paper", "evidence", "Tissue paper", touchpoint="parcel"),
        item("driver", "frontstage", "The driver rings", stage="receives", team="team-logistics"),
        item("packs", "backstage", "Packs before noon", touchpoint="parcel"),
        item("scans", "support", "Scans of the carrier", stage="receives"),
        item("audit", "support", "Books are audited"),
        item("parked", "support", "Nobody should read this", stage="receives", standing="parked"),
    )


def placed(workshop: Workshop) -> Blueprint:
    made = blueprint_of(layout(workshop, workshop.all(Journey)[0]))
    assert made is not None
    return made


def section(workshop: Workshop) -> str:
    whole = layout(workshop, workshop.all(Journey)[0])
    return str(blueprint_section(whole, blueprint_of(whole), "map-1", 2))


def test_without_a_card_there_is_none() -> None:
    whole = layout(shop(), shop().all(Journey)[0])
    assert blueprint_of(whole) is None
    assert blueprint_section(whole, None, "map-1", 2) is None
    assert "Behind the scenes" not in map_file(whole, "The map")


def test_lanes_stand_in_order_below_one_another_with_three_lines_between_them() -> None:
    drawn = placed(behind())
    assert [row.lane for row in drawn.rows] == list(BlueprintLane)
    for above, below in zip(drawn.rows, drawn.rows[1:], strict=False):
        if above.line_y is None:
            assert below.box.y == above.box.bottom
        else:
            assert above.box.bottom < above.line_y < below.box.y
    assert [row.lane.line for row in drawn.rows if row.line_y is not None] == LINES
    assert drawn.height == drawn.rows[-1].box.bottom


def test_columns_are_those_of_the_map_and_a_card_stands_with_its_stage_or_its_touchpoint() -> None:
    workshop = behind()
    whole = layout(workshop, workshop.all(Journey)[0])
    drawn = placed(workshop)
    assert drawn.columns == whole.columns
    keys = [one.column.key for one in drawn.columns]
    here = {
        (row.lane.value, keys[place]): [piece.entry.text for piece in pieces]
        for row in drawn.rows
        for place, pieces in enumerate(row.cells)
        if pieces and row.lane is not BlueprintLane.CUSTOMER
    }
    assert here == {
        ("evidence", "receives"): ["Tissue paper"],
        ("frontstage", "receives"): ["The driver rings"],
        ("backstage", "receives"): ["Packs before noon"],
        ("support", "receives"): ["Scans of the carrier"],
        ("support", WHOLE): ["Books are audited"],
    }


def test_the_customers_actions_are_the_activities_of_the_stages() -> None:
    workshop = behind()
    drawn = placed(workshop)
    (customer,) = [row for row in drawn.rows if row.lane is BlueprintLane.CUSTOMER]
    told = {piece.entry.card for pieces in customer.cells for piece in pieces}
    assert told == {activity.id for activity in workshop.all(Activity)}


def test_pieces_lie_within_their_column_and_lane() -> None:
    drawn = placed(behind())
    for row in drawn.rows:
        for column, pieces in zip(drawn.columns, row.cells, strict=True):
            for piece in pieces:
                assert column.box.x < piece.box.x
                assert piece.box.right < column.box.right
                assert row.box.y < piece.box.y
                assert piece.box.bottom <= row.box.bottom


def test_the_table_names_lanes_and_lines_and_who_does_it() -> None:
    html = section(behind())
    table = html[html.index("<table") : html.index("</table>")]
    text = read(table).text
    found = [
        text.index(name) for name in (LANES[0], LANES[1], LINES[0], LANES[2], LINES[1], LANES[3], LINES[2], LANES[4])
    ]
    assert found == sorted(found)
    assert table.count('scope="row"') == len(LANES)
    assert "Logistics" in text
    assert "Nobody should read this" not in html


def test_on_a_narrow_screen_only_stages_that_have_cards_unfold() -> None:
    html = section(behind())
    narrow = html[html.index('class="narrow"') :]
    assert re.findall(r"<h3[^>]*>([^<]+)</h3>", narrow) == ["Receives it", "Across the journey"]
    assert "4 cards" in narrow


def test_the_svg_has_it_below_the_map_and_grows_by_it() -> None:
    workshop = behind()
    whole = layout(workshop, workshop.all(Journey)[0])
    drawing = map_file(whole, "The map")
    text = read(drawing).text
    for words in (*LANES[2:], *LINES, "Packs before noon"):
        assert words in text
    plain = map_file(layout(shop(), shop().all(Journey)[0]), "The map")
    assert height(drawing) > height(plain)


def height(svg: str) -> float:
    found = re.search(r'viewBox="0 0 [\d.]+ ([\d.]+)"', svg)
    assert found
    return float(found[1])


@pytest.mark.parametrize("text", ["<b>bold</b>", "a & b", "\u202etext"])
def test_what_people_typed_stays_text(text: str) -> None:
    workshop = made(item("odd", "backstage", text, stage="receives", team="odd"), Team(id="odd", name=text))
    html = str(blueprint_frame(workshop, workshop.all(Journey)[0]))
    assert "<b>" not in html
    assert "\u202e" not in html
