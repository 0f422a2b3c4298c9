"""The link for readers: made, copied, replaced and withdrawn, beside what was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.apps import published, reader_link
from cjm_widgets.widgets.desk import Action, Desk, Drawn, Fact, Form
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.apps.leading.floor import Floor
    from cjm_widgets.model import Json, Workshop


class ReadersDesk:
    """Who may read the published map later, without taking part."""

    def __init__(self, floor: Floor) -> None:
        """Show the link that is out, where there is one."""
        self._floor = floor
        self.widget = Desk(
            floor.seat,
            self.draw,
            {"give": self._give, "withdraw": self._withdraw},
            title=_("Link for readers"),
            help=_(
                "Whoever has it reads the published map while this kit runs, and sees nothing of the room. Elsewhere,"
                " send the page as a file."
            ),
        )

    def draw(self, workshop: Workshop) -> Drawn:
        """Draw the link, or the button that makes one."""
        if published.version(workshop.id) is None:
            return Drawn(
                facts=(Fact(label=_("Link"), value=_("Publish the map first: there is nothing to read yet.")),)
            )
        link = reader_link.reader_link(workshop.id)
        if link is None:
            return Drawn(
                facts=(Fact(label=_("Link"), value=_("None is out.")),),
                actions=(Action(key="give", label=_("Make a link for readers"), tone="main"),),
            )
        return Drawn(
            facts=(self._fact(link),),
            actions=(
                Action(key="give", label=_("Replace it"), tone="quiet", form=_replacing()),
                Action(key="withdraw", label=_("Withdraw it"), tone="quiet", form=_withdrawing()),
            ),
        )

    def _fact(self, link: str) -> Fact:
        found = self._floor.here.addresses
        if found:
            return Fact(label=_("Whoever has this link may read"), value=f"{found[0]}{link}", copy=True)
        return Fact(
            label=_("Whoever has this link may read, on this machine; for others, start the kit with --lan"),
            value=link, path=True, copy=True,
        )  # fmt: skip

    def _give(self, _row: str, _answers: dict[str, Json]) -> str:
        workshop = self._floor.seat.workshop.id
        replaced = reader_link.reader_link(workshop) is not None
        reader_link.give_out(workshop)
        self.widget.redraw()
        return _("The link is new; the old one opens nothing.") if replaced else _("The link is there. Copy it.")

    def _withdraw(self, _row: str, _answers: dict[str, Json]) -> str:
        reader_link.withdraw(self._floor.seat.workshop.id)
        self.widget.redraw()
        return _("The link opens nothing any more.")


def _replacing() -> Form:
    return Form(
        title=_("A new link?"),
        help=_("The one that you gave out opens nothing from then on."),
        submit=_("Replace it"),
    )


def _withdrawing() -> Form:
    return Form(
        title=_("Withdraw the readers’ link?"),
        help=_("Nobody comes to the map by it any more. What somebody saved as a file stays theirs."),
        submit=_("Withdraw it"),
    )
