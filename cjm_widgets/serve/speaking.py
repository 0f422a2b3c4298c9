"""Which language a page is in: the workshop's; where no workshop is named, the browser's, if we speak it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.entities.people import LANGUAGES
from cjm_widgets.model.errors import ModelError
from cjm_widgets.words import SOURCE, speak

if TYPE_CHECKING:
    from collections.abc import Callable

    from tornado.httputil import HTTPServerRequest

_SPOKEN: Final = frozenset(tag for tag, _name in LANGUAGES)
_FRESH_SECONDS: Final = 5.0
"""How long an answer holds: a language that was changed is seen at the next reload but one."""


class Languages:
    """Looks up the language of a request and has the rest of its handling speak it."""

    def __init__(self, of_workshop: Callable[[str], str]) -> None:
        """Take the function that looks a workshop's language up; it may raise ModelError."""
        self._of_workshop = of_workshop
        self._known: dict[str, tuple[float, str]] = {}

    def speak(self, request: HTTPServerRequest) -> None:
        """Speak the request's language from here on, in this task only."""
        speak(self.of(request), everywhere=False)

    def of(self, request: HTTPServerRequest) -> str:
        """Return the language of a request."""
        named = request.query_arguments.get("workshop", [b""])[-1].decode("utf-8", "replace")
        found = self._workshops(named) if named else None
        return found or preferred(request.headers.get("Accept-Language", ""))

    def _workshops(self, id: str) -> str | None:
        now = time.monotonic()
        asked_at, known = self._known.get(id, (-_FRESH_SECONDS, ""))
        if now - asked_at < _FRESH_SECONDS:
            return known
        try:
            found = self._of_workshop(id)
        except ModelError:
            return None  # no such workshop: the page itself says so
        self._known[id] = (now, found)
        return found


def preferred(accepted: str) -> str:
    """Return the first language that a browser asks for and we speak: ``de-AT,de;q=0.9,en;q=0.8`` is ``de``."""
    for asked in accepted.split(","):
        tag = asked.partition(";")[0].strip().partition("-")[0].lower()
        if tag in _SPOKEN:
            return tag
    return SOURCE
