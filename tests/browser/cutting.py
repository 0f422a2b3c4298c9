"""A TCP proxy that a test can cut: a browser's own offline switch leaves open websockets alone."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE = 65_536


class Proxy:
    """Passes everything on to a port of this machine until it is told otherwise."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._passing = threading.Event()
        self._passing.set()
        self._refusing = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """End every connection at once and refuse new ones, as a server does that went away."""
        self._refusing = True
        self._end_all()

    def freeze(self) -> None:
        """Let nothing through and tell nobody, as a phone that left the Wi-Fi."""
        self._passing.clear()

    def mend(self) -> None:
        """Let everything through again; what was frozen stays lost."""
        if not self._passing.is_set():
            self._end_all()
        self._passing.set()
        self._refusing = False

    def close(self) -> None:
        self._listener.close()
        self._end_all()
        self._passing.set()

    def _end_all(self) -> None:
        with self._lock:
            for one in self._open:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
            self._open.clear()

    def _listen(self) -> None:
        while True:
            try:
                client, _address = self._listener.accept()
            except OSError:
                return
            if self._refusing:
                client.close()
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self._target))
            except OSError:  # what lies behind is gone for the moment
                client.close()
                continue
            with self._lock:
                self._open |= {client, server}
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=self._pass, args=(source, sink), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(_PIECE):
                self._passing.wait()
                sink.sendall(piece)
        for one in (source, sink):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        with self._lock:
            self._open -= {source, sink}


@contextmanager
def proxied(target: int) -> Iterator[Proxy]:
    """Give a proxy to the port ``target`` and close it at the end."""
    proxy = Proxy(target)
    try:
        yield proxy
    finally:
        proxy.close()
