"""The hand-out for participants: what the day is for, how it runs, what is promised; with lines for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Objective, Phase
from cjm_widgets.view.markup import element
from cjm_widgets.view.phases import phase_says, phase_title
from cjm_widgets.view.protocol.page import on_paper
from cjm_widgets.view.protocol.record import clock_time
from cjm_widgets.words import _, speaking

if TYPE_CHECKING:
    from cjm_widgets.model import Agenda, Workshop
    from cjm_widgets.view.markup import Markup

LINES: Final = 8


def handout_page(workshop: Workshop, *, agenda: Agenda | None = None) -> str:
    """Give the HTML file. No code to join with is in it: paper is left lying about."""
    tag = workshop.settings.language or "en"
    with speaking(tag):
        main = element(
            "main",
            element(
                "header",
                element("p", _("For everybody who takes part"), class_="kicker"),
                element("h1", workshop.settings.title, dir="auto"),
            ),
            _purpose(workshop),
            _how(),
            _promised(workshop),
            _day(agenda),
            _paper(),
            class_="cjm-paper",
        )
        return on_paper(tag, workshop.settings.title, main)


def _purpose(workshop: Workshop) -> Markup | None:
    said = [one.statement for one in workshop.all(Objective) if one.standing == "settled" and one.merged_into is None]
    if not said:
        return None
    return element("section", element("h2", _("What we are here for")), [element("p", one, dir="auto") for one in said])


def _how() -> Markup:
    rows = [
        element("tr", element("th", phase_title(one), scope="row"), element("td", phase_says(one))) for one in Phase
    ]
    heads = element("tr", element("th", _("Phase"), scope="col"), element("th", _("What you do"), scope="col"))
    intro = _("Scan the code on the wall or type its address, and give a name. Each step has four phases.")
    table = element("table", element("thead", heads), element("tbody", rows))
    return element("section", element("h2", _("How it works")), element("p", intro), table)


def _promised(workshop: Workshop) -> Markup:
    settings = workshop.settings
    said = [_("Votes are blind: ballots carry no name.")]
    if settings.anonymous_notes:
        said.append(_("Notes and pain points are anonymous: who wrote them is stored nowhere."))
    if settings.anonymous_emotions:
        said.append(_("Emotion scores are anonymous: who gave them is stored nowhere."))
    if not (settings.anonymous_notes and settings.anonymous_emotions):
        said.append(_("Whatever is not named here as anonymous is signed."))
    items = [element("li", one) for one in said]
    return element("section", element("h2", _("What you are promised")), element("ul", items))


def _day(agenda: Agenda | None) -> Markup | None:
    if agenda is None or not agenda.items:
        return None
    times = [clock_time(at) for at in agenda.planned_at()]
    heads = element("tr", [element("th", one, scope="col") for one in (_("What"), _("Minutes"), _("From"))])
    rows = [
        element("tr", element("th", item.title, scope="row", dir="auto"), element("td", str(item.minutes)),
                element("td", at or "–"))
        for item, at in zip(agenda.items, times, strict=True)
    ]  # fmt: skip
    table = element("table", element("thead", heads), element("tbody", rows))
    return element("section", element("h2", _("The day")), table)


def _paper() -> Markup:
    said = _("No device? Write here, one thought a line. The facilitator types it in for you.")
    lines = [element("li", str(n)) for n in range(1, LINES + 1)]
    return element("section", element("h2", _("On paper")), element("p", said), element("ol", lines, class_="lines"))
