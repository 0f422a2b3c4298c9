"""What lies beside the log and may be lost: half-written entries, and who is there."""

from __future__ import annotations

import hashlib
import time
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from cjm_widgets.model import ModelError
from cjm_widgets.store import schema
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Table

    from cjm_widgets.store.database import Database

LONGEST: Final = 100_000
"""How much of a half-written form is kept, in characters."""

_draft = schema.draft
_presence = schema.presence


def keep_draft(database: Database, workshop: str, key: str, form: str, text: str) -> None:
    """Keep what a person has typed into a form and not sent; ``key`` is their own secret, of which a hash is stored.

    An empty text forgets it. Raises ModelError where it is too long.
    """
    if len(text) > LONGEST or len(form) > 200:  # noqa: PLR2004 - the column's length
        raise ModelError(_("draft"), _("It takes at most {limit} characters.").format(limit=LONGEST))
    here = (_draft.c.workshop == workshop, _draft.c.key == _hash(key), _draft.c.form == form)
    if text:
        _put(database, _draft, {"workshop": workshop, "key": _hash(key), "form": form}, {"text": text})
        return
    with database.writing() as connection:
        connection.execute(delete(_draft).where(*here))


def drafts_of(database: Database, workshop: str, key: str) -> dict[str, str]:
    """Give what a person has typed and not sent, by form."""
    query = select(_draft.c.form, _draft.c.text).where(_draft.c.workshop == workshop, _draft.c.key == _hash(key))
    with database.reading() as connection:
        return {form: text for form, text in connection.execute(query).all()}  # noqa: C416 - rows are no pairs to mypy


def be_seen(database: Database, workshop: str, page: str, person: str | None, *, now: float | None = None) -> None:
    """Note that a page is there; ``page`` is a random id of its own."""
    seen = time.time() if now is None else now
    _put(database, _presence, {"workshop": workshop, "page": page}, {"person": person, "seen": seen})


def leave(database: Database, workshop: str, page: str) -> None:
    """Note that a page has gone."""
    with database.writing() as connection:
        connection.execute(delete(_presence).where(_presence.c.workshop == workshop, _presence.c.page == page))


def present(database: Database, workshop: str, *, within_s: float, now: float | None = None) -> dict[str, str | None]:
    """Give the pages that were seen in the last ``within_s`` seconds, and whose they are."""
    since = (time.time() if now is None else now) - within_s
    query = select(_presence.c.page, _presence.c.person).where(
        _presence.c.workshop == workshop, _presence.c.seen >= since
    )
    with database.reading() as connection:
        return {page: person for page, person in connection.execute(query).all()}  # noqa: C416 - as above


def _put(database: Database, table: Table, key: Mapping[str, object], values: Mapping[str, object]) -> None:
    """Write a row, or write over the one with this key."""
    insert = sqlite.insert if database.is_sqlite else postgresql.insert
    statement = insert(table).values(**key, **values)
    with database.writing() as connection:
        connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=dict(values)))


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
