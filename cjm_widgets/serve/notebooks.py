"""Reading notebooks for pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jupyter_server.services.contents.largefilemanager import LargeFileManager

if TYPE_CHECKING:
    from nbformat import NotebookNode


class Notebooks(LargeFileManager):
    """Reads notebooks without asking whether somebody trusts their outputs: pages make their own."""

    def mark_trusted_cells(self, nb: NotebookNode, path: str = "") -> None:
        """Look nothing up; our notebooks carry no outputs."""
        del nb, path
