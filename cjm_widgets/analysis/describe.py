"""A whole file described in one call: what ``cjm data events`` and ``cjm data survey`` print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_widgets.analysis.engine import engine
from cjm_widgets.analysis.event_import import EventColumns, prepare_events
from cjm_widgets.analysis.events import EventCounts, count_events
from cjm_widgets.analysis.funnel import Funnel, Grain, Order, count_funnel
from cjm_widgets.analysis.results import Result
from cjm_widgets.analysis.sessions import GAP_MINUTES, SessionCounts, count_sessions
from cjm_widgets.analysis.surveys import GroupScore, SurveyColumns, prepare_survey, score_by, score_survey
from cjm_widgets.analysis.transitions import Transition, count_transitions

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from cjm_widgets.analysis.report import ImportReport
    from cjm_widgets.analysis.scores import Reading, Scale, Score

from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsDescribed(Result):
    """A file of events in numbers."""

    customers: int
    events: int
    funnel: Funnel | None
    """None where no steps were named."""
    transitions: tuple[Transition, ...]
    sessions: SessionCounts
    counts: EventCounts
    report: ImportReport

    def table(self) -> pd.DataFrame:
        """Return the funnel's steps as a table, or the events by name where no funnel was asked for."""
        return self.counts.table() if self.funnel is None else self.funnel.table()


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyDescribed(Result):
    """One question of a survey in numbers."""

    column: str
    scale: str
    score: Score
    groups: tuple[GroupScore, ...]
    """By the group column; empty where none was named."""
    report: ImportReport

    def table(self) -> pd.DataFrame:
        """Return the answers as a table: code, count, share."""
        return self.score.table()


def describe_events(  # noqa: PLR0913 - the options of the command
    path: str | os.PathLike[str],
    *,
    customer: str,
    time: str,
    event: str,
    channel: str | None = None,
    session: str | None = None,
    funnel: Sequence[str] | Mapping[str, Sequence[str]] = (),
    order: Order = "closed",
    per: Grain = "customer",
    gap_minutes: float = GAP_MINUTES,
    day_first: bool | None = None,
) -> EventsDescribed:
    """Read a file of events and count customers, events, funnel steps, transitions and sessions.

    With ``session``, sessions are the file's own; else they are cut at ``gap_minutes``. Raises a DataError.
    """
    columns = EventColumns(customer=customer, time=time, event=event, channel=channel, session=session)
    gap = gap_minutes if session is None else None
    with engine() as backend:
        events, report = prepare_events(Path(path), columns, day_first=day_first, backend=backend)
        counts = count_events(events)
        return EventsDescribed(
            customers=counts.customers,
            events=counts.events,
            funnel=count_funnel(events, funnel, order=order, per=per, gap_minutes=gap) if funnel else None,
            transitions=count_transitions(events).transitions,
            sessions=count_sessions(events, gap_minutes=gap),
            counts=counts,
            report=report,
        )


def describe_survey(
    path: str | os.PathLike[str],
    *,
    column: str,
    scale: Scale,
    weight: str | None = None,
    missing: Sequence[float] = (),
    group: str | None = None,
    top: int | None = None,
    reading: Reading = "mean",
) -> SurveyDescribed:
    """Read a file of answers and score one question, in all and by ``group`` (any column). Raises a DataError."""
    columns = SurveyColumns(scores={column: scale}, weight=weight, touchpoint=group)
    with engine() as backend:
        survey, report = prepare_survey(Path(path), columns, backend=backend)
        score = score_survey(survey, column, scale, missing=missing, top=top, reading=reading)
        groups = score_by(survey, column, scale, missing=missing, top=top, reading=reading) if group else ()
    return SurveyDescribed(column=column, scale=scale, score=score, groups=groups, report=report)
