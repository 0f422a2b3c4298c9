"""The one door: every request passes here before any handler sees it.

Voila brings many routes (pages, files, kernels, websockets, themes), each with its own idea of who may
use it. Here nothing is reached without a role, and what a role is comes from our cookie alone.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from tornado.web import Application, RequestHandler

from cjm_widgets.apps.reader_link import PREFIX, opens
from cjm_widgets.serve.access import FACILITATOR, READER, Access, Guest
from cjm_widgets.serve.headers import CarefulHeaders
from cjm_widgets.serve.network import is_own_address

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from tornado.httputil import HTTPServerRequest
    from tornado.web import _HandlerDelegate

ROLE_HEADER: Final = "X-CJM-Role"
"""Carries the role to Voila, which hands it to the kernel as HTTP_X_CJM_ROLE; clients cannot set it."""

WORKSHOP_HEADER: Final = "X-CJM-Workshop"
"""Carries the only workshop that the role is good for, where there is one."""

KEY_HEADER: Final = "X-CJM-Key"
"""Carries the resume key of whoever joined."""

LANGUAGE_HEADER: Final = "X-CJM-Language"
"""Carries the language of the request: pages about no workshop speak it."""

ADDRESS_HEADER: Final = "X-CJM-Address"
"""Carries where the room's devices reach the kit: hosts with the port, the likeliest first, between spaces."""

KERNEL_HEADERS: Final = (ROLE_HEADER, WORKSHOP_HEADER, KEY_HEADER, LANGUAGE_HEADER, ADDRESS_HEADER)
"""What kernels are told of whoever opened their page."""

BROWSER_HEADER: Final = "X-CJM-Browser"
"""Carries which browser asks to our own handlers; clients cannot set it, and kernels never learn it."""

LOOPBACK_NAMES: Final = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})

logger = logging.getLogger(__name__)

_ENTER: Final = "/enter/"
_OPEN: Final = "/cjm/open/"
"""Addresses that need no role and tell nothing: are you alive, the icon."""
_JOIN: Final = "/j/"
"""The way in for whoever has a code."""
_READ: Final = PREFIX
"""The way in for whoever has a reader's link."""

PARTICIPANT_PAGE: Final = "/participant"
# What else a participant's browser may ask for; kernels are held to their own browser besides.
_FOR_PARTICIPANTS: Final = (
    PARTICIPANT_PAGE, "/journey-map", "/cjm/alive/", "/cjm/static/", "/api/kernels/", "/voila/api/shutdown/",
    "/voila/query/", "/voila/static/", "/voila/templates/", "/favicon.ico",
)  # fmt: skip
_FOR_READERS: Final = tuple(path for path in _FOR_PARTICIPANTS if path != PARTICIPANT_PAGE)
_PUBLISHED: Final = "/published/"
# What a co-facilitator may not: the list of all workshops.
_FOR_THE_FACILITATOR: Final = frozenset({"/", "/00-start", "/voila/render/00-start.ipynb"})


class GatedApplication(Application):
    """A tornado application whose every route asks for a role first."""

    def __init__(
        self,
        *,
        access: Access,
        host_names: Collection[str],
        port: Callable[[], int],
        opener_of: Callable[[str], str | None],
        refuse: type[RequestHandler],
        enter: type[RequestHandler],
        read: type[RequestHandler],
        reach: Callable[[], str] = str,
        **settings: Any,
    ) -> None:
        """Take who may come in, under which names, and what refuses, lets in and lets read.

        ``port`` is known once bound.
        ``opener_of`` tells which browser opened the page of a kernel, and None of what is no kernel's id; ``reach``
        where the room's devices reach the kit.
        """
        super().__init__(**settings)
        self.transforms.append(CarefulHeaders)
        self._access = access
        self._host_names = LOOPBACK_NAMES | {name.lower() for name in host_names}
        self._port = port
        self._opener_of = opener_of
        self._refuse = refuse
        self._enter = enter
        self._read = read
        self._reach = reach

    def find_handler(
        self,
        request: HTTPServerRequest,
        **kwargs: Any,
    ) -> _HandlerDelegate:
        """Let a request through to its handler, or to the page that says why not."""
        self._meet(request)
        if request.method not in RequestHandler.SUPPORTED_METHODS:
            # Jupyter's own handlers fail at saying so before they know who asks.
            return self.get_handler_delegate(request, self._refuse, {"reason": "page"})
        if request.host_name.lower() not in self._host_names and not is_own_address(request):
            return self.get_handler_delegate(request, self._refuse, {"reason": "host"})
        for way, handler in ((_ENTER, self._enter), (_READ, self._read)):
            if request.path.startswith(way):
                return self._exchange(request, way, handler)
        if request.path.startswith((_OPEN, _JOIN)):
            self._say_browser(request)
            return super().find_handler(request, **kwargs)
        port = self._port()
        leader = self._access.leader(request.cookies, port=port)
        joined = self._access.joined(request.cookies, port=port)
        reader = _still(self._access.reader(request.cookies, port=port))
        guest = _meant(request, leader, joined, reader)
        if guest is None:
            # Whoever takes part in one workshop may come back to another one: their browser may have its key.
            leads = joined is not None and request.path != PARTICIPANT_PAGE
            return self.get_handler_delegate(request, self._refuse, {"reason": "leads" if leads else "key"})
        if self._is_anothers(request, {one.browser for one in (leader, joined, reader) if one is not None}):
            logger.warning(
                "A browser asked for a page's kernel that is not its own (%s); it got nothing", request.method
            )
            return self.get_handler_delegate(request, self._refuse, {"reason": "page"})
        request.headers[ROLE_HEADER] = guest.role
        if guest.leads:
            request.headers[ADDRESS_HEADER] = self._reach()
        request.headers[BROWSER_HEADER] = guest.browser
        if guest.workshop:
            request.headers[WORKSHOP_HEADER] = guest.workshop
            # A reader's secret opens the gate and is no resume key: no page's process learns it.
            request.headers[KEY_HEADER] = "" if guest.role == READER else guest.key
        return super().find_handler(request, **kwargs)

    def _meet(self, request: HTTPServerRequest) -> None:
        """Forget what a client says of its role; whoever answers, Jupyter too, speaks the language of the request."""
        _strip_role(request)
        if "cjm_languages" in self.settings:
            self.settings["cjm_languages"].speak(request)

    def _exchange(self, request: HTTPServerRequest, way: str, handler: type[RequestHandler]) -> _HandlerDelegate:
        """Hand the code of a link to what exchanges it for a cookie.

        From here on no log line, error page or handler can see the code in the address.
        """
        code = request.path.removeprefix(way).strip("/")
        request.path, request.uri = way, way
        self._say_browser(request)
        said = {"access": self._access, "code": code, "port": self._port()}
        return self.get_handler_delegate(request, handler, said)

    def _say_browser(self, request: HTTPServerRequest) -> None:
        """Tell handlers which browser this is, so that whoever joins keeps the pages that are open in it."""
        port = self._port()
        known = (
            self._access.leader(request.cookies, port=port)
            or self._access.joined(request.cookies, port=port)
            or self._access.reader(request.cookies, port=port)
        )
        if known is not None:
            request.headers[BROWSER_HEADER] = known.browser

    def _is_anothers(self, request: HTTPServerRequest, browsers: Collection[str]) -> bool:
        """Tell whether the address names the kernel of a page that another browser opened.

        Unquoted, because handlers see it so; any part of it, because there are several addresses with a kernel in them.
        """
        openers = (self._opener_of(part) for part in unquote(request.path).split("/"))
        return any(one is not None and one not in browsers for one in openers)


def _meant(
    request: HTTPServerRequest, leader: Guest | None, joined: Guest | None, reader: Guest | None
) -> Guest | None:
    """Return as whom a browser asks for an address; None where none of its cookies may have it.

    A browser that leads and takes part is a participant on the participant's page and leads on all others.
    """
    path = unquote(request.path)
    wanted = request.query_arguments.get("workshop", [b""])[-1].decode("utf-8", "replace")
    takes_part = joined is not None and (not wanted or wanted == joined.workshop)
    if path == PARTICIPANT_PAGE and takes_part:
        return joined
    if leader is not None and (leader.role == FACILITATOR or _is_for(leader, path)):
        return leader
    if takes_part and joined is not None and _is_for(joined, path):
        return joined
    reads = reader is not None and wanted in ("", reader.workshop)
    return reader if reads and reader is not None and _is_for(reader, path) else None


def _still(reader: Guest | None) -> Guest | None:
    """Return a reader whose link is still out."""
    return reader if reader is not None and opens(reader.workshop, reader.key) else None


def _is_for(guest: Guest, path: str) -> bool:
    """Tell whether an address is open to somebody who was let into one workshop."""
    if path.startswith(_PUBLISHED):
        return path == f"{_PUBLISHED}{guest.workshop}"
    if guest.leads:
        return path not in _FOR_THE_FACILITATOR
    return path.startswith(_FOR_READERS if guest.role == READER else _FOR_PARTICIPANTS)


def _strip_role(request: HTTPServerRequest) -> None:
    """Remove whatever a client sent that only we may say."""
    for name in list(request.headers):
        if name.lower().replace("_", "-").startswith("x-cjm-"):
            del request.headers[name]
