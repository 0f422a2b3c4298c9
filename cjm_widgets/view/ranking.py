"""Opportunities ranked, as a table: on the published map and beside the step's board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.analysis.priorities import band
from cjm_widgets.model.entities.action import MOSCOW
from cjm_widgets.view.cards import unfolding
from cjm_widgets.view.chances import method_label, question_said, ranked, ranking_finding
from cjm_widgets.view.markup import Markup, element, join
from cjm_widgets.view.wording import figure
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.model import Journey, Workshop
    from cjm_widgets.view.chances import Chance


def ranking_section(workshop: Workshop, journey: Journey, name: str, level: int) -> Markup | None:
    """Say what comes first, with all of them ranked to unfold (on paper always open); None where there are none."""
    chances = ranked(workshop, journey)
    if not chances:
        return None
    return element(
        "section",
        element(f"h{level}", _("What we could do")),
        unfolding(
            _("{finding} All of them, ranked").format(finding=ranking_finding(chances)),
            [_table(chances, journey, f"{name}-ranking", "plain stacks")],
            "twin scores",
        ),
        class_="chances",
    )


def ranking_table(workshop: Workshop, journey: Journey) -> Markup:
    """Give the ranked opportunities for a step's page; a sentence where there are none."""
    chances = ranked(workshop, journey)
    if not chances:
        return element("p", _("No opportunity yet."), class_="cjm-none")
    return element("div", _table(chances, journey, "cjm-ranking", "cjm-table cjm-ranked"), class_="cjm-contents")


def score_said(chance: Chance, method: str) -> Markup | str:
    """Say what a method makes of an opportunity, with what stands behind it; a dash where it lacks answers."""
    score, one = chance.scores.get(method), chance.opportunity
    if score is None:
        return "–"
    match method:
        case "impact_effort":
            name = _(chance.quadrant.label) if chance.quadrant else ""
            return _with_detail(
                name, _("impact {impact}, effort {effort}").format(impact=one.impact, effort=one.effort)
            )
        case "opportunity":
            return _with_detail(figure(score), _(band(score).label))
        case "moscow":
            label = dict(MOSCOW)[one.moscow or ""]
            return _(label)
        case _:
            return figure(score, 0)


def _table(chances: tuple[Chance, ...], journey: Journey, id: str, kind: str) -> Markup:
    headings = [_("Place"), _("How might we …"), *map(method_label, journey.methods), _("Becomes")]
    # Roles are said, because narrow screens stack the cells, and some browsers then forget that it is a table.
    heads = [element("th", heading, scope="col", role="columnheader") for heading in headings]
    table = element(
        "table",
        element("caption", _("Opportunities, ranked"), id=id, class_="unseen cjm-unseen"),
        element("thead", element("tr", heads, role="row"), role="rowgroup"),
        element("tbody", (_row(one, journey, headings) for one in chances), role="rowgroup"),
        class_=kind,
        role="table",
    )
    return element("div", table, class_="sideways cjm-scroll", role="region", tabindex=0, aria_labelledby=id)


def _row(chance: Chance, journey: Journey, headings: list[str]) -> Markup:
    pains = "; ".join(pain.description.strip().rstrip(".") for pain in chance.pains)
    eases = (
        element("p", _("eases: {pains}").format(pains=pains), class_="detail cjm-soft", dir="auto") if pains else None
    )
    becomes = [element("p", action.title, dir="auto") for action in chance.actions]
    nothing = element("span", _("no action yet"), class_="detail cjm-soft")
    cells = [score_said(chance, method) for method in journey.methods]
    return element(
        "tr",
        element(
            "td",
            "–" if chance.place is None else str(chance.place),
            role="cell",
            data_label=headings[0],
            class_="place",
        ),
        element(
            "th", element("span", question_said(chance.opportunity), dir="auto"), eases, scope="row", role="rowheader"
        ),
        (
            element("td", cell, role="cell", data_label=heading)
            for heading, cell in zip(headings[2:-1], cells, strict=True)
        ),
        element("td", becomes or nothing, role="cell", data_label=headings[-1]),
        role="row",
    )


def _with_detail(said: str, detail: str) -> Markup:
    return join(element("span", said, class_="score"), " ", element("span", detail, class_="detail cjm-soft"))
