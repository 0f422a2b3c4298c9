"""Modules and style sheets of widgets by address, where a server of ours hands them out.

A widget brings its module over the kernel's connection, anew for each page and each visit: 170 kB for a page with a
board. The kit serves the same code under addresses that browsers keep for good, and says so in a variable; then a
widget sends only where it lies. All widgets come as one module and one sheet there, because a page has several and
they share most of what they need. In JupyterLab and everywhere else nothing changes.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Final

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


def served(kind: type[anywidget.AnyWidget]) -> dict[str, str]:
    """Return the traits that a widget of this kind begins with; none where nobody serves its files."""
    address = os.environ.get(VARIABLE)
    if not address:
        return {}
    path = kind._esm._path  # noqa: SLF001 - where anywidget keeps the file's name
    return {"_esm": _MODULE % {"address": json.dumps(address), "name": json.dumps(path.stem)}, "_css": ""}
