"""Wrong codes: how many one address may try, and all together, before they have to wait.

A whole room may come from one address, that of its router or of a proxy. So a wrong code that many of them type (an
old one that is still on a slide) counts once, and who has tried too many waits seconds for the next try, not minutes.
A code is one of thirty-four million: at one try in five seconds, finding one takes years.
"""

from __future__ import annotations

import hashlib
import ipaddress
import time
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, func, select

from cjm_widgets.store import schema
from cjm_widgets.store.aside import put_row
from cjm_widgets.store.errors import TooOften
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.store.database import Database

MOST_ATTEMPTS: Final = 20
"""How many wrong codes one address may try in ``FORGET_S``; from then on it waits ``PAUSE_S`` after each."""
MOST_TOGETHER: Final = 400
"""How many all addresses may try together; from then on each has ``FEW`` and then waits for ``FORGET_S``."""
FEW: Final = 3
FORGET_S: Final = 600.0
PAUSE_S: Final = 5.0
_NETWORK_BITS: Final = 64
"""A home has so many bits of an IPv6 address for itself: its devices may choose the rest as they like."""


class Attempts:
    """The wrong codes of the last minutes, on all servers of a database."""

    def __init__(self, database: Database) -> None:
        """Count in ``database``."""
        self._database = database

    def check(self, caller: str) -> None:
        """Raise TooOften where whoever asks, at the network address ``caller``, has to wait."""
        table, now, whose = schema.attempt.c, time.time(), _hidden(_network(caller))
        query = select(func.count(), func.max(table.at)).where(table.at >= now - FORGET_S)
        with self._database.reading() as connection:
            together = connection.execute(query).one()[0]
            tried, last = connection.execute(query.where(table.caller == whose)).one()
        if together >= MOST_TOGETHER and tried >= FEW:
            raise TooOften(_("Too many wrong codes are being tried."), _("Wait ten minutes, or ask the facilitator."))
        if tried >= MOST_ATTEMPTS and now - last < PAUSE_S:
            raise TooOften(_("Too many wrong codes came from here."), _("Wait ten seconds, then try again."))

    def note(self, caller: str, code: str) -> None:
        """Note that a code was wrong; the same one from the same address counts once."""
        now, whose = time.time(), _hidden(_network(caller))
        with self._database.writing() as connection:
            connection.execute(delete(schema.attempt).where(schema.attempt.c.at < now - FORGET_S))
            put_row(connection, schema.attempt, {"id": _hidden(f"{whose} {code}")}, {"caller": whose, "at": now})


def _network(caller: str) -> str:
    try:
        address = ipaddress.ip_address(caller.partition("%")[0])
    except ValueError:
        return caller
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
        return str(ipaddress.ip_network((int(address) >> _NETWORK_BITS << _NETWORK_BITS, _NETWORK_BITS)))
    return str(address)


def _hidden(said: str) -> str:
    return hashlib.sha256(f"cjm-widgets {said}".encode(errors="surrogatepass")).hexdigest()
