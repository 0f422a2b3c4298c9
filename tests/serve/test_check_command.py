"""``cjm check``: exit codes, JSON for scripts, and lines that name the place and the way out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cjm_widgets.model import Objective, Touchpoint, Workshop, document
from cjm_widgets.model.checks import RULES, check
from cjm_widgets.model.workshop import shelve
from cjm_widgets.serve.commands.check import report
from tests.model.test_checks import but, of, whole
from tests.serve.running import ROOT
from tests.serve.test_cli import cjm

SAMPLE = str(ROOT / "sample_data" / "online-shop.cjm.json")


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJM_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CJM_STORE", "")


def written(workshop: Workshop, folder: Path) -> str:
    file = folder / "map.cjm.json"
    file.write_text(document.dump(workshop), encoding="utf-8")
    return str(file)


def fresh(workshop: Workshop) -> Workshop:
    """The same map with dates that lie ahead and evidence of today, whenever the test runs."""
    ahead, today = f"{date.today().year + 1}-12-31", date.today().isoformat()  # noqa: DTZ011 - the day of this machine
    dates = {"review_by": ahead, "due": ahead, "check_on": ahead, "evidence_on": today, "period_end": today}
    return of(
        replace(one, **{name: day for name, day in dates.items() if getattr(one, name, None)})  # type: ignore[arg-type]
        for one in workshop
    )


def test_a_whole_map_passes_even_strictly(tmp_path: Path) -> None:
    done = cjm("check", written(fresh(of(whole())), tmp_path), "--strict")
    assert (done.code, done.err) == (0, "")
    assert "Nothing to check" in done.out


def test_a_warning_fails_only_where_asked_for(tmp_path: Path) -> None:
    file = written(fresh(but("s-2", name="Sales")), tmp_path)
    plain, strict = cjm("check", file), cjm("check", file, "--strict")
    assert (plain.code, strict.code) == (0, 1)
    assert plain.out == strict.out


def test_an_error_fails_and_names_place_and_way_out(tmp_path: Path) -> None:
    done = cjm("check", written(fresh(but("t-2", channel="")), tmp_path))
    assert done.code == 1
    first, says, way_out = done.out.splitlines()
    assert first == "To mend (1)"
    assert says == "  “Meets us 2” has no channel. [touchpoint-without-channel; step 4, Touchpoints and channels]"
    assert way_out.startswith("    → Write by what way")


def test_json_says_all_of_it(tmp_path: Path) -> None:
    done = cjm("check", written(fresh(but("t-2", channel="")), tmp_path), "--json")
    assert done.code == 1
    (one,) = json.loads(done.out)
    assert one == {
        "id": "touchpoint-without-channel",
        "severity": "error",
        "place": {"kind": "touchpoint", "id": "t-2", "label": "Meets us 2"},
        "step": "touchpoints",
        "says": "“Meets us 2” has no channel.",
        "way_out": RULES["touchpoint-without-channel"].way_out,
        "family": "superficial",
    }
    assert json.loads(cjm("check", written(fresh(of(whole())), tmp_path), "--json").out) == []


def test_a_new_workshop_is_no_finished_map() -> None:
    id = cjm("new", "Returns", "--from", "online-shop").out.strip()
    done = cjm("check", id)
    assert done.code == 1
    assert "The map has no owner." in done.out


def test_the_sample_can_be_closed_and_shows_what_its_room_left_open() -> None:
    found = check(document.load(Path(SAMPLE).read_text(encoding="utf-8")), date(2026, 11, 22))
    assert [one.id for one in found if one.severity == "error"] == []
    assert {"touchpoint-without-team", "touchpoint-with-two-accountable"} <= {one.id for one in found}


def test_of_many_places_only_the_names_are_listed() -> None:
    things = [one for one in whole() if not isinstance(one, Objective)]
    many = [Touchpoint(id=f"t-{n}", journey="j-1", stage="s-1", name=f"T{n}") for n in range(4, 9)]
    told = report(check(Workshop("w-1", shelve([*things, *many])), date(2026, 11, 22)))
    assert "5 touchpoints have no channel: T4, T5, T6 and 2 more." in told
    assert "      T4, T5, T6, T7, T8" in told
    assert "“T4” has no channel" not in told
