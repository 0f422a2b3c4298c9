"""Which column may be what: a guess from names and first values, for a person to confirm."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cjm_widgets.analysis.results import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_NAMES: dict[str, tuple[str, ...]] = {
    "customer": (
        "customer",
        "customer_id",
        "user_id",
        "user",
        "client_id",
        "visitor_id",
        "person_id",
        "case_id",
        "kunde",
        "kundin",
        "kunden_id",
        "kundennummer",
        "nutzer",
        "nutzer_id",
    ),
    "time": (
        "time",
        "timestamp",
        "event_time",
        "datetime",
        "occurred_at",
        "created_at",
        "ts",
        "zeit",
        "zeitpunkt",
        "zeitstempel",
    ),
    "event": ("event", "event_name", "action", "activity", "event_type", "ereignis", "aktion"),
    "channel": ("channel", "source_channel", "platform", "device", "medium", "kanal"),
    "session": ("session", "session_id", "visit_id", "sitzung", "besuch"),
    "text": (
        "comment",
        "text",
        "comments",
        "feedback",
        "verbatim",
        "message",
        "review",
        "body",
        "kommentar",
        "freitext",
        "bemerkung",
    ),
    "date": ("date", "time", "timestamp", "created_at", "answered_at", "submitted_at", "datum"),
    "touchpoint": ("touchpoint", "touch_point", "about", "topic", "page", "step", "kontaktpunkt", "thema", "seite"),
    "weight": ("weight", "wt", "weights", "gewicht"),
    "response": (
        "response_id",
        "response",
        "respondent",
        "respnum",
        "answer_id",
        "comment_id",
        "id",
        "antwort_id",
        "bogen",
    ),
}
_SCALES: dict[str, tuple[str, ...]] = {
    "nps": ("nps", "netpro", "recommend", "likelihood_to_recommend", "nps_score", "weiterempfehlung"),
    "csat": ("csat", "satisfaction", "satisfied", "overall", "rating", "csat_score", "zufriedenheit"),
    "ces": ("ces", "effort", "easy", "ease", "ces_score", "aufwand"),
}
_RANGES = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}
_LIKE_TIME = re.compile(r"^\s*(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{10}(\d{3})?\s*$)")
_PROSE_CHARACTERS = 25
_MOST = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreColumn(Result):
    """A column that may hold scores, and on which scale."""

    column: str
    scale: str
    """``nps``, ``csat`` or ``ces``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess(Result):
    """What the columns may be; None where nothing fits."""

    kind: str | None
    """``events``, ``survey`` or ``comments``."""
    customer: str | None
    time: str | None
    event: str | None
    channel: str | None
    session: str | None
    text: str | None
    date: str | None
    touchpoint: str | None
    weight: str | None
    response: str | None
    scores: tuple[ScoreColumn, ...]


def guess_roles(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Guess:
    """Guess the roles from column names and the first rows of text."""
    values = {
        column: [row[place] for row in rows if place < len(row) and row[place].strip()]
        for place, column in enumerate(columns)
    }
    by_name = {role: _named(columns, names) for role, names in _NAMES.items()}
    times = [column for column in columns if _mostly(values[column], _like_time)]
    for role in ("time", "date"):
        if times and by_name[role] not in times:
            by_name[role] = times[0]
    if by_name["text"] is None:
        by_name["text"] = next((c for c in columns if c not in times and _mostly(values[c], _like_prose)), None)
    scores = _scores(columns, values)
    return Guess(kind=_kind(by_name, scores), scores=scores, **by_name)


def _kind(found: Mapping[str, str | None], scores: Sequence[ScoreColumn]) -> str | None:
    if found["customer"] and found["event"] and found["time"]:
        return "events"
    if found["text"]:
        return "comments"
    return "survey" if scores else None


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")


def _named(columns: Sequence[str], names: Sequence[str]) -> str | None:
    """Return the column of the best name: the whole name first, in the order of ``names``, then a part of it."""
    plain = {_plain(column): column for column in reversed(columns)}
    for name in names:
        if name in plain:
            return plain[name]
    for name in names[:2]:
        for key, column in plain.items():
            if name in key.split("_"):
                return column
    return None


def _scores(columns: Sequence[str], values: Mapping[str, Sequence[str]]) -> tuple[ScoreColumn, ...]:
    found = []
    for scale, names in _SCALES.items():
        low, high = _RANGES[scale]
        for column in columns:
            parts = set(_plain(column).split("_")) | {_plain(column)}
            if parts & set(names) and _mostly(values[column], partial(_is_code, low=low, high=high)):
                found.append(ScoreColumn(column=column, scale=scale))
    return tuple(found)


def _is_code(text: str, *, low: int, high: int) -> bool:
    try:
        number = float(text)
    except ValueError:
        return False
    return number.is_integer() and low <= number <= high


def _mostly(values: Sequence[str], test: Callable[[str], bool]) -> bool:
    return bool(values) and sum(map(test, values)) >= _MOST * len(values)


def _like_time(text: str) -> bool:
    return _LIKE_TIME.match(text) is not None


def _like_prose(text: str) -> bool:
    return len(text) >= _PROSE_CHARACTERS and " " in text.strip()
