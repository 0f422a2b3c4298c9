"""Reading notebooks for pages."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_server.services.contents.largefilemanager import LargeFileManager
from nbformat import from_dict

from cjm_widgets.serve.hosting import kernel_of
from cjm_widgets.words import SOURCE, language, prose

if TYPE_CHECKING:
    from nbformat import NotebookNode

Model = dict[str, Any]


class Notebooks(LargeFileManager):
    """Reads notebooks without asking whether somebody trusts their outputs: pages make their own.

    A notebook is read and checked once for all its pages, and again when its file has changed. Which kernel runs it
    is the server's to say, so what stands about that in the file is replaced. Its prose comes in the language in use.
    """

    def __init__(self, **kwargs: Any) -> None:
        """Begin with nothing read."""
        super().__init__(**kwargs)
        self._read: dict[str, tuple[tuple[int, int], Model]] = {}

    def mark_trusted_cells(self, nb: NotebookNode, path: str = "") -> None:
        """Look nothing up; our notebooks carry no outputs."""
        del nb, path

    def get(self, path: str, *asked: Any, **how: Any) -> Model:
        """Return a file; a notebook comes with the kernel that it runs on here. Raises HTTPError."""
        if asked or how or not path.endswith(".ipynb"):
            return self._really(path, *asked, **how)
        about = Path(str(self._get_os_path(path))).stat()  # type: ignore[no-untyped-call]
        version = about.st_mtime_ns, about.st_size
        known, model = self._read.get(path, (None, {}))
        if known != version:
            model = self._really(path)
            kernel = {"name": kernel_of(Path(path).stem), "display_name": "CJM Widgets", "language": "python"}
            model["content"].metadata.kernelspec = from_dict(kernel)  # type: ignore[no-untyped-call]
            self._read[path] = version, model
        # Running it writes outputs into it.
        return _translated(deepcopy(model))

    def _really(self, path: str, *asked: Any, **how: Any) -> Model:
        return dict(super().get(path, *asked, **how))  # type: ignore[no-untyped-call]


def _translated(model: Model) -> Model:
    """Put a notebook's prose and its page's title into the language in use."""
    if language() == SOURCE:
        return model
    notebook = model["content"]
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = prose(cell.source)
    about = notebook.metadata.get("cjm", {})
    if about.get("title"):
        about["title"] = prose(about["title"])
    return model
