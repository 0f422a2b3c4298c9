"""What the command line prints: the same every time, and JSON through and through."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.analysis import UnknownColumn, describe_events, describe_survey

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text(
        "who,when,what,visit\np,2026-01-05T10:00,a,1\np,2026-01-05T10:05,b,1\nq,2026-01-05T10:00,a,\nq,2026-01-06,b,2\n",
        encoding="utf-8",
    )
    return path


def test_events(log: Path) -> None:
    found = describe_events(log, customer="who", time="when", event="what", funnel=["a", "b"])
    printed = found.as_json()
    assert list(printed) == ["customers", "events", "funnel", "transitions", "sessions", "counts", "report"]
    assert json.loads(json.dumps(printed, allow_nan=False)) == printed
    assert printed == describe_events(str(log), customer="who", time="when", event="what", funnel=["a", "b"]).as_json()
    assert (found.customers, found.events, found.sessions.sessions) == (2, 4, 3)
    assert list(found.table()["count"]) == [2, 2]
    funnel = printed["funnel"]
    assert isinstance(funnel, dict)
    assert isinstance(funnel["steps"], list)
    assert list(funnel["steps"][0] or {}) == [  # type: ignore[call-overload]
        "name", "count", "share", "share_low", "share_high", "came_on", "drop_off", "drop_off_low", "drop_off_high",
    ]  # fmt: skip


def test_the_files_own_sessions(log: Path) -> None:
    found = describe_events(
        log, customer="who", time="when", event="what", session="visit", funnel=["a", "b"], per="session"
    )
    assert found.sessions.gap_minutes is None
    assert found.sessions.sessions == 2  # one event of q belongs to none
    assert found.funnel is not None
    assert [step.count for step in found.funnel.steps] == [1, 1]


def test_without_a_funnel_the_table_lists_events(log: Path) -> None:
    found = describe_events(log, customer="who", time="when", event="what")
    assert found.funnel is None
    assert list(found.table()["name"]) == ["a", "b"]
    with pytest.raises(UnknownColumn):
        describe_events(log, customer="whom", time="when", event="what")


def test_survey(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("score,shop\n10,x\n0,y\n11,x\n", encoding="utf-8")
    found = describe_survey(path, column="score", scale="nps", missing=[11], group="shop")
    printed = found.as_json()
    assert list(printed) == ["column", "scale", "score", "groups", "report"]
    json.dumps(printed, allow_nan=False)
    assert (found.score.value, found.score.n, found.score.missing.coded) == (0, 2, 1)
    assert [(one.group, one.score.value) for one in found.groups] == [("x", 100), ("y", -100)]
    assert list(found.table().columns) == ["code", "count", "share"]


def test_the_package_alone_imports_no_heavy_library() -> None:
    code = "import sys, cjm_widgets; sys.exit(bool({'pandas', 'ibis', 'duckdb', 'statsmodels'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
