"""The protocol as one HTML file: headings, real tables, no script, nothing fetched; it prints well."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from cjm_widgets.view.markup import document, element, icon, style_sheet
from cjm_widgets.view.page import POLICY
from cjm_widgets.words import _, speaking

if TYPE_CHECKING:
    from cjm_widgets.view.markup import Markup
    from cjm_widgets.view.protocol.record import Record, Table

_WIDE: Final = 4
"""Tables with more columns become lists of facts on a phone."""


def protocol_page(record: Record) -> str:
    """Give the HTML file."""
    with speaking(record.language):
        title = _("Protocol: {title}").format(title=record.title)
        body = element(
            "main",
            element(
                "header",
                element("p", _("Protocol of a workshop"), class_="kicker"),
                element("h1", record.title, dir="auto"),
                element("ul", [element("li", line, dir="auto") for line in record.about], class_="about", role="list"),
            ),
            _lacking(record),
            [_table(one) for one in record.tables],
            class_="cjm-paper",
        )
        return on_paper(record.language, title, body)


def on_paper(language: str, title: str, main: Markup) -> str:
    """Give a whole HTML file of a page to print."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        icon(),
        _styles(),
    )
    return document(language, head, element("body", main))


@cache
def _styles() -> Markup:
    theme = (files("cjm_widgets.view") / "theme.css").read_text(encoding="utf-8")
    return style_sheet(theme + (files("cjm_widgets.view.protocol") / "paper.css").read_text(encoding="utf-8"))


def _lacking(record: Record) -> Markup:
    if not record.lacking:
        said = _("The map has an owner, a review date and an action with a date.")
        return element("p", said, class_="complete")
    items = [element("li", one, dir="auto") for one in record.lacking]
    return element("section", element("h2", _("Still missing")), element("ul", items), class_="lacking")


def _table(table: Table) -> Markup:
    head = element("h2", table.title, dir="auto")
    if not table.rows:
        return element("section", head, element("p", table.empty, class_="empty"))
    heads = element("tr", [element("th", one, scope="col") for one in table.heads])
    rows = [
        element(
            "tr",
            element("th", row[0], scope="row", dir="auto"),
            [
                element("td", cell or "–", dir="auto", data_label=name)
                for name, cell in zip(table.heads[1:], row[1:], strict=True)
            ],
        )
        for row in table.rows
    ]
    said = element("p", table.said) if table.said else None
    drawn = element(
        "table", element("thead", heads), element("tbody", rows), class_=f"of-{min(len(table.heads), _WIDE + 1)}"
    )
    return element("section", head, said, drawn)
