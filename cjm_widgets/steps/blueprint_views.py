"""The cards of the service blueprint as people look at them: by lane, stage, touchpoint or team; with examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model import LaneItem
from cjm_widgets.model.settled import settled
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ipywidgets import DOMWidget

    from cjm_widgets.model import Json, Workshop
    from cjm_widgets.store import Seat

BEHIND: Final = (
    "text",
    "lane",
    "stage",
    "touchpoint",
    "team",
    "evidence_grade",
    "evidence_source",
    "evidence_n",
    "evidence_on",
)
"""What is asked of a card, what matters first first."""


def blueprint_views(seat: Seat, journey: str) -> DOMWidget:
    """Build the four ways to look at a journey's blueprint; each is built when it is first chosen."""
    from cjm_widgets.widgets.views import Views  # noqa: PLC0415 - a table needs no front end

    return Views(
        _("Look at the cards"),
        {
            _("by lane"): lambda: _board(seat, journey, "lane"),
            _("by stage"): lambda: _board(seat, journey, "stage"),
            _("by touchpoint"): lambda: _board(seat, journey, "touchpoint"),
            _("by team"): lambda: _board(seat, journey, "team"),
        },
    )


def blueprint_said(workshop: Workshop, journey: str) -> str:
    """Say how many cards the blueprint has."""
    n = len(settled(workshop).of(LaneItem, journey=journey))
    if not n:
        return _("Nothing yet. It shows what has to go on behind a touchpoint so that it can go well.")
    return ngettext("{n} card in the service blueprint.", "{n} cards in the service blueprint.", n).format(n=n)


def _board(seat: Seat, journey: str, columns: str) -> DOMWidget:
    from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end

    return Board(
        seat,
        LaneItem.KIND,
        columns=columns,
        fields=BEHIND,
        fixed={"journey": journey},
        example=_example(),
        help=_(
            "What she can touch, what we do before her eyes, what we do out of her sight, and what all that needs. "
            "Her own actions are the activities of step 5."
        ),
    )


def _example() -> tuple[Mapping[str, Json], ...]:
    """Give a card a lane to begin with, of a delivery."""
    return (
        {"lane": "evidence", "text": _("The message with the day of delivery.")},
        {"lane": "frontstage", "text": _("The driver rings and waits.")},
        {"lane": "backstage", "text": _("Plans the tour in the evening.")},
        {"lane": "support", "text": _("The carrier’s system gives a number to each parcel.")},
    )
