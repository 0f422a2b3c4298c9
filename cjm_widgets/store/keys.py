"""What is made from a person's resume key, so that the database alone tells nobody whose a thing is.

The key lies in the person's page. The database has its hash beside the person, to know them again, and everything that
must not lead to them (ballots, scores, the secrets of anonymous cards, half-written entries) under values that only
the key can make.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

from cjm_widgets.model import derived_id

SHORTEST: Final = 32
LONGEST: Final = 200
_NONCE: Final = 16
_TAG: Final = 16
# Letters that nobody mistakes for another, read or heard, and that make no words.
LETTERS: Final = "BCDFGHJKMPQRTVWXYZ"


def new_key() -> str:
    """Make a resume key: 32 random bytes as 43 letters and digits."""
    return secrets.token_urlsafe(32)


def new_code(length: int) -> str:
    """Make a code to be typed."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def typed(code: str) -> str:
    """Give a code as it was meant: in capitals, without what people put between the letters."""
    return "".join(letter for letter in code.upper()[:80] if letter in LETTERS)


def is_key(key: object) -> bool:
    """Tell whether this may be a resume key: 32 to 200 visible characters."""
    return isinstance(key, str) and SHORTEST <= len(key) <= LONGEST and key.isascii() and key.isprintable()


def hashed(secret: str) -> str:
    """Give what is stored of a secret; it is random and long, so a plain hash does not give it away."""
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()


class Keys:
    """One person's key, and what can be made of it. Says nothing when it is printed."""

    def __init__(self, key: str | None = None) -> None:
        """Take a person's key, or a random one that lasts as long as this page."""
        self.lasting: Final = key is not None
        """Whether a reload brings the same key back."""
        self._key: Final = key or new_key()

    def __repr__(self) -> str:
        """Tell nothing."""
        return "Keys()"

    @property
    def reveal(self) -> str:
        """The key itself, for the page it belongs to."""
        return self._key

    @property
    def hash(self) -> str:
        """What is stored of it beside the person."""
        return hashed(self._key)

    def ballot(self, vote: str) -> str:
        """Give the name of this person's ballot in a vote."""
        return self._made("ballot", vote)

    def secret(self, card: str) -> str:
        """Give the secret with which this person edits an anonymous card of theirs."""
        return self._made("card", card)

    def id(self, kind: str, *parts: str) -> str:
        """Give the one id of this person's record about ``parts``, which tells others nothing."""
        return derived_id(kind.replace("_", "-"), self._made("id", kind, *parts))

    def form(self, name: str) -> str:
        """Give the name under which this person's half-written form is kept."""
        return self._made("form", name)

    def seal(self, text: str) -> str:
        """Lock a text with the key."""
        return seal(self._made("seal").encode(), text)

    def unseal(self, sealed: str) -> str | None:
        """Give back what was sealed; None where it was sealed with something else."""
        return unseal(self._made("seal").encode(), sealed)

    def _made(self, *parts: str) -> str:
        return hmac.new(
            self._key.encode(), "\x1f".join(parts).encode(errors="surrogatepass"), hashlib.sha256
        ).hexdigest()


def seal(lock: bytes, text: str) -> str:
    """Lock a text: whoever reads the database cannot read it, nor change it unnoticed."""
    nonce, plain = secrets.token_bytes(_NONCE), text.encode()
    mixed = _mixed(lock, nonce, plain)
    return urlsafe_b64encode(nonce + _tag(lock, nonce, mixed) + mixed).decode()


def unseal(lock: bytes, sealed: str) -> str | None:
    """Open what ``seal`` gave; None where the lock is another."""
    try:
        raw = urlsafe_b64decode(sealed.encode())
    except ValueError:
        return None
    nonce, tag, mixed = raw[:_NONCE], raw[_NONCE : _NONCE + _TAG], raw[_NONCE + _TAG :]
    if not hmac.compare_digest(tag, _tag(lock, nonce, mixed)):
        return None
    return _mixed(lock, nonce, mixed).decode()


def _mixed(lock: bytes, nonce: bytes, text: bytes) -> bytes:
    """Add a stream that only the lock and the nonce can make; doing it twice takes it off again."""
    stream = hashlib.shake_256(b"mix" + lock + nonce).digest(len(text))
    return bytes(a ^ b for a, b in zip(text, stream, strict=True))


def _tag(lock: bytes, nonce: bytes, mixed: bytes) -> bytes:
    return hmac.new(b"tag" + lock, nonce + mixed, hashlib.sha256).digest()[:_TAG]


_SCRYPT_N: Final = 2**14


def stretched(code: str) -> tuple[str, bytes]:
    """Give the name and the lock that a short code stands for; slow on purpose, because codes can be guessed."""
    made = hashlib.scrypt(code.encode(), salt=b"cjm-widgets hand-over", n=_SCRYPT_N, r=8, p=1, dklen=64)
    return made[:32].hex(), made[32:]
