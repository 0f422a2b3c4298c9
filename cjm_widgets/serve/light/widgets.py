"""ipywidgets and anywidget, one session apart from the other.

ipywidgets keeps every widget of a process in one dictionary, looks up references from pages in it
(``IPY_MODEL_…``), and answers ``request_states`` with all of it. In its place stands a mapping that shows the
widgets of the session whose turn it is.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, MutableMapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

import anywidget.widget
import ipywidgets.widgets.widget as core

from cjm_widgets.serve.light import turn
from cjm_widgets.serve.light.comms import LightComm
from cjm_widgets.serve.light.digest import digest
from cjm_widgets.serve.light.failures import described

if TYPE_CHECKING:
    from comm.base_comm import BaseComm

    from cjm_widgets.serve.light.session import LightSession

CONTROL: Final = "jupyter.widget.control"


class OwnWidgets(MutableMapping[str, Any]):
    """Stands for ipywidgets' dictionary of widgets by model id."""

    def __init__(self) -> None:
        """Begin with the widgets that belong to no session: there should be none."""
        self._nobodys: dict[str, Any] = {}

    def _mine(self) -> dict[str, Any]:
        live = turn.live()
        return self._nobodys if live is None else live.widgets

    def __getitem__(self, model_id: str) -> Any:
        """Return a widget of the session whose turn it is. Raises KeyError."""
        return self._mine()[model_id]

    def __setitem__(self, model_id: str, widget: Any) -> None:
        """Keep a widget for the session that its comm belongs to."""
        _owner(widget, self._mine())[model_id] = widget

    def __delitem__(self, model_id: str) -> None:
        """Forget a widget of the session whose turn it is. Raises KeyError."""
        del self._mine()[model_id]

    def __iter__(self) -> Iterator[str]:
        """Go through the ids of the session whose turn it is."""
        return iter(list(self._mine()))

    def __len__(self) -> int:
        """Count the widgets of the session whose turn it is."""
        return len(self._mine())


def _owner(widget: Any, otherwise: dict[str, Any]) -> dict[str, Any]:
    whose = widget.comm.turn if isinstance(widget.comm, LightComm) else None
    return whose.live.widgets if whose is not None and whose.live is not None else otherwise


_close = core.Widget.close


def _close_with_owner(self: Any) -> None:
    """Close a widget, whoever's turn it is: callbacks of shared threads close widgets too."""
    if self.comm is not None:
        _owner(self, {}).pop(self.comm.comm_id, None)
    _close(self)


class FileText(str):
    """A file's text that knows its file, as anywidget's own stand-in does; our widgets name the file to the page."""

    __slots__ = ("_path", "_text")
    _path: Path
    _text: str

    def __new__(cls, path: Path) -> Self:
        """Read the file. Raises OSError, ValueError."""
        text = path.read_text(encoding="utf-8")
        made = super().__new__(cls, text)
        made._path, made._text = path, text
        return made

    def __str__(self) -> str:
        """Give the same text each time: anywidget asks for each widget, and would hold a copy in each."""
        return self._text


def _file_contents(value: object) -> FileText | None:
    """Read a widget's file once. anywidget would let the file hold every widget made of it, to reload them."""
    with contextlib.suppress(OSError, ValueError):
        if isinstance(value, (str, Path)) and "\n" not in str(value) and Path(value).is_file():
            return FileText(Path(value))
    return None


def install() -> None:
    """Put all this in place; before any widget class of ours is imported."""
    core._instances = OwnWidgets()  # noqa: SLF001 - the one place where ipywidgets keeps them
    core.Widget.close = _close_with_owner
    setattr(anywidget.widget, "try_file_contents", _file_contents)  # noqa: B010 - a name that it imports


def offer(live: LightSession) -> None:
    """Offer a page what it may open in its session: the control comm, and nothing that makes widgets here."""
    live.comms.register_target(CONTROL, partial(_open_control, live))


def _open_control(live: LightSession, comm: BaseComm, _message: dict[str, Any]) -> None:
    comm.on_msg(partial(_answer_control, live, comm))


def _answer_control(live: LightSession, comm: BaseComm, message: dict[str, Any]) -> None:
    """Tell a page the states of its own widgets."""
    data = message["content"].get("data")
    if not isinstance(data, dict) or data.get("method") != "request_states":
        live.complain("a control message that is not request_states")
        return
    states = {
        model_id: {
            "model_name": widget._model_name,  # noqa: SLF001 - as ipywidgets answers
            "model_module": widget._model_module,  # noqa: SLF001
            "model_module_version": widget._model_module_version,  # noqa: SLF001
            "state": widget.get_state(),
        }
        for model_id, widget in list(live.widgets.items())
    }
    same = _known(states, data.get("known"))
    for model_id in same:
        del states[model_id]
    plain, paths, buffers = core._remove_buffers(states)  # noqa: SLF001
    said = {"method": "update_states", "states": plain, "same": same, "buffer_paths": paths}
    comm.send(said, buffers=buffers)


def _known(states: dict[str, Any], known: object) -> list[str]:
    """Name those widgets whose state is the one that the page says it has; see ``digest``."""
    if not isinstance(known, dict):
        return []
    return [id for id, about in states.items() if id in known and known[id] == digest(about["state"])]


def release(live: LightSession) -> None:
    """Close a session's widgets and cut what would keep them: called in its context, with its page gone."""
    for widget in list(live.widgets.values()):
        try:
            widget.close()
            widget.unobserve_all()
        except Exception as error:  # noqa: BLE001 - a widget's own close may do anything
            live.log.warning("A widget did not close: %s", described(error))
    live.widgets.clear()
    descriptors = sys.modules.get("anywidget._descriptor")
    comms = getattr(descriptors, "_COMMS", {})
    for key, comm in list(comms.items()):
        if isinstance(comm, LightComm) and comm.turn is not None and comm.turn.live in (live, None):
            comms.pop(key, None)
