"""What can be wrong with a value, said so that the person who made it can mend it."""

from __future__ import annotations

from cjm_widgets.words import _


class ModelError(Exception):
    """A value, a change or a file that the model refuses.

    ``str(error)`` is one or two sentences for a person: the place, the problem and, where there is one, the way out.
    """

    def __init__(self, place: str, problem: str, way_out: str = "") -> None:
        """Name the ``place`` (``touchpoint.satisfaction``), the ``problem`` and the ``way_out``."""
        self.place = place
        self.problem = problem
        self.way_out = way_out
        super().__init__(f"{place}: {problem} {way_out}".rstrip())


class InvalidValue(ModelError):
    """A value outside what its field can hold; names the field, the value and the range."""

    def __init__(self, kind: str, field: str, value: object, expected: str) -> None:
        """Say which ``field`` of which ``kind`` got which ``value``, and what is ``expected`` instead."""
        self.kind = kind
        self.field = field
        self.value = value
        self.expected = expected
        shown = repr(value)
        if len(shown) > _SHOWN:
            shown = shown[:_SHOWN] + "…"
        super().__init__(f"{kind}.{field}", _("{value} does not fit.").format(value=shown), expected)


class DocumentError(ModelError):
    """A ``*.cjm.json`` file that cannot be read; the place is a path inside the file or a line of it."""


class Refused(ModelError):
    """A change that the policy does not allow to this role in this phase."""


_SHOWN = 60
