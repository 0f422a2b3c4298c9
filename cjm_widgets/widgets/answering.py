"""Answers to questions that are not in the log, checked field by field."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cjm_widgets.model import FieldKind, InvalidValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cjm_widgets.model import Field, Json


def checked_answers(
    fields: Iterable[Field], values: Mapping[str, Json]
) -> tuple[dict[str, Json], dict[str, str]]:  # fmt: skip
    """Give the answers as they are to be used, and what is wrong with those that are not, both by field name."""
    answers: dict[str, Json] = {}
    errors: dict[str, str] = {}
    for field in fields:
        # A reference in a form of its own offers its choices itself; whether they hold is for the callback.
        spec = replace(field, kind=FieldKind.TEXT) if field.kind is FieldKind.REF else field
        try:
            answers[field.name] = spec.check("", values.get(field.name))
        except InvalidValue as error:
            errors[field.name] = f"{field.as_json()['label']}: {error.way_out}"
    return answers, errors
