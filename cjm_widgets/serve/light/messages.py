"""Jupyter's messages on the wire: frames, signatures, JSON.

The layout is that of the messaging specification 5.4: identities, a delimiter, the HMAC of the next four frames,
header, parent header, metadata, content, then buffers, which are not signed.
"""

from __future__ import annotations

import hmac
import itertools
import json
import math
import os
import uuid
from binascii import b2a_base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from numbers import Integral, Real
from typing import Final

PROTOCOL: Final = "5.4"
DELIMITER: Final = b"<IDS|MSG>"
_SIGNED: Final = 4
_USER: Final = "cjm"

Fields = Mapping[str, object]
Buffer = bytes | bytearray | memoryview


class Rejected(ValueError):
    """A message that is not answered: badly signed or badly made. ``str`` says which, never what was in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message as it came."""

    identities: tuple[bytes, ...]
    kind: str
    header: Fields
    parent: Fields
    metadata: Fields
    content: Fields
    buffers: tuple[memoryview, ...]


class Signer:
    """Signs and checks with the key of one session."""

    def __init__(self, key: bytes, scheme: str) -> None:
        """Take the key and a scheme such as ``hmac-sha256``. Raises ValueError for any other kind, or no key."""
        kind, _, digest = scheme.partition("-")
        if kind != "hmac" or not key:
            raise ValueError(f"A session needs a key and an hmac scheme, not {scheme!r}")
        self._blank = hmac.new(key, digestmod=digest)

    def sign(self, frames: Iterable[bytes]) -> bytes:
        """Return the signature of ``frames`` as hexadecimal text."""
        digest = self._blank.copy()
        for frame in frames:
            digest.update(frame)
        return digest.hexdigest().encode()


class Wire:
    """Packs and unpacks the messages of one session."""

    def __init__(self, signer: Signer) -> None:
        """Begin a session of messages, with an id of its own."""
        self._signer = signer
        self._session = uuid.uuid4().hex
        self._sent = itertools.count(1)  # one step of C: safe from any thread

    def pack(
        self,
        kind: str,
        content: Fields,
        *,
        parent: Fields,
        metadata: Fields | None = None,
        buffers: Sequence[Buffer] = (),
        to: Sequence[bytes] = (),
    ) -> list[Buffer]:
        """Return the frames of one message. Callable from any thread. Raises TypeError for what JSON cannot say."""
        header = {
            "msg_id": f"{self._session}_{os.getpid()}_{next(self._sent)}",
            "msg_type": kind,
            "username": _USER,
            "session": self._session,
            "date": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
            "version": PROTOCOL,
        }
        signed = [to_json(header), to_json(parent), to_json(metadata or {}), to_json(content)]
        return [*to, DELIMITER, self._signer.sign(signed), *signed, *buffers]

    def unpack(self, frames: Sequence[bytes]) -> Message:
        """Return the message in ``frames``. Raises Rejected."""
        try:
            start = frames.index(DELIMITER)
        except ValueError:
            raise Rejected("no delimiter") from None
        signature, *rest = frames[start + 1 :] or [b""]
        if len(rest) < _SIGNED:
            raise Rejected("too short")
        if not hmac.compare_digest(signature, self._signer.sign(rest[:_SIGNED])):
            raise Rejected("bad signature")
        try:
            header, parent, metadata, content = (json.loads(frame) for frame in rest[:_SIGNED])
        except (ValueError, RecursionError):
            raise Rejected("not JSON") from None
        parts = (header, parent, metadata, content)
        if not all(isinstance(part, dict) for part in parts) or not isinstance(header.get("msg_type"), str):
            raise Rejected("not a message")
        return Message(
            identities=tuple(frames[:start]),
            kind=header["msg_type"],
            header=header,
            parent=parent,
            metadata=metadata,
            content=content,
            buffers=tuple(memoryview(frame) for frame in rest[_SIGNED:]),
        )


def to_json(value: object) -> bytes:
    """Return ``value`` as JSON in UTF-8; what is not a number in JSON goes as its name, as in ipykernel."""
    try:
        text = json.dumps(value, default=_plain, ensure_ascii=False, allow_nan=False)
    except ValueError:
        text = json.dumps(_finite(value), default=_plain, ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", errors="surrogateescape")


def _plain(value: object) -> object:
    """Say in JSON's words what JSON has no words for. Raises TypeError."""
    match value:
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case bytes():
            return b2a_base64(value, newline=False).decode("ascii")
        case Integral():
            return int(value)
        case Real():
            return float(value)
        case Mapping():
            return dict(value)
        case Iterable():
            return list(value)
    raise TypeError(f"{type(value).__name__} cannot be said in JSON")


def _finite(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return repr(value)
    if isinstance(value, Mapping):
        return {str(key): _finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [_finite(item) for item in value]
    return value
