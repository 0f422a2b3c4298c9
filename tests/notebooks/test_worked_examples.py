"""What the guides tell about the sample is what the sample holds."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

import pytest

from cjm_widgets import places
from cjm_widgets.model import GRADES, Emotion, Source, Stage, Team, Touchpoint, document
from tests.notebooks.reading import FOLDER, table_with

if TYPE_CHECKING:
    from cjm_widgets.model import Workshop

MINUS = "−"


@pytest.fixture(scope="module")
def sample() -> Workshop:
    return document.load((places.share("sample_data") / "online-shop.cjm.json").read_bytes())


def named(sample: Workshop, name: str) -> Touchpoint:
    (found,) = sample.of(Touchpoint, name=name)
    return found


def test_touchpoints(sample: Workshop) -> None:
    table = table_with(FOLDER / "04-touchpoints.ipynb", "touchpoint", "owner team")
    for name, channel, stage, team, evidence in table.rows:
        touchpoint = named(sample, name)
        assert touchpoint.channel == channel
        assert sample.find(Stage, touchpoint.stage) == sample.of(Stage, name=stage)[0]
        assert sample.find(Team, touchpoint.owner_team) == sample.of(Team, name=team)[0]
        assert GRADES[touchpoint.grade].lower() == evidence


def test_stages(sample: Workshop) -> None:
    table = table_with(FOLDER / "05-stages.ipynb", "stage", "customer goal")
    for name, goal, begins, ends, time in table.rows:
        (stage,) = sample.of(Stage, name=name)
        assert stage.customer_goal.startswith(goal)
        assert stage.entry_trigger == f"{begins}."
        assert stage.exit_criterion == f"{ends}."
        assert f"{stage.duration_days:g}" == time.split()[0]


def test_emotions(sample: Workshop) -> None:
    table = table_with(FOLDER / "06-emotions.ipynb", "touchpoint", "scores", "mean")
    for name, scores, mean, words, _behind in table.rows:
        given = sample.of(Emotion, touchpoint=named(sample, name).id)
        told = [int(score.replace(MINUS, "-")) for score in scores.split()]
        assert sorted(told) == sorted(one.valence for one in given if one.valence is not None)
        assert f"{fmean(told):+.2f}".replace("-", MINUS) == mean
        assert set(words.split(", ")) <= {one.word for one in given}


def test_sources(sample: Workshop) -> None:
    table = table_with(FOLDER / "02-customer-data.ipynb", "source", "n", "period")
    titles = {source.title: source for source in sample.all(Source)}
    for told, n in zip(table.column("source"), table.column("n"), strict=True):
        (source,) = [found for title, found in titles.items() if title.startswith(told)]
        assert source.n == int(n.replace(",", ""))
