"""The command line as scripts and people use it."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from cjm_widgets.serve.cli import main
from cjm_widgets.serve.commands import COMMANDS
from tests.serve.running import ROOT

NAMES = [command.name for command in COMMANDS]


@dataclass
class Done:
    code: int
    out: str
    err: str


def cjm(*arguments: str) -> Done:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(arguments)
    return Done(code, out.getvalue(), err.getvalue())


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJM_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CJM_STORE", "")


def test_the_commands_are_those_that_are_documented() -> None:
    assert sorted(NAMES) == sorted(
        ["serve", "lab", "new", "list", "import", "export", "publish", "protocol", "check", "data", "backup"]
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    done = cjm(name, "--help")
    assert done.code == 0
    assert "Example: cjm " + name in " ".join(done.out.split())
    assert done.err == ""


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("frobnicate",),
        ("new",),
        ("serve", "--port", "many"),
        ("serve", "--port", "70000"),
        ("data", "survey", "x.csv", "--column", "a", "--scale", "stars"),
        ("data", "events", "x.csv"),
        ("list", "--frob"),
    ],
)
def test_what_is_not_understood_ends_with_2_and_a_way_on(arguments: tuple[str, ...]) -> None:
    done = cjm(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert "--help" in done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("publish", "nobody", "out"), "nobody"),
        (("check", "missing.cjm.json"), "missing.cjm.json"),
        (("export", "nobody"), "nobody"),
        (("import", "missing.cjm.json"), "missing.cjm.json"),
        (("new", "  "), "title"),
        (("new", "x", "--from", "nowhere"), "nowhere"),
        (("data", "survey", "missing.csv", "--column", "a", "--scale", "nps"), "missing.csv"),
        (("serve", "--notebooks", "/nowhere/at/all"), "/nowhere/at/all"),
    ],
)
def test_what_cannot_be_done_ends_with_1_and_one_sentence(arguments: tuple[str, ...], words: str) -> None:
    done = cjm(*arguments)
    assert done.code == 1
    assert done.out == ""
    assert words in done.err
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err
    assert "inside the kit" not in done.err, "this is a sentence of its own, not the last resort"


@pytest.mark.parametrize("name", [name for name in NAMES if name != "data"])
def test_every_command_that_opens_workshops_can_be_told_where_they_lie(name: str) -> None:
    assert "--data FOLDER" in " ".join(cjm(name, "--help").out.split())


def test_a_workshop_in_another_folder_is_found_there_and_only_there(tmp_path: Path) -> None:
    other = str(tmp_path / "other")
    made = cjm("new", "Elsewhere", "--data", other)
    assert made.code == 0
    assert "Elsewhere" in cjm("list", "--data", other).out
    assert (tmp_path / "other" / "workshops.sqlite").is_file()
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("port", ["many", "-1", "70000"])
def test_a_port_that_is_none_is_told_with_what_it_takes(port: str) -> None:
    done = cjm("serve", f"--port={port}")
    assert done.err == f"Argument --port: it takes a number from 0 to 65535, not “{port}”. Help: cjm serve --help\n"


def test_debug_shows_where_an_error_came_from() -> None:
    done = cjm("check", "missing.cjm.json", "--debug")
    assert done.code == 1
    assert "Traceback" in done.err


def test_an_error_nobody_thought_of_is_one_sentence_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_address: str) -> None:
        message = "first line\nsecond line"
        raise ZeroDivisionError(message)

    monkeypatch.setattr("cjm_widgets.serve.keeping.open_store", broken)
    done = cjm("list")
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert "ZeroDivisionError: first line" in done.err
    assert "--debug" in done.err


def test_a_workshop_is_made_listed_and_found_by_its_title() -> None:
    assert "no workshop yet" in cjm("list").out
    made = cjm("new", "Returns in the shop")
    assert made.code == 0
    id = made.out.strip()
    assert [one["title"] for one in json.loads(cjm("list", "--json").out)] == ["Returns in the shop"]
    assert id in cjm("list").out
    assert cjm("export", "returns").out == cjm("export", id).out


def test_a_title_that_fits_several_asks_for_the_id() -> None:
    ids = [cjm("new", f"Shop {n}").out.strip() for n in (1, 2)]
    done = cjm("export", "shop")
    assert done.code == 1
    assert all(id in done.err for id in ids)


def test_export_and_import_give_the_same_workshop(tmp_path: Path) -> None:
    id = cjm("new", "Returns", "--from", "online-shop").out.strip()
    file = tmp_path / "returns.cjm.json"
    assert cjm("export", id, str(file)).code == 0
    first = file.read_text(encoding="utf-8")
    assert cjm("export", id).out == first
    taken = cjm("import", str(file)).out.strip()
    assert taken != id, "the id is taken, so the copy gets its own"
    assert len(json.loads(cjm("list", "--json").out)) == 2
    assert cjm("export", taken).out.replace(taken, id) == first


def test_an_export_does_not_replace_a_file_unasked(tmp_path: Path) -> None:
    cjm("new", "Returns")
    file = tmp_path / "kept.cjm.json"
    file.write_text("precious")
    done = cjm("export", "returns", str(file))
    assert done.code == 1
    assert "--force" in done.err
    assert file.read_text() == "precious"
    assert cjm("export", "returns", str(file), "--force").code == 0
    assert file.read_text() != "precious"
    assert [path.name for path in tmp_path.glob("*kept*")] == ["kept.cjm.json"]


def test_a_damaged_file_is_named_with_the_place_in_it(tmp_path: Path) -> None:
    file = tmp_path / "torn.cjm.json"
    file.write_text('{"format": "cjm", "version": 1, "workshop": "w", "ent')
    done = cjm("import", str(file))
    assert done.code == 1
    assert file.name in done.err
    assert "line 1" in done.err


def test_publish_writes_a_page_that_asks_for_nothing(tmp_path: Path) -> None:
    id = cjm("new", "Returns", "--from", "online-shop").out.strip()
    done = cjm("publish", id, str(tmp_path / "public"))
    assert done.code == 0, done.err
    page = (tmp_path / "public" / "index.html").read_text(encoding="utf-8")
    assert "Returns" in page
    assert "<script" not in page


def test_a_backup_is_a_database_that_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cjm("new", "Returns")
    done = cjm("backup", str(tmp_path / "copies"))
    assert done.code == 0, done.err
    copy = done.out.strip()
    monkeypatch.setenv("CJM_STORE", f"sqlite:///{copy}")
    assert "Returns" in cjm("list").out


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = shlex.join([sys.executable, "-m", "cjm_widgets.serve.cli", "--help"])
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} | head -c 1 >/dev/null"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""


@pytest.fixture
def reference() -> Path:
    named = os.environ.get("CJM_REFERENCE_DATA")
    if not named:
        pytest.skip("CJM_REFERENCE_DATA names no folder with reference data")
    return Path(named)


def test_a_known_file_of_events_gives_its_known_funnel(reference: Path) -> None:
    columns = ("--customer", "user_id", "--time", "timestamp", "--event", "event")
    steps = ("--funnel", "catalog,add_to_cart,cart,purchase")
    done = cjm("data", "events", str(reference / "ecom.csv.gz"), *columns, *steps, "--json")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert (found["customers"], found["events"]) == (600, 31_106)
    assert [step["count"] for step in found["funnel"]["steps"]] == [600, 511, 431, 225]


def test_a_known_survey_gives_its_known_score(reference: Path) -> None:
    question = ("--column", "NETPRO", "--scale", "nps", "--missing", "11")
    done = cjm("data", "survey", str(reference / "sfo_2017.csv"), *question, "--json")
    assert done.code == 0, done.err
    score = json.loads(done.out)["score"]
    assert score["n"] == 2746
    assert [round(score[name], 1) for name in ("value", "low", "high")] == [39.8, 37.2, 42.4]


def test_a_survey_on_the_wrong_scale_says_what_it_left_out_and_fails_where_nothing_is_left(tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    file.write_text("q\n9\n10\n\n", encoding="utf-8")
    done = cjm("data", "survey", str(file), "--column", "q", "--scale", "csat")
    assert done.code == 1
    assert "2 outside the scale (9, 10)" in done.err
    assert len(done.err.strip().splitlines()) == 1
    done = cjm("data", "survey", str(file), "--column", "q", "--scale", "nps")
    assert done.code == 0
    assert "left out: 1 blank" in done.out
