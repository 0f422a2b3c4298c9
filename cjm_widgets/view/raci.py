"""Who does what: touchpoints and teams with the letters of RACI, and where nobody or several answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Raci, Stage, Team, Touchpoint
from cjm_widgets.model.entities.collaboration import RACI
from cjm_widgets.model.settled import settled
from cjm_widgets.view.markup import Markup, element, join
from cjm_widgets.view.parts import panel
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.model import Workshop

LETTERS: Final = {"responsible": "R", "accountable": "A", "consulted": "C", "informed": "I"}
"""The method's own letters; they are the same in every language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaciRow:
    """One touchpoint and who has which part in it."""

    number: int
    touchpoint: Touchpoint
    parts: Mapping[str, tuple[str, ...]]
    """Parts by the team's id; mostly one, and several where cards contradict each other."""
    accountable: tuple[str, ...]
    """Names of the teams that answer for it: one is right."""


def raci_rows(workshop: Workshop, journey: str) -> tuple[RaciRow, ...]:
    """Give a row a touchpoint of a journey, in the map's order and with its numbers; ``workshop`` is settled.

    Touchpoints without a stage come last.
    """
    order = {stage.id: place for place, stage in enumerate(workshop.of(Stage, journey=journey))}
    touchpoints = sorted(
        workshop.of(Touchpoint, journey=journey), key=lambda one: order.get(one.stage or "", len(order))
    )
    given: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in workshop.all(Raci):
        if one.part and one.part not in given[one.touchpoint][one.team]:
            given[one.touchpoint][one.team].append(one.part)
    teams = workshop.all(Team)
    return tuple(
        RaciRow(
            number=number,
            touchpoint=touchpoint,
            parts={team: tuple(sorted(parts, key=list(LETTERS).index)) for team, parts in given[touchpoint.id].items()},
            accountable=tuple(team.name for team in teams if "accountable" in given[touchpoint.id].get(team.id, ())),
        )
        for number, touchpoint in enumerate(touchpoints, start=1)
    )


def unclear(workshop: Workshop, journey: str) -> Markup:
    """List the touchpoints for which no team or several answer, to be settled; say so where there is none."""
    rows = raci_rows(settled(workshop), journey)
    nobody = [row for row in rows if not row.accountable]
    several = [row for row in rows if len(row.accountable) > 1]
    if not rows:
        return element("p", _("No touchpoint yet: they come from step 4."), class_="cjm-none")
    if not nobody and not several:
        return panel(_("Settled"), element("p", _("Every touchpoint has one accountable team.")))
    if len(nobody) == len(rows):
        return panel(_("To settle"), element("p", _("No touchpoint has an accountable team yet.")), tone="notice")
    none = _("nobody answers for it")
    items = [
        *(element("li", _place(row), ": ", element("strong", none)) for row in nobody),
        *(element("li", _place(row), ": ", element("strong", _teams(row)), _names(row)) for row in several),
    ]
    return panel(_("To settle"), element("ul", items, class_="unclear", role="list"), tone="notice")


def raci_section(workshop: Workshop, journey: str, name: str, level: int) -> Markup | None:
    """Give the grid with its heading, compact; None where nobody has filled in any of it."""
    rows = raci_rows(workshop, journey)
    if not any(row.parts for row in rows):
        return None
    held = {team for row in rows for team in row.parts}
    teams = [team for team in workshop.all(Team) if team.id in held]
    caption = f"{name}-raci"
    head = element(
        "tr",
        element("th", _("Touchpoint"), scope="col"),
        (element("th", element("span", team.name, dir="auto"), scope="col", class_="team") for team in teams),
    )
    table = element(
        "table",
        element("caption", _("Which team has which part at each touchpoint"), id=caption, class_="unseen"),
        element("thead", head),
        element("tbody", (_row(row, teams) for row in rows)),
        class_="plain raci",
    )
    odd = sum(len(row.accountable) != 1 for row in rows)
    told = ngettext(
        "{n} touchpoint has not exactly one accountable team.",
        "{n} touchpoints have not exactly one accountable team.",
        odd,
    ).format(n=odd)
    legend = " · ".join(f"{LETTERS[part]} {_(label)}" for part, label in RACI)
    return element(
        "section",
        element(f"h{level}", _("Who does what")),
        element("p", legend, class_="detail"),
        element("div", table, class_="sideways", role="region", tabindex=0, aria_labelledby=caption),
        element("p", told, class_="detail") if odd else None,
        class_="who-does",
    )


def _row(row: RaciRow, teams: Sequence[Team]) -> Markup:
    note = None
    if not row.accountable:
        note = _("nobody accountable")
    elif len(row.accountable) > 1:
        note = _("{n} accountable").format(n=len(row.accountable))
    heading = element(
        "th",
        f"{row.number} ",
        element("bdi", row.touchpoint.name),
        element("span", note, class_="flaw") if note else None,
        scope="row",
    )
    return element("tr", heading, (_cell(row.parts.get(team.id, ())) for team in teams))


def _cell(parts: tuple[str, ...]) -> Markup:
    words = dict(RACI)
    letters = [
        join(
            element("span", LETTERS[part], class_=f"letter part-{part}", aria_hidden="true"),
            element("span", _(words[part]), class_="unseen"),
        )
        for part in parts
    ]
    return element("td", letters or element("span", _("no part"), class_="unseen"))


def _place(row: RaciRow) -> Markup:
    return join(f"{row.number} ", element("bdi", row.touchpoint.name))


def _names(row: RaciRow) -> Markup:
    return join(" (", element("bdi", ", ".join(row.accountable)), ")")


def _teams(row: RaciRow) -> str:
    return ngettext("{n} team", "{n} teams", len(row.accountable)).format(n=len(row.accountable))
