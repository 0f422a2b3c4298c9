"""Folders in which a database in write-ahead mode breaks: network drives, and those that services copy to and fro."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Final

from cjm_widgets.store.errors import StoreError
from cjm_widgets.words import _

logger = logging.getLogger(__name__)

_SYNCHRONISED: Final = frozenset({
    "dropbox", "onedrive", "google drive", "googledrive", "my drive", "icloud", "icloud drive", "icloudrive",
    "mobile documents", "cloudstorage", "nextcloud", "owncloud", "pcloud drive", "box sync", "megasync", "syncthing",
})  # fmt: skip
_SYNCHRONISED_STARTS: Final = ("onedrive - ", "dropbox (", "com~apple~clouddocs")
_NETWORK: Final = frozenset({
    "nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "fuse.sshfs", "afpfs", "webdav", "davfs", "fuse.davfs2", "9p",
    "ceph", "glusterfs", "fuse.glusterfs", "fuse.rclone",
})  # fmt: skip


def refuse_or_warn(folder: Path) -> str | None:
    """Refuse a network drive with StoreError; warn, in the log and as a sentence, of a synchronised folder.

    Write-ahead mode shares memory between the processes of one machine; over a network it loses changes. A
    synchronised folder works until the service restores an older copy of one of the database's three files.
    """
    kind = network_drive(folder)
    if kind:
        raise StoreError(
            str(folder),
            _("This folder lies on a network drive ({kind}), where a database can be torn.").format(kind=kind),
            _("Choose a folder of this machine, or PostgreSQL."),
        )
    part = synchronised_part(folder)
    if part is None:
        return None
    sentence = _(
        "{folder}: {part} is synchronised with other machines, which can tear a database apart."
        " Choose a folder that is not, and keep back-ups there instead."
    ).format(folder=folder, part=part)
    logger.warning("%s", sentence)
    return sentence


def synchronised_part(folder: Path) -> str | None:
    """Give the part of the path that belongs to a service that synchronises files, or None."""
    for part in folder.absolute().parts:
        name = part.lower()
        if name in _SYNCHRONISED or name.startswith(_SYNCHRONISED_STARTS):
            return part
    return None


def network_drive(folder: Path, mounts: Path = Path("/proc/mounts")) -> str | None:
    """Give the kind of the network drive that the folder lies on, where that can be told, or None."""
    path = folder.absolute()
    if sys.platform == "win32":
        return "UNC" if str(path).startswith("\\\\") else None
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    path = path.resolve()
    best, kind = 0, ""
    for line in lines:
        _device, point, type_, *_rest = [*line.split(" "), "", ""]
        mounted = Path(point.replace("\\040", " "))
        if path.is_relative_to(mounted) and len(mounted.parts) >= best:
            best, kind = len(mounted.parts), type_
    return kind if kind in _NETWORK else None
