"""How much touchpoints matter, to the customer and to the organisation, beside how well they satisfy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Stage, Touchpoint
from cjm_widgets.model.settled import settled
from cjm_widgets.view.wording import figure, quoted
from cjm_widgets.words import N_, _, ngettext

if TYPE_CHECKING:
    from cjm_widgets.model import Workshop

HIGH: Final = 4
"""From here on the scale of 1–5 something matters much, or satisfies."""


class Call(StrEnum):
    """What the scores of a touchpoint ask for."""

    MEND = "mend"
    KEEP = "keep"
    BLIND_SPOT = "blind_spot"
    OURS = "ours"
    LEAVE = "leave"

    @property
    def label(self) -> str:
        """What people call it, in the language in use."""
        return _(_CALLS[self])


_CALLS: Final = {
    Call.MEND: N_("Matters to both and does not satisfy: mend it first"),
    Call.KEEP: N_("Matters to both and satisfies: keep it so"),
    Call.BLIND_SPOT: N_("Matters to the customer more than to us: a blind spot"),
    Call.OURS: N_("Matters to us more than to the customer: ask why"),
    Call.LEAVE: N_("Matters little to both: leave it"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A touchpoint with both of its importances; scores are 1–5."""

    touchpoint: Touchpoint
    stage: str
    """The stage's name."""
    to_customer: int
    to_organisation: int
    satisfaction: int | None

    @property
    def call(self) -> Call:
        """What the scores ask for."""
        hers, ours = self.to_customer >= HIGH, self.to_organisation >= HIGH
        if hers and ours:
            return Call.KEEP if (self.satisfaction or 0) >= HIGH else Call.MEND
        if hers:
            return Call.BLIND_SPOT
        return Call.OURS if ours else Call.LEAVE

    @property
    def gap(self) -> int | None:
        """Importance to the customer less satisfaction, −4 to 4; None where nobody said how well it satisfies."""
        return None if self.satisfaction is None else self.to_customer - self.satisfaction


def weighed(workshop: Workshop, journey: str) -> tuple[Weighed, ...]:
    """Give the touchpoints that have both importances, those with the widest gap first."""
    shown = settled(workshop)
    names = {stage.id: stage.name for stage in shown.of(Stage, journey=journey)}
    rows = [
        Weighed(
            touchpoint=one,
            stage=names.get(one.stage or "", ""),
            to_customer=one.importance_to_customer,
            to_organisation=one.importance_to_organisation,
            satisfaction=one.satisfaction,
        )
        for one in shown.of(Touchpoint, journey=journey)
        if one.importance_to_customer is not None and one.importance_to_organisation is not None
    ]
    return tuple(sorted(rows, key=lambda row: (-(row.gap if row.gap is not None else -9), -row.to_customer)))


def significance_finding(workshop: Workshop, journey: str) -> str:
    """Say what matters most and satisfies least, in a sentence."""
    rows = weighed(workshop, journey)
    if not rows:
        return _("No touchpoint has both importances yet: rate them in the list above.")
    first = rows[0]
    if first.gap is None or first.gap <= 0:
        said = ngettext("{n} touchpoint is rated.", "{n} touchpoints are rated.", len(rows)).format(n=len(rows))
        return _("{n} None satisfies less than it matters.").format(n=said)
    return _("{name} satisfies least for what it matters: importance {i}, satisfaction {s}.").format(
        name=quoted(first.touchpoint.name), i=figure(first.to_customer, 0), s=figure(first.satisfaction or 0, 0)
    )
