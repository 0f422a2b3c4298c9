"""Numbers, dates and counts as sentences for people, in the language of the workshop."""

from __future__ import annotations

from datetime import date
from typing import Final

from cjm_widgets import words
from cjm_widgets.words import N_, SOURCE, _, language, ngettext

MINUS: Final = words.MINUS
THIN: Final = "\u202f"
_SHORT_MONTHS: Final = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
DAYS_A_MONTH: Final = 30.44
_DAYS_IN_WORDS: Final = 60
_MONTHS_IN_WORDS: Final = 24


figure: Final = words.figure
"""Writes a number with ``digits`` decimals, in the language in use."""
day: Final = words.day
"""Writes a date, in the language in use: 3 May 2027."""


def count(n: int) -> str:
    """Write a whole number with its thousands set apart: 12,345."""
    return figure(n, 0)


def sample(n: int) -> str:
    """Write how many people, answers or events stand behind a number, not to be broken: n 312."""
    return _("n\u00a0{n}").format(n=count(n))


def percent(value: float, digits: int = 0) -> str:
    """Write a percentage of 0–100: 85 %."""
    return f"{figure(value, digits)}\u00a0%"


def short_day(iso: str | None) -> str:
    """Write a date where there is little room: 15 Jan 2027."""
    if not iso:
        return ""
    when = date.fromisoformat(iso)
    pattern = N_("{day} {month} {year}")
    return _(pattern).format(day=when.day, month=_(_SHORT_MONTHS[when.month - 1]), year=when.year)


def span_of_time(days: int) -> str:
    """Write a number of days as people would say it: 12 days, 5 months, 3 years."""
    if days < _DAYS_IN_WORDS:
        return ngettext("{n} day", "{n} days", days).format(n=days)
    months = round(days / DAYS_A_MONTH)
    if months < _MONTHS_IN_WORDS:
        return ngettext("{n} month", "{n} months", months).format(n=months)
    years = round(days / 365.25)
    return ngettext("{n} year", "{n} years", years).format(n=years)


def days_between(earlier: str, later: str) -> int:
    """Count the days from one ISO date to another; negative when the first is the later one."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def listing(parts: list[str]) -> str:
    """Write a list as a phrase: a, b and c."""
    if len(parts) < 2:  # noqa: PLR2004 - one thing needs no "and"
        return "".join(parts)
    return _("{some} and {last}").format(some=", ".join(parts[:-1]), last=parts[-1])


def inside(label: str) -> str:
    """Write a label inside a sentence: small in English, while German nouns keep their capitals."""
    return label.lower() if language() == SOURCE else label


def quoted(text: str) -> str:
    """Put a text into the language's quotation marks."""
    return _("“{text}”").format(text=text)


def shortened(text: str, length: int) -> str:
    """Cut a text at a word, with an ellipsis, to at most ``length`` characters."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, blank, _tail = cut.rpartition(" ")
    return (head if blank and len(head) > length // 2 else cut).rstrip() + "…"
