"""The way in for a room: by the code on the wall, by one's own key, by a code from one's phone, by a leader's link.

Nobody has an account. A page makes a random key, keeps it in the browser's storage and sends it along when it joins;
whoever comes back with it is the same person. It never stands in an address, and no handler here writes it anywhere.
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from cjm_widgets.model import ModelError, Role, Team
from cjm_widgets.model.entities.people import COLOURS
from cjm_widgets.serve.access import COOKIE_DAYS
from cjm_widgets.serve.gate import BROWSER_HEADER
from cjm_widgets.serve.network import came_in_at
from cjm_widgets.serve.pages import NoticeHandler
from cjm_widgets.store.errors import NotIn, TooOften
from cjm_widgets.words import SOURCE, _, language, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cjm_widgets.model import Workshop
    from cjm_widgets.serve.access import Access
    from cjm_widgets.store import Store
    from cjm_widgets.store.entrance import Joined

_DAY_SECONDS: Final = 86_400
_LONGEST: Final = 4_000
"""Characters of a request to join; a name, a team, a key."""

logger = logging.getLogger(__name__)


class Reached:
    """Which other machines have asked for the way in since the kit was started."""

    def __init__(self) -> None:
        """Begin with none."""
        self._callers: set[str] = set()

    def note(self, address: str) -> None:
        """Remember a caller, unless it is this machine itself."""
        try:
            outside = not ipaddress.ip_address(address).is_loopback
        except ValueError:
            return
        if outside:
            self._callers.add(address)

    def __len__(self) -> int:
        """Count them."""
        return len(self._callers)


class WayIn(NoticeHandler):
    """What all ways in share."""

    def initialize(self, store: Store, access: Access, port: Callable[[], int], reached: Reached) -> None:
        """Take the workshops, who gives out cookies, and who has asked; ``port`` names the cookie."""
        self._store, self._access, self._reached, self._port = store, access, reached, port()

    def prepare(self) -> None:
        """Remember that somebody from outside has got through."""
        super().prepare()
        self.note_caller()

    def note_caller(self) -> None:
        """Count the caller; whoever opens the room's address on this machine has shown nothing about the network."""
        if not came_in_at(self.request, self.caller):
            self._reached.note(self.caller)

    @property
    def caller(self) -> str:
        """The network address that asks."""
        return str(self.request.remote_ip or "")

    def asked(self) -> dict[str, Any]:
        """Return what a page sent. Raises NotIn for what no page of ours sends."""
        # Whether it is http or https, a proxy in front of us may know better than we do.
        origin = self.request.headers.get("Origin", "")
        own = not origin or origin.partition("://")[2] == self.request.host
        typed = self.request.headers.get("Content-Type", "").startswith("application/json")
        if own and typed and len(self.request.body) <= _LONGEST:
            try:
                said = json.loads(self.request.body)
            except ValueError:
                said = None
            if isinstance(said, dict) and all(isinstance(value, str | None) for value in said.values()):
                return said
        raise NotIn(_("This was not sent by a page of the kit."), _("Reload the page and try again."))

    def let_in(self, joined: Joined) -> None:
        """Give the browser its cookie, and say where to go."""
        name, value = self._access.cookie(
            str(joined.role),
            port=self._port,
            browser=self.request.headers.get(BROWSER_HEADER, ""),
            workshop=joined.workshop,
            key=joined.key,
        )
        self.set_cookie(
            name, value, max_age=COOKIE_DAYS * _DAY_SECONDS, path="/", httponly=True, samesite="Lax"
        )  # fmt: skip
        page = "participant" if joined.role is Role.PARTICIPANT else "facilitator"
        address = f"/{page}?{urlencode({'workshop': joined.workshop})}"
        self.answer({"workshop": joined.workshop, "key": joined.key, "address": address})

    def answer(self, said: Mapping[str, object], status: HTTPStatus = HTTPStatus.OK) -> None:
        """Finish with a small answer for the page's script."""
        self.set_status(status)
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "application/json; charset=UTF-8")
        self.finish(json.dumps(said, ensure_ascii=False))

    def refuse(self, problem: ModelError) -> None:
        """Say why not."""
        often = isinstance(problem, TooOften)
        if often:
            logger.warning("Too many wrong codes from one address")
        self.answer({"says": str(problem)}, HTTPStatus.TOO_MANY_REQUESTS if often else HTTPStatus.FORBIDDEN)

    def show(self, *, workshop: Workshop | None = None, **said: object) -> None:
        """Finish with the page of the way in, in the workshop's language once it is known."""
        tag = workshop.settings.language or SOURCE if workshop else None
        self.set_header("Cache-Control", "no-store")
        template = self.settings["jinja2_env"].get_template("join.html")
        title = workshop.settings.title if workshop else ""
        teams = [(team.id, team.name) for team in workshop.all(Team)] if workshop else []
        told = {
            "workshop": workshop.id if workshop else "",
            "title": title,
            "teams": teams,
            "colours": COLOURS,
            "mode": "join" if workshop else "code",
            "says": "",
            **said,
        }
        with speaking(tag or language()):
            self.finish(template.render(**told))


class JoinHandler(WayIn):
    """``/j/`` asks for the code; ``/j/CODE`` for a name, and lets in."""

    async def get(self, code: str = "") -> None:
        """Show the form, or say that the code leads nowhere."""
        if not code:
            self.show()
            return
        try:
            found = await asyncio.to_thread(self._store.entrance.find, code, caller=self.caller)
            workshop = await asyncio.to_thread(self._store.load, found)
        except ModelError as problem:
            self.set_status(HTTPStatus.TOO_MANY_REQUESTS if isinstance(problem, TooOften) else HTTPStatus.NOT_FOUND)
            self.show(says=str(problem))
            return
        self.show(workshop=workshop, code=code)

    async def post(self, code: str = "") -> None:
        """Let in."""
        try:
            said = self.asked()
            entering = self._store.entrance.join(
                code,
                name=said.get("name") or "",
                team=said.get("team") or None,
                colour=said.get("colour") or "",
                key=said.get("key") or None,
                caller=self.caller,
            )
            self.let_in(await asyncio.wrap_future(entering))
        except ModelError as problem:
            self.refuse(problem)


class ResumeHandler(WayIn):
    """Brings somebody back by the key in their browser's storage."""

    async def post(self) -> None:
        """Let in, or say that the key is nobody's any more."""
        try:
            said = self.asked()
            workshop, key = said.get("workshop") or "", said.get("key") or ""
            joined = await asyncio.to_thread(self._store.entrance.whose, workshop, key)
            if joined is None:
                raise NotIn(_("You are no longer on the list of this workshop."), _("Join again."))
            self.let_in(joined)
        except ModelError as problem:
            self.refuse(problem)


class TakeOverHandler(WayIn):
    """Brings somebody to this device by the one-time code that their other one shows."""

    async def post(self) -> None:
        """Let in, or say that the code is used up."""
        try:
            code = self.asked().get("code") or ""
            self.let_in(await asyncio.to_thread(self._store.entrance.take_over, code, caller=self.caller))
        except ModelError as problem:
            self.refuse(problem)


class InvitedHandler(WayIn):
    """``/j/lead/WORKSHOP``: a co-facilitator's link. The secret is behind the ``#``, which no server is sent."""

    async def get(self, workshop: str) -> None:
        """Ask for a name."""
        try:
            found = await asyncio.to_thread(self._store.load, workshop)
        except ModelError as problem:
            self.set_status(HTTPStatus.NOT_FOUND)
            self.show(says=str(problem))
            return
        # Its title is told to whoever has the secret; a wrong link learns nothing from this page.
        self.show(workshop=found, mode="lead", title="", teams=[])

    async def post(self, workshop: str) -> None:
        """Let in."""
        try:
            said = self.asked()
            entering = self._store.entrance.accept(
                workshop,
                said.get("link") or "",
                name=said.get("name") or "",
                colour=said.get("colour") or "",
                key=said.get("key") or None,
                caller=self.caller,
            )
            self.let_in(await asyncio.wrap_future(entering))
        except ModelError as problem:
            self.refuse(problem)


class ReachedHandler(WayIn):
    """Tells the projector's page how many phones have got through."""

    def prepare(self) -> None:
        """Do not count whoever asks this."""

    def get(self) -> None:
        """Answer with their number."""
        self.answer({"phones": len(self._reached)})
