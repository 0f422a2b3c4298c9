"""The way in for readers: the link is exchanged for a cookie that opens one published map, and leads on to it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from cjm_widgets.apps import reader_link
from cjm_widgets.serve.access import COOKIE_DAYS, READER
from cjm_widgets.serve.gate import BROWSER_HEADER
from cjm_widgets.serve.pages import NoticeHandler
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.serve.access import Access

_DAY_SECONDS: Final = 86_400


class ReadHandler(NoticeHandler):
    """Lets a reader in, or says that the link opens nothing."""

    def initialize(self, access: Access, code: str, port: int) -> None:
        """Take what the gate cut out of the address: the workshop and the secret, with a stroke between them."""
        self._access, self._port = access, port
        self._workshop, _stroke, self._secret = code.partition("/")

    def get(self) -> None:
        """Give the cookie and lead on to the map at a clean address."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Robots-Tag", "noindex")
        if not reader_link.opens(self._workshop, self._secret):
            self.notice(
                HTTPStatus.FORBIDDEN,
                title=_("This link opens nothing."),
                text=_("It may be incomplete, or whoever gave it to you has withdrawn or replaced it."),
                way_out=_("Ask them for the link of today."),
            )
            return
        name, value = self._access.cookie(
            READER,
            port=self._port,
            browser=self.request.headers.get(BROWSER_HEADER, ""),
            workshop=self._workshop,
            key=self._secret,
        )
        self.set_cookie(name, value, max_age=COOKIE_DAYS * _DAY_SECONDS, path="/", httponly=True, samesite="Lax")
        self.redirect(f"/journey-map?{urlencode({'workshop': self._workshop})}")
