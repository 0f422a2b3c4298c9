"""The process that hosts sessions: ``python -m cjm_widgets.serve.light.host <descriptor> [module …]``.

It is started by the server, hears from it through one descriptor, and ends when that closes.
"""

from __future__ import annotations

import asyncio
import builtins
import faulthandler
import importlib
import logging
import os
import socket
import sys
import threading
import time
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final, NoReturn

from cjm_widgets.serve.light import comms, display, environ, memory, pipe, shared, streams, threads, widgets
from cjm_widgets.serve.light.connection import Connection
from cjm_widgets.serve.light.failures import described, sanitized
from cjm_widgets.serve.light.loop import HostLoop
from cjm_widgets.serve.light.place import Place
from cjm_widgets.serve.light.session import LightSession
from cjm_widgets.serve.light.watchdog import Patience, Watchdog
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

logger = logging.getLogger(__name__)

_PIECE: Final = 65_536
_LOOK_SECONDS: Final = 2.0
"""How often it is checked that the connection files are still there."""

_SWEEP_SECONDS: Final = 2.0
"""How long after a session's end its memory is given back; several ends share one sweep."""


class Host:
    """Takes the server's orders."""

    def __init__(self, server: socket.socket, patience: Patience) -> None:
        """Speak with the server through ``server``; made in the main thread."""
        self._server = server
        self._outbox: SimpleQueue[bytes] = SimpleQueue()
        self._loop = HostLoop()
        asyncio.set_event_loop(self._loop)
        self._loop.set_exception_handler(self._note_failure)
        self._place = Place(self._loop, self._end_later)
        self._sessions: dict[str, LightSession] = {}
        self._sweeping = False
        self._watchdog = Watchdog(self._loop, patience, self._beat)

    def say(self, op: str, **fields: object) -> None:
        """Tell the server something, from any thread, without waiting, and whole even if the caller is interrupted."""
        self._outbox.put(pipe.encode(op, **fields))

    def _speak(self) -> None:
        """Send what is to be said, in a thread of its own."""
        try:
            while True:
                self._server.sendall(self._outbox.get())
        except OSError:
            self._gone()

    def run(self, started: float) -> NoReturn:
        """Work until the server is gone."""
        threading.Thread(target=self._listen, name="orders", daemon=True).start()
        threading.Thread(target=self._speak, name="reports", daemon=True).start()
        self._watchdog.start()
        self._loop.call_later(_LOOK_SECONDS, self._look)
        self.say("ready", seconds=time.monotonic() - started)
        while True:
            try:
                self._loop.run_forever()
            except BaseException as error:  # noqa: BLE001 - a session's SystemExit stops nobody
                logger.error("A callback tried to stop the host: %s", described(error))  # noqa: TRY400

    # Orders

    def _listen(self) -> None:
        """Hear the server in a thread of its own, so that orders are heard when the loop stands still."""
        lines = pipe.Lines()
        try:
            while piece := self._server.recv(_PIECE):
                for line in lines.feed(piece):
                    if line["op"] == "interrupt":
                        self._watchdog.tell_to_stop(pipe.text(line, "id"))
                    self._place.later(self._obey, line)
        except (OSError, pipe.Garbled):
            pass
        self._gone()

    def _gone(self) -> NoReturn:
        """End at once: without the server nobody can reach a session, and nothing is kept here."""
        os._exit(0)

    def _obey(self, line: pipe.Line) -> None:
        identity = pipe.text(line, "id")
        if line["op"] == "open":
            self._open(identity, line)
        elif line["op"] == "end":
            self._end_later(identity, "told")
        elif line["op"] == "interrupt" and identity in self._sessions:
            self._sessions[identity].interrupt()

    def _open(self, identity: str, line: pipe.Line) -> None:
        variables: Any = line.get("environment")
        own = {**os.environ, **variables} if isinstance(variables, dict) else dict(os.environ)
        try:
            connection = Connection.read(Path(pipe.text(line, "connection_file")))
            self._sessions[identity] = LightSession(identity, connection, own, self._place)
        except Exception as error:  # noqa: BLE001 - whatever it is, the server must hear of it
            logger.error("A session could not be opened: %s", described(error))  # noqa: TRY400
            self.say("failed", id=identity, why=f"{type(error).__name__}: {sanitized(str(error))}")
        else:
            self.say("opened", id=identity)

    def _end_later(self, identity: str, why: str) -> None:
        session = self._sessions.get(identity)
        if session is not None and not session.ending:
            self._place.start(self._end(session, why))

    async def _end(self, session: LightSession, why: str) -> None:
        try:
            await session.end()
        except Exception as error:  # noqa: BLE001 - it is over in any case
            logger.error("A session did not end well: %s", described(error))  # noqa: TRY400
        self._sessions.pop(session.id, None)
        self.say("ended", id=session.id, why=why)
        if not self._sweeping:
            self._sweeping = True
            self._loop.call_later(_SWEEP_SECONDS, self._sweep)

    def _sweep(self) -> None:
        self._sweeping = False
        memory.give_back()

    def _look(self) -> None:
        """End sessions whose connection file was deleted: whoever deleted it reaches them no more."""
        self._loop.call_later(_LOOK_SECONDS, self._look)
        for session in list(self._sessions.values()):
            if not session.reachable():
                self._end_later(session.id, "unreachable")

    def _beat(self, stuck: float, session: str) -> None:
        self.say("beat", stuck=round(stuck, 2), session=session)

    def _note_failure(self, _loop: asyncio.AbstractEventLoop, about: dict[str, Any]) -> None:
        error = about.get("exception")
        what = sanitized(str(about.get("message", "")))
        logger.warning("A callback failed: %s\n%s", what, described(error) if error else "")


class PipeHandler(logging.Handler):
    """Hands log records to the server, which keeps the one log."""

    def __init__(self, host: Host) -> None:
        """Speak through ``host``."""
        super().__init__()
        self._host = host

    def emit(self, record: logging.LogRecord) -> None:
        """Send the record as text; a traceback as where it happened, without what it quotes."""
        text = record.getMessage()
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            text = f"{sanitized(text)}\n{described(error)}"
        self._host.say("log", level=record.levelno, name=record.name, text=text)


def _refuse_input(*_prompt: object) -> NoReturn:
    raise RuntimeError(_("A page cannot be asked with input(); use a form."))


def furnish(modules: Sequence[str]) -> None:
    """Make this process fit for many sessions, and load what their pages will import."""
    streams.route()
    environ.route()
    shared.guard()
    threads.keep_context()
    comms.install()
    display.install()
    widgets.install()
    builtins.input = _refuse_input
    for name in modules:
        try:
            importlib.import_module(name)
        except Exception as error:  # noqa: BLE001 - the pages of other modules work without it
            logger.error("%s could not be loaded beforehand: %s", name, described(error))  # noqa: TRY400
    memory.keep_loaded()


def main(arguments: Sequence[str]) -> NoReturn:
    """Start."""
    started = time.monotonic()
    faulthandler.enable()
    descriptor, report, interrupt, *modules = arguments
    os.set_inheritable(int(descriptor), False)  # noqa: FBT003 - so it is called
    host = Host(socket.socket(fileno=int(descriptor)), Patience(report=float(report), interrupt=float(interrupt)))
    logging.basicConfig(handlers=[PipeHandler(host)], level=logging.INFO)
    furnish(modules)
    host.run(started)


if __name__ == "__main__":
    main(sys.argv[1:])
