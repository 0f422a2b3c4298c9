from __future__ import annotations

import pytest

from cjm_widgets.model import Emotion, Journey, Persona, Settings, Workshop
from cjm_widgets.model.workshop import shelve
from cjm_widgets.view.figures import curve_figure, funnel_figure
from tests.view.shop import made, shop

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
