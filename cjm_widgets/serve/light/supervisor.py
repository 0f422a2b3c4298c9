"""Keeps the hosts: starts them, places sessions in the least loaded, replaces the ones that die or stand still."""

from __future__ import annotations

import asyncio
import atexit
import logging
import os
import selectors
import socket
import threading
import time
from typing import TYPE_CHECKING, ClassVar, Final

from cjm_widgets.serve.light.process import HostProcess, Lost, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.serve.light.process import Lease

logger = logging.getLogger(__name__)

_STEP_SECONDS: Final = 0.25
_LATE_SECONDS: Final = 1.0
"""When our own thread was kept waiting for longer than this, the hosts' silence may be ours."""

_OPEN_SECONDS: Final = 30.0
_YOUNG_SECONDS: Final = 10.0
_SLOWEST_RESTART: Final = 30.0
_TRIES: Final = 2


class Supervisor:
    """One a server process and settings."""

    _all: ClassVar[dict[Settings, Supervisor]] = {}
    _making: ClassVar[threading.Lock] = threading.Lock()

    @classmethod
    def of(cls, settings: Settings) -> Supervisor:
        """Return the supervisor with these settings, made on first use."""
        with cls._making:
            if settings not in cls._all or cls._all[settings].closed:
                cls._all[settings] = cls(settings)
            return cls._all[settings]

    def __init__(self, settings: Settings) -> None:
        """Start the hosts, without waiting for them."""
        self.closed = False
        self._settings = settings
        self._lock = threading.RLock()
        self._hosts: list[HostProcess] = []
        self._failures = 0
        self._start_again = 0.0
        self._selector = selectors.DefaultSelector()
        self._waker, self._woken = socket.socketpair()
        self._selector.register(self._woken, selectors.EVENT_READ)
        self._fill()
        self._thread = threading.Thread(target=self._watch, name="light kernels", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    @property
    def sessions(self) -> int:
        """Count the sessions of all hosts."""
        return sum(len(host.leases) for host in self.hosts)

    @property
    def hosts(self) -> list[HostProcess]:
        """Return the hosts of now."""
        with self._lock:
            return list(self._hosts)

    @property
    def processes(self) -> list[int]:
        """Return the hosts' process ids."""
        return [host.process.pid for host in self.hosts]

    async def open(self, identity: str, connection_file: str, environment: Mapping[str, str]) -> Lease:
        """Open one more session where there is most room. Raises Lost."""
        for tries_left in reversed(range(_TRIES)):
            lease = await self._place(identity, connection_file, environment)
            try:
                await asyncio.wait_for(asyncio.wrap_future(lease.opened), _OPEN_SECONDS)
            except TimeoutError:
                self.end(lease)
                raise Lost(f"No host of light kernels opened a session within {_OPEN_SECONDS:.0f} s") from None
            except Lost:
                if not tries_left:
                    raise
            else:
                return lease
        raise AssertionError

    async def _place(self, identity: str, connection_file: str, environment: Mapping[str, str]) -> Lease:
        deadline = time.monotonic() + _OPEN_SECONDS
        while time.monotonic() < deadline:
            with self._lock:
                if self._hosts:
                    host = min(self._hosts, key=_load)
                    return host.open(identity, connection_file, environment)
            await asyncio.sleep(_STEP_SECONDS)
        raise Lost("No host of light kernels runs; the log says why the last one ended")

    def end(self, lease: Lease) -> None:
        """End a session; its lease tells when it has."""
        if lease.exit_code is None:
            lease.host.end(lease.id)

    def interrupt(self, lease: Lease) -> None:
        """Interrupt a session's code."""
        if lease.exit_code is None:
            lease.host.interrupt(lease.id)

    def close(self) -> None:
        """End every host with its sessions."""
        self.closed = True
        atexit.unregister(self.close)
        self._waker.send(b"!")
        if self._thread is not threading.current_thread():
            self._thread.join()

    # In the supervisor's own thread

    def _watch(self) -> None:
        looked = time.monotonic()
        while not self.closed:
            gone = [key.data for key, _ in self._selector.select(_STEP_SECONDS) if key.data and not key.data.hear()]
            now = time.monotonic()
            with self._lock:
                for host in gone:
                    self._replace(host, "ended")
                if now - looked < _LATE_SECONDS:
                    for host in [one for one in self._hosts if self._stands_still(one, now)]:
                        self._replace(host, f"stood still for {max(host.stuck, now - host.heard):.1f} s")
                self._fill()
            looked = time.monotonic()
        with self._lock:
            for host in self._hosts:
                self._selector.unregister(host.socket)
                host.stop()
            self._hosts.clear()
        self._selector.close()
        self._waker.close()
        self._woken.close()

    def _stands_still(self, host: HostProcess, now: float) -> bool:
        patience = self._settings.replace_seconds
        return host.ready and (host.stuck > patience or now - host.heard > patience)

    def _replace(self, host: HostProcess, why: str) -> None:
        self._hosts.remove(host)
        self._selector.unregister(host.socket)
        lost = host.stop()
        code = host.process.returncode
        logger.error("A host of light kernels %s (code %s); %d pages start again", why, code, len(lost))
        if time.monotonic() - host.started < _YOUNG_SECONDS:
            self._failures += 1
            if self._failures > 1:
                self._start_again = time.monotonic() + min(_SLOWEST_RESTART, 0.5 * 2**self._failures)
        else:
            self._failures = 0

    def _fill(self) -> None:
        """Start the hosts that are missing; ones that keep dying young are given time."""
        wanted = self._settings.hosts or os.cpu_count() or 1
        while len(self._hosts) < wanted and time.monotonic() >= self._start_again:
            try:
                host = HostProcess(self._settings)
            except OSError as error:
                logger.error("No host of light kernels could be started: %s", error)  # noqa: TRY400
                self._start_again = time.monotonic() + _SLOWEST_RESTART
                return
            self._hosts.append(host)
            self._selector.register(host.socket, selectors.EVENT_READ, host)


def _load(host: HostProcess) -> tuple[bool, bool, int]:
    """Rank hosts for the next session: one whose loop turns, one that is ready, one with few sessions."""
    return host.stuck > 0, not host.ready, len(host.leases)
