"""A form: the fields of one record, or one small form for each record of another kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.model import KINDS, Journey
from cjm_widgets.model.fields import FieldKind
from cjm_widgets.model.ids import derived_id
from cjm_widgets.widgets.fields import described, kind_words
from cjm_widgets.widgets.linked import Linked
from cjm_widgets.widgets.page import STATIC
from cjm_widgets.widgets.parts import COMMENT, parts_of, shown_parts, writable_parts
from cjm_widgets.widgets.shown import Shown, choices_for, title_field, within
from cjm_widgets.widgets.writing import Writable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.model import Entity, Workshop
    from cjm_widgets.model.fields import Json
    from cjm_widgets.widgets.seat import Seat


class Form(Linked):
    """The fields of one record; with ``each``, one small form for each record of that kind.

    ``Form(seat, "objective", key="objective-1")`` edits one record, and makes it when it is first answered.
    ``Form(seat, "emotion", each="touchpoint", group="stage")`` asks this seat's person once for every touchpoint.
    """

    _esm = STATIC / "form.js"
    _css = STATIC / "form.css"

    def __init__(  # noqa: PLR0913 - keyword options, each named where it is given
        self,
        seat: Seat,
        kind: str,
        *,
        key: str | None = None,
        each: str | None = None,
        group: str | None = None,
        fields: Sequence[str] | None = None,
        fixed: Mapping[str, Json] | None = None,
        parts: Sequence[str] = (),
        comments: bool = False,
        example: Sequence[Mapping[str, Json]] = (),
        title: str = "",
        help: str = "",
    ) -> None:
        """Ask for ``fields`` of ``kind``; new records get the values in ``fixed`` besides.

        Without ``key`` the record is the one that belongs to the workshop and ``fixed``. ``group`` is the reference of
        the records asked about by which they stand together. ``parts`` are kinds that belong to the one record, edited
        as lists below its fields; while there is none, the first ``example`` is offered to be taken over. Raises
        ValueError for what the model does not have.
        """
        specs = tuple(spec for spec in described(kind, fields) if fields is not None or spec.name != "standing")
        self._names = tuple(spec.name for spec in specs)
        self._each, self._group = each, group
        self._about = "" if each is None else _pointing(kind, each)
        if each is not None and group is not None and group not in KINDS[each].FIELDS:
            problem = f"group={group!r}: {each} has no such field"
            raise ValueError(problem)
        fixed = dict(fixed or {})
        self._parts = () if each is not None else parts_of(kind, (*parts, COMMENT) if comments else parts, fixed)
        self._writing = {kind: Writable(names=self._names), **writable_parts(self._parts, fixed)}
        self._person = seat.person or ""
        self._key = key or derived_id(kind, seat.workshop.id, *(str(value) for value in fixed.values()))
        spec = {
            "title": title,
            "help": help,
            "place": key or each or "",
            "kind": kind,
            **kind_words(kind),
            "title_field": title_field(kind),
            "fields": [one.as_json() for one in specs],
            "key": self._key if each is None else None,
            "parts": [part.as_json() for part in self._parts if part.kind != COMMENT],
            "comments": comments,
            "example": [dict(one) for one in example[:1]],
            "each": each,
            "each_label": "" if each is None else kind_words(each)["kind_label"],
            "group": group,
            "group_kinds": [] if each is None or group is None else list(KINDS[each].FIELDS[group].refers),
        }
        super().__init__(seat, kind, spec, fixed=fixed)

    def answer_id(self, about: str) -> str:
        """Give the id of this person's answer about the record ``about``; the same on every device."""
        return self._seat.id_for(self._kind, about, *(str(value) for value in self._fixed.values()))

    def _given(self, view: Workshop) -> dict[str, str]:
        """Give this person's answers by what they are about, whatever made them (an import, a facilitator for them)."""
        if not self._person:
            return {}
        mine = [one for one in view.all(self._kind) if getattr(one, "author", None) == self._person]
        return self._unnamed(view, mine) | {
            getattr(one, self._about): one.id for one in within(mine, self._own_fixed())
        }

    def _unnamed(self, view: Workshop, mine: Sequence[Entity]) -> dict[str, str]:
        """Give the answers that name no persona, where this form asks for the journey's own: they are about it.

        They were given before there were personas. A second answer beside them would count this person twice.
        """
        persona = self._own_fixed().get("persona")
        journey = view.find(Journey, str(self._fixed.get("journey", "")))
        if persona is None or journey is None or journey.persona != persona:
            return {}
        others = {name: value for name, value in self._fixed.items() if name != "persona"}
        # What is anonymous has no author; only its id tells that it is this seat's.
        ids = (self._seat.id_for(self._kind, one.id, *map(str, others.values())) for one in view.all(self._each or ""))
        hidden = [one for one in map(view.get, ids) if one is not None and self._kind == one.KIND]
        found = within((*hidden, *mine), others)
        return {getattr(one, self._about): one.id for one in found if getattr(one, "persona", None) is None}

    def _writable(self) -> Mapping[str, Writable]:
        return self._writing

    def _shown(self, view: Workshop) -> Shown:
        shown: Shown = {one.id: (one, (), None) for one in choices_for(self._kind, self._names, view, self._fixed)}
        if self._each is None:
            one = view.get(self._key)
            shown.update(shown_parts(self._parts, view, {self._key}, self._fixed))
            if one is not None and self._kind == one.KIND:
                shown[one.id] = (one, self._names, None)
            return shown
        if self._group is not None:
            for kind in KINDS[self._each].FIELDS[self._group].refers:
                shown.update({one.id: (one, (), None) for one in within(view.all(kind), self._fixed)})
        names = () if self._group is None else (self._group,)
        given = self._given(view)
        for asked in within(view.all(self._each), self._fixed):
            slot = given.get(asked.id) or self.answer_id(asked.id)
            shown[asked.id] = (asked, names, slot)
            answer = view.get(slot)
            if answer is not None and self._kind == answer.KIND:
                shown[slot] = (answer, self._names, None)
        return shown

    def _new_fields(self, entity: str, view: Workshop) -> dict[str, Json] | None:
        if self._each is None:
            return self._own_fixed() if entity == self._key else None
        for asked in within(view.all(self._each), self._fixed):
            if self.answer_id(asked.id) == entity:
                return {**self._own_fixed(), self._about: asked.id}
        return None


def _pointing(kind: str, each: str) -> str:
    """Name the reference of ``kind`` that points to ``each``."""
    for spec in KINDS[kind].FIELDS.values():
        if spec.kind is FieldKind.REF and each in spec.refers:
            return spec.name
    problem = f"each={each!r}: no field of {kind} refers to it"
    raise ValueError(problem)
