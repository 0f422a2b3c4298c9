"""The protocol as Markdown; whatever people typed reads as itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cjm_widgets.view.markup import plain
from cjm_widgets.words import _, speaking

if TYPE_CHECKING:
    from cjm_widgets.view.protocol.record import Record, Table

_SIGNS = re.compile(r"([\\`*_\[\]>#|~])")
# At the beginning these would make a list, a heading or a number of their own.
_BEGINNING = re.compile(r"^(\d*)([-+=.)])")


def protocol_text(record: Record) -> str:
    """Give the Markdown, with one newline at the end."""
    with speaking(record.language):
        lines = [f"# {escaped(_('Protocol: {title}').format(title=record.title))}", ""]
        lines += [f"- {escaped(line)}" for line in record.about]
        if record.lacking:
            lines += ["", f"## {_('Still missing')}", "", *(f"- {escaped(one)}" for one in record.lacking)]
        for table in record.tables:
            lines += ["", f"## {escaped(table.title)}", "", *_table(table)]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Give text in one line so that no sign of it is Markdown or HTML."""
    line = _SIGNS.sub(r"\\\1", " ".join(plain(text).split())).replace("&", "&amp;").replace("<", "&lt;")
    return _BEGINNING.sub(r"\1\\\2", line)


def _table(table: Table) -> list[str]:
    if not table.rows:
        return [escaped(table.empty)]
    said = [escaped(table.said), ""] if table.said else []
    heads = f"| {' | '.join(escaped(one) for one in table.heads)} |"
    rule = f"|{'|'.join(' --- ' for _head in table.heads)}|"
    rows = [f"| {' | '.join(escaped(cell) for cell in row)} |" for row in table.rows]
    return [*said, heads, rule, *rows]
