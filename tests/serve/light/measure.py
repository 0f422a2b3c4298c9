"""What light kernels cost, against a stock Voila with ordinary kernels, in one run on one machine.

``python -m tests.serve.light.measure`` takes about two minutes; ``… measure leaks [sessions]`` opens, uses and closes
a thousand sessions and tells what stays. Pages are opened without a browser: HTML, websocket, widgets, one click.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.serve.light.served import FORM, WIRING, RawPage, Served, voila
from tests.serve.light.test_ends import USED, memory, rounds
from tests.serve.light.visitors import House

AT_ONCE = 20
FURTHER = 10


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def used(served: Served, who: str) -> RawPage:
    """Open a page and press its button, as somebody would."""
    page = await RawPage(served, who).open()
    await page.widgets()
    assert await page.save() == f"who={who} saved 1: "
    return page


async def pages(served: Served) -> tuple[float, float, float]:
    """Return seconds to the first page and to twenty at once, and MB of each further page."""
    started = time.monotonic()
    kept = [await used(served, "first")]
    first = time.monotonic() - started
    kept.append(await used(served, "second"))
    before = served.memory()
    kept += [await used(served, f"further{who}") for who in range(FURTHER)]
    each = (served.memory() - before) / FURTHER
    started = time.monotonic()
    kept += await asyncio.gather(*(used(served, f"at-once{who}") for who in range(AT_ONCE)))
    crowd = time.monotonic() - started
    for page in kept:
        await page.close()
    return first, crowd, each


async def creation(house: House) -> tuple[float, float]:
    """Return the median milliseconds until a session is open, and until its form is there."""
    opened, ready = [], []
    for _ in range(30):
        manager = house.manager()
        started = time.monotonic()
        await manager.start_kernel(env=dict(os.environ))
        opened.append(time.monotonic() - started)
        client = manager.client()
        client.start_channels()
        await client.wait_for_ready()
        await client.execute_interactive(FORM.replace("os.environ['QUERY_STRING']", "''"), output_hook=lambda _: None)
        ready.append(time.monotonic() - started)
        client.stop_channels()
        await manager.shutdown_kernel()
    return 1000 * statistics.median(opened), 1000 * statistics.median(ready)


def compare(folder: Path) -> None:
    """Measure both, one after the other."""
    house = House(folder / "house", hosts=1)
    opened, ready = asyncio.run(creation(house))
    house.close()
    tell(f"a session is open after {opened:.0f} ms and has its form after {ready:.0f} ms (median of 30)")
    figures = {}
    for name, kernel, wiring in (("light", "cjm-light", WIRING), ("stock", "python3", ())):
        with voila(folder / name, kernel=kernel, wiring=wiring) as served:
            figures[name] = first, crowd, each = asyncio.run(pages(served))
            tell(
                f"{name}: first page {first:.2f} s, {AT_ONCE} at once {crowd:.2f} s,"
                f" {each:.2f} MB PSS for each further page, server and kernels together"
            )
    light, stock = figures["light"], figures["stock"]
    tell(
        f"light: open_ms={opened:.0f} form_ms={ready:.0f} mb={light[2]:.2f} at_once_s={light[1]:.2f}"
        f" at_once_vs_stock={light[1] / stock[1]:.2f} mb_vs_stock={light[2] / stock[2]:.3f}"
    )


def leaks(folder: Path, number: int) -> None:
    """Open, use and close ``number`` sessions, a hundred at a time, after two hundred to warm up."""
    module = folder / "page.js"
    module.write_text("export default { render() {} }", encoding="utf-8")
    source = USED.replace("FILE", repr(str(module)))
    house = House(folder / "house", hosts=1)

    async def work() -> list[float]:
        sizes = []
        for _ in range(2 + number // 100):
            await rounds(house, source, 100)
            async with house.visitor() as visitor:
                await visitor.run("from cjm_widgets.serve.light.memory import give_back; give_back()")
            sizes.append(memory(house))
            tell(f"  {100 * len(sizes)} sessions: {sizes[-1]:.1f} MB")
        return sizes

    sizes = asyncio.run(work())
    house.close()
    tell(f"leaks: kb_per_session={1000 * (sizes[-1] - sizes[1]) / number:.2f}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        if sys.argv[1:2] == ["leaks"]:
            leaks(Path(place), int(sys.argv[2]) if sys.argv[2:] else 1000)
        else:
            compare(Path(place))
