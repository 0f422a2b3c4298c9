"""The agenda: what is planned for when, and when it really began. Kept with the clock, not in the log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.errors import InvalidValue
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_ITEMS: Final = 60
LONGEST_TITLE: Final = 120
LONGEST_MINUTES: Final = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One item: how long it is planned for, and when it began."""

    title: str
    minutes: int
    """How long it is planned for."""
    step: str | None = None
    """The step that it works on; None for a welcome, a break, a close."""
    began_at: float | None = None
    """When it really began, in seconds since 1970 UTC; None while it has not."""

    def __post_init__(self) -> None:
        """Check the values; raises InvalidValue."""
        if not self.title.strip() or len(self.title) > LONGEST_TITLE:
            raise InvalidValue(
                "agenda", "title", self.title, _("It takes 1 to {n} characters.").format(n=LONGEST_TITLE)
            )
        if not 0 <= self.minutes <= LONGEST_MINUTES:
            raise InvalidValue("agenda", "minutes", self.minutes, _("It takes 0 to {n}.").format(n=LONGEST_MINUTES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """The items of the day in order."""

    items: tuple[AgendaItem, ...] = ()
    starts_at: float | None = None
    """When the day is planned to begin, in seconds since 1970 UTC; None: when its first item begins."""

    def __post_init__(self) -> None:
        """Check how many there are; raises InvalidValue."""
        if len(self.items) > MOST_ITEMS:
            raise InvalidValue("agenda", "items", len(self.items), _("It takes at most {n}.").format(n=MOST_ITEMS))

    def planned_s(self) -> tuple[int, ...]:
        """Give when each item is planned to begin, in seconds after the beginning of the day."""
        starts, sum_s = [], 0
        for item in self.items:
            starts.append(sum_s)
            sum_s += item.minutes * 60
        return tuple(starts)

    def planned_at(self) -> tuple[float | None, ...]:
        """Give when each item is planned to begin, in seconds since 1970; None while nobody knows."""
        begins = self.begins_at
        return tuple(None if begins is None else begins + after for after in self.planned_s())

    @property
    def begins_at(self) -> float | None:
        """When the day begins: as planned, else when its first item really began."""
        if self.starts_at is not None:
            return self.starts_at
        for after, item in zip(self.planned_s(), self.items, strict=True):
            if item.began_at is not None:
                return item.began_at - after
        return None

    @property
    def current(self) -> int | None:
        """The place of the item that began last; None before the first."""
        begun = [(item.began_at, n) for n, item in enumerate(self.items) if item.began_at is not None]
        return max(begun)[1] if begun else None

    def late_s(self, now: float) -> float:
        """Tell how many seconds the day is behind its plan, or ahead where it is below 0."""
        here, planned = self.current, self.planned_at()
        if here is None:
            return 0.0
        at, began = planned[here], self.items[here].began_at
        late = 0.0 if at is None or began is None else began - at
        # An item that runs past its end makes the day later while it runs.
        over = now - (began or now) - self.items[here].minutes * 60
        return late + max(0.0, over)

    def begun(self, n: int, now: float) -> Agenda:
        """Give the agenda with its ``n``-th item (from 0) begun ``now``; an item may begin again."""
        return self.changed(n, replace(self.items[n], began_at=now))

    def changed(self, n: int, item: AgendaItem) -> Agenda:
        """Give the agenda with another ``n``-th item."""
        return replace(self, items=(*self.items[:n], item, *self.items[n + 1 :]))

    def with_items(self, items: Iterable[AgendaItem]) -> Agenda:
        """Give the agenda with other items: added, removed, in another order."""
        return replace(self, items=tuple(items))

    def rewound(self) -> Agenda:
        """Give the agenda as if nothing had begun."""
        return self.with_items(replace(item, began_at=None) for item in self.items)

    def as_json(self) -> dict[str, object]:
        """Give the agenda as JSON values."""
        items = [
            {"title": one.title, "minutes": one.minutes, "step": one.step, "began_at": one.began_at}
            for one in self.items
        ]
        return {"items": items, "starts_at": self.starts_at}

    @classmethod
    def from_json(cls, row: object) -> Agenda:
        """Read what ``as_json`` gave; raises ValueError where it is not that."""
        match row:
            case {"items": list(items), "starts_at": None | int() | float() as starts_at}:
                return cls(items=tuple(_item(one) for one in items), starts_at=starts_at)
        raise ValueError(row)


def _item(row: object) -> AgendaItem:
    match row:
        case {"title": str(title), "minutes": int(minutes), "step": None | str() as step,
              "began_at": None | int() | float() as began_at}:  # fmt: skip
            return AgendaItem(title=title, minutes=minutes, step=step, began_at=began_at)
    raise ValueError(row)


_Planned = tuple[str, int, str | None]

_HALF_DAY: Final[tuple[_Planned, ...]] = (
    (N_("Welcome and rules"), 10, None),
    (N_("Data walk"), 20, "customer_data"),
    (N_("Persona and empathy map"), 25, "personas"),
    (N_("Stages"), 15, "stages"),
    (N_("Touchpoints"), 25, "touchpoints"),
    (N_("Break"), 10, None),
    (N_("Emotions"), 25, "emotions"),
    (N_("Pain points"), 25, "emotions"),
    (N_("Opportunities"), 20, "action"),
    (N_("Collaboration"), 15, "collaboration"),
    (N_("Action"), 15, "action"),
    (N_("Closing"), 5, None),
)
_NINETY: Final[tuple[_Planned, ...]] = (
    (N_("Welcome and rules"), 5, None),
    (N_("Persona"), 10, "personas"),
    (N_("Stages and touchpoints"), 20, "touchpoints"),
    (N_("Emotions and pain points"), 25, "emotions"),
    (N_("Opportunities"), 15, "action"),
    (N_("Action"), 10, "action"),
    (N_("Closing"), 5, None),
)
_TWO_HOURS: Final[tuple[_Planned, ...]] = (
    (N_("Welcome and rules"), 5, None),
    (N_("Data walk"), 10, "customer_data"),
    (N_("Persona and empathy map"), 15, "personas"),
    (N_("Stages"), 10, "stages"),
    (N_("Touchpoints"), 20, "touchpoints"),
    (N_("Emotions and pain points"), 30, "emotions"),
    (N_("Opportunities"), 15, "action"),
    (N_("Action"), 10, "action"),
    (N_("Closing"), 5, None),
)
_REMOTE: Final[tuple[_Planned, ...]] = (
    (N_("Welcome, rules and a trial entry"), 20, None),
    (N_("Data walk"), 20, "customer_data"),
    (N_("Persona and empathy map"), 25, "personas"),
    (N_("Stages"), 15, "stages"),
    (N_("Break"), 15, None),
    (N_("Touchpoints"), 25, "touchpoints"),
    (N_("Emotions"), 25, "emotions"),
    (N_("Break"), 15, None),
    (N_("Pain points"), 25, "emotions"),
    (N_("Opportunities"), 20, "action"),
    (N_("Collaboration"), 15, "collaboration"),
    (N_("Action"), 15, "action"),
    (N_("Closing"), 5, None),
)

AGENDAS: Final[Mapping[str, str]] = {
    "half_day": N_("Half a day, 3 h 30"),
    "ninety_minutes": N_("90 minutes"),
    "two_hours": N_("Two hours"),
    "remote": N_("Four hours, remote"),
}
"""Agendas to begin with, by name, with what people call them."""

_PLANS: Final = {"half_day": _HALF_DAY, "ninety_minutes": _NINETY, "two_hours": _TWO_HOURS, "remote": _REMOTE}


def preset(name: str) -> Agenda:
    """Give one of ``AGENDAS`` in the language of now, to be changed as one likes; raises KeyError."""
    return Agenda(items=tuple(AgendaItem(title=_(title), minutes=n, step=step) for title, n, step in _PLANS[name]))
