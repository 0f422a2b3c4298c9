"""The pages' scripts: compressed once, and kept by browsers for good under an address that names their content."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tornado.web import RequestHandler

if TYPE_CHECKING:
    from collections.abc import Mapping

STATIC: Final = Path(__file__).parent / "static"

ROUTE: Final = r"/cjm/open/(page|widgets|bokeh)/(\w+)/([\w.-]+)"

_YEAR_SECONDS: Final = 31_536_000
_LEVEL: Final = 9
_HASH_DIGITS: Final = 12
KINDS: Final = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


@dataclass(kw_only=True, slots=True)
class Bundle:
    """Files that change together, under one address with the hash of all of them in it."""

    name: str
    files: Mapping[str, Path]
    _hash: str = ""
    _small: dict[str, bytes] = field(default_factory=dict)

    @property
    def hash(self) -> str:
        """The hash of names and contents; computed when first asked for."""
        if not self._hash:
            digest = hashlib.sha256()
            for name, path in sorted(self.files.items()):
                digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
            self._hash = digest.hexdigest()[:_HASH_DIGITS]
        return self._hash

    @property
    def address(self) -> str:
        """Where its files lie, with a slash at the end."""
        return f"/cjm/open/{self.name}/{self.hash}/"

    def compressed(self, name: str) -> bytes:
        """Return the file as gzip; compressed when first asked for."""
        if name not in self._small:
            self._small[name] = gzip.compress(self.files[name].read_bytes(), _LEVEL, mtime=0)
        return self._small[name]


class AssetHandler(RequestHandler):
    """One file of a bundle, for everybody: these are the kit's published scripts and hold nothing of a workshop."""

    def initialize(self, bundles: Mapping[str, Bundle]) -> None:
        """Take the bundles by name."""
        self._bundles = bundles

    def get(self, bundle: str, digest: str, name: str) -> None:
        """Send it; the same address never means another content."""
        files = self._bundles[bundle]
        if digest != files.hash or name not in files.files:
            self.set_header("Cache-Control", "no-store")
            self.set_status(HTTPStatus.NOT_FOUND)
            return
        self.set_header("Content-Type", KINDS[Path(name).suffix])
        self.set_header("Cache-Control", f"public, max-age={_YEAR_SECONDS}, immutable")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(files.compressed(name))
        else:
            self.finish(files.files[name].read_bytes())

    def compute_etag(self) -> None:
        """Need none: the address is one."""
