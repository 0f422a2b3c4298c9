"""The door: joining open or closed, the code and its address, links for who leads too, and a rehearsal wiped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets import places
from cjm_widgets.apps.leading.floor import WAIT_S
from cjm_widgets.model import Person, Role
from cjm_widgets.widgets.desk import Action, Desk, Drawn, Fact, Form
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from cjm_widgets.apps.leading.floor import Floor
    from cjm_widgets.model import Json, Workshop

WIPE_S: Final = 120.0
"""How long a back-up before wiping may take, in seconds."""


class JoiningDesk:
    """Who may come in."""

    def __init__(self, floor: Floor) -> None:
        """Stand at the door."""
        self._floor = floor
        self._link = ""
        self.widget = Desk(
            floor.seat,
            self.draw,
            {
                "open": self._open,
                "close": self._close,
                "renew": self._renew,
                "invite": self._invite,
                "forget": self._forget,
                "withdraw": self._withdraw,
                "wipe": self._wipe,
            },
            title=_("Joining"),
            help=_("The projector page shows the code large, with a QR code and the address that phones can reach."),
        )
        floor.listen(self.widget.redraw)

    def draw(self, workshop: Workshop) -> Drawn:
        """Draw the code and what can be done at the door."""
        clock = self._floor.clock
        facts: list[Fact] = []
        actions: list[Action] = []
        if clock.joining and clock.join_code:
            facts += [
                Fact(label=_("Joining is open. The code"), value=clock.join_code, big=True, copy=True),
                self._address(clock.join_code),
            ]
            actions.append(Action(key="close", label=_("Close joining")))
        else:
            facts.append(Fact(label=_("Joining"), value=_("Closed. Who is in stays in.")))
            actions.append(Action(key="open", label=_("Open joining"), tone="main"))
        if self._link:
            link = Fact(label=_("Co-facilitator’s link, shown this once"), value=self._link, path=True, copy=True)
            facts.append(link)
            actions.append(Action(key="forget", label=_("I have copied the link"), tone="main"))
        if clock.join_code:
            actions.append(Action(key="renew", label=_("New code"), tone="quiet", form=_renewing()))
        if self._floor.seat.role is Role.FACILITATOR:
            actions += [
                Action(key="invite", label=_("Link for a co-facilitator"), tone="quiet"),
                Action(key="withdraw", label=_("Withdraw these links"), tone="quiet", form=_withdrawing()),
                Action(key="wipe", label=_("Wipe the rehearsal"), tone="quiet", form=_wiping(workshop)),
            ]
        return Drawn(facts=tuple(facts), actions=tuple(actions))

    def _address(self, code: str) -> Fact:
        """Say what is typed on a phone; where phones cannot reach this machine, what is typed on it."""
        found = self._floor.here.addresses
        if found:
            return Fact(label=_("Address to type on a phone"), value=f"{found[0]}/j/{code}", copy=True)
        label = _("Address on this machine; for phones, start the kit with --lan")
        return Fact(label=label, value=f"/j/{code}", path=True, copy=True)

    def _open(self, _row: str, _answers: dict[str, Json]) -> None:
        self._floor.seat.door.open().result(WAIT_S)

    def _close(self, _row: str, _answers: dict[str, Json]) -> None:
        self._floor.seat.door.close().result(WAIT_S)

    def _renew(self, _row: str, _answers: dict[str, Json]) -> str:
        self._floor.seat.door.renew().result(WAIT_S)
        return _("The code is new; the old one leads nowhere.")

    def _invite(self, _row: str, _answers: dict[str, Json]) -> str:
        key = self._floor.seat.door.invite().result(WAIT_S)
        self._link = f"/j/lead/{self._floor.seat.workshop.id}#{key}"
        return _("Send this link to one person you trust. It is stored nowhere and not shown again.")

    def _forget(self, _row: str, _answers: dict[str, Json]) -> None:
        self._link = ""

    def _withdraw(self, _row: str, _answers: dict[str, Json]) -> str:
        self._floor.seat.door.withdraw().result(WAIT_S)
        self._link = ""
        return _("All these links lead nowhere now.")

    def _wipe(self, _row: str, _answers: dict[str, Json]) -> str:
        wiped = self._floor.seat.door.wipe_rehearsal(places.data_folder() / "backups").result(WIPE_S)
        return _("The rehearsal is gone. Everything as it was before lies in {file}.").format(file=wiped.backup)


def _renewing() -> Form:
    return Form(
        title=_("A new code?"),
        help=_("The one on the wall leads nowhere from then on. Who is in stays in."),
        submit=_("Make a new code"),
    )


def _withdrawing() -> Form:
    return Form(
        title=_("Withdraw the co-facilitators’ links?"),
        help=_("No link that you gave away works any more. Who came in by one stays until you remove them."),
        submit=_("Withdraw them"),
    )


def _wiping(workshop: Workshop) -> Form:
    n = sum(one.role == str(Role.PARTICIPANT) for one in workshop.all(Person))
    people = ngettext("{n} participant", "{n} participants", n).format(n=n)
    said = _(
        "{people} and all that they wrote and voted will be gone, and the clock goes back to the beginning. What you"
        " prepared yourself stays. A back-up is made first; it lies in {folder}."
    )
    return Form(
        title=_("Wipe the rehearsal?"),
        help=said.format(people=people, folder=places.data_folder() / "backups"),
        submit=_("Back up, then wipe"),
    )
