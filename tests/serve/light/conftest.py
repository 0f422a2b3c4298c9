"""One house for the whole run, with the patience that a shared machine needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_widgets.serve.light.provisioner import available
from tests.serve.light.visitors import House

if TYPE_CHECKING:
    from collections.abc import Iterator

collect_ignore_glob = [] if available() else ["test_*.py"]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = House(tmp_path_factory.mktemp("house"), hosts=2)
    yield made
    made.close()
