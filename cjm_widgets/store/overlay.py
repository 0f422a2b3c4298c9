"""A workshop with the first drafts of a batch in it, for judging the next ones; nothing is written."""

from __future__ import annotations

import dataclasses
from types import MappingProxyType
from typing import TYPE_CHECKING

from cjm_widgets.model import DELETED, KINDS, ModelError, Workshop
from cjm_widgets.model.workshop import Shelf

if TYPE_CHECKING:
    from cjm_widgets.model import Draft, Entity


class Overlay:
    """``workshop`` is what was there, with every draft that was ``put`` since. Costs little until one is."""

    def __init__(self, workshop: Workshop) -> None:
        """Begin with ``workshop`` as it is."""
        self.workshop = workshop
        self._open: dict[str, dict[str, Entity]] = {}
        self._gone: dict[str, Entity] = {}

    def put(self, draft: Draft) -> None:
        """Take a checked draft in."""
        shelf = self._shelf(draft.kind)
        fields = {name: value for name, value in draft.fields.items() if name != DELETED}
        existing = shelf.get(draft.entity) or self._gone.get(draft.entity)
        if existing is not None:
            made = dataclasses.replace(existing, **fields)  # type: ignore[arg-type]
        else:
            try:
                made = KINDS[draft.kind](id=draft.entity, **fields)
            except ModelError:
                # A tombstone that is lifted: its other fields lie in the log; the rest of the batch cannot lean on it.
                return
        if draft.fields.get(DELETED) is True:
            shelf.pop(draft.entity, None)
            self._gone[draft.entity] = made
        else:
            shelf[draft.entity] = made

    def _shelf(self, kind: str) -> dict[str, Entity]:
        known = self._open.get(kind)
        if known is None:
            old = self.workshop.shelves.get(kind)
            known = self._open[kind] = dict(old.by_id) if old else {}
            shelves = MappingProxyType({**self.workshop.shelves, kind: Shelf(known)})
            self.workshop = Workshop(self.workshop.id, shelves, self.workshop.seq)
        return known
