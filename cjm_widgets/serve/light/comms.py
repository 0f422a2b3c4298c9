"""Comms that know their session: each session has a manager of its own, and a comm never leaves it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Final

import comm
from comm.base_comm import BaseComm, CommManager

from cjm_widgets.serve.light import turn

if TYPE_CHECKING:
    from cjm_widgets.serve.light.session import LightSession

_OPENED_BY_PAGE: Final = 8
"""Comms that a page may have opened at a time; each reconnection opens one."""
_REMEMBERED: Final = 64
"""Comms that were closed last: what a page said to them crossed with their end, and is nothing strange."""


class LightComm(BaseComm):
    """One comm. Whoever uses it, from whatever thread, it speaks for the session it was made in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Open in the session whose turn it is; made outside of any, it speaks to nobody."""
        self.turn = turn.now()
        super().__init__(*args, **kwargs)

    def publish_msg(
        self,
        msg_type: str,
        data: dict[str, Any] | None = None,
        metadata: dict[str, Any] | None = None,
        buffers: list[bytes] | None = None,
        **keys: Any,
    ) -> None:
        """Send to the page; nowhere once the session has ended."""
        live = self.turn.live if self.turn else None
        if live is not None:
            content = {"data": data or {}, "comm_id": self.comm_id, **keys}
            live.publish(msg_type, content, metadata=metadata, buffers=buffers or (), topic=self.topic)

    def close(
        self,
        data: dict[str, Any] | None = None,
        metadata: dict[str, Any] | None = None,
        buffers: list[bytes] | None = None,
        deleting: bool = False,  # noqa: FBT001, FBT002 - the signature of comm
    ) -> None:
        """Close, and be forgotten by the session's own manager."""
        if self._closed:
            return
        self._closed = True
        self.publish_msg("comm_close", data, metadata, buffers)
        live = self.turn.live if self.turn else None
        if live is not None and not deleting:
            live.comms.forget(self.comm_id)


class Comms(CommManager):
    """The comms of one session. What a page says of comms that are not there is refused and noted."""

    def __init__(self, live: LightSession) -> None:
        """Begin without comms and targets."""
        super().__init__()
        self._live = live
        self._by_page: list[str] = []
        self._ended: deque[str] = deque(maxlen=_REMEMBERED)

    def forget(self, comm_id: str) -> None:
        """Let go of a comm that was closed here."""
        self.comms.pop(comm_id, None)
        self._ended.append(comm_id)

    def get_comm(self, comm_id: str) -> BaseComm | None:
        """Return the comm, or note that it is not this session's."""
        found = self.comms.get(comm_id)
        if found is None and comm_id not in self._ended:
            self._live.complain("a message for a comm that is not its own")
        return found

    def comm_open(self, stream: object, ident: object, msg: dict[str, Any]) -> None:
        """Let a page open a comm of a target that we offer, and no others."""
        content = msg["content"]
        if content.get("target_name") not in self.targets:
            self._live.complain("a comm of a kind that pages may not open")
            self._live.publish("comm_close", {"comm_id": str(content.get("comm_id")), "data": {}})
            return
        if not isinstance(content.get("comm_id"), str) or content["comm_id"] in self.comms:
            self._live.complain("a comm whose id is taken")
            return
        super().comm_open(stream, ident, msg)  # type: ignore[arg-type]
        self._by_page.append(content["comm_id"])
        while len(self._by_page) > _OPENED_BY_PAGE:
            self.comms.pop(self._by_page.pop(0), None)


def _create(*args: Any, **kwargs: Any) -> BaseComm:
    return LightComm(*args, **kwargs)


_nobodys: Final = CommManager()


def _manager() -> CommManager:
    live = turn.live()
    return _nobodys if live is None else live.comms


def install() -> None:
    """Replace the two functions that the package offers for this."""
    comm.create_comm = _create
    comm.get_comm_manager = _manager
