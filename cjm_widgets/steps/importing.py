"""A file of customer data on its way in: looked at, columns chosen, converted, reported.

Nothing is kept before that; see ``accepting``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from cjm_widgets import analysis
from cjm_widgets.model import Field, FieldKind, Json, ModelError
from cjm_widgets.model.entities.data import CONSENTS
from cjm_widgets.model.fields import PROSE_LENGTH, TEXT_LENGTH
from cjm_widgets.steps.ratings import RATINGS, overall_of, ratings_of, read_ratings
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from ibis.expr.types import Table

SCALES: Final = ("nps", "csat", "ces")


class DataKind(StrEnum):
    """What a file holds."""

    EVENTS = "events"
    SURVEY = "survey"
    COMMENTS = "comments"


KIND_LABELS: Final = {
    DataKind.EVENTS: N_("Events: what customers did, one row an event"),
    DataKind.SURVEY: N_("Survey: answers on a scale, one row an answer"),
    DataKind.COMMENTS: N_("Comments: what customers wrote, one row a comment"),
}
# Role → label and help of the column that is asked for; the first ones must be there.
_ROLES: Final[Mapping[DataKind, Mapping[str, tuple[str, str]]]] = {
    DataKind.EVENTS: {
        "customer": (N_("Customer"), N_("The column that says who: an id, never a name or an address.")),
        "time": (N_("Time"), ""),
        "event": (N_("Event"), N_("What happened, for example “payment”.")),
        "channel": (N_("Channel"), ""),
        "session": (N_("Session"), N_("Without it, sessions end after 30 minutes of nothing.")),
    },
    DataKind.SURVEY: {
        "nps": (N_("NPS, 0–10"), N_("“How likely are you to recommend us?”")),
        "csat": (N_("CSAT, 1–5"), N_("“How satisfied were you?”")),
        "ces": (N_("CES, 1–7"), N_("“It was easy to …”; 7 is the easiest.")),
        "touchpoint": (N_("What was asked about"), N_("The column that names a touchpoint, a page or a topic.")),
        "time": (N_("Time"), ""),
        "weight": (N_("Weight"), ""),
        "response": (N_("Answer sheet"), N_("Its id; a second sheet of the same id is reported.")),
    },
    DataKind.COMMENTS: {
        "text": (N_("Comment"), ""),
        "date": (N_("Date"), ""),
        "touchpoint": (N_("What it is about"), N_("The column that names a touchpoint, a page or a topic.")),
    },
}
_REQUIRED: Final = frozenset({"customer", "event", "text"})
_DAY_FIRST: Final = (("day", N_("day first: 03/04 is 3 April")), ("month", N_("month first: 03/04 is March 4")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Something in the data that a touchpoint or stage can claim: an event, or what is asked or written about."""

    signal: str
    """A word of ``model.entities.data.SIGNALS``."""
    name: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question of a survey: its column, its scale, and the codes that are no answers."""

    column: str
    scale: str
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A file that was converted and reported, and waits to be taken in."""

    kind: DataKind
    title: str
    consent: str | None
    table: Table
    report: analysis.ImportReport
    signals: tuple[Signal, ...]
    questions: tuple[Asked, ...] = ()


class Importing:
    """One file between its upload and its acceptance."""

    def __init__(self, path: Path) -> None:
        """Look at the file. Raises ``analysis.DataError``, which names the file and the way out."""
        self.path = path
        self.preview = analysis.preview(path)

    @property
    def guessed_kind(self) -> DataKind:
        """What the file seems to hold."""
        return DataKind(self.preview.guess.kind or "comments")

    @cached_property
    def _columns(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, name) for name in self.preview.columns)

    def questions(self, kind: DataKind) -> tuple[Field, ...]:
        """Give what has to be asked before a file of this kind can be read."""
        roles = tuple(
            Field(
                name=role, kind=FieldKind.CHOICE, label=label, help=help, choices=self._columns,
                required=role in _REQUIRED or (kind is DataKind.EVENTS and role == "time"), first=True,
            )
            for role, (label, help) in _ROLES[kind].items()
        )  # fmt: skip
        title = Field(
            name="title", kind=FieldKind.TEXT, label=N_("Title"), required=True, first=True, default="",
            help=N_("What the source is called on the map."), max_length=TEXT_LENGTH,
        )  # fmt: skip
        missing = Field(
            name="missing", kind=FieldKind.TEXT, label=N_("Codes for “no answer”"), first=True, default="",
            help=N_("Separated by commas, for example 11, 99. They would count as promoters otherwise."),
        )  # fmt: skip
        ratings = Field(
            name="ratings", kind=FieldKind.PROSE, label=RATINGS, first=True,
            help=N_("One a line. Beside an overall score in the same sheet they tell what drives it."), default="",
            max_length=PROSE_LENGTH,
        )  # fmt: skip
        dates = Field(
            name="day_first", kind=FieldKind.CHOICE, label=N_("Dates such as 03/04 are"),
            help=N_("Only needed where the file itself does not show it."), choices=_DAY_FIRST, first=True,
        )  # fmt: skip
        consent = Field(
            name="consent", kind=FieldKind.CHOICE, label=N_("Consent or licence"), choices=CONSENTS, first=True,
            required=True, help=N_("By what right may the room look at this?"),
        )  # fmt: skip
        return (title, *roles, *((ratings, missing) if kind is DataKind.SURVEY else ()), dates, consent)

    def guesses(self, kind: DataKind) -> dict[str, Json]:
        """Give answers to begin with, from the names and first values of the columns."""
        guess = self.preview.guess
        found = {role: getattr(guess, role, None) for role in _ROLES[kind]}
        found |= {scale: column for scale in SCALES if (column := overall_of(self.preview, scale))}
        known: dict[str, Json] = {role: found[role] for role in _ROLES[kind] if found.get(role)}
        if (
            kind is DataKind.SURVEY
            and not guess.touchpoint
            and (rated := ratings_of(self.preview, set(known.values())))
        ):
            known["ratings"] = "\n".join(rated)
        return {"title": self.path.stem.replace("_", " ").replace("-", " ").capitalize(), **known}

    def prepare(self, kind: DataKind, answers: Mapping[str, Json]) -> Prepared:
        """Convert the file as the answers say. Raises DataError or ModelError; then nothing has happened."""
        roles = {role: str(answers[role]) for role in _ROLES[kind] if answers.get(role)}
        day_first = {"day": True, "month": False}.get(str(answers.get("day_first")))
        missing = str(answers.get("missing") or "")
        read_codes(missing)
        asked = tuple(Asked(column=roles[scale], scale=scale, missing=missing) for scale in SCALES if scale in roles)
        if kind is DataKind.SURVEY:
            taken = set(roles.values())
            rated = [one for one in read_ratings(self.preview, str(answers.get("ratings") or "")) if one not in taken]
            asked += tuple(Asked(column=one, scale="csat", missing=missing) for one in rated)
            if not asked:
                problem = _("No column is named as NPS, CSAT or CES.")
                raise ModelError(_("Survey"), problem, _("Name at least one."))
        table, report = self._convert(kind, roles, asked, day_first)
        return Prepared(
            kind=kind,
            title=str(answers["title"]),
            consent=str(answers["consent"]) if answers.get("consent") else None,
            table=table,
            report=report,
            signals=_signals(kind, table, asked, {roles[scale] for scale in SCALES if scale in roles}),
            questions=asked,
        )

    def _convert(
        self,
        kind: DataKind,
        roles: Mapping[str, str],
        asked: Sequence[Asked],
        day_first: bool | None,  # noqa: FBT001 - a fact of the file
    ) -> tuple[Table, analysis.ImportReport]:
        match kind:
            case DataKind.EVENTS:
                return analysis.prepare_events(self.path, analysis.EventColumns(**roles), day_first=day_first)
            case DataKind.SURVEY:
                scores = {one.column: one.scale for one in asked}
                others = {role: column for role, column in roles.items() if role not in SCALES}
                columns = analysis.SurveyColumns(scores=scores, **others)  # type: ignore[arg-type]
                return analysis.prepare_survey(self.path, columns, day_first=day_first)
            case DataKind.COMMENTS:
                return analysis.prepare_comments(self.path, analysis.CommentColumns(**roles), day_first=day_first)


def read_codes(text: str) -> tuple[float, ...]:
    """Read codes that are no answers, ``"11, 99"``. Raises ModelError where one is no number."""
    codes = []
    for part in text.replace(";", ",").split(","):
        if not part.strip():
            continue
        try:
            codes.append(float(part))
        except ValueError:
            problem = _("“{code}” is no number.").format(code=part.strip()[:40])
            raise ModelError(_("Codes for “no answer”"), problem, _("Write numbers separated by commas.")) from None
    return tuple(codes)


def _signals(kind: DataKind, table: Table, asked: tuple[Asked, ...], overall: Collection[str]) -> tuple[Signal, ...]:
    """List what can be claimed: each event, or each thing asked or written about, the most frequent first.

    ``overall`` are the columns of questions that are about no place of their own.
    """
    column, signal = {
        DataKind.EVENTS: ("event", "event"),
        DataKind.SURVEY: ("touchpoint", "question"),
        DataKind.COMMENTS: ("touchpoint", "comments"),
    }[kind]
    if column not in table.columns:
        # The first question stands for the whole sheet; a rating is about a place of its own.
        names = [one.column for n, one in enumerate(asked) if n == 0 or one.column not in overall]
        every = int(table.count().execute())
        return tuple(Signal(signal=signal, name=name, rows=every) for name in names or (_("all comments"),))
    named = table.filter(table[column].notnull())
    counted = named.group_by(column).aggregate(rows=named.count()).execute()
    rows = sorted(counted.itertuples(index=False), key=lambda row: (-int(row[1]), str(row[0])))
    return tuple(Signal(signal=signal, name=str(name)[:TEXT_LENGTH], rows=int(n)) for name, n in rows)
