"""What people may call themselves."""

from __future__ import annotations

from typing import Final

LONGEST_NAME: Final = 60


def is_name(text: object) -> bool:
    """Tell whether this is a name: 1 to 60 characters, not all of them marks and blanks that nobody sees."""
    if not isinstance(text, str) or len(text) > LONGEST_NAME:
        return False
    return any(letter.isprintable() and not letter.isspace() for letter in text)
