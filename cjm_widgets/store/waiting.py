"""A person's scores that wait to be revealed: they lie beside the log, and are shown to their author only."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cjm_widgets.model import Workshop
from cjm_widgets.model.viewer import PARENTS
from cjm_widgets.model.workshop import Shelf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.model import Entity


class Waiting:
    """Puts them into a view, and gives the shelves of last time where nothing else has changed."""

    def __init__(self) -> None:
        """Begin with no view."""
        self._known: tuple[Mapping[str, Shelf], Mapping[str, Entity], Mapping[str, Shelf]] | None = None

    def among(self, view: Workshop, scores: Mapping[str, Entity]) -> Workshop:
        """Give ``view`` with ``scores`` in it."""
        known = self._known
        if known is None or known[0] is not view.shelves or known[1] is not scores:
            known = self._known = (view.shelves, scores, with_scores(view, scores).shelves)
        return Workshop(view.id, known[2], view.seq)


def with_scores(view: Workshop, scores: Mapping[str, Entity]) -> Workshop:
    """Give the view with those of the scores that are not in it and whose parents are."""
    waiting: dict[str, dict[str, Entity]] = {}
    for id, score in scores.items():
        parents = (getattr(score, name) for name in PARENTS[score.KIND])
        if view.get(id) is None and all(view.get(parent) is not None for parent in parents):
            waiting.setdefault(score.KIND, {})[id] = score
    if not waiting:
        return view
    shelves = dict(view.shelves)
    for kind, things in waiting.items():
        shelves[kind] = Shelf({**(shelves[kind].by_id if kind in shelves else {}), **things})
    return Workshop(view.id, MappingProxyType({kind: shelves[kind] for kind in sorted(shelves)}), view.seq)
