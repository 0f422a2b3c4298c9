"""The link for readers: one secret a workshop, given out and withdrawn by whoever leads.

It opens the published map and nothing else. It lies in the data folder beside the facilitator's key and not with the
published page, whose folder may be copied to a web server. The gate looks at it at every request, so that a link that
was withdrawn or replaced opens nothing from that moment on.
"""

from __future__ import annotations

import hmac
import os
import secrets
from typing import TYPE_CHECKING, Final

from cjm_widgets import places
from cjm_widgets.model import is_id

if TYPE_CHECKING:
    from pathlib import Path

PREFIX: Final = "/read/"
_BYTES: Final = 24


def reader_link(workshop: str) -> str | None:
    """Return the path that opens the published map, ``/read/<workshop>/<secret>``; None where no link is out."""
    secret = _secret(workshop)
    return f"{PREFIX}{workshop}/{secret}" if secret else None


def give_out(workshop: str) -> str:
    """Make a new link, which replaces the one that was out, and return its path."""
    path = _file(workshop)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(_BYTES) + "\n")
    beside.replace(path)
    link = reader_link(workshop)
    assert link is not None  # noqa: S101 - it was written a line above
    return link


def withdraw(workshop: str) -> None:
    """Let the link that is out open nothing any more."""
    _file(workshop).unlink(missing_ok=True)


def opens(workshop: str, secret: str) -> bool:
    """Tell whether this secret opens the workshop's published map now."""
    known = _secret(workshop) if is_id(workshop) else ""
    return bool(known) and hmac.compare_digest(known.encode(), secret.encode())


def _secret(workshop: str) -> str:
    try:
        return _file(workshop).read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def _file(workshop: str) -> Path:
    return places.data_folder() / "readers" / f"{workshop}.key"
