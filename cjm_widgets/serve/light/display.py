"""``display`` without IPython's shell: the MIME bundle protocol, sent for whoever's turn it is."""

from __future__ import annotations

import uuid
from binascii import b2a_base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.serve.light import turn
from cjm_widgets.serve.light.failures import described

if TYPE_CHECKING:
    from collections.abc import Collection

Bundle = dict[str, Any]

_METHODS: Final = {
    "_repr_html_": "text/html",
    "_repr_markdown_": "text/markdown",
    "_repr_svg_": "image/svg+xml",
    "_repr_png_": "image/png",
    "_repr_jpeg_": "image/jpeg",
    "_repr_pdf_": "application/pdf",
    "_repr_latex_": "text/latex",
    "_repr_json_": "application/json",
    "_repr_javascript_": "application/javascript",
}


def bundle(
    shown: object, *, include: Collection[str] | None = None, exclude: Collection[str] | None = None
) -> tuple[Bundle, Bundle]:
    """Return ``shown`` as data and metadata by MIME type. A method that fails is logged and left out."""
    data: Bundle = {}
    metadata: Bundle = {}
    whole = _call(shown, "_repr_mimebundle_", include=include, exclude=exclude)
    if isinstance(whole, tuple):
        data, metadata = dict(whole[0]), dict(whole[1])
    elif isinstance(whole, dict):
        data = dict(whole)
    for method, kind in _METHODS.items():
        if kind not in data:
            part = _call(shown, method)
            if isinstance(part, tuple):
                part, metadata[kind] = part
            if part is not None:
                data[kind] = part
    if "text/plain" not in data:
        data["text/plain"] = _plain(shown)
    chosen = {
        kind: b2a_base64(part, newline=False).decode() if isinstance(part, bytes) else part
        for kind, part in data.items()
        if part is not None and (include is None or kind in include) and (exclude is None or kind not in exclude)
    }
    return chosen, {kind: part for kind, part in metadata.items() if kind in chosen}


def _call(shown: object, method: str, **arguments: object) -> Any:
    """Call a method of the protocol if the object's class offers it."""
    if isinstance(shown, type):
        return None
    try:
        found = getattr(shown, method, None)
        # Objects that answer to every name are no friends of this protocol.
        if not callable(found) or callable(getattr(shown, "_a_name_that_nobody_has_", None)):
            return None
        return found(**arguments)
    except NotImplementedError:
        return None
    except Exception as error:  # noqa: BLE001 - a representation may do anything
        live = turn.live()
        if live is not None:
            live.log.warning("%s of %s failed: %s", method, type(shown).__name__, described(error))
        return None


def _plain(shown: object) -> str:
    try:
        return repr(shown)
    except Exception as error:  # noqa: BLE001 - as above
        return f"<{type(shown).__name__} that cannot be shown: {type(error).__name__}>"


@dataclass(frozen=True, slots=True)
class DisplayHandle:
    """An output that can be shown again or replaced."""

    display_id: str

    def __repr__(self) -> str:
        """As IPython's."""
        return f"<DisplayHandle display_id={self.display_id}>"

    def display(self, shown: object, **kwargs: Any) -> None:
        """Show ``shown`` under this id."""
        display(shown, display_id=self.display_id, **kwargs)

    def update(self, shown: object, **kwargs: Any) -> None:
        """Replace what stands under this id."""
        display(shown, display_id=self.display_id, update=True, **kwargs)


def display(
    *shown: object,
    include: Collection[str] | None = None,
    exclude: Collection[str] | None = None,
    metadata: Bundle | None = None,
    transient: Bundle | None = None,
    display_id: str | bool | None = None,
    raw: bool = False,
    clear: bool = False,
    update: bool = False,
    **_others: Any,
) -> DisplayHandle | None:
    """Show each of ``shown`` on the page whose turn it is, as IPython's ``display`` does."""
    name = uuid.uuid4().hex if display_id is True else display_id or None
    if clear:
        clear_output(wait=True)
    for one in shown:
        own = None if raw else getattr(one, "_ipython_display_", None)
        if callable(own) and not isinstance(one, type):
            own()
            continue
        data, about = (
            (dict(one), {}) if raw and isinstance(one, dict) else bundle(one, include=include, exclude=exclude)
        )
        if data:
            extra = {**(transient or {}), **({"display_id": name} if name else {})}
            publish_display_data(data, {**about, **(metadata or {})}, transient=extra, update=update)
    return DisplayHandle(name) if name else None


def update_display(shown: object, *, display_id: str, **kwargs: Any) -> None:
    """Replace what stands under ``display_id``."""
    display(shown, display_id=display_id, update=True, **kwargs)


def publish_display_data(
    data: Bundle,
    metadata: Bundle | None = None,
    *,
    transient: Bundle | None = None,
    update: bool = False,
    **_others: Any,
) -> None:
    """Send a ready bundle to the page whose turn it is."""
    live = turn.live()
    if live is not None:
        kind = "update_display_data" if update else "display_data"
        live.publish(kind, {"data": data, "metadata": metadata or {}, "transient": transient or {}})


def clear_output(wait: bool = False) -> None:  # noqa: FBT001, FBT002 - IPython's signature
    """Clear the output of the cell that runs; with ``wait``, when something new comes."""
    live = turn.live()
    if live is not None:
        live.publish("clear_output", {"wait": wait})


def install() -> None:
    """Put these in place of IPython's, which would print to nobody without its shell."""
    from IPython import display as public  # noqa: PLC0415 - in a host, and nowhere else
    from IPython.core import display_functions as inner  # noqa: PLC0415

    for module in (public, inner):
        for function in (display, update_display, publish_display_data, clear_output, DisplayHandle):
            setattr(module, function.__name__, function)
