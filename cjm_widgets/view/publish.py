"""Publish a map: a page that opens from disk, and the snapshot that it was made from beside it."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.document import dump
from cjm_widgets.view.page import page
from cjm_widgets.view.snapshot import public

if TYPE_CHECKING:
    from datetime import date

    from cjm_widgets.model import Workshop

PAGE: Final = "index.html"
DOCUMENT: Final = "map.cjm.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Where a published map lies."""

    page: Path
    document: Path


def publish(workshop: Workshop, folder: Path, *, now: date) -> Published:
    """Write the page and its snapshot into ``folder``, which is made where it is missing.

    Both are written beside their place and then put there in one move, the snapshot first: a reader never meets half
    of a page. The same workshop and day give the same bytes; publishing the snapshot gives the same page.
    Raises OSError where the folder cannot be written.
    """
    shown = public(workshop)
    folder.mkdir(parents=True, exist_ok=True)
    document, html = folder / DOCUMENT, folder / PAGE
    _put(document, dump(shown))
    _put(html, page(shown, now=now))
    return Published(page=html, document=document)


def _put(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
