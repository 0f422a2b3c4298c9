"""What teams pass to each other, how it fails, and by when it was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Handoff, Team, Touchpoint
from cjm_widgets.view.markup import Markup, element, join
from cjm_widgets.view.wording import figure
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.model import Workshop
    from cjm_widgets.view.markup import Child

_DAYS_FROM: Final = 48
_HOURS_A_DAY: Final = 24


def handoff_section(workshop: Workshop, journey: str, name: str, level: int) -> Markup | None:
    """Give the handoffs of a journey as a table with its heading; None where there are none."""
    handoffs = workshop.of(Handoff, journey=journey)
    if not handoffs:
        return None
    caption = f"{name}-handoffs"
    headings = (_("From → to"), _("What is passed"), _("How it fails"), _("Agreed time"))
    # Roles are said, because narrow screens stack the cells, and some browsers then forget that it is a table.
    heads = [element("th", heading, scope="col", role="columnheader") for heading in headings]
    table = element(
        "table",
        element("caption", _("Handoffs between teams"), id=caption, class_="unseen"),
        element("thead", element("tr", heads, role="row"), role="rowgroup"),
        element("tbody", (_row(workshop, one, headings) for one in handoffs), role="rowgroup"),
        class_="plain stacks",
        role="table",
    )
    return element(
        "section",
        element(f"h{level}", _("Where it is handed over")),
        element("div", table, class_="sideways", role="region", tabindex=0, aria_labelledby=caption),
        class_="handed",
    )


def lasting(hours: float) -> str:
    """Write a number of hours as people would say it: 4 hours, 3 days."""
    if hours >= _DAYS_FROM and hours % _HOURS_A_DAY == 0:
        days = int(hours // _HOURS_A_DAY)
        return ngettext("{n} day", "{n} days", days).format(n=days)
    said = figure(hours, 0 if hours == int(hours) else 1)
    return ngettext("{n} hour", "{n} hours", 1 if hours == 1 else 2).format(n=said)


def _row(workshop: Workshop, one: Handoff, headings: Sequence[str]) -> Markup:
    teams = [workshop.find(Team, team) for team in (one.giver, one.taker)]
    giver, taker = (team.name if team else "…" for team in teams)
    touchpoint = workshop.find(Touchpoint, one.touchpoint)
    place = element("p", touchpoint.name, class_="detail", dir="auto") if touchpoint else None
    agreed: Child = (
        lasting(one.agreed_hours) if one.agreed_hours is not None else element("span", _("none agreed"), class_="flaw")
    )
    cells: list[Child] = [join(element("span", one.passed, dir="auto"), place), one.failure or "–", agreed]
    between = join(element("bdi", giver), " → ", element("bdi", taker))
    return element(
        "tr",
        element("th", between, scope="row", role="rowheader"),
        (
            element("td", cell, role="cell", data_label=heading, dir="auto")
            for heading, cell in zip(headings[1:], cells, strict=True)
        ),
        role="row",
    )
