"""Print what is planted in the sample data, as the program finds it: ``python -m sample_data.planted``.

The table stands in README.md too; a test compares the two.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cjm_widgets.analysis import describe_events, describe_survey

if TYPE_CHECKING:
    from cjm_widgets.analysis.scores import Scale

FOLDER = Path(__file__).parent
DAY_S = 86_400
_STEPS = ("product_view", "add_to_cart", "checkout_start", "payment", "order_confirmed")
_QUESTIONS: tuple[tuple[Scale, float], ...] = (("nps", 1), ("csat", 100), ("ces", 1))
_POINTS = ("Choosing a size", "Checkout and payment", "Sending back", "Waiting for the refund")


def events_table(folder: Path = FOLDER) -> list[str]:
    """Return the drop-off of each step, and the wait for the refund, as lines of a table."""
    described = describe_events(
        folder / "events.csv", customer="customer_id", time="time", event="event", funnel=_STEPS
    )
    guide = describe_events(
        folder / "events.csv",
        customer="customer_id",
        time="time",
        event="event",
        funnel=("size_guide_open", "add_to_cart"),
    )
    if described.funnel is None or guide.funnel is None:  # asked for above
        return []
    lines = ["| from | to | customers | of those, did not come on | 95 % interval |", "|---|---|---|---|---|"]
    for funnel in (guide.funnel, described.funnel):
        for before, step in zip(funnel.steps, funnel.steps[1:], strict=False):
            lines.append(
                f"| {before.name} | {step.name} | {before.count:,} → {step.count:,} | {step.drop_off:.1%} "
                f"| {step.drop_off_low:.1%} – {step.drop_off_high:.1%} |"
            )
    wait = next(
        one for one in described.transitions if (one.origin, one.target) == ("return_label_printed", "refund_received")
    )
    lines += [
        "",
        (
            f"From the printed label straight to the refund: median {wait.median_s / DAY_S:.1f} days, 95th percentile "
            f"{wait.p95_s / DAY_S:.1f} days, {wait.customers:,} customers."
        ),
    ]
    return lines


def survey_table(folder: Path = FOLDER) -> list[str]:
    """Return NPS, CSAT and CES of the touchpoints that matter, as lines of a table."""
    cells: dict[str, list[str]] = {point: [] for point in _POINTS}
    for scale, factor in _QUESTIONS:
        described = describe_survey(folder / "survey.csv", column=scale, scale=scale, missing=[99], group="touchpoint")
        for group in described.groups:
            score = group.score
            if group.group in cells and score.value is not None and score.low is not None and score.high is not None:
                value, low, high = (number * factor for number in (score.value, score.low, score.high))
                cells[group.group].append(f"{value:.1f} [{low:.1f}, {high:.1f}] n {score.n}")
    lines = ["| touchpoint | NPS | CSAT, % | CES, mean of 1–7 (7 is easy) |", "|---|---|---|---|"]
    return lines + [f"| {point} | {' | '.join(found)} |" for point, found in cells.items()]


def planted(folder: Path = FOLDER) -> str:
    """Return both tables as Markdown."""
    return "\n".join([*events_table(folder), "", *survey_table(folder)]) + "\n"


if __name__ == "__main__":
    print(planted(), end="")  # noqa: T201
