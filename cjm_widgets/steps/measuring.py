"""From data and ties to the numbers on the map: who reached what, in which order, and how it scored.

Each number becomes a ``Measurement`` with its n, its grain, its interval, its source and the data's fingerprint, so
that it can be judged by readers and run again by analysts. Shares are percentages, 0–100.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets import analysis
from cjm_widgets.model import (
    Measurement,
    Source,
    Stage,
    Touchpoint,
    deleting,
    making,
)
from cjm_widgets.steps.number import number
from cjm_widgets.steps.survey_numbers import survey_numbers
from cjm_widgets.steps.ties import Ties

_LEGAL_FORMS: Final = frozenset({"ag", "co", "corp", "gmbh", "inc", "kg", "llc", "ltd", "plc", "sa", "sarl", "se"})

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ibis.expr.types import Table

    from cjm_widgets.model import Draft, Workshop
    from cjm_widgets.store import Seat


def measure(workshop: Workshop, files: Mapping[str, Path], journey: str) -> tuple[Measurement, ...]:
    """Work out all numbers of a journey. ``files`` holds the accepted data by fingerprint; others are left out."""
    made: list[Measurement] = []
    for source in workshop.all(Source):
        path = files.get(source.fingerprint)
        if path is None:
            continue
        with analysis.engine() as backend:
            table = analysis.open_accepted(path, backend=backend)
            made += _measure_one(workshop, source, table, journey)
    return tuple(made)


def update_measurements(seat: Seat, journey: str) -> int:
    """Work the numbers out anew and write what differs, in one batch; gives how many numbers there are now."""
    workshop = seat.workshop
    known = {source.fingerprint for source in workshop.all(Source) if source.fingerprint}
    files = {one: path for one in known if (path := seat.data_file(one)) is not None}
    fresh = {one.id: one for one in measure(workshop, files, journey)}
    mine = _things_of(workshop, journey)
    stale = [one for one in workshop.all(Measurement) if one.id not in fresh and one.about in mine]
    drafts: list[Draft] = [deleting(one) for one in stale]
    drafts += [_whole(one) for one in fresh.values() if not _same(workshop.find(Measurement, one.id), one)]
    if drafts:
        seat.apply(drafts).result()
    return len(fresh)


def _measure_one(workshop: Workshop, source: Source, table: Table, journey: str) -> Iterator[Measurement]:
    match source.type:
        case "event_log":
            yield from _reaches(workshop, source, table, journey)
        case "survey":
            yield from survey_numbers(workshop, source, table)
        case "review":
            yield from _comments(workshop, source, table)


def _reaches(workshop: Workshop, source: Source, events: Table, journey: str) -> Iterator[Measurement]:
    ties = Ties.of(workshop, source.id, "event")
    for by in ties.both():
        for one in analysis.count_reach(events, by).reached:
            if one.events:
                yield _share(source, one.about, "customers", one.customers, one.n, (one.share_low, one.share_high))
    stages = [stage.id for stage in workshop.of(Stage, journey=journey)]
    if not set(stages) & set(ties.stages.values()):
        return
    funnel = analysis.count_stage_funnel(events, ties.stages, stages)
    for step in funnel.steps:
        yield _share(source, step.name, "funnel", step.count, funnel.n, (step.share_low, step.share_high))


def _comments(workshop: Workshop, source: Source, comments: Table) -> Iterator[Measurement]:
    ties = Ties.of(workshop, source.id, "comments")
    texts = comment_texts(comments)
    every = [text for some in texts.values() for text in some]
    for by in ties.both():
        found: dict[str, list[str]] = {}
        if "touchpoint" in comments.columns:
            for name, about in by.items():
                found.setdefault(about, []).extend(texts.get(name, ()))
        else:
            found = dict.fromkeys(by.values(), every)
        for about, some in found.items():
            if some:
                yield _tone(source, about, some, len(every), brands_of(workshop))


def _tone(source: Source, about: str, texts: Sequence[str], every: int, brands: Sequence[str]) -> Measurement:
    """Give the tone of comments; of what is not in English their number alone, of all in the data."""
    found = analysis.score_comments(texts, brands=brands)
    if found.value is None or found.low is None or found.high is None:
        return number(source, about, "comments", n=len(texts), total=every, grain="comment")
    value, low, high = (round(one, 4) for one in (found.value, found.low, found.high))
    return number(
        source, about, "comments", value=value, low=low, high=high, n=found.n, total=len(texts), grain="comment",
        too_few=found.too_few,
    )  # fmt: skip


def comment_texts(comments: Table) -> Mapping[str | None, Sequence[str]]:
    """Give the comments by the touchpoint that they name in the data, in the file's order; None for those that do not.

    Without a column of touchpoints all of them name none.
    """
    columns = [name for name in ("text", "touchpoint") if name in comments.columns]
    found: dict[str | None, list[str]] = {}
    for row in comments.order_by("row").select(*columns).execute().to_dict("records"):
        named = row.get("touchpoint")
        found.setdefault(named if isinstance(named, str) else None, []).append(str(row["text"]))
    return found


def brands_of(workshop: Workshop) -> tuple[str, ...]:
    """Give the names that carry no feeling: the organisation's, with and without its legal form."""
    name = workshop.settings.organisation.strip()
    words = name.split()
    short = " ".join(words[:-1]) if len(words) > 1 and words[-1].strip(".,").casefold() in _LEGAL_FORMS else ""
    return tuple(filter(None, (name, short.rstrip(","))))


def _share(source: Source, about: str, measure: str, n: int, total: int, interval: tuple[float, float]) -> Measurement:
    low, high = (round(100 * one, 4) for one in interval)
    return number(
        source, about, measure, value=round(100 * n / total, 4) if total else None, low=low, high=high, n=n,
        total=total, grain="customer", too_few=total < analysis.TOO_FEW,
    )  # fmt: skip


def _same(there: Measurement | None, fresh: Measurement) -> bool:
    """Tell whether nothing but the day of the computation differs: then the log stays as it is."""
    if there is None:
        return False
    ignored = {"computed_on"}
    return {**there.given(), **dict.fromkeys(ignored)} == {**fresh.given(), **dict.fromkeys(ignored)}


def _whole(measurement: Measurement) -> Draft:
    """Make it, or write all of its fields anew: what is nothing now must not stay from before."""
    draft = making(measurement)
    nothing = {name: spec.default for name, spec in measurement.FIELDS.items()}
    fields = {**nothing, **draft.fields, "deleted": False}
    return type(draft)(kind=draft.kind, entity=draft.entity, fields=fields)


def _things_of(workshop: Workshop, journey: str) -> frozenset[str]:
    things = (*workshop.of(Stage, journey=journey), *workshop.of(Touchpoint, journey=journey))
    return frozenset(thing.id for thing in things)
