"""HTML and SVG as values, escaped in this one place and by type.

``element("p", text, class_="quote")`` gives a ``Markup``. A plain ``str`` is always text: it is escaped, whatever it
holds. Only a ``Markup`` passes as it is, and only this module makes one, so that nothing a person has typed can become
markup. No script, no event handler and no address other than http, https, mailto or a place on the page can be said.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOCAL: Final = re.compile(r"/(?!/)[A-Za-z0-9/._~%?=&-]*\Z").match


@dataclass(frozen=True, slots=True)
class Local:
    """An address on the server that the page comes from, made by the kit and never by what people type."""

    path: str

    def __post_init__(self) -> None:
        """Raise ValueError for what is no path on this server."""
        if not _LOCAL(self.path):
            raise ValueError(f"No address on this server: {self.path[:80]!r}")


Value: TypeAlias = str | float | bool | Local | None
"""An attribute's value. None and False leave the attribute out, True gives it without a value."""

_TAG_NAMES: Final = (
    "a abbr article aside b bdi blockquote body br caption col colgroup dd details div dl dt em figcaption figure"
    " footer h1 h2 h3 h4 h5 h6 head header html i li main meta nav ol p q section small span strong sub summary sup"
    " table tbody td tfoot th thead time title tr ul"
    " svg g path circle rect line polygon polyline text tspan desc defs clipPath linearGradient stop use symbol"
)
_TAGS: Final = frozenset(_TAG_NAMES.split(" "))
_VOID: Final = frozenset({"br", "col", "meta"})
_ATTRIBUTE: Final = re.compile(r"(?!on)[A-Za-z][A-Za-z0-9:-]*\Z").match
_PICTURE: Final = re.compile(r"data:image/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}\Z").match
_LINK: Final = re.compile(r"(https?://|mailto:|#)[^\s\x00-\x20]*\Z", re.IGNORECASE).match
# Lengths, numbers, plain names and our own variables: nothing that ends the attribute, and no function that fetches.
_STYLE: Final = re.compile(r"(?:[a-z-]+: ?[-a-zA-Z0-9.%# ()+*/,]+;? ?)+\Z").match
_FUNCTION: Final = re.compile(r"([a-zA-Z-]+)\(").findall
_FUNCTIONS: Final = frozenset({"calc", "var"})
_FORBIDDEN_ATTRIBUTES: Final = frozenset({"srcdoc", "src", "srcset", "formaction", "action", "xlink:href", "ping"})

# Embeddings, overrides and isolates could turn round what stands beside a text; every text is shown isolated and with a
# direction of its own, so none is needed. C0, C1, lone surrogates and non-characters cannot stand in HTML or XML.
_UNSHOWABLE: Final = re.compile(
    "[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML or SVG that is safe to show as it is. Made by this module only."""

    html: str

    def __str__(self) -> str:
        """Give the text to write into a file."""
        return self.html


Child: TypeAlias = "str | int | Markup | Iterable[Child] | None"

NOTHING: Final = Markup("")


def plain(text: str) -> str:
    """Give ``text`` without what cannot be shown: controls, and marks that would turn neighbouring text round."""
    return _UNSHOWABLE.sub("", text)


def escape(text: str) -> str:
    """Give ``text`` so that it reads as itself in an element and in a quoted attribute."""
    return html.escape(plain(text), quote=True)


def join(*children: Child) -> Markup:
    """Put children one after another, without an element around them."""
    parts: list[str] = []
    _collect(children, parts)
    return Markup("".join(parts))


def element(tag: str, *children: Child, **attributes: Value) -> Markup:
    """Make an element: ``element("th", name, scope="row", class_="lane")``.

    In an attribute's name ``_`` stands for ``-``, and one at the end is dropped (``class_``). An address that is not
    http, https, mailto or a place on the page is left out, so that the text stays and the link goes.
    Raises ValueError for an element, attribute or style that a map has no business with.
    """
    if tag not in _TAGS:
        raise ValueError(f"<{tag}> is not drawn on a map.")
    parts: list[str] = ["<", tag]
    for name, value in attributes.items():
        _write_attribute(name.rstrip("_").replace("_", "-"), value, parts)
    if tag in _VOID:
        parts.append(">")
        return Markup("".join(parts))
    parts.append(">")
    _collect(children, parts)
    parts.extend(("</", tag, ">"))
    return Markup("".join(parts))


def trusted(html: str) -> Markup:
    """Let HTML through that the kit itself has made, such as a guide rendered from one of its own notebooks.

    Nothing that a person typed may come this way.
    """
    return Markup(html)


def style_sheet(css: str) -> Markup:
    """Make a <style> element of a style sheet of ours. Raises ValueError where it would end the element or fetch."""
    if "<" in css or "url(" in css or "@import" in css:
        raise ValueError("A style sheet must hold no <, no url() and no @import.")
    return Markup(f"<style>{css}</style>")


def document(language: str, head: Markup, body: Markup) -> str:
    """Give a whole HTML file, with one newline at the end."""
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=language)}\n"


def icon() -> Markup:
    """Give the page's icon, inside the page, so that no browser asks a server for one."""
    drawing = (
        "%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7'"
        " fill='%230c5f66'/%3E%3Cpath d='M5 19C10 4 14 28 19 17S26 9 27 11' fill='none' stroke='white'"
        " stroke-width='3' stroke-linecap='round'/%3E%3C/svg%3E"
    )
    return Markup(f'<link rel="icon" href="data:image/svg+xml,{drawing}">')


def picture(address: str) -> Markup | None:
    """Draw a picture that is whole in its own address, beside words that say what it shows; None for any other.

    PNG, JPEG and WebP only: an SVG may hold scripts, and any other address would be fetched from somewhere.
    """
    return Markup(f'<img src="{address}" alt="">') if _PICTURE(address) else None


def css_string(text: str) -> str:
    """Give ``text`` as a CSS string: everything but letters and digits as a code point, so that nothing can end it."""
    kept = (char if char.isascii() and char.isalnum() else f"\\{ord(char):06x}" for char in plain(text))
    return f'"{"".join(kept)}"'


def number(value: float) -> str:
    """Write a length or coordinate with at most two decimals, the same on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _collect(children: Iterable[Child], parts: list[str]) -> None:
    for child in children:
        if child is None:
            continue
        if isinstance(child, Markup):
            parts.append(child.html)
        elif isinstance(child, str):
            parts.append(escape(child))
        elif isinstance(child, int):
            parts.append(str(child))
        else:
            _collect(child, parts)


def _write_attribute(name: str, value: Value, parts: list[str]) -> None:
    if value is None or value is False:
        return
    if not _ATTRIBUTE(name) or name in _FORBIDDEN_ATTRIBUTES:
        raise ValueError(f"The attribute {name!r} is not written on a map.")
    if value is True:
        parts.append(f" {name}")
        return
    if isinstance(value, Local):
        parts.append(f' {name}="{escape(value.path)}"')
        return
    text = value if isinstance(value, str) else number(value)
    if name == "href" and not _LINK(text):
        return
    if name == "style" and not (_STYLE(text) and _FUNCTIONS.issuperset(_FUNCTION(text))):
        raise ValueError(f"This style is not written on a map: {text[:80]!r}")
    parts.append(f' {name}="{escape(text)}"')
