"""Headers that every answer carries: no other host, no foreign frames, no guessing of types."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from tornado.web import OutputTransform

if TYPE_CHECKING:
    from tornado.httputil import HTTPHeaders, HTTPServerRequest

_ASSETS: Final = ("/voila/static/", "/voila/labextensions/", "/voila/templates/", "/voila/api/themes/")

_ASSET_SECONDS: Final = 3600
"""How long a browser may keep script files of Voila and of extensions, whose names carry no hash."""


def content_security_policy(host: str) -> str:
    """Return the policy for a page at ``host`` (name and port): nothing from anywhere else.

    Voila's page starts with inline scripts, JupyterLab compiles JSON schemas with ``eval``, and anywidget
    imports its modules from blob addresses; so those stay allowed, but only towards this host.
    """
    return "; ".join(
        (
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            # Browsers before 2022 do not take 'self' to mean websockets too.
            f"connect-src 'self' ws://{host} wss://{host}",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


class CarefulHeaders(OutputTransform):
    """Adds the headers to each response, whatever handler made it."""

    def __init__(self, request: HTTPServerRequest) -> None:
        """Look at what is asked for."""
        self._host = request.host
        self._asset = request.path.startswith(_ASSETS)
        self._versioned = "v=" in request.query

    def transform_first_chunk(
        self,
        status_code: int,
        headers: HTTPHeaders,
        chunk: bytes,
        finishing: bool,  # noqa: FBT001 - tornado's signature
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Set the headers; the body stays as it is."""
        del finishing
        headers["Content-Security-Policy"] = content_security_policy(self._host)
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "no-referrer"
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        if self._asset and status_code == HTTPStatus.OK and not self._versioned:
            headers["Cache-Control"] = f"private, max-age={_ASSET_SECONDS}"
        return status_code, headers, chunk
