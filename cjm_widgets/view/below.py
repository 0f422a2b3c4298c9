"""What stands below a map: what happens next, and what is only believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Action, Metric
from cjm_widgets.model.entities.action import STATUSES
from cjm_widgets.view.cards import grade_mark
from cjm_widgets.view.evidence import claim_text
from cjm_widgets.view.markup import Markup, element, join
from cjm_widgets.view.metrics import metric_said
from cjm_widgets.view.roadmap import roadmap
from cjm_widgets.view.wording import day, shortened
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.model import Workshop
    from cjm_widgets.view.content import Content
    from cjm_widgets.view.markup import Child

BELIEVED_LENGTH: Final = 160


def next_steps(workshop: Workshop, content: Content, name: str, level: int) -> Markup | None:
    """Give the actions of a journey with owner, due date and how one will see that they helped.

    They stand on the roadmap, now, next and later; in a table while none has a place there yet.
    """
    actions = workshop.of(Action, journey=content.journey.id)
    if not actions:
        return None
    heading = element(f"h{level}", _("What happens next"))
    drawn = roadmap(workshop, content.journey.id, level + 1)
    if drawn is not None:
        return element("section", heading, drawn, class_="next")
    caption = f"{name}-actions"
    headings = (_("Action"), _("Owner"), _("Due"), _("Status"), _("How we will see it"))
    # Roles are said, because narrow screens stack the cells, and some browsers then forget that it is a table.
    heads = [element("th", heading, scope="col", role="columnheader") for heading in headings]
    table = element(
        "table",
        element("caption", _("Actions with owner and date"), id=caption, class_="unseen"),
        element("thead", element("tr", heads, role="row"), role="rowgroup"),
        element("tbody", (_action(workshop, action, headings) for action in actions), role="rowgroup"),
        class_="plain stacks",
        role="table",
    )
    return element(
        "section",
        heading,
        element("div", table, class_="sideways", role="region", tabindex=0, aria_labelledby=caption),
        class_="next",
    )


def believed(content: Content, level: int) -> Markup | None:
    """Give the cards that are only assumed, stage by stage in the order of the map; None where there are none."""
    if not content.believed:
        return None
    items = [
        element(
            "li",
            grade_mark(0),
            element("span", _(card.LABEL), class_="kind"),
            " ",
            element("bdi", shortened(claim_text(card), BELIEVED_LENGTH)),
        )
        for card in content.believed
    ]
    why = _("Nobody has evidence for these yet. Ask customers, or look into the data, before building on them.")
    return element(
        "section",
        element(f"h{level}", _("What we only believe")),
        element("p", why, class_="detail"),
        element("ul", items, role="list"),
        class_="believed",
    )


def left_out(content: Content) -> Markup | None:
    """Say what is not on the map although it was settled."""
    n = content.left_out
    if not n:
        return None
    said = ngettext(
        "{n} touchpoint stands in no stage yet and is not on this map.",
        "{n} touchpoints stand in no stage yet and are not on this map.",
        n,
    )
    return element("p", said.format(n=n), class_="detail")


def empty_map(level: int) -> Markup:
    """Say what to do where there is nothing to draw yet."""
    return element(
        "section",
        element(f"h{level}", _("Nothing to draw yet")),
        element(
            "p",
            _(
                "A map begins with its stages. Name three to seven of them with verbs of the customer’s in step 5,"
                " collect touchpoints in step 4, and place each in a stage; then publish again."
            ),
        ),
        class_="empty",
    )


def legend() -> Markup:
    """Explain the marks of evidence and the curve."""
    grades = [
        (0, _("Assumption: nobody has checked")),
        (1, _("Anecdote: somebody has seen it")),
        (2, _("Some data")),
        (3, _("Validated")),
    ]
    return element(
        "div",
        element("p", [[element("span", grade_mark(grade), " ", words, class_="key"), " "] for grade, words in grades]),
        element(
            "p",
            _(
                "Curve: large points are means, the band is the middle half of the scores (from five on; else"
                " lowest to highest), small dots are single scores, a ring is a moment of truth. Moods run from −2 to"
                " +2. Where nobody scored there is a gap."
            ),
        ),
        class_="legend",
    )


def _action(workshop: Workshop, action: Action, headings: Sequence[str]) -> Markup:
    metrics = [join(element("bdi", metric.name), _after(metric)) for metric in workshop.of(Metric, about=action.id)]
    title: Markup | str = (
        element("a", action.title, href=action.link, rel="noreferrer") if action.link else action.title
    )
    status = dict(STATUSES).get(action.status or "", "")
    first_step = element("p", action.first_step, class_="detail") if action.first_step else None
    cells: list[Child] = [
        element("bdi", action.owner or _("nobody yet")),
        element("span", day(action.due) or _("no date yet"), class_="day"),
        _(status),
        [element("p", metric) for metric in metrics] if metrics else _("no metric yet"),
    ]
    return element(
        "tr",
        element("th", title, first_step, scope="row", role="rowheader", dir="auto"),
        (
            element("td", cell, role="cell", data_label=heading)
            for heading, cell in zip(headings[1:], cells, strict=True)
        ),
        role="row",
    )


def _after(metric: Metric) -> str:
    said = metric_said(metric)
    return f": {said}" if said else ""
