"""What a failure looks like in the log: where it happened and what kind it is, without anybody's words.

A message of an error may quote what somebody typed; quoted text, addresses and long numbers are left out.
"""

from __future__ import annotations

import re
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import FrameType, TracebackType

_QUOTED: Final = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”|«[^»]*»")
_ADDRESS: Final = re.compile(r"\b\w+://\S+|\S+@\S+\.\S+")
_NUMBER: Final = re.compile(r"\d{5,}")
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_LONGEST: Final = 200
_FRAMES: Final = 12
_ROOTS: Final = sorted({str(Path(place).resolve()) for place in sys.path if place}, key=len, reverse=True)


def sanitized(text: str) -> str:
    """Return ``text`` on one line, short, without what it quotes."""
    text = _NUMBER.sub("…", _ADDRESS.sub("…", _QUOTED.sub("…", text)))
    text = _UNSEEN.sub(" ", text).strip()
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def described(error: BaseException) -> str:
    """Return the kind of ``error``, its message without quotations, and the calls that led to it."""
    lines = [f"{type(error).__name__}: {sanitized(str(error))}"]
    lines += _calls(traceback.extract_tb(error.__traceback__))
    if error.__cause__ is not None:
        lines.append(f"caused by {type(error.__cause__).__name__}: {sanitized(str(error.__cause__))}")
    return "\n".join(lines)


def stack(frame: FrameType | None) -> list[str]:
    """Return the innermost calls of a running thread, outermost first."""
    return _calls(traceback.extract_stack(frame))


def cell_traceback(tb: TracebackType | None) -> TracebackType | None:
    """Return the traceback from the cell's own code on, without the kernel's frames above it."""
    while tb is not None and not tb.tb_frame.f_code.co_filename.startswith("<cell"):
        tb = tb.tb_next
    return tb


def _calls(summary: traceback.StackSummary) -> list[str]:
    return [f"  {_short(call.filename)}:{call.lineno} in {call.name}" for call in list(summary)[-_FRAMES:]]


def _short(filename: str) -> str:
    for root in _ROOTS:
        if filename.startswith(root):
            return filename[len(root) :].lstrip("/\\")
    return filename
