"""What boards and tables share: parts and comments in the sheet, an example, pasting, and settling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cjm_widgets.model import KINDS, Card
from cjm_widgets.widgets.fields import kind_words
from cjm_widgets.widgets.linked import Linked
from cjm_widgets.widgets.parts import COMMENT, Part, parts_of, shown_parts, writable_parts
from cjm_widgets.widgets.seat import leads
from cjm_widgets.widgets.shown import Shown, choices_for, title_field, within
from cjm_widgets.widgets.writing import Writable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.model import Field, Json, Workshop
    from cjm_widgets.widgets.seat import Seat

SETTLING = ("standing", "merged_into")
"""What those who lead set on a card, by its menu: everybody is sent it, so that merged cards stand behind one."""
PARTS = "parts"
"""In an example: what belongs to the card, as ``{"kind": …, "fields": …}`` each."""
ASIDE = "aside"
"""Why they have put it aside; sent to nobody else."""


Example = Mapping[str, Any]
"""Fields of a card by name, and under ``PARTS`` what belongs to it."""


class Cards(Linked):
    """Records of one kind that are added, edited, moved, commented on and deleted."""

    def __init__(  # noqa: PLR0913 - keyword options, each named where it is given
        self,
        seat: Seat,
        kind: str,
        spec: Mapping[str, object],
        fields: Sequence[Field],
        *,
        fixed: Mapping[str, Json],
        parts: Sequence[str],
        comments: bool,
        example: Sequence[Example],
        paste: bool,
        also: Sequence[str] = (),
    ) -> None:
        """Show the records of ``kind`` that agree with ``fixed``; ``also`` names fields that are changed elsewhere."""
        # How far a card is settled is not one field among many: it has a menu of its own.
        asked = tuple(spec for spec in fields if spec.name not in SETTLING)
        card = issubclass(KINDS[kind], Card)
        settling = SETTLING if card else ()
        self._parts: tuple[Part, ...] = parts_of(kind, (*parts, COMMENT) if comments else parts, fixed)
        self._names = tuple(dict.fromkeys((*(spec.name for spec in asked), *also)))
        self._aside = (ASIDE,) if card and leads(seat) else ()
        self._sent_names = (*self._names, *settling, *self._aside)
        self._writing = {
            kind: Writable(names=(*self._names, *settling, *self._aside) if leads(seat) else self._names),
            **writable_parts(self._parts, fixed),
        }
        super().__init__(
            seat,
            kind,
            {
                **spec,
                "kind": kind,
                **kind_words(kind),
                "title_field": title_field(kind),
                "fields": [one.as_json() for one in asked],
                "ranked": "rank" in KINDS[kind].FIELDS,
                "parts": [part.as_json() for part in self._parts if part.kind != COMMENT],
                "comments": comments,
                "example": [{name: value for name, value in one.items() if name != PARTS} for one in example],
                "example_parts": [list(one.get(PARTS, ())) for one in example],
                "paste": paste,
                "settles": card and leads(seat),
            },
            fixed=fixed,
        )

    def _writable(self) -> Mapping[str, Writable]:
        return self._writing

    def _shown(self, view: Workshop) -> Shown:
        shown: Shown = {one.id: (one, (), None) for one in choices_for(self._kind, self._names, view, self._fixed)}
        cards = {one.id: one for one in within(view.all(self._kind), self._fixed)}
        shown.update(shown_parts(self._parts, view, cards.keys(), self._fixed))
        shown.update({id: (one, self._sent_names, None) for id, one in cards.items()})
        return shown
