"""What Jupyter asks for a kernel: one more session in a host, where others get a process.

``kernel.json`` names it under ``metadata.kernel_provisioner.provisioner_name``. The spec's ``argv`` is an ordinary
kernel's, and is what runs where light kernels cannot.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import zmq
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_core.paths import jupyter_runtime_dir
from traitlets import Float, Int, List, Unicode

from cjm_widgets.serve.light.connection import LONGEST_ADDRESS
from cjm_widgets.serve.light.place import SOCKETS, raise_file_limit
from cjm_widgets.serve.light.process import Lease, Settings
from cjm_widgets.serve.light.supervisor import Supervisor

if TYPE_CHECKING:
    from jupyter_client.connect import KernelConnectionInfo

logger = logging.getLogger(__name__)

NAME: Final = "cjm-light"
"""As it is registered under ``jupyter_client.kernel_provisioners``, and called in kernel specs."""

_DEFAULTS: Final = Settings()
_POLL_SECONDS: Final = 0.02


def available() -> bool:
    """Tell whether this system has what light kernels stand on: sockets that are files, and descriptors to pass on."""
    return sys.platform != "win32" and zmq.has("ipc")


class LightProvisioner(LocalProvisioner):
    """Provides sessions; where it cannot, ordinary kernels, and says so."""

    hosts = Int(_DEFAULTS.hosts, help="Processes that share the load; 0: one a core.")
    modules = List(Unicode(), list(_DEFAULTS.modules), help="What a host imports before the first page needs it.")
    report_seconds = Float(_DEFAULTS.report_seconds, help="A callback that takes longer is named in the log.")
    interrupt_seconds = Float(_DEFAULTS.interrupt_seconds, help="A callback that takes longer is interrupted.")
    replace_seconds = Float(_DEFAULTS.replace_seconds, help="A host that stands still for longer is replaced.")

    _lease: Lease | None = None
    _light = False

    @property
    def settings(self) -> Settings:
        """Return how hosts are run; provisioners with the same settings share them."""
        return Settings(
            hosts=self.hosts,
            modules=tuple(self.modules),
            report_seconds=self.report_seconds,
            interrupt_seconds=self.interrupt_seconds,
            replace_seconds=self.replace_seconds,
        )

    @property
    def has_process(self) -> bool:
        """Tell whether there is a session that nobody has waited for yet."""
        return self._lease is not None if self._light else super().has_process

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Choose the sockets before the connection file is written."""
        self._light = available()
        if self._light:
            self._choose_transport()
            self._make_room()
        else:
            logger.warning("This system has no ipc sockets, so this page gets an ordinary kernel: a process of its own")
        return await super().pre_launch(**kwargs)

    def _make_room(self) -> None:
        """Let the server open more than ZeroMQ's 1023 sockets, which are about a hundred pages; before the first."""
        if self.parent is not None:
            raise_file_limit()
            self.parent.context.set(zmq.MAX_SOCKETS, SOCKETS)

    def _choose_transport(self) -> None:
        """Prefer sockets that are files: TCP ports are picked before they are bound, and collide in a crowd."""
        manager = self.parent
        if manager is None or manager.transport == "ipc":
            return
        if not manager.connection_file:
            folder = Path(jupyter_runtime_dir())
            folder.mkdir(parents=True, exist_ok=True)
            manager.connection_file = str(folder / f"kernel-{self.kernel_id}.json")
        place = f"{Path(manager.connection_file).with_suffix('')}-ipc"
        if len(os.fsencode(place)) + 2 > LONGEST_ADDRESS:
            logger.warning("The folder of connection files has too long a name for sockets; TCP ports are used instead")
            return
        manager.transport, manager.cache_ports, manager.ip = "ipc", False, place

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Open a session and return its connection, with its five sockets bound. Raises Lost."""
        if not self._light:
            return await super().launch_kernel(cmd, **kwargs)
        environment: dict[str, str] = kwargs.get("env") or dict(os.environ)
        self._supervisor = Supervisor.of(self.settings)
        self.cwd = kwargs.get("cwd", Path.cwd())
        self._lease = await self._supervisor.open(str(self.kernel_id), self._connection_file(), environment)
        return self.connection_info

    def _connection_file(self) -> str:
        return os.path.realpath(self.parent.connection_file) if self.parent else ""

    async def poll(self) -> int | None:
        """Return None while the session lives, then 0, or 1 when its host was lost."""
        if not self._light:
            return await super().poll()
        return 0 if self._lease is None else self._lease.exit_code

    async def wait(self) -> int | None:
        """Wait for the session's end."""
        if not self._light:
            return await super().wait()
        while (code := await self.poll()) is None:  # noqa: ASYNC110 - told by another thread
            await asyncio.sleep(_POLL_SECONDS)
        self._lease = None
        return code

    async def send_signal(self, signum: int) -> None:
        """Interrupt the session's code, or end the session: its host is not sent any signal."""
        if not self._light:
            await super().send_signal(signum)
        elif self._lease is not None and signum == signal.SIGINT:
            self._supervisor.interrupt(self._lease)
        elif self._lease is not None and signum != 0:
            self._supervisor.end(self._lease)

    async def kill(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - Jupyter's signature
        """End the session."""
        if self._light:
            await self.send_signal(signal.SIGTERM)
        else:
            await super().kill(restart=restart)

    async def terminate(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - as above
        """End the session."""
        if self._light:
            await self.send_signal(signal.SIGTERM)
        else:
            await super().terminate(restart=restart)

    async def cleanup(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - as above
        """End the session if nobody has."""
        if self._light:
            await self.kill()
        await super().cleanup(restart=restart)
