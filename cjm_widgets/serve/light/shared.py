"""What a process has once, so that no page may change it for the others: its folder, its signals, its stack."""

from __future__ import annotations

import os
import signal
import sys
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.serve.light import turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

_SHARED: Final[tuple[tuple[ModuleType, str], ...]] = (
    (os, "chdir"),
    (os, "fchdir"),
    (signal, "signal"),
    (sys, "setrecursionlimit"),
)


def guard() -> None:
    """Refuse these to sessions from now on; the host itself may."""
    for module, name in _SHARED:
        really = getattr(module, name, None)  # Windows has not all of them
        if really is not None:
            setattr(module, name, _for_the_host(really, f"{module.__name__}.{name}"))


def _for_the_host(really: Callable[..., Any], name: str) -> Callable[..., Any]:
    @wraps(really)
    def refuse(*args: Any, **kwargs: Any) -> Any:
        if turn.now() is not None:
            raise RuntimeError(f"{name}() would change it for every page of this process; a light page may not")
        return really(*args, **kwargs)

    return refuse
