"""A first look at a file, and what its columns may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_widgets.analysis import EmptyFile, preview
from cjm_widgets.analysis.roles import guess_roles

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("columns", "row", "kind", "expected"),
    [
        (
            ["user_id", "timestamp", "event", "platform", "session_id"],
            ["u1", "2026-01-05 10:00:00", "look", "web", "s1"],
            "events",
            {
                "customer": "user_id",
                "time": "timestamp",
                "event": "event",
                "channel": "platform",
                "session": "session_id",
            },
        ),
        (
            ["Customer ID", "Event Name", "Occurred"],
            ["7", "look", "05.01.2026 10:00"],
            "events",
            {"customer": "Customer ID", "event": "Event Name", "time": "Occurred"},
        ),
        (
            ["response_id", "NPS", "weight"],
            ["1", "9", "0.5"],
            "survey",
            {"weight": "weight", "response": "response_id"},
        ),
        (
            ["when", "what they said"],
            ["2026-01-05", "I could not find my size anywhere, so I left."],
            "comments",
            {"text": "what they said", "date": "when"},
        ),
        (["a", "b"], ["1", "2"], None, {"customer": None, "text": None}),
    ],
)
def test_roles_are_guessed(
    columns: list[str], row: list[str], kind: str | None, expected: dict[str, str | None]
) -> None:
    guess = guess_roles(columns, [row] * 3)
    assert guess.kind == kind
    assert {role: getattr(guess, role) for role in expected} == expected


def test_a_column_called_nps_with_other_numbers_is_none() -> None:
    assert guess_roles(["nps"], [["55"], ["72"]]).scores == ()
    assert [(one.column, one.scale) for one in guess_roles(["nps", "csat_q1"], [["10", "5"]]).scores] == [
        ("nps", "nps"),
        ("csat_q1", "csat"),
    ]


def test_first_rows(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("a,b\n" + "".join(f"{n},x\n" for n in range(100)) + "cut\n", encoding="utf-8")
    seen = preview(path, rows=5)
    assert seen.rows == tuple((str(n), "x") for n in range(5))
    assert list(seen.table().columns) == ["a", "b"]
    assert seen.as_json()["delimiter"] == ","


def test_a_heading_alone_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "head.csv"
    path.write_text("a,b\n", encoding="utf-8")
    with pytest.raises(EmptyFile, match="no row below it"):
        preview(path)


def test_german_headings_are_known(tmp_path: Path) -> None:
    path = tmp_path / "verlauf.csv"
    path.write_text("Kundennummer;Zeitpunkt;Ereignis;Kanal\n7;2026-01-05 10:00;zahlt;Web\n", encoding="cp1252")
    guess = preview(path).guess
    assert (guess.kind, guess.customer, guess.time, guess.event, guess.channel) == (
        "events", "Kundennummer", "Zeitpunkt", "Ereignis", "Kanal",
    )  # fmt: skip
    path.write_text("Kontaktpunkt;Zufriedenheit;Weiterempfehlung\nKasse;4;9\n", encoding="utf-8")
    guess = preview(path).guess
    assert (guess.kind, guess.touchpoint) == ("survey", "Kontaktpunkt")
    assert {(one.column, one.scale) for one in guess.scores} == {("Zufriedenheit", "csat"), ("Weiterempfehlung", "nps")}
