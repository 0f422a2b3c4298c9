"""Pages composed of steps: what a notebook's one import gives.

``start`` opens and makes workshops, ``open_step`` opens one step, ``facilitate`` the whole workshop on one page,
``take_part`` what a participant's phone shows, ``show_wall`` what the room sees, ``read_map`` the published map. Each
page imports only what it needs, because a person waits for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cjm_widgets.apps.facilitator import facilitate
    from cjm_widgets.apps.participant import take_part
    from cjm_widgets.apps.projector import show_wall
    from cjm_widgets.apps.reader import read_map
    from cjm_widgets.apps.start_page import start
    from cjm_widgets.apps.step_page import open_step

__all__ = ["facilitate", "open_step", "read_map", "show_wall", "start", "take_part"]

_HOMES = {
    "facilitate": "facilitator",
    "open_step": "step_page",
    "read_map": "reader",
    "show_wall": "projector",
    "start": "start_page",
    "take_part": "participant",
}


def __getattr__(name: str) -> object:
    """Import a page when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
