"""Numbers as people write them in a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibis.expr.types import FloatingColumn, StringColumn

_NUMBER = r"^\s*[+-]?\d+([.,]\d+)?\s*$"


def number(text: StringColumn) -> FloatingColumn:
    """Return the expression of a number, decimal comma or point; null where the cell holds none.

    Words that engines take for numbers (``inf``, ``nan``, ``1e9``) are none here.
    """
    return text.re_search(_NUMBER).ifelse(text.strip().replace(",", "."), None).try_cast("float64")
