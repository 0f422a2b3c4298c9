"""Every notebook is short, clean and whole."""

from __future__ import annotations

import ast
import importlib
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import nbformat
import pytest

from cjm_widgets.model import Step
from tests.notebooks.reading import FOLDER, PATHS, STEP_PATHS, guide, read, table_with, tables, tagged

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode

MOST_CODE_CELLS = 6
MOST_LINES = 6
HEADINGS = ("What this step is for", "How to lead it", "Rules of the room", "What good looks like",
            "Common mistakes", "When it is done")  # fmt: skip
MINUTES = re.compile(r"^(\d+)–(\d+)$")

every = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
every_step = pytest.mark.parametrize("path", STEP_PATHS, ids=lambda path: path.stem)


def code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def trees(path: Path) -> list[ast.Module]:
    return [ast.parse(cell.source) for cell in code(read(path))]


def step_of(path: Path) -> Step:
    return next(step for step in Step if step.notebook == path.stem)


def test_the_notebooks_of_the_frame_are_there() -> None:
    assert {path.stem for path in PATHS} >= {
        "00-start", "02-customer-data", "04-touchpoints", "05-stages", "06-emotions", "facilitator", "journey-map",
        "participant",
    }  # fmt: skip


@every
def test_it_is_valid_and_of_the_newest_format(path: Path) -> None:
    notebook = read(path)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.cjm.keys() >= {"title", "language"}


@every
def test_it_carries_no_outputs_but_those_that_are_checked(path: Path) -> None:
    for cell in code(read(path)):
        if "keep_output" in cell.metadata.get("tags", []):
            assert "# NBVAL_CHECK_OUTPUT" in cell.source, "an output is kept to be checked"
            assert cell.outputs
            assert cell.execution_count, "what was not run is not compared"
        else:
            assert cell.outputs == []
            assert cell.execution_count is None


@every
def test_it_is_written_as_jupyter_writes_it(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == nbformat.writes(read(path)) + "\n"


@every
def test_its_code_is_a_handful_of_short_cells(path: Path) -> None:
    cells = code(read(path))
    assert 1 <= len(cells) <= MOST_CODE_CELLS
    for cell in cells:
        assert len(cell.source.splitlines()) <= MOST_LINES, cell.id


@every
def test_its_cells_have_ids_that_say_what_they_are(path: Path) -> None:
    ids = [cell.id for cell in read(path).cells]
    assert len(set(ids)) == len(ids)
    assert [id for id in ids if not re.fullmatch(r"[a-z]+(-[a-z]+)*", id)] == []


@every
def test_it_begins_with_a_title(path: Path) -> None:
    first = read(path).cells[0]
    assert first.cell_type == "markdown"
    assert re.match(r"# \S", first.source)
    assert "guide" not in first.metadata.get("tags", [])


@every
def test_its_prose_holds_no_html(path: Path) -> None:
    prose = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    assert re.findall(r"</?[a-zA-Z!][^>]*>", prose) == []


@every
def test_every_name_that_it_imports_exists(path: Path) -> None:
    imports = [node for tree in trees(path) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert imports
    for node in imports:
        module = importlib.import_module(node.module or "")
        for alias in node.names:
            assert hasattr(module, alias.name), f"{node.module} has no {alias.name}"


@every_step
def test_a_step_opens_itself_and_asks_it_only_what_it_can_answer(path: Path) -> None:
    steps = importlib.import_module("cjm_widgets.steps").STEPS
    calls = [node for tree in trees(path) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    (opened,) = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "open_step"]
    (name,) = opened.args
    assert isinstance(name, ast.Constant)
    assert Step(name.value) is step_of(path)
    functions = [c.func for c in calls if isinstance(c.func, ast.Attribute)]
    asked = [f.attr for f in functions if isinstance(f.value, ast.Name) and f.value.id == "step"]
    assert "table" in asked
    assert [method for method in asked if not hasattr(steps[Step(name.value)], method)] == []


@every_step
def test_a_step_says_its_number_and_title(path: Path) -> None:
    notebook = read(path)
    step = step_of(path)
    assert notebook.metadata.cjm.step == step.number
    assert notebook.metadata.cjm.title == step.label
    assert notebook.cells[0].source.startswith(f"# {step.label}\n")


@every_step
def test_the_guide_has_all_its_parts_before_the_step_itself(path: Path) -> None:
    notebook = read(path)
    prose = guide(path)
    headings = re.findall(r"^## (.+)$", prose, flags=re.MULTILINE)
    assert [wanted for wanted in HEADINGS if not any(one.startswith(wanted) for one in headings)] == []
    tags = ["guide" in cell.metadata.get("tags", []) for cell in notebook.cells]
    last = max(place for place, is_guide in enumerate(tags) if is_guide)
    assert all(tags[1 : last + 1]), "the guide is one fold"
    assert notebook.cells[last + 1].cell_type == "code"
    words = len(re.findall(r"\w+", prose))
    assert 500 <= words <= 1000, words


@every_step
def test_the_script_fills_exactly_the_time_that_the_agenda_gives(path: Path) -> None:
    agenda = table_with(FOLDER / "facilitator.ipynb", "time", "minutes", "step")
    number = str(step_of(path).number)
    given = [int(minutes) for minutes, step in zip(agenda.column("minutes"), agenda.column("step"), strict=True)
             if step == number]  # fmt: skip
    scripts = [table.column("minute") for table in tables(guide(path)) if "minute" in table.head]
    assert [script_minutes(script) for script in scripts] == given


def test_the_agenda_adds_up_to_half_a_day() -> None:
    agenda = table_with(FOLDER / "facilitator.ipynb", "time", "minutes", "step")
    clock = 0
    for time, minutes in zip(agenda.column("time"), agenda.column("minutes"), strict=True):
        hours, past = time.split(":")
        assert 60 * int(hours) + int(past) == clock, time
        clock += int(minutes)
    assert clock == 210


def test_only_a_step_and_the_facilitator_have_a_guide() -> None:
    guided = {path.stem for path in PATHS if tagged(read(path), "guide")}
    assert guided == {path.stem for path in STEP_PATHS} | {"facilitator"}


def script_minutes(script: tuple[str, ...]) -> int:
    """Give the length of a script whose rows follow one another without a gap, from 0."""
    spans = [tuple(int(part) for part in match.groups()) for match in map(MINUTES.match, script) if match]
    assert len(spans) == len(script)
    assert spans[0][0] == 0
    for before, after in pairwise(spans):
        assert before[1] == after[0]
    return spans[-1][1]
