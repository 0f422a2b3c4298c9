"""Actions as people look at them: as a roadmap, by status, as a list, and what they changed; with examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Action, Metric
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ipywidgets import DOMWidget

    from cjm_widgets.model import Json
    from cjm_widgets.store import Seat

EVIDENCE: Final = ("evidence_grade", "evidence_source", "evidence_n", "evidence_on")
DONE: Final = (
    "title",
    "owner",
    "due",
    "status",
    "first_step",
    "opportunity",
    "horizon",
    "contributors",
    "link",
    "dropped_because",
    *EVIDENCE,
)
"""What is asked of an action, what matters first first."""
_IN_LIST: Final = 5


def roadmap_views(seat: Seat, journey: str) -> DOMWidget:
    """Build the four ways to look at a journey's actions; each is built when it is first chosen."""
    from cjm_widgets.widgets.views import Views  # noqa: PLC0415 - a table needs no front end

    return Views(
        _("Look at the actions"),
        {
            _("as a roadmap"): lambda: _board(seat, journey, "horizon"),
            _("by status"): lambda: _board(seat, journey, "status"),
            _("as a list"): lambda: _list(seat, journey),
            _("before and after"): lambda: _before_after(seat, journey),
        },
    )


def _board(seat: Seat, journey: str, columns: str) -> DOMWidget:
    from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end

    return Board(
        seat,
        Action.KIND,
        columns=columns,
        fields=DONE,
        fixed={"journey": journey},
        parts=(Metric.KIND,),
        example=action_example(),
        title=_("Actions"),
        help=_("One owner, a day, a first step within a week, and a number by which one will see that it helped."),
    )


def _list(seat: Seat, journey: str) -> DOMWidget:
    from cjm_widgets.widgets.table import Table  # noqa: PLC0415 - a table needs no front end

    return Table(
        seat,
        Action.KIND,
        fields=DONE[:_IN_LIST],
        fixed={"journey": journey},
        parts=(Metric.KIND,),
        example=action_example(),
        title=_("Actions"),
    )


def _before_after(seat: Seat, journey: str) -> DOMWidget:
    from cjm_widgets.view.roadmap_frame import roadmap_frame  # noqa: PLC0415 - a table needs no front end
    from cjm_widgets.widgets.live import Live  # noqa: PLC0415

    return Live(seat, lambda workshop: roadmap_frame(workshop, journey))


def opportunity_example() -> tuple[Mapping[str, Json], ...]:
    """Give questions to begin with, of a company that sells and delivers."""
    return (
        {
            "question": _("How might we tell her on which day it comes, before she orders?"),
            "expected_outcome": _("Fewer people ask, and fewer are not at home."),
        },
        {
            "question": _("How might we let her reach the person who knows her case?"),
            "expected_outcome": _("She tells her story once."),
        },
    )


def action_example() -> tuple[Mapping[str, Json], ...]:
    """Give an action to begin with."""
    return (
        {
            "title": _("Try it with twenty customers by telephone"),
            "first_step": _("List the twenty customers on Monday."),
            "status": "proposed",
            "horizon": "now",
        },
    )
