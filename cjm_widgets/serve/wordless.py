"""Failures in the log's file: what kind it was and which calls led to it. Its words may be somebody's, so they go.

Voila notes a failing cell with its source, all that it printed, and a traceback whose message may quote what people
typed; other errors quote too.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any, Final

from nbclient.exceptions import CellControlSignal, CellExecutionError

from cjm_widgets.serve.light.failures import described, sanitized

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")
_CALL: Final = re.compile(r"^\s*(?:File|Cell) (?:\"(?P<file>[^\"\n]+)\", line |(?P<path>[^\s:]+)[: ]\D*)(?P<line>\d+)")
"""A call in a traceback, as Python and as IPython writes it."""
_MOST_CALLS: Final = 12
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
"""What moves a terminal's cursor, rings or turns the line round; addresses that people ask for may hold it."""


class Wordless(logging.Formatter):
    """Writes records for the file."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record; of a failing cell only what failed."""
        raised = record.exc_info[1] if record.exc_info else None
        failed = record.msg if isinstance(record.msg, BaseException) else raised
        if isinstance(failed, CellControlSignal):
            about = {"msg": "A cell failed: %s", "args": (told(failed),), "exc_info": None, "exc_text": None}
            record = logging.makeLogRecord({**record.__dict__, **about})
        # What another handler has made of the error has all the words in it.
        plain: dict[str, Any] = {"msg": legible(record.getMessage()), "args": (), "exc_text": None}
        return super().format(logging.makeLogRecord({**record.__dict__, **plain}))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - as logging calls it
        """Write an error without its words."""
        return told(ei[1])


def legible(text: str) -> str:
    """Return a record's message so that none of it moves a terminal or looks like another record's beginning."""
    return _UNSEEN.sub("\ufffd", text).replace("\n", "\n  ")


def told(error: BaseException) -> str:
    """Say of an error its kind, its message without what that quotes, and the calls that led to it."""
    if isinstance(error, CellExecutionError):
        # What is raised in a kernel comes as text.
        return "\n".join([f"{error.ename}: {sanitized(error.evalue)}", *_calls(error.traceback)])
    if isinstance(error, CellControlSignal):
        return type(error).__name__
    return described(error)


def without_words(error: BaseException) -> str:
    """Say an error in one line for the terminal."""
    if isinstance(error, CellControlSignal):
        return told(error).splitlines()[0]
    lines = [line for line in _COLOUR.sub("", str(error)).splitlines() if line.strip()]
    return sanitized(lines[-1]) if lines else type(error).__name__


def _calls(traceback: str) -> Iterator[str]:
    found = filter(None, map(_CALL.match, _COLOUR.sub("", traceback).splitlines()))
    for call in list(found)[-_MOST_CALLS:]:
        yield f"  {call['file'] or call['path']}:{call['line']}"
