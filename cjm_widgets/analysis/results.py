"""The shape of every result: a frozen value that a script prints as JSON and an analyst sees as a table."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import pandas as pd

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


class Result:
    """Base of the results: ``as_json`` in the order of the fields, so that two runs print the same."""

    __slots__ = ()

    def as_json(self) -> dict[str, Json]:
        """Return the value as JSON types; keys stand in the order in which the fields are declared."""
        return _object(self)


def _object(value: object) -> dict[str, Json]:
    if not is_dataclass(value) or isinstance(value, type):
        message = f"{value!r} is no result"
        raise TypeError(message)
    return {field.name: jsonable(getattr(value, field.name)) for field in fields(value)}


def jsonable(value: object) -> Json:
    """Turn ``value`` into JSON types: times as ISO 8601, numbers that are no number as null."""
    result: Json
    match value:
        case None | bool() | int() | str():
            result = value
        case float():
            result = value if math.isfinite(value) else None
        case datetime() | date():
            result = value.isoformat()
        case Result():
            result = value.as_json()
        case Mapping():
            result = {str(key): jsonable(one) for key, one in value.items()}
        case Iterable():
            result = [jsonable(one) for one in value]
        case _:
            message = f"{type(value).__name__} has no JSON form"
            raise TypeError(message)
    return result


def frame(rows: Iterable[Result], columns: Iterable[str] = ()) -> pd.DataFrame:
    """Return results of one kind as a table, one a row; ``columns`` names them when there is no row."""
    records = [{field: getattr(row, field) for field in row.as_json()} for row in rows]
    import pandas as pd  # noqa: PLC0415 - a result that is not shown as a table does without

    return pd.DataFrame.from_records(records, columns=None if records else list(columns))
