"""Who opened this notebook, and on which workshop.

In a page, the server says so: the role as a header that only it can set, the workshop in the address. In JupyterLab
nobody says anything: whoever can run code beside the database leads the workshop, and gets the one that was changed
last, or the sample where there is none.
"""

from __future__ import annotations

from contextvars import Context
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from cjm_widgets import places
from cjm_widgets.apps.sample import make_sample
from cjm_widgets.model import Journey, ModelError, Person, Role, Viewer
from cjm_widgets.session import current, environment, on_end
from cjm_widgets.store import Seat, Store, open_store
from cjm_widgets.words import SOURCE, _, speak

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.model import Workshop

ROLE_VARIABLE: Final = "HTTP_X_CJM_ROLE"
"""How the server's header X-CJM-Role reaches a page's process."""
WORKSHOP_VARIABLE: Final = "HTTP_X_CJM_WORKSHOP"
KEY_VARIABLE: Final = "HTTP_X_CJM_KEY"
LANGUAGE_VARIABLE: Final = "HTTP_X_CJM_LANGUAGE"
"""How the only workshop of somebody who joined, their resume key and their browser's language reach it."""

ADDRESS_VARIABLE: Final = "HTTP_X_CJM_ADDRESS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What the address and the server say of whoever opened the page."""

    role: Role
    workshop: str | None = None
    journey: str | None = None
    served: bool = False
    """True in a page, false in JupyterLab or a script."""
    key: str = field(default="", repr=False)
    """The resume key of whoever joined; the facilitator has none."""
    addresses: tuple[str, ...] = ()
    """Where the room's devices reach the kit, host and port, the likeliest first; none: this machine only."""
    language: str = SOURCE
    """What their browser asks for, where no workshop says otherwise."""

    @property
    def leads(self) -> bool:
        """Tell whether this is a facilitator or co-facilitator."""
        return Viewer(role=self.role).leads


def visit(said: Mapping[str, str] | None = None) -> Visit:
    """Read who opened this notebook from what the server said. A page without a role gets a reader's."""
    said = environment() if said is None else said
    served = said.get("SERVER_SOFTWARE", "").startswith("voila")
    asked = parse_qs(said.get("QUERY_STRING", "")) if served else {}
    named = said.get(ROLE_VARIABLE, "") if served else str(Role.FACILITATOR)
    only = said.get(WORKSHOP_VARIABLE) if served else None
    return Visit(
        role=Role(named) if named in list(Role) else Role.READER,
        # Whoever joined one workshop is in no other, whatever the address says.
        workshop=only or asked.get("workshop", [None])[0],
        key=said.get(KEY_VARIABLE, "") if only else "",
        language=said.get(LANGUAGE_VARIABLE, SOURCE) if served else SOURCE,
        journey=asked.get("journey", [None])[0],
        served=served,
        addresses=tuple(said.get(ADDRESS_VARIABLE, "").split()) if served else (),
    )


@cache
def store() -> Store:
    """Give this process's one store: one writer and one follower for all seats in it."""
    # In nobody's context: it outlives the page that happens to be the first.
    return Context().run(lambda: open_store(places.store_address()))


def take_seat(workshop: str | None = None, *, here: Visit | None = None) -> Seat:
    """Give the seat of whoever opened this notebook.

    ``workshop`` names another one than the address does. Raises UnknownWorkshop where there is no such workshop.
    """
    here = here or visit()
    held = _open(workshop, here)
    wanted = held.id
    if here.key:
        return _kept(store().entrance.resume(wanted, here.key))
    people = held.all(Person)
    # A facilitator scores as the person that the workshop has for that role.
    person = next((one.id for one in people if one.role == str(here.role)), None)
    return seat_of(wanted, Viewer(role=here.role, person=person))


def watch(workshop: str | None = None, *, here: Visit | None = None) -> Seat:
    """Give the wall's seat: it sees what a participant without a name does, whoever opened the page.

    Raises UnknownWorkshop where there is no such workshop, and NotIn for somebody who was removed from it.
    """
    here = here or visit()
    held = _open(workshop, here)
    if here.key:
        store().entrance.check(held.id, here.key)
    return seat_of(held.id, Viewer(role=Role.PROJECTOR))


def _open(workshop: str | None, here: Visit) -> Workshop:
    """Give the workshop that a page is about. Here, where it learns which one, it learns the language as well."""
    held = store().load(here.workshop if here.key and here.workshop else workshop or here.workshop or _latest())
    speak(held.settings.language or SOURCE, everywhere=current.get() is None)
    return held


def seat_of(workshop: str, viewer: Viewer) -> Seat:
    """Give a seat that ends with its page. Raises UnknownWorkshop."""
    return _kept(store().seat(workshop, viewer))


def _kept(seat: Seat) -> Seat:
    on_end(seat.close)
    return seat


def choose_journey(seat: Seat, wanted: str | None = None) -> Journey:
    """Give the journey that is wanted, else the first. Raises ModelError where there is none."""
    journeys = seat.workshop.all(Journey)
    found = next((one for one in journeys if one.id == wanted), journeys[0] if journeys else None)
    if found is None:
        raise ModelError(_("Journey"), _("This workshop has none yet."), _("Begin one on the start page."))
    return found


def _latest() -> str:
    listed = store().list()
    if listed:
        return listed[0].id
    if current.get() is not None:
        # Making it takes seconds, for which everybody in this process would wait.
        raise ModelError(_("Workshop"), _("There is none yet."), _("Begin one on the start page."))
    return make_sample(store())
