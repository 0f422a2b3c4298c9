"""Hold hypotheses against what was measured, and say what follows: supported, contradicted, or not enough data.

The verdict looks at the whole 95 % interval, not at the value alone. Supported: all of it lies on the expected side of
the threshold. Contradicted: all of it lies on the other side. Anything else, and anything on fewer than 30, is not
enough data. “No difference” is never supported by this: that nothing was found does not show that there is nothing;
it is contradicted where the threshold lies outside the interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Draft, Hypothesis, Measurement, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.model import Json, Workshop
    from cjm_widgets.store import Seat

SUPPORTED: Final = "supported"
CONTRADICTED: Final = "contradicted"
NOT_ENOUGH: Final = "not_enough_data"
FEWEST: Final = 30
"""Below this many a verdict is not given; the same as ``analysis.intervals.TOO_FEW``, which says why."""
ONE_DECIMAL: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What was found for a hypothesis: percentages 0–100, NPS in points, CES as a mean of 1–7."""

    value: float
    low: float
    high: float
    """The ends of the 95 % interval."""
    n: int
    verdict: str
    fingerprint: str
    """Names the data it was found in."""


def weigh(workshop: Workshop, hypothesis: Hypothesis) -> Weighed | None:
    """Hold one hypothesis against the measurements of its place.

    None where it does not say what to hold against which direction and threshold, or where nothing was measured.
    """
    if hypothesis.threshold is None or hypothesis.direction is None or hypothesis.about is None:
        return None
    found = (
        _drop_off(workshop, hypothesis.about)
        if hypothesis.measure == "drop_off"
        else _measured(workshop, hypothesis.about, hypothesis.measure)
    )
    if found is None:
        return None
    value, low, high, n, fingerprint = found
    verdict = verdict_of(hypothesis.direction, hypothesis.threshold, low, high, n)
    return Weighed(value=value, low=low, high=high, n=n, verdict=verdict, fingerprint=fingerprint)


def verdict_of(direction: str, threshold: float, low: float, high: float, n: int) -> str:
    """Give the verdict on an interval from ``low`` to ``high`` that ``n`` answers or customers stand behind."""
    if n < FEWEST:
        return NOT_ENOUGH
    above, below = low > threshold, high < threshold
    expected = {"up": above, "down": below, "same": False}[direction]
    against = {"up": below, "down": above, "same": above or below}[direction]
    return SUPPORTED if expected else CONTRADICTED if against else NOT_ENOUGH


def update_verdicts(seat: Seat, journey: str) -> int:
    """Write the verdicts of a journey's hypotheses down, in one batch; gives how many could be weighed."""
    workshop = seat.workshop
    today = datetime.now(UTC).date().isoformat()
    drafts, weighed = [], 0
    for one in workshop.of(Hypothesis, journey=journey, merged_into=None):
        found = weigh(workshop, one)
        if found is None:
            continue
        weighed += 1
        fields: dict[str, Json] = {
            "verdict": found.verdict,
            "value": round(found.value, ONE_DECIMAL),
            "low": round(found.low, ONE_DECIMAL),
            "high": round(found.high, ONE_DECIMAL),
            "n": found.n,
            "fingerprint": found.fingerprint,
        }
        if any(getattr(one, name) != value for name, value in fields.items()):
            drafts.append(Draft(kind=one.KIND, entity=one.id, fields={**fields, "found_on": today}))
    if drafts:
        seat.apply(drafts).result()
    return weighed


_Found = tuple[float, float, float, int, str]


def _measured(workshop: Workshop, about: str, measure: str | None) -> _Found | None:
    """Take a measurement as it is; where several sources measured the same, the one with most behind it."""
    found = [
        one
        for one in workshop.of(Measurement, about=about, measure=measure)
        if one.value is not None and one.low is not None and one.high is not None and one.n is not None
    ]
    if not found:
        return None
    best = max(found, key=lambda one: (_behind(one), one.id))
    value, low, high = (float(one or 0) for one in (best.value, best.low, best.high))
    return value, low, high, _behind(best), best.fingerprint


def _behind(measurement: Measurement) -> int:
    """Tell how many stand behind a number: for a share, all; for the tone of comments, those that could be scored."""
    shares = measurement.total is not None and measurement.measure != "comments"
    return int((measurement.total if shares else measurement.n) or 0)


def _drop_off(workshop: Workshop, about: str) -> _Found | None:
    """Work out who did not go on to the next stage, of those still in order, with Wilson's interval; percentages."""
    from cjm_widgets.analysis.intervals import wilson  # noqa: PLC0415 - brings in the statistics

    stage = workshop.find(Stage, about)
    if stage is None:
        return None
    stages: Sequence[Stage] = workshop.of(Stage, journey=stage.journey)
    place = stages.index(stage)
    if place + 1 >= len(stages):
        return None
    for here in workshop.of(Measurement, about=about, measure="funnel"):
        there = next(
            iter(workshop.of(Measurement, about=stages[place + 1].id, measure="funnel", source=here.source)), None
        )
        if there is None or not here.n or there.n is None:
            continue
        gone = here.n - there.n
        low, high = wilson(gone, here.n)
        return 100 * gone / here.n, 100 * low, 100 * high, here.n, here.fingerprint
    return None
