"""A short workshop whose server is killed three times and half of whose network is cut: nothing is lost."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.serve.light.provisioner import available
from tests.bench.live.workshop import Plan, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not available(), reason="no light kernels on this system")


def test_a_workshop_survives_its_server_and_its_network(tmp_path: Path) -> None:
    told: list[str] = []
    plan = Plan(participants=6, seconds=15, browsers=0, kills=3, cut=3, every_s=1.5)
    came = asyncio.run(run(plan, tmp_path, told.append))
    assert told.count("the server was killed and started again") == 3
    assert came.joined == 6
    assert (came.lost, came.doubled, came.ledger.faults) == ([], [], [])
    assert [line for line in came.errors if " ERROR " in line] == []
    assert len(came.ledger.ack_s) > 20
    assert len(came.ledger.back_s) >= 18
