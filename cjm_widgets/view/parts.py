"""What the pages of steps are made of besides forms: a finding, a matrix, a chart's numbers, lists of what to see."""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from cjm_widgets.view.markup import element, join, style_sheet
from cjm_widgets.view.wording import count, figure
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.view.figures import Drawn
    from cjm_widgets.view.markup import Child, Markup


@cache
def parts_styles() -> Markup:
    """Give the style sheet of all that a step's page draws itself; once a page is enough."""
    return style_sheet((files("cjm_widgets.view") / "parts.css").read_text(encoding="utf-8"))


def scroller(name: str, table: Markup) -> Markup:
    """Let a table that is wider than its place scroll there, by keys too; ``name`` is read when one comes to it."""
    return element("div", table, class_="cjm-scroll", tabindex="0", role="region", aria_label=name)


def numbers_table(drawn: Drawn) -> Markup:
    """Give the numbers of a chart as a table: what is read by whoever does not see the chart."""
    headings = dict(drawn.headings) or {str(name): str(name) for name in drawn.numbers.columns}
    rows = drawn.numbers[list(headings)].astype(object).to_numpy().tolist()
    if not rows:
        return element("p", _("No number yet."), class_="cjm-none")
    body = [element("tr", [_cell(value, heads=place == 0) for place, value in enumerate(row)]) for row in rows]
    head = element("tr", [element("th", heading, scope="col") for heading in headings.values()])
    caption = element("caption", _("The numbers in the chart"))
    table = element("table", caption, element("thead", head), element("tbody", body), class_="cjm-table cjm-of-chart")
    return element("div", scroller(_("The numbers in the chart"), table), class_="cjm-contents")


def bullet_list(items: Sequence[Child]) -> Markup | None:
    """Give a list, one thing a line; nothing for none."""
    return element("ul", [element("li", one, dir="auto") for one in items], class_="cjm-points") if items else None


def panel(title: str, *children: Child, tone: str = "") -> Markup:
    """Give a small titled part beside others; ``tone`` is ``notice`` where somebody should look."""
    kind = f"cjm-panel cjm-panel-{tone}" if tone else "cjm-panel"
    return element("section", element("h3", title), join(*children), class_=kind)


def _cell(value: object, *, heads: bool) -> Markup:
    if heads:
        return element("th", str(value), scope="row", dir="auto")
    if isinstance(value, bool):
        return element("td", _("Yes") if value else _("No"))
    if isinstance(value, int):
        return element("td", count(value), class_="cjm-figure")
    if isinstance(value, float) and not math.isnan(value):
        return element("td", figure(value, 0 if value.is_integer() else 1), class_="cjm-figure")
    # Whatever pandas has for nothing reads as a dash; its NA is neither equal to itself nor unequal.
    nothing = str(value) in ("", "None", "nan", "<NA>", "NaT")
    return element("td", "–" if nothing else str(value), dir="auto")
