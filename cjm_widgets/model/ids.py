"""Identifiers: made by whoever adds a thing, so that sending it twice does nothing twice."""

from __future__ import annotations

import re
import secrets
from hashlib import blake2b

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u to misread
_BYTES = 10  # 80 bits, 16 digits

ID_PATTERN = r"^[a-z0-9][a-z0-9_-]{0,79}$"
_is_id = re.compile(ID_PATTERN.removesuffix("$") + r"\Z").match


def new_id(prefix: str) -> str:
    """Make a random identifier such as ``touchpoint-7k2m9q4x1b0c5d8e`` (80 random bits)."""
    return f"{prefix}-{_digits(secrets.token_bytes(_BYTES))}"


def derived_id(prefix: str, *parts: str) -> str:
    """Make the one identifier that belongs to ``parts``: the same parts give the same id.

    For records of which there is one by nature (a person's emotion at a touchpoint, a measurement of a stage):
    two pages that make it at once make the same one.
    """
    return f"{prefix}-{_digits(blake2b(chr(0x1F).join(parts).encode(), digest_size=_BYTES).digest())}"


def is_id(value: object) -> bool:
    """Tell whether ``value`` may be an identifier: 1–80 of ``a-z 0-9 _ -``, beginning with a letter or digit."""
    return isinstance(value, str) and _is_id(value) is not None


def _digits(raw: bytes) -> str:
    number = int.from_bytes(raw, "big")
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(0, 8 * len(raw), 5))
