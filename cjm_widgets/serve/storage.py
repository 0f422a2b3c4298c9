"""The folder for people's data: made on first use, private, and not where a database breaks."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from cjm_widgets import places
from cjm_widgets.serve.failure import Failure
from cjm_widgets.words import _

# Folder names under which the known services keep what they copy to and fro.
_SYNCHRONISED: Final = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "my drive",
    "icloud",
    "icloud drive",
    "mobile documents",
    "cloudstorage",
    "nextcloud",
    "owncloud",
    "pcloud drive",
    "box sync",
    "megasync",
    "syncthing",
)

_NETWORK: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afpfs", "webdav", "davfs", "9p"})


def prepare_data_folder(named: str | None = None) -> Path:
    """Return the data folder, made if need be, and name it in the environment for the pages' processes.

    Raises Failure where a database in write-ahead mode would be torn: in a folder that is copied behind
    its back, or on a network drive.
    """
    if named:
        os.environ[places.DATA_VARIABLE] = str(Path(named).expanduser().absolute())
    folder = places.data_folder()
    trouble = synchronised_by(folder) or network_drive(folder)
    if trouble:
        message = _(
            "Workshops cannot be kept in {folder}: {trouble}, which can tear a database apart;"
            " choose a folder of this machine with --data FOLDER."
        )
        raise Failure(message.format(folder=folder, trouble=trouble))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        message = _("The folder {folder} cannot be made ({why}); choose another with --data FOLDER.")
        raise Failure(message.format(folder=folder, why=error.strerror)) from error
    if not os.access(folder, os.W_OK):
        message = _("The folder {folder} cannot be written to; choose another with --data FOLDER.")
        raise Failure(message.format(folder=folder))
    os.environ[places.DATA_VARIABLE] = str(folder)
    os.environ[places.STORE_VARIABLE] = places.store_address()
    return folder


def synchronised_by(folder: Path) -> str | None:
    """Say which part of the path belongs to a service that synchronises files, or None."""
    for part in folder.resolve().parts:
        name = part.lower()
        if name in _SYNCHRONISED or name.startswith(("onedrive - ", "dropbox (", "com~apple~clouddocs")):
            return _("{part} is synchronised with other machines").format(part=part)
    return None


def network_drive(folder: Path, mounts: Path = Path("/proc/mounts")) -> str | None:
    """Say that the folder lies on a network drive, where that can be told, or None."""
    path = folder.resolve()
    if sys.platform == "win32":
        return _("it lies on a network drive") if str(path).startswith("\\\\") else None
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    best, kind = Path("/"), ""
    for line in lines:
        _device, point, type_, *_rest = line.split(" ")
        mounted = Path(point.replace("\\040", " "))
        if path.is_relative_to(mounted) and len(mounted.parts) >= len(best.parts):
            best, kind = mounted, type_
    return _("it lies on a network drive ({kind})").format(kind=kind) if kind in _NETWORK else None
