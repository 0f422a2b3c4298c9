"""The statements that every change goes through, and the way between rows and changes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import BigInteger, Integer, Text, bindparam, insert, literal_column, select, text, update

from cjm_widgets.model import Change
from cjm_widgets.store import schema
from cjm_widgets.store.link import Query

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cjm_widgets.model import Json
    from cjm_widgets.store.link import Link, Row

_change = schema.change.c
_columns: Final = (
    _change.seq, _change.id, _change.batch, _change.base, _change.kind, _change.entity, _change.fields,
    _change.author, _change.at, _change.schema,
)  # fmt: skip
_of_workshop: Final = _change.workshop == bindparam("workshop")
_of_entity: Final = (_of_workshop, _change.entity == bindparam("entity"))

CHUNK: Final = 5000
"""How many changes are read in one go."""
ROWS_AT_ONCE: Final = 500
"""How many changes are written in one message."""
AT_ONCE: Final = 40
"""How many ids are asked for in one go."""

SINCE: Final = Query(
    select(*_columns)
    .where(_of_workshop, _change.seq > bindparam("since"))
    .order_by(_change.seq)
    .limit(bindparam("limit", type_=Integer))
)
OF_ENTITY: Final = Query(select(*_columns).where(*_of_entity).order_by(_change.seq))
OF_ENTITY_SINCE: Final = Query(
    select(*_columns).where(*_of_entity, _change.seq > bindparam("since")).order_by(_change.seq)
)
OF_ONE_ID: Final = Query(select(*_columns).where(_of_workshop, _change.id == bindparam("id")))
OF_IDS: Final = Query(
    select(*_columns)
    .where(_of_workshop, _change.id.in_([bindparam(f"id{n}") for n in range(AT_ONCE)]))
    .order_by(_change.seq)
)
INSERT: Final = Query(insert(schema.change))
# One message for hundreds of rows: PostgreSQL may be a network away, and others wait for the workshop meanwhile.
INSERT_ALL: Final = Query(
    text(
        "INSERT INTO change SELECT * FROM json_populate_recordset(CAST(NULL AS change), CAST(:rows AS json))"
    ).bindparams(bindparam("rows", type_=Text))
)
INSERT_WORKSHOP: Final = Query(insert(schema.workshop))
INSERT_CLOCK: Final = Query(insert(schema.clock))
# A page that sends its card again has the same secret again.
INSERT_SECRET: Final = Query(
    text(
        "INSERT INTO card_secret (workshop, entity, hash) VALUES (:workshop, :entity, :hash) ON CONFLICT DO NOTHING"
    ).bindparams(*(bindparam(name, type_=Text) for name in ("workshop", "entity", "hash")))
)

_workshop = schema.workshop.c
_state = select(_workshop.seq, _workshop.clock_version).where(_workshop.id == bindparam("workshop"))
STATE: Final = Query(_state)
LOCK: Final = Query(_state.with_for_update())
MOVE_SEQ: Final = Query(
    update(schema.workshop)
    .where(_workshop.id == bindparam("workshop"))
    .values(seq=_workshop.seq + bindparam("n", type_=BigInteger), changed=bindparam("now"))
    .returning(_workshop.seq)
)
RENAME: Final = Query(
    update(schema.workshop).where(_workshop.id == bindparam("workshop")).values(title=bindparam("new_title"))
)
CLOCK: Final = Query(select(schema.clock.c.state).where(schema.clock.c.workshop == bindparam("workshop")))
SET_CLOCK: Final = Query(
    update(schema.clock).where(schema.clock.c.workshop == bindparam("of")).values(state=bindparam("new_state"))
)
SET_CLOCK_VERSION: Final = Query(
    update(schema.workshop)
    .where(_workshop.id == bindparam("workshop"))
    .values(clock_version=bindparam("version", type_=BigInteger))
)
SNAPSHOT: Final = Query(
    select(schema.snapshot.c.seq, schema.snapshot.c.records)
    .where(schema.snapshot.c.workshop == bindparam("workshop"), schema.snapshot.c.schema == bindparam("schema"))
    .order_by(schema.snapshot.c.seq.desc())
    .limit(literal_column("1"))
)


def now() -> str:
    """Give the time as it is stored: UTC, ISO 8601 with milliseconds."""
    return f"{datetime.now(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def coarse(at: str) -> str:
    """Give only the hour of a stored time: what an anonymous change may say about its moment."""
    return f"{at[:13]}:00:00.000Z"


def to_json(fields: object) -> str:
    """Give fields as they are stored."""
    return json.dumps(fields, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def change_of(row: Row) -> Change:
    """Make the change that a row (of ``_columns``) stands for."""
    seq, id, batch, base, kind, entity, fields, author, at, version = row
    given: dict[str, Json] = json.loads(fields)
    return Change(
        seq=seq, id=id, batch=batch, base=base, kind=kind, entity=entity, fields=given, author=author, at=at,
        schema=version,
    )  # fmt: skip


def row_of(workshop: str, change: Change) -> dict[str, object]:
    """Give the values of a change's row."""
    return {
        "workshop": workshop, "seq": change.seq, "id": change.id, "batch": change.batch, "base": change.base,
        "kind": change.kind, "entity": change.entity, "fields": to_json(change.fields), "author": change.author,
        "at": change.at, "schema": change.schema,
    }  # fmt: skip


def append(link: Link, workshop: str, changes: Sequence[Change]) -> None:
    """Write changes to the log."""
    rows = [row_of(workshop, change) for change in changes]
    if len(rows) == 1:
        link.run(INSERT, rows[0])
    elif link.is_sqlite:
        link.run_each(INSERT, rows)
    else:
        for start in range(0, len(rows), ROWS_AT_ONCE):
            link.run(INSERT_ALL, {"rows": to_json(rows[start : start + ROWS_AT_ONCE])})


def since(link: Link, workshop: str, seq: int) -> Iterator[Change]:
    """Read the changes after ``seq``, in order, some thousands at a time."""
    while True:
        rows = link.rows(SINCE, {"workshop": workshop, "since": seq, "limit": CHUNK})
        yield from map(change_of, rows)
        if len(rows) < CHUNK:
            return
        seq = rows[-1][0]


def with_ids(link: Link, workshop: str, ids: Sequence[str]) -> list[Change]:
    """Read those changes of ``ids`` that are in the log, in order."""
    if len(ids) == 1:
        return [change_of(row) for row in link.rows(OF_ONE_ID, {"workshop": workshop, "id": ids[0]})]
    found: list[Change] = []
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        padded = [*part, *[part[-1]] * (AT_ONCE - len(part))]
        values = {f"id{n}": id for n, id in enumerate(padded)}
        found.extend(map(change_of, link.rows(OF_IDS, {"workshop": workshop, **values})))
    return sorted(found, key=lambda change: change.seq)


def of_entity(link: Link, workshop: str, entity: str, after: int = 0) -> list[Change]:
    """Read the changes of one thing after ``after``, in order."""
    values = {"workshop": workshop, "entity": entity, "since": after}
    return [change_of(row) for row in link.rows(OF_ENTITY_SINCE if after else OF_ENTITY, values)]
