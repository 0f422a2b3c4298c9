"""What a light page is told beside its notebook: where its scripts lie, and the words that it says itself."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import cjm_widgets
from cjm_widgets.serve.assets import KINDS, STATIC, Bundle
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDGETS: Final = Path(cjm_widgets.__file__).parent / "widgets" / "static"

VARIABLE: Final = "CJM_WIDGET_FILES"
"""As in cjm_widgets/widgets/served.py, which the server does not import: it would bring all of ipywidgets along."""

_BOKEH_FILES: Final = ("bokeh.min.js", "bokeh-widgets.min.js", "bokeh-tables.min.js")


def bundles() -> dict[str, Bundle]:
    """Return the bundles that pages load: the front end, the widgets', and the charts' from the installed Bokeh."""
    ours = Bundle(name="page", files={path.name: path for path in STATIC.glob("*.js")})
    widgets = Bundle(name="widgets", files={path.name: path for path in WIDGETS.iterdir() if path.suffix in KINDS})
    return {"page": ours, "widgets": widgets, "bokeh": Bundle(name="bokeh", files=_bokeh_files())}


def tell_kernels(bundles: Mapping[str, Bundle]) -> None:
    """Tell the widgets in every kernel that is started from here where their files lie."""
    os.environ[VARIABLE] = bundles["widgets"].address


def page_settings(bundles: Mapping[str, Bundle]) -> dict[str, object]:
    """Return what stands under ``cjm`` in the page's configuration; frontend/src/page/settings.ts reads it."""
    return {
        "page": bundles["page"].address + "page.js",
        "bokeh": bundles["bokeh"].address,
        "widgets": bundles["widgets"].address,
        "words": page_words(),
    }


def page_words() -> dict[str, str]:
    """Return every sentence of the light page by its key, translated."""
    return {
        "lost": _("No connection; trying again"),
        "back": _("Connected again"),
        "ended": _("This page has ended:"),
        "reload": _("reload it"),
        "broken": _("This part of the page could not be shown. Nothing that was saved is lost; reload the page."),
        "missing_widget": _("This part of the page did not arrive. Reload the page."),
        "unknown_widget": _("This page has no way to show this part ({name})."),
        "unknown_output": _("This page has no way to show this result ({type})."),
    }


def _bokeh_files() -> dict[str, Path]:
    """Find Bokeh's scripts without importing it; that takes half a second and 30 MB."""
    spec = find_spec("bokeh")
    if spec is None or not spec.submodule_search_locations:
        return {}
    folder = Path(spec.submodule_search_locations[0]) / "server" / "static" / "js"
    return {name: folder / name for name in _BOKEH_FILES}
