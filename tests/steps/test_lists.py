"""A list from a file becomes touchpoints, in one batch; what does not fit is named with its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import ModelError, Persona, Touchpoint
from cjm_widgets.steps import Objectives, Personas, Touchpoints
from cjm_widgets.steps.lists import read_list

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.store import Seat


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "list.csv"
    path.write_text(text, encoding=encoding)
    return path


def test_a_list_comes_in_with_references_choices_scales_and_flags(seat: Seat, journey: str, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "Touchpoint;Channel;Stage;Owner team;Who begins it;Importance to the customer;Volume;Milestone\n"
        "Asks a friend;Word of mouth;Notices a dress;Marketing;Customer;much;1 200;yes\n"
        "Gets a bill;Letter;Orders and pays;;organisation;5;;no\n",
    )
    before = seat.workshop
    said = Touchpoints(seat, journey).bring("touchpoint", path).said
    assert said == "2 rows were added; Undo takes them back."
    (asks,) = seat.workshop.of(Touchpoint, name="Asks a friend")
    assert (asks.stage, asks.owner_team, asks.initiator) == ("stage-notices", "team-marketing", "customer")
    assert (asks.importance_to_customer, asks.volume_per_month, asks.milestone) == (4, 1200, True)
    assert seat.workshop.of(Touchpoint, journey=journey)[-1].name == "Gets a bill"
    seat.undo().result()
    assert seat.workshop == before


def test_what_does_not_fit_is_named_with_its_row_and_the_rest_comes_in(seat: Seat, tmp_path: Path) -> None:
    path = written(tmp_path, "name\tstage\tsatisfaction\tcolour\nPays now\tNowhere\t9\tred\n\tNotices a dress\t\t\n")
    found = read_list(path, "touchpoint", seat.workshop)
    assert found.rows == ({"name": "Pays now"},)
    assert [problem.split(":")[0] for problem in found.problems[:2]] == ["Row 2", "Row 2"]
    assert found.problems[2] == "Row 3 is left out: it has no name."
    assert found.unknown == ("colour",)
    assert "no field is called so: colour" in found.said


def test_rows_are_counted_as_the_spreadsheet_counts_them_and_a_column_twice_is_named(
    seat: Seat, tmp_path: Path
) -> None:
    found = read_list(
        written(tmp_path, "name;Touchpoint;satisfaction\n\nPays;x;3\n;;\nWaits;;9\n"), "touchpoint", seat.workshop
    )
    assert found.rows == ({"name": "Pays", "satisfaction": 3}, {"name": "Waits"})
    assert [problem.split(":")[0] for problem in found.problems] == ["Row 5"]
    assert found.unknown == ("Touchpoint",)


def test_any_kind_comes_in_from_json_too_and_behind_what_is_there(seat: Seat, journey: str, tmp_path: Path) -> None:
    path = tmp_path / "personas.json"
    path.write_text('[{"name": "Rosa", "share_percent": 12.5, "x": []}, {"name": "Ida"}]')
    Personas(seat, journey).bring("persona", path)
    assert [(one.name, one.share_percent) for one in seat.workshop.all(Persona)[-2:]] == [("Rosa", 12.5), ("Ida", None)]
    note = tmp_path / "hopes.csv"
    note.write_text("text;topic\nFewer calls;hope\n")
    Objectives(seat, journey).bring("note", note)
    assert "Fewer calls" in set(Objectives(seat, journey).notes()["text"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_as_spreadsheets_save_them_are_read(encoding: str, seat: Seat, tmp_path: Path) -> None:
    path = written(tmp_path, "Touchpoint,Channel\n“Größe” wählen,Café\n", encoding)
    (row,) = read_list(path, "touchpoint", seat.workshop).rows
    assert row == {"name": "“Größe” wählen", "channel": "Café"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("Stage;Channel\nx;y\n", "no column called: Touchpoint"),
        ("Touchpoint\n" + "x\n" * 1001, "1001 rows"),
    ],
)
def test_what_is_no_list_is_refused_with_a_way_out(text: str, says: str, seat: Seat, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=says):
        read_list(written(tmp_path, text), "touchpoint", seat.workshop)


@pytest.mark.parametrize(("text", "says"), [("[{", "no JSON"), ('{"a": 1}', "no list"), ("[[1]]", "no list")])
def test_json_that_is_no_list_is_refused(text: str, says: str, seat: Seat, tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(text)
    with pytest.raises(ModelError, match=says):
        read_list(path, "touchpoint", seat.workshop)


def test_an_unknown_kind_and_a_file_that_is_not_there_are_said(seat: Seat, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="no kind “touchpoints”"):
        read_list(written(tmp_path, "name\nx"), "touchpoints", seat.workshop)
    with pytest.raises(ModelError, match="cannot be opened"):
        read_list(tmp_path / "none.csv", "touchpoint", seat.workshop)
