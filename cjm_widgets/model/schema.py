"""The published JSON Schema of ``*.cjm.json``, made from the same field descriptions as everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model.changes import SCHEMA
from cjm_widgets.model.document import FORMAT
from cjm_widgets.model.fields import LARGEST_COUNT, LARGEST_NUMBER, Field, FieldKind
from cjm_widgets.model.ids import ID_PATTERN
from cjm_widgets.model.kinds import KINDS
from cjm_widgets.model.pictures import PICTURE_LENGTH, PICTURE_PATTERN
from cjm_widgets.model.rank import RANK_PATTERN

if TYPE_CHECKING:
    from cjm_widgets.model.entity import Entity

_ID: Final = {"type": "string", "pattern": ID_PATTERN}


def json_schema() -> dict[str, object]:
    """Give the schema (JSON Schema 2020-12).

    What it cannot say, ``document.load`` checks: references and unique ids.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:cjm-widgets:workshop:{SCHEMA}",
        "title": "Customer journey mapping workshop",
        "type": "object",
        "required": ["format", "version", "workshop", "entities"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": SCHEMA},
            "workshop": _ID,
            "entities": {
                "type": "object",
                "required": ["settings"],
                "additionalProperties": False,
                "properties": {kind: _things(cls) for kind, cls in KINDS.items() if cls.FILED},
            },
        },
    }


def _things(cls: type[Entity]) -> dict[str, object]:
    return {
        "type": "object",
        "title": cls.LABEL,
        "propertyNames": {"pattern": ID_PATTERN},
        "additionalProperties": {
            "type": "object",
            "additionalProperties": False,
            "required": [name for name, spec in cls.FIELDS.items() if spec.required],
            "properties": {name: _field(spec) for name, spec in cls.FIELDS.items()},
        },
    }


def _field(spec: Field) -> dict[str, object]:
    described = {key: text for key, text in (("title", spec.label), ("description", spec.help)) if text}
    return {**described, **_values(spec)}


def _values(spec: Field) -> dict[str, object]:  # noqa: C901 - a case a kind of field
    match spec.kind:
        case FieldKind.TEXT | FieldKind.PROSE | FieldKind.LINK:
            values: dict[str, object] = {"type": "string", "maxLength": spec.max_length}
            return {**values, "minLength": 1} if spec.required else values
        case FieldKind.PICTURE:
            return {"type": "string", "maxLength": PICTURE_LENGTH, "pattern": PICTURE_PATTERN}
        case FieldKind.CHOICE:
            return {"enum": [value for value, _label in spec.choices]}
        case FieldKind.SCALE:
            return {"type": "integer", "minimum": spec.low, "maximum": spec.high}
        case FieldKind.COUNT:
            return {"type": "integer", "minimum": 0, "maximum": LARGEST_COUNT}
        case FieldKind.NUMBER:
            low = -LARGEST_NUMBER if spec.low is None else spec.low
            return {"type": "number", "minimum": low, "maximum": LARGEST_NUMBER if spec.high is None else spec.high}
        case FieldKind.DATE:
            return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
        case FieldKind.FLAG:
            return {"type": "boolean"}
        case FieldKind.REF:
            return dict(_ID)
        case FieldKind.RANK:
            return {"type": "string", "pattern": RANK_PATTERN}
