"""What a page may write: which kinds of things, which fields of them, and what a new one has to hang on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_widgets.model import ModelError
from cjm_widgets.widgets.checking import check_fields
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from cjm_widgets.model import Json, Workshop
    from cjm_widgets.widgets.wire import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Writable:
    """What of one kind people write in a widget."""

    names: Collection[str]
    """The fields that they change."""
    ties: tuple[str, ...] = ()
    """References that a new one brings, each to a record that the page shows or to what is fixed; nobody changes them
    afterwards."""
    fixed: Mapping[str, Json] | None = None
    """What a new one gets besides."""
    added: bool = True
    """False where none is made here, or only under an id that the widget knows (see ``Linked._new_fields``)."""

    def check(self, change: Change, view: Workshop, near: Mapping[str, str]) -> dict[str, Json]:
        """Give the fields of ``change`` as they are to be stored.

        ``near`` names the kind of each thing that is being made and not in ``view`` yet. Raises ModelError.
        """
        names = {*self.names, *self.ties} if change.made else self.names
        return check_fields(change, names, view, near)

    def tie(self, change: Change, shown: Collection[str]) -> None:
        """Refuse a new thing that hangs on nothing that the page shows."""
        fixed = self.fixed or {}
        tied = {name: change.fields.get(name) for name in self.ties}
        if any(value not in shown and (value is None or value != fixed.get(name)) for name, value in tied.items()):
            raise ModelError(change.kind, _("This cannot be added here."))
