"""The one door: every request passes here before any handler sees it.

Voila brings many routes (pages, files, kernels, websockets, themes), each with its own idea of who may
use it. Here nothing is reached without a role, and what a role is comes from our cookie alone.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from tornado.web import Application, RequestHandler

from cjm_widgets.serve.access import Access, Guest, cookie_name
from cjm_widgets.serve.headers import CarefulHeaders

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from tornado.httputil import HTTPServerRequest
    from tornado.web import _HandlerDelegate

ROLE_HEADER: Final = "X-CJM-Role"
"""Carries the role to Voila, which hands it to the kernel as HTTP_X_CJM_ROLE; clients cannot set it."""

BROWSER_HEADER: Final = "X-CJM-Browser"
"""Carries which browser asks to our own handlers; clients cannot set it, and kernels never learn it."""

LOOPBACK_NAMES: Final = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})

logger = logging.getLogger(__name__)

_ENTER: Final = "/enter/"
_OPEN: Final = "/cjm/open/"
"""Addresses that need no role and tell nothing: are you alive, the icon."""


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
        **settings: Any,
    ) -> None:
        """Take who may come in, under which names, and what refuses and lets in; ``port`` is known once bound.

        ``opener_of`` tells which browser opened the page of a kernel, and None of what is no kernel's id.
        """
        super().__init__(**settings)
        self.transforms.append(CarefulHeaders)
        self._access = access
        self._host_names = LOOPBACK_NAMES | {name.lower() for name in host_names}
        self._port = port
        self._opener_of = opener_of
        self._refuse = refuse
        self._enter = enter

    def find_handler(
        self,
        request: HTTPServerRequest,
        **kwargs: Any,
    ) -> _HandlerDelegate:
        """Let a request through to its handler, or to the page that says why not."""
        _strip_role(request)
        if request.host_name.lower() not in self._host_names:
            return self.get_handler_delegate(request, self._refuse, {"reason": "host"})
        if request.path.startswith(_ENTER):
            code = request.path.removeprefix(_ENTER).strip("/")
            # From here on no log line, error page or handler can see the code.
            request.path, request.uri = _ENTER, _ENTER
            return self.get_handler_delegate(
                request, self._enter, {"access": self._access, "code": code, "port": self._port()}
            )
        if request.path.startswith(_OPEN):
            return super().find_handler(request, **kwargs)
        guest = self._guest(request)
        if guest is None:
            return self.get_handler_delegate(request, self._refuse, {"reason": "key"})
        if self._is_anothers(request, guest.browser):
            logger.warning(
                "A browser asked for a page's kernel that is not its own (%s); it got nothing", request.method
            )
            return self.get_handler_delegate(request, self._refuse, {"reason": "page"})
        request.headers[ROLE_HEADER] = guest.role
        request.headers[BROWSER_HEADER] = guest.browser
        return super().find_handler(request, **kwargs)

    def _guest(self, request: HTTPServerRequest) -> Guest | None:
        port = self._port()
        morsel = request.cookies.get(cookie_name(port))
        return self._access.guest(morsel.value if morsel else None, port=port)

    def _is_anothers(self, request: HTTPServerRequest, browser: str) -> bool:
        """Tell whether the address names the kernel of a page that another browser opened.

        Unquoted, because handlers see it so; any part of it, because there are several addresses with a kernel in them.
        """
        openers = (self._opener_of(part) for part in unquote(request.path).split("/"))
        return any(one is not None and one != browser for one in openers)


def _strip_role(request: HTTPServerRequest) -> None:
    """Remove whatever a client sent that only we may say."""
    for name in list(request.headers):
        if name.lower().replace("_", "-").startswith("x-cjm-"):
            del request.headers[name]
