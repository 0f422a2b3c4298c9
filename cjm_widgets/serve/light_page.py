"""What a light page is told beside its notebook: where its scripts lie, and the words that it says itself."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from cjm_widgets.serve.assets import STATIC, Bundle
from cjm_widgets.words import _

_BOKEH_FILES: Final = ("bokeh.min.js", "bokeh-widgets.min.js", "bokeh-tables.min.js")


def bundles() -> dict[str, Bundle]:
    """Return the bundles that pages load: ours, and the charts' from the installed Bokeh."""
    ours = Bundle(name="page", files={path.name: path for path in STATIC.glob("*.js")})
    return {"page": ours, "bokeh": Bundle(name="bokeh", files=_bokeh_files())}


def page_settings(bundles: dict[str, Bundle]) -> dict[str, object]:
    """Return what stands under ``cjm`` in the page's configuration; frontend/src/page/settings.ts reads it."""
    return {
        "page": bundles["page"].address + "page.js",
        "bokeh": bundles["bokeh"].address,
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
