"""An objective's sheet: what the map is for, which decision it informs, where it begins and ends, what is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Metric, Objective, ScopeItem, Source, Stakeholder
from cjm_widgets.model.entities.objectives import LENSES, MAP_STATES, STAKES
from cjm_widgets.view.markup import Markup, element, join
from cjm_widgets.view.metrics import metric_said
from cjm_widgets.view.personas import in_sight
from cjm_widgets.view.wording import day, figure, inside
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_widgets.model import Workshop

_WIDE: Final = 240.0


def objectives_of(workshop: Workshop, journey: str) -> tuple[Objective, ...]:
    """Give the objectives of a journey in their order."""
    return tuple(one for one in workshop.of(Objective, journey=journey) if in_sight(one))


def objective_sheet(workshop: Workshop, objective: Objective, *, level: int) -> Markup:
    """Draw an objective's sheet under a heading of this level; what is open says so, because open is a finding."""
    below = level + 1
    return element(
        "article",
        element(
            "header",
            element("p", _kicker(objective), class_="tag"),
            element(f"h{level}", objective.statement, class_="sheet-name", dir="auto"),
            class_="sheet-head plain",
        ),
        _way(objective, workshop.of(ScopeItem, objective=objective.id), below),
        element(
            "div",
            _text(_("The decision it informs"), objective.decision_informed, below),
            _text(_("Business goal"), objective.business_goal, below),
            _metrics(workshop, workshop.of(Metric, about=objective.id), below),
            _people(objective, workshop.of(Stakeholder, objective=objective.id), below),
            class_="sheet-columns",
        ),
        class_="sheet objective",
    )


def scope_said(items: Iterable[ScopeItem], side: str) -> str:
    """Give what is in scope, or out of it, in one line."""
    return "; ".join(one.text for one in items if one.side == side)


def aim_drawn(metric: Metric) -> Markup | None:
    """Draw a metric's way from its baseline to its target, and what was measured; None where both are not known.

    The line runs over what lies between the numbers, with a little room; the numbers themselves stand beside it.
    """
    if metric.baseline is None or metric.target is None:
        return None
    given = [metric.baseline, metric.target, *([] if metric.measured is None else [metric.measured])]
    lowest, highest = min(given), max(given)
    room = (highest - lowest) * 0.12 or 1.0

    def at(value: float) -> float:
        return 8 + (_WIDE - 16) * (value - lowest + room) / (highest - lowest + 2 * room)

    start, end = at(metric.baseline), at(metric.target)
    back = -1 if end < start else 1
    measured = None
    if metric.measured is not None:
        measured = element("circle", cx=at(metric.measured), cy=14, r=5, class_="dot full")
    return element(
        "svg",
        element("line", x1=0, x2=_WIDE, y1=14, y2=14, class_="track"),
        element("line", x1=start, x2=end - 9 * back, y1=14, y2=14, class_="way"),
        element("path", d=f"M{end:.1f} 14 l{-11 * back} -6 v12 z", class_="tip"),
        element("circle", cx=start, cy=14, r=5.5, class_="dot"),
        measured,
        viewBox=f"0 0 {_WIDE:.0f} 28", class_="aim", aria_hidden="true", focusable="false",
    )  # fmt: skip


def _kicker(objective: Objective) -> str:
    state = dict(MAP_STATES).get(objective.map_state or "")
    lens = dict(LENSES).get(objective.lens or "")
    parts = [_("Objective")]
    if state:
        parts.append(_("map state: {state}").format(state=inside(_(state))))
    if lens:
        parts.append(_("lens: {lens}").format(lens=inside(_(lens))))
    return " · ".join(parts)


def _way(objective: Objective, items: Iterable[ScopeItem], level: int) -> Markup:
    items = tuple(items)
    start = objective.scope_start or _("where does it begin?")
    end = objective.scope_end or _("when is it over?")
    line = element(
        "p",
        element("span", element("span", _("Starts with"), class_="detail"), " ", element("bdi", start),
                class_=None if objective.scope_start else "gap"),
        element("span", class_="arrow", aria_hidden="true"),
        element("span", element("span", _("Ends with"), class_="detail"), " ", element("bdi", end),
                class_=None if objective.scope_end else "gap"),
        class_="way",
    )  # fmt: skip
    sides = [
        element(
            "div",
            element("p", label, class_="side"),
            element("ul", (element("li", one.text, dir="auto") for one in found), role="list"),
            class_=f"scope-{side}",
        )
        for side, label in (("in", _("In scope")), ("out", _("Out of scope")))
        if (found := [one for one in items if one.side == side])
    ]
    return element(
        "section",
        element(f"h{level}", _("Scope")),
        line,
        element("div", sides, class_="scope") if sides else None,
        class_="box",
    )


def _text(label: str, text: str, level: int) -> Markup:
    said = element("p", text, dir="auto") if text else element("p", _("Not said yet"), class_="gap")
    return element("section", element(f"h{level}", label), said, class_="box")


def _metrics(workshop: Workshop, metrics: Iterable[Metric], level: int) -> Markup:
    items = [_metric(workshop, one) for one in metrics]
    said = element("ul", items, role="list") if items else element("p", _("No metric yet"), class_="gap")
    return element("section", element(f"h{level}", _("How we shall know")), said, class_="box metrics-of")


def _metric(workshop: Workshop, metric: Metric) -> Markup:
    source = workshop.find(Source, metric.source)
    where = _("Source: {title}").format(title=source.title) if source else ""
    return element(
        "li",
        element("p", element("strong", metric.name, dir="auto")),
        _aim(metric),
        element("p", metric_said(metric) or _("neither baseline nor target yet"), class_="detail"),
        element("p", where, class_="detail", dir="auto") if where else None,
    )


def _aim(metric: Metric) -> Markup | None:
    drawn = aim_drawn(metric)
    if drawn is None or metric.baseline is None or metric.target is None:
        return None
    return element(
        "p",
        element("span", _short(metric.baseline, metric.unit), class_="end"),
        drawn,
        element("span", _short(metric.target, metric.unit), class_="end"),
        class_="from-to",
        aria_hidden="true",
    )


def _short(value: float, unit: str) -> str:
    number = figure(value, 0 if value == int(value) else 1)
    return f"{number}\u00a0%" if unit == "%" else number


def _people(objective: Objective, stakeholders: Iterable[Stakeholder], level: int) -> Markup:
    labels = dict(STAKES)
    facts: list[tuple[str, str]] = [
        (_("Owner of the map"), objective.owner),
        (_("Review by"), day(objective.review_by)),
        *((_(labels.get(one.stake or "", "")) or _("Stakeholder"), one.name) for one in stakeholders),
    ]
    rows = [
        element(
            "div",
            element("dt", label),
            element("dd", value or _("not named yet"), class_=None if value else "gap", dir="auto"),
        )
        for label, value in facts
    ]
    return element(
        "section", element(f"h{level}", _("Who answers for it")), join(element("dl", rows)), class_="box people"
    )
