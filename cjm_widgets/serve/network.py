"""The addresses of this machine in the room's network."""

from __future__ import annotations

import errno
import ipaddress
import socket
import time
from contextlib import suppress
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final

from tornado.netutil import bind_sockets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tornado.httputil import HTTPServerRequest

# Reserved for examples (RFC 5737, RFC 3849): nothing is sent there, the system only says which way it would send.
_ELSEWHERE: Final = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
_FRESH_S: Final = 10.0
ANY: Final = "0.0.0.0"  # noqa: S104 - only where the facilitator asks for the whole room
LOOPBACK: Final = "127.0.0.1"


def addresses() -> tuple[str, ...]:
    """Return the addresses under which others may reach this machine, the likeliest first; none without a network."""
    found: dict[str, None] = {}
    for family, elsewhere in _ELSEWHERE:
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((elsewhere, 9))
            found[probe.getsockname()[0]] = None
    with suppress(OSError):
        for *_kind, address in socket.getaddrinfo(socket.gethostname(), None, proto=socket.IPPROTO_TCP):
            found[str(address[0])] = None
    return tuple(one for one in found if _is_reachable(one))


class Whereabouts:
    """Where the room's devices reach the kit now: a laptop changes its network without a word."""

    def __init__(self, names: Sequence[str], *, lan: bool) -> None:
        """Take the names that the kit was started with, and whether it answers the room's network."""
        self._names, self._lan = tuple(names), lan
        self._found: tuple[str, ...] = ()
        self._looked = float("-inf")
        self._looking = Lock()
        if lan:
            self._look()

    def said(self, port: int) -> str:
        """Give hosts with the port, between spaces; nothing where only this machine is answered.

        It gives what was found last and looks again meanwhile: a name server that is away takes seconds.
        """
        if self._lan and time.monotonic() - self._looked > _FRESH_S and self._looking.acquire(blocking=False):
            Thread(target=self._look_again, name="cjm-network", daemon=True).start()
        return " ".join(f"{in_an_address(host)}:{port}" for host in (*self._names, *self._found))

    def _look_again(self) -> None:
        try:
            self._look()
        finally:
            self._looking.release()

    def _look(self) -> None:
        self._found, self._looked = addresses(), time.monotonic()


def _is_reachable(address: str) -> bool:
    parsed = ipaddress.ip_address(address.partition("%")[0])
    return not (parsed.is_loopback or parsed.is_link_local or parsed.is_unspecified)


def open_sockets(port: int, ip: str) -> list[socket.socket]:
    """Listen at ``ip``; for the whole room at its IPv6 addresses too, where this machine has them. Raises OSError."""
    if ip != ANY:
        return bind_sockets(port, ip)
    try:
        return bind_sockets(port)
    except OSError as error:
        # IPv6 that is there and switched off.
        if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
            raise
        return bind_sockets(port, ip)


def in_an_address(host: str) -> str:
    """Write a host as it stands in a web address: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def is_own_address(request: HTTPServerRequest) -> bool:
    """Tell whether the host in a request is the very address that it came in at.

    A name could be anybody's who answers for it with our address; a number can only be ours. So a new address, after
    the laptop has changed its network, needs no restart.
    """
    return came_in_at(request, request.host_name.strip("[]"))


def came_in_at(request: HTTPServerRequest, address: str) -> bool:
    """Tell whether ``address`` is the one of this machine that a request came in at."""
    stream = getattr(request.connection, "stream", None)
    if stream is None or stream.socket is None:
        return False
    try:
        came_in = ipaddress.ip_address(str(stream.socket.getsockname()[0]).partition("%")[0])
        return ipaddress.ip_address(address.partition("%")[0]) == came_in
    except (ValueError, OSError):
        return False
