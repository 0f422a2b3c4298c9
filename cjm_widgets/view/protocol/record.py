"""What a protocol holds, gathered from the workshop; how it is written is for ``page``, ``text`` and ``lists``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import (
    KINDS,
    Action,
    Agenda,
    Card,
    Decision,
    Journey,
    Metric,
    Note,
    Objective,
    Person,
    Role,
    Team,
    Vote,
    VoteOption,
)
from cjm_widgets.model.checks import closing
from cjm_widgets.view.votes import title_of
from cjm_widgets.view.wording import day, figure, percent
from cjm_widgets.words import _, ngettext, speaking

if TYPE_CHECKING:
    from cjm_widgets.model import Entity, Workshop

_MINUTE_S: Final = 60
_OUT: Final = frozenset({"hidden"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list of the protocol."""

    key: str
    """A name for a file, in English."""
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str
    """What stands there while there are no rows."""
    said: str = ""
    """A sentence above the rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A protocol, in the language of the workshop."""

    language: str
    title: str
    about: tuple[str, ...]
    """Organisation, day, maps, who was there: a line each."""
    lacking: tuple[str, ...]
    """What the workshop did not come to: an owner, a review date, an action with a date."""
    decisions: Table
    actions: Table
    votes: tuple[Table, ...]
    parking: Table
    agenda: Table

    @property
    def tables(self) -> tuple[Table, ...]:
        """All lists, in the order in which they are read."""
        return (self.decisions, self.actions, *self.votes, self.parking, self.agenda)


def gather(workshop: Workshop, *, now: datetime, agenda: Agenda | None = None, names: bool = False) -> Record:
    """Gather the protocol as of ``now``; ``names`` lists who was there by name, else only their number stands there.

    Owners of actions are named always. ``agenda`` brings planned and real times.
    """
    with speaking(workshop.settings.language or "en"):
        return Record(
            language=workshop.settings.language or "en",
            title=workshop.settings.title,
            about=_about(workshop, now, names=names),
            lacking=tuple(f"{one.says} {one.way_out}" for one in closing(workshop, now.date())),
            decisions=_decisions(workshop),
            actions=_actions(workshop),
            votes=_votes(workshop),
            parking=_parking(workshop),
            agenda=_agenda(agenda or Agenda()),
        )


def shown_title(workshop: Workshop, id: str | None) -> str:
    """Say what a thing is; one that is hidden or gone is not named."""
    thing = workshop.get(id)
    if thing is None or _is_hidden(thing):
        return _("(no longer on the map)")
    return title_of(thing)


def _is_hidden(thing: Entity) -> bool:
    return isinstance(thing, Card) and thing.standing in _OUT


def _about(workshop: Workshop, now: datetime, *, names: bool) -> tuple[str, ...]:
    people = sorted(
        (one for one in workshop.all(Person) if one.role == str(Role.PARTICIPANT)),
        key=lambda one: (one.name.casefold(), one.id),
    )
    lines = [workshop.settings.organisation, day(now.date().isoformat())]
    lines += [_("Map: {title}").format(title=one.title) for one in workshop.all(Journey)]
    lines += [_("Objective: {text}").format(text=one.statement) for one in workshop.all(Objective) if _stands(one)]
    if names and people:
        teams = {team.id: team.name for team in workshop.all(Team)}
        said = [f"{one.name} ({teams[one.team]})" if one.team in teams else one.name for one in people]
        lines.append(_("Who took part: {names}").format(names=", ".join(said)))
    elif people:
        lines.append(ngettext("{n} person took part.", "{n} people took part.", len(people)).format(n=len(people)))
    return tuple(line for line in lines if line)


def _stands(card: Card) -> bool:
    return card.standing == "settled" and card.merged_into is None


def _decisions(workshop: Workshop) -> Table:
    rows = tuple(
        (one.text, one.reason, shown_title(workshop, one.about) if one.about else "", day(one.decided_on))
        for one in workshop.all(Decision)
    )
    return Table(
        key="decisions",
        title=_("Decisions"),
        heads=(_("Decision"), _("Because"), _("About"), _("Decided on")),
        rows=rows,
        empty=_("No decision was written down."),
    )


def _actions(workshop: Workshop) -> Table:
    rows = []
    for one in workshop.all(Action):
        if isinstance(one, Card) and (_is_hidden(one) or one.merged_into is not None):
            continue
        status = dict(KINDS["action"].FIELDS["status"].choices).get(one.status or "", "")
        metric = next(iter(workshop.of(Metric, about=one.id)), None)
        rows.append((
            one.title, one.owner, one.contributors, day(one.due), _(status) if status else "", one.first_step,
            _measure(metric),
        ))  # fmt: skip
    return Table(
        key="actions",
        title=_("Actions"),
        heads=(
            _("Action"), _("Owner"), _("Contributors"), _("Due"), _("Status"), _("First step"), _("How we will know"),
        ),
        rows=tuple(rows),
        empty=_("No action was agreed."),
    )  # fmt: skip


def _measure(metric: Metric | None) -> str:
    if metric is None:
        return ""
    parts = [metric.name]
    if metric.target is not None:
        parts.append(_("target {value} {unit}").format(value=figure(metric.target), unit=metric.unit).strip())
    if metric.check_on:
        parts.append(_("check on {day}").format(day=day(metric.check_on)))
    return ", ".join(parts)


def _votes(workshop: Workshop) -> tuple[Table, ...]:
    votes = sorted(workshop.all(Vote), key=lambda one: (one.opened_at, one.id))
    return tuple(_vote(workshop, vote, n) for n, vote in enumerate(votes, start=1))


def _vote(workshop: Workshop, vote: Vote, n: int) -> Table:
    heads = (_("Card"), _("Dots"), _("People"))
    title = _("Vote: {question}").format(question=vote.question)
    if vote.state != "closed":
        still = _("This vote was still open; nobody knows how it stands.")
        return Table(key=f"vote-{n}", title=title, heads=heads, rows=(), empty=still)
    options = sorted(
        workshop.of(VoteOption, vote=vote.id), key=lambda one: (-(one.dots or 0), -(one.voters or 0), one.id)
    )
    rows = tuple((shown_title(workshop, one.card), str(one.dots or 0), str(one.voters or 0)) for one in options)
    took_part, each = vote.took_part or 0, vote.dots_each or 0
    said = [
        ngettext("{n} person took part.", "{n} people took part.", took_part).format(n=took_part),
        ngettext("{n} dot each.", "{n} dots each.", each).format(n=each),
    ]
    if vote.tipping:
        said.append(
            ngettext(
                "One ballot less could change the first three.",
                "Each of {n} ballots, left out, would change the first three.",
                vote.tipping,
            ).format(n=vote.tipping)
        )
    if vote.agreement is not None:
        said.append(_("Two people share {share} of their dots.").format(share=percent(100 * vote.agreement)))
    return Table(
        key=f"vote-{n}", title=title, heads=heads, rows=rows, empty=_("There were no cards."), said=" ".join(said)
    )


def _parking(workshop: Workshop) -> Table:
    parked = [
        one
        for one in workshop
        if isinstance(one, Card)
        and one.merged_into is None
        and (one.standing == "parked" or (isinstance(one, Note) and one.topic == "parking" and not _is_hidden(one)))
    ]
    rows = tuple(
        (title_of(one), _(KINDS[one.KIND].LABEL))
        for one in sorted(parked, key=lambda one: (one.KIND, one.rank, one.id))
    )
    return Table(
        key="parking-lot",
        title=_("Parking lot"),
        heads=(_("What"), _("Kind")),
        rows=rows,
        empty=_("Nothing was parked."),
    )


def _agenda(agenda: Agenda) -> Table:
    planned = agenda.planned_at()
    rows = tuple(
        (item.title, str(item.minutes), clock_time(planned[n]), clock_time(item.began_at))
        for n, item in enumerate(agenda.items)
    )
    return Table(
        key="agenda",
        title=_("How the day went"),
        heads=(_("What"), _("Planned minutes"), _("Planned for"), _("Began")),
        rows=rows,
        empty=_("There was no agenda."),
    )


def clock_time(at: float | None) -> str:
    """Give a time of day on this machine's clock: 9:05; nothing for nothing."""
    if at is None:
        return ""
    when = datetime.fromtimestamp(at).astimezone()
    return f"{when.hour}:{when.minute:02d}"
