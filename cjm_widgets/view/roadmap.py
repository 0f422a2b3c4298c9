"""The roadmap: actions in three columns, now, next and later, each with everything one asks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Action, Metric
from cjm_widgets.model.entities.action import HORIZONS, STATUSES
from cjm_widgets.view.markup import Markup, element, join
from cjm_widgets.view.wording import day, figure, short_day
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.model import Workshop

_OVER: Final = ("done", "dropped")


def roadmap(workshop: Workshop, journey: str, level: int) -> Markup | None:
    """Draw the actions by horizon; None where none has one yet. What has none stands below the three."""
    actions = sorted(workshop.of(Action, journey=journey), key=lambda one: one.due or "9")
    if not any(action.horizon for action in actions):
        return None
    columns = [
        _column(workshop, _(label), [one for one in actions if one.horizon == horizon], level)
        for horizon, label in HORIZONS
    ]
    loose = [one for one in actions if one.horizon is None]
    rest = _column(workshop, _("Not placed yet"), loose, level) if loose else None
    return join(element("div", columns, class_="horizons"), rest)


def change(metric: Metric) -> Markup:
    """Show what an action is to change: before, target and afterwards, side by side."""
    before = _("no baseline is known") if metric.baseline_unknown else "–"
    figures: list[tuple[str, str, str]] = [
        ("before", _("before"), before if metric.baseline is None else _value(metric.baseline)),
    ]
    if metric.target is not None:
        by = _("target by {day}").format(day=short_day(metric.target_by)) if metric.target_by else _("target")
        figures.append(("target", by, _value(metric.target)))
    if metric.measured is not None:
        on = _("measured {day}").format(day=short_day(metric.measured_on)) if metric.measured_on else _("measured")
        figures.append(("after", on, _value(metric.measured)))
    elif metric.check_on:
        figures.append(("after", _("checked on"), short_day(metric.check_on)))
    else:
        figures.append(("after", _("checked on"), _("no day yet")))
    name = join(element("bdi", metric.name), f", {metric.unit}" if metric.unit else None)
    facts = [
        element("div", element("dt", label), element("dd", value), class_=f"is-{kind}")
        for kind, label, value in figures
    ]
    return join(element("p", name, class_="measures"), element("dl", facts, class_="change"))


def _column(workshop: Workshop, label: str, actions: list[Action], level: int) -> Markup:
    items = [_card(workshop, action) for action in actions]
    inside = element("ul", items, role="list") if items else element("p", _("Nothing here."), class_="detail")
    return element("div", element(f"h{level}", label), inside, class_="horizon")


def _card(workshop: Workshop, action: Action) -> Markup:
    title: Markup | str = (
        element("a", action.title, href=action.link, rel="noreferrer") if action.link else action.title
    )
    metrics = workshop.of(Metric, about=action.id)
    status = _(dict(STATUSES).get(action.status or "", ""))
    if action.status == "dropped" and action.dropped_because:
        status = _("{status}: {reason}").format(status=status, reason=action.dropped_because)
    step = None
    if action.first_step and action.status not in _OVER:
        step = element("p", _("First step: {text}").format(text=action.first_step), class_="detail", dir="auto")
    owner: Markup = (
        element("strong", element("bdi", action.owner))
        if action.owner
        else element("strong", _("no owner yet"), class_="flaw")
    )
    due: Markup | str = day(action.due) if action.due else element("span", _("no date yet"), class_="flaw")
    aims = [change(metric) for metric in metrics] if metrics else element("p", _("no metric yet"), class_="flaw")
    return element(
        "li",
        element("p", title, class_="text", dir="auto"),
        element("p", owner, " · ", due, " · ", element("span", status, class_="status"), class_="who-when"),
        aims,
        step,
        class_=f"todo is-{action.status or 'proposed'}",
    )


def _value(value: float) -> str:
    return figure(value, 0 if value == int(value) else 1)
