from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

import pytest
from bokeh.models import Scatter
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.model import Emotion, Journey, PainPoint, Persona, Settings, Team, Touchpoint, Workshop
from cjm_widgets.model.workshop import shelve
from cjm_widgets.view.figures import (
    agreement_figure,
    channels_figure,
    curve_figure,
    funnel_figure,
    severity_figure,
    significance_figure,
)
from cjm_widgets.view.figures.chart import side_by_side
from cjm_widgets.view.parts import numbers_table
from tests.view.shop import made, shop

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.view.figures import Drawn

JOURNEY = shop().all(Journey)[0]


def test_the_curve_comes_with_its_numbers_and_a_title_that_says_what_it_shows() -> None:
    drawn = curve_figure(shop(), JOURNEY)
    assert drawn.figure.title.text == "Worst at “Prints the return label”: −1.7 (86 scores in all)"
    assert list(drawn.numbers["n"])[:3] == [6, 6, 6]
    assert drawn.numbers["mean"].min() == pytest.approx(-10 / 6)
    assert len(drawn.numbers) == 15


def test_every_persona_has_a_line_of_its_own() -> None:
    workshop = made(
        Persona(id="otto", name="Otto"), Emotion(id="e-otto", touchpoint="label", persona="otto", valence=2)
    )
    drawn = curve_figure(workshop, JOURNEY)
    assert len(drawn.numbers) == 30
    (legend,) = drawn.figure.legend
    assert [item.label.value for item in legend.items] == ["Mira Demir", "Otto"]
    assert len(curve_figure(shop(), JOURNEY).figure.legend) == 0


def test_the_funnel_is_the_closed_one_with_what_each_stage_loses() -> None:
    drawn = funnel_figure(shop(), JOURNEY)
    assert list(drawn.numbers["n"]) == [600, 511, 431, 225, 82]
    assert drawn.numbers["percent"].round(1).tolist() == [100.0, 85.2, 71.8, 37.5, 13.7]
    assert drawn.numbers["lost_percent"].round(1).tolist()[1:] == [14.8, 15.7, 47.8, 63.6]
    assert drawn.figure.title.text == "In order: most are lost before “Sends back”, 64\u00a0% of those who came so far"


def test_without_numbers_both_say_so() -> None:
    bare = Workshop("w", shelve([Settings(id="w", title="W"), Journey(id="j", title="J")]))
    journey = bare.all(Journey)[0]
    assert "nobody has scored" in curve_figure(bare, journey).figure.title.text
    assert "no event is tied" in funnel_figure(bare, journey).figure.title.text
    assert curve_figure(bare, journey).numbers.empty
    assert "lost_percent" in funnel_figure(bare, journey).numbers.columns


def test_every_score_is_a_dot_and_equal_ones_stand_side_by_side() -> None:
    chart = curve_figure(shop(), JOURNEY).figure
    (dots,) = [one.data_source.data for one in chart.renderers if "score" in one.data_source.data]
    assert len(dots["score"]) == 86
    assert len(set(zip(dots["place"], dots["score"], strict=True))) == 86


FIGURES = (channels_figure, curve_figure, severity_figure, significance_figure)


@pytest.mark.parametrize("draw", FIGURES)
def test_every_chart_names_its_columns_for_people_and_fits_any_width(draw: Callable[..., Drawn]) -> None:
    rated = Touchpoint(
        id="rated", journey=JOURNEY.id, name="Rated", importance_to_customer=5, importance_to_organisation=4
    )
    drawn = draw(made(rated), JOURNEY)
    assert drawn.figure.sizing_mode == "stretch_width"
    assert set(drawn.headings) <= set(drawn.numbers.columns)
    html = numbers_table(drawn).html
    assert html.count("<tr>") == len(drawn.numbers) + 1
    assert all(f'<th scope="col">{escape(heading)}</th>' in html for heading in drawn.headings.values())


@pytest.mark.parametrize("draw", FIGURES)
def test_every_chart_of_nothing_says_so_and_has_no_number(draw: Callable[..., Drawn]) -> None:
    bare = Workshop("w", shelve([Settings(id="w", title="W"), Journey(id="j", title="J")]))
    drawn = draw(bare, bare.all(Journey)[0])
    assert re.search("No |nobody", drawn.title)
    assert "No number yet" in numbers_table(drawn).html


def test_channels_are_bubbles_and_breaks_are_diamonds() -> None:
    story = Touchpoint(id="story", journey=JOURNEY.id, stage="returns", name="Tells it", channel="Social media")
    drawn = channels_figure(made(story), JOURNEY)
    assert drawn.title == "Website carries 5 of 16 touchpoints; 3 gaps and 2 possible doubles."
    assert drawn.numbers["touchpoints"].sum() == 16
    breaks = drawn.numbers[drawn.numbers["breaks_off"]]
    assert len(breaks) == 3
    assert set(breaks["touchpoints"]) == {0}


def test_pains_of_equal_scores_stand_side_by_side() -> None:
    pains = [PainPoint(id=f"p{n}", journey=JOURNEY.id, description="x", severity=3, frequency=4) for n in range(4)]
    drawn = severity_figure(made(*pains), JOURNEY)
    (marks,) = [one.data_source.data for one in drawn.figure.renderers if "number" in one.data_source.data][:1]
    assert len(set(zip(marks["x"], marks["y"], strict=True))) == len(drawn.numbers)
    assert list(drawn.numbers["score"]) == sorted(drawn.numbers["score"], reverse=True)


@given(st.lists(st.tuples(st.integers(1, 2), st.integers(1, 2)), max_size=60))
def test_marks_at_one_place_hide_nobody_and_stay_in_its_square(places: list[tuple[int, int]]) -> None:
    moved = side_by_side(places)
    assert all(abs(across) <= 0.4 and abs(up) <= 0.4 for across, up in moved)
    assert len(set(zip(places, moved, strict=True))) == len(places)
    alone = [move for place, move in zip(places, moved, strict=True) if places.count(place) == 1]
    assert set(alone) <= {(0, 0)}


def test_every_team_has_a_look_of_its_own() -> None:
    teams = [Team(id=f"team-{n}", name=f"Team {n}", rank=f"{n:02d}V") for n in range(8)]
    scores = [Emotion(id=f"e-{one.id}", touchpoint="label", team=one.id, valence=1) for one in teams]
    chart = agreement_figure(made(*teams, *scores), JOURNEY).figure
    marks = [one.glyph for one in chart.renderers if isinstance(one.glyph, Scatter)]
    looks = {(one.marker, one.fill_color) for one in marks}
    assert len(looks) == len(marks) >= len(teams)


def test_touchpoints_of_equal_importance_stand_side_by_side() -> None:
    alike = [
        Touchpoint(id=f"t{n}", journey=JOURNEY.id, name=f"T{n}", importance_to_customer=5, importance_to_organisation=5,
                   satisfaction=n + 1)
        for n in range(5)
    ]  # fmt: skip
    drawn = significance_figure(made(*alike), JOURNEY)
    places = [
        (x, y)
        for one in drawn.figure.renderers
        if "call" in getattr(one.data_source, "data", {})
        for x, y in zip(one.data_source.data["x"], one.data_source.data["y"], strict=True)
    ]
    assert len(places) == len(set(places)) == len(drawn.numbers)
    assert drawn.title.startswith("“T0” satisfies least")
