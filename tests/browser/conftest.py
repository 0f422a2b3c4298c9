"""A real Chromium on a real kit, under a host name that is not localhost.

Fixtures for every browser test:

- ``kit``: one kit for the whole run (``RunningKit``: ``address``, ``link``, ``data``, ``store``, ``get()``).
- ``page``: a page of a browser that has been let in; ``page.goto("/04-touchpoints?workshop=…")``.
- ``new_page``: makes more of them, each a browser of its own (``new_page(width=390, height=844, scheme="dark")``);
  ``let_in=False`` leaves out the cookie.
- ``seen``: what the pages of this test asked for and complained of. At the end of each test ``seen.foreign`` and
  ``seen.errors`` must be empty; a test that provokes errors clears them.

CJM_CHROMIUM names another Chromium. Pictures of failed tests go to artifacts/browser (or CJM_ARTIFACTS).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.chromium import launched
from tests.serve.running import ROOT, RunningKit, running_kit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

PATIENCE_MS = 20_000
"""How long a page may take until a person would see what a test waits for."""


class NewPage(Protocol):
    def __call__(
        self, *, width: int = ..., height: int = ..., scheme: str = ..., let_in: bool = ..., address: str = ...
    ) -> Page: ...


@dataclass
class Seen:
    """What the pages of one test asked for, and what they complained of."""

    own: set[str] = field(default_factory=set)
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def foreign(self) -> list[str]:
        """Requests to any host but the kit's."""
        inside = ("data:", "blob:", "about:", "file:")
        return [url for url in self.requests if not url.startswith((*inside, *self.own))]

    def watch(self, context: BrowserContext) -> None:
        context.on("request", self._note)
        context.on("console", self._listen)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("page", lambda page: page.on("websocket", lambda socket: self.requests.append(socket.url)))

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Let fixtures know at their end whether the test failed."""
    report = yield
    if report.when == "call":
        item.stash[_FAILED] = report.failed
    return report


_FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, launched(playwright) as browser:
        yield browser


@pytest.fixture(scope="session")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningKit]:
    with running_kit(tmp_path_factory.mktemp("kit")) as running:
        yield running


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def new_page(browser: Browser, request: pytest.FixtureRequest, seen: Seen) -> Iterator[NewPage]:
    contexts: list[BrowserContext] = []

    def make(
        *, width: int = 1440, height: int = 900, scheme: str = "light", let_in: bool = True, address: str = ""
    ) -> Page:
        kit: RunningKit = request.getfixturevalue("kit")
        base = address or kit.address
        seen.own |= {base, base.replace("http://", "ws://")}
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, base_url=base, accept_downloads=True
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        seen.watch(context)
        if let_in:
            name, value = kit.enter().split("=", 1)
            context.add_cookies([{"name": name, "value": value.strip('"'), "url": base}])
        return context.new_page()

    yield make
    if request.node.stash.get(_FAILED, False):
        _keep_pictures(request.node.nodeid, contexts)
    for context in contexts:
        context.close()
    assert seen.foreign == []
    assert seen.errors == []


def _keep_pictures(test: str, contexts: list[BrowserContext]) -> None:
    folder = Path(os.environ.get("CJM_ARTIFACTS", ROOT / "artifacts")) / "browser"
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"\W+", "-", test.rsplit("/", 1)[-1])
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages):
        page.screenshot(path=folder / f"{name}-{number}.png", full_page=True)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page()
