"""The guide in a notebook: its own prose, in one place, shown by Voila and beside the facilitator's work."""

from __future__ import annotations

from functools import cache

import mistune
import nbformat

from cjm_widgets import places
from cjm_widgets.words import language, prose

GUIDE_TAG = "guide"


def guide_html(notebook: str) -> str:
    """Give the guide in a notebook as HTML, in the language in use; empty where it has none.

    The notebook is ours, but is treated as any text: HTML in it is shown, not obeyed.
    """
    return _guide_html(notebook, language())


@cache
def _guide_html(name: str, _tag: str) -> str:
    path = places.share("notebooks") / f"{name}.ipynb"
    if not path.is_file():
        return ""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    cells = [cell for cell in notebook.cells if GUIDE_TAG in cell.metadata.get("tags", [])]
    render = mistune.create_markdown(escape=True, plugins=["table"])
    # Which cell a part is from, so that a page can set the minutes of a step otherwise than any table.
    return "".join(f'<section data-guide="{cell.id}">{render(prose(cell.source))}</section>' for cell in cells)
