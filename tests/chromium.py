"""The Chromium that tests drive: found on the machine, started without a window."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import pytest

from tests.serve.running import HOST_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Playwright

# The shell is the same engine without a desktop's windows around it: the same tests take two thirds of the time.
_NAMES: Final = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

CHROMIUM_ARGUMENTS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    f"--host-resolver-rules=MAP {HOST_NAME} 127.0.0.1",
]


def find_chromium() -> str | None:
    """Give the program: the one in CJM_CHROMIUM, else the first on the path."""
    named = os.environ.get("CJM_CHROMIUM")
    return named or next(filter(None, map(shutil.which, _NAMES)), None)


@contextmanager
def launched(playwright: Playwright) -> Iterator[Browser]:
    """Start it for tests, which are skipped where it is missing; under CI they fail."""
    program = find_chromium()
    if program is None:
        reason = "needs Chromium: sudo apt-get install chromium, or set CJM_CHROMIUM to its program"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGUMENTS)
    try:
        yield browser
    finally:
        browser.close()
