"""Publishing: a snapshot that readers see, apart from the room's live state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cjm_widgets import places
from cjm_widgets.model import document
from cjm_widgets.view.publish import DOCUMENT, publish

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.model import Workshop
    from cjm_widgets.view.publish import Published


def publish_workshop(workshop: Workshop) -> Published:
    """Write the page and its snapshot where readers find them; the former ones are replaced in one go."""
    return publish(workshop, places.published_folder(workshop.id), now=datetime.now(UTC).date())


def latest(workshop: str) -> tuple[Workshop, datetime] | None:
    """Give the published snapshot and when it was written; None where nothing was published yet."""
    found = version(workshop)
    return None if found is None else read(found)


@dataclass(frozen=True, slots=True)
class Version:
    """A snapshot as it lies on the disk: publishing again makes another one."""

    path: Path
    written_ns: int
    size: int


def version(workshop: str) -> Version | None:
    """Tell which snapshot readers see; None where nothing was published yet."""
    path = places.published_folder(workshop) / DOCUMENT
    try:
        about = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Version(path, about.st_mtime_ns, about.st_size)


def read(version: Version) -> tuple[Workshop, datetime]:
    """Read a snapshot; gives when it was written, too."""
    return document.load(version.path.read_bytes()), datetime.fromtimestamp(version.written_ns / 1e9, UTC)
