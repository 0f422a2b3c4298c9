"""Who may come in: the facilitator's key, the cookie that it is exchanged for, and one-time codes.

The key stands in a file that only its owner can read and in the link that is printed once. A browser
that opens the link gets a signed cookie and a clean address; after that the key is never sent again.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tornado.web import create_signed_value, decode_signed_value

from cjm_widgets.serve.failure import Failure
from cjm_widgets.words import _

if TYPE_CHECKING:
    from pathlib import Path

FACILITATOR: Final = "facilitator"

COOKIE_DAYS: Final = 30
"""How long a browser stays let in, in days."""

_KEY_FILE: Final = "facilitator.key"
_KEY_BYTES: Final = 24
_BROWSER_BYTES: Final = 16
_JOINT: Final = " "


def facilitator_key(folder: Path) -> str:
    """Return the key kept in ``folder``, made on first use and readable by its owner only."""
    path = folder / _KEY_FILE
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_text(encoding="ascii").strip()
        if len(key) < _KEY_BYTES:
            message = _("The key in {path} is damaged; delete the file, and the next start makes a new one.")
            raise Failure(message.format(path=path)) from None
        if os.name == "posix":
            path.chmod(0o600)
        return key
    key = secrets.token_urlsafe(_KEY_BYTES)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key + "\n")
    return key


@dataclass(frozen=True, kw_only=True, slots=True)
class Guest:
    """What a cookie stands for."""

    role: str
    browser: str
    """Tells one browser from another, and nothing else about it; a page's kernel answers only to its own."""


@dataclass(kw_only=True, slots=True)
class Access:
    """Turns a link into a cookie and a cookie into a role."""

    key: str
    _once: set[str] = field(default_factory=set)

    @property
    def cookie_secret(self) -> bytes:
        """The secret that signs cookies; derived, so that a restart keeps them and a new key ends them."""
        return hmac.digest(self.key.encode(), b"cjm cookie", hashlib.sha256)

    def once(self) -> str:
        """Return a code that lets in one browser, once: for opening one from here.

        A program's arguments can be read by everybody on the machine; the key must not be among them.
        """
        code = secrets.token_urlsafe(_KEY_BYTES)
        self._once.add(code)
        return code

    def enter(self, code: str) -> str | None:
        """Return the role that ``code`` opens, or None."""
        if hmac.compare_digest(code.encode(), self.key.encode()):
            return FACILITATOR
        if code in self._once:
            self._once.discard(code)
            return FACILITATOR
        return None

    def cookie(self, role: str, *, port: int, browser: str = "") -> tuple[str, str]:
        """Return name and value of the cookie that stands for ``role``, in this ``browser`` or in a new one."""
        name = cookie_name(port)
        said = f"{role}{_JOINT}{browser or secrets.token_urlsafe(_BROWSER_BYTES)}"
        return name, create_signed_value(self.cookie_secret, name, said).decode()

    def guest(self, value: str | None, *, port: int) -> Guest | None:
        """Return what a cookie's value stands for; None when it is missing, forged or old."""
        if not value:
            return None
        said = decode_signed_value(self.cookie_secret, cookie_name(port), value, max_age_days=COOKIE_DAYS)
        if not said:
            return None
        role, _joint, browser = said.decode().partition(_JOINT)
        # A cookie from before browsers were told apart is as good as its own signature.
        return Guest(role=role, browser=browser or hashlib.sha256(value.encode()).hexdigest())

    def role(self, value: str | None, *, port: int) -> str | None:
        """Return the role that a cookie's value stands for; None when it is missing, forged or old."""
        guest = self.guest(value, port=port)
        return guest.role if guest else None


def cookie_name(port: int) -> str:
    """Name the cookie after the port: browsers share cookies among the ports of a host."""
    return f"cjm_seat_{port}"
