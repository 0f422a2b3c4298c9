"""The fields that a widget offers, as the model describes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.model import KINDS, describe
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.model.fields import Field


def described(kind: str, names: Sequence[str] | None) -> tuple[Field, ...]:
    """Give the descriptions of the fields ``names`` of ``kind``, or of all that people enter.

    Raises ValueError for an unknown kind or field, with the choices there are.
    """
    if kind not in KINDS:
        problem = f"kind={kind!r} is unknown; there are: {', '.join(sorted(KINDS))}"
        raise ValueError(problem)
    if names is None:
        return describe(kind)
    known = {spec.name: spec for spec in describe(kind, entered_only=False)}
    unknown = [name for name in names if name not in known]
    if unknown:
        problem = f"fields={unknown!r}: {kind} has no such field; it has: {', '.join(known)}"
        raise ValueError(problem)
    return tuple(known[name] for name in names)


def kind_words(kind: str) -> dict[str, str]:
    """Give what people call one thing of this kind."""
    return {"kind_label": _(KINDS[kind].LABEL)}
