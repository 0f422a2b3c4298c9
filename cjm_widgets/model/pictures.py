"""Small pictures that stand in a field: a ``data:`` address of a JPEG, PNG or WebP image, checked down to its header.

A page makes them from any image file. What comes over a connection may be anything, so the bytes have to be what the
address says, and the image has to be small on the screen too: 60 kB of PNG can unfold to a gigabyte of pixels.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PICTURE_LENGTH: Final = 60_000
"""Characters of the whole address."""
PICTURE_SIDE: Final = 1024
"""Pixels; the pages make 256."""
PICTURE_PATTERN: Final = r"^data:image/(jpeg|png|webp);base64,[A-Za-z0-9+/]+={0,2}$"

_address = re.compile(PICTURE_PATTERN.removesuffix("$") + r"\Z").match
# Frames of a JPEG file that hold its size (ITU-T T.81, table B.1); those between that do not are DHT, JPG and DAC.
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def picture_size(address: str) -> tuple[int, int] | None:
    """Give width and height of the image in a ``data:`` address; None where it is none of the three kinds."""
    match = _address(address) if len(address) <= PICTURE_LENGTH else None
    if match is None:
        return None
    try:
        data = base64.b64decode(address.partition(",")[2], validate=True)
        return _SIZES[match[1]](data)
    except (binascii.Error, IndexError, ValueError):
        return None


def is_picture(value: object) -> bool:
    """Tell whether ``value`` is such an address, of an image of 1 to 1024 pixels a side."""
    size = picture_size(value) if isinstance(value, str) else None
    return size is not None and all(0 < side <= PICTURE_SIDE for side in size)


def _png(data: bytes) -> tuple[int, int]:
    """Read IHDR, which stands first (W3C PNG, 11.2.1)."""
    if data[:16] != b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR":
        raise ValueError
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def _jpeg(data: bytes) -> tuple[int, int]:
    """Go from segment to segment up to the frame."""
    if data[:2] != b"\xff\xd8":
        raise ValueError
    place = 2
    while data[place] == 0xFF:  # noqa: PLR2004 - every marker begins so
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        if marker in _FRAMES:
            if len(data) < place + 9:
                raise ValueError
            return int.from_bytes(data[place + 7 : place + 9]), int.from_bytes(data[place + 5 : place + 7])
        if length < 2:  # noqa: PLR2004 - the length counts its own two bytes
            raise ValueError
        place += 2 + length
    raise ValueError


def _webp(data: bytes) -> tuple[int, int]:
    """Read the first chunk: lossy, lossless or extended (RFC 9649, 2.5 to 2.7)."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:  # noqa: PLR2004 - the shortest header
        raise ValueError
    kind = data[12:16]
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
    if kind == b"VP8L" and data[20] == 0x2F:  # noqa: PLR2004 - its signature
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    raise ValueError


_SIZES: Final[Mapping[str, Callable[[bytes], tuple[int, int]]]] = {"png": _png, "jpeg": _jpeg, "webp": _webp}
