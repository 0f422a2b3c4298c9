"""What data says about a stage or touchpoint, as sentences with n and interval.

Percentages are kept as 0–100. A number that was marked as resting on too few answers is not shown at all: it says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Measurement
from cjm_widgets.model.entities.data import GRAINS, MEASURES
from cjm_widgets.view.sources import cited, source_letters
from cjm_widgets.view.wording import count, figure, percent, sample
from cjm_widgets.words import N_, _, ngettext

if TYPE_CHECKING:
    from cjm_widgets.model import Workshop

_ORDER: Final = {name: place for place, (name, _label) in enumerate(MEASURES)}
_LABELS: Final = dict(MEASURES)
_GRAINS: Final = dict(GRAINS)
_COUNTED: Final = frozenset({"customers", "funnel", "comments"})
_SHARES: Final = frozenset({"customers", "funnel", "csat", "driver"})
_NAMES: Final = {
    "customers": N_("Reached it"),
    "funnel": N_("In order"),
}
_IN_BRIEF: Final = {
    "customers": N_("reached {value}"),
    "funnel": N_("in order {value}"),
    "comments": N_("comments’ tone {value}"),
    "driver": N_("{value} of the overall score"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One measurement as people read it."""

    measurement: Measurement
    label: str
    value: str
    """The number itself; empty where there is none to show."""
    brief: str
    """The number with its name in a few words, for where its interval and n stand elsewhere."""
    interval: str
    """The 95 % interval; empty where there is none."""
    n: int | None
    """How many stand behind it: for a share, all that it is a share of."""
    grain: str
    """What n counts, in the language in use."""
    letter: str
    """The source's letter in the list below the map."""
    share_percent: float | None
    """What share of all it is, for a bar; None for what is no share."""

    @property
    def detail(self) -> str:
        """Share, interval, n and what it is counted in."""
        size = "" if self.n is None else " ".join(part for part in (sample(self.n), self.grain) if part)
        if self.measurement.too_few:
            return ", ".join(part for part in (_("too few to tell"), size) if part)
        parts = (
            percent(self.share_percent) if self.share_percent is not None else "",
            _("95 % interval {interval}").format(interval=self.interval) if self.interval else "",
            size,
            _not_scored(self.measurement),
        )
        return ", ".join(part for part in parts if part) or _("no number yet")

    @property
    def source(self) -> str:
        """Where from, by letter, and when."""
        return cited(self.letter, self.measurement.computed_on)

    @property
    def said(self) -> str:
        """The whole of it in one line."""
        return f"{self.label}: {self.value} ({self.detail})" if self.value else f"{self.label}: {self.detail}"

    @property
    def only_counts_comments(self) -> bool:
        """Tell that it says how many comments there are and nothing of what is in them."""
        return self.measurement.measure == "comments" and self.measurement.value is None


def readings(workshop: Workshop, about: str) -> tuple[Reading, ...]:
    """Give what is measured about one stage or touchpoint: reach first, then the funnel, then scores."""
    found = sorted(workshop.of(Measurement, about=about), key=lambda m: (_ORDER[m.measure or "comments"], m.id))
    return tuple(_reading(workshop, measurement) for measurement in found)


def value_text(measurement: Measurement) -> str:
    """Write the value alone: 511 of 600, +39.8, 82 %; nothing where n is too small."""
    measure, value = measurement.measure, measurement.value
    if measurement.too_few:
        return ""
    if _is_count(measurement):
        if not measurement.total:
            return count(measurement.n or 0)
        return _("{n} of {total}").format(n=count(measurement.n or 0), total=count(measurement.total))
    return "" if value is None else _number(measure, value)


def interval_text(measurement: Measurement) -> str:
    """Write the 95 % interval: 37.2 to 42.4, 61–80 %; nothing where there is none."""
    low, high, measure = measurement.low, measurement.high, measurement.measure
    if low is None or high is None or measurement.too_few:
        return ""
    if measure in _SHARES:
        return _("{low}–{high}").format(low=figure(low, 0), high=percent(high))
    return _("{low} to {high}").format(low=_number(measure, low), high=_number(measure, high))


def _is_count(measurement: Measurement) -> bool:
    """Tell whether n is the number itself; comments with a value are scored, without one they are counted."""
    counted = measurement.measure in _COUNTED and measurement.n is not None
    return counted and (measurement.measure != "comments" or measurement.value is None)


def _number(measure: str | None, value: float) -> str:
    if measure in _SHARES:
        return percent(value)
    if measure == "nps":
        return figure(value, 1, sign=True)
    return figure(value, 2, sign=measure == "comments")


def _reading(workshop: Workshop, measurement: Measurement) -> Reading:
    measure = measurement.measure or ""
    label = _(_NAMES.get(measure, _LABELS.get(measure, measure)))
    return Reading(
        measurement=measurement,
        label=label,
        value=value_text(measurement),
        brief=_brief(measurement, label),
        interval=interval_text(measurement),
        n=measurement.total if _is_count(measurement) and measurement.total else measurement.n,
        grain=_(_GRAINS.get(measurement.grain or "", "")),
        letter=source_letters(workshop).get(measurement.source or "", ""),
        share_percent=_share_percent(measurement),
    )


def _not_scored(measurement: Measurement) -> str:
    """Say how many comments the tone leaves out, because they are not in English; of a mere count nothing."""
    if measurement.measure != "comments" or measurement.value is None or measurement.total is None:
        return ""
    left = measurement.total - (measurement.n or 0)
    return ngettext("{n} not scored", "{n} not scored", left).format(n=count(left)) if left > 0 else ""


def _brief(measurement: Measurement, label: str) -> str:
    value = value_text(measurement)
    if not value:
        why = _("too few to tell") if measurement.too_few else _("no number yet")
        return f"{label}: {why}"
    if measurement.measure == "nps" and measurement.value is not None:
        value = figure(measurement.value, 0, sign=True)
    pattern = _(_IN_BRIEF.get(measurement.measure or "", N_("{measure} {value}")))
    return pattern.format(measure=label, value=value).replace(" ", "\u00a0")


def _share_percent(measurement: Measurement) -> float | None:
    if measurement.too_few or not _is_count(measurement) or not measurement.total:
        return None
    return min(100 * (measurement.n or 0) / measurement.total, 100.0)
