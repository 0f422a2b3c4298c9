"""Bringing a file: in parts, with progress, a limit and a way to stop."""

from __future__ import annotations

import logging
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import RLock, Thread
from typing import TYPE_CHECKING, BinaryIO, Final

from cjm_widgets.model import ModelError
from cjm_widgets.widgets import wire
from cjm_widgets.widgets.page import STATIC, PageWidget
from cjm_widgets.words import _, figure, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

logger = logging.getLogger(__name__)

CHUNK_BYTES: Final = 512 * 1024
"""Size of one part; below the megabyte that proxies and websockets take without asking."""


@dataclass
class _Upload:
    id: str
    name: str
    size: int
    path: Path
    file: BinaryIO
    received: int = 0
    next: int = 0


class Uploader(PageWidget):
    """A place to drop a file. It arrives in parts, one answer each, and is handed over when it is whole."""

    _esm = STATIC / "uploader.js"
    _css = STATIC / "uploader.css"

    def __init__(
        self,
        on_file: Callable[[Path, str], str | None],
        *,
        accept: Sequence[str] = (".csv",),
        max_bytes: int = 50_000_000,
        title: str = "",
        help: str = "",
    ) -> None:
        """Take files whose names end in one of ``accept``, of at most ``max_bytes``.

        ``on_file`` gets the path of the file and the name it had on the person's device, on a thread of its own. It
        gives a sentence to show, or nothing; a ModelError is shown as a refusal. The file goes away with the next one,
        or when the widget is closed.
        """
        self._on_file = on_file
        self._accept = tuple(ending.lower() for ending in accept)
        self._max_bytes = max_bytes
        self._files = RLock()
        self._folder: Path | None = None
        self._upload: _Upload | None = None
        self._whole: _Upload | None = None
        self._outcome: dict[str, object] | None = None
        """What came of the file that arrived last, for a page that missed it; None while it is being read."""
        super().__init__(
            {
                "title": title,
                "help": help,
                "accept": list(self._accept),
                "max_bytes": max_bytes,
            }
        )

    def _receive(self, message: wire.Message, buffers: Sequence[memoryview]) -> None:
        with self._files:
            match message:
                case wire.Hello():
                    pass
                case wire.Ping():
                    self._tell({"type": "pong", "n": message.n, "seq": 0})
                case wire.UploadStart():
                    self._begin(message)
                case wire.UploadPart():
                    self._take(message, buffers)
                case wire.UploadCancel():
                    if self._upload is not None and self._upload.id == message.upload:
                        self._forget()
                case _:
                    self._ignore("an upload takes no such message")

    def _begin(self, start: wire.UploadStart) -> None:
        for known in (self._upload, self._whole):
            if known is not None and known.id == start.upload:
                # The page is back after a lost connection; it goes on with the part that is due.
                self._acknowledge(known)
                if known is self._whole and self._outcome is not None:
                    self._tell(self._outcome)
                return
        if self._whole is not None and self._outcome is None:
            self._reject(start.upload, _("The file before this one is still being read. Try again in a moment."))
            return
        name = Path(start.name.replace("\\", "/")).name
        if self._accept and not name.lower().endswith(self._accept):
            self._reject(start.upload, _("“{name}” is not one of: {types}.").format(name=name, types=self._types()))
            return
        if not 0 < start.size <= self._max_bytes:
            limit = figure(self._max_bytes, 0)
            self._reject(start.upload, _("The file is empty, or larger than {limit} bytes.").format(limit=limit))
            return
        self._forget()
        self._folder = Path(tempfile.mkdtemp(prefix="cjm-upload-"))
        path = self._folder / "file"  # never a name that a page made up
        self._upload = _Upload(id=start.upload, name=name, size=start.size, path=path, file=path.open("wb"))
        self._tell({"type": "upload-go", "upload": start.upload, "chunk_bytes": CHUNK_BYTES})

    def _take(self, part: wire.UploadPart, buffers: Sequence[memoryview]) -> None:
        upload = self._upload
        if upload is None or upload.id != part.upload:
            self._ignore("a part of no upload")
            return
        if part.n < upload.next:
            self._acknowledge(upload)  # sent twice over a lost connection
            return
        data = bytes(buffers[0]) if buffers else b""
        expected = min(CHUNK_BYTES, upload.size - upload.received)
        if part.n != upload.next or len(data) != expected:
            self._ignore("a part of the wrong size or out of order")
            self._reject(part.upload, _("Something was lost on the way. Choose the file again."))
            self._forget()
            return
        upload.file.write(data)
        upload.received += len(data)
        upload.next += 1
        self._acknowledge(upload)
        if upload.received == upload.size:
            upload.file.close()
            self._upload, self._whole, self._outcome = None, upload, None
            self._tell({"type": "upload-working", "upload": upload.id})
            Thread(target=self._hand_over, args=(upload,), daemon=True).start()

    def _hand_over(self, upload: _Upload) -> None:
        with speaking(self._language):
            kind = "upload-refused"
            try:
                message = self._on_file(upload.path, upload.name) or ""
                kind = "upload-done"
            except ModelError as error:
                message = str(error)
            except Exception:
                logger.exception("the callback of an upload failed")
                message = _("This file could not be read. Is it the right one?")
        with self._files:
            self._outcome = {"type": kind, "upload": upload.id, "message": message}
            self._tell(self._outcome)

    def _acknowledge(self, upload: _Upload) -> None:
        self._tell({"type": "upload-ack", "upload": upload.id, "n": upload.next - 1, "received": upload.received})

    def _reject(self, upload: str, message: str) -> None:
        self._tell({"type": "upload-refused", "upload": upload, "message": message})

    def _types(self) -> str:
        return ", ".join(self._accept)

    def _forget(self) -> None:
        """Remove what has arrived so far, and the file before it."""
        if self._upload is not None:
            self._upload.file.close()
            self._upload = None
        self._whole = self._outcome = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _leave(self) -> None:
        if hasattr(self, "_files"):  # a widget that was never quite made is closed, too
            with self._files:
                self._forget()
