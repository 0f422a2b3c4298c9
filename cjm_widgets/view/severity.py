"""Pain points by severity and frequency: the matrix in which one sees what to take first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import PainPoint, Touchpoint, Why
from cjm_widgets.model.checks.without_action import is_top
from cjm_widgets.model.entities.emotions import FREQUENCY, SEVERITY
from cjm_widgets.model.settled import settled
from cjm_widgets.view.markup import element
from cjm_widgets.view.parts import bullet_list, panel, scroller
from cjm_widgets.view.wording import count, quoted, shortened
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from cjm_widgets.model import Workshop
    from cjm_widgets.view.markup import Markup

ROOT: Final = 5
"""So many whys lead from a pain to its root."""
_LONGEST: Final = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPain:
    """A pain point with its place in the matrix."""

    pain: PainPoint
    touchpoint: str
    """Its name; empty where it stands at none."""
    whys: int

    @property
    def score(self) -> int | None:
        """Severity × frequency, 0–16."""
        return self.pain.score

    @property
    def top(self) -> bool:
        """Tell whether it may not be left without an opportunity."""
        return is_top(self.pain)


def placed_pains(workshop: Workshop, journey: str) -> tuple[PlacedPain, ...]:
    """Give a journey's settled pain points, the highest score first, unrated ones last."""
    shown = settled(workshop)
    names = {one.id: one.name for one in shown.of(Touchpoint, journey=journey)}
    pains = [
        PlacedPain(
            pain=one, touchpoint=names.get(one.touchpoint or "", ""), whys=len(workshop.of(Why, pain_point=one.id))
        )
        for one in shown.of(PainPoint, journey=journey)
    ]
    return tuple(sorted(pains, key=lambda one: -1 if one.score is None else one.score, reverse=True))


def severity_finding(workshop: Workshop, journey: str) -> str:
    """Say which pain is the worst, and how many stand at the top."""
    pains = placed_pains(workshop, journey)
    rated = [one for one in pains if one.score is not None]
    if not rated:
        return _("No pain is rated yet: give severity, then frequency.") if pains else _("No pain point yet.")
    worst = rated[0]
    top = sum(one.top for one in rated)
    said = _("{pain} hurts most: {score} of 16.").format(
        pain=quoted(shortened(worst.pain.description.rstrip("."), _LONGEST)), score=worst.score
    )
    return said + " " + ngettext("{n} pain is at the top.", "{n} pains are at the top.", top).format(n=count(top))


def severity_table(workshop: Workshop, journey: str) -> Markup:
    """Draw the matrix: severity down, frequency across, the pains in it; and below what is still unrated."""
    pains = placed_pains(workshop, journey)
    if not pains:
        return element("p", _("No pain point yet. Write above what hurts, one a card."), class_="cjm-none")
    # Roles are said, because narrow screens stack the cells, and some browsers then forget that it is a table.
    heads = [element("th", _(word), scope="col", role="columnheader") for word in FREQUENCY]
    head = element(
        "tr", element("th", _("Severity ↓ Frequency →"), scope="col", role="columnheader"), heads, role="row"
    )
    rows = [_row(pains, severity) for severity in range(len(SEVERITY) - 1, -1, -1)]
    caption = element("caption", _("Severity × frequency. The darker, the higher the score (0–16)."))
    table = element(
        "table",
        caption,
        element("thead", head, role="rowgroup"),
        element("tbody", rows, role="rowgroup"),
        class_="cjm-table cjm-severity",
        role="table",
    )
    return element("div", scroller(_("Severity × frequency"), table), _beside(pains), class_="cjm-contents")


def _row(pains: tuple[PlacedPain, ...], severity: int) -> Markup:
    heading = element("th", element("b", str(severity)), " ", _(SEVERITY[severity]), scope="row", role="rowheader")
    cells = [_cell(pains, severity, frequency) for frequency in range(1, len(FREQUENCY) + 1)]
    return element("tr", heading, cells, role="row")


def _cell(pains: tuple[PlacedPain, ...], severity: int, frequency: int) -> Markup:
    here = [one for one in pains if (one.pain.severity, one.pain.frequency) == (severity, frequency)]
    score = severity * frequency
    items = [element("li", one.pain.description, dir="auto") for one in here]
    listed = element("ul", items) if items else element("span", _("none"), class_="cjm-unseen")
    shade = 0 if score == 0 else 1 + (score >= 4) + (score >= 8) + (score >= 12)  # noqa: PLR2004 - quarters of 16
    # Where cells are stacked, no heading stands above them.
    often = element("span", _(FREQUENCY[frequency - 1]), class_="cjm-often")
    classes = f"cjm-heat cjm-heat-{shade}" + ("" if here else " cjm-vacant")
    return element("td", element("small", str(score), aria_hidden="true"), often, listed, class_=classes, role="cell")


def _beside(pains: tuple[PlacedPain, ...]) -> Markup | None:
    unrated = [one.pain.description for one in pains if one.score is None]
    shallow = [
        _("{pain}: {n} of {all} whys").format(
            pain=quoted(shortened(one.pain.description.rstrip("."), _LONGEST)), n=one.whys, all=ROOT
        )
        for one in pains
        if one.top and one.whys < ROOT
    ]
    panels = [
        panel(_("Not rated yet"), bullet_list(unrated)) if unrated else None,
        panel(_("At the top, and not asked why to the root"), bullet_list(shallow)) if shallow else None,
    ]
    return element("div", panels, class_="cjm-panels") if unrated or shallow else None
