"""Publishing: a snapshot that readers see, apart from the room's live state."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cjm_widgets import places
from cjm_widgets.model import document
from cjm_widgets.view.publish import DOCUMENT, publish

if TYPE_CHECKING:
    from cjm_widgets.model import Workshop
    from cjm_widgets.view.publish import Published


def publish_workshop(workshop: Workshop) -> Published:
    """Write the page and its snapshot where readers find them; the former ones are replaced in one go."""
    return publish(workshop, places.published_folder(workshop.id), now=datetime.now(UTC).date())


def latest(workshop: str) -> tuple[Workshop, datetime] | None:
    """Give the published snapshot and when it was written; None where nothing was published yet."""
    path = places.published_folder(workshop) / DOCUMENT
    if not path.is_file():
        return None
    return document.load(path.read_bytes()), datetime.fromtimestamp(path.stat().st_mtime, UTC)
