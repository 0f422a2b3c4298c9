"""What a light kernel answers to the questions that need no code to run."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, Final

from cjm_widgets import __version__
from cjm_widgets.serve.light.messages import PROTOCOL

if TYPE_CHECKING:
    from comm.base_comm import CommManager

    from cjm_widgets.serve.light.messages import Fields, Message

_ABOUT: Final = {
    "status": "ok",
    "protocol_version": PROTOCOL,
    "implementation": "cjm-light",
    "implementation_version": __version__,
    "language_info": {
        "name": "python",
        "version": platform.python_version(),
        "mimetype": "text/x-python",
        "codemirror_mode": {"name": "ipython", "version": 3},
        "pygments_lexer": "ipython3",
        "nbconvert_exporter": "python",
        "file_extension": ".py",
    },
    "banner": "CJM Widgets: a light kernel",
    "help_links": [],
    "supported_features": [],
}


def answer(message: Message, comms: CommManager) -> Fields | None:
    """Return the content of the reply to ``message``; None for a question that is not known."""
    match message.kind:
        case "kernel_info_request":
            return _ABOUT
        case "comm_info_request":
            target = message.content.get("target_name")
            known = {
                identity: {"target_name": comm.target_name}
                for identity, comm in comms.comms.items()
                if target in (None, comm.target_name)
            }
            return {"status": "ok", "comms": known}
        case "is_complete_request":
            return {"status": "unknown"}
        case "complete_request":
            end = message.content.get("cursor_pos", 0)
            return {"status": "ok", "matches": [], "cursor_start": end, "cursor_end": end, "metadata": {}}
        case "inspect_request":
            return {"status": "ok", "found": False, "data": {}, "metadata": {}}
        case "history_request":
            return {"status": "ok", "history": []}
        case _:
            return None
