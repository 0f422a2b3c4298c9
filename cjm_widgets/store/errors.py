"""What can go wrong between a change and the disk, said so that the person in front of it knows what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.model import KINDS, ModelError
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.model import Json


class StoreError(ModelError):
    """The database could not do it; ``str(error)`` says what happened, where, and the way out."""


class Busy(StoreError):
    """Another program held the database for longer than we wait. Trying again is safe: change ids make it so."""


class Unreachable(StoreError):
    """The database does not answer. Trying again is safe: change ids make it so."""


class Unstorable(StoreError):
    """A text that no database keeps; it was not sent to one."""

    def __init__(self) -> None:
        """Say so, without the text."""
        super().__init__(
            _("Text"), _("It holds a control character that cannot be kept; remove it."), _("Then try again.")
        )


class UnknownWorkshop(StoreError):
    """There is no workshop with this id (any more)."""

    def __init__(self, id: str) -> None:
        """Name the workshop's ``id``."""
        super().__init__(
            id[:80], _("There is no such workshop here."), _("It may have been deleted; look at the list.")
        )


class NewerDatabase(StoreError):
    """The database was written by a newer kit than this one."""


class Gone(ModelError):
    """A change to something that somebody has deleted in the meantime."""

    def __init__(self, kind: str, entity: str) -> None:
        """Name the thing."""
        self.kind = kind
        self.entity = entity
        super().__init__(
            _(KINDS[kind].LABEL) if kind in KINDS else kind[:80],
            _("This is no longer there: somebody has deleted it."),
            _("Undo may bring it back."),
        )


class Stale(ModelError):
    """A text changed by somebody else since it was read. Neither version is lost: both are here to choose from."""

    def __init__(self, kind: str, entity: str, field: str, mine: Json, theirs: Json, seq: int) -> None:
        """Say which text; ``theirs`` stands in the workshop since change ``seq``, ``mine`` was not written."""
        self.kind = kind
        self.entity = entity
        self.field = field
        self.mine = mine
        self.theirs = theirs
        self.seq = seq
        label = KINDS[kind].FIELDS[field].label
        super().__init__(
            f"{_(KINDS[kind].LABEL)}: {_(label)}",
            _("Somebody else has changed this text in the meantime."),
            _("Choose which to keep, or put them together."),
        )


class NotIn(ModelError):
    """Whoever asks is not let in: the code is wrong, the door is closed, the key has ended."""

    def __init__(self, problem: str, way_out: str = "") -> None:
        """Say the ``problem`` and the ``way_out``."""
        super().__init__(_("Joining"), problem, way_out)


class TooOften(NotIn):
    """Too many wrong codes came from one caller."""
