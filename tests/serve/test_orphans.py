"""Kernels that nobody looks at end; kernels that end by themselves leave nothing; counted on real light kernels."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from jupyter_client.kernelspec import KernelSpecManager

from cjm_widgets.serve.hosting import LIGHT
from cjm_widgets.serve.kernels import Full, PageKernels, opener
from cjm_widgets.serve.kit import IDLE_SECONDS, kit_config
from cjm_widgets.serve.light.process import Lost
from cjm_widgets.serve.light.provisioner import LightProvisioner, available
from tests.serve.light.visitors import House, go, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence
    from pathlib import Path

pytestmark = pytest.mark.skipif(not available(), reason="no light kernels on this system")

MINUTE = timedelta(minutes=1)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path, hosts=1)
    yield made
    made.close()


@asynccontextmanager
async def kernels(house: House, *, most: int = 50) -> AsyncIterator[PageKernels]:
    config = kit_config(notebooks=house.runtime, runtime=house.runtime, port=0)
    config.PageKernels.most_light, config.PageKernels.most_ready = most, 0
    specs = KernelSpecManager(kernel_dirs=[str(house.kernels)], ensure_native_kernel=False)
    made = PageKernels(config=config, connection_dir=str(house.runtime), kernel_spec_manager=specs)
    try:
        yield made
    finally:
        await made.shutdown_all()


async def come(there: PageKernels, number: int) -> list[str]:
    return list(
        await asyncio.gather(*(there.start_kernel(kernel_name=LIGHT, env=dict(os.environ)) for _ in range(number)))
    )


def time_passes(there: PageKernels, time: timedelta, ids: Sequence[str] | None = None) -> None:
    for one in ids or list(there._kernels):
        there._kernels[one].last_activity -= time


def test_pages_that_nobody_looks_at_end_and_no_others(house: House) -> None:
    async def work() -> None:
        async with kernels(house) as there:
            bare, closed, left, open_ = [await come(there, 4) for _ in range(4)]
            for one in [*closed, *left, *open_]:
                there.notify_connect(one)
            for one in closed:
                await there.shutdown_kernel(one)  # type: ignore[no-untyped-call]
            assert house.supervisor.sessions == 12
            for one in left:
                there.notify_disconnect(one)
            time_passes(there, 4 * MINUTE)
            await there.cull_kernels()  # type: ignore[no-untyped-call]
            await until(lambda: house.supervisor.sessions == 8)
            assert not any(one in there for one in bare)
            time_passes(there, timedelta(seconds=IDLE_SECONDS))
            await there.cull_kernels()  # type: ignore[no-untyped-call]
            await until(lambda: house.supervisor.sessions == 4)
            assert sorted(there.list_kernel_ids()) == sorted(open_)
        assert house.supervisor.sessions == 0
        assert not list(house.runtime.glob("kernel-*"))

    go(work())


def test_a_kernel_that_ends_by_itself_is_forgotten_whole(house: House) -> None:
    async def work() -> None:
        async with kernels(house) as there:
            opener.set("a browser")
            ids = await come(there, 3)
            there.notify_connect(ids[0])
            assert [there.opener_of(one) for one in ids] == ["a browser"] * 3
            [pid] = house.supervisor.processes
            os.kill(pid, signal.SIGKILL)
            await until(lambda: not there.list_kernel_ids())
            for held in (there._kernel_connections, there._kernel_ports, there._opened, there._openers):
                assert not held
            assert there.opener_of(ids[0]) is None
            await until(lambda: not list(house.runtime.glob("kernel-*.json")))
            # The next ones come as ever.
            assert len(await come(there, 2)) == 2

    go(work())


def test_a_kernel_that_does_not_start_is_in_nobodys_way(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_args: object, **_kwargs: object) -> None:
        raise Lost("No host runs")

    async def work() -> None:
        async with kernels(house, most=1) as there:
            with monkeypatch.context() as patch:
                patch.setattr(LightProvisioner, "launch_kernel", fail)
                with pytest.raises(Lost):
                    await come(there, 1)
            assert there.number(LIGHT) == 0
            assert not there._pending_kernels
            await come(there, 1)
        assert house.supervisor.sessions == 0

    go(work())


def test_whoever_has_left_gives_up_the_place(house: House) -> None:
    async def work() -> None:
        async with kernels(house, most=3) as there:
            first, second, third = await come(there, 3)
            for one in (first, second, third):
                there.notify_connect(one)
            with pytest.raises(Full, match="3 pages"):
                await come(there, 1)
            there.notify_disconnect(second)
            with pytest.raises(Full):  # it may be only a bad line
                await come(there, 1)
            time_passes(there, 2 * MINUTE)
            [fourth] = await come(there, 1)
            assert sorted(there.list_kernel_ids()) == sorted([first, third, fourth]) or second in there._leaving
            await until(lambda: second not in there)
            assert there.number(LIGHT) == 3
            with pytest.raises(Full):
                await come(there, 1)

    go(work())


def test_what_never_came_gives_up_the_place_sooner(house: House) -> None:
    async def work() -> None:
        async with kernels(house, most=2) as there:
            await come(there, 2)
            time_passes(there, timedelta(seconds=10))
            with pytest.raises(Full):
                await come(there, 1)
            time_passes(there, timedelta(seconds=15))
            assert len(await come(there, 2)) == 2
            assert there.number(LIGHT) == 2

    go(work())
