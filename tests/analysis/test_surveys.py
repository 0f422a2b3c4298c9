"""Survey and comment files: what is read, grouped and reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cjm_widgets.analysis import (
    BadParameter,
    CommentColumns,
    SurveyColumns,
    UnknownColumn,
    count_comments,
    list_comments,
    prepare_comments,
    prepare_survey,
    score_by,
    score_survey,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    path = tmp_path / "sheets.csv"
    path.write_text(
        "id;asked about;would recommend;happy;weight;day\n"  # line 1
        "1;Pays;10;5;1,5;2026-01-05\n"
        "2;Pays;9.0;4;0,5;2026-01-06\n"
        "3;Waits;0;1;1;soon\n"  # line 4
        "4;Waits;99;;1;2026-01-07\n"
        "5;;ten;3;1;2026-01-08\n"  # line 6
        "6;Waits;3;2;0;2026-01-09\n"  # line 7
        "6;Waits;4;2;2;2026-01-09\n",
        encoding="utf-8",
    )
    return path


COLUMNS = SurveyColumns(
    scores={"would recommend": "nps", "happy": "csat"}, touchpoint="asked about", weight="weight", response="id",
    time="day",
)  # fmt: skip


def test_read_and_reported(sheets: Path, backend: Any) -> None:
    survey, report = prepare_survey(sheets, COLUMNS, backend=backend)
    assert (report.read, report.kept, report.dropped) == (8 - 1, 6, 1)
    assert [(one.code, one.line) for one in report.reasons] == [("no_weight", 7)]
    assert {(one.code, one.rows, one.line, one.example, one.column) for one in report.notes} == {
        ("unreadable_score", 1, 6, "ten", "would recommend"),
        ("outside_scale", 1, 5, "99", "would recommend"),
        ("unreadable_time", 1, 4, "soon", None),
    }
    assert report.period_end is not None
    assert report.period_end.day == 9
    score = score_survey(survey, "would recommend", "nps", missing=[99])
    # Valid: 10 and 9 with 1.5 + 0.5, 0 and 4 with 1 + 2: promoters 2/5, detractors 3/5.
    assert score.value == pytest.approx(-20)
    assert (score.n, score.missing.coded, score.missing.blank, score.weighted) == (4, 1, 1, True)
    assert score_survey(survey, "would recommend", "nps", missing=[99], weighted=False).value == 0


def test_a_second_sheet_of_the_same_id_is_told(sheets: Path, backend: Any) -> None:
    columns = SurveyColumns(scores={"happy": "csat"}, response="id")
    _survey, report = prepare_survey(sheets, columns, backend=backend)
    assert [(note.code, note.rows, note.line) for note in report.notes] == [("repeated", 1, 8)]


def test_by_touchpoint_and_by_what_claims_make_of_it(sheets: Path, backend: Any) -> None:
    survey, _report = prepare_survey(sheets, COLUMNS, backend=backend)
    found = {one.group: one.score for one in score_by(survey, "happy", "csat", weighted=False)}
    assert list(found) == ["Pays", "Waits", None]
    assert (found["Pays"].value, found["Pays"].n) == (1, 2)
    assert (found["Waits"].value, found["Waits"].n, found["Waits"].missing.blank) == (0, 2, 1)
    staged = score_by(survey, "happy", "csat", claims={"Pays": "stage-1", "Gone": "stage-2"}, weighted=False)
    assert [(one.group, one.score.n) for one in staged] == [("stage-1", 2), (None, 3)]


def test_a_question_named_like_a_role_is_a_question(tmp_path: Path, backend: Any) -> None:
    path = tmp_path / "sheets.csv"
    path.write_text("weight,row,touchpoint\n10,3,1\n9,2,5\n", encoding="utf-8")
    columns = SurveyColumns(scores={"weight": "nps", "row": "csat", "touchpoint": "csat"})
    survey, _report = prepare_survey(path, columns, backend=backend)
    score = score_survey(survey, "weight", "nps")
    assert (score.value, score.weighted) == (100, False)
    assert score_survey(survey, "touchpoint", "csat").value == 0.5


def test_refused(sheets: Path, backend: Any) -> None:
    with pytest.raises(BadParameter, match="Name a column"):
        prepare_survey(sheets, SurveyColumns(scores={}), backend=backend)
    with pytest.raises(BadParameter, match="nps, csat, ces"):
        prepare_survey(sheets, SurveyColumns(scores={"happy": "stars"}), backend=backend)  # type: ignore[dict-item]
    with pytest.raises(UnknownColumn, match="Did you mean “happy”"):
        prepare_survey(sheets, SurveyColumns(scores={"hapy": "csat"}), backend=backend)
    survey, _report = prepare_survey(sheets, SurveyColumns(scores={"happy": "csat"}), backend=backend)
    with pytest.raises(UnknownColumn, match="Did you mean “happy”"):
        score_survey(survey, "happi", "csat")
    with pytest.raises(BadParameter, match="touchpoint"):
        score_by(survey, "happy", "csat")


def test_comments(tmp_path: Path, backend: Any) -> None:
    path = tmp_path / "said.csv"
    path.write_text(
        'day,about,said,stars\n2026-01-05,Pays,"Fine, really",5\n2026-01-06,Waits,Where is it?,\nsoon,Waits,Never,1\n'
        "2026-01-07,,Hm,three\n2026-01-08,Pays,  ,5\n",
        encoding="utf-8",
    )
    columns = CommentColumns(text="said", date="day", touchpoint="about", score="stars")
    comments, report = prepare_comments(path, columns, backend=backend)
    assert (report.kept, report.dropped) == (4, 1)
    assert [(one.code, one.line) for one in report.reasons] == [("no_text", 6)]
    assert [(one.code, one.example) for one in report.notes] == [
        ("unreadable_score", "three"),
        ("unreadable_time", "soon"),
    ]
    counts = count_comments(comments)
    assert counts.n == 4
    assert [(one.touchpoint, one.comments, one.share) for one in counts.by_touchpoint] == [
        ("Waits", 2, 0.5), ("Pays", 1, 0.25), (None, 1, 0.25),
    ]  # fmt: skip
    remarks = list_comments(comments, touchpoint="Waits")
    assert [(one.text, one.date is None, one.score) for one in remarks] == [
        ("Where is it?", False, None),
        ("Never", True, 1),
    ]
    only = prepare_comments(path, CommentColumns(text="said"), backend=backend)[0]
    assert count_comments(only).by_touchpoint == ()
    assert [one.touchpoint for one in list_comments(only, limit=2)] == [None, None]
