"""One host as the server sees it: a process, the pipe to it, and the sessions placed in it."""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import cjm_widgets
from cjm_widgets.serve.light import pipe
from cjm_widgets.serve.light.failures import sanitized

if TYPE_CHECKING:
    from collections.abc import Mapping

logger = logging.getLogger(__name__)

_PACKAGES: Final = Path(cjm_widgets.__file__).resolve().parents[1]
_PIECE: Final = 65_536


class Lost(RuntimeError):
    """A session could not be opened, or its host is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How hosts are run."""

    hosts: int = 0
    """Processes that share the load; 0: one a core."""
    modules: tuple[str, ...] = ("anywidget", "ipywidgets")
    """What a host imports before the first page needs it."""
    report_seconds: float = 0.5
    """A callback that takes longer is named in the log."""
    interrupt_seconds: float = 3.0
    """A callback that takes longer is interrupted."""
    replace_seconds: float = 5.0
    """A host whose loop has not turned for longer is replaced."""


@dataclass(slots=True, kw_only=True)
class Lease:
    """One session in a host, as the server holds it."""

    id: str
    host: HostProcess
    opened: Future[None] = field(default_factory=Future)
    exit_code: int | None = None
    """None while it lives, 0 after an orderly end, 1 when its host was lost."""

    def settle(self, error: Exception | None = None) -> None:
        """Answer whoever waits for it to open."""
        with contextlib.suppress(InvalidStateError):
            if error is None:
                self.opened.set_result(None)
            else:
                self.opened.set_exception(error)


class HostProcess:
    """Started at once. Its lines are read by the supervisor's thread; anybody may give orders."""

    def __init__(self, settings: Settings) -> None:
        """Start the process. Raises OSError."""
        self.base = dict(os.environ)
        self.leases: dict[str, Lease] = {}
        self.ready = False
        self.stuck = 0.0
        self.heard = self.started = time.monotonic()
        self._lines = pipe.Lines()
        self._sending = threading.Lock()
        self.socket, theirs = socket.socketpair()
        with theirs:
            number = str(theirs.fileno())
            paths = filter(None, (str(_PACKAGES), self.base.get("PYTHONPATH")))
            patience = (str(settings.report_seconds), str(settings.interrupt_seconds))
            self.process = subprocess.Popen(  # noqa: S603 - our own module, with numbers and names from our settings
                # -P: the folder that the server was started in is not a place to import from.
                [sys.executable, "-P", "-m", "cjm_widgets.serve.light.host", number, *patience, *settings.modules],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                # Of its own: a Ctrl-C at the terminal is for the server, which then ends its hosts.
                start_new_session=True,
                # Many threads' arenas are memory that nobody gets back.
                env={**self.base, "MALLOC_ARENA_MAX": "2", "PYTHONPATH": os.pathsep.join(paths)},
            )

    def open(self, identity: str, connection_file: str, environment: Mapping[str, str]) -> Lease:
        """Order one more session; its lease tells when it is open."""
        own = {name: value for name, value in environment.items() if self.base.get(name) != value}
        lease = self.leases[identity] = Lease(id=identity, host=self)
        self._order("open", id=identity, connection_file=connection_file, environment=own)
        return lease

    def end(self, identity: str) -> None:
        """Order a session's end."""
        self._order("end", id=identity)

    def interrupt(self, identity: str) -> None:
        """Order that a session's code be interrupted."""
        self._order("interrupt", id=identity)

    def _order(self, op: str, **fields: object) -> None:
        # A host that is gone is noticed where its lines are read.
        with contextlib.suppress(OSError), self._sending:
            self.socket.sendall(pipe.encode(op, **fields))

    def hear(self) -> bool:
        """Read what it says; return False when it is gone."""
        try:
            piece = self.socket.recv(_PIECE)
            self.heard = time.monotonic()
            for line in self._lines.feed(piece):
                self._take(line)
        except (OSError, pipe.Garbled) as error:
            logger.warning("A host of light kernels cannot be understood: %s", sanitized(str(error)))
            return False
        return bool(piece)

    def _take(self, line: pipe.Line) -> None:
        match line["op"]:
            case "beat":
                self.stuck = pipe.number(line, "stuck")
            case "log":
                level = int(pipe.number(line, "level"))
                logging.getLogger(pipe.text(line, "name")).log(level, "%s", pipe.text(line, "text"))
            case "ready":
                self.ready = True
                logger.info("A host of light kernels is ready after %.1f s", pipe.number(line, "seconds"))
            case "opened":
                if lease := self.leases.get(pipe.text(line, "id")):
                    lease.settle()
            case "failed":
                if lease := self.leases.pop(pipe.text(line, "id"), None):
                    lease.exit_code = 1
                    lease.settle(Lost(pipe.text(line, "why")))
            case "ended":
                if lease := self.leases.pop(pipe.text(line, "id"), None):
                    lease.exit_code = 0
                    lease.settle(Lost("It ended before it was used"))

    def stop(self) -> list[Lease]:
        """Kill it, and return the leases that are lost with it."""
        with contextlib.suppress(OSError):
            self.process.kill()
        self.socket.close()
        self.process.wait()
        lost = list(self.leases.values())
        self.leases.clear()
        for lease in lost:
            lease.exit_code = 1
            lease.settle(Lost("Its process ended"))
        return lost
