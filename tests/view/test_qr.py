"""A camera that reads the code gets the address: the drawing is read back by the rules of ISO/IEC 18004."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from cjm_widgets.view.qr import QUIET, qr_code

if TYPE_CHECKING:
    from collections.abc import Callable

MASKS: Final[tuple[Callable[[int, int], int], ...]] = (
    lambda y, x: (y + x) % 2, lambda y, _x: y % 2, lambda _y, x: x % 3, lambda y, x: (y + x) % 3,
    lambda y, x: (y // 2 + x // 3) % 2, lambda y, x: y * x % 2 + y * x % 3,
    lambda y, x: (y * x % 2 + y * x % 3) % 2, lambda y, x: ((y + x) % 2 + y * x % 3) % 2,
)  # fmt: skip
"""A module is turned round where its mask gives 0."""


def drawn(svg: str) -> list[list[int]]:
    """Read the dark modules back from the path, without the white around them."""
    (size,) = (int(n) for n in re.findall(r'viewBox="0 0 (\d+) \1"', svg))
    rows = [[0] * size for _row in range(size)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", svg):
        for n in range(int(length)):
            rows[int(y)][int(x) + n] = 1
    around = [*rows[:QUIET], *rows[-QUIET:], *(row[:QUIET] + row[-QUIET:] for row in rows)]
    assert not any(map(any, around))
    return [row[QUIET:-QUIET] for row in rows[QUIET:-QUIET]]


def is_data(y: int, x: int, size: int) -> bool:
    """Tell whether a module carries data in a code of version 2 to 6: no corner, no timing, no alignment."""
    corner = (y < 9 and x < 9) or (y < 9 and x >= size - 8) or (y >= size - 8 and x < 9)
    aligning = abs(y - (size - 7)) <= 2 and abs(x - (size - 7)) <= 2
    return not (corner or aligning or y == 6 or x == 6)


def read(rows: list[list[int]]) -> str:
    """Read the bytes of a code whose data lie in one block (versions 2 and 3 at level M)."""
    size = len(rows)
    mask = MASKS[(rows[8][2] ^ 1) << 2 | rows[8][3] << 1 | rows[8][4] ^ 1]
    bits = []
    columns = [*range(size - 1, 6, -2), *range(5, 0, -2)]
    for n, right in enumerate(columns):
        for y in range(size) if n % 2 else reversed(range(size)):
            bits += [rows[y][x] ^ (mask(y, x) == 0) for x in (right, right - 1) if is_data(y, x, size)]
    text = "".join(map(str, map(int, bits)))
    assert text[:4] == "0100", "bytes are expected"
    length = int(text[4:12], 2)
    return bytes(int(text[12 + 8 * n : 20 + 8 * n], 2) for n in range(length)).decode()


@pytest.mark.parametrize(
    "address", ["http://192.168.178.23:8866/j/QWERTZ", "http://10.0.0.4/j/ABCDEF", "http://workshop.test:8866/j/AAAAAA"]
)
def test_the_code_leads_to_the_address(address: str) -> None:
    assert read(drawn(qr_code(address, "x").html)) == address


def test_whoever_cannot_see_it_is_told_and_colours_do_not_follow_the_page() -> None:
    svg = qr_code("http://10.0.0.4/j/ABCDEF", 'Leads to "10.0.0.4"').html
    assert 'role="img"' in svg
    assert "Leads to &quot;10.0.0.4&quot;" in svg or "Leads to &#34;10.0.0.4&#34;" in svg
    assert 'fill="#fff"' in svg
    assert 'fill="#000"' in svg
