"""What all things in a workshop have in common.

An id, checked fields, and for cards who wrote them and on what evidence.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar, dataclass_transform

from cjm_widgets.model.declare import SPEC, choice, count, day, rank, ref, scale, text
from cjm_widgets.model.errors import InvalidValue
from cjm_widgets.model.ids import is_id
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.model.fields import Field, Json

T = TypeVar("T")

GRADES: Final = (N_("Assumption"), N_("Anecdote"), N_("Some data"), N_("Validated"))
STANDINGS: Final = (
    ("written", N_("Written, not settled yet")),
    ("settled", N_("Settled")),
    ("parked", N_("Parked")),
    ("hidden", N_("Hidden by the facilitator")),
)


# No field_specifiers: to a type checker, every field has the default that its declaration gives it.
@dataclass_transform(frozen_default=True, kw_only_default=True)
def entity(cls: type[T]) -> type[T]:
    """Make a class of frozen values out of ``cls`` and collect the descriptions of its fields."""
    made = dataclasses.dataclass(frozen=True, slots=True, kw_only=True)(cls)
    made.FIELDS = {  # type: ignore[attr-defined]
        declared.name: dataclasses.replace(declared.metadata[SPEC], name=declared.name)
        for declared in dataclasses.fields(made)  # type: ignore[arg-type]
        if SPEC in declared.metadata
    }
    return made


@entity
class Entity:
    """A thing in a workshop. Its values are checked when it is made, so that none exists outside its scales."""

    KIND: ClassVar[str] = ""
    """Its name in the log, in files and in references."""
    LABEL: ClassVar[str] = ""
    """What people call one of them."""
    STEP: ClassVar[str | None] = None
    """The step it is written in; None for what belongs to the workshop as a whole."""
    ALONE: ClassVar[bool] = False
    """True where participants write it alone; else it is settled together."""
    ANSWER: ClassVar[bool] = False
    """True for what each person answers for themselves: it counts as it is, and nobody settles it."""
    FILED: ClassVar[bool] = True
    """False for what a workshop's file leaves out."""
    FIELDS: ClassVar[Mapping[str, Field]] = {}

    id: str

    def __post_init__(self) -> None:
        """Check every value; raises InvalidValue."""
        if not is_id(self.id):
            raise InvalidValue(self.KIND, "id", self.id, _("It takes an id of a-z, 0-9, - and _."))
        for name, spec in self.FIELDS.items():
            value = getattr(self, name)
            if value != spec.default or spec.required or type(value) is not type(spec.default):
                checked = spec.check(self.KIND, value)
                if checked is not value:
                    object.__setattr__(self, name, checked)

    def given(self) -> dict[str, Json]:
        """Give the fields that differ from nothing, by name, as JSON values."""
        values = ((name, getattr(self, name), spec.default) for name, spec in self.FIELDS.items())
        return {name: value for name, value, default in values if value != default}


@entity
class Item(Entity):
    """One of many that have an order: a list item."""

    rank: str = rank()


@entity
class Card(Item):
    """Whatever a person adds to a board. It carries its evidence, because a map is worth what it stands on."""

    author: str | None = ref("person", label=N_("Written by"), entered=False)
    """Whose card it is; None when it was written anonymously, and then it is stored nowhere."""
    standing: str | None = choice(STANDINGS, N_("Standing"), default="settled")
    merged_into: str | None = ref(
        label=N_("Merged into"), help=N_("The card that now speaks for this one."), entered=False
    )
    aside: str = text(N_("Why it was put aside"), N_("A note of those who lead, to themselves."), entered=False)
    evidence_grade: int | None = scale(0, 3, N_("Evidence"), N_("How do we know?"), words=GRADES)
    evidence_source: str | None = ref("source", label=N_("Evidence: source"))
    evidence_n: int | None = count(N_("Evidence: n"), N_("How many people, answers or events stand behind it."))
    evidence_on: str | None = day(N_("Evidence: date"))

    @property
    def grade(self) -> int:
        """The evidence grade, 0–3; what nobody has graded is an assumption."""
        return self.evidence_grade or 0
