"""Declare the fields of an entity in its class body.

    severity: int | None = scale(0, 4, N_("Severity"), words=SEVERITY_WORDS)

Each function gives a dataclass field with a default of nothing and a ``Field`` description in its metadata.
What is required is refused when it is missing, with a sentence, rather than left to Python's ``TypeError``.
"""

from __future__ import annotations

from dataclasses import field

from cjm_widgets.model.fields import PROSE_LENGTH, TEXT_LENGTH, Field, FieldKind
from cjm_widgets.model.pictures import PICTURE_LENGTH
from cjm_widgets.model.rank import FIRST

SPEC = "spec"


def text(
    label: str,
    help: str = "",
    *,
    required: bool = False,
    first: bool = False,
    suggestions: tuple[str, ...] = (),
    entered: bool = True,
) -> str:
    """One line of up to 300 characters."""
    spec = Field(
        kind=FieldKind.TEXT, label=label, help=help, required=required, first=first,
        suggestions=suggestions, max_length=TEXT_LENGTH, default="", entered=entered,
    )  # fmt: skip
    return field(default="", metadata={SPEC: spec})


def prose(label: str, help: str = "", *, required: bool = False, first: bool = False) -> str:
    """Text of several lines, up to 10,000 characters."""
    spec = Field(
        kind=FieldKind.PROSE, label=label, help=help, required=required, first=first,
        max_length=PROSE_LENGTH, default="",
    )  # fmt: skip
    return field(default="", metadata={SPEC: spec})


def link(label: str, help: str = "") -> str:
    """An address that begins with https, http or mailto."""
    spec = Field(kind=FieldKind.LINK, label=label, help=help, max_length=2000, default="")
    return field(default="", metadata={SPEC: spec})


def picture(label: str, help: str = "", *, first: bool = False) -> str:
    """A small picture as a ``data:`` address (see ``pictures``); initials stand in for it."""
    spec = Field(
        kind=FieldKind.PICTURE, label=label, help=help, first=first, max_length=PICTURE_LENGTH, default=""
    )  # fmt: skip
    return field(default="", metadata={SPEC: spec})


def choice(
    choices: tuple[tuple[str, str], ...],
    label: str,
    help: str = "",
    *,
    required: bool = False,
    first: bool = False,
    default: str | None = None,
) -> str | None:
    """One of a few words; ``choices`` pairs the stored word with its label."""
    spec = Field(
        kind=FieldKind.CHOICE, label=label, help=help, required=required, first=first, choices=choices, default=default
    )
    return field(default=default, metadata={SPEC: spec})


def points(choices: tuple[tuple[float, str], ...], label: str, help: str = "") -> float | None:
    """One of a few numbers that have names, such as RICE's impact."""
    spec = Field(kind=FieldKind.CHOICE, label=label, help=help, choices=choices)
    return field(default=None, metadata={SPEC: spec})


def scale(
    low: int, high: int, label: str, help: str = "", *, words: tuple[str, ...] = (), first: bool = False
) -> int | None:
    """A whole number from ``low`` to ``high``, both included; ``words`` names each point."""
    spec = Field(kind=FieldKind.SCALE, label=label, help=help, first=first, low=low, high=high, words=words)
    return field(default=None, metadata={SPEC: spec})


def number(
    label: str,
    help: str = "",
    *,
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
    first: bool = False,
) -> float | None:
    """Any finite number, or one from ``low`` to ``high``."""
    spec = Field(kind=FieldKind.NUMBER, label=label, help=help, unit=unit, low=low, high=high, first=first)
    return field(default=None, metadata={SPEC: spec})


def count(label: str, help: str = "", *, unit: str = "", first: bool = False) -> int | None:
    """A whole number of things, 0 or more."""
    spec = Field(kind=FieldKind.COUNT, label=label, help=help, unit=unit, first=first)
    return field(default=None, metadata={SPEC: spec})


def day(label: str, help: str = "", *, first: bool = False) -> str | None:
    """A date as ISO 8601 text, ``2027-03-31``."""
    spec = Field(kind=FieldKind.DATE, label=label, help=help, first=first)
    return field(default=None, metadata={SPEC: spec})


def flag(label: str, help: str = "", *, first: bool = False) -> bool:
    """Yes or no; no when nothing is said."""
    spec = Field(kind=FieldKind.FLAG, label=label, help=help, first=first, default=False)
    return field(default=False, metadata={SPEC: spec})


def ref(*kinds: str, label: str, help: str = "", first: bool = False, entered: bool = True) -> str | None:
    """The id of something of one of ``kinds``; of any kind when none is named."""
    spec = Field(kind=FieldKind.REF, label=label, help=help, first=first, refers=kinds, entered=entered)
    return field(default=None, metadata={SPEC: spec})


def belongs_to(*kinds: str, label: str, help: str = "", entered: bool = True) -> str:
    """The id of what this is a part of: without it, this makes no sense and is not shown."""
    spec = Field(
        kind=FieldKind.REF, label=label, help=help, required=True, first=True, refers=kinds, default="", entered=entered
    )
    return field(default="", metadata={SPEC: spec})


def rank() -> str:
    """The place among its fellows, made by ``rank.between``."""
    spec = Field(kind=FieldKind.RANK, label="", default=FIRST, entered=False)
    return field(default=FIRST, metadata={SPEC: spec})
