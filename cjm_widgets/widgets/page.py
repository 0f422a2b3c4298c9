"""The Python half of a page's piece: checked messages in, plain messages out, and nothing else that a page can set."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self, cast
from uuid import uuid4

import anywidget
import traitlets

from cjm_widgets.widgets import wire
from cjm_widgets.widgets.served import ready_made
from cjm_widgets.widgets.wording import interface_words
from cjm_widgets.words import language, speaking

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

logger = logging.getLogger(__name__)
STATIC: Final = Path(__file__).parent / "static"
"""The built modules and style sheets; their sources are in ``frontend/``."""


def keep_under(*parts: str) -> str:
    """Name the place on a device where a page keeps what is unsent; it tells nobody who the parts are."""
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=12).hexdigest()


class PageWidget(anywidget.AnyWidget):
    """One piece of a page. Its traits are sent once; everything after goes by messages."""

    spec = traitlets.Dict().tag(sync=True)
    start = traitlets.Dict().tag(sync=True)

    def __new__(cls, *args: object, **kwargs: object) -> Self:
        """Make it of the kind that is ready made, where the kit serves its module."""
        return cast("Self", super().__new__(cast("type[Self]", ready_made(cls)), *args, **kwargs))

    def __init__(self, spec: Mapping[str, object], *, start: Mapping[str, object] | None = None) -> None:
        """Send ``spec`` (what it looks like) and ``start`` (the records it begins with)."""
        self._language = language()
        plain = {"title": "", "help": "", "lang": self._language, "words": interface_words(), "keep": ""}
        model = uuid4().hex
        super().__init__(
            spec={**plain, **spec, "model": model},
            start=dict(start or {"seq": 0, "records": {}}),
            model_id=model,
        )
        self.on_msg(self._hear)
        if self.comm is not None:
            self.comm.on_close(lambda _message: self._leave())

    def add_traits(self, **traits: traitlets.TraitType[Any, Any]) -> None:
        """Add what is not there yet: each addition makes a class."""
        missing = {name: trait for name, trait in traits.items() if not self.has_trait(name)}
        if missing:
            super().add_traits(**missing)

    def close(self) -> None:
        """Leave the page and end whatever keeps this alive."""
        self._leave()
        super().close()

    def _handle_msg(self, msg: dict[str, Any]) -> None:
        """Take a message as it comes from the page's comm; what is none is noted, without what it says."""
        data = msg["content"].get("data")
        method = data.get("method") if isinstance(data, dict) else None
        if method == "update":
            state = data.get("state")
            self.set_state(state if isinstance(state, dict) else {})
        elif method in ("custom", "request_state"):
            super()._handle_msg(msg)
        else:
            self._ignore("no message that widgets know")

    def set_state(self, sync_data: Mapping[str, object]) -> None:
        """Take no state from a page: whoever opened it could set anything."""
        logger.warning("%s ignored a page that sets %d traits", type(self).__name__, len(sync_data))

    def _leave(self) -> None:
        """Let go of what lives outside; no page is there any more. May be called twice."""

    def _receive(self, message: wire.Message, buffers: Sequence[memoryview]) -> None:
        """Act on a well-formed message; each widget says how."""
        raise NotImplementedError

    def _hear(self, _widget: object, content: object, buffers: object) -> None:
        """Take one message from a page, in the language of the workshop. Nothing that comes in raises."""
        with speaking(self._language):
            try:
                parts = [memoryview(part) for part in buffers] if isinstance(buffers, (list, tuple)) else []
                self._receive(wire.parse(content), parts)
            except wire.Malformed as problem:
                self._ignore(str(problem))
                self._refuse_malformed(content)
            except Exception:
                logger.exception("%s could not act on a message", type(self).__name__)

    def _ignore(self, reason: str) -> None:
        logger.warning("%s ignored a message: %s", type(self).__name__, reason)

    def _refuse_malformed(self, content: object) -> None:
        """Answer what can be answered, so that no page waits for ever."""
        kind = content.get("type") if isinstance(content, dict) else None
        if not isinstance(content, dict) or kind not in ("change", "batch", "submit"):
            return
        message, n = interface_words()["not_understood"], content.get("n")
        if kind == "submit" and isinstance(n, int):
            self._tell({"type": "answer", "n": n, "errors": {"": message, "name": message}, "message": ""})
        elif kind != "submit" and isinstance(content.get("id"), str):
            said = content["id"][:80].encode(errors="replace").decode()  # half a character could not be sent
            self._tell({"type": "refused", "id": said, "message": message})

    def _tell(self, message: Mapping[str, object]) -> None:
        """Send ``message`` to every page of this widget. Called from any thread."""
        self.send(dict(message))
