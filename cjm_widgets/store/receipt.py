"""What somebody gets back for changes that were accepted."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """It is on the disk. The same changes sent again get the same receipt (and their secrets, anew)."""

    seq: int
    """The sequence number of the last of them; that of the workshop where nothing had to change."""
    batch: str
    """The batch it stands under; empty where nothing had to change."""
    changes: tuple[str, ...] = ()
    """The ids of the changes, in order."""
    secrets: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    """By id of an anonymous card: the secret with which its owner edits it. It stands nowhere else."""
    kept: tuple[str, ...] = ()
    """What an undo left as it is, a sentence each, because somebody else has worked on it since."""
