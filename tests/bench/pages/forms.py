"""The same form three times: for each touchpoint how it feels, how strongly, a word and a quote.

Ours is the participant's page on the sample workshop. The two others ask for the sample's touchpoints with the controls
that their library has for it, and say on the page which word has reached the server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat

from cjm_widgets import places
from cjm_widgets.apps.sample import SAMPLE
from cjm_widgets.model import Stage, Touchpoint, document
from cjm_widgets.model.entities.emotions import INTENSITY, VALENCE

if TYPE_CHECKING:
    from pathlib import Path

_ASKED = """
FEELINGS = {feelings!r}
STRENGTHS = {strengths!r}
ASKED = {asked!r}
"""

_VOILA = """
import ipywidgets as w
said = w.Label("")
said.add_class("said")
shown, first = [said], None
for stage, touchpoints in ASKED:
    shown.append(w.HTML(f"<h3>{stage}</h3>"))
    for touchpoint in touchpoints:
        word = w.Text(description="In a word")
        shown += [
            w.HTML(f"<h4>{touchpoint}</h4>"),
            w.ToggleButtons(options=FEELINGS, value=None, description="How does it feel?"),
            w.Dropdown(options=["", *STRENGTHS], description="How strongly?"),
            word,
            w.Textarea(description="A quote"),
        ]
        first = first or word
first.add_class("first")
def tell(change):
    said.value = f"received {change['new']}"
first.observe(tell, "value")
w.VBox(shown)
"""

_PANEL = """
import panel as pn
pn.extension()
said = pn.pane.HTML("", css_classes=["said"])
shown, first = [said], None
for stage, touchpoints in ASKED:
    shown.append(pn.pane.HTML(f"<h3>{stage}</h3>"))
    for touchpoint in touchpoints:
        word = pn.widgets.TextInput(name="In a word")
        shown += [
            pn.pane.HTML(f"<h4>{touchpoint}</h4>"),
            pn.widgets.RadioButtonGroup(name="How does it feel?", options=FEELINGS, value=None),
            pn.widgets.Select(name="How strongly?", options=["", *STRENGTHS]),
            word,
            pn.widgets.TextAreaInput(name="A quote"),
        ]
        first = first or word
def tell(event):
    said.object = f"received {event.new}"
first.param.watch(tell, "value")
pn.Column(*shown).servable()
"""


def _asked() -> str:
    workshop = document.load((places.share("sample_data") / f"{SAMPLE}.cjm.json").read_bytes())
    asked = [
        (stage.name, [one.name for one in workshop.of(Touchpoint, stage=stage.id)]) for stage in workshop.all(Stage)
    ]
    return _ASKED.format(feelings=list(VALENCE), strengths=list(INTENSITY), asked=asked)


def write_voila(folder: Path) -> None:
    """Write the form as ``form.ipynb``."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [nbformat.v4.new_code_cell(_asked() + _VOILA)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), folder / "form.ipynb")


def write_panel(folder: Path) -> Path:
    """Write the form as a Panel app; gives its file."""
    path = folder / "form.py"
    path.write_text(_asked() + _PANEL, encoding="utf-8")
    return path
