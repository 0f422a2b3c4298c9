"""Modules and style sheets of widgets by address, where a server of ours hands them out.

A widget brings its module over the kernel's connection, anew for each page and each visit: 170 kB for a page with a
board. The kit serves the same code under addresses that browsers keep for good, and says so in a variable; then a
widget sends only where it lies. All widgets come as one module and one sheet there, because a page has several and
they share most of what they need. In JupyterLab and everywhere else nothing changes.
"""

from __future__ import annotations

import json
import os
from functools import cache
from typing import TYPE_CHECKING, Final

import traitlets

if TYPE_CHECKING:
    import anywidget

VARIABLE: Final = "CJM_WIDGET_FILES"
"""Names the address under which the files of ``static`` lie, with a slash at its end."""

_MODULE: Final = """\
const base = new URL(%(address)s, location.href).href;
globalThis.cjmSheet ??= new Promise((done) => {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: base + "all.css" });
  link.onload = link.onerror = done;
  document.head.append(link);
});
export default async () => (await Promise.all([import(base + "all.js"), globalThis.cjmSheet]))[0][%(name)s]();
"""


def ready_made(kind: type[anywidget.AnyWidget]) -> type[anywidget.AnyWidget]:
    """Return the class to make a widget of this kind from: the kind itself where nobody serves its files."""
    address = os.environ.get(VARIABLE)
    return _served(kind, address) if address and not hasattr(kind, READY_MADE) else kind  # type: ignore[arg-type] # mypy takes a class for its instances


READY_MADE: Final = "_cjm_ready_made"
"""The name by which such a class is known."""


@cache
def _served(kind: type[anywidget.AnyWidget], address: str) -> type[anywidget.AnyWidget]:
    """Make a kind whose traits name the place of its module.

    anywidget reads the module's text for each widget, makes a class for each, and ties each to the file for as long as
    the process lives. Where many pages share a process, that is most of what a page costs, and nothing is given back.
    """
    path = kind._esm._path  # noqa: SLF001 - where anywidget keeps the file's name
    module = _MODULE % {"address": json.dumps(address), "name": json.dumps(path.stem)}
    own = {"_esm": module, "_css": "", "_anywidget_id": f"{kind.__module__}.{kind.__name__}"}
    about = {"__module__": kind.__module__, "__qualname__": kind.__qualname__, "__doc__": kind.__doc__}
    traits = {name: traitlets.Unicode(text).tag(sync=True) for name, text in own.items()}
    return type(kind.__name__, (kind,), {**about, **traits, READY_MADE: True})
