"""Where a seat stands: what its parts need to do their work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from cjm_widgets.model import Viewer, Workshop
    from cjm_widgets.store.database import Database
    from cjm_widgets.store.keys import Keys
    from cjm_widgets.store.replica import Replica, State
    from cjm_widgets.store.store import Store
    from cjm_widgets.store.turn import Turn

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Place:
    """A seat's workshop, and who sits there."""

    store: Store
    replica: Replica
    keys: Keys
    who: Callable[[], Viewer]
    """Whose page it is may become clearer while it is open."""

    view: Callable[[], Workshop]
    """What they see now."""

    @property
    def id(self) -> str:
        """The workshop's id."""
        return self.replica.id

    @property
    def state(self) -> State:
        """The whole workshop and its clock as they stand on the disk."""
        return self.replica.state

    @property
    def database(self) -> Database:
        """The database."""
        return self.store.database

    def submit(self, do: Callable[[Turn], T]) -> Future[T]:
        """Have ``do`` done in a turn to write."""
        return self.store.submit(self.replica, do)
