"""When a page's process is ended; time is set, not waited for."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.serve.kernels import PageKernels
from cjm_widgets.serve.kit import IDLE_SECONDS, kit_config

if TYPE_CHECKING:
    from pathlib import Path


class _Watched(PageKernels):
    """Notes what would be ended."""

    ended: list[str]

    async def shutdown_kernel(self, kernel_id: str, *_args: object, **_kwargs: object) -> None:
        self.ended.append(kernel_id)


@pytest.fixture
def kernels() -> _Watched:
    manager = _Watched(cull_idle_timeout=IDLE_SECONDS)
    manager.ended = []
    manager._kernels["page"] = SimpleNamespace(
        last_activity=datetime.now(UTC),
        execution_state="idle",
        kernel_name="python3",
        kernel_spec=SimpleNamespace(metadata={}),
    )
    manager._kernel_connections["page"] = 0
    return manager


def _pass(kernels: _Watched, seconds: float) -> list[str]:
    kernels._kernels["page"].last_activity -= timedelta(seconds=seconds)
    asyncio.run(kernels.cull_kernel_if_idle("page"))
    return kernels.ended


def test_a_page_that_never_connected_ends_soon(kernels: _Watched) -> None:
    assert _pass(kernels, 170) == []
    assert _pass(kernels, 20) == ["page"]


def test_an_open_page_never_ends(kernels: _Watched) -> None:
    kernels.notify_connect("page")
    assert _pass(kernels, 100_000) == []


def test_a_page_that_left_has_its_time_from_leaving_on(kernels: _Watched) -> None:
    kernels.notify_connect("page")
    kernels._kernels["page"].last_activity -= timedelta(hours=3)
    kernels.notify_disconnect("page")
    assert _pass(kernels, IDLE_SECONDS - 60) == []
    assert _pass(kernels, 120) == ["page"]


def test_a_page_that_came_back_stays(kernels: _Watched) -> None:
    kernels.notify_connect("page")
    kernels.notify_disconnect("page")
    kernels.notify_connect("page")
    assert _pass(kernels, 100_000) == []


def test_a_process_that_is_gone_is_no_trouble(kernels: _Watched) -> None:
    asyncio.run(kernels.cull_kernel_if_idle("another"))
    assert kernels.ended == []


def test_the_configuration_reaches_the_kernels(tmp_path: Path) -> None:
    manager = PageKernels(config=kit_config(notebooks=tmp_path, runtime=tmp_path, port=0))
    assert manager.cull_idle_timeout == IDLE_SECONDS
    assert not manager.cull_connected
    for message in ("comm_msg", "comm_open", "comm_close", "execute_request", "execute_reply", "status"):
        assert not manager.track_message_type(message), message
    assert manager.kernel_manager_factory(config=manager.config).transport == "ipc"
