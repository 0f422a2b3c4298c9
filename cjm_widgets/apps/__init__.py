"""Pages composed of steps: what a notebook's one import gives.

``start`` opens and makes workshops, ``open_step`` opens one step, ``facilitate`` the whole workshop on one page,
``read_map`` the published map.
"""

from __future__ import annotations

from cjm_widgets.apps.facilitator import facilitate
from cjm_widgets.apps.reader import read_map
from cjm_widgets.apps.start import start
from cjm_widgets.apps.step_page import open_step

__all__ = ["facilitate", "open_step", "read_map", "start"]
