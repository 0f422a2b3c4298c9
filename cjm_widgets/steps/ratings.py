"""A survey with a row an answer sheet: which column is the score of the whole, and which rate one touchpoint each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model import ModelError
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cjm_widgets.analysis import Preview

RATINGS: Final = N_("Columns that rate one touchpoint each, 1–5")
_CODES: Final = frozenset("12345")
_MOSTLY: Final = 0.6
_SHOWN: Final = 400


def overall_of(preview: Preview, scale: str) -> str | None:
    """Guess the column of a scale that is about the whole: one that is called so, else the first."""
    columns = [one.column for one in preview.guess.scores if one.scale == scale]
    named = (one for one in columns if "overall" in one.casefold() or one.casefold() == scale)
    return next(named, next(iter(columns), None))


def ratings_of(preview: Preview, taken: Collection[object]) -> Sequence[str]:
    """Guess the columns that rate something on 1–5: those of codes, most of them on that scale; two or more, or none.

    ``taken`` are columns that are something else.
    """
    rated = []
    for place, name in enumerate(preview.columns):
        codes = [row[place].strip() for row in preview.rows if row[place].strip()]
        on_scale = sum(code in _CODES for code in codes)
        if name not in taken and codes and all(map(str.isdecimal, codes)) and on_scale >= _MOSTLY * len(codes):
            rated.append(name)
    return rated if len(rated) > 1 else ()


def read_ratings(preview: Preview, told: str) -> Sequence[str]:
    """Read the columns that a person has named, one a line. Raises ModelError for one that is not in the file."""
    named = list(dict.fromkeys(line.strip() for line in told.splitlines() if line.strip()))
    for name in named:
        if name not in preview.columns:
            problem = _("There is no column “{name}”.").format(name=name[:80])
            way_out = _("Write one a line. The file has: {names}.").format(names=", ".join(preview.columns)[:_SHOWN])
            raise ModelError(_(RATINGS), problem, way_out)
    return named
