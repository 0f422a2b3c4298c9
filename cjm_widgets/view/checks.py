"""What checks have found: by gravity, each with its place and the way out; beside a step and below the map."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Journey, Step
from cjm_widgets.model.checks import Severity, check_journey, closing, findings_of, gathered
from cjm_widgets.view.markup import Markup, element, join, style_sheet
from cjm_widgets.view.wording import count, listing
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cjm_widgets.model import Workshop
    from cjm_widgets.model.checks import Finding

CHECKS: Final = "cjm-checks"
"""The class that every rule of the checks' style sheet begins with."""


def step_checks(workshop: Workshop, journey: str, step: Step, today: date) -> Markup:
    """Give what is found in one step, with its style sheet, for the page of that step."""
    found = findings_of(check_journey(workshop, journey, today), step)
    title = _("What to check in this step")
    if not found:
        said = element("p", _mark("fine"), _("Nothing to check in this step."), class_="fine")
        return join(_styles(), element("section", said, class_=CHECKS, aria_label=title))
    drawn = _groups(found, 3, steps=False)
    return join(_styles(), element("section", _head(title, found, 2), drawn, class_=f"{CHECKS} beside"))


def map_checks(workshop: Workshop, journey: str, today: date, level: int) -> Markup:
    """Give what is found on a map that is published, below it; what only the room could tell is left out."""
    found = check_journey(workshop, journey, today, published=True)
    title = _("What to check")
    if not found:
        said = element("p", _mark("fine"), _("The checks find nothing to mend on this map."), class_="fine")
        return element("section", element(f"h{level}", title), said, class_=CHECKS)
    return element("section", _head(title, found, level), _groups(found, level + 1, steps=True), class_=CHECKS)


def closing_checks(workshop: Workshop, today: date) -> Markup:
    """Say what the workshop still lacks before it can be closed, map by map, or that it lacks nothing."""
    found = closing(workshop, today)
    title = _("Before you close")
    if not found:
        ready = _("Ready to close: the map has an owner, a review date and an action with a date.")
        said = element("p", _mark("fine"), ready, class_="fine")
        return join(_styles(), element("section", said, class_=CHECKS, aria_label=title))
    several = len(workshop.all(Journey)) > 1
    items = [
        element(
            "li",
            element("p", [element("bdi", one.place.label), ": "] if several else None, one.says, class_="says"),
            element("p", one.way_out, class_="way-out"),
        )
        for one in found
    ]
    lacking = element("div", element("ul", items, role="list"), class_="group error")
    head = element("div", element("h2", title), element("p", _("What is missing:"), class_="count"), class_="head")
    return join(_styles(), element("section", head, lacking, class_=f"{CHECKS} beside"))


def counted(findings: Sequence[Finding]) -> str:
    """Say how many things there are by gravity, in a phrase: 1 to mend, 4 to look into and 2 good to know.

    What one rule finds in many places is one thing, as it is one entry.
    """
    entries = [group[0].severity for _says, group in gathered(findings)]
    n = {severity: entries.count(severity) for severity in Severity}
    phrases = {
        Severity.ERROR: ngettext("{n} to mend", "{n} to mend", n[Severity.ERROR]),
        Severity.WARNING: ngettext("{n} to look into", "{n} to look into", n[Severity.WARNING]),
        Severity.NOTE: ngettext("{n} good to know", "{n} good to know", n[Severity.NOTE]),
    }
    return listing([phrases[severity].format(n=count(n[severity])) for severity in Severity if n[severity]])


@cache
def _styles() -> Markup:
    return style_sheet((files("cjm_widgets.view") / "checks.css").read_text(encoding="utf-8"))


def _head(title: str, findings: Sequence[Finding], level: int) -> Markup:
    return element("div", element(f"h{level}", title), element("p", counted(findings), class_="count"), class_="head")


def _groups(findings: Sequence[Finding], level: int, *, steps: bool) -> list[Markup]:
    """Give a group a gravity; what is only good to know unfolds, so that it does not stand in the way."""
    groups: list[Markup] = []
    for severity in Severity:
        mine = [one for one in findings if one.severity is severity]
        if not mine:
            continue
        items = element(
            "ul", (_item(says, group, steps=steps) for says, group in gathered(mine)), role="list"
        )  # fmt: skip
        name = join(_mark(severity), _(severity.label))
        if severity is Severity.NOTE:
            summary = element("summary", element("span", name, class_="name"))
            # With nothing graver above them, there is nothing that notes could stand in the way of.
            groups.append(element("details", summary, items, class_=f"group {severity}", open=not groups))
        else:
            groups.append(element("div", element(f"h{level}", name, class_="name"), items, class_=f"group {severity}"))
    return groups


def _item(says: str, group: Sequence[Finding], *, steps: bool) -> Markup:
    first = group[0]
    step = Step(first.step)
    where = _("Step {n}, {name}").format(n=step.number, name=_(step.label)) if steps else None
    return element(
        "li",
        element("p", says, class_="says", dir="auto"),
        element("p", first.way_out, class_="way-out"),
        element("p", where, class_="where") if where else None,
        _each(group) if len(group) > 1 else None,
    )


def _each(group: Sequence[Finding]) -> Markup:
    """Name every place of what was found in many."""
    items = [element("li", one.says, dir="auto") for one in group]
    said = ngettext("{n} in full", "All {n} in full", len(group)).format(n=count(len(group)))
    return element("details", element("summary", said), element("ul", items, role="list"), class_="each")


def _mark(kind: str) -> Markup:
    """Draw the mark of a gravity; its shape tells it, not its colour alone."""
    shape = {
        "error": [element("circle", cx=8, cy=8, r=7), element("path", d="M8 4v5M8 11.4v.2", class_="in")],
        "warning": [element("path", d="M8 1.5L15 14H1z"), element("path", d="M8 6v3.6M8 11.8v.2", class_="in")],
        "note": [element("circle", cx=8, cy=8, r=6.2, class_="ring"), element("path", d="M8 7.4v4M8 4.7v.2")],
        "fine": [element("path", d="M2.5 8.5l3.6 3.8 7.4-8.4")],
    }[kind]
    return element(
        "svg",
        shape,
        viewBox="0 0 16 16",
        width=16,
        height=16,
        class_=f"mark {kind}",
        aria_hidden="true",
        focusable="false",
    )
