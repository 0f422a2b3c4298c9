"""The seat as widgets need it: a view of a workshop and the right to change it.

The real one is in ``cjm_widgets.store``; widgets know this protocol only, so that they can be tried without a database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cjm_widgets.model import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from cjm_widgets.model import Clock, Draft, Viewer, Workshop
    from cjm_widgets.store import Receipt


class Seat(Protocol):
    """A person's view of a workshop and their right to change it."""

    @property
    def workshop(self) -> Workshop:
        """The visible view, always current."""

    @property
    def person(self) -> str | None:
        """Id of the person, None for a seat that is nobody's."""

    @property
    def role(self) -> Role:
        """What the person is in the workshop; those who lead are offered more."""

    @property
    def viewer(self) -> Viewer:
        """Who sits here, as the policy sees it."""

    @property
    def clock(self) -> Clock:
        """The step that the room is at, and the phase of each step."""

    @property
    def can_undo(self) -> bool:
        """True where this seat has a batch to take back."""

    @property
    def can_redo(self) -> bool:
        """True where this seat has a batch to bring back."""

    def apply(self, changes: Sequence[Draft], *, base: int | None = None, batch: str | None = None) -> Future[Receipt]:
        """Write changes; the future holds a receipt, or the reason why not.

        A text that somebody else has changed since ``base`` is refused by a ModelError with ``field``, ``mine`` and
        ``theirs``.
        """

    def id_for(self, kind: str, about: str, *parts: str) -> str:
        """Give the one id of this person's record of ``kind`` about something; the same on all their devices."""

    def subscribe(self, callback: Callable[[Workshop], None]) -> Callable[[], None]:
        """Be called, on another thread, with each new view; gives the function that ends it."""

    def undo(self) -> Future[Receipt | None]:
        """Take back this seat's last batch."""

    def redo(self) -> Future[Receipt | None]:
        """Bring it back."""


def leads(seat: Seat) -> bool:
    """Tell whether whoever sits here may settle, merge and hide cards."""
    return seat.role in (Role.FACILITATOR, Role.CO_FACILITATOR)
