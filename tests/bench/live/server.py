"""The kit that the workshop runs on: killed and started again where that is wanted, and weighed."""

from __future__ import annotations

import asyncio
import signal
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

import psutil

from tests.bench.pages.servers import _pss_mb
from tests.serve.running import RunningKit, running_kit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import TracebackType


class Server:
    """A kit on one port and one data folder, whatever happens to its process. Use as a context."""

    def __init__(self, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        """Start it on a free port."""
        self._folder, self._environment = folder, environment
        self._stack = ExitStack()
        self.kit = self._start("0")
        self.port = self.kit.port
        self._spent_s = 0.0
        self._seen: dict[int, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        self._stack.close()

    def _start(self, port: str) -> RunningKit:
        made = running_kit(self._folder, "--port", port, environment=self._environment)
        return self._stack.enter_context(made)

    async def kill(self) -> None:
        """End it in the middle of whatever it does, as a power cut would, and start it again."""
        self.cpu_s()
        orphans = self.kit.children()
        self.kit.stop(signal.SIGKILL)
        await asyncio.to_thread(psutil.wait_procs, orphans, timeout=15)
        self._spent_s += sum(self._seen.values())
        self._seen.clear()
        self.kit = await asyncio.to_thread(self._start, str(self.port))

    def cpu_s(self) -> float:
        """Give the seconds of a processor that the whole tree of processes has used so far."""
        for one in self._tree():
            try:
                times = one.cpu_times()
            except psutil.NoSuchProcess:
                continue
            self._seen[one.pid] = times.user + times.system
        return self._spent_s + sum(self._seen.values())

    def memory_mb(self) -> float:
        """Give the memory of the tree, shared pages by their share."""
        return sum(map(_pss_mb, self._tree()))

    def complaints(self) -> list[str]:
        """Give the lines of the log that are warnings or worse."""
        log = self.kit.data / "kit.log"
        lines = log.read_text(encoding="utf-8").splitlines() if log.is_file() else []
        return [line for line in lines if " WARNING " in line or " ERROR " in line or " CRITICAL " in line]

    def _tree(self) -> list[psutil.Process]:
        root = psutil.Process(self.kit.process.pid)
        return [root, *root.children(recursive=True)]
