"""The log: enough to find a fault, and nothing of what people typed."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

import pytest
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell

from cjm_widgets.serve.log import set_up
from cjm_widgets.serve.wordless import Wordless, told, without_words
from tests.serve.conftest import write_notebook
from tests.serve.running import running_kit

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "Anna thinks the boss is rude"  # noqa: S105 - nobody's password


def record(message: object, error: BaseException | None = None) -> logging.LogRecord:
    raised = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("cjm", logging.ERROR, __file__, 1, message, (), raised)


def failed_cell() -> CellExecutionError:
    cell = new_code_cell(f"say({SECRET!r})", outputs=[])
    # As Python and as IPython write it, with colours.
    lines = [
        "\x1b[31mValueError\x1b[39m  Traceback (most recent call last)",
        "\x1b[36mCell\x1b[39m\x1b[36m \x1b[39m\x1b[32mIn[3], line 1\x1b[39m",
        "File \x1b[32m/kit/cjm_widgets/apps/visit.py:41\x1b[39m, in say(text)",
        '  File "/kit/cjm_widgets/model/fields.py", line 7, in read',
        f"ValueError: no number: '{SECRET}'",
    ]
    return CellExecutionError.from_cell_and_msg(
        cell, {"ename": "ValueError", "evalue": f"no number: '{SECRET}'", "traceback": lines}
    )


def test_a_failing_cell_is_told_by_kind_and_place() -> None:
    written = Wordless().format(record(failed_cell()))
    assert SECRET not in written
    assert "ValueError: no number: …" in written
    assert "/kit/cjm_widgets/apps/visit.py:41" in written
    assert "/kit/cjm_widgets/model/fields.py:7" in written
    assert SECRET not in without_words(failed_cell())


def test_the_source_and_the_output_of_a_failing_cell_are_not_kept() -> None:
    cell = record(f"Error at server while executing cell: {SECRET}", failed_cell())
    assert SECRET not in Wordless().format(cell)
    late = CellTimeoutError.error_from_timeout_and_cell("late", 3, new_code_cell(SECRET))
    assert Wordless().format(record(late)).endswith("CellTimeoutError")


def test_an_error_is_told_without_what_it_quotes() -> None:
    try:
        float(SECRET)
    except ValueError as error:
        noted = record("It did not work", error)
        noted.exc_text = f"by another handler: {SECRET}"
        written = Wordless().format(noted)
        assert without_words(error) == "could not convert string to float: …"
        assert told(error) in written
    assert SECRET not in written
    assert "ValueError: could not convert string to float: …" in written
    assert "test_log.py:" in written


@pytest.mark.parametrize("name", ["00-start", pytest.param("participant", marks=pytest.mark.skipif(
    sys.platform == "win32", reason="no light kernels"))])  # fmt: skip
def test_a_page_that_fails_leaves_no_words_in_the_kits_log(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "notebooks"
    source = f"import sys\nsaid = {SECRET!r}\nprint(said)\nprint(said, file=sys.stderr)\nint(said)"
    write_notebook(folder, name, source)
    with running_kit(tmp_path / "kit", "--notebooks", str(folder)) as kit:
        kit.get(f"/{name}", cookie=kit.enter())
        written = (kit.data / "kit.log").read_text(encoding="utf-8")
        shown = kit.stderr.read_text(encoding="utf-8")
    assert "ValueError: invalid literal for int" in written
    for text in (written, shown):
        assert SECRET not in text


def test_nothing_in_a_record_moves_a_terminal_or_begins_another_record() -> None:
    written = Wordless("%(levelname)s %(message)s").format(record("one\nERROR two\x1b[2J\r\u202ethree\x00"))
    assert written == "ERROR one\n  ERROR two\ufffd[2J\ufffd\ufffdthree\ufffd"


def test_the_terminal_is_spared_what_pages_say_that_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    set_up(tmp_path, level=logging.WARNING)
    file, terminal = logging.getLogger().handlers
    for said, shown in (
        ("Clearing invalid/expired login cookie username-localhost-8866", False),
        ("404 POST /voila/api/shutdown/8c14 (::1): Kernel does not exist: 8c14", False),
        ("wrote error: 'Kernel does not exist: 8c14'", False),
        ("Kernel died while waiting for execute reply.", False),
        ("The disk is full.", True),
    ):
        assert bool(terminal.filter(record(said))) is shown
        assert file.filter(record(said))
    left = record("Error at server while executing cell: {…}", DeadKernelError("Kernel died"))
    assert not terminal.filter(left)
    assert file.filter(left)
    assert terminal.filter(record("Error at server while executing cell: {…}", failed_cell()))
