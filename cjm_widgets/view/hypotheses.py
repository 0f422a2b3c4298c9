"""What a room expected before it looked, and what the data says to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Hypothesis, Stage, Touchpoint
from cjm_widgets.model.entities.objectives import HELD_AGAINST, VERDICTS
from cjm_widgets.view.markup import Markup, element
from cjm_widgets.view.personas import in_sight
from cjm_widgets.view.wording import figure, percent, sample, short_day
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.model import Workshop

_MARKS: Final = {"supported": "✓", "contradicted": "✗", "not_enough_data": "?"}
_UNTESTED: Final = N_("Not tested yet")
_EXPECTED: Final = {
    "up": N_("expected: above {value}"),
    "down": N_("expected: below {value}"),
    "same": N_("expected: no other than {value}"),
}
PERCENTAGES: Final = frozenset({"drop_off", "customers", "csat"})
"""The measures whose values are percentages, 0–100."""


def hypotheses_of(workshop: Workshop, journey: str) -> tuple[Hypothesis, ...]:
    """Give the hypotheses of a journey in their order."""
    return tuple(one for one in workshop.of(Hypothesis, journey=journey) if in_sight(one))


def hypothesis_list(workshop: Workshop, hypotheses: Sequence[Hypothesis]) -> Markup | None:
    """Give hypotheses with what was expected, what was found, and the verdict; None where there are none."""
    if not hypotheses:
        return None
    items = (_item(workshop, one) for one in hypotheses)
    return element("ul", items, class_="hypotheses", role="list")


def place_of(workshop: Workshop, hypothesis: Hypothesis) -> str:
    """Name the stage or touchpoint that a hypothesis is about; empty where it is about the whole journey."""
    place = workshop.get(hypothesis.about)
    return place.name if isinstance(place, Stage | Touchpoint) else ""


def value_said(value: float | None, measure: str | None) -> str:
    """Write a value of what a hypothesis is held against; nothing for no value."""
    if value is None:
        return ""
    digits = 0 if abs(value) >= 10 or value == int(value) else 1  # noqa: PLR2004 - small numbers need a decimal
    return percent(value, digits) if measure in PERCENTAGES else figure(value, digits)


def expected_said(hypothesis: Hypothesis) -> str:
    """Say what was expected, where a direction and a threshold were written down: expected: above 50 %."""
    if hypothesis.threshold is None or hypothesis.direction is None:
        return ""
    value = value_said(hypothesis.threshold, hypothesis.measure)
    return _(_EXPECTED[hypothesis.direction]).format(value=value)


def found_said(hypothesis: Hypothesis) -> str:
    """Say what was found, with its interval, n and date."""
    if hypothesis.value is None:
        return ""
    found = _("found: {value}").format(value=value_said(hypothesis.value, hypothesis.measure))
    basis = []
    if hypothesis.low is not None and hypothesis.high is not None:
        low, high = (value_said(end, hypothesis.measure) for end in (hypothesis.low, hypothesis.high))
        basis.append(_("95 % interval {low} to {high}").format(low=low, high=high))
    if hypothesis.n is not None:
        basis.append(sample(hypothesis.n))
    if hypothesis.found_on:
        basis.append(short_day(hypothesis.found_on))
    return f"{found} ({', '.join(basis)})" if basis else found


def measured_by(hypothesis: Hypothesis) -> str:
    """Name what a hypothesis is held against, in its own words where it has some."""
    return hypothesis.metric or _(dict(HELD_AGAINST).get(hypothesis.measure or "", ""))


def _item(workshop: Workshop, hypothesis: Hypothesis) -> Markup:
    verdict = hypothesis.verdict or "untested"
    label = dict(VERDICTS).get(hypothesis.verdict or "", _UNTESTED)
    where = ", ".join(part for part in (place_of(workshop, hypothesis), hypothesis.segment) if part)
    told = "; ".join(part for part in (measured_by(hypothesis), expected_said(hypothesis)) if part)
    found = found_said(hypothesis)
    return element(
        "li",
        element(
            "p",
            element("span", _MARKS.get(verdict, "○"), class_="sign", aria_hidden="true"),
            " ",
            _(label),
            class_="verdict",
        ),
        element(
            "div",
            element("p", hypothesis.claim, class_="claim", dir="auto"),
            element("p", where, class_="detail", dir="auto") if where else None,
            element("p", told, class_="detail", dir="auto") if told else None,
            element("p", found, class_="detail found") if found else None,
        ),
        class_=f"is-{verdict.replace('_', '-')}",
    )
