"""Leading a workshop of a running kit from outside, as the facilitator's page would."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from cjm_widgets.model import Phase, Role, Step, Viewer
from cjm_widgets.store import Seat, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.serve.running import RunningKit


@contextmanager
def leading(kit: RunningKit, workshop: str) -> Iterator[Seat]:
    """Sit down as the facilitator, beside the kit, on its own database."""
    store = open_store(kit.store)
    try:
        yield store.seat(workshop, Viewer(role=Role.FACILITATOR))
    finally:
        store.close()


def call(kit: RunningKit, workshop: str, step: Step, phase: Phase = Phase.COLLECT) -> None:
    """Call everybody to a step."""
    with leading(kit, workshop) as seat:
        seat.set_clock(lambda clock: clock.at(step, phase)).result()
