"""The guide of a step: the notebook's own prose, in one place, shown by Voila and beside the facilitator's work."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import mistune
import nbformat

from cjm_widgets import places
from cjm_widgets.words import language, prose

if TYPE_CHECKING:
    from cjm_widgets.model import Step

GUIDE_TAG = "guide"


def guide_html(step: Step) -> str:
    """Give the prose of a step's notebook as HTML, in the language in use; empty where the notebook has none.

    The notebook is ours, but is treated as any text: HTML in it is shown, not obeyed.
    """
    return _guide_html(step, language())


@cache
def _guide_html(step: Step, _tag: str) -> str:
    path = places.share("notebooks") / f"{step.notebook}.ipynb"
    if not path.is_file():
        return ""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    cells = [cell for cell in notebook.cells if GUIDE_TAG in cell.metadata.get("tags", [])]
    render = mistune.create_markdown(escape=True, plugins=["table"])
    # Which cell a part is from, so that a page can set the minutes of a step otherwise than any table.
    return "".join(f'<section data-guide="{cell.id}">{render(prose(cell.source))}</section>' for cell in cells)
