from __future__ import annotations

from typing import TYPE_CHECKING

from ipywidgets import HTML

from cjm_widgets.widgets.explorer import Unfolding
from cjm_widgets.widgets.fold import Fold

if TYPE_CHECKING:
    from tests.widgets.room import MemorySeat


def test_a_button_says_whether_its_part_is_open(ana: MemorySeat) -> None:
    for part in (Fold(ana, "Teams", lambda: [HTML("five")]), Unfolding("Show the curve", lambda: HTML("a curve"))):
        closed = part.button.description
        assert "cjm-unfolds" in part.button._dom_classes
        assert "cjm-is-open" not in part.button._dom_classes
        part.turn()
        assert "cjm-is-open" in part.button._dom_classes
        assert part.button.description != closed
        part.turn()
        assert "cjm-is-open" not in part.button._dom_classes
        assert part.button.description == closed
