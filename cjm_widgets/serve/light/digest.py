"""What a widget's state says, in twelve letters, so that a page which has it already is not sent it again."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def digest(state: Mapping[str, object]) -> str:
    """Name a state by its content: the same as Python has it and as it came out of a message."""
    plain = json.dumps(state, sort_keys=True, default=str, separators=(",", ":"))
    return hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
