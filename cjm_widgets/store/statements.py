"""Statements on the tables beside the log that are run within a turn to write."""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam, delete, insert, select

from cjm_widgets.store import schema
from cjm_widgets.store.link import Query

_member, _invitation, _ballot, _score, _door = (
    schema.member.c, schema.invitation.c, schema.ballot.c, schema.score.c, schema.door.c,
)  # fmt: skip

MEMBER: Final = Query(
    select(_member.person, _member.role).where(
        _member.workshop == bindparam("workshop"), _member.hash == bindparam("hash")
    )
)
INSERT_MEMBER: Final = Query(insert(schema.member))

INVITATION: Final = Query(
    select(_invitation.hash).where(_invitation.workshop == bindparam("workshop"), _invitation.hash == bindparam("hash"))
)
INSERT_INVITATION: Final = Query(insert(schema.invitation))
DELETE_INVITATIONS: Final = Query(delete(schema.invitation).where(_invitation.workshop == bindparam("workshop")))

DOOR: Final = Query(select(_door.workshop).where(_door.code == bindparam("code")))
INSERT_DOOR: Final = Query(insert(schema.door))
DELETE_DOORS: Final = Query(delete(schema.door).where(_door.workshop == bindparam("workshop")))

_of_vote = (_ballot.workshop == bindparam("workshop"), _ballot.vote == bindparam("vote"))
BALLOTS: Final = Query(select(_ballot.dots, _ballot.team).where(*_of_vote).order_by(_ballot.key))
DELETE_BALLOT: Final = Query(delete(schema.ballot).where(*_of_vote, _ballot.key == bindparam("key")))
DELETE_BALLOTS: Final = Query(delete(schema.ballot).where(*_of_vote))
INSERT_BALLOT: Final = Query(insert(schema.ballot))

_of_score = (_score.workshop == bindparam("workshop"), _score.entity == bindparam("entity"))
SCORE: Final = Query(select(_score.fields, _score.team).where(*_of_score))
SCORES: Final = Query(
    select(_score.entity, _score.kind, _score.fields, _score.team)
    .where(_score.workshop == bindparam("workshop"))
    .order_by(_score.entity)
)
DELETE_SCORE: Final = Query(delete(schema.score).where(*_of_score))
INSERT_SCORE: Final = Query(insert(schema.score))

DELETE_OF_WORKSHOP: Final = {
    table.name: Query(delete(table).where(table.c.workshop == bindparam("workshop")))
    for table in (schema.ballot, schema.score, schema.draft, schema.presence, schema.done, schema.handover)
}
"""Everything beside the log that a rehearsal leaves behind."""
