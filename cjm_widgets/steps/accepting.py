"""Taking a prepared file in: its data, its source, its questions and its ties, all in one batch or not at all."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets import analysis
from cjm_widgets.model import Claim, Question, Source, Touchpoint, making, new_id, spread
from cjm_widgets.steps.importing import DataKind
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.model import Draft, Entity, Workshop
    from cjm_widgets.steps.importing import Prepared, Signal
    from cjm_widgets.store import Seat

_TYPES: Final = {DataKind.EVENTS: "event_log", DataKind.SURVEY: "survey", DataKind.COMMENTS: "review"}


def accept(seat: Seat, prepared: Prepared, source: str | None = None) -> str:
    """Keep the data and write down where it comes from; gives the source's id.

    ``source`` fills a source that is there already (with its ties) instead of making one. Raises what the seat raises.
    """
    with tempfile.TemporaryDirectory(prefix="cjm-") as folder:
        accepted = analysis.write_accepted(prepared.table, Path(folder) / "data.parquet")
        seat.keep_data(Path(accepted.path), accepted.fingerprint, kind=str(prepared.kind), rows=accepted.rows)
    workshop = seat.workshop
    there = workshop.find(Source, source)
    described = _source(prepared, accepted, there)
    drafts: list[Draft] = [making(described)]
    if there is None or not workshop.of(Question, source=described.id):
        drafts += [making(thing) for thing in _questions(prepared, described.id)]
    known = {claim.name for claim in workshop.of(Claim, source=described.id)}
    drafts += [making(thing) for thing in _claims(prepared, described.id, workshop) if thing.name not in known]
    seat.apply(drafts).result()
    return described.id


def _source(prepared: Prepared, accepted: analysis.Accepted, there: Source | None) -> Source:
    report = prepared.report
    source = there or Source(id=new_id("source"), title=prepared.title)
    return replace(
        source,
        type=_TYPES[prepared.kind],
        n=accepted.rows,
        period_start=report.period_start.date().isoformat() if report.period_start else None,
        period_end=report.period_end.date().isoformat() if report.period_end else None,
        consent=prepared.consent,
        fingerprint=accepted.fingerprint,
    )


def _questions(prepared: Prepared, source: str) -> tuple[Question, ...]:
    ranks = spread(len(prepared.questions))
    return tuple(
        Question(
            id=new_id("question"), source=source, rank=rank, column=one.column, scale=one.scale, missing=one.missing
        )
        for rank, one in zip(ranks, prepared.questions, strict=True)
    )


def _claims(prepared: Prepared, source: str, workshop: Workshop) -> tuple[Claim, ...]:
    ranks = spread(len(prepared.signals))
    return tuple(
        Claim(
            id=new_id("claim"), source=source, rank=rank, signal=one.signal, name=one.name, about=_likely(one, workshop)
        )
        for rank, one in zip(ranks, prepared.signals, strict=True)
    )


def _likely(signal: Signal, workshop: Workshop) -> str | None:
    """Find what an earlier tie of the same name says, or a touchpoint of that name; else it stays open."""
    for claim in workshop.all(Claim):
        if claim.name == signal.name and claim.signal == signal.signal and claim.about:
            return claim.about
    wanted = _plain(signal.name)
    by_name: list[Entity] = [one for one in workshop.all(Touchpoint) if _plain(one.name) == wanted]
    return by_name[0].id if by_name else None


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())


def told(prepared: Prepared) -> str:
    """Say what became of every row, one sentence a line."""
    said = [f"{line}." for line in prepared.report.sentences()]
    if not prepared.report.dropped:
        said.append(_("Nothing was dropped."))
    return "\n".join(said)
