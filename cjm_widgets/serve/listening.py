"""Taking a port and a loop to serve on: what the systems do differently, and what to say where it does not work."""

from __future__ import annotations

import asyncio
import errno
import sys

from cjm_widgets.serve.failure import Failure
from cjm_widgets.words import _


def port_failure(error: OSError, port: int) -> Failure:
    """Say why ``port`` cannot be had, and the way out."""
    if error.errno == errno.EADDRINUSE:
        message = _(
            "Port {port} is in use, perhaps by a kit that is still running;"
            " stop that one, or start with --port {other}."
        )
    elif error.errno == errno.EACCES:
        message = _("This account may not use port {port}; start with --port {other}.")
        return Failure(message.format(port=port, other=8866))
    else:
        message = _("Port {port} cannot be used ({why}); start with --port {other}.")
    return Failure(message.format(port=port, other=port + 1, why=error.strerror))


def use_event_loop() -> None:
    """Give this thread an event loop of the kind that tornado wants."""
    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    asyncio.set_event_loop(asyncio.new_event_loop())
