"""A QR code as a drawing: dark on white whatever the page's colours are, with the quiet zone that cameras need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import segno

from cjm_widgets.view.markup import element

if TYPE_CHECKING:
    from cjm_widgets.view.markup import Markup

QUIET: Final = 4
"""How many modules of white stand around a code; ISO/IEC 18004 asks for four."""


def qr_code(address: str, label: str) -> Markup:
    """Draw the code for an address; ``label`` is said in its place by whoever cannot see it."""
    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix]
    size = len(rows) + 2 * QUIET
    runs = [
        f"M{start + QUIET} {y + QUIET}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _dark(row)
    ]
    return element(
        "svg",
        element("rect", width=size, height=size, fill="#fff"),
        element("path", d="".join(runs), fill="#000"),
        viewBox=f"0 0 {size} {size}", role="img", aria_label=label, class_="cjm-qr", shape_rendering="crispEdges",
        focusable="false",
    )  # fmt: skip


def _dark(row: list[int]) -> list[tuple[int, int]]:
    """Give where dark modules begin in a row, and how many follow one another."""
    found: list[tuple[int, int]] = []
    for x, module in enumerate(row):
        if not module:
            continue
        if found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((x, 1))
    return found
