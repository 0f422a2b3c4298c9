"""Visitors of light pages, at the level of messages: Jupyter's own manager and client, our kernel."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import shutil
import tempfile
import uuid
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING, Any, TypeVar

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory

from cjm_widgets.serve.light.client import PageClient
from cjm_widgets.serve.light.process import Settings
from cjm_widgets.serve.light.provisioner import NAME
from cjm_widgets.serve.light.spec import KERNEL, lay_kernel
from cjm_widgets.serve.light.supervisor import Supervisor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Mapping

T = TypeVar("T")

ENTRY = "cjm_widgets.serve.light.provisioner:LightProvisioner"
PATIENCE = 60.0
"""Seconds until something that does not come counts as a failure; a machine may be busy with other things."""
STEP = 0.01

_houses = itertools.count(1)


def register() -> None:
    """Do what the entry point in pyproject does for an installed kit."""
    group = KernelProvisionerFactory.GROUP_NAME
    KernelProvisionerFactory.instance().provisioners[NAME] = EntryPoint(name=NAME, value=ENTRY, group=group)


async def until(holds: Callable[[], object], *, seconds: float = PATIENCE) -> None:
    """Wait on a condition."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(STEP)


@dataclass
class Answer:
    """What came of one cell."""

    reply: dict[str, Any]
    messages: list[dict[str, Any]]

    @property
    def text(self) -> str:
        """What was printed, and the plain text of what was shown."""
        parts = [
            one["content"].get("text") or one["content"].get("data", {}).get("text/plain", "")
            for one in self.messages
            if one["msg_type"] in ("stream", "display_data", "execute_result")
        ]
        return "".join(parts)

    def kinds(self) -> list[str]:
        return [one["msg_type"] for one in self.messages]


@dataclass
class Visitor:
    """One page: a kernel of its own, and a client that sees everything the kernel says."""

    manager: AsyncKernelManager
    client: PageClient
    seen: list[dict[str, Any]] = field(default_factory=list)

    @property
    def id(self) -> str:
        return str(self.manager.kernel_id)

    async def run(self, source: str, **kwargs: Any) -> Answer:
        """Run a cell and wait for its idle status."""
        asked = self.client.execute(source, allow_stdin=False, **kwargs)
        return await self.answer(asked)

    async def answer(self, asked: str) -> Answer:
        reply = await self.reply(asked)
        await self.heard(lambda one: _idle(one, asked))
        return Answer(reply["content"], [one for one in self.seen if one["parent_header"].get("msg_id") == asked])

    async def reply(self, asked: str) -> dict[str, Any]:
        while True:
            message: dict[str, Any] = await self.client.get_shell_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == asked:
                return message

    async def heard(self, wanted: Callable[[dict[str, Any]], object], *, seconds: float = PATIENCE) -> dict[str, Any]:
        """Wait for a message on iopub, also one that came before."""
        known = next((one for one in self.seen if wanted(one)), None)
        if known is not None:
            return known
        async with asyncio.timeout(seconds):
            while True:
                message: dict[str, Any] = await self.client.get_iopub_msg(timeout=None)
                self.seen.append(message)
                if wanted(message):
                    return message

    async def hush(self, seconds: float = 0.05) -> None:
        """Read what has come."""
        try:
            while True:
                self.seen.append(await self.client.get_iopub_msg(timeout=seconds))
        except Empty:
            pass

    def send(self, kind: str, content: Mapping[str, Any], **kwargs: Any) -> str:
        """Send any message to the shell channel, as a page could."""
        message = self.client.session.msg(kind, dict(content))
        self.client.session.send(self.client.shell_channel.socket, message, **kwargs)
        return str(message["header"]["msg_id"])

    async def comm(self, comm_id: str, data: Mapping[str, Any], **kwargs: Any) -> list[dict[str, Any]]:
        """Send a comm message and return everything that was said about it."""
        asked = self.send("comm_msg", {"comm_id": comm_id, "data": dict(data)}, **kwargs)
        await self.heard(lambda one: _idle(one, asked))
        return [one for one in self.seen if one["parent_header"].get("msg_id") == asked]

    async def states(self) -> dict[str, Any]:
        """Ask for the states of this page's widgets, as every page does."""
        control = uuid.uuid4().hex
        content = {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}
        message = self.client.session.msg("comm_open", content, metadata={"version": "1.0.0"})
        self.client.session.send(self.client.shell_channel.socket, message)
        said = await self.comm(control, {"method": "request_states"})
        answers = [one for one in said if one["msg_type"] == "comm_msg" and one["content"]["comm_id"] == control]
        states: dict[str, Any] = answers[0]["content"]["data"]["states"]
        return states

    async def over(self) -> None:
        """Wait until the manager sees that the kernel is gone, as its restarter does."""
        while await self.manager.is_alive():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(STEP)

    async def leave(self) -> None:
        self.client.stop_channels()
        if self.manager.has_kernel:
            await self.manager.shutdown_kernel()


def _idle(message: Mapping[str, Any], asked: str) -> bool:
    return (
        message["msg_type"] == "status"
        and message["content"]["execution_state"] == "idle"
        and message["parent_header"].get("msg_id") == asked
    )


class House:
    """Where visitors come to: a folder with a kernel spec, and the hosts that its settings stand for."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        register()
        self.kernels = folder / "kernels"
        self.runtime = Path(tempfile.mkdtemp(prefix="cjm-", dir="/tmp"))
        # Equal settings share their hosts, and with them the store that the first of them was started beside.
        apart = {"report_seconds": Settings().report_seconds + next(_houses) / 1e6} | settings
        self.settings = Settings(**apart)
        lay_kernel(self.kernels, self.settings)

    @property
    def supervisor(self) -> Supervisor:
        return Supervisor.of(self.settings)

    def close(self) -> None:
        """End the hosts and leave nothing behind."""
        self.supervisor.close()
        shutil.rmtree(self.runtime, ignore_errors=True)

    def manager(self) -> AsyncKernelManager:
        specs = KernelSpecManager(kernel_dirs=[str(self.kernels)], ensure_native_kernel=False)
        name = str(self.runtime / f"kernel-{uuid.uuid4()}.json")
        made = AsyncKernelManager(kernel_name=KERNEL, kernel_spec_manager=specs, connection_file=name)
        made.client_class = "cjm_widgets.serve.light.client.PageClient"
        return made

    async def enter(self, **environment: str) -> Visitor:
        manager = self.manager()
        await manager.start_kernel(env={**os.environ, **environment})
        client = manager.client()
        assert isinstance(client, PageClient)
        client.start_channels()
        await client.wait_for_ready(timeout=PATIENCE)
        return Visitor(manager, client)

    @asynccontextmanager
    async def visitor(self, **environment: str) -> AsyncIterator[Visitor]:
        entered = await self.enter(**environment)
        try:
            yield entered
        finally:
            await entered.leave()

    @asynccontextmanager
    async def visitors(self, number: int) -> AsyncIterator[list[Visitor]]:
        """Let ``number`` visitors in at once."""
        came = await asyncio.gather(*(self.enter(QUERY_STRING=f"who={who}") for who in range(number)))
        try:
            yield list(came)
        finally:
            await asyncio.gather(*(one.leave() for one in came))


def go(work: Coroutine[Any, Any, T]) -> T:
    """Run a test's coroutine."""
    return asyncio.run(work)


def connection(visitor: Visitor) -> dict[str, Any]:
    """Return what stands in a visitor's connection file."""
    found: dict[str, Any] = json.loads(Path(visitor.manager.connection_file).read_text(encoding="utf-8"))
    return found
