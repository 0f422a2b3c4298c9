"""Anonymous scores until they are revealed: in a table of their own, one for each person and touchpoint.

A score's id is made from its author's key, so that the same page finds it again, and nobody else can tell whose it is,
nor which others are theirs. When the step is revealed, all of them go into the log together, in random order.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from cjm_widgets.model import DELETED, KINDS, Change, Draft, Emotion, ModelError, Refused, allowed, new_id
from cjm_widgets.model.tally import enough
from cjm_widgets.store import log, schema, statements
from cjm_widgets.store.authors import anonymous_kinds, sign
from cjm_widgets.store.errors import Gone
from cjm_widgets.store.keys import hashed
from cjm_widgets.store.overlay import Overlay
from cjm_widgets.store.telling import check_tells_nothing
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cjm_widgets.model import Entity, Json, Viewer
    from cjm_widgets.store.database import Database
    from cjm_widgets.store.keys import Keys
    from cjm_widgets.store.turn import Turn

KINDS_OF_SCORES: Final = frozenset({Emotion.KIND})


class Scoring:
    """A batch's scores on their way into the table: judged when made, written when told to."""

    def __init__(self, turn: Turn, viewer: Viewer, keys: Keys, drafts: Sequence[Draft], whose: str = "") -> None:
        """Take the scores out of ``drafts``; ``whose`` names the person that they are entered for by those who lead.

        Raises Refused, InvalidValue or ModelError.
        """
        self._turn, self._viewer, self._keys, self._whose = turn, viewer, keys, whose
        self.kept: dict[str, Entity | None] = {}
        """The scores as they are now, by id; None for one that was taken back."""
        self.rest: list[Draft] = []
        """What goes the ordinary way."""
        self.changes: list[str] = []
        hides = anonymous_kinds(turn.workshop.settings)
        for draft in drafts:
            if draft.kind in KINDS_OF_SCORES and self._is_score(draft, hides):
                self._judge(draft)
                self.changes.append(draft.id)
            else:
                self.rest.append(draft)

    def write(self) -> dict[str, str]:
        """Write what was judged; give the secrets of the scores, by id."""
        given = {}
        for entity, score in self.kept.items():
            here = {"workshop": self._turn.id, "entity": entity}
            self._turn.link.run(statements.DELETE_SCORE, here)
            if score is None:
                continue
            fields = {name: value for name, value in score.given().items() if name != "team"}
            row = {"kind": score.KIND, "fields": log.to_json(fields), "team": getattr(score, "team", None)}
            self._turn.link.run(statements.INSERT_SCORE, {**here, **row})
            given[entity] = self._keys.secret(entity)
            self._turn.link.run(log.INSERT_SECRET, {**here, "hash": hashed(given[entity])})
        return given

    def _is_score(self, draft: Draft, hides: Collection[str]) -> bool:
        if draft.entity in self.kept or self._pending(draft.entity) is not None:
            return True
        if draft.kind not in hides or (self._viewer.leads and not self._whose):
            return False
        return not log.of_entity(self._turn.link, self._turn.id, draft.entity)

    def _pending(self, entity: str) -> Entity | None:
        if entity in self.kept:
            return self.kept[entity]
        rows = self._turn.link.rows(statements.SCORE, {"workshop": self._turn.id, "entity": entity})
        return _score(entity, Emotion.KIND, rows[0][0], rows[0][1]) if rows else None

    def _judge(self, draft: Draft) -> None:
        existing = self._pending(draft.entity)
        workshop = self._turn.workshop
        if existing is not None and draft.entity != slot_of(self._keys, existing, self._whose):
            raise Refused(_(existing.LABEL), _("This is not yours to change."))
        # Whoever made the id made the score: nobody else's key gives it.
        viewer = replace(self._viewer, own=self._viewer.own | {draft.entity})
        if existing is None and DELETED in draft.fields:
            raise Gone(draft.kind, draft.entity)
        signed = sign(viewer, draft, existing, workshop, proxy=bool(self._whose)).draft.checked(existing)
        if existing is not None:
            overlay = Overlay(workshop)
            overlay.put(Draft(kind=draft.kind, entity=draft.entity, fields=existing.given()))
            workshop = overlay.workshop
        allowed(viewer, self._turn.clock, signed, workshop)
        check_tells_nothing(viewer, self._turn.clock, signed, workshop, anonymous=True)
        if signed.fields.get(DELETED) is True:
            self.kept[draft.entity] = None
            return
        fields = {name: value for name, value in signed.fields.items() if name not in (DELETED, "author")}
        score = replace(existing, **fields) if existing is not None else KINDS[draft.kind](id=draft.entity, **fields)  # type: ignore[arg-type]
        if draft.entity != slot_of(self._keys, score, self._whose):
            raise ModelError(
                _(score.LABEL), _("An anonymous score has one place for each person."), _("Reload the page.")
            )
        self.kept[draft.entity] = score


def slot_of(keys: Keys, score: Entity, whose: str = "") -> str:
    """Give the one id that a person's score has: by what it is about."""
    parts = [str(getattr(score, name)) for name in ("touchpoint", "persona") if getattr(score, name, None)]
    return keys.id(score.KIND, *parts, *([f"for {whose}"] if whose else []))


def own_scores(database: Database, workshop: str, own: Collection[str]) -> dict[str, Entity]:
    """Give those scores that wait to be revealed and whose ids are in ``own``."""
    if not own:
        return {}
    table = schema.score.c
    query = select(table.entity, table.kind, table.fields, table.team).where(table.workshop == workshop)
    with database.reading() as connection:
        rows = connection.execute(query).all()
    return {entity: _score(entity, kind, fields, team) for entity, kind, fields, team in rows if entity in own}


def reveal_scores(turn: Turn, kinds: Collection[str]) -> None:
    """Write the scores of these kinds into the log: no key, in random order, the team where five hide each other."""
    rows = [row for row in turn.link.rows(statements.SCORES, {"workshop": turn.id}) if row[1] in kinds]
    if not rows:
        return
    secrets.SystemRandom().shuffle(rows)
    told = _told(rows)
    batch, changes = new_id("batch"), []
    for seq, (entity, kind, text, team) in enumerate(rows, start=turn.seq + 1):
        fields: dict[str, Json] = json.loads(text)
        if team in told.get(str(fields["touchpoint"]), ()):
            fields["team"] = team
        changes.append(
            Change(
                seq=seq, id=new_id("change"), batch=batch, base=seq - 1, kind=kind, entity=entity, fields=fields,
                author=None, at=log.coarse(turn.now),
            )
        )  # fmt: skip
    turn.append(changes)
    for entity, *_rest in rows:
        turn.link.run(statements.DELETE_SCORE, {"workshop": turn.id, "entity": entity})


def _told(rows: Sequence[tuple[str, str, str, str | None]]) -> Mapping[str, frozenset[str]]:
    """Give, by touchpoint, the teams that may be told."""
    teams: dict[str, list[str | None]] = {}
    for _entity, _kind, text, team in rows:
        teams.setdefault(str(json.loads(text)["touchpoint"]), []).append(team)
    return {touchpoint: enough(named) for touchpoint, named in teams.items()}


def _score(entity: str, kind: str, fields: str, team: str | None) -> Entity:
    given = json.loads(fields)
    return KINDS[kind](id=entity, **given, **({"team": team} if team else {}))
