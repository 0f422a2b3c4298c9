"""What stands above a map: whose it is, how old it is, what it stands on, and where the room and the data differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Card, Metric, Objective, Persona, ScopeItem
from cjm_widgets.model.entities.objectives import LENSES, MAP_STATES
from cjm_widgets.view.cards import evidence_line, shares_bar, unfolding
from cjm_widgets.view.evidence import evidence_of
from cjm_widgets.view.markup import Markup, element, join
from cjm_widgets.view.metrics import metric_said
from cjm_widgets.view.objectives import scope_said
from cjm_widgets.view.portrait import portrait
from cjm_widgets.view.wording import count, day, days_between, quoted, short_day, span_of_time
from cjm_widgets.words import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cjm_widgets.model import Workshop
    from cjm_widgets.view.content import Content
    from cjm_widgets.view.contrast import Contrast

_STATES: Final = {
    "current": N_("As it is today"),
    "future": N_("As it is to be"),
    "ideal": N_("As it would be ideally"),
}
_NOT_SAID: Final = N_("not named yet")


def masthead(workshop: Workshop, content: Content, today: str, level: int) -> Markup:
    """Give the head of one journey's map; ``workshop`` holds settled cards only, ``today`` is an ISO date."""
    journey = content.journey
    objective = next(iter(workshop.of(Objective, journey=journey.id)), None)
    return element(
        "header",
        element("p", _kicker(workshop, objective), class_="kicker"),
        element(f"h{level}", journey.title, class_="title", dir="auto"),
        element("p", journey.summary, class_="summary", dir="auto") if journey.summary else None,
        element(
            "div",
            _persona(workshop, content),
            element("dl", _facts(workshop, objective, today), class_="facts"),
            class_="who",
        ),
        class_="masthead",
    )


def standing(content: Content) -> Markup:
    """Give the panels on what the map stands on: evidence, and felt against measured."""
    return element("div", _evidence_panel(content), _contrast_panel(content), class_="standing")


def evidence_dates(cards: Iterable[Card]) -> tuple[str, str] | None:
    """Give the oldest and the newest date of evidence; None where no card has one."""
    dates = sorted(card.evidence_on for card in cards if card.evidence_on)
    return (dates[0], dates[-1]) if dates else None


def _kicker(workshop: Workshop, objective: Objective | None) -> list[Markup | str]:
    lens = dict(LENSES).get((objective.lens if objective else None) or "customer", "")
    state = _(_STATES.get((objective.map_state if objective else None) or "current", MAP_STATES[0][1]))
    parts = [workshop.settings.organisation, _("{lens} journey map").format(lens=_(lens)), state]
    shown: list[Markup | str] = []
    for part in parts:
        if part:
            shown.extend([" · "] if shown else [])
            shown.append(element("bdi", part))
    return shown


def _facts(workshop: Workshop, objective: Objective | None, today: str) -> list[Markup]:
    facts = []
    if objective:
        facts.append((_("Objective"), objective.statement))
        if objective.decision_informed:
            facts.append((_("Decides"), objective.decision_informed))
        metrics = workshop.of(Metric, about=objective.id)
        facts.extend((_("Measured by"), ": ".join(filter(None, (one.name, metric_said(one))))) for one in metrics)
    if objective and (objective.scope_start or objective.scope_end):
        scope = _("{start} → {end}").format(start=objective.scope_start or "…", end=objective.scope_end or "…")
        facts.append((_("Scope"), scope))
    if objective:
        items = workshop.of(ScopeItem, objective=objective.id)
        sides = ((_("In scope"), scope_said(items, "in")), (_("Left out"), scope_said(items, "out")))
        facts.extend((label, said) for label, said in sides if said)
    owner = objective.owner if objective else ""
    facts.append((_("Owner"), owner or _(_NOT_SAID)))
    facts.append((_("Review by"), _review(objective.review_by if objective else None, today)))
    facts.append((_("As of"), day(today)))
    age = _evidence_age(workshop, today)
    if age:
        facts.append((_("Evidence"), age))
    return [element("div", element("dt", label), element("dd", value, dir="auto")) for label, value in facts]


def _review(review_by: str | None, today: str) -> str:
    if review_by is None:
        return _(_NOT_SAID)
    left = days_between(today, review_by)
    if left < 0:
        return _("{day}: overdue by {time}").format(day=day(review_by), time=span_of_time(-left))
    return _("{day}, in {time}").format(day=day(review_by), time=span_of_time(left))


def _evidence_age(workshop: Workshop, today: str) -> str:
    dates = evidence_dates(card for card in workshop if isinstance(card, Card))
    if dates is None:
        return ""
    oldest, newest = dates
    age = max(days_between(oldest, today), 0)
    if oldest == newest:
        return _("of {day}, {time} old").format(day=short_day(newest), time=span_of_time(age))
    return _("{oldest} to {newest}; the oldest is {time} old").format(
        oldest=short_day(oldest), newest=short_day(newest), time=span_of_time(age)
    )


def _persona(workshop: Workshop, content: Content) -> Markup:
    persona = workshop.find(Persona, content.journey.persona)
    if persona is None:
        return element("div", element("p", _("No primary persona is named yet."), class_="detail"), class_="persona")
    others = [series.name for series in content.series if series.persona != persona.id]
    compared = _("Compared with {names}.").format(names=", ".join(others)) if others else ""
    return element(
        "div",
        portrait(persona),
        element(
            "div",
            element("p", element("strong", persona.name, dir="auto"), class_="name"),
            element("p", persona.context, class_="context", dir="auto") if persona.context else None,
            element("p", quoted(persona.quote), class_="quote", dir="auto") if persona.quote else None,
            element("p", compared, class_="detail") if compared else None,
            evidence_line(evidence_of(workshop, persona)),
        ),
        class_="persona",
    )


def _evidence_panel(content: Content) -> Markup:
    shares = content.shares
    if not shares.total:
        said: Markup = element("p", _("There is nothing on the map yet that could have evidence."))
    else:
        n = shares.counts[0]
        believed = ngettext(
            "{n} of {total} cards is only believed; it stands below the map.",
            "{n} of {total} cards are only believed; they stand below the map.",
            n,
        ).format(n=count(n), total=count(shares.total))
        proven = _("Every card has evidence behind it.")
        said = join(shares_bar(shares), element("p", believed if n else proven))
    return element("section", element("p", _("What it stands on"), class_="panel-name"), said, class_="panel")


def _contrast_panel(content: Content) -> Markup | None:
    if not content.series:
        return None
    differing = [contrast for contrast in content.contrasts if contrast.differs]
    agreeing = [contrast for contrast in content.contrasts if not contrast.differs]
    if differing:
        n = len(agreeing)
        told = ngettext("In {n} other place they agree.", "In {n} other places they agree.", n).format(n=count(n))
    else:
        told = _("Where data can tell, the room and customers are on the same side.")
    silent = element("p", _("No measurement can yet be held against the room’s mood."))
    return element(
        "section",
        element("p", _("Felt against measured"), class_="panel-name"),
        _compared(differing) if differing else None,
        unfolding(told, [_compared(agreeing)], "unfold agreeing") if agreeing else None,
        None if content.contrasts else silent,
        class_="panel felt-measured",
    )


def _compared(contrasts: Sequence[Contrast]) -> Markup:
    items = [element("li", element("strong", element("bdi", one.name), ":"), " ", one.said) for one in contrasts]
    return element("ul", items, role="list")
