"""What people have typed and not added: a browser keeps it, and the store does too, for their next device.

It lies there locked with the person's own key; see ``store.room``.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from cjm_widgets.model import ModelError
from cjm_widgets.store.room import RoomDesk

if TYPE_CHECKING:
    from cjm_widgets.widgets import wire
    from cjm_widgets.widgets.seat import Seat

logger = logging.getLogger(__name__)


def desk_of(seat: Seat) -> RoomDesk | None:
    """Give where a seat's half-written texts are kept; None for a seat that has no room."""
    desk = getattr(seat, "room", None)
    return desk if isinstance(desk, RoomDesk) else None


def jotted(desk: RoomDesk, keep: str) -> dict[str, str]:
    """Give what stood in the boxes of the widget that is known as ``keep``, by box; nothing where nobody can say."""
    try:
        drafts = desk.drafts()
    except ModelError as error:
        logger.warning("Half-written texts could not be read: %s", error)
        return {}
    return {form.removeprefix(f"{keep}/"): text for form, text in drafts.items() if form.startswith(f"{keep}/")}


def keep_jotted(desk: RoomDesk | None, keep: str, message: wire.Jot) -> None:
    """Keep what stands in a box now. That it cannot be kept is no trouble: the browser has it too."""
    if desk is None:
        return
    try:
        desk.keep_draft(f"{keep}/{message.place}", message.text)
    except ModelError as error:
        logger.warning("A half-written text was not kept: %s", error)
