"""Whether a change that a page asks for is one that its widget may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.model import KINDS
from cjm_widgets.model.errors import InvalidValue, ModelError
from cjm_widgets.model.fields import FieldKind
from cjm_widgets.model.rank import is_rank
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from cjm_widgets.model import Workshop
    from cjm_widgets.model.fields import Field, Json
    from cjm_widgets.widgets.wire import Change


def check_fields(change: Change, names: Collection[str], view: Workshop, near: Mapping[str, str]) -> dict[str, Json]:
    """Give the fields of ``change`` as they are to be stored.

    ``names`` are those that the widget lets people change; ``near`` names the kind of each thing that is being made
    and not in ``view`` yet. Raises InvalidValue or ModelError.
    """
    specs = KINDS[change.kind].FIELDS
    checked: dict[str, Json] = {}
    for name, value in change.fields.items():
        if name == "deleted":
            if value is not True:
                raise InvalidValue(change.kind, name, value, _("It takes true."))
            checked[name] = True
        elif name == "rank":
            if "rank" not in specs or not is_rank(value):
                raise InvalidValue(change.kind, name, value, _("It takes a rank made by the program."))
            checked[name] = value
        elif name not in names:
            raise ModelError(change.kind, _("This cannot be changed here."))
        else:
            checked[name] = specs[name].check(change.kind, value)
            _check_target(change.kind, specs[name], checked[name], view, near)
    return checked


def _check_target(kind: str, spec: Field, value: Json, view: Workshop, near: Mapping[str, str]) -> None:
    if spec.kind is not FieldKind.REF or value is None:
        return
    target = view.get(str(value))
    there = near.get(str(value)) if target is None else target.KIND
    if there is None or (spec.refers and there not in spec.refers):
        raise InvalidValue(kind, spec.name, value, _("What was chosen is no longer there; choose something else."))
