"""The settings of the workshop, and what they promise to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipywidgets import VBox

from cjm_widgets.model import Role, Team
from cjm_widgets.model.entities.people import DOTS, Settings
from cjm_widgets.view.contents import styles
from cjm_widgets.view.markup import element, join
from cjm_widgets.widgets.form import Form
from cjm_widgets.widgets.live import Live
from cjm_widgets.widgets.table import Table
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.apps.leading.floor import Floor
    from cjm_widgets.model import Workshop
    from cjm_widgets.view.markup import Markup

_FIELDS = ("title", "organisation", "language", "dots", "anonymous_notes", "anonymous_emotions")


class PromiseDesk:
    """Settings, which are the facilitator's, and the teams that people choose from when they join."""

    def __init__(self, floor: Floor) -> None:
        """Offer what may be set from this seat."""
        seat = floor.seat
        told = Live(seat, what_is_promised)
        teams = Table(
            seat,
            Team.KIND,
            fields=("name",),
            comments=False,
            title=_("Teams"),
            help=_("People choose one when they join; touchpoints are owned by them."),
        )
        parts = [told, teams]
        if seat.role is Role.FACILITATOR:
            settings = Form(
                seat,
                Settings.KIND,
                key=seat.workshop.id,
                fields=_FIELDS,
                title=_("Settings"),
                help=_(
                    "Everybody is told what is anonymous. Set it before anybody writes: what was signed stays signed."
                ),
            )
            parts = [settings, told, teams]
        self.box = VBox(parts)


def what_is_promised(workshop: Workshop) -> Markup:
    """Say what everybody is told about names and votes."""
    settings = workshop.settings
    hidden, signed = _("Anonymous: who wrote them is stored nowhere."), _("Signed: names stand beside them.")
    rows = [
        (_("Notes and pain points"), hidden if settings.anonymous_notes else signed),
        (_("Emotion scores"), hidden if settings.anonymous_emotions else signed),
        (_("Votes"), _("Always blind: ballots carry no name, and nobody sees them before the vote is closed.")),
        (_("Actions"), _("Always with the name of their owner.")),
        (_("Dots per person"), _(dict(DOTS)[settings.dots or "3"])),
    ]
    listed = [element("div", element("dt", what), element("dd", said)) for what, said in rows]
    head = element("h2", _("What everybody is promised"))
    body = element("dl", listed, class_="cjm-promises")
    return join(styles(), element("section", head, body, class_="cjm-contents"))
