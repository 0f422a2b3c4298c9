"""The sample data: the same bytes every time, dirty on purpose, and holding what its README says."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_widgets.analysis import (
    CommentColumns,
    EventColumns,
    SurveyColumns,
    prepare_comments,
    prepare_events,
    prepare_survey,
)
from sample_data.generate import generate
from sample_data.planted import planted

FOLDER = Path(__file__).parents[2] / "sample_data"
FILES = ("events.csv", "survey.csv", "comments.csv")


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_what_the_generator_makes(tmp_path: Path, name: str) -> None:
    generate(tmp_path)
    assert (FOLDER / name).read_bytes() == (tmp_path / name).read_bytes()
    assert (FOLDER / name).stat().st_size < 1_000_000


def test_the_readme_tells_what_is_found() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    begin, end = "<!-- planted: begin -->\n", "<!-- planted: end -->"
    assert text[text.index(begin) + len(begin) : text.index(end)] == planted()


def test_the_import_has_something_to_say() -> None:
    columns = EventColumns(customer="customer_id", time="time", event="event", channel="channel")
    _events, report = prepare_events(FOLDER / "events.csv", columns)
    assert {one.code: one.rows for one in report.reasons} == {
        "unreadable_time": 6,
        "no_customer": 5,
        "too_few_cells": 2,
    }
    assert {one.code: one.rows for one in report.notes} == {"repeated": 12}
    scores = SurveyColumns(
        scores={"nps": "nps", "csat": "csat", "ces": "ces"},
        touchpoint="touchpoint",
        time="time",
        response="response_id",
    )
    _survey, report = prepare_survey(FOLDER / "survey.csv", scores)
    assert {one.code: one.rows for one in report.notes} == {
        "unreadable_score": 3,
        "outside_scale": 20,
        "unreadable_time": 2,
        "repeated": 4,
    }
    said = CommentColumns(text="comment", date="date", touchpoint="touchpoint", score="stars")
    _comments, report = prepare_comments(FOLDER / "comments.csv", said)
    assert {one.code: one.rows for one in report.reasons} == {"no_text": 3}
    assert {one.code: one.rows for one in report.notes} == {"unreadable_time": 2, "repeated": 3}
