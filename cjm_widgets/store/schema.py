"""The tables. What each is for, and what must never be in it, stands here."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, LargeBinary, MetaData, String, Table, Text

ID_LENGTH: Final = 80

metadata: Final = MetaData()


def _id(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, String(ID_LENGTH), primary_key=key, nullable=False)


version: Final = Table(
    "kit_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
)
"""One row: the version of these tables."""

workshop: Final = Table(
    "workshop",
    metadata,
    _id("id", key=True),
    Column("title", Text, nullable=False),
    # The number of the last change. Whoever writes changes locks this row first: that makes numbers without gaps, in
    # the order of the commits, on both databases.
    Column("seq", BigInteger, nullable=False),
    # The number of the last state of the clock. Here and not beside the clock, because a row that is locked is the
    # only one of which PostgreSQL gives the newest version, and not that of before the wait.
    Column("clock_version", BigInteger, nullable=False),
    Column("created", String(24), nullable=False),
    Column("changed", String(24), nullable=False),
)

change: Final = Table(
    "change",
    metadata,
    _id("workshop", key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    _id("id"),
    _id("batch"),
    Column("base", BigInteger, nullable=False),
    Column("kind", String(40), nullable=False),
    _id("entity"),
    Column("fields", Text, nullable=False),
    # Null for an anonymous change: its author is stored nowhere.
    Column("author", String(ID_LENGTH)),
    # UTC, ISO 8601; anonymous changes carry the hour only.
    Column("at", String(24), nullable=False),
    Column("schema", Integer, nullable=False),
    Index("change_id", "workshop", "id", unique=True),
    Index("change_entity", "workshop", "entity", "seq"),
    # The rows lie in the order of the log: that saves SQLite one tree to write for every change.
    sqlite_with_rowid=False,
)
"""The log: rows are added, never changed. No index by batch: few ask for batches, and every change would pay for it."""

snapshot: Final = Table(
    "snapshot",
    metadata,
    _id("workshop", key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("schema", Integer, nullable=False),
    Column("records", Text, nullable=False),
)
"""The fold at a change, to go on from. May be lost: the log makes it again."""

clock: Final = Table(
    "clock",
    metadata,
    _id("workshop", key=True),
    Column("state", Text, nullable=False),
)
"""Step, phases, timer and agenda, as JSON."""

door: Final = Table(
    "door",
    metadata,
    Column("code", String(20), primary_key=True),
    _id("workshop"),
)
"""Join codes: which workshop each leads to. Whether it lets anybody in, the clock says."""

member: Final = Table(
    "member",
    metadata,
    _id("workshop", key=True),
    Column("hash", String(64), primary_key=True),
    _id("person"),
    Column("role", String(20), nullable=False),
)
"""Who is known again: SHA-256 of resume keys. A key ends with its person; nothing that is anonymous stands here."""

invitation: Final = Table(
    "invitation",
    metadata,
    _id("workshop", key=True),
    Column("hash", String(64), primary_key=True),
)
"""SHA-256 of the keys in co-facilitators' links."""

handover: Final = Table(
    "handover",
    metadata,
    Column("hash", String(64), primary_key=True),
    _id("workshop"),
    # The resume key, locked with the code; neither code nor key stands here.
    Column("sealed", Text, nullable=False),
    Column("expires", Float, nullable=False),
)
"""One-time codes to move to another device."""

attempt: Final = Table(
    "attempt",
    metadata,
    Column("id", String(ID_LENGTH), primary_key=True),
    Column("caller", String(64), nullable=False),
    Column("at", Float, nullable=False),
    Index("attempt_caller", "caller"),
)
"""Codes that were wrong, by a hash of who tried; forgotten after minutes."""

ballot: Final = Table(
    "ballot",
    metadata,
    _id("workshop", key=True),
    _id("vote", key=True),
    # One per person and vote; only the person's own key can make it. No person, no time, no order of arrival.
    Column("key", String(64), primary_key=True),
    Column("dots", Text, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("paper", Boolean, nullable=False),
    # Only where at least five people are in it.
    Column("team", String(ID_LENGTH)),
    # In the order of the keys, which is no order, and not in that of arrival.
    sqlite_with_rowid=False,
)
"""Open ballots; emptied into the log when the vote is closed."""

score: Final = Table(
    "score",
    metadata,
    _id("workshop", key=True),
    _id("entity", key=True),
    Column("kind", String(40), nullable=False),
    Column("fields", Text, nullable=False),
    # Only where at least five people are in it.
    Column("team", String(ID_LENGTH)),
    sqlite_with_rowid=False,
)
"""Anonymous scores until their step is revealed; the id is one that only the person's own key can make."""

done: Final = Table(
    "done",
    metadata,
    _id("workshop", key=True),
    Column("step", String(40), primary_key=True),
    _id("person", key=True),
)
"""Who says that they are done with a step. May be lost."""

draft: Final = Table(
    "draft",
    metadata,
    _id("workshop", key=True),
    Column("key", String(64), primary_key=True),
    Column("form", String(200), primary_key=True),
    Column("text", Text, nullable=False),
)
"""Half-written entries, under names that only the person's own key can make, and locked with it. May be lost."""

presence: Final = Table(
    "presence",
    metadata,
    _id("workshop", key=True),
    Column("page", String(64), primary_key=True),
    Column("person", String(ID_LENGTH)),
    Column("seen", Float, nullable=False),
    # Which text is being edited; never of an anonymous card.
    Column("entity", String(ID_LENGTH)),
    Column("field", String(80)),
)
"""Which pages were there when, in seconds since 1970; only the last time is kept. May be lost."""

card_secret: Final = Table(
    "card_secret",
    metadata,
    _id("workshop", key=True),
    _id("entity", key=True),
    Column("hash", String(64), primary_key=True),
)
"""SHA-256 of the secrets that let the owner of an anonymous card edit it; the secrets lie in their page only."""

dataset: Final = Table(
    "dataset",
    metadata,
    _id("workshop", key=True),
    Column("fingerprint", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("rows", BigInteger, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("at", String(24), nullable=False),
)
"""Imported data, named by the SHA-256 of its bytes; the row is written last and makes it visible."""

dataset_part: Final = Table(
    "dataset_part",
    metadata,
    _id("workshop", key=True),
    Column("fingerprint", String(64), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("bytes", LargeBinary, nullable=False),
)

OF_A_WORKSHOP: Final = (
    change, snapshot, clock, door, member, invitation, handover, ballot, score, done, draft, presence, card_secret,
    dataset, dataset_part,
)  # fmt: skip
"""Everything that goes when a workshop is forgotten."""
