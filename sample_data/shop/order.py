"""Give list items their ranks, so that they can be written in the order in which they are read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from cjm_widgets.model import spread

if TYPE_CHECKING:
    from cjm_widgets.model import Item

I = TypeVar("I", bound="Item")  # noqa: E741 - one letter, as for every type variable


def in_order(*items: I) -> tuple[I, ...]:
    """Give ``items`` with ranks in the order in which they are written."""
    return tuple(replace(item, rank=rank) for item, rank in zip(items, spread(len(items)), strict=True))
