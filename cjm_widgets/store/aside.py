"""What lies beside the log and may be lost: half-written entries, who is there, who is done."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, select, text
from sqlalchemy.dialects import postgresql, sqlite

from cjm_widgets.model import ModelError
from cjm_widgets.store import schema
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Table

    from cjm_widgets.store.database import Database
    from cjm_widgets.store.keys import Keys
    from cjm_widgets.store.presence import Noted

LONGEST: Final = 100_000
"""How much of a half-written form is kept, in characters."""
LONGEST_FORM: Final = 200
FORGET_S: Final = 600.0
"""After how many seconds the row of a page that is gone is removed."""

_draft = schema.draft
_presence = schema.presence
_done = schema.done


def keep_draft(database: Database, workshop: str, keys: Keys, form: str, text: str) -> None:
    """Keep what a person has typed into a form and not sent, so that only their own key can read it.

    An empty text forgets it. Raises ModelError where it is too long.
    """
    if len(text) > LONGEST or len(form) > LONGEST_FORM:
        raise ModelError(_("draft"), _("It takes at most {limit} characters.").format(limit=LONGEST))
    key = {"workshop": workshop, "key": keys.form(""), "form": keys.form(form)}
    with database.writing() as connection:
        if text:
            put_row(connection, _draft, key, {"text": keys.seal(json.dumps([form, text]))})
        else:
            connection.execute(delete(_draft).where(*(_draft.c[name] == value for name, value in key.items())))


def drafts_of(database: Database, workshop: str, keys: Keys) -> dict[str, str]:
    """Give what a person has typed and not sent, by form."""
    query = select(_draft.c.text).where(_draft.c.workshop == workshop, _draft.c.key == keys.form(""))
    with database.reading() as connection:
        rows = connection.execute(query).scalars().all()
    opened = [json.loads(plain) for sealed in rows if (plain := keys.unseal(sealed)) is not None]
    return {str(form): str(text) for form, text in opened}


def be_seen(database: Database, rows: Sequence[tuple[str, str, Noted]]) -> None:
    """Write that pages (of a workshop, by a random id of their own) are there."""
    with database.writing() as connection:
        now, here = _now(connection), time.monotonic()
        for workshop, page, noted in sorted(rows, key=lambda row: row[:2]):
            values = {
                "person": noted.person, "seen": now - (here - noted.at), "entity": noted.entity, "field": noted.field,
            }  # fmt: skip
            put_row(connection, _presence, {"workshop": workshop, "page": page}, values)
        connection.execute(delete(_presence).where(_presence.c.seen < now - FORGET_S))


def leave(database: Database, workshop: str, page: str) -> None:
    """Note that a page has gone."""
    with database.writing() as connection:
        connection.execute(delete(_presence).where(_presence.c.workshop == workshop, _presence.c.page == page))


def present(
    database: Database, workshop: str, *, within_s: float
) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Give the pages that were seen in the last ``within_s`` seconds: whose they are, what they edit (thing, field)."""
    with database.reading() as connection:
        query = select(_presence.c.page, _presence.c.person, _presence.c.entity, _presence.c.field).where(
            _presence.c.workshop == workshop, _presence.c.seen >= _now(connection) - within_s
        )
        rows = connection.execute(query).all()
    return {page: (person, entity, field) for page, person, entity, field in rows}


def mark_done(database: Database, workshop: str, step: str, person: str, *, done: bool) -> None:
    """Note that a person says that they are done with a step, or not any more."""
    key = {"workshop": workshop, "step": step, "person": person}
    with database.writing() as connection:
        connection.execute(delete(_done).where(*(_done.c[name] == value for name, value in key.items())))
        if done:
            connection.execute(_done.insert().values(**key))


def who_is_done(database: Database, workshop: str) -> dict[str, frozenset[str]]:
    """Give the people who are done, by step."""
    query = select(_done.c.step, _done.c.person).where(_done.c.workshop == workshop)
    found: dict[str, set[str]] = {}
    with database.reading() as connection:
        for step, person in connection.execute(query).all():
            found.setdefault(step, set()).add(person)
    return {step: frozenset(people) for step, people in found.items()}


def _now(connection: Connection) -> float:
    """Give the database's own time: several servers may not agree on theirs."""
    if connection.dialect.name == "sqlite":
        return time.time()
    return float(connection.execute(text("SELECT extract(epoch FROM clock_timestamp())")).scalar() or 0)


def put_row(connection: Connection, table: Table, key: Mapping[str, object], values: Mapping[str, object]) -> None:
    """Write a row, or write over the one with this key."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(table).values(**key, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=dict(values)))
