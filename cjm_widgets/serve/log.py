"""What the server writes down: enough to find a fault, and nobody's name or key."""

from __future__ import annotations

import logging
import re
from http import HTTPStatus
from logging.handlers import RotatingFileHandler
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from cjm_widgets.serve.wordless import Wordless, legible, without_words
from cjm_widgets.words import _

if TYPE_CHECKING:
    from pathlib import Path

    from tornado.web import RequestHandler

FILE: Final = "kit.log"
_FILE_BYTES: Final = 1_000_000
_FILES_KEPT: Final = 3

# What pages say that were open while the kit was started anew, which come back by themselves, and what is said of
# pages that were left before they were there.
_OF_NO_USE: Final = re.compile(
    r"404 |wrote error: 'Kernel does not exist|.*expired login cookie|Kernel died while waiting"
)

_requests = logging.getLogger("cjm.requests")


class _OneLine(logging.Formatter):
    """For the terminal: the sentence without the traceback, which stands in the file."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            return _("A page or the server met a problem: {what} ({file} has the details).").format(
                what=legible(without_words(error)), file=FILE
            )
        return legible((super().format(record).splitlines() or [""])[0])


def set_up(folder: Path, *, level: int) -> None:
    """Write everything from INFO on to ``kit.log`` in ``folder``, and from ``level`` on to stderr."""
    file = RotatingFileHandler(
        folder / FILE, maxBytes=_FILE_BYTES, backupCount=_FILES_KEPT, encoding="utf-8", delay=True
    )
    file.setLevel(min(logging.INFO, level))
    file.setFormatter(Wordless("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    terminal = logging.StreamHandler()
    terminal.setLevel(level)
    if level > logging.INFO:
        terminal.addFilter(_is_of_use)
    terminal.setFormatter(
        logging.Formatter("%(levelname)s %(name)s: %(message)s") if level <= logging.DEBUG else _OneLine("%(message)s")
    )
    # Jupyter gives its websocket intervals in milliseconds under names that tornado reads as seconds.
    logging.getLogger("tornado.general").addFilter(lambda record: "websocket_ping_timeout" not in str(record.msg))
    for handler in (file, terminal):
        handler.addFilter(_is_no_content)
    root = logging.getLogger()
    root.handlers[:] = [file, terminal]
    root.setLevel(min(logging.INFO, level))


def _is_no_content(record: logging.LogRecord) -> bool:
    """Leave out what nbclient notes of every message while it runs a notebook: all that a page is about to show."""
    return record.levelno > logging.DEBUG or PurePath(record.pathname).parent.name != "nbclient"


def _is_of_use(record: logging.LogRecord) -> bool:
    error = record.exc_info[0] if record.exc_info else None
    return not _OF_NO_USE.match(record.getMessage()) and (error is None or error.__name__ != "DeadKernelError")


def log_request(handler: RequestHandler) -> None:
    """Note a request without its query, which may name people; what went well only when asked for."""
    status = handler.get_status()
    level = logging.INFO if status >= HTTPStatus.INTERNAL_SERVER_ERROR else logging.DEBUG
    request = handler.request
    milliseconds = 1000 * request.request_time()
    _requests.log(level, "%d %s %s %.0f ms", status, request.method, request.path, milliseconds)
