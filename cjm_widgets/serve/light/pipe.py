"""The little language between the server and a host: one JSON object a line, over a private socket pair.

Server to host: ``open`` (id, ticket, connection_file, environment), ``end`` (id), ``interrupt`` (id).
Host to server: ``ready`` (seconds), ``opened`` (id), ``failed`` (id, why), ``ended`` (id, why),
``beat`` (stuck: seconds for which its loop has not turned, session), ``log`` (level, name, text).
The pipe's end is the end: a host whose server is gone stops.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

Line = dict[str, object]

_LONGEST: Final = 4 * 1024 * 1024
"""Bytes of a line; longer means that what comes is not this language."""


class Garbled(ValueError):
    """The other side does not speak this language; the pipe is of no further use."""


def encode(op: str, **fields: object) -> bytes:
    """Return one line."""
    return json.dumps({"op": op, **fields}, separators=(",", ":")).encode() + b"\n"


class Lines:
    """Puts lines together from the pieces that a socket gives."""

    def __init__(self) -> None:
        """Start empty."""
        self._rest = b""

    def feed(self, piece: bytes) -> Iterator[Line]:
        """Yield every line that ``piece`` completes. Raises Garbled."""
        *lines, self._rest = (self._rest + piece).split(b"\n")
        if len(self._rest) > _LONGEST:
            raise Garbled("a line without an end")
        for line in lines:
            try:
                said = json.loads(line)
            except ValueError as error:
                raise Garbled("not JSON") from error
            if not isinstance(said, dict) or not isinstance(said.get("op"), str):
                raise Garbled("no op")
            yield said


def text(line: Line, name: str) -> str:
    """Return a field that must be text. Raises Garbled."""
    value = line.get(name)
    if not isinstance(value, str):
        raise Garbled(f"{line.get('op')}.{name} is not text")
    return value


def number(line: Line, name: str) -> float:
    """Return a field that must be a number. Raises Garbled."""
    value = line.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Garbled(f"{line.get('op')}.{name} is not a number")
    return value
