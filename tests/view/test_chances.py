"""Opportunities in the order of the chosen methods."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.analysis.rankings import METHODS as NAMES
from cjm_widgets.model import Journey, Opportunity, Settings, Workshop
from cjm_widgets.model.entities.action import METHOD_FIELDS
from cjm_widgets.model.entities.journey import METHODS
from cjm_widgets.model.workshop import shelve
from cjm_widgets.view.chances import method_label, question_said, ranked, ranking_finding
from cjm_widgets.view.figures import quadrants_figure
from cjm_widgets.view.ranking import ranking_section, ranking_table
from tests.view.shop import shop
from tests.view.test_markup import read


def asking(*opportunities: Opportunity, **chosen: bool) -> tuple[Workshop, Journey]:
    journey = Journey(id="j", title="J", **chosen)
    return Workshop("w", shelve([Settings(id="w", title="W"), journey, *opportunities])), journey


def one(id: str, **answers: object) -> Opportunity:
    return Opportunity(id=id, journey="j", question=f"do {id}?", **answers)  # type: ignore[arg-type]


def test_every_method_has_a_flag_a_label_and_fields_that_exist() -> None:
    assert tuple(METHOD_FIELDS) == METHODS == tuple(NAMES)
    for name in METHODS:
        assert f"by_{name}" in Journey.FIELDS
        assert method_label(name) == NAMES[name]
        assert set(METHOD_FIELDS[name]) <= Opportunity.FIELDS.keys()
    with pytest.raises(KeyError):
        method_label("dice")


def test_impact_and_effort_are_used_where_nothing_is_chosen() -> None:
    assert Journey(id="j", title="J").methods == ("impact_effort",)
    assert Journey(id="j", title="J", by_ice=True, by_rice=True).methods == ("rice", "ice")


def test_the_place_is_by_the_mean_of_places_and_equals_share_it() -> None:
    workshop, journey = asking(
        one("a", impact=5, effort=1, ice_impact=1, ice_confidence=1, ice_ease=1),
        one("b", impact=4, effort=2, ice_impact=9, ice_confidence=9, ice_ease=9),
        one("c", impact=1, effort=1, ice_impact=5, ice_confidence=5, ice_ease=5),
        one("d"),
        by_impact_effort=True,
        by_ice=True,
    )
    found = ranked(workshop, journey)
    # a is first and third, b second and first, c third and second: 2, 1.5 and 2.5.
    assert [(chance.opportunity.id, chance.place) for chance in found] == [("b", 1), ("a", 2), ("c", 3), ("d", None)]
    assert found[1].places == {"impact_effort": 1.0, "ice": 3.0}


def test_a_method_that_lacks_answers_says_nothing_about_it() -> None:
    workshop, journey = asking(
        one("a", impact=2, effort=2), one("b", impact=4, effort=1, importance=1, satisfaction=5),
        by_impact_effort=True, by_opportunity=True,
    )  # fmt: skip
    first, second = ranked(workshop, journey)
    assert (first.opportunity.id, first.place) == ("b", 1)
    assert second.scores["opportunity"] is None
    assert second.places["opportunity"] is None


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=8))
def test_places_count_up_and_better_impact_for_the_same_effort_never_stands_behind(
    pairs: list[tuple[int, int]],
) -> None:
    workshop, journey = asking(
        *(one(f"o{n}", impact=impact, effort=effort) for n, (impact, effort) in enumerate(pairs))
    )
    found = ranked(workshop, journey)
    places = [chance.place or 0 for chance in found]
    assert places == sorted(places)
    assert places[0] == 1
    for before in found:
        for after in found[found.index(before) + 1 :]:
            if before.opportunity.effort == after.opportunity.effort:
                assert (before.opportunity.impact or 0) >= (after.opportunity.impact or 0)


def test_parked_and_merged_ones_are_not_ranked() -> None:
    workshop, journey = asking(one("a"), one("b", standing="parked"), dataclasses.replace(one("c"), merged_into="a"))
    assert [chance.opportunity.id for chance in ranked(workshop, journey)] == ["a"]


def test_the_finding_names_the_first_and_who_sees_it_otherwise() -> None:
    workshop, journey = asking()
    assert ranking_finding(ranked(workshop, journey)) == "No opportunity yet."
    workshop, journey = asking(one("a"))
    assert ranking_finding(ranked(workshop, journey)) == "Nothing is scored yet."
    answers = {"impact": 5, "effort": 1, "moscow": "could"}
    workshop, journey = asking(one("a", **answers), one("b", moscow="must"), by_impact_effort=True, by_moscow=True)
    said = "First over all: “How might we do b?” Answers are missing for Impact and effort."
    assert ranking_finding(ranked(workshop, journey)) == said
    others = (one("b", impact=1, effort=5, moscow="must"), one("c", impact=2, effort=5, moscow="wont"))
    workshop, journey = asking(one("a", **answers), *others, by_impact_effort=True, by_moscow=True)
    assert ranking_finding(ranked(workshop, journey)) == (
        "First over all: “How might we do a?” Another one is first by MoSCoW alone."
    )
    workshop, journey = asking(one("a", **answers))
    assert ranking_finding(ranked(workshop, journey)) == "First by every method: “How might we do a?”"


@pytest.mark.parametrize(
    ("typed", "said"), [("do it?", "How might we do it?"), ("How might we do it?", "How might we do it?")]
)
def test_the_lead_stands_once(typed: str, said: str) -> None:
    assert question_said(Opportunity(id="o", journey="j", question=typed)) == said


def test_the_table_has_a_column_a_chosen_method_and_only_those() -> None:
    workshop, journey = asking(
        one("a", impact=4, effort=2, moscow="must", ice_impact=3), by_impact_effort=True, by_moscow=True
    )
    html = str(ranking_section(workshop, journey, "map-1", 2))
    text = read(html).text
    for words in ("Quick win", "impact 4, effort 2", "Must", "no action yet"):
        assert words in text
    assert "ICE" not in text
    assert html.count('scope="col"') == 3 + 2
    assert ranking_section(*asking(), "map-1", 2) is None
    assert "No opportunity yet" in str(ranking_table(*asking()))


def test_the_shops_opportunities_say_which_pains_they_ease_and_what_they_became() -> None:
    text = read(str(ranking_table(shop(), shop().all(Journey)[0]))).text
    assert "eases: She needs a printer for the return label" in text
    assert "Returns by QR code in all partner shops" in text


def test_the_quadrants_come_with_numbers_and_a_finding() -> None:
    drawn = quadrants_figure(shop(), shop().all(Journey)[0])
    assert drawn.title == "1 quick win among 3: high impact for little effort"
    assert list(drawn.numbers.columns) == ["place", "question", "impact", "effort", "quadrant"]
    assert len(drawn.numbers) == 3
    assert quadrants_figure(*asking()).title == "Nothing has both an impact and an effort yet"
