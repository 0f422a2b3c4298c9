"""Who may come in: the facilitator's key, the cookies that links and codes are exchanged for, and one-time codes.

The facilitator's key stands in a file that only its owner can read and in the link that is printed once. A browser
that opens the link gets a signed cookie and a clean address; after that the key is never sent again. Whoever joins
gets a cookie of another name, so that one browser can lead and take part; it carries the person's resume key to the
page's kernel, because no address may.
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
    from collections.abc import Mapping
    from http.cookies import Morsel
    from pathlib import Path

FACILITATOR: Final = "facilitator"
CO_FACILITATOR: Final = "co_facilitator"
PARTICIPANT: Final = "participant"
READER: Final = "reader"

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
    workshop: str = ""
    """The only workshop it is good for; empty for the facilitator, whose are all."""
    key: str = field(default="", repr=False)
    """The resume key of whoever joined; of a reader, the secret of the link."""

    @property
    def leads(self) -> bool:
        """Tell whether this is the facilitator or a co-facilitator."""
        return self.role in (FACILITATOR, CO_FACILITATOR)


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

    def cookie(self, role: str, *, port: int, browser: str = "", workshop: str = "", key: str = "") -> tuple[str, str]:
        """Return name and value of the cookie that stands for ``role``, in this ``browser`` or in a new one."""
        names = {PARTICIPANT: guest_cookie_name(port), READER: reader_cookie_name(port)}
        name = names.get(role, cookie_name(port))
        said = (role, browser or secrets.token_urlsafe(_BROWSER_BYTES), workshop, key)
        return name, create_signed_value(self.cookie_secret, name, _JOINT.join(said).rstrip()).decode()

    def leader(self, cookies: Mapping[str, Morsel[str]], *, port: int) -> Guest | None:
        """Return who leads in this browser; None when its cookie is missing, forged or old."""
        return self._read(cookies, cookie_name(port))

    def joined(self, cookies: Mapping[str, Morsel[str]], *, port: int) -> Guest | None:
        """Return who takes part in this browser; None when its cookie is missing, forged or old."""
        return self._read(cookies, guest_cookie_name(port))

    def reader(self, cookies: Mapping[str, Morsel[str]], *, port: int) -> Guest | None:
        """Return who reads in this browser; whether the link still holds is for whoever asks to find out."""
        return self._read(cookies, reader_cookie_name(port))

    def _read(self, cookies: Mapping[str, Morsel[str]], name: str) -> Guest | None:
        morsel = cookies.get(name)
        said = decode_signed_value(self.cookie_secret, name, morsel.value, max_age_days=COOKIE_DAYS) if morsel else None
        if not said or morsel is None:
            return None
        role, browser, workshop, key, *_rest = [*said.decode().split(_JOINT), "", "", ""]
        # A cookie from before browsers were told apart is as good as its own signature.
        browser = browser or hashlib.sha256(morsel.value.encode()).hexdigest()
        return Guest(role=role, browser=browser, workshop=workshop, key=key)


def cookie_name(port: int) -> str:
    """Name the cookie of those who lead after the port: browsers share cookies among the ports of a host."""
    return f"cjm_seat_{port}"


def guest_cookie_name(port: int) -> str:
    """Name the cookie of those who take part."""
    return f"cjm_guest_{port}"


def reader_cookie_name(port: int) -> str:
    """Name the cookie of those who came by a reader's link."""
    return f"cjm_reader_{port}"
