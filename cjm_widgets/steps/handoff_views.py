"""Handoffs as people look at them: as a list, by who hands over, by who receives; with examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Handoff
from cjm_widgets.model.settled import settled
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ipywidgets import DOMWidget

    from cjm_widgets.model import Json, Workshop
    from cjm_widgets.store import Seat

HANDED: Final = ("giver", "taker", "passed", "failure", "agreed_hours", "touchpoint")
"""What is asked of a handoff, in this order."""
_IN_LIST: Final = 5


def handoff_views(seat: Seat, journey: str) -> DOMWidget:
    """Build the three ways to look at a journey's handoffs; each is built when it is first chosen."""
    from cjm_widgets.widgets.views import Views  # noqa: PLC0415 - a table needs no front end

    return Views(
        _("Look at the handoffs"),
        {
            _("as a list"): lambda: _list(seat, journey),
            _("by who hands over"): lambda: _board(seat, journey, columns="giver"),
            _("by who receives"): lambda: _board(seat, journey, columns="taker"),
        },
    )


def drops_alone(seat: Seat, journey: str) -> DOMWidget:
    """Build the board in which everybody writes alone where it drops between teams."""
    return _board(
        seat,
        journey,
        title=_("Where does it drop?"),
        help=_("One handoff a card: what your team passes on or waits for, and how that fails."),
    )


def handoffs_said(workshop: Workshop, journey: str) -> str:
    """Say how many handoffs there are, and how many have no agreed time."""
    handoffs = settled(workshop).of(Handoff, journey=journey)
    if not handoffs:
        return _("None yet. What does one team wait for that another one has?")
    said = ngettext("{n} handoff", "{n} handoffs", len(handoffs)).format(n=len(handoffs))
    n = sum(one.agreed_hours is None for one in handoffs)
    if not n:
        return _("{handoffs}, each with an agreed time.").format(handoffs=said)
    return ngettext(
        "{handoffs}; {n} has no agreed time.", "{handoffs}; {n} have no agreed time.", n
    ).format(handoffs=said, n=n)  # fmt: skip


def _list(seat: Seat, journey: str) -> DOMWidget:
    from cjm_widgets.widgets.table import Table  # noqa: PLC0415 - a table needs no front end

    return Table(
        seat,
        Handoff.KIND,
        fields=HANDED[:_IN_LIST],
        fixed={"journey": journey},
        example=_example(),
        help=_("From which team to which, what is passed, how it fails, and within how many hours it is agreed."),
    )


def _board(seat: Seat, journey: str, *, columns: str | None = None, title: str = "", help: str = "") -> DOMWidget:
    from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end

    return Board(
        seat,
        Handoff.KIND,
        columns=columns,
        fields=HANDED,
        fixed={"journey": journey},
        example=_example(),
        title=title,
        help=help,
    )


def _example() -> tuple[Mapping[str, Json], ...]:
    """Give handoffs to begin with, of a company that sells and delivers."""
    return (
        {
            "passed": _("What was promised to the customer on the phone."),
            "failure": _("It stays in a notebook; the next one asks the customer again."),
            "agreed_hours": 4,
        },
        {
            "passed": _("The reasons for which customers complain, once a month."),
            "failure": _("As a file of forty pages that nobody opens."),
        },
    )
