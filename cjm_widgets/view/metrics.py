"""What is measured, as entries of a cell: a stage's numbers in full, a touchpoint's in one line that unfolds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cjm_widgets.model import Metric
from cjm_widgets.view.entries import Entry
from cjm_widgets.view.measured import readings
from cjm_widgets.view.wording import day, figure
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.model import Stage, Touchpoint, Workshop
    from cjm_widgets.view.measured import Reading


def metric_entries(
    workshop: Workshop, stage: Stage | None, touchpoints: Sequence[Touchpoint], numbers: Mapping[str, int]
) -> tuple[Entry, ...]:
    """Show what is measured about a stage, then about its touchpoints, each with what is to be reached there.

    How many comments there are is left to the table of every number: a count alone says nothing about a place.
    """
    entries: list[Entry] = []
    if stage:
        found = _telling(workshop, stage.id)
        reached = any(reading.measurement.measure == "customers" and reading.value for reading in found)
        entries.extend(_stage_entry(reading, beside_reach=reached) for reading in found)
        entries.extend(_aim_entry(metric, None) for metric in workshop.of(Metric, about=stage.id))
    for touchpoint in touchpoints:
        number = numbers[touchpoint.id]
        found = _telling(workshop, touchpoint.id)
        if found:
            entries.append(_touchpoint_entry(touchpoint, found, number))
        entries.extend(_aim_entry(metric, number) for metric in workshop.of(Metric, about=touchpoint.id))
    return tuple(entries)


def _telling(workshop: Workshop, about: str) -> tuple[Reading, ...]:
    return tuple(reading for reading in readings(workshop, about) if not reading.only_counts_comments)


def _stage_entry(reading: Reading, *, beside_reach: bool) -> Entry:
    """Show one measurement; the funnel's is a line of its own below the customers who reached a place at all."""
    told = Entry(
        card=reading.measurement.id,
        text=reading.label,
        value=reading.value,
        basis=f"{reading.detail} {reading.source}".rstrip(),
        share_percent=reading.share_percent,
    )
    if beside_reach and reading.measurement.measure == "funnel" and reading.value:
        return replace(told, text=f"{reading.label}: {reading.value}", value="", share_percent=None)
    return told


def _touchpoint_entry(touchpoint: Touchpoint, found: Sequence[Reading], number: int) -> Entry:
    return Entry(
        card=touchpoint.id,
        text="\u00a0· ".join(reading.brief for reading in found),
        number=number,
        more=tuple(f"{reading.said} {reading.source}".rstrip() for reading in found),
    )


def metric_said(metric: Metric) -> str:
    """Say where a metric stands and where it is to go: today 34 %, target 25 % by 1 July 2027."""
    parts = []
    if metric.baseline is not None:
        parts.append(_("today {value}").format(value=_with_unit(metric.baseline, metric.unit)))
    elif metric.baseline_unknown:
        parts.append(_("no baseline is known"))
    if metric.target is not None:
        parts.append(_("target {value}").format(value=_with_unit(metric.target, metric.unit)))
        if metric.target_by:
            parts[-1] = _("{target} by {day}").format(target=parts[-1], day=day(metric.target_by))
    if metric.measured is not None:
        parts.append(_("measured {value}").format(value=_with_unit(metric.measured, metric.unit)))
    elif metric.check_on:
        parts.append(_("checked on {day}").format(day=day(metric.check_on)))
    return ", ".join(parts)


def _aim_entry(metric: Metric, number: int | None) -> Entry:
    said = metric_said(metric)
    name = _("Aim: {name}").format(name=metric.name)
    return Entry(card=metric.id, text=name, number=number, details=(said,) if said else ())


def _with_unit(value: float, unit: str) -> str:
    return f"{figure(value, 0 if value == int(value) else 1)} {unit}".strip()
