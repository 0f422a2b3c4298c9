"""Workshops as files: read whole or not at all, written so that a crash leaves the old one or the new one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_widgets.model.document import LARGEST_BYTES, dump, load
from cjm_widgets.model.errors import DocumentError
from cjm_widgets.store.failures import explain_file
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_widgets.model import Workshop


def open_document(path: Path | str) -> Workshop:
    """Read a ``*.cjm.json`` file. Raises DocumentError, which names the file and the place in it."""
    file = Path(path)
    try:
        with file.open("rb") as opened:
            text = opened.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        raise DocumentError(str(file), _("There is no such file.")) from None
    except IsADirectoryError:
        raise DocumentError(str(file), _("This is a folder, not a file.")) from None
    except OSError as error:
        raise DocumentError(str(file), _("It cannot be read: {why}.").format(why=error.strerror or error)) from error
    try:
        return load(text)
    except DocumentError as error:
        raise DocumentError(f"{file.name}: {error.place}", error.problem, error.way_out) from None


def save_document(workshop: Workshop, path: Path | str) -> Path:
    """Write a workshop to a ``*.cjm.json`` file; give its path. Raises StoreError."""
    return write_whole(Path(path), [dump(workshop).encode()])


def write_whole(path: Path, parts: Iterable[bytes]) -> Path:
    """Write ``parts`` to a file that has either all of them or was never touched. Raises StoreError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as file:
                for part in parts:
                    file.write(part)
                file.flush()
                os.fsync(file.fileno())
            _keep_mode(path, name)
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise explain_file(error, str(path)) from error
    return path


def sync_folder(folder: Path) -> None:
    """Have a folder's list of names on the disk, where the system can do that."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _keep_mode(path: Path, name: str) -> None:
    """Give the temporary file the rights of the one it replaces, or those of a file to pass on."""
    if os.name != "posix":
        return
    try:
        mode = path.stat().st_mode & 0o777
    except FileNotFoundError:
        mode = 0o644
    Path(name).chmod(mode)
