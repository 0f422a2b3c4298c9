"""On which kernel a notebook's page runs: the server says so in one table, whatever the notebook says of itself.

A light kernel is a session in a process that many pages share (see ``light``). It is for pages that a whole room
opens and whose work is small. What reads files, draws charts or counts takes a process of its own: there it keeps
nobody waiting.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Final

from cjm_widgets.serve.light import spec
from cjm_widgets.serve.light.process import Settings
from cjm_widgets.serve.light.provisioner import available

LIGHT: Final = spec.KERNEL
ORDINARY: Final = "python3"
"""The kernel of everybody else; laid by runtime.py in place of the user's own of that name."""

LIGHT_NOTEBOOKS: Final = frozenset({"participant", "projector", "journey-map"})
"""The start page is not among them: a file that is opened there and the sample take seconds of a processor."""

_MOST_HOSTS: Final = 4
_LIGHT_MODULES: Final = ("anywidget", "ipywidgets", "cjm_widgets.apps.participant", "cjm_widgets.apps.projector",
                  "cjm_widgets.apps.reader")  # fmt: skip

ORDINARY_MODULES: Final = (
    "anywidget",
    "ipywidgets",
    "cjm_widgets.apps.facilitator",
    "cjm_widgets.apps.start_page",
    "cjm_widgets.apps.step_page",
    "cjm_widgets.apps.reader",
)
"""What an ordinary kernel imports before a page asks for it. pandas and Bokeh are left to the cells that need them."""


def kernel_of(notebook: str) -> str:
    """Return the name of the kernel for a notebook's page, by the notebook's name without its ending."""
    return LIGHT if notebook in LIGHT_NOTEBOOKS and available() else ORDINARY


@cache
def light_settings() -> Settings:
    """Return how light hosts are run: several share the load over the cores."""
    return Settings(hosts=max(1, min(_MOST_HOSTS, os.cpu_count() or 1)), modules=_LIGHT_MODULES)
