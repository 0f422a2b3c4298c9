"""Where a session listens: what its connection file says, as five addresses and a key."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PORTS: Final = ("shell", "iopub", "stdin", "control", "hb")

LONGEST_ADDRESS: Final = 100
"""Characters of a Unix socket's path: 103 on macOS, 107 on Linux, and ZeroMQ wants its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """One session's addresses by channel, and how its messages are signed."""

    path: Path
    addresses: dict[str, str]
    files: tuple[Path, ...]
    """The sockets' files, where the transport is ipc."""
    key: bytes
    scheme: str

    @classmethod
    def read(cls, path: Path) -> Connection:
        """Read a connection file. Raises ValueError, OSError."""
        said = json.loads(path.read_text(encoding="utf-8"))
        try:
            transport, ip, key = str(said["transport"]), str(said["ip"]), str(said["key"])
            ports = {name: int(said[f"{name}_port"]) for name in PORTS}
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError("The connection file lacks something") from error
        joint = "-" if transport == "ipc" else ":"
        return cls(
            path=path,
            addresses={name: f"{transport}://{ip}{joint}{port}" for name, port in ports.items()},
            files=tuple(Path(f"{ip}-{port}") for port in ports.values()) if transport == "ipc" else (),
            key=key.encode(),
            scheme=str(said.get("signature_scheme", "hmac-sha256")),
        )
