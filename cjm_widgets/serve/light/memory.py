"""Memory of a host: what is loaded stays, what sessions held goes back to the system."""

from __future__ import annotations

import ctypes
import gc
import sys


def keep_loaded() -> None:
    """Take what is loaded by now out of every later search for circles."""
    gc.collect()
    gc.freeze()


def give_back() -> None:
    """Free the circles that ended sessions left (a widget's class is one), and let the C library return its pages."""
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
