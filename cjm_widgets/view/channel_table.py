"""The channel matrix as a table that one reads, and what is to be looked at below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.view.channels import GapKind, channel_matrix
from cjm_widgets.view.markup import element, join
from cjm_widgets.view.parts import bullet_list, panel, scroller
from cjm_widgets.view.wording import count
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.model import Workshop
    from cjm_widgets.view.channels import ChannelMatrix
    from cjm_widgets.view.markup import Markup

MOST_NAMES: Final = 4
MOST_POINTS: Final = 8


def channel_table(workshop: Workshop, journey: str) -> Markup:
    """Draw the matrix with the touchpoints' names in it, and beside it gaps and doubles by name."""
    matrix = channel_matrix(workshop, journey)
    if not matrix.n:
        said = _("No touchpoint yet. Write the first moments above, each with its channel.")
        return element("p", said, class_="cjm-none")
    head = element(
        "tr",
        element("th", _("Channel"), scope="col"),
        [element("th", name, scope="col", dir="auto") for _id, name in matrix.stages],
        element("th", _("All"), scope="col", class_="cjm-figure"),
    )
    rows = [_row(matrix, channel) for channel in matrix.channels]
    said = _("Touchpoints by channel and stage. Hatched: the channel breaks off there.")
    caption = element("caption", element("span", said))
    table = element("table", caption, element("thead", head), element("tbody", rows), class_="cjm-table cjm-matrix")
    return element("div", scroller(_("Channels by stage"), table), _found(matrix), class_="cjm-contents")


def _row(matrix: ChannelMatrix, channel: str) -> Markup:
    cells = [_cell(matrix, channel, id) for id, _name in matrix.stages]
    tone = None if channel else "cjm-amber"
    heading = element("th", channel or _("no channel"), scope="row", dir="auto", class_=tone)
    return element("tr", heading, cells, element("td", count(matrix.of_channel(channel)), class_="cjm-figure"))


def _cell(matrix: ChannelMatrix, channel: str, stage: str) -> Markup:
    here = matrix.cells.get((channel, stage), ())
    if not here:
        if matrix.is_break(channel, stage):
            return element("td", element("span", _("breaks off")), class_="cjm-gap")
        return element("td", element("span", "·", aria_hidden="true"), element("span", _("none"), class_="cjm-unseen"))
    names = [element("li", one.name, dir="auto") for one in here[:MOST_NAMES]]
    if len(here) > MOST_NAMES:
        names.append(element("li", _("and {n} more").format(n=count(len(here) - MOST_NAMES)), class_="cjm-soft"))
    many = element("b", count(len(here))) if len(here) > 1 else None
    return element("td", join(many, element("ul", names)), class_=f"cjm-full cjm-full-{min(len(here), 4)}")


def _found(matrix: ChannelMatrix) -> Markup:
    gaps = [one.says for one in matrix.gaps]
    doubles = [one.says for one in matrix.doubles]
    serious = any(one.kind in (GapKind.NO_CHANNEL, GapKind.EMPTY_STAGE) for one in matrix.gaps)
    nothing_missing = element("p", _("No gap: every stage has a channel, and none breaks off."), class_="cjm-none")
    nothing_twice = element("p", _("No two touchpoints share stage and channel."), class_="cjm-none")
    return element(
        "div",
        panel(_("Gaps"), _shortened(gaps) or nothing_missing, tone="notice" if serious else ""),
        panel(_("Doubles to look at"), _shortened(doubles) or nothing_twice),
        class_="cjm-panels",
    )


def _shortened(said: list[str]) -> Markup | None:
    rest = len(said) - MOST_POINTS
    more = [_("and {n} more").format(n=count(rest))] if rest > 0 else []
    return bullet_list([*said[:MOST_POINTS], *more])
