"""What can be wrong with a data file, said so that the person who chose it can mend it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN_NAMES = 12


class DataError(Exception):
    """Data that cannot be used as asked; every error of this package derives from it.

    ``str(error)`` says the place, the problem and the way out.
    """

    def __init__(self, place: str, problem: str, way_out: str = "") -> None:
        """Name the ``place`` (a file, a column, a line), the ``problem`` and the ``way_out``."""
        self.place = place
        self.problem = problem
        self.way_out = way_out
        super().__init__(f"{place}: {problem} {way_out}".rstrip())


class UnreadableFile(DataError):
    """A file that is not a table this package reads: missing, binary, damaged or too large."""


class EmptyFile(DataError):
    """A file without a heading, or with a heading and nothing below it."""


class UnknownColumn(DataError):
    """A column that the file does not have."""

    def __init__(self, place: str, column: str, columns: Iterable[str]) -> None:
        """Say which ``column`` was asked for and which ``columns`` there are."""
        self.column = column
        self.columns = tuple(columns)
        close = closest(column, self.columns)
        if close:
            way_out = _("Did you mean “{close}”?").format(close=close)
        else:
            way_out = _("The file has: {columns}.").format(columns=listed(self.columns))
        super().__init__(place, _("there is no column “{column}”.").format(column=column), way_out)


class UnknownName(DataError):
    """An event, a step or a question that the data does not hold."""

    def __init__(self, place: str, name: str, names: Iterable[str]) -> None:
        """Say which ``name`` was asked for and which ``names`` there are."""
        self.name = name
        self.names = tuple(names)
        close = closest(name, self.names)
        if close:
            way_out = _("Did you mean “{close}”?").format(close=close)
        else:
            way_out = _("There are: {names}.").format(names=listed(self.names))
        super().__init__(place, _("“{name}” does not occur.").format(name=name), way_out)


class AmbiguousTimes(DataError):
    """Times such as 03/04/2026 in a file that never shows whether the day or the month comes first."""


class NothingLeft(DataError):
    """A file whose rows were all dropped; the report says why."""


class BadParameter(DataError):
    """A parameter outside what it can be; names the parameter, the value and the choices."""


def closest(name: str, names: Iterable[str]) -> str | None:
    """Return the one of ``names`` most like ``name``, whatever the case, or None where none is near."""
    by_folded = {other.casefold(): other for other in names}
    found = get_close_matches(name.strip().casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def listed(names: Iterable[str]) -> str:
    """Write names as a short list for a sentence; long ones end in an ellipsis."""
    every = list(names)
    shown = ", ".join(every[:_SHOWN_NAMES])
    return shown + ", …" if len(every) > _SHOWN_NAMES else shown
