"""Small pieces of the map as they are written, with fixed ids: a change shows here before it shows on a wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.model import Journey
from cjm_widgets.view.cards import entry_item, grade_mark, shares_bar
from cjm_widgets.view.content import Lane
from cjm_widgets.view.curve import mood_of
from cjm_widgets.view.entries import Entry
from cjm_widgets.view.evidence import Evidence, Shares
from cjm_widgets.view.felt import strip
from cjm_widgets.view.layout import layout
from cjm_widgets.view.svg import curve_file, map_file
from cjm_widgets.view.table import map_table
from tests.view.shop import shop
from tests.view.test_markup import read

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion


def test_a_touchpoint(snapshot: SnapshotAssertion) -> None:
    entry = Entry(
        card="label",
        text="Prints the return label",
        number=13,
        channel="Parcel",
        team="Logistics",
        moment_of_truth=True,
        evidence=Evidence(grade=2, n=87, on="2027-01-15", source="B"),
    )
    assert str(entry_item(Lane.TOUCHPOINTS, entry)) == snapshot


def test_a_number_with_its_bar(snapshot: SnapshotAssertion) -> None:
    entry = Entry(card="m", text="Reached it", value="431 of 600", basis="72 %, n 600", share_percent=71.8)
    assert str(entry_item(Lane.METRICS, entry)) == snapshot


def test_a_touchpoints_numbers_unfold(snapshot: SnapshotAssertion) -> None:
    lines = ("NPS: −75.9 (95 % interval −83.8 to −64.8, n 137 answers)", "CSAT: 11 % (95 % interval 7–17 %, n 137)")
    entry = Entry(card="refund", text="NPS −76 · CSAT 11 %", number=15, more=lines)
    assert str(entry_item(Lane.METRICS, entry)) == snapshot


def test_the_marks_of_evidence_differ_in_shape_and_have_words_beside_them(snapshot: SnapshotAssertion) -> None:
    marks = [str(grade_mark(grade)) for grade in range(4)]
    assert len(set(marks)) == 4
    assert "\n".join(marks) == snapshot


def test_the_bar_of_shares(snapshot: SnapshotAssertion) -> None:
    assert str(shares_bar(Shares(counts=(5, 2, 0, 3)))) == snapshot


def test_a_mood_on_its_strip(snapshot: SnapshotAssertion) -> None:
    mood = mood_of([-2, -2, -1, 0])
    assert mood is not None
    assert str(strip(mood)) == snapshot


def test_the_table_has_stages_as_column_headings_and_lanes_as_row_headings() -> None:
    placed = layout(shop(), shop().all(Journey)[0])
    html = str(map_table(placed, "map-1"))
    assert html.count('scope="col"') == 1 + len(placed.columns)
    assert html.count('scope="row"') + html.count('scope="rowgroup"') == len(Lane)
    assert html.count("<caption") == 1
    assert 'scope="rowgroup" rowspan="2"' in html


def test_svg_files_have_title_and_description_and_text_as_text() -> None:
    placed = layout(shop(), shop().all(Journey)[0])
    assert placed.plot is not None
    for text in (map_file(placed, "The map"), curve_file(placed.plot, "The curve")):
        reader = read(text)
        assert text.startswith("<svg")
        assert text.endswith("</svg>\n")
        assert reader.tags[:3] == ["svg", "title", "desc"]
        assert ("role", "img") in reader.attributes
        assert "worst at “Prints the return label”" in reader.text
        assert "script" not in reader.tags
    assert "Sizes mean something" in read(map_file(placed, "The map")).text
