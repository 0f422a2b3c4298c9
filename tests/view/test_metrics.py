"""The lane of metrics is brief, and nothing is lost by it: every number stands in the table with all it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import Journey, Measurement, Metric, Stage
from cjm_widgets.model.entities.data import GRAINS
from cjm_widgets.model.settled import settled
from cjm_widgets.view.content import Column, Lane, content_of
from cjm_widgets.view.every import every_number
from cjm_widgets.view.layout import layout
from cjm_widgets.view.measured import interval_text, value_text
from cjm_widgets.view.page import page
from cjm_widgets.view.svg import map_file
from cjm_widgets.view.table import stage_facts
from cjm_widgets.view.wording import count, short_day
from tests.view.shop import NOW, made
from tests.view.test_markup import read

if TYPE_CHECKING:
    from cjm_widgets.model import Workshop
    from cjm_widgets.view.entries import Entry

COMMENTED = Measurement(
    id="m-comments", about="table", measure="comments", n=12, total=41, grain="comment", source="survey"
)
TONE = Measurement(
    id="m-tone", about="table", measure="comments", value=-0.42, low=-0.6, high=-0.2, n=41, grain="comment"
)
SCORED = Measurement(
    id="m-nps", about="label", measure="nps", value=-75.9, low=-83.8, high=-64.8, n=137, grain="response"
)


def metrics(workshop: Workshop, stage: str) -> list[Entry]:
    content = content_of(workshop, workshop.all(Journey)[0])
    (column,) = [column for column in content.columns if column.key == stage]
    return list(content.entries(Lane.METRICS, column))


def test_a_touchpoint_has_one_line_that_unfolds_to_its_intervals() -> None:
    (entry,) = [entry for entry in metrics(made(SCORED), "returns") if entry.number is not None]
    assert entry.number == 13
    assert entry.text == "NPS\u00a0−76\u00a0· CSAT\u00a022\u00a0%"
    assert [line.split(" (")[0] for line in entry.more] == ["NPS: −75.9", "CSAT: 22\u00a0%"]
    assert all("interval" in line and "n\u00a0" in line and "answers" in line for line in entry.more)


def test_a_count_of_comments_says_nothing_in_the_lane_and_their_tone_does() -> None:
    assert "table" not in [entry.card for entry in metrics(made(COMMENTED), "chooses")]
    (entry,) = [entry for entry in metrics(made(COMMENTED, TONE), "chooses") if entry.card == "table"]
    assert entry.text == "comments’\u00a0tone\u00a0−0.42"
    assert "12 of 41" in read(page(made(COMMENTED), now=NOW)).text


def test_what_is_too_small_to_tell_says_so_briefly_and_shows_no_number() -> None:
    few = Measurement(id="m", about="refund", measure="nps", value=50.0, low=-20.0, high=90.0, n=4, too_few=True)
    (entry,) = [entry for entry in metrics(made(few), "returns") if entry.card == "refund"]
    assert entry.text == "NPS: too few to tell"
    assert "50" not in "".join(entry.more)


def test_every_number_of_the_map_stands_in_its_table_with_interval_n_grain_source_and_day() -> None:
    workshop = settled(made(COMMENTED, TONE, SCORED))
    table = every_number(workshop, content_of(workshop, workshop.all(Journey)[0]), "every")
    rows = [read(row).text for row in str(table).split("<tr>")[2:]]
    measurements = workshop.all(Measurement)
    assert len(rows) == len(measurements)
    grains = dict(GRAINS)
    for one in measurements:
        n = one.total or one.n
        wanted = [
            value_text(one) or "too few to tell",
            interval_text(one) or "–",
            f"{count(n or 0)} {grains[one.grain or '']}",
            short_day(one.computed_on),
        ]
        assert [row for row in rows if all(part in row for part in wanted)], wanted


def test_a_map_without_numbers_has_no_table_of_them() -> None:
    bare = settled(made())
    stripped = type(bare)(bare.id, {})
    assert every_number(stripped, content_of(bare, bare.all(Journey)[0]), "every") is None


def test_a_drawing_cannot_unfold_and_so_shows_what_every_number_rests_on() -> None:
    workshop = made(SCORED)
    drawn = read(map_file(layout(workshop, workshop.all(Journey)[0]), "The map")).text
    assert "−83.8 to −64.8" in drawn.replace("\u00a0", " ")


def test_an_aim_stands_beside_the_numbers_of_its_place() -> None:
    aim = Metric(id="aim", about="label", name="Prints at work", unit="%", baseline=40.0, target=10.0)
    assert [entry.text for entry in metrics(made(aim), "returns")][-1] == "Aim: Prints at work"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "within a day"),
        (0.02, "within a day"),
        (0.9, "within a day"),
        (1, "about 1 day"),
        (1.4, "about 1 day"),
        (2.5, "about 3 days"),
        (14, "about 14 days"),
        (91.3, "about 3 months"),
        (None, ""),
    ],
)
def test_a_typical_duration_is_said_as_roughly_as_it_is_known(days: float | None, said: str) -> None:
    stage = Stage(id="s", journey="j", name="S", duration_days=days)
    assert stage_facts(Column(key="s", name="S", stage=stage)) == said
