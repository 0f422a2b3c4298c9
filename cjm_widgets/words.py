"""The words that people read, in the language of the workshop.

Bottom-most module: every layer may import it, and it imports only the standard library.
English is the source language; catalogues lie in ``cjm_widgets/locale/<language>/LC_MESSAGES/cjm.mo``.
The language is a context variable, because one process may serve people of several workshops.
"""

from __future__ import annotations

import gettext
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCALE = Path(__file__).parent / "locale"
SOURCE = "en"
MINUS = "−"
_MARKS = {"en": (",", "."), "de": (".", ",")}
_language: ContextVar[str | None] = ContextVar("cjm_language", default=None)
_process = [SOURCE]


@lru_cache(maxsize=32)
def _catalogue(language: str, domain: str = "cjm") -> gettext.NullTranslations:
    return gettext.translation(domain, localedir=_LOCALE, languages=[language], fallback=True)


def _(text: str) -> str:
    """Translate ``text`` into the language in use; English comes back as it is."""
    return _catalogue(language()).gettext(text) if text else ""


def prose(text: str) -> str:
    """Translate one cell of a notebook's prose."""
    return _catalogue(language(), "guide").gettext(text) if text else ""


def ngettext(one: str, many: str, n: int) -> str:
    """Translate a phrase that depends on the count ``n``."""
    return _catalogue(language()).ngettext(one, many, n)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark ``text`` for the catalogues and leave it as it is; ``_`` translates it when it is shown."""
    return text


MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def figure(value: float, digits: int = 1, *, sign: bool = False) -> str:
    """Write a number with ``digits`` decimals, a true minus and, when asked for, a plus: −1.2, in German −1,2."""
    thousands, point = _MARKS.get(language(), _MARKS[SOURCE])
    text = f"{abs(value):,.{digits}f}".translate({ord(","): thousands, ord("."): point})
    if float(f"{value:.{digits}f}") < 0:
        return MINUS + text
    return "+" + text if sign and float(f"{value:.{digits}f}") > 0 else text


def day(iso: str | None) -> str:
    """Write a date: 3 May 2027, in German 3. Mai 2027. Nothing gives nothing."""
    if not iso:
        return ""
    when = date.fromisoformat(iso)
    pattern = N_("{day} {month} {year}")
    return _(pattern).format(day=when.day, month=_(MONTHS[when.month - 1]), year=when.year)


def language() -> str:
    """Tell the language in use, as a BCP 47 tag such as ``en`` or ``de``."""
    return _language.get() or _process[0]


def speak(tag: str, *, everywhere: bool) -> None:
    """Use the language ``tag`` from now on.

    In this context only, where one process serves many people; ``everywhere`` in a process that serves one page, where
    each cell has a context of its own.
    """
    _language.set(tag)
    if everywhere:
        _process[0] = tag


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Use the language ``tag`` inside the ``with`` block (of this thread or task only)."""
    token = _language.set(tag)
    try:
        yield
    finally:
        _language.reset(token)
