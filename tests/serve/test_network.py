"""Where the kit listens."""

from __future__ import annotations

import errno
import socket
from typing import TYPE_CHECKING

from cjm_widgets.serve import network

if TYPE_CHECKING:
    import pytest


def closed(sockets: list[socket.socket]) -> set[socket.AddressFamily]:
    families = {socket.AddressFamily(one.family) for one in sockets}
    for one in sockets:
        one.close()
    return families


def test_the_room_is_answered_at_all_addresses_that_the_wall_may_show() -> None:
    sockets = network.open_sockets(0, network.ANY)
    assert len({one.getsockname()[1] for one in sockets}) == 1
    assert closed(sockets) == ({socket.AF_INET, socket.AF_INET6} if socket.has_ipv6 else {socket.AF_INET})
    assert closed(network.open_sockets(0, network.LOOPBACK)) == {socket.AF_INET}


def test_a_machine_with_ipv6_switched_off_answers_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    real = network.bind_sockets

    def switched_off(port: int, address: str | None = None) -> list[socket.socket]:
        if address is None:
            raise OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address")
        return real(port, address)

    monkeypatch.setattr(network, "bind_sockets", switched_off)
    assert closed(network.open_sockets(0, network.ANY)) == {socket.AF_INET}
