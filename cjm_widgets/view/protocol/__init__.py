"""The protocol of a workshop: what was decided, voted, agreed to do and left open, as a page, as text and as lists.

    record = gather(workshop, agenda=clock.agenda, now=now, names=False)
    html, markdown, csv = protocol_page(record), protocol_text(record), protocol_lists(record)

What is hidden, what those who lead noted for themselves, ballots, and whose a card is, is in none of them.
"""

from __future__ import annotations

from cjm_widgets.view.protocol.lists import protocol_lists
from cjm_widgets.view.protocol.page import protocol_page
from cjm_widgets.view.protocol.record import Record, gather
from cjm_widgets.view.protocol.text import protocol_text

__all__ = ["Record", "gather", "protocol_lists", "protocol_page", "protocol_text"]
