"""The files of Voila's templates, by addresses that somebody may have made up."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from tornado.web import HTTPError
from voila.static_file_handler import TemplateStaticFileHandler

_LEAST_PARTS: Final = 3
"""A template's name, the word ``static``, and the file's place under it."""


class TemplateFileHandler(TemplateStaticFileHandler):  # type: ignore[misc]
    """Voila's handler, which takes every address for one that its own pages made."""

    def parse_url_path(self, url_path: str) -> str:
        """Return the place of a file. Raises HTTPError (404) for an address that no file can have."""
        parts = url_path.split("/")
        made_up = any(part in {"", ".", ".."} or "\0" in part or "\\" in part for part in parts)
        if made_up or len(parts) < _LEAST_PARTS or parts[1] != "static":
            raise HTTPError(HTTPStatus.NOT_FOUND)
        return str(super().parse_url_path(url_path))
